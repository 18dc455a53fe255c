//! Everything that can be wrong with a table, in words with the remedy.

mod cell;
mod file;
mod header;

use kernel::{InWords, Lang};

pub use self::{
    cell::CellProblem,
    file::FileProblem,
    header::{HeaderProblem, MissingColumn},
};

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The file cannot be read as a table.
    File(FileProblem),
    /// Its columns are not those expected.
    Header(HeaderProblem),
    /// A row or a cell does not hold what it should.
    Cell(CellProblem),
    /// The caller refuses it.
    Refused {
        /// Why, in French.
        fr: String,
        /// Why, in English.
        en: String,
    },
}

impl Problem {
    /// A refusal of the caller.
    #[must_use]
    pub fn refused(why: &impl InWords) -> Self {
        Self::Refused { fr: why.in_words(Lang::Fr), en: why.in_words(Lang::En) }
    }

    /// The problem of this value, in words.
    #[must_use]
    pub fn on_value(&self, value: &str, lang: Lang) -> String {
        match (self, lang) {
            (Self::File(problem), _) => problem.in_words(lang),
            (Self::Header(problem), _) => problem.in_words(lang),
            (Self::Cell(problem), _) => problem.on_value(value, lang),
            (Self::Refused { fr, .. }, Lang::Fr) => fr.clone(),
            (Self::Refused { en, .. }, Lang::En) => en.clone(),
        }
    }
}

impl From<FileProblem> for Problem {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

impl From<HeaderProblem> for Problem {
    fn from(problem: HeaderProblem) -> Self {
        Self::Header(problem)
    }
}

impl From<CellProblem> for Problem {
    fn from(problem: CellProblem) -> Self {
        Self::Cell(problem)
    }
}
