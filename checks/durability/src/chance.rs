//! The one source of chance, and which fates it deals.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// The same seed gives the same draws on every machine.
pub(crate) type Chance = Xoshiro256PlusPlus;

/// How likely a change that nobody waited for is to survive. The ends stand for a disk that
/// wrote one file back and not yet the other, which even chances would almost never deal.
const SURVIVAL: [f64; 6] = [0.0, 0.1, 0.5, 0.9, 0.99, 1.0];

pub(crate) fn chance(seed: u64) -> Chance {
    Chance::seed_from_u64(seed)
}

/// Draws how likely the changes of one kind are to survive.
pub(crate) fn survival(chance: &mut Chance) -> f64 {
    SURVIVAL[chance.random_range(0..SURVIVAL.len())]
}
