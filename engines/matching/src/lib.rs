//! Agents to slots: the most placed, then the least burden, with a proof.
//!
//! See `README.md` for the model. The words are neutral on purpose: an agent
//! is whoever needs a place, a slot is what offers places.

mod by_agents;
mod by_places;
mod frontier;
mod largest;
mod market;
mod order;
mod plan;
mod problem;
mod seats;
mod solve;
mod split;
mod verify;

pub use order::order;
pub use plan::{Block, Certificate, Objective, Plan};
pub use problem::{Agent, Group, Invalid, Pair, Problem, Published, Slot, Tier};
pub use solve::solve;
pub use verify::{Falsehood, verify};
