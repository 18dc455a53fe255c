//! A class that takes part in a round. A round that names none takes every class whose
//! learners are there on its first day.

use catalogue::class::CLASSES;
use network::partner::PARTNERS;
use records::{Field, Noun, Words, sound};

use super::round::ROUNDS;

/// The round.
pub static ROUND: Field = Field::link("round", "campagne", "round", &ROUNDS).required();
/// The class.
pub static CLASS: Field = Field::link("class", "classe", "class", &CLASSES).required();
/// Its school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS).required();

/// The classes that take part in rounds.
pub static ENTRANTS: Noun = Noun {
    table: "placement_entrants",
    one: Words::new("classe engagée", "entrant"),
    many: Words::new("classes engagées", "entrants"),
    fields: &[&ROUND, &CLASS, &SCHOOL],
    keys: &[],
    title: &[],
    searched: &[],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: false,
    check: sound,
    follow: None,
};
