//! A plan of a round, as the campus keeps it. Its files, proof included, stand beside it.

use records::{Choice, Field, Noun, Words, sound};

use super::round::ROUNDS;

/// The round.
pub static ROUND: Field = Field::link("round", "campagne", "round", &ROUNDS).required();
/// Its number in the round, from 1.
pub static NUMBER: Field = Field::whole("number", "numéro", "number", (1, i64::MAX)).required();
/// What people call it.
pub static NAME: Field = Field::text("name", "nom", "name");
/// When it was made.
pub static MADE_ON: Field = Field::day("made_on", "fait le", "made on").required();
/// Who had it made.
pub static MADE_BY: Field = Field::text("made_by", "fait par", "made by").required();
/// What was proved of it.
pub static STATUS: Field = Field::one_of(
    "status",
    "preuve",
    "proof",
    &[
        Choice::new("optimal", "aucun meilleur", "none better"),
        Choice::new("feasible", "bon, non prouvé le meilleur", "good, not proved the best"),
    ],
)
.required();
/// Learners of the round.
pub static LEARNERS: Field = Field::whole("learners", "élèves", "learners", (0, i64::MAX));
/// Learners placed in companies.
pub static PLACED: Field =
    Field::whole("placed", "placés en entreprise", "placed in companies", (0, i64::MAX));
/// Learners placed in workshops.
pub static IN_WORKSHOPS: Field =
    Field::whole("in_workshops", "placés en atelier", "placed in workshops", (0, i64::MAX));
/// Sum of the burdens.
pub static BURDEN: Field = Field::whole("burden", "fardeau", "burden", (0, i64::MAX));
/// Workshops that open.
pub static WORKSHOPS: Field = Field::whole("workshops", "ateliers", "workshops", (0, i64::MAX));
/// What they cost, in euros.
pub static WORKSHOPS_EUR: Field =
    Field::whole("workshops_eur", "coût des ateliers (€)", "workshops cost", (0, i64::MAX));
/// Whether it was told to everybody.
pub static IS_PUBLISHED: Field = Field::yes_no("is_published", "publié", "published");
/// When.
pub static PUBLISHED_ON: Field = Field::day("published_on", "publié le", "published on");

/// The plans of rounds.
pub static PLANS: Noun = Noun {
    table: "placement_plans",
    one: Words::new("plan", "plan"),
    many: Words::new("plans", "plans"),
    fields: &[
        &ROUND,
        &NUMBER,
        &NAME,
        &MADE_ON,
        &MADE_BY,
        &STATUS,
        &LEARNERS,
        &PLACED,
        &IN_WORKSHOPS,
        &BURDEN,
        &WORKSHOPS,
        &WORKSHOPS_EUR,
        &IS_PUBLISHED,
        &PUBLISHED_ON,
    ],
    keys: &[],
    title: &[&NUMBER, &NAME],
    searched: &[&NAME],
    owner: None,
    brought_by: None,
    is_personal: false,
    check: sound,
    follow: None,
};
