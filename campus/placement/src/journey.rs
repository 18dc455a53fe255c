//! The way from a learner to an offer.

use std::collections::HashMap;

use crate::{Learner, Offer};

/// The way from a learner to an offer, one way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Journey {
    /// Minutes of travel.
    pub minutes: u32,
    /// Kilometres of road, estimated, if both points are known.
    pub km: Option<f64>,
    /// The minutes are estimated, not taken from the user's table.
    pub estimated: bool,
}

/// Minutes that the user brought, by index of the learner and of the offer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TravelTable {
    minutes: HashMap<(u32, u32), u32>,
    // Invariant: the keys of `minutes`, in order.
    keys: Vec<(u32, u32)>,
}

impl TravelTable {
    /// Keeps the minutes of each pair; each pair at most once.
    pub(crate) fn new(minutes: HashMap<(u32, u32), u32>) -> Self {
        let mut keys: Vec<_> = minutes.keys().copied().collect();
        keys.sort_unstable();
        Self { minutes, keys }
    }

    /// The minutes from a learner to an offer, if they are in the table.
    #[must_use]
    pub fn minutes(&self, learner: u32, offer: u32) -> Option<u32> {
        self.minutes.get(&(learner, offer)).copied()
    }

    /// The offers that the table gives for a learner, in order.
    pub(crate) fn offers_of(&self, learner: u32) -> impl Iterator<Item = u32> {
        let start = self.keys.partition_point(|(l, _)| *l < learner);
        self.keys[start..].iter().take_while(move |(l, _)| *l == learner).map(|(_, o)| *o)
    }
}

/// The way from one to the other: estimated unless the user gave the minutes.
pub(crate) fn journey(
    settings: &travel::Settings,
    given: Option<u32>,
    learner: &Learner,
    offer: &Offer,
) -> Option<Journey> {
    let ends = learner.home.as_ref().zip(offer.site.as_ref());
    let ends = ends.map(|(home, site)| (home.point, site.point));
    let km = ends.map(|(home, site)| settings.road_km(home, site));
    let estimate = || ends.map(|(home, site)| settings.minutes(learner.mode, home, site));
    let minutes = given.or_else(estimate)?;
    Some(Journey { minutes, km, estimated: given.is_none() })
}
