//! The engine and HiGHS agree on every objective of every instance.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod instances;

use instances::{Kind, posed, random};
use matching::{Agent, Group, Problem, Published, Slot, solve, verify};
use oracle::{of_highs, of_plan};
use region::{Region, Shape};

#[test]
fn they_agree_on_random_instances_with_classes() {
    check(0..150, Kind { is_rerun: false, has_groups: false });
}

#[test]
fn they_agree_on_random_instances_with_groups() {
    check(1000..1150, Kind { is_rerun: false, has_groups: true });
}

#[test]
fn they_agree_on_random_reruns() {
    check(2000..2150, Kind { is_rerun: true, has_groups: false });
}

#[test]
fn they_agree_on_random_reruns_with_groups() {
    check(3000..3150, Kind { is_rerun: true, has_groups: true });
}

#[test]
fn they_agree_on_a_made_up_region() {
    let shape = Shape { n_agents: 300, n_towns: 3, ..region::S };
    let Region { classes, capacities, group_of, group_capacities, pairs } = Region::new(shape);
    let agent = |class| Agent { class, published: Published::No, fixed: None };
    let slot = |(capacity, group)| Slot { capacity, group: Some(group) };
    agree(&posed(
        classes.into_iter().map(agent).collect(),
        capacities.into_iter().zip(group_of).map(slot).collect(),
        group_capacities.into_iter().map(|capacity| Group { capacity }).collect(),
        &pairs,
    ));
}

fn check(seeds: std::ops::Range<u64>, kind: Kind) {
    for seed in seeds {
        agree(&random(seed, kind));
    }
}

fn agree(problem: &Problem) {
    let plan = solve(problem);
    assert_eq!(verify(problem, &plan), Ok(()));
    assert_eq!(of_plan(problem, &plan), of_highs(problem), "{problem:?}");
}
