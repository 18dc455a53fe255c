#![doc = include_str!("../README.md")]

mod chance;
mod content;
mod disk;
mod folder;
mod kill;
mod operation;
mod replay;
mod trace;

use std::fmt;

pub use kill::{Kills, kill};
pub use replay::cut_power;
pub use trace::{Recording, record};

/// A moment after which a check found something wrong.
#[derive(Clone, Debug)]
pub struct Failure<E> {
    /// When, in words.
    pub moment: String,
    /// What the check found.
    pub what: E,
}

impl<E: fmt::Display> fmt::Display for Failure<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.moment, self.what)
    }
}
