//! The end of a round: what is not answered expires, and whom it served badly is remembered.

use std::collections::HashMap;

use learners::learner as pupil;
use network::Verb;
use records::{Record, Scope, Surroundings, Unit, Values};
use storage::Tx;
use uuid::Uuid;

use super::{RoundError, State, expire, gather, keep::open_round};
use crate::nouns::{
    memory::{self, MEMORIES},
    placement as placed, round,
};

/// Closes a round. Says how many learners it remembers for the next one.
pub async fn close(
    tx: &mut Tx,
    scope: &Scope,
    id: Uuid,
    surroundings: &Surroundings,
) -> Result<usize, RoundError> {
    Verb::CloseRound.check(scope)?;
    let round = open_round(tx, scope, id).await?;
    expire(tx, scope, id, surroundings).await?;
    let gathered = gather(tx, scope, id).await?;
    let accepted: HashMap<Uuid, &Record> = gathered
        .placements
        .iter()
        .filter(|placement| State::of(placement) == Some(State::Accepted))
        .filter_map(|placement| Some((placement.link(&placed::LEARNER)?, placement)))
        .collect();
    let mut unit = Unit::new(scope, "close");
    let mut n_remembered = 0;
    for learner in &gathered.learners {
        let Some(served) = served_badly(accepted.get(&learner.id).copied()) else { continue };
        let values = Values::blank(&MEMORIES)
            .with(&memory::ROUND, id)
            .with(&memory::LEARNER, learner.id)
            .with(&memory::SCHOOL, learner.get(&pupil::SCHOOL).clone())
            .with(&memory::SERVED, served);
        unit.create(tx, values)?;
        n_remembered += 1;
    }
    let values = round.values.clone().with(&round::STATE, round::CLOSED);
    unit.edit(round, values);
    unit.save(tx, surroundings).await?;
    Ok(n_remembered)
}

/// How a round served a learner badly, if it did.
fn served_badly(accepted: Option<&Record>) -> Option<&'static str> {
    match accepted {
        None => Some(memory::LEFT_OUT),
        Some(placement) if placement.link(&placed::WORKSHOP).is_some() => {
            Some(memory::WORKSHOP_ONLY)
        }
        Some(placement) if placement.yes_no(&placed::NEAR_LIMIT) == Some(true) => Some(memory::FAR),
        Some(_) => None,
    }
}
