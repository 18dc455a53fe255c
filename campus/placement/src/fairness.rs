//! Who is served well and who is not.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{InWords, Lang, Period};
use serde::{Deserialize, Serialize};

use crate::{Learner, burden::wish_rank, outcome::Outcome, rules::age};

/// How travel, wishes and places are shared out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fairness {
    /// All learners.
    pub overall: Share,
    /// By school, by name; learners without one come last.
    pub by_school: Vec<SchoolShare>,
    /// By age on the first day of the round, youngest first.
    pub by_age: Vec<AgeShare>,
}

/// The share of a school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolShare {
    /// The school; absent for learners whose file gives none.
    pub school: Option<String>,
    /// What its learners get.
    pub share: Share,
}

/// The share of an age band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeShare {
    /// The band.
    pub age: AgeBand,
    /// What its learners get.
    pub share: Share,
}

/// A stretch of ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// Below 16.
    Under16,
    /// 16 or 17.
    From16To17,
    /// 18 to 25.
    From18To25,
    /// 26 or more.
    From26,
    /// No birth date, or no dates for the round.
    Unknown,
}

/// What a part of the learners gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// How many they are.
    pub learners: u32,
    /// How many have no place.
    pub unplaced: u32,
    /// Minutes of travel of those placed; absent when unknown.
    pub minutes: Option<Spread>,
    /// Placed learners who had wishes, and got the first, another, none.
    pub wishes: Wishes,
}

/// How a figure is spread over those who have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Half have at most this.
    pub median: u32,
    /// Nine in ten have at most this.
    pub ninth_decile: u32,
    /// Nobody has more.
    pub most: u32,
}

/// What became of wishes, among placed learners who had some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    /// Got their first.
    pub first: u32,
    /// Got another.
    pub another: u32,
    /// Got none.
    pub none: u32,
}

impl InWords for AgeBand {
    fn in_words(&self, lang: Lang) -> String {
        let words = match (self, lang) {
            (Self::Under16, Lang::Fr) => "moins de 16\u{a0}ans",
            (Self::Under16, Lang::En) => "under 16",
            (Self::From16To17, Lang::Fr) => "16-17\u{a0}ans",
            (Self::From16To17, Lang::En) => "16-17",
            (Self::From18To25, Lang::Fr) => "18-25\u{a0}ans",
            (Self::From18To25, Lang::En) => "18-25",
            (Self::From26, Lang::Fr) => "26\u{a0}ans et plus",
            (Self::From26, Lang::En) => "26 and over",
            (Self::Unknown, Lang::Fr) => "âge inconnu",
            (Self::Unknown, Lang::En) => "unknown age",
        };
        words.to_owned()
    }
}

impl Outcome<'_> {
    /// Who is served well and who is not.
    pub(crate) fn fairness(&self) -> Fairness {
        let first_day = self.round.settings.round.period().map(Period::first);
        let mut overall = Portion::default();
        let mut schools: BTreeMap<(bool, String), (Option<String>, Portion)> = BTreeMap::new();
        let mut ages: BTreeMap<AgeBand, Portion> = BTreeMap::new();
        for (idx, learner) in (0_u32..).zip(&self.round.learners) {
            let lot = self.lot(idx);
            overall.add(lot);
            let school = learner.school.as_deref();
            let key = (school.is_none(), school.map(kernel::fold).unwrap_or_default());
            let named = || (learner.school.clone(), Portion::default());
            schools.entry(key).or_insert_with(named).1.add(lot);
            ages.entry(AgeBand::of(learner, first_day)).or_default().add(lot);
        }
        let by_school = schools.into_values();
        Fairness {
            overall: overall.share(),
            by_school: by_school
                .map(|(school, portion)| SchoolShare { school, share: portion.share() })
                .collect(),
            by_age: ages
                .into_iter()
                .map(|(age, portion)| AgeShare { age, share: portion.share() })
                .collect(),
        }
    }

    fn lot(&self, learner: u32) -> Option<Lot> {
        let pairing = self.round.pairing(learner, self.offer_of[learner as usize]?);
        let has_wishes = !pairing.learner.wishes.is_empty();
        Some(Lot {
            minutes: pairing.journey.map(|journey| journey.minutes),
            wish: if has_wishes { Wish::of(wish_rank(&pairing)) } else { Wish::Without },
        })
    }
}

/// What one placed learner gets.
#[derive(Clone, Copy)]
struct Lot {
    minutes: Option<u32>,
    wish: Wish,
}

/// What became of a learner's wishes.
#[derive(Clone, Copy)]
enum Wish {
    Without,
    First,
    Another,
    Refused,
}

impl Wish {
    fn of(rank: Option<u32>) -> Self {
        match rank {
            Some(1) => Self::First,
            Some(_) => Self::Another,
            None => Self::Refused,
        }
    }
}

/// What a part of the learners gets, being added up.
#[derive(Default)]
struct Portion {
    learners: u32,
    unplaced: u32,
    minutes: Vec<u32>,
    wishes: Wishes,
}

impl Portion {
    fn add(&mut self, lot: Option<Lot>) {
        self.learners += 1;
        let Some(lot) = lot else {
            self.unplaced += 1;
            return;
        };
        self.minutes.extend(lot.minutes);
        match lot.wish {
            Wish::Without => {}
            Wish::First => self.wishes.first += 1,
            Wish::Another => self.wishes.another += 1,
            Wish::Refused => self.wishes.none += 1,
        }
    }

    fn share(self) -> Share {
        let Self { learners, unplaced, minutes, wishes } = self;
        Share { learners, unplaced, minutes: Spread::of(minutes), wishes }
    }
}

impl Spread {
    fn of(mut figures: Vec<u32>) -> Option<Self> {
        figures.sort_unstable();
        let most = *figures.last()?;
        // The least figure that so many tenths do not exceed.
        let at = |tenths: usize| figures[(figures.len() * tenths).div_ceil(10) - 1];
        Some(Self { median: at(5), ninth_decile: at(9), most })
    }
}

impl AgeBand {
    /// The band of a learner on a day.
    #[must_use]
    pub fn of(learner: &Learner, day: Option<Date>) -> Self {
        let Some((birth, day)) = learner.birth_date.zip(day) else { return Self::Unknown };
        match age(birth, day) {
            ..16 => Self::Under16,
            16..18 => Self::From16To17,
            18..26 => Self::From18To25,
            26.. => Self::From26,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_names_figures_that_learners_have() {
        let spread = Spread::of((1..=20).rev().collect());
        assert_eq!(spread, Some(Spread { median: 10, ninth_decile: 18, most: 20 }));
        assert_eq!(Spread::of(vec![7]), Some(Spread { median: 7, ninth_decile: 7, most: 7 }));
        assert_eq!(Spread::of(vec![]), None);
    }
}
