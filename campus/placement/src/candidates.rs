//! The offers worth asking the rules about, without asking for every pair: those of the
//! learner's trade within reach, those that lodge, those that the user's table names.

use std::collections::HashMap;

use rstar::{RTree, primitives::GeomWithData};

use crate::{Label, Learner, Round};

/// The offers of each trade, by where they are.
pub(crate) struct Candidates<'a> {
    round: &'a Round,
    by_trade: HashMap<&'a str, Shelf>,
}

#[derive(Default)]
struct Shelf {
    sites: RTree<Site>,
    lodging: Vec<u32>,
}

/// An offer on the unit sphere, where the straight line between two points grows with
/// the distance over the ground.
type Site = GeomWithData<[f64; 3], u32>;

impl<'a> Candidates<'a> {
    /// Puts the offers of a round, those that have a place, on shelves.
    pub(crate) fn new(round: &'a Round) -> Self {
        let mut sites: HashMap<&str, Vec<Site>> = HashMap::new();
        let mut lodging: HashMap<&str, Vec<u32>> = HashMap::new();
        for (idx, offer) in (0_u32..).zip(&round.offers).filter(|(_, o)| round.has_places(o)) {
            let Some(site) = offer.site.as_ref().map(|site| on_sphere(site.point)) else {
                continue;
            };
            for trade in offer.trades.iter().map(Label::key) {
                sites.entry(trade).or_default().push(Site::new(site, idx));
                if 0 < offer.beds {
                    lodging.entry(trade).or_default().push(idx);
                }
            }
        }
        let shelf = |(trade, sites)| {
            let lodging = lodging.remove(trade).unwrap_or_default();
            (trade, Shelf { sites: RTree::bulk_load(sites), lodging })
        };
        Self { round, by_trade: sites.into_iter().map(shelf).collect() }
    }

    /// The offers that a learner might take if she travelled so many minutes more or lodged,
    /// in order, each once.
    pub(crate) fn beyond(&self, learner_idx: u32, minutes: u32, found: &mut Vec<u32>) {
        found.clear();
        let learner = &self.round.learners[learner_idx as usize];
        let Some(own) = learner.trade.as_ref().and_then(|t| self.by_trade.get(t.key())) else {
            return;
        };
        let near = self.round.reach_km_with(learner, minutes);
        found.extend(near.and_then(|km| within(own, learner, km)).into_iter().flatten());
        found.extend(&own.lodging);
        let named = self.round.travel.offers_of(learner_idx);
        found.extend(named.filter(|o| self.round.has_places(&self.round.offers[*o as usize])));
        found.sort_unstable();
        found.dedup();
    }

    /// The offers that a learner might take, in order, each once. No other passes the
    /// rules.
    pub(crate) fn of(&self, learner_idx: u32, found: &mut Vec<u32>) {
        found.clear();
        let learner = &self.round.learners[learner_idx as usize];
        if let Some(shelf) = learner.trade.as_ref().and_then(|t| self.by_trade.get(t.key())) {
            let near = self.round.reach_km(learner).and_then(|km| within(shelf, learner, km));
            found.extend(near.into_iter().flatten());
            if learner.accepts_boarding {
                found.extend(&shelf.lodging);
            }
            let named = self.round.travel.offers_of(learner_idx);
            found.extend(named.filter(|o| self.round.has_places(&self.round.offers[*o as usize])));
        }
        found.sort_unstable();
        found.dedup();
    }
}

fn within<'s>(
    shelf: &'s Shelf,
    learner: &Learner,
    km: f64,
) -> Option<impl Iterator<Item = u32> + use<'s>> {
    let home = on_sphere(learner.home.as_ref()?.point);
    let sites = shelf.sites.locate_within_distance(home, chord_squared(km));
    Some(sites.map(|site| site.data))
}

/// A point of the unit sphere.
pub(crate) fn on_sphere(point: travel::Point) -> [f64; 3] {
    let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// The square of the chord under an arc of the earth, and a hair more against rounding.
fn chord_squared(km: f64) -> f64 {
    let half = (km / travel::EARTH_RADIUS_KM / 2.0).min(std::f64::consts::FRAC_PI_2);
    (2.0 * half.sin() * (1.0 + 1e-9) + 1e-12).powi(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Offer, Reach, Spot,
        journey::TravelTable,
        rules::{allows, sample},
    };

    fn spot() -> impl Strategy<Value = Option<Spot>> {
        // Towns a few kilometres apart, so that limits are often met exactly.
        let (lat, lon) = (0_u8..12, 0_u8..12);
        (lat, lon).prop_map(|(lat, lon)| {
            let at = |base: f64, step: u8| base + f64::from(step) * 0.07;
            let point = travel::Point::new(at(46.8, lat), at(-1.2, lon)).ok()?;
            Some(Spot { point, commune: None, approximate: false })
        })
    }

    fn trade() -> impl Strategy<Value = Option<Label>> {
        prop_oneof![Just("couture"), Just("maille")].prop_map(|trade| Some(Label::new(trade)))
    }

    fn reach() -> impl Strategy<Value = Reach> {
        let km = prop::option::of((0_u8..60).prop_map(f64::from));
        (prop::option::of(0_u32..90), km).prop_map(|(minutes, km)| Reach { minutes, km })
    }

    prop_compose! {
        fn learner()(home in spot(), trade in trade(), reach in reach(), lodges in any::<bool>())
            -> Learner {
            let learner = sample::pair().learner;
            Learner { home, trade, reach, accepts_boarding: lodges, ..learner }
        }
    }

    prop_compose! {
        fn offer()(site in spot(), trades in prop::collection::vec(trade(), 1..3), places in 0_u32..3, beds in 0_u32..2)
            -> Offer {
            let trades = trades.into_iter().flatten().collect();
            Offer { trades, site, places, beds, ..sample::pair().offer }
        }
    }

    prop_compose! {
        fn round()(
            learners in prop::collection::vec(learner(), 1..20),
            offers in prop::collection::vec(offer(), 1..30),
            minutes in prop::collection::hash_map((0_u32..20, 0_u32..30), 0_u32..120, 0..20),
        ) -> Round {
            let exists = |(l, o): &(u32, u32)| {
                (*l as usize) < learners.len() && (*o as usize) < offers.len()
            };
            let minutes = minutes.into_iter().filter(|(pair, _)| exists(pair)).collect();
            Round { learners, offers, travel: TravelTable::new(minutes), ..Round::empty() }
        }
    }

    proptest! {
        #[test]
        fn the_index_finds_every_pair_that_the_all_pairs_loop_finds(round in round()) {
            let candidates = Candidates::new(&round);
            let mut found = vec![];
            for learner in 0..u32::try_from(round.learners.len()).unwrap() {
                candidates.of(learner, &mut found);
                found.retain(|offer| allows(&round.pairing(learner, *offer)));
                let offers = 0..u32::try_from(round.offers.len()).unwrap();
                let every: Vec<u32> = offers
                    .filter(|o| round.has_places(&round.offers[*o as usize]))
                    .filter(|o| allows(&round.pairing(learner, *o)))
                    .collect();
                prop_assert_eq!(&found, &every);
            }
        }
    }
}
