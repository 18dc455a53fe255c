//! The competition around an agent left out is a smallest set with one agent too many.

#![expect(clippy::unwrap_used, reason = "a panic is a failed test")]

use matching::{Agent, Group, Pair, Problem, Published, Slot, competition, solve};
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Case {
    slots: Vec<Slot>,
    groups: Vec<Group>,
    wants: Vec<Vec<u32>>,
}

fn cases() -> impl Strategy<Value = Case> {
    let slot = |n_groups: u32| {
        (0u32..4, prop::option::of(0..n_groups))
            .prop_map(|(capacity, group)| Slot { capacity, group })
    };
    let groups = prop::collection::vec((0u32..5).prop_map(|capacity| Group { capacity }), 1..3);
    groups.prop_flat_map(move |groups| {
        let n_groups = u32::try_from(groups.len()).unwrap();
        let slots = prop::collection::vec(slot(n_groups), 1..6);
        (Just(groups), slots).prop_flat_map(|(groups, slots)| {
            let wants = prop::sample::subsequence(
                (0..u32::try_from(slots.len()).unwrap()).collect::<Vec<_>>(),
                0..=slots.len(),
            );
            prop::collection::vec(wants, 1..10).prop_map(move |wants| Case {
                slots: slots.clone(),
                groups: groups.clone(),
                wants,
            })
        })
    })
}

fn problem(case: &Case, agents: &[usize]) -> Problem {
    let everybody = vec![Agent { class: 1, published: Published::No, fixed: None }; agents.len()];
    let mut starts = vec![0];
    let mut pairs = Vec::new();
    for agent in agents {
        pairs.extend(case.wants[*agent].iter().map(|slot| Pair { burden: 1, slot: *slot }));
        starts.push(u32::try_from(pairs.len()).unwrap());
    }
    Problem::new(everybody, case.slots.clone(), case.groups.clone(), starts, pairs).unwrap()
}

fn most_placed(case: &Case, agents: &[usize]) -> usize {
    solve(&problem(case, agents)).objective.placed as usize
}

proptest! {
    #[test]
    fn the_set_of_an_agent_left_out_cannot_sit_together_and_can_without_any_one_of_it(case in cases()) {
        let everybody: Vec<usize> = (0..case.wants.len()).collect();
        let problem = problem(&case, &everybody);
        let found = competition(&problem, &solve(&problem));
        for (((agent, _), set), size) in found.enters.iter().zip(found.sets()).zip(found.sizes()) {
            let others = set.iter().flat_map(|c| &found.components[*c as usize].agents);
            let set: Vec<usize> = others.chain([agent]).map(|a| *a as usize).collect();
            prop_assert_eq!(size, set.len());
            prop_assert_eq!(most_placed(&case, &set), set.len() - 1);
            for out in &set {
                let rest: Vec<usize> = set.iter().copied().filter(|a| a != out).collect();
                prop_assert_eq!(most_placed(&case, &rest), rest.len());
            }
        }
    }

    #[test]
    fn components_come_before_those_they_lead_to(case in cases()) {
        let everybody: Vec<usize> = (0..case.wants.len()).collect();
        let problem = problem(&case, &everybody);
        let found = competition(&problem, &solve(&problem));
        for (id, component) in (0u32..).zip(&found.components) {
            prop_assert!(component.leads_to.iter().all(|next| id < *next));
        }
    }
}
