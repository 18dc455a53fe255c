//! The table of travel: minutes that the user knows better.

use std::collections::{HashMap, hash_map::Entry};

use tables::{Faults, Table};

use crate::{
    Learner, Offer, TravelTable,
    files::{ids::Ids, refusal::Refusal},
};

const LEARNER: usize = 0;
const OFFER: usize = 1;
const MINUTES: usize = 2;

/// The longest journey that is read, in minutes.
const MOST_MINUTES: u32 = 10_000;

/// Reads every row: each pair at most once.
pub(super) fn read(
    table: Table,
    learners: &[Learner],
    offers: &[Offer],
    faults: &mut Faults,
) -> TravelTable {
    let ids = Ids::new(learners, offers);
    let mut minutes = HashMap::new();
    table.for_each(faults, |row, faults| {
        let learner = ids.learner(row, LEARNER, faults);
        let offer = ids.offer(row, OFFER, faults);
        let given = row.required(MINUTES, faults);
        let given = given.and_then(|_| row.whole(MINUTES, 0..=MOST_MINUTES, faults));
        let (Some(learner), Some(offer), Some(given)) = (learner, offer, given) else { return };
        match minutes.entry((learner, offer)) {
            Entry::Vacant(free) => _ = free.insert(given),
            Entry::Occupied(_) => {
                let twice = Refusal::PairTwice {
                    learner: learners[learner as usize].id.clone(),
                    offer: offers[offer as usize].id.clone(),
                };
                row.refuse(MINUTES, &twice, faults);
            }
        }
    });
    TravelTable::new(minutes)
}
