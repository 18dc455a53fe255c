//! What a round may be told besides its learners and offers: `round.toml`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::Period;
use serde::{Deserialize, Serialize};

/// Everything that a round was told. Each value has a default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// When the round takes place, and its seed.
    pub round: Dates,
    /// Locks are kept even if they break a rule (`--force-locks`).
    pub force_locks: bool,
    /// Headers of the user, and the columns that they stand for.
    pub columns: BTreeMap<String, String>,
    /// What fills the empty cells of a column.
    pub defaults: BTreeMap<String, String>,
    /// What a pairing costs.
    pub burden: Weights,
    /// How distances become minutes.
    pub travel: Travel,
    /// Limits of simulated workshops.
    pub workshops: Workshops,
    /// What a rerun may change.
    pub rerun: Rerun,
    /// Prices of changes.
    pub repair: Repair,
}

/// When a round takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// First day. Given with the last, or not at all.
    pub starts: Option<Date>,
    /// Last day, not before the first.
    pub ends: Option<Date>,
    /// The day on which it is decided: what opens or lapses by then has done so. The
    /// first day if absent.
    pub day: Option<Date>,
    /// What equally good plans are chosen by.
    pub seed: u64,
}

/// What a pairing costs, in whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Per minute of travel, one way.
    pub minute: u32,
    /// Per rank below the first wish; a place not wished counts as one below the last.
    pub wish_rank: u32,
    /// Per wanted skill lacking.
    pub misfit: u32,
}

/// How distances become minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Travel {
    /// Kilometres of road for one of straight line, at least 1.
    pub detour: f64,
    /// Minutes that every journey takes besides its distance.
    pub access_min: u32,
    /// Speed of each mode.
    pub speed_kmh: Speeds,
}

/// Speed of each mode, in kilometres an hour, above 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speeds {
    /// On foot.
    pub walk: f64,
    /// By bicycle.
    pub bike: f64,
    /// By public transport.
    pub transit: f64,
    /// By car.
    pub car: f64,
}

/// Limits of simulated workshops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workshops {
    /// The most that they may cost together.
    pub budget_eur: Option<u64>,
    /// The most that may open.
    pub most: Option<u32>,
    /// Whether they may take learners from companies.
    pub from_companies: bool,
}

/// What a rerun may change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rerun {
    /// What it keeps.
    pub keep: Keep,
}

/// What a rerun keeps of the published plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// Who was placed stays placed, and changes as little as possible.
    #[default]
    Published,
    /// Nothing.
    None,
}

/// The price of one unit of each change, to rank repairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// A minute more of travel.
    pub reach_min: u32,
    /// A place more in a company.
    pub place: u32,
    /// A workshop opened.
    pub workshop: u32,
    /// A lock released.
    pub lock: u32,
    /// Lodging accepted.
    pub boarding: u32,
}

impl Dates {
    /// The days of the round, if it has dates.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        Period::new(self.starts?, self.ends?)
    }

    /// The day on which reservations and confirmations are looked at.
    #[must_use]
    pub fn decided_on(&self) -> Option<Date> {
        self.day.or(self.starts)
    }
}

impl Default for Dates {
    fn default() -> Self {
        Self { starts: None, ends: None, day: None, seed: 1 }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self { minute: 1, wish_rank: 5, misfit: 20 }
    }
}

impl Travel {
    /// What the engine of travel needs, if the values make sense.
    pub fn settings(&self) -> Result<travel::Settings, travel::Invalid> {
        let Speeds { walk, bike, transit, car } = self.speed_kmh;
        let speed_kmh = travel::SpeedKmh { walk, bike, transit, car };
        travel::Settings::new(self.detour, self.access_min, speed_kmh)
    }
}

impl Default for Travel {
    fn default() -> Self {
        let usual = travel::Settings::default();
        let travel::SpeedKmh { walk, bike, transit, car } = usual.speed_kmh();
        Self {
            detour: usual.detour(),
            access_min: usual.access_min(),
            speed_kmh: Speeds { walk, bike, transit, car },
        }
    }
}

impl Default for Repair {
    fn default() -> Self {
        Self { reach_min: 1, place: 20, workshop: 60, lock: 100, boarding: 40 }
    }
}
