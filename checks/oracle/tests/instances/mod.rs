//! Random instances, the same for each seed.

use matching::{Agent, Group, Pair, Problem, Published, Slot};
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::index::sample;
use rand::{RngExt, SeedableRng};

/// What an instance may hold beside classes and burdens.
#[derive(Clone, Copy, Default)]
pub(crate) struct Kind {
    /// Some agents are published.
    pub(crate) is_rerun: bool,
    /// Some slots share the limit of a group.
    pub(crate) has_groups: bool,
}

/// An instance in which places are short and ties are frequent.
pub(crate) fn random(seed: u64, kind: Kind) -> Problem {
    let chance = &mut Xoshiro256PlusPlus::seed_from_u64(seed);
    let n_slots = chance.random_range(2..=14);
    let n_agents = chance.random_range(3..=36);
    let n_groups = if kind.has_groups { chance.random_range(1..=4) } else { 0 };
    let most_burden = [3, 30, 3000][chance.random_range(0..3)];
    let slots: Vec<Slot> = (0..n_slots).map(|_| slot(n_groups, chance)).collect();
    let groups: Vec<Group> =
        (0..n_groups).map(|_| Group { capacity: chance.random_range(1..=6) }).collect();
    let pairs: Vec<_> = (0..n_agents).map(|_| row(n_slots, most_burden, chance)).collect();
    let mut agents: Vec<_> = (0..n_agents).map(|_| agent(n_slots, kind.is_rerun, chance)).collect();
    fix_some(&mut agents, &slots, &groups, &pairs);
    posed(agents, slots, groups, &pairs)
}

fn slot(n_groups: u32, chance: &mut Xoshiro256PlusPlus) -> Slot {
    let group = (0 < n_groups && chance.random_bool(0.7)).then(|| chance.random_range(0..n_groups));
    Slot { capacity: chance.random_range(0..=4), group }
}

fn row(n_slots: u32, most_burden: u32, chance: &mut Xoshiro256PlusPlus) -> Vec<(u32, u32)> {
    let count = chance.random_range(0..=n_slots.min(6));
    let slots = sample(chance, n_slots as usize, count as usize);
    let slots = slots.into_iter().map(|slot| u32::try_from(slot).unwrap());
    slots.map(|slot| (slot, chance.random_range(0..=most_burden))).collect()
}

fn agent(n_slots: u32, is_rerun: bool, chance: &mut Xoshiro256PlusPlus) -> Agent {
    let published = match chance.random_range(0..10) {
        0..4 if is_rerun => Published::In(chance.random_range(0..n_slots)),
        4 if is_rerun => Published::Gone,
        _ => Published::No,
    };
    Agent { class: chance.random_range(1..=4), published, fixed: None }
}

/// Fixes one agent in ten in the first of its slots, where there is still room.
fn fix_some(agents: &mut [Agent], slots: &[Slot], groups: &[Group], pairs: &[Vec<(u32, u32)>]) {
    let mut slot_left: Vec<u32> = slots.iter().map(|slot| slot.capacity).collect();
    let mut group_left: Vec<u32> = groups.iter().map(|group| group.capacity).collect();
    for (agent, own) in agents.iter_mut().zip(pairs).step_by(10) {
        let Some(&(slot, _)) = own.first() else { continue };
        let group = slots[slot as usize].group;
        let mut lefts = vec![&mut slot_left[slot as usize]];
        lefts.extend(group.map(|group| &mut group_left[group as usize]));
        if lefts.iter().all(|left| 0 < **left) {
            for left in lefts {
                *left -= 1;
            }
            agent.fixed = Some(slot);
        }
    }
}

/// The problem of these agents, slots and groups, with the slots and burdens of each agent.
pub(crate) fn posed(
    agents: Vec<Agent>,
    slots: Vec<Slot>,
    groups: Vec<Group>,
    pairs: &[Vec<(u32, u32)>],
) -> Problem {
    let mut starts = vec![0];
    let mut packed = Vec::new();
    for own in pairs {
        packed.extend(own.iter().map(|&(slot, burden)| Pair { burden, slot }));
        starts.push(u32::try_from(packed.len()).unwrap());
    }
    Problem::new(agents, slots, groups, starts, packed).unwrap()
}
