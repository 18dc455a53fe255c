//! Placements that a person decides, whatever the plan.

use std::process::ExitCode;

use learners::learner::{self, LEARNERS};
use placement::campaign::RoundError;
use placement::nouns::lock::{self, LOCKS};
use placement::nouns::{offer::OFFERS, workshop::WORKSHOPS};
use records::{Asked, Done, RecordError, Scope, Unit, Values};
use storage::Tx;

use super::args::Lock;
use super::find;
use crate::desk::Desk;
use crate::done;
use crate::exit::Failure;

/// Keeps a learner at a place, or from it.
pub(super) async fn lock(desk: &Desk, args: &Lock, kind: &str) -> Result<ExitCode, Failure> {
    let locked = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<Done, RoundError> {
            let round = find(tx, scope, &args.round).await?;
            let learner = records::meant(tx, scope, &LEARNERS, &args.learner).await?;
            let values = Values::blank(&LOCKS)
                .with(&lock::ROUND, round)
                .with(&lock::LEARNER, learner.id)
                .with(&lock::SCHOOL, learner.get(&learner::SCHOOL).clone())
                .with(&lock::KIND, kind)
                .with(&lock::REASON, args.reason.as_str())
                .with(&lock::DECIDED_BY, scope.actor.as_str());
            let values = match records::meant(tx, scope, &OFFERS, &args.offer).await {
                Ok(offer) => values.with(&lock::OFFER, offer.id),
                Err(RecordError::Absent { .. }) => {
                    let workshop = records::meant(tx, scope, &WORKSHOPS, &args.offer).await?;
                    values.with(&lock::WORKSHOP, workshop.id)
                }
                Err(other) => return Err(other.into()),
            };
            let mut unit = Unit::new(scope, "lock");
            unit.create(tx, values)?;
            Ok(unit.save(tx, &desk.surroundings).await?)
        })
        .await?;
    say!("{}", done::told(&locked, desk.lang));
    Ok(ExitCode::SUCCESS)
}

/// Lets the plan decide of a learner again.
pub(super) async fn release(desk: &Desk, round: &str, learner: &str) -> Result<ExitCode, Failure> {
    let released = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<Done, RoundError> {
            let round = find(tx, scope, round).await?;
            let learner = records::meant(tx, scope, &LEARNERS, learner).await?;
            let asked = Asked::only(&lock::ROUND, round).and(&lock::LEARNER, learner.id);
            let mut unit = Unit::new(scope, "release");
            for lock in records::page(tx, scope, &LOCKS, &asked).await?.records {
                unit.remove(lock);
            }
            Ok(unit.save(tx, &desk.surroundings).await?)
        })
        .await?;
    say!("{}", done::told(&released, desk.lang));
    Ok(ExitCode::SUCCESS)
}
