#![doc = include_str!("../README.md")]

mod by_agents;
mod by_places;
mod competition;
mod frontier;
mod largest;
mod market;
mod openings;
mod order;
mod plan;
mod problem;
mod seats;
mod solve;
mod split;
mod verify;

pub use competition::{Competition, Component, competition};
pub use openings::{
    Aim, AimProof, BadSite, Branch, CannotOpen, FalseOpening, Leaf, Limits, OpenPlan, Opened,
    Openings, Prices, Proof, Proved, Site, Weight, solve_openings, verify_openings,
};
pub use order::order;
pub use plan::{Block, Certificate, Objective, Plan};
pub use problem::{Agent, Group, Invalid, Pair, Problem, Published, Slot, Tier};
pub use solve::solve;
pub use verify::{Falsehood, verify};
