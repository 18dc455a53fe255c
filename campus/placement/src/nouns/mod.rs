//! What the database keeps of placements: the nouns, described once (see the crate
//! `records`). The round that is planned is read from them by [`crate::campaign`].

pub mod entrant;
pub mod lock;
pub mod memory;
pub mod offer;
pub mod placement;
pub mod plan;
pub mod round;
pub mod wish;
pub mod workshop;

use records::Noun;
use storage::Schema;

/// The tables of this crate.
pub const SCHEMA: Schema = Schema {
    name: "placement",
    steps: &[include_str!("../../migrations/0001_offers_and_rounds.sql")],
};

/// The nouns of this crate, what is linked to first.
pub const NOUNS: &[&Noun] = &[
    &offer::OFFERS,
    &workshop::WORKSHOPS,
    &round::ROUNDS,
    &entrant::ENTRANTS,
    &wish::WISHES,
    &lock::LOCKS,
    &plan::PLANS,
    &placement::PLACEMENTS,
    &memory::MEMORIES,
];
