#![doc = include_str!("../README.md")]

pub mod enrolment;
pub mod guardian;
pub mod informed;
pub mod learner;

mod history;
mod postcode;
mod studies;
mod twice;

use records::{Asked, Noun, Record, Scope, page};
use storage::{StoreError, Tx};
use uuid::Uuid;

pub use {
    enrolment::ENROLMENTS,
    informed::{INFORMED, Information, inform},
    learner::{LEARNERS, is_minor},
    studies::{Studies, studies},
};

/// The tables of this crate, after those of `catalogue`.
pub const SCHEMA: storage::Schema = storage::Schema {
    name: "learners",
    steps: &[include_str!("../migrations/0001_learners_enrolments_informed.sql")],
};

/// What this crate keeps, what is linked to first.
pub const NOUNS: [&Noun; 3] = [&LEARNERS, &ENROLMENTS, &INFORMED];

/// The learners of a class that the scope may see, by name. Whoever shows them notes that they
/// were read.
pub async fn of_class(tx: &mut Tx, scope: &Scope, class: Uuid) -> Result<Vec<Record>, StoreError> {
    Ok(page(tx, scope, &LEARNERS, &Asked::only(&learner::CLASS, class)).await?.records)
}
