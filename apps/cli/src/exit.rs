//! How the command ends: 0 done, 1 an error of the machine (or a plan that does not
//! hold), 2 bad input, 3 a limit reached with a plan that is good but not proved the best.

use std::process::ExitCode;

use kernel::{InWords, Lang};
use tables::Faults;

/// A plan that `verify` refuses, or an error of the machine.
pub(crate) const FAILED: u8 = 1;
/// The time limit was reached, and the plan is good but not proved the best.
pub(crate) const LIMIT_REACHED: u8 = 3;
/// Bad input.
pub(crate) const BAD_INPUT: u8 = 2;

/// Why the command could not do its work.
pub(crate) enum Failure {
    /// What is wrong with the files, all of it.
    Input(Faults),
    /// What is wrong with the options, in the user's language.
    Usage(String),
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
            Self::Machine(error) => {
                eprintln!("{error:#}");
                ExitCode::from(FAILED)
            }
        }
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Input(faults)
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
