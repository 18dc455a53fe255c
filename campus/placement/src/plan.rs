//! The plan as it is written to `plan.json`: everything that `report.html` and the
//! tables show, and the proof. `docs/reference/plan.schema.json` describes it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Certificate, Fairness, Opening, Settings, Unplaced, Warning, advice::Advice, reason,
    repair::CampusRepair, rules, totals,
};

/// The version of the format. Another version is refused.
pub const FORMAT: u32 = 2;

/// A plan, its reasons and its proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of the format, [`FORMAT`].
    pub format: u32,
    /// The files that it was made from.
    pub inputs: Vec<Input>,
    /// What the files of settings and the options said.
    pub settings: Settings,
    /// How many are placed, and where.
    pub totals: totals::Totals,
    /// Who is served well and who is not.
    pub fairness: Fairness,
    /// What was proved.
    pub status: Status,
    /// The last objective proved, 0 to 5.
    pub proved_through: u8,
    /// How far the next objective may be from the best.
    pub gap: Option<Gap>,
    /// Who goes where, by id of the learner.
    pub placements: Vec<Placement>,
    /// Who goes nowhere and why, by id of the learner.
    pub unplaced: Vec<Unplaced>,
    /// The cheapest changes that would leave nobody out, or as few as can be; nothing if
    /// everybody has a place.
    pub campus_repair: Option<CampusRepair>,
    /// The sets of learners and places on which the reasons rest, each stored once.
    pub competitions: Vec<reason::Component>,
    /// The simulated workshops, by id.
    pub workshops: Vec<Workshop>,
    /// What the campus could do instead; nothing if everybody has a place without workshops.
    pub advice: Option<Advice>,
    /// Why no plan is better with these workshops.
    pub certificate: Certificate,
    /// Why no other workshops are better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Opening>,
    /// The rules that were not applied, because the files say nothing of their subject.
    pub rules_not_applied: Vec<rules::Subject>,
    /// What a reader should know besides.
    pub warnings: Vec<Warning>,
}

/// A file that the plan was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// What it was given as.
    pub role: Role,
    /// Its name, without its folder.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What a file was given as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// `--learners`.
    Learners,
    /// `--offers`.
    Offers,
    /// `--workshops`.
    Workshops,
    /// `--travel`.
    Travel,
    /// `--pairs`.
    Pairs,
    /// `--round`.
    Round,
    /// `--previous`.
    Previous,
}

/// What was proved of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every objective: no plan is better.
    Optimal,
    /// Only the first objectives, see `proved_through`.
    Feasible,
}

/// How far an objective may be from the best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// How far.
    pub amount: u64,
    /// In what.
    pub unit: String,
}

/// One learner placed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own in plan.json")]
pub struct Placement {
    /// Id of the learner.
    pub learner: String,
    /// Id of the offer.
    pub offer: String,
    /// A place in a company, or in a workshop.
    pub kind: Kind,
    /// Name of the company.
    pub company: Option<String>,
    /// Minutes of travel, one way; absent when pairs are given.
    pub minutes: Option<u32>,
    /// The minutes are estimated, not taken from a table: shown with ≈.
    pub estimated: bool,
    /// Kilometres of road, estimated, to one decimal.
    pub km: Option<f64>,
    /// Rank among the learner's wishes, from 1; absent if not wished.
    pub wish_rank: Option<u32>,
    /// The burden of this pairing.
    pub burden: u32,
    /// Estimated minutes within ten of the learner's limit.
    pub near_limit: bool,
    /// Beyond reach, with lodging accepted on both sides.
    pub lodged: bool,
    /// The place was locked.
    pub fixed: bool,
    /// The published plan said otherwise.
    pub changed: bool,
}

/// Where a learner is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// In a company.
    Company,
    /// In a simulated workshop.
    Workshop,
}

/// A simulated workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workshop {
    /// Id of the workshop.
    pub workshop: String,
    /// The school that would open it.
    pub school: Option<String>,
    /// Where.
    pub commune: Option<String>,
    /// Whether it opens.
    pub open: bool,
    /// How many learners it takes.
    pub learners: u32,
    /// How many it has places for.
    pub places: u32,
    /// The fewest that it opens for.
    pub min_learners: u32,
    /// What it costs.
    pub cost_eur: u64,
}

/// What a plan comes to, in a few figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Learners of the round.
    pub learners: u32,
    /// Learners with a place, in companies and workshops.
    pub placed: u32,
    /// Sum of the burdens.
    pub burden: u64,
    /// Workshops that open.
    pub workshops: u32,
    /// What they cost.
    pub workshops_eur: u64,
    /// What was proved.
    pub status: Status,
    /// The last objective proved.
    pub proved_through: u8,
    /// How far the next objective may be from the best.
    pub gap: Option<Gap>,
}

impl Plan {
    /// What the plan comes to.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let open = || self.workshops.iter().filter(|workshop| workshop.open);
        Summary {
            learners: self.totals.learners,
            placed: self.totals.placed + self.totals.in_workshops,
            burden: self.totals.burden,
            workshops: open().map(|_| 1).sum(),
            workshops_eur: open().map(|workshop| workshop.cost_eur).sum(),
            status: self.status,
            proved_through: self.proved_through,
            gap: self.gap.clone(),
        }
    }
}

/// The line that ends a run, the same in every language: programs read it.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { learners, placed, burden, workshops, workshops_eur, .. } = self;
        write!(f, "placed {placed} of {learners}, burden {burden}, ")?;
        write!(f, "workshops {workshops} ({workshops_eur} EUR), ")?;
        match (self.status, &self.gap) {
            (Status::Optimal, _) => f.write_str("optimal"),
            (Status::Feasible, gap) => {
                write!(f, "feasible: proved through {} of 5", self.proved_through)?;
                match gap {
                    Some(Gap { amount, unit }) => write!(f, ", gap {amount} {unit}"),
                    None => Ok(()),
                }
            }
        }
    }
}
