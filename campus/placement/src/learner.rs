//! Who needs a place.

use jiff::civil::Date;
use kernel::{Level, Siret};

use crate::{Label, Spot, offer::other};

/// The class of a learner whose file says nothing: 1 is served first.
pub const USUAL_CLASS: u32 = 5;

/// Who needs a place. With given pairs only the id is sure to be there.
#[derive(Clone, Debug, PartialEq)]
pub struct Learner {
    /// The id of the file, unique in the round.
    pub id: String,
    /// The name, to be shown only when asked for.
    pub name: Option<String>,
    /// The school.
    pub school: Option<String>,
    /// The programme followed.
    pub programme: Option<String>,
    /// The trade learnt.
    pub trade: Option<Label>,
    /// The level prepared.
    pub level: Option<Level>,
    /// Where the learner starts from in the morning.
    pub home: Option<Spot>,
    /// How far the family agrees to travel. Both limits hold if both are given.
    pub reach: Reach,
    /// How the learner travels.
    pub mode: travel::Mode,
    /// The day of birth.
    pub birth_date: Option<Date>,
    /// The priority class: 1 is served first.
    pub class: u32,
    /// Wishes, the first first.
    pub wishes: Vec<Target>,
    /// Offers and companies refused.
    pub refuses: Vec<Target>,
    /// Index in the round of the offer that is locked for this learner.
    pub fixed: Option<u32>,
    /// Whether lodging away is accepted.
    pub accepts_boarding: bool,
    /// What a place must provide to be accessible.
    pub needs: Vec<Label>,
    /// What the learner can do.
    pub skills: Vec<Label>,
    /// Cells of columns that nothing here reads, for rules to come.
    pub others: Vec<(Label, String)>,
}

impl Learner {
    /// The cell of a column that nothing else reads: a rule of one's own may.
    #[must_use]
    pub fn other(&self, column: &str) -> Option<&str> {
        other(&self.others, column)
    }
}

/// How far a learner may travel, one way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// At most so many minutes.
    pub minutes: Option<u32>,
    /// At most so many kilometres of road.
    pub km: Option<f64>,
}

/// What a wish or a refusal points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One offer, by its index in the round.
    Offer(u32),
    /// Every offer of an establishment.
    Company(Siret),
}
