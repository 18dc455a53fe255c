//! Files → a round, or everything that is wrong with them.

mod cells;
mod columns;
mod hash;
mod hints;
mod ids;
mod labels;
mod learners;
mod locks;
mod no_learner;
mod no_offer;
mod no_workshop;
mod notes;
mod offers;
mod pairs;
mod previous;
mod reader;
mod refusal;
mod round_toml;
mod source;
mod spots;
mod travel;
mod workshops;

use places::Places;
use tables::Faults;

use crate::{Round, Stage};

use reader::Reader;

pub(crate) use hash::of_bytes;
pub(crate) use learners::MOST_MINUTES;
pub(crate) use locks::broken;
pub(crate) use notes::{rules_not_applied, warnings};
pub(crate) use offers::MOST_PLACES;
pub(crate) use previous::published;
pub(crate) use round_toml::{MOST_EUR, settings_of};
pub use source::Source;

/// The files of a round.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// `--learners`.
    pub learners: Source,
    /// `--offers`.
    pub offers: Source,
    /// `--workshops`.
    pub workshops: Option<Source>,
    /// `--travel`.
    pub travel: Option<Source>,
    /// `--pairs`.
    pub pairs: Option<Source>,
    /// `--round`.
    pub round: Option<Source>,
    /// `--previous`.
    pub previous: Option<Source>,
}

/// What a round is told besides its files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The seed, in place of that of `round.toml`.
    pub seed: Option<u64>,
    /// Keep locks even if they break a rule.
    pub force_locks: bool,
    /// Use the previous plan even if it was made from other files.
    pub force_previous: bool,
    /// Where communes are.
    pub places: Places,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: None, force_locks: false, force_previous: false, places: Places::embedded() }
    }
}

/// Reads the files of a round and finds who may go where.
pub(crate) fn read(
    inputs: &Inputs,
    options: &Options,
    progress: &dyn Fn(Stage),
) -> Result<Round, Faults> {
    let mut reader = Reader::new(inputs, options, progress);
    reader.read_settings();
    reader.read_offers();
    reader.read_workshops();
    reader.read_learners();
    reader.read_travel();
    reader.read_previous();
    reader.check_locks();
    reader.note();
    reader.find_pairs();
    reader.hash_inputs();
    reader.round()
}
