//! No place passes the rules: the nearest offers, and what stands in the way.

use std::collections::{BTreeMap, HashMap};

use rstar::{RTree, primitives::GeomWithData};

use crate::{
    Round,
    candidates::on_sphere,
    reason::{Forbidden, Forbidding, NoPlace},
    rules::{Obstacle, Subject, obstacles},
};

/// How many of the nearest offers the rules are asked about.
const N_ASKED: usize = 200;

/// How many of them are told with all their obstacles.
const N_TOLD: usize = 3;

/// All offers of each trade, with or without places.
pub(crate) struct Shelves<'a> {
    round: &'a Round,
    by_trade: HashMap<&'a str, RTree<GeomWithData<[f64; 3], u32>>>,
}

impl<'a> Shelves<'a> {
    pub(crate) fn new(round: &'a Round) -> Self {
        let mut sites: HashMap<&str, Vec<_>> = HashMap::new();
        for (idx, offer) in (0_u32..).zip(&round.offers) {
            let Some(site) = offer.site.as_ref() else { continue };
            for trade in &offer.trades {
                let sites = sites.entry(trade.key()).or_default();
                sites.push(GeomWithData::new(on_sphere(site.point), idx));
            }
        }
        let shelve = |(trade, sites)| (trade, RTree::bulk_load(sites));
        Self { round, by_trade: sites.into_iter().map(shelve).collect() }
    }

    /// Why no place passes the rules for this learner.
    pub(crate) fn reason(&self, learner_idx: u32) -> NoPlace {
        let learner = &self.round.learners[learner_idx as usize];
        let trade = learner.trade.as_ref();
        let offers = trade.and_then(|trade| self.by_trade.get(trade.key()));
        let mut asked = self.nearest(learner_idx);
        let forbidden_by = count(&asked);
        let n_asked = u32::try_from(asked.len()).unwrap_or(u32::MAX);
        asked.truncate(N_TOLD);
        NoPlace {
            trade: trade.map(ToString::to_string),
            n_offers: offers.map_or(0, |offers| u32::try_from(offers.size()).unwrap_or(u32::MAX)),
            given_pairs: self.round.given_pairs,
            n_asked,
            forbidden_by,
            nearest: asked,
        }
    }

    /// The nearest offers of the learner's trade and those that the user's table names
    /// for her, nearest first in minutes.
    fn nearest(&self, learner_idx: u32) -> Vec<Forbidding> {
        let learner = &self.round.learners[learner_idx as usize];
        let offers = learner.trade.as_ref().and_then(|trade| self.by_trade.get(trade.key()));
        let Some((offers, home)) = offers.zip(learner.home.as_ref()) else { return vec![] };
        let near = offers.nearest_neighbor_iter(&on_sphere(home.point));
        let mut offers: Vec<u32> = near.take(N_ASKED).map(|site| site.data).collect();
        let same_trade = |o: &u32| {
            learner
                .trade
                .as_ref()
                .is_some_and(|t| self.round.offers[*o as usize].trades.contains(t))
        };
        offers.extend(self.round.travel.offers_of(learner_idx).filter(same_trade));
        offers.sort_unstable();
        offers.dedup();
        let mut found: Vec<_> = offers.iter().map(|o| self.forbidding(learner_idx, *o)).collect();
        found.sort_by(|a, b| (a.minutes, &a.offer).cmp(&(b.minutes, &b.offer)));
        found
    }

    fn forbidding(&self, learner: u32, offer: u32) -> Forbidding {
        let pairing = self.round.pairing(learner, offer);
        let site = pairing.offer.site.as_ref();
        Forbidding {
            offer: pairing.offer.id.clone(),
            company: pairing.offer.company.clone(),
            commune: site.and_then(|site| site.commune_name()).map(str::to_owned),
            minutes: pairing.journey.map(|journey| journey.minutes),
            estimated: pairing.journey.is_some_and(|journey| journey.estimated),
            no_places: !self.round.has_places(pairing.offer),
            obstacles: obstacles(&pairing),
        }
    }
}

fn count(asked: &[Forbidding]) -> Vec<Forbidden> {
    let mut counts: BTreeMap<Subject, u32> = BTreeMap::new();
    for subject in asked.iter().flat_map(|f| &f.obstacles).map(Obstacle::subject) {
        *counts.entry(subject).or_default() += 1;
    }
    counts.into_iter().map(|(rule, offers)| Forbidden { rule, offers }).collect()
}
