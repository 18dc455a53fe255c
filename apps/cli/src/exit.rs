//! How the command ends: 0 done, 1 an error of the machine (or a plan that does not
//! hold), 2 bad input or refused, 3 a limit reached with a plan that is good but not proved
//! the best.

use std::process::ExitCode;

use kernel::{InWords, Lang};
use placement::campaign::RoundError;
use records::RecordError;
use storage::StoreError;
use tables::Faults;

/// A plan that `verify` refuses, a database that `check` finds fault with, or an error of the
/// machine.
pub(crate) const FAILED: u8 = 1;
/// The time limit was reached, and the plan is good but not proved the best.
pub(crate) const LIMIT_REACHED: u8 = 3;
/// Bad input, or something that the person may not do.
pub(crate) const BAD_INPUT: u8 = 2;

/// Why the command could not do its work.
pub(crate) enum Failure {
    /// What is wrong with the files, all of it.
    Input(Faults),
    /// What is wrong with the options, in the user's language.
    Usage(String),
    /// Why records were not read or changed.
    Records(RecordError),
    /// Why a round does not go on.
    Round(RoundError),
    /// A file that cannot be read or written, or an error of ours.
    Machine(anyhow::Error),
}

impl Failure {
    /// Says it on the standard error; returns the exit status.
    pub(crate) fn tell(self, lang: Lang) -> ExitCode {
        match self {
            Self::Input(faults) => {
                eprintln!("{}", faults.in_words(lang));
                ExitCode::from(BAD_INPUT)
            }
            Self::Usage(sentence) => {
                eprintln!("{sentence}");
                ExitCode::from(BAD_INPUT)
            }
            Self::Records(error) => {
                eprintln!("{}", error.in_words(lang));
                ExitCode::from(status(&error))
            }
            Self::Round(error) => {
                eprintln!("{}", error.in_words(lang));
                ExitCode::from(match error {
                    RoundError::Record(error) => status(&error),
                    RoundError::Unproved(_) => FAILED,
                    _ => BAD_INPUT,
                })
            }
            Self::Machine(error) => {
                eprintln!("{error:#}");
                ExitCode::from(FAILED)
            }
        }
    }
}

/// What the person can put right is bad input; the rest is the machine's.
fn status(error: &RecordError) -> u8 {
    match error {
        RecordError::Store(
            StoreError::Absent { .. }
            | StoreError::Occupied { .. }
            | StoreError::Newer { .. }
            | StoreError::Forbidden { .. },
        ) => BAD_INPUT,
        RecordError::Store(_) => FAILED,
        _ => BAD_INPUT,
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Input(faults)
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        Self::Records(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Records(error.into())
    }
}

impl From<RoundError> for Failure {
    fn from(error: RoundError) -> Self {
        Self::Round(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Machine(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Machine(error.into())
    }
}
