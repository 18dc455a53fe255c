//! On made-up regions, a peer that shares no line with the engine finds the same totals, and
//! the check of the proof sees what was moved.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use asked::Asked;
use matching::{Plan, Problem, solve, verify};
use region::{M, Region, S, Shape};

#[path = "../benches/asked/mod.rs"]
mod asked;

#[test]
fn a_network_simplex_finds_the_same_totals() {
    check_totals(S, Asked::Plainly);
    check_totals(M, Asked::Plainly);
}

#[test]
fn a_network_simplex_finds_the_same_totals_with_groups() {
    check_totals(S, Asked::WithGroups);
    check_totals(M, Asked::WithGroups);
}

#[test]
fn classes_cost_no_agent_its_place() {
    let region = Region::new(M);
    let with = |asked| solve(&asked::problem(&region, asked)).objective;
    let (plain, classes) = (with(Asked::Plainly), with(Asked::WithClasses));
    assert_eq!(classes.placed, plain.placed);
    assert!(plain.burden < classes.burden, "serving classes in order has a price");
}

#[test]
fn the_proof_holds_for_every_question() {
    let region = Region::new(M);
    for asked in [Asked::Plainly, Asked::WithGroups, Asked::WithClasses] {
        let problem = asked::problem(&region, asked);
        assert_eq!(verify(&problem, &solve(&problem)), Ok(()), "{asked:?}");
    }
}

#[test]
fn an_agent_moved_to_a_costlier_slot_is_seen_even_when_the_totals_follow() {
    let problem = asked::problem(&Region::new(S), Asked::Plainly);
    let plan = solve(&problem);
    let mut n_moved = 0;
    for agent in (0..).take(problem.agents().len()) {
        for moved in costlier(&problem, &plan, agent) {
            assert!(verify(&problem, &moved).is_err(), "agent {agent}");
            n_moved += 1;
        }
    }
    assert!(500 < n_moved, "only {n_moved} plans were tried");
}

/// The plans in which one agent sits in a costlier slot, whether it is free or not.
fn costlier(problem: &Problem, plan: &Plan, agent: u32) -> Vec<Plan> {
    let own = problem.pairs_of(agent);
    let has = plan.slot_of[agent as usize];
    let Some(now) = own.iter().find(|pair| Some(pair.slot) == has) else { return Vec::new() };
    own.iter()
        .filter(|pair| now.burden < pair.burden)
        .map(|pair| {
            let mut moved = plan.clone();
            moved.slot_of[agent as usize] = Some(pair.slot);
            moved.objective.burden += u64::from(pair.burden - now.burden);
            moved
        })
        .collect()
}

fn check_totals(shape: Shape, asked: Asked) {
    let region = Region::new(shape);
    let objective = solve(&asked::problem(&region, asked)).objective;
    let has_groups = matches!(asked, Asked::WithGroups);
    let totals = asked::peer(&asked::graph(&region, has_groups));
    assert_eq!((objective.placed, objective.burden), totals, "{shape}, {asked:?}");
}
