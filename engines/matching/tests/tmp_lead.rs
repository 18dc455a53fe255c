//! tmp
use matching::*;
struct R(u64);
impl R { fn n(&mut self, k: u64) -> u64 { self.0 ^= self.0 << 13; self.0 ^= self.0 >> 7; self.0 ^= self.0 << 17; self.0 % k } }
#[test]
fn random() {
    let mut stats=[0usize;4];
    for seed in 1..200_000u64 {
        let mut r = R(seed.wrapping_mul(0x9e3779b97f4a7c15) | 1);
        for _ in 0..5 { r.n(10); }
        let na = 1 + r.n(9); let ns = 1 + r.n(6); let ng = r.n(3);
        let tiers = 1 + r.n(3); let publ = r.n(2) == 0; let maxb = [1, 5, 50][r.n(3) as usize];
        let slots: Vec<Slot> = (0..ns).map(|_| Slot { capacity: r.n(4) as u32, group: (ng > 0 && r.n(2) == 0).then(|| r.n(ng) as u32) }).collect();
        let groups: Vec<Group> = (0..ng).map(|_| Group { capacity: r.n(5) as u32 }).collect();
        let mut starts = vec![0u32]; let mut pairs = vec![]; let mut agents = vec![];
        for _ in 0..na {
            for s in 0..ns { if r.n(3) == 0 { pairs.push(Pair { burden: r.n(maxb + 1) as u32, slot: s as u32 }); } }
            starts.push(pairs.len() as u32);
            let own = &pairs[starts[starts.len() - 2] as usize..];
            let fixed = (r.n(8) == 0 && !own.is_empty()).then(|| own[r.n(own.len() as u64) as usize].slot);
            let published = if publ { match r.n(4) { 0 => Published::No, 1 => Published::Gone, _ => Published::In(r.n(ns) as u32) } } else { Published::No };
            agents.push(Agent { class: r.n(tiers) as u32, published, fixed });
        }
        let p = match Problem::new(agents, slots, groups, starts, pairs) { Ok(p) => p, Err(_) => continue };
        let plan = solve(&p);
        stats[0]+=1; stats[1]+=plan.objective.placed as usize; stats[2]+=plan.objective.changes as usize;
        if plan.certificate.slot_block.iter().any(|b| *b!=Block::Outside) {stats[3]+=1;}
        if let Err(e) = verify(&p, &plan) { panic!("seed {seed}: {e:?}\n{p:#?}\n{plan:#?}"); }
    }
    println!("{stats:?}");
}
