//! Why a learner has no place: from the proof, not from a guess.

pub(crate) mod competition;
mod no_place;
mod words;
mod workshops;

use serde::{Deserialize, Serialize};

use crate::{
    repair::Repair,
    rules::{Obstacle, Subject},
};

pub use workshops::{Closed, OnlyWorkshops, WhyClosed};

/// A learner without a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unplaced {
    /// Id of the learner.
    pub learner: String,
    /// Why.
    pub reason: Reason,
    /// The published plan had placed this learner.
    pub changed: bool,
    /// The smallest changes that would place her, the cheapest first.
    pub repairs: Vec<Repair>,
}

/// Why a learner has no place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reason {
    /// No place passes the rules.
    NoPlace(NoPlace),
    /// Places pass the rules, but there is one learner more than places.
    Competition(Competition),
    /// Only workshops that stay closed would suit.
    Workshops(OnlyWorkshops),
}

/// No place passes the rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoPlace {
    /// The learner's trade, if known.
    pub trade: Option<String>,
    /// Offers of this trade, places or not; with given pairs, 0.
    pub n_offers: u32,
    /// Pairs were given, and none is hers: rules cannot tell more.
    pub given_pairs: bool,
    /// How many of these offers the rules were asked about: the nearest.
    pub n_asked: u32,
    /// How many of those each rule forbids.
    pub forbidden_by: Vec<Forbidden>,
    /// The nearest few, each with everything that stands in the way.
    pub nearest: Vec<Forbidding>,
}

/// How many offers a rule forbids to a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forbidden {
    /// The rule.
    pub rule: Subject,
    /// How many offers.
    pub offers: u32,
}

/// An offer that the rules forbid to a learner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forbidding {
    /// Id of the offer.
    pub offer: String,
    /// Name of the company.
    pub company: Option<String>,
    /// Commune of the offer.
    pub commune: Option<String>,
    /// Minutes of travel.
    pub minutes: Option<u32>,
    /// The minutes are estimated.
    pub estimated: bool,
    /// It has no place at all.
    pub no_places: bool,
    /// What stands in the way.
    pub obstacles: Vec<Obstacle>,
}

/// One learner more than places, in the smallest set that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competition {
    /// The components that the learner reaches directly, by their number in the plan;
    /// the set is all that they lead to, and the learner.
    pub components: Vec<u32>,
    /// Learners of the set, the unplaced one included: one more than the places.
    pub n_learners: u32,
    /// Places of the set.
    pub n_places: u32,
    /// Trades of the offers of the set.
    pub trades: Vec<String>,
    /// Codes of the départements of its offers.
    pub departments: Vec<String>,
    /// The communes of its offers, if they are few.
    pub communes: Vec<String>,
    /// How many offers the learner could take.
    pub n_own_offers: u32,
    /// The least burdensome few of them and, in a small set, who holds them.
    pub own_offers: Vec<OwnOffer>,
}

/// An offer that an unplaced learner could take, were it not full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnOffer {
    /// Id of the offer.
    pub offer: String,
    /// Name of the company.
    pub company: Option<String>,
    /// How many hold a place there; fewer than its places if its company is full.
    pub n_held: u32,
    /// Ids of those who hold them, in a set of at most twenty learners.
    pub held_by: Vec<String>,
}

/// Learners and places that all lead to one another by exchanges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Ids of its learners.
    pub learners: Vec<String>,
    /// Ids of its offers.
    pub offers: Vec<String>,
    /// SIREN of the companies whose limit is full.
    pub companies: Vec<String>,
    /// Numbers of the components that exchanges lead to from here.
    pub leads_to: Vec<u32>,
}
