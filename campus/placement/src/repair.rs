//! The smallest changes that would place who is left out, without unplacing anybody.
//!
//! A legal rule, accessibility, a reservation or a refusal never gives way. What may: how
//! far a family agrees to travel, up to half an hour more; lodging; one place more in a
//! company, within its limit; a lock; a workshop above the budget.

mod campus;
mod paths;
mod relaxed;
mod search;
mod words;

use serde::{Deserialize, Serialize};

pub use campus::CampusRepair;
pub(crate) use campus::campus;
pub(crate) use search::repairs;

/// The most minutes that a reach is extended by.
const MOST_MINUTES: u32 = 30;

/// How many repairs are told of each learner.
const N_TOLD: usize = 3;

/// Changes that place a learner together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// What the changes cost, in the units of `[repair]`.
    pub price: u64,
    /// The changes; most often one.
    pub changes: Vec<Change>,
    /// Who goes where then, the learner herself first.
    pub moves: Vec<Move>,
}

impl Repair {
    /// Ids of all learners whom it concerns.
    pub(crate) fn learners(&self) -> impl Iterator<Item = &str> {
        let changed = self.changes.iter().filter_map(|change| match change {
            Change::Reach { learner, .. }
            | Change::Boarding { learner, .. }
            | Change::Lock { learner, .. } => Some(learner.as_str()),
            Change::Place { .. } | Change::Workshop { .. } => None,
        });
        changed.chain(self.moves.iter().map(|moved| moved.learner.as_str()))
    }
}

/// A learner who goes elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Id of the learner.
    pub learner: String,
    /// Id of the offer she goes to.
    pub offer: String,
    /// Name of its company.
    pub company: Option<String>,
    /// Its commune.
    pub commune: Option<String>,
}

/// Something that people could agree to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A learner travels farther.
    Reach {
        /// Id of the learner.
        learner: String,
        /// Id of the offer.
        offer: String,
        /// Minutes of the way.
        minutes: u32,
        /// Minutes that she agrees to now, if they are what keeps her.
        limit: Option<u32>,
        /// Minutes more than now.
        more: u32,
    },
    /// A learner accepts lodging.
    Boarding {
        /// Id of the learner.
        learner: String,
        /// Id of the offer, which has beds.
        offer: String,
    },
    /// A company takes one more.
    Place {
        /// Id of the offer.
        offer: String,
        /// Name of the company.
        company: Option<String>,
        /// Its commune.
        commune: Option<String>,
        /// Its trade.
        trade: Option<String>,
        /// The places that it then has.
        places: u32,
    },
    /// A locked learner may go elsewhere.
    Lock {
        /// Id of the learner.
        learner: String,
        /// Id of the offer that was locked.
        offer: String,
    },
    /// A workshop opens although the budget or the number of workshops is used up.
    Workshop {
        /// Id of the workshop.
        workshop: String,
        /// The school that would open it.
        school: Option<String>,
        /// How many learners it would place who have none.
        learners: u32,
        /// The fewest that it opens for.
        min_learners: u32,
        /// What it costs.
        cost_eur: u64,
    },
}
