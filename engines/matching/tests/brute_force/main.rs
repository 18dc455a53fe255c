//! On problems small enough for every plan to be tried, the engine finds the best one, and
//! the check of its proof accepts nothing else.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use matching::{Agent, Block, Falsehood, Group, Plan, Published, Slot, order, solve, verify};
use proptest::prelude::*;

use every_proof::every_worse_plan;
use lie::{Lie, lie};
use small::{Small, small, tiny};
use worth::{best, worth};

mod every_proof;
mod lie;
mod openings;
mod small;
mod worth;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_is_better_than_the_one_found(small in small()) {
        let plan = solve(&small.problem());
        let found = worth(&small, &plan.slot_of);
        prop_assert_eq!(found.as_ref(), Some(&best(&small)));
        prop_assert_eq!(plan.objective, found.unwrap().objective());
    }

    #[test]
    fn the_proof_of_the_plan_found_is_accepted(small in small()) {
        let problem = small.problem();
        prop_assert_eq!(verify(&problem, &solve(&problem)), Ok(()));
    }

    #[test]
    fn whatever_the_proof_is_accepted_for_is_a_best_plan(
        small in small(),
        lies in prop::collection::vec(lie(), 1..4),
    ) {
        let problem = small.problem();
        let mut plan = solve(&problem);
        for lie in lies {
            lie.tell(&small, &mut plan);
        }
        if verify(&problem, &plan).is_ok() {
            let found = worth(&small, &plan.slot_of);
            prop_assert_eq!(found.as_ref(), Some(&best(&small)));
            prop_assert_eq!(plan.objective, found.unwrap().objective());
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_change_the_plan(
        (small, agents, slots) in small().prop_flat_map(shuffled),
        seed in any::<u64>(),
    ) {
        let (same_agents, same_slots) = (indices(agents.len()), indices(slots.len()));
        prop_assert_eq!(
            seating(&small, &same_agents, &same_slots, seed),
            seating(&small.permuted(&agents, &slots), &agents, &slots, seed)
        );
    }

    #[test]
    fn no_certificate_at_all_proves_a_plan_that_is_not_the_best(small in tiny()) {
        let problem = small.problem();
        for plan in every_worse_plan(&small) {
            prop_assert!(verify(&problem, &plan).is_err(), "{:?}", plan);
        }
    }
}

#[test]
fn a_table_of_another_length_is_refused() {
    let small = Small {
        agents: vec![Agent { class: 1, published: Published::No, fixed: None }],
        slots: vec![Slot { capacity: 1, group: Some(0) }],
        groups: vec![Group { capacity: 1 }],
        burden: vec![vec![Some(1)]],
    };
    let problem = small.problem();
    let plan = solve(&problem);
    let lengthened = |lengthen: fn(&mut Plan)| {
        let mut longer = plan.clone();
        lengthen(&mut longer);
        verify(&problem, &longer)
    };
    for found in [
        lengthened(|plan| plan.slot_of.push(None)),
        lengthened(|plan| plan.certificate.agent_block.push(Block::Outside)),
        lengthened(|plan| plan.certificate.slot_block.push(Block::Outside)),
        lengthened(|plan| plan.certificate.group_block.push(Block::Outside)),
        lengthened(|plan| plan.certificate.slot_price.push(0)),
        lengthened(|plan| plan.certificate.group_price.push(0)),
    ] {
        assert_eq!(found, Err(Falsehood::Length));
    }
}

/// Both agents of the first class want the first slot; the one who loses least takes the
/// other. The agent of the second class is left out.
#[test]
fn a_plan_without_an_equal_stands_no_false_word() {
    let agent = |class| Agent { class, published: Published::No, fixed: None };
    let slot = Slot { capacity: 1, group: None };
    let small = Small {
        agents: vec![agent(1), agent(1), agent(2)],
        slots: vec![slot, slot],
        groups: vec![],
        burden: vec![vec![Some(3), Some(5)], vec![Some(4), Some(9)], vec![Some(1), None]],
    };
    let problem = small.problem();
    let plan = solve(&problem);
    assert_eq!(plan.slot_of, [Some(1), Some(0), None]);
    let seats = (0..3)
        .flat_map(|agent| [None, Some(0), Some(1), Some(2)].map(|slot| Lie::Seat { agent, slot }));
    let totals = [Lie::Placed(3), Lie::Placed(1), Lie::Changes(1), Lie::Burden(8), Lie::Burden(10)];
    for lie in seats.chain(totals) {
        let mut other = plan.clone();
        lie.tell(&small, &mut other);
        assert_eq!(verify(&problem, &other).is_ok(), other == plan, "{lie:?}");
    }
}

/// Which slot each agent gets, by name, when the rows come in the order of the input and
/// the engine is given the order drawn from the names.
fn seating(input: &Small, agents: &[u32], slots: &[u32], seed: u64) -> BTreeMap<u32, Option<u32>> {
    let (agent_order, slot_order) = (drawn(agents, seed), drawn(slots, seed));
    let plan = solve(&input.permuted(&agent_order, &slot_order).problem());
    let slot_name = |slot: u32| slots[slot_order[slot as usize] as usize];
    agent_order
        .iter()
        .zip(&plan.slot_of)
        .map(|(&agent, slot)| (agents[agent as usize], slot.map(slot_name)))
        .collect()
}

fn drawn(names: &[u32], seed: u64) -> Vec<u32> {
    let names: Vec<String> = names.iter().map(u32::to_string).collect();
    order(seed, &names.iter().map(String::as_str).collect::<Vec<_>>())
}

fn shuffled(small: Small) -> impl Strategy<Value = (Small, Vec<u32>, Vec<u32>)> {
    let agents = Just(indices(small.agents.len())).prop_shuffle();
    let slots = Just(indices(small.slots.len())).prop_shuffle();
    (Just(small), agents, slots)
}

fn indices(count: usize) -> Vec<u32> {
    (0..u32::try_from(count).unwrap()).collect()
}
