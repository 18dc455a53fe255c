//! The engine and HiGHS agree on every aim of every instance with sites.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod instances;

use instances::{Kind, random};
use matching::{Limits, Openings, Problem, Proved, Site, solve_openings, verify_openings};
use oracle::opening_of_highs;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// What limits an instance may have.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each limit is there or not by itself")]
struct Sites {
    smallest: bool,
    shared: bool,
    budget: bool,
    most: bool,
}

const ALL: Sites = Sites { smallest: true, shared: true, budget: true, most: true };

#[test]
fn they_agree_on_sites_without_limits() {
    check(0..80, Kind::default(), Sites::default());
}

#[test]
fn they_agree_on_smallest_groups() {
    check(1000..1100, Kind::default(), Sites { smallest: true, ..Sites::default() });
}

#[test]
fn they_agree_on_budgets_shared_needs_and_the_most_sites() {
    let limits = Sites { smallest: false, ..ALL };
    check(2000..2080, Kind::default(), limits);
}

#[test]
fn they_agree_on_reruns_with_everything() {
    check(3000..3100, Kind { is_rerun: true, has_groups: true }, ALL);
}

#[test]
fn they_agree_on_groups_with_everything() {
    check(4000..4080, Kind { is_rerun: false, has_groups: true }, ALL);
}

/// Half of the instances let sites empty the other slots, half do not.
fn check(seeds: std::ops::Range<u64>, kind: Kind, sites: Sites) {
    for seed in seeds {
        let openings = opening(seed, random(seed, kind), sites, seed % 2 == 0);
        let found = solve_openings(&openings, &|| false);
        let proved = verify_openings(&openings, &found);
        assert_eq!(proved, Ok(Proved { through: 5, gap: None }), "{seed}");
        let values = openings.values(&openings.aims(), &found.open, &found.plan);
        assert_eq!(values, opening_of_highs(&openings), "{seed}: {openings:?}");
    }
}

/// Some of the slots without a group become sites.
fn opening(seed: u64, problem: Problem, asked: Sites, keep_filled: bool) -> Openings {
    let chance = &mut Xoshiro256PlusPlus::seed_from_u64(seed + 7);
    let mut sites: Vec<Site> = vec![];
    for (slot, own) in (0u32..).zip(problem.slots()) {
        if own.group.is_none() && 0 < own.capacity && chance.random_bool(0.6) {
            let smallest = if asked.smallest { chance.random_range(1..=own.capacity) } else { 1 };
            sites.push(Site { slot, smallest, cost: chance.random_range(0..50) });
        }
    }
    let n = u32::try_from(sites.len()).unwrap();
    let pair = |chance: &mut Xoshiro256PlusPlus| {
        let first = chance.random_range(0..n);
        vec![first, (first + 1) % n]
    };
    let shared = if asked.shared && 1 < n { chance.random_range(0..3) } else { 0 };
    let limits = Limits {
        budget: asked.budget.then(|| chance.random_range(0..120)),
        most: asked.most.then(|| chance.random_range(0..4)),
        exclusive: (0..shared).map(|_| pair(chance)).collect(),
        keep_filled,
    };
    let free = Limits { keep_filled, ..Limits::default() };
    // Locks may ask for more than the limits admit: then there are none.
    Openings::new(problem.clone(), sites.clone(), limits)
        .unwrap_or_else(|_| Openings::new(problem, sites, free).unwrap())
}
