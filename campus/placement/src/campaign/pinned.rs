//! What is settled before a plan is made: places that learners have, and places that they do
//! not take.

use std::collections::HashMap;

use records::Record;
use uuid::Uuid;

use super::{
    Gathered, State,
    files::{Target, wished},
};
use crate::nouns::{lock, offer, placement as placed, wish};

/// A place that a learner has, whatever the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pinned(pub(super) Uuid);

/// The places that learners have: accepted by both, else decided by somebody, else found by
/// the learner herself.
pub(super) fn pinned(gathered: &Gathered) -> HashMap<Uuid, Pinned> {
    let found = gathered
        .offers
        .iter()
        .filter_map(|offer| Some((offer.link(&offer::FOUND_BY)?, Pinned(offer.id))));
    let kept = gathered.locks.iter().filter(|lock| is_lock(lock, lock::KEEP));
    let kept = kept.filter_map(|lock| Some((lock.link(&lock::LEARNER)?, Pinned(locked(lock)?))));
    let accepted = gathered.placements.iter().filter(|p| State::of(p) == Some(State::Accepted));
    let accepted = accepted.filter_map(|placement| {
        Some((placement.link(&placed::LEARNER)?, Pinned(place_of(placement)?)))
    });
    found.chain(kept).chain(accepted).collect()
}

/// The places that learners do not take: refused, forbidden, declined or let expire.
pub(super) fn refused(gathered: &Gathered) -> HashMap<Uuid, Vec<Target>> {
    let wishes = gathered.wishes.iter().filter(|w| w.text(&wish::KIND) == Some(wish::REFUSAL));
    let wishes = wishes.filter_map(|wish| Some((wish.link(&wish::LEARNER)?, wished(wish)?)));
    let locks = gathered.locks.iter().filter(|lock| is_lock(lock, lock::FORBID));
    let locks =
        locks.filter_map(|lock| Some((lock.link(&lock::LEARNER)?, Target::Place(locked(lock)?))));
    let answers = gathered.placements.iter().filter(|placement| {
        matches!(State::of(placement), Some(State::Declined(_) | State::Expired))
    });
    let answers = answers.filter_map(|placement| {
        Some((placement.link(&placed::LEARNER)?, Target::Place(place_of(placement)?)))
    });
    let mut refused: HashMap<Uuid, Vec<Target>> = HashMap::new();
    for (learner, target) in wishes.chain(locks).chain(answers) {
        refused.entry(learner).or_default().push(target);
    }
    refused
}

/// The offer or the workshop of a placement.
pub(super) fn place_of(placement: &Record) -> Option<Uuid> {
    placement.link(&placed::OFFER).or(placement.link(&placed::WORKSHOP))
}

fn locked(lock: &Record) -> Option<Uuid> {
    lock.link(&lock::OFFER).or(lock.link(&lock::WORKSHOP))
}

fn is_lock(lock: &Record, kind: &str) -> bool {
    lock.text(&lock::KIND) == Some(kind)
}
