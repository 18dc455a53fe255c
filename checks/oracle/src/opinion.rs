//! What a plan is worth according to HiGHS, objective by objective.

use std::collections::BTreeMap;

use highs::{Col, HighsModelStatus, RowProblem, Sense};
use matching::{Objective, Pair, Plan, Problem, Published};

/// What the best plan is worth, in the order that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Agents placed of each tier: published first, then by class.
    pub placed_of_tier: Vec<u32>,
    /// Placed, changes, burden.
    pub objective: Objective,
}

/// What the engine's plan is worth, counted again from its slots.
#[must_use]
pub fn of_plan(problem: &Problem, plan: &Plan) -> Opinion {
    let mut placed = BTreeMap::new();
    for (agent, slot) in (0..).zip(&plan.slot_of) {
        *placed.entry(problem.tier(agent)).or_insert(0) += u32::from(slot.is_some());
    }
    Opinion { placed_of_tier: placed.into_values().collect(), objective: plan.objective }
}

/// What the best plan is worth, found by integer programming: each objective in turn, held
/// at its best value while the next one is sought.
///
/// # Panics
/// When HiGHS does not prove an optimum.
#[must_use]
pub fn of_highs(problem: &Problem) -> Opinion {
    let seats = seats(problem);
    let mut held = Vec::new();
    let mut best = |sense, weight: &dyn Fn(&Seat) -> u32| {
        let weights: Vec<u32> = seats.iter().map(weight).collect();
        let value = optimum(problem, &seats, &held, sense, &weights);
        held.push((weights, value));
        value
    };
    let placed = best(Sense::Maximise, &|_| 1);
    let mut tiers: Vec<_> = agents(problem).map(|agent| problem.tier(agent)).collect();
    tiers.sort_unstable();
    tiers.dedup();
    let placed_of_tier = tiers
        .into_iter()
        .map(|tier| best(Sense::Maximise, &|seat| u32::from(problem.tier(seat.agent) == tier)))
        .map(small)
        .collect();
    let kept = best(Sense::Maximise, &|seat| u32::from(is_kept(problem, seat)));
    let burden = best(Sense::Minimise, &|seat| seat.pair.burden);
    let changes = published_with_a_pair(problem) - small(kept);
    Opinion { placed_of_tier, objective: Objective { placed: small(placed), changes, burden } }
}

/// One pair of the problem: a variable of the programme.
struct Seat {
    agent: u32,
    pair: Pair,
}

fn seats(problem: &Problem) -> Vec<Seat> {
    let of = |agent| problem.pairs_of(agent).iter().map(move |&pair| Seat { agent, pair });
    agents(problem).flat_map(of).collect()
}

fn agents(problem: &Problem) -> impl Iterator<Item = u32> {
    (0u32..).zip(problem.agents()).map(|(agent, _)| agent)
}

fn is_kept(problem: &Problem, seat: &Seat) -> bool {
    problem.agents()[seat.agent as usize].published == Published::In(seat.pair.slot)
}

fn published_with_a_pair(problem: &Problem) -> u32 {
    let counts = |&agent: &u32| {
        problem.agents()[agent as usize].published != Published::No
            && !problem.pairs_of(agent).is_empty()
    };
    agents(problem).filter(counts).map(|_| 1).sum()
}

/// The best sum of the weights of the seats taken, the sums already held being kept.
fn optimum(
    problem: &Problem,
    seats: &[Seat],
    held: &[(Vec<u32>, u64)],
    sense: Sense,
    weights: &[u32],
) -> u64 {
    let mut programme = RowProblem::default();
    let columns: Vec<Col> = seats
        .iter()
        .zip(weights)
        .map(|(seat, &weight)| {
            let fixed = problem.agents()[seat.agent as usize].fixed;
            let least = u32::from(fixed == Some(seat.pair.slot));
            programme.add_integer_column(f64::from(weight), least..=1)
        })
        .collect();
    limit(&mut programme, seats, &columns, |seat| Some((seat.agent, 1)));
    let slot = |seat: &Seat| problem.slots()[seat.pair.slot as usize];
    limit(&mut programme, seats, &columns, |seat| Some((seat.pair.slot, slot(seat).capacity)));
    limit(&mut programme, seats, &columns, |seat| {
        let group = slot(seat).group?;
        Some((group, problem.groups()[group as usize].capacity))
    });
    for (weights, value) in held {
        let value = f64::from(small(*value));
        let weights = weights.iter().map(|&weight| f64::from(weight));
        programme.add_row(value..=value, columns.iter().copied().zip(weights));
    }
    let mut model = programme.optimise(sense);
    model.make_quiet();
    model.set_option("mip_rel_gap", 0.0);
    model.set_option("threads", 1);
    let solved = model.solve();
    let is_proved =
        matches!(solved.status(), HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty);
    assert!(is_proved, "HiGHS proved no optimum: {:?}", solved.status());
    let taken = solved.get_solution();
    let chosen = taken.columns().iter().zip(weights).filter(|(taken, _)| 0.5 < **taken);
    chosen.map(|(_, &weight)| u64::from(weight)).sum()
}

/// One row for each thing that several seats share: at most so many of them are taken.
fn limit(
    programme: &mut RowProblem,
    seats: &[Seat],
    columns: &[Col],
    shared: impl Fn(&Seat) -> Option<(u32, u32)>,
) {
    let mut rows: BTreeMap<u32, (u32, Vec<(Col, f64)>)> = BTreeMap::new();
    for (seat, &column) in seats.iter().zip(columns) {
        if let Some((thing, most)) = shared(seat) {
            rows.entry(thing).or_insert((most, Vec::new())).1.push((column, 1.0));
        }
    }
    for (most, row) in rows.into_values() {
        programme.add_row(..=most, row);
    }
}

fn small(value: u64) -> u32 {
    u32::try_from(value).expect("the sums of a small instance fit in 32 bits")
}
