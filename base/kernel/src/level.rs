//! Levels of qualification, 3 to 8 of the French and European frameworks.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{CodeError, CodeKind, Flaw};

/// A level of qualification in France, from 3 (CAP) to 8 (doctorate).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(
    // Invariant: 3 to 8.
    u8,
);

impl Level {
    /// The level of this number, from 3 to 8.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        match number {
            3..=8 => Some(Self(number)),
            _ => None,
        }
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Every level, lowest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (3..=8).map(Self)
    }
}

impl TryFrom<u8> for Level {
    type Error = CodeError;

    fn try_from(number: u8) -> Result<Self, CodeError> {
        Self::new(number).ok_or_else(|| refused(&number.to_string()))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

impl FromStr for Level {
    type Err = CodeError;

    fn from_str(given: &str) -> Result<Self, CodeError> {
        match given.trim().as_bytes() {
            [digit @ b'3'..=b'8'] => Ok(Self(digit - b'0')),
            _ => Err(refused(given)),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn refused(given: &str) -> CodeError {
    CodeError { kind: CodeKind::Level, flaw: Flaw::Shape, given: given.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_go_from_three_to_eight() {
        assert_eq!("3".parse::<Level>().unwrap().number(), 3);
        assert_eq!(" 8 ".parse::<Level>().unwrap().number(), 8);
        for wrong in ["2", "9", "33", "CAP", "-3", "3.0", ""] {
            assert!(wrong.parse::<Level>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_level_out_of_range_is_not_read_from_json() {
        assert_eq!(serde_json::from_str::<Level>("5").unwrap(), Level(5));
        assert!(serde_json::from_str::<Level>("9").is_err());
    }
}
