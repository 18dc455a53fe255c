//! The rule book: every rule that can forbid a place to a learner.
//!
//! A rule is a file of this folder and a line of the book below. It is a type that holds
//! the figures of the obstacle, tells it in words and finds it in a [`Pairing`].

mod access;
mod age;
mod confirmation;
mod hazard;
mod level;
mod period;
mod reach;
mod refusal;
mod reservation;
mod trade;

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{InWords, Lang, Period};
use serde::{Deserialize, Serialize};

use crate::{Journey, Learner, Offer, Target};

pub(crate) use age::age;
pub use reach::{BeyondKm, BeyondMinutes};

/// A learner and an offer that rules are asked about.
#[derive(Clone, Copy, Debug)]
pub struct Pairing<'a> {
    /// Who needs a place.
    pub learner: &'a Learner,
    /// What is offered.
    pub offer: &'a Offer,
    /// Its index in the round.
    pub offer_idx: u32,
    /// The way from one to the other, if both points are known.
    pub journey: Option<Journey>,
    /// The days of the round, if known.
    pub period: Option<Period>,
    /// The day on which the round is decided, if known.
    pub decided_on: Option<Date>,
}

impl Pairing<'_> {
    /// Whether a wish or a refusal points at this offer.
    #[must_use]
    pub fn is_at(&self, target: Target) -> bool {
        match target {
            Target::Offer(idx) => idx == self.offer_idx,
            Target::Company(siret) => self.offer.siret == Some(siret),
        }
    }

    /// Whether the learner is a minor on the first day, as far as is known.
    #[must_use]
    pub fn is_minor(&self) -> bool {
        let known = self.learner.birth_date.zip(self.period);
        known.is_some_and(|(birth, period)| age(birth, period.first()) < age::ADULT)
    }

    /// Whether both sides accept lodging.
    #[must_use]
    pub fn may_lodge(&self) -> bool {
        self.learner.accepts_boarding && 0 < self.offer.beds
    }
}

/// What the files say at all, whatever the row.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The columns of the learners' file.
    pub learner: BTreeSet<&'static str>,
    /// The columns of the offers' file.
    pub offer: BTreeSet<&'static str>,
    /// The round has dates.
    pub period: bool,
    /// The round has a day of decision.
    pub decided_on: bool,
}

impl Given {
    /// Whether the learners' file has one column and the offers' file another.
    #[must_use]
    pub fn both(&self, learner: &str, offer: &str) -> bool {
        self.learner.contains(learner) && self.offer.contains(offer)
    }
}

/// A rule: a value of the type is an obstacle.
trait Rule: InWords + Sized {
    /// What the rule is about: “the travel”.
    fn subject(lang: Lang) -> &'static str;

    /// Whether the files say anything of it. If not, the rule is not applied.
    fn is_informed(given: &Given) -> bool;

    /// The obstacle in this pairing, if there is one.
    fn broken_by(pairing: &Pairing) -> Option<Self>;
}

macro_rules! book {
    ($($(#[$doc:meta])+ $file:ident::$rule:ident,)+) => {
        $(pub use $file::$rule;)+

        /// What forbids a place to a learner, with its figures.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "rule", rename_all = "snake_case")]
        pub enum Obstacle {
            $($(#[$doc])+ $rule($file::$rule),)+
        }

        /// The subject of a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Subject {
            $($(#[$doc])+ $rule,)+
        }

        impl Subject {
            /// Every rule, in the order of the book.
            pub const ALL: &[Self] = &[$(Self::$rule),+];

            /// Whether the files say anything of it.
            #[must_use]
            pub fn is_informed(self, given: &Given) -> bool {
                match self {
                    $(Self::$rule => $file::$rule::is_informed(given),)+
                }
            }
        }

        impl InWords for Subject {
            fn in_words(&self, lang: Lang) -> String {
                match self {
                    $(Self::$rule => $file::$rule::subject(lang).to_owned(),)+
                }
            }
        }

        impl Obstacle {
            /// The rule that it comes from.
            #[must_use]
            pub fn subject(&self) -> Subject {
                match self {
                    $(Self::$rule(_) => Subject::$rule,)+
                }
            }
        }

        impl InWords for Obstacle {
            fn in_words(&self, lang: Lang) -> String {
                match self {
                    $(Self::$rule(obstacle) => obstacle.in_words(lang),)+
                }
            }
        }

        /// Everything that forbids this place to this learner; nothing: it may be taken.
        #[must_use]
        pub fn obstacles(pairing: &Pairing) -> Vec<Obstacle> {
            [$($file::$rule::broken_by(pairing).map(Obstacle::$rule)),+]
                .into_iter()
                .flatten()
                .collect()
        }

        /// Whether nothing forbids this place to this learner.
        #[must_use]
        pub fn allows(pairing: &Pairing) -> bool {
            $($file::$rule::broken_by(pairing).is_none())&&+
        }
    };
}

book! {
    /// The offer is for another trade.
    trade::OtherTrade,
    /// The offer does not take this level.
    level::LevelNotTaken,
    /// The offer does not last as long as the round.
    period::OutOfPeriod,
    /// The learner is younger than the offer takes.
    age::TooYoung,
    /// The work is regulated for minors.
    hazard::RegulatedWork,
    /// The place does not provide what the learner needs.
    access::NotAccessible,
    /// The offer is reserved for others.
    reservation::Reserved,
    /// The learner refused it.
    refusal::Refused,
    /// The learner cannot travel so far.
    reach::TooFar,
    /// The company's word no longer holds.
    confirmation::Lapsed,
}

/// The day, as each language writes it.
fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Fr => date.strftime("%d/%m/%Y").to_string(),
        Lang::En => date.to_string(),
    }
}

#[cfg(test)]
pub(crate) mod sample;
