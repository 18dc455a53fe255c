#![doc = include_str!("../README.md")]

mod instance;
mod openings;
mod opinion;

pub use instance::read;
pub use openings::opening_of_highs;
pub use opinion::{Opinion, of_highs, of_plan};
