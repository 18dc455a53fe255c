#![doc = include_str!("../README.md")]

pub mod class;
pub mod code;
pub mod period;
pub mod programme;

mod import;
mod official;
mod standing;
mod trades;
mod warning;

use records::Noun;

pub use {
    class::CLASSES,
    code::CODES,
    import::{CodeFile, Extent, ImportError, Imported, import_codes},
    period::PERIODS,
    programme::PROGRAMMES,
    standing::{Official, Standing, code},
    trades::{trade, trades},
    warning::{Warning, warnings},
};

/// The tables of this crate, after those of `network`.
pub const SCHEMA: storage::Schema = storage::Schema {
    name: "catalogue",
    steps: &[include_str!("../migrations/0001_codes_programmes_classes.sql")],
};

/// What this crate keeps, what is linked to first.
pub const NOUNS: [&Noun; 4] = [&CODES, &PROGRAMMES, &CLASSES, &PERIODS];
