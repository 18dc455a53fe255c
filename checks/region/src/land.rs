//! The land: towns, how many people live in each and how far they spread.

use rand::distr::weighted::WeightedIndex;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Normal};

/// The side of the square region, in kilometres.
pub(crate) const SIDE: f64 = 300.0;
/// How quickly towns shrink with their rank.
const ZIPF: f64 = 0.85;
/// How far a satellite lies from its centre, in kilometres (standard deviation).
const SATELLITE: f64 = 18.0;

/// A place on the map, in kilometres.
pub(crate) type Point = [f64; 2];
/// The one source of chance: the same on every machine.
pub(crate) type Chance = Xoshiro256PlusPlus;

pub(crate) fn chance(seed: u64) -> Chance {
    Chance::seed_from_u64(seed)
}

pub(crate) struct Town {
    pub(crate) centre: Point,
    pub(crate) spread: f64,
    /// Share of the largest town's population.
    pub(crate) weight: f64,
}

pub(crate) struct Land {
    pub(crate) towns: Vec<Town>,
}

impl Land {
    pub(crate) fn new(n_towns: usize, chance: &mut Chance) -> Self {
        let n_centres = (n_towns / 5).max(2);
        let mut towns: Vec<Town> = Vec::with_capacity(n_towns);
        for rank in 0..n_towns {
            let mut centre = anywhere(chance);
            if n_centres <= rank && chance.random_bool(0.5) {
                let near = towns[chance.random_range(0..n_centres)].centre;
                centre = around(near, SATELLITE, chance);
            }
            let weight = zipf(rank, ZIPF);
            towns.push(Town { centre, spread: 1.5 + 9.0 * weight.sqrt(), weight });
        }
        Self { towns }
    }
}

/// A point drawn anywhere in the region.
pub(crate) fn anywhere(chance: &mut Chance) -> Point {
    [chance.random_range(0.0..SIDE), chance.random_range(0.0..SIDE)]
}

/// A point drawn around another, within the region.
pub(crate) fn around(centre: Point, spread: f64, chance: &mut Chance) -> Point {
    centre.map(|along| (along + spread * normal().sample(chance)).clamp(0.0, SIDE))
}

/// The weight of the rank-th thing, the first weighing one.
pub(crate) fn zipf(rank: usize, exponent: f64) -> f64 {
    let rank = u32::try_from(rank).expect("few things are ranked");
    f64::from(rank + 1).powf(-exponent)
}

/// Draws an index as often as its weight says.
pub(crate) fn weighted(weights: impl IntoIterator<Item = f64>) -> WeightedIndex<f64> {
    WeightedIndex::new(weights).expect("some weight is positive")
}

/// The standard normal law.
pub(crate) fn normal() -> Normal<f64> {
    Normal::new(0.0, 1.0).expect("one is a deviation")
}
