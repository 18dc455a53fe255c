//! The table of pairs: the whole graph, given. Tens of millions of rows go straight into
//! the arrays of the engine.

use matching::Pair;
use tables::{Fault, Faults, Problem, Table};

use crate::{
    Round,
    files::{ids::Ids, refusal::Refusal},
    problem::{Numbering, Pairs},
};

const LEARNER: usize = 0;
const OFFER: usize = 1;
const BURDEN: usize = 2;

/// Reads every pair, in the engine's numbers. Pairs of offers without places are read and
/// left out.
pub(super) fn read(
    table: Table,
    round: &Round,
    numbering: &Numbering,
    faults: &mut Faults,
) -> Pairs {
    let ids = Ids::new(&round.learners, &round.offers);
    let has_places: Vec<bool> = round.offers.iter().map(|offer| round.has_places(offer)).collect();
    let file = table.file().to_owned();
    let mut agents: Vec<u32> = vec![];
    let mut pairs: Vec<Pair> = vec![];
    table.for_each(faults, |row, faults| {
        let learner = ids.learner(row, LEARNER, faults);
        let offer = ids.offer(row, OFFER, faults);
        let burden = row.required(BURDEN, faults);
        let burden = burden.and_then(|_| row.whole(BURDEN, 0..=u32::MAX, faults));
        if let (Some(learner), Some(offer), Some(burden)) = (learner, offer, burden) {
            agents.push(numbering.agent_of[learner as usize]);
            pairs.push(Pair { burden, slot: numbering.slot_of[offer as usize] });
        }
    });
    drop(ids);
    let mut packed = by_agent(&agents, &pairs, round.learners.len());
    refuse_twice(&packed, &file, round, numbering, faults);
    packed.retain(|slot| has_places[numbering.offer_of[slot as usize] as usize]);
    packed
}

/// Sorts pairs by agent, counting how many each has.
fn by_agent(agents: &[u32], pairs: &[Pair], n_agents: usize) -> Pairs {
    let mut starts = vec![0_u32; n_agents + 1];
    for agent in agents {
        starts[*agent as usize + 1] += 1;
    }
    for agent in 0..n_agents {
        starts[agent + 1] += starts[agent];
    }
    let mut next = starts.clone();
    let mut packed = vec![Pair { burden: 0, slot: 0 }; pairs.len()];
    for (agent, pair) in agents.iter().zip(pairs) {
        let place = &mut next[*agent as usize];
        packed[*place as usize] = *pair;
        *place += 1;
    }
    Pairs { starts, pairs: packed }
}

fn refuse_twice(
    pairs: &Pairs,
    file: &str,
    round: &Round,
    numbering: &Numbering,
    faults: &mut Faults,
) {
    let mut last_of = vec![u32::MAX; round.offers.len()];
    for (agent, ends) in (0_u32..).zip(pairs.starts.windows(2)) {
        for pair in &pairs.pairs[ends[0] as usize..ends[1] as usize] {
            let last = &mut last_of[pair.slot as usize];
            if *last == agent {
                let learner = numbering.learner_of[agent as usize] as usize;
                let offer = numbering.offer_of[pair.slot as usize] as usize;
                let (learner, offer) = (&round.learners[learner].id, &round.offers[offer].id);
                let twice = Refusal::PairTwice { learner: learner.clone(), offer: offer.clone() };
                faults.push(Fault::on_file(file, Problem::refused(&twice)));
            }
            *last = agent;
        }
    }
}
