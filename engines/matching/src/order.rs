//! An order of ids that depends on a seed and on the ids alone, so that permuting the
//! rows of the input changes nothing in the plan.

/// The indices of `ids` in an order drawn from the seed: position → index.
///
/// Equal ids keep the order of the input; callers refuse them beforehand.
#[must_use]
pub fn order(seed: u64, ids: &[&str]) -> Vec<u32> {
    let mut keyed: Vec<(u64, u32)> = (0u32..).zip(ids).map(|(i, id)| (hash(seed, id), i)).collect();
    keyed.sort_unstable_by(|(x, i), (y, j)| {
        x.cmp(y).then_with(|| ids[*i as usize].cmp(ids[*j as usize])).then_with(|| i.cmp(j))
    });
    keyed.into_iter().map(|(_, i)| i).collect()
}

/// FNV-1a over the bytes, then the finalizer of splitmix64: the same on every machine
/// and in every version, which the standard library's hasher does not promise.
fn hash(seed: u64, id: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ mix(seed);
    mix(id.bytes().fold(start, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)))
}

fn mix(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn permuting_the_ids_permutes_the_order_alike() {
        let (ids, back) = (["ana", "bob", "chloe", "dina"], ["dina", "chloe", "bob", "ana"]);
        let named =
            |ids: [&'static str; 4]| order(7, &ids).into_iter().map(move |i| ids[i as usize]);
        assert!(named(ids).eq(named(back)));
    }

    #[test]
    fn another_seed_gives_another_order() {
        let ids: Vec<String> = (0..50).map(|i| format!("L{i}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        assert_ne!(order(1, &ids), order(2, &ids));
    }
}
