//! How many are placed, by school, trade and territory.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Label, Learner, Offer, outcome::Outcome};

/// The figures of a whole plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Learners of the round.
    pub learners: u32,
    /// Learners placed in companies.
    pub placed: u32,
    /// Learners placed in workshops.
    pub in_workshops: u32,
    /// Learners without a place.
    pub unplaced: u32,
    /// Offers of the round.
    pub offers: u32,
    /// Places that these offers make.
    pub places: u64,
    /// Sum of the burdens.
    pub burden: u64,
    /// Learners of the published plan whose place differs or is lost.
    pub changes: u32,
    /// By school.
    pub by_school: Vec<Tally>,
    /// By trade.
    pub by_trade: Vec<Tally>,
    /// By département of the learner's home.
    pub by_territory: Vec<Tally>,
}

/// The figures of a part of the learners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// The part: a school, a trade, the code of a département; absent if unknown.
    pub name: Option<String>,
    /// Its learners.
    pub learners: u32,
    /// Those placed in companies.
    pub placed: u32,
    /// Those placed in workshops.
    pub in_workshops: u32,
    /// The places offered there: for a trade or a territory, of the offers' own.
    pub places: Option<u64>,
}

impl Outcome<'_> {
    /// How many are placed, and where.
    pub(crate) fn totals(&self) -> Totals {
        let (round, objective) = (self.round, self.solved.found.plan.objective);
        let in_workshops = self.placed().filter(|(_, offer)| self.is_workshop(*offer)).count();
        let in_workshops = count(in_workshops);
        let offers = || round.offers.iter().filter(|offer| offer.workshop.is_none());
        let learners = count(round.learners.len());
        Totals {
            learners,
            placed: objective.placed - in_workshops,
            in_workshops,
            unplaced: learners.saturating_sub(objective.placed),
            offers: count(offers().count()),
            places: offers().map(|offer| u64::from(offer.places)).sum(),
            burden: objective.burden,
            changes: objective.changes,
            by_school: self.tallies(|learner| learner.school.as_deref(), None),
            by_trade: self.tallies(
                |learner| learner.trade.as_ref().map(Label::text),
                Some(|offer| offer.trades.first().map(Label::text)),
            ),
            by_territory: self.tallies(
                |learner| learner.home.as_ref()?.department(),
                Some(|offer| offer.site.as_ref()?.department()),
            ),
        }
    }

    fn is_workshop(&self, offer: u32) -> bool {
        self.round.offers[offer as usize].workshop.is_some()
    }

    /// The parts in the order of their names, the unknown last.
    fn tallies(
        &self,
        of_learner: fn(&Learner) -> Option<&str>,
        of_offer: Option<fn(&Offer) -> Option<&str>>,
    ) -> Vec<Tally> {
        let mut tallies: BTreeMap<(bool, String), Tally> = BTreeMap::new();
        for (learner, offer) in self.round.learners.iter().zip(&self.offer_of) {
            let tally = part(&mut tallies, of_learner(learner), of_offer.is_some());
            tally.learners += 1;
            let in_workshop = offer.map(|offer| self.is_workshop(offer));
            tally.placed += u32::from(in_workshop == Some(false));
            tally.in_workshops += u32::from(in_workshop == Some(true));
        }
        if let Some(of_offer) = of_offer {
            for offer in self.round.offers.iter().filter(|offer| offer.workshop.is_none()) {
                let tally = part(&mut tallies, of_offer(offer), true);
                tally.places = tally.places.map(|places| places + u64::from(offer.places));
            }
        }
        tallies.into_values().collect()
    }
}

/// The tally of a part. Names are one whatever their case and accents: the first is shown.
fn part<'t>(
    tallies: &'t mut BTreeMap<(bool, String), Tally>,
    name: Option<&str>,
    with_places: bool,
) -> &'t mut Tally {
    let key = (name.is_none(), name.map(kernel::fold).unwrap_or_default());
    tallies.entry(key).or_insert_with(|| Tally {
        name: name.map(str::to_owned),
        learners: 0,
        placed: 0,
        in_workshops: 0,
        places: with_places.then_some(0),
    })
}

/// The engine's numbers of learners and offers fit in 32 bits.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
