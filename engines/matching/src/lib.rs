//! Agents to slots: the most placed, then the least burden, with a proof.
//!
//! See `README.md` for the model. The words are neutral on purpose: an agent
//! is whoever needs a place, a slot is what offers places.

mod plan;
mod problem;

pub use plan::{Block, Certificate, Objective, Plan};
pub use problem::{Agent, Group, Invalid, Pair, Problem, Published, Slot, Tier};
