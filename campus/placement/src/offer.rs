//! What a company offers, or a school in a simulated workshop.

use jiff::civil::Date;
use kernel::{Level, Siret};

use crate::{Label, Spot, Workshop};

/// The places of a company for a trade. With given pairs only the id and the number
/// of places are sure to be there.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The id of the file, unique in the round.
    pub id: String,
    /// The name of the company.
    pub company: Option<String>,
    /// The establishment.
    pub siret: Option<Siret>,
    /// The trade; several for a workshop.
    pub trades: Vec<Label>,
    /// The levels accepted.
    pub levels: Levels,
    /// Where it is.
    pub site: Option<Spot>,
    /// How many learners it takes.
    pub places: u32,
    /// How many trainees the company takes over all its offers.
    pub company_max: Option<u32>,
    /// Whether minors are accepted; absent when the file does not say.
    pub minors: Option<bool>,
    /// The youngest age accepted.
    pub min_age: Option<u8>,
    /// Whether the work is regulated for minors.
    pub regulated: Regulated,
    /// What it provides for accessibility; absent when the file does not say.
    pub access: Option<Vec<Label>>,
    /// Beds for learners who lodge.
    pub beds: u32,
    /// Skills wanted.
    pub skills: Vec<Label>,
    /// First day.
    pub starts: Option<Date>,
    /// Last day.
    pub ends: Option<Date>,
    /// The schools, programmes or learners it is reserved for, until it opens.
    pub reserved_for: Vec<Label>,
    /// The day on which it opens to the whole campus.
    pub open_from: Option<Date>,
    /// The last day on which the company's word holds.
    pub confirmed_until: Option<Date>,
    /// What makes it a simulated workshop, if it is one.
    pub workshop: Option<Workshop>,
    /// Cells of columns that nothing here reads, for rules to come.
    pub others: Vec<(Label, String)>,
}

/// A set of levels; empty when the file gives none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    // Invariant: bit `n` is set if level `n` is in the set.
    bits: u16,
}

/// Whether the work is among those that the labour code regulates for minors
/// (D4153-15 to D4153-37).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Regulated {
    /// It is not.
    #[default]
    No,
    /// It is, and nothing says that the derogation was declared.
    Undeclared,
    /// It is, and the derogation of R4153-41 was declared.
    Declared,
}

impl Offer {
    /// The cell of a column that nothing else reads: a rule of one's own may.
    #[must_use]
    pub fn other(&self, column: &str) -> Option<&str> {
        other(&self.others, column)
    }
}

/// The cell under a header, whatever its case and accents.
pub(crate) fn other<'c>(cells: &'c [(Label, String)], column: &str) -> Option<&'c str> {
    let column = kernel::fold(column);
    cells.iter().find(|(header, _)| header.key() == column).map(|(_, cell)| cell.as_str())
}

impl Levels {
    /// Adds a level.
    #[must_use]
    pub fn with(self, level: Level) -> Self {
        Self { bits: self.bits | 1 << level.number() }
    }

    /// Whether a level is in the set.
    #[must_use]
    pub fn has(self, level: Level) -> bool {
        self.bits & 1 << level.number() != 0
    }

    /// Whether no level was given.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The numbers of the levels, in order.
    #[must_use]
    pub fn numbers(self) -> Vec<u8> {
        (0..16).filter(|n| self.bits & 1 << n != 0).collect()
    }
}
