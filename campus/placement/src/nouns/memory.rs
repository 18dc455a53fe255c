//! What a closed round remembers of a learner whom it served badly: she enters the next one a
//! class higher.

use learners::learner::LEARNERS;
use network::partner::PARTNERS;
use records::{Choice, Field, Noun, Words, sound};

use super::round::ROUNDS;

/// The round.
pub static ROUND: Field = Field::link("round", "campagne", "round", &ROUNDS).required();
/// The learner.
pub static LEARNER: Field = Field::link("learner", "élève", "learner", &LEARNERS).required();
/// Her school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS).required();
/// How she was served.
pub static SERVED: Field = Field::one_of(
    "served",
    "servie",
    "served",
    &[
        Choice::new(LEFT_OUT, "sans place", "left out"),
        Choice::new(WORKSHOP_ONLY, "en atelier", "in a workshop"),
        Choice::new(FAR, "à la limite de son trajet", "at the limit of her reach"),
    ],
)
.required();

/// What closed rounds remember.
pub static MEMORIES: Noun = Noun {
    table: "placement_memories",
    one: Words::new("souvenir de campagne", "memory of a round"),
    many: Words::new("souvenirs de campagne", "memories of rounds"),
    fields: &[&ROUND, &LEARNER, &SCHOOL, &SERVED],
    keys: &[],
    title: &[&SERVED],
    searched: &[],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check: sound,
    follow: None,
};

/// She had no place at the end.
pub const LEFT_OUT: &str = "left_out";
/// She was in a simulated workshop.
pub const WORKSHOP_ONLY: &str = "workshop_only";
/// Her place was within minutes of the limit of her reach.
pub const FAR: &str = "far";
