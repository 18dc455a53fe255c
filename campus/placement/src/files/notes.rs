//! What should be known of a round, though nothing is wrong with it.

use std::collections::BTreeMap;

use crate::{
    Label, Round, Spot, Warning,
    plan::Role,
    rules::{Subject, age},
};

/// The age below which a placement is unusual.
const UNUSUAL: u8 = 14;

/// The rules that the files say nothing of: all of them when pairs are given.
pub(crate) fn rules_not_applied(round: &Round) -> Vec<Subject> {
    let applied = |subject: &Subject| !round.given_pairs && subject.is_informed(&round.given);
    Subject::ALL.iter().copied().filter(|subject| !applied(subject)).collect()
}

/// What should be known of the learners and offers.
pub(crate) fn warnings(round: &Round) -> Vec<Warning> {
    let mut warnings = trades(round);
    let none = round.offers.iter().filter(|offer| offer.places == 0);
    warnings.extend(none.map(|offer| Warning::NoPlaces { offer: offer.id.clone() }));
    warnings.extend(near_needs(round));
    warnings.extend(ages(round));
    let homes = round.learners.iter().filter_map(|learner| learner.home.as_ref());
    let sites = round.offers.iter().filter_map(|offer| offer.site.as_ref());
    warnings.extend(approximate(Role::Learners, homes));
    warnings.extend(approximate(Role::Offers, sites));
    warnings
}

/// Trades of one side only.
fn trades(round: &Round) -> Vec<Warning> {
    let mut counts: BTreeMap<&Label, (u32, u32)> = BTreeMap::new();
    for trade in round.learners.iter().filter_map(|learner| learner.trade.as_ref()) {
        counts.entry(trade).or_default().0 += 1;
    }
    let offers = round.offers.iter().filter(|offer| offer.workshop.is_none());
    for trade in offers.flat_map(|offer| &offer.trades) {
        counts.entry(trade).or_default().1 += 1;
    }
    let lonely = counts.into_iter().filter(|_| !round.given_pairs);
    lonely
        .filter_map(|(trade, counts)| {
            let trade = trade.to_string();
            match counts {
                (learners, 0) => Some(Warning::TradeWithoutOffer { trade, learners }),
                (0, offers) => Some(Warning::TradeWithoutLearner { trade, offers }),
                (_, _) => None,
            }
        })
        .collect()
}

/// Needs of one workshop alone that are a slip of the hand away from another's.
fn near_needs(round: &Round) -> Vec<Warning> {
    let mut users: BTreeMap<&Label, Vec<u32>> = BTreeMap::new();
    for (offer, workshop) in round.workshops() {
        for need in &workshop.needs {
            users.entry(need).or_default().push(offer);
        }
    }
    let mut warnings = vec![];
    for (need, offers) in users.iter().filter(|(_, offers)| offers.len() == 1) {
        let others = users.keys().filter(|other| other != &need).map(|other| other.text());
        let near = others.filter(|other| is_slip(need.text(), other)).min();
        if let Some(near) = near {
            let workshop = round.offers[offers[0] as usize].id.clone();
            let (need, near) = (need.to_string(), near.to_owned());
            warnings.push(Warning::NearNeed { workshop, need, near });
        }
    }
    warnings
}

/// At most two letters apart, of more than eight.
fn is_slip(a: &str, b: &str) -> bool {
    8 < a.chars().count() && strsim::osa_distance(&kernel::fold(a), &kernel::fold(b)) <= 2
}

fn ages(round: &Round) -> Vec<Warning> {
    let Some(first_day) = round.settings.round.starts else { return vec![] };
    let mut warnings = vec![];
    let mut n_unknown = 0;
    for learner in &round.learners {
        match learner.birth_date.map(|birth| age(birth, first_day)) {
            None => n_unknown += 1,
            Some(age) if age < UNUSUAL => {
                warnings.push(Warning::Below14 { learner: learner.id.clone(), age });
            }
            Some(_) => {}
        }
    }
    let is_asked = !round.given_pairs && Subject::TooYoung.is_informed(&round.given);
    if 0 < n_unknown && is_asked {
        warnings.push(Warning::AgeUnknown { learners: n_unknown });
    }
    warnings
}

fn approximate<'a>(file: Role, spots: impl Iterator<Item = &'a Spot>) -> Option<Warning> {
    let rows = u32::try_from(spots.filter(|spot| spot.approximate).count()).unwrap_or(u32::MAX);
    (0 < rows).then_some(Warning::ApproximatePoints { file, rows })
}
