//! The whole way from a problem to its plan: fix, split, solve each part, prove.

use crate::largest::largest;
use crate::market::Market;
use crate::seats::{NONE, Seats};
use crate::split::{Part, Split};
use crate::{Certificate, Objective, Plan, Problem, Published, by_agents, by_places};

/// The best plan: the most agents seated, then the most of each tier in order (published
/// agents first, then by class), then the fewest changes, then the least burden.
/// Fixed agents have their slot in any case.
///
/// Same problem, same plan. Time grows with the pairs, and with the length of the
/// alternating paths where agents compete.
#[must_use]
pub fn solve(problem: &Problem) -> Plan {
    let rank = problem.ranks();
    let apart: Vec<bool> = problem.agents().iter().map(|a| a.fixed.is_some()).collect();
    let left = problem.capacities_left();
    let largest = largest(problem, &rank, &apart, empty_seats(problem, &left));
    let mut split = Split::new(problem, &rank, &apart, left, &largest);
    let mut slot_of: Vec<Option<u32>> = problem.agents().iter().map(|a| a.fixed).collect();
    let mut certificate = Certificate {
        agent_block: split.agent_block().to_vec(),
        slot_block: largest.slot_block.clone(),
        group_block: largest.group_block.clone(),
        slot_price: vec![0; problem.slots().len()],
        group_price: vec![0; problem.groups().len()],
    };
    for index in 0..split.n_parts() {
        let part = split.part(index);
        let market = solve_part(&part);
        record(&market, &mut slot_of, &mut certificate);
    }
    Plan { objective: objective(problem, &slot_of), slot_of, certificate }
}

fn empty_seats(problem: &Problem, left: &(Vec<u32>, Vec<u32>)) -> Seats {
    let slots: Vec<_> = problem
        .slots()
        .iter()
        .zip(&left.0)
        .map(|(slot, capacity)| crate::Slot { capacity: *capacity, group: slot.group })
        .collect();
    Seats::new(problem.agents().len(), &slots, &problem.demand(), left.1.clone())
}

fn solve_part(part: &Part) -> Market<'_> {
    let mut market = Market::new(part);
    let agents = (0u32..).take(part.agents.len());
    by_agents::seat(&mut market, agents.filter(|a| part.mandatory[*a as usize]));
    if part.is_full {
        by_places::fill(&mut market);
    }
    market
}

fn record(market: &Market, slot_of: &mut [Option<u32>], certificate: &mut Certificate) {
    let part = market.part;
    for (agent, slot) in part.agents.iter().zip(&market.seats.slot_of) {
        if *slot != NONE {
            slot_of[*agent as usize] = Some(part.slots[*slot as usize]);
        }
    }
    for (local, slot) in (0u32..).zip(&part.slots) {
        // Seats are laid out for the agents who could come, so a slot can be dear with
        // true places left: all who could come sit in it, and are as well off for less.
        let is_full = part.slot[local as usize].capacity == market.seats.load(local);
        certificate.slot_price[*slot as usize] = if is_full { market.premium(local) } else { 0 };
    }
    for (price, group) in market.group_price.iter().zip(&part.groups) {
        certificate.group_price[*group as usize] = *price;
    }
}

/// What a seating is worth.
pub(crate) fn objective(problem: &Problem, slot_of: &[Option<u32>]) -> Objective {
    let mut objective = Objective::default();
    for (agent, slot) in (0u32..).zip(slot_of) {
        let pairs = problem.pairs_of(agent);
        let changed = match problem.agents()[agent as usize].published {
            Published::No => false,
            Published::In(was) => slot.map(|s| problem.origin(s)) != Some(was),
            Published::Gone => true,
        };
        objective.changes += u32::from(changed && !pairs.is_empty());
        if let Some(pair) = slot.and_then(|s| pairs.iter().find(|p| p.slot == s)) {
            objective.placed += 1;
            objective.burden += u64::from(pair.burden);
        }
    }
    objective
}
