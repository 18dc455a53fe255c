#![doc = include_str!("../README.md")]

mod instance;
mod opinion;

pub use instance::read;
pub use opinion::{Opinion, of_highs, of_plan};
