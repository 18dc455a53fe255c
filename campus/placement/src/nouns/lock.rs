//! A placement that a person decides, whatever the plan: kept, or forbidden; and why.

use learners::learner::LEARNERS;
use network::partner::PARTNERS;
use records::{Choice, Field, Flaw, Noun, Surroundings, Values, Words};

use super::{offer::OFFERS, round::ROUNDS, workshop::WORKSHOPS};

/// The round.
pub static ROUND: Field = Field::link("round", "campagne", "round", &ROUNDS).required();
/// The learner.
pub static LEARNER: Field = Field::link("learner", "élève", "learner", &LEARNERS).required();
/// Her school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS).required();
/// Kept or forbidden.
pub static KIND: Field = Field::one_of(
    "kind",
    "nature",
    "kind",
    &[Choice::new(KEEP, "imposé", "kept"), Choice::new(FORBID, "interdit", "forbidden")],
)
.required();
/// The offer.
pub static OFFER: Field = Field::link("offer", "offre", "offer", &OFFERS);
/// The workshop.
pub static WORKSHOP: Field = Field::link("workshop", "atelier", "workshop", &WORKSHOPS);
/// Why.
pub static REASON: Field = Field::text("reason", "raison", "reason").required();
/// Who decided.
pub static DECIDED_BY: Field = Field::text("decided_by", "décidé par", "decided by");
/// When.
pub static DECIDED_ON: Field = Field::day("decided_on", "décidé le", "decided on");

/// The placements that people decide.
pub static LOCKS: Noun = Noun {
    table: "placement_locks",
    one: Words::new("verrou", "lock"),
    many: Words::new("verrous", "locks"),
    fields: &[
        &ROUND,
        &LEARNER,
        &SCHOOL,
        &KIND,
        &OFFER,
        &WORKSHOP,
        &REASON,
        &DECIDED_BY,
        &DECIDED_ON,
    ],
    keys: &[],
    title: &[&KIND, &REASON],
    searched: &[&REASON],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check,
    follow: None,
};

/// The learner has this place, and no other.
pub const KEEP: &str = "keep";
/// The learner does not have this place.
pub const FORBID: &str = "forbid";

fn check(lock: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    if lock.day(&DECIDED_ON).is_none() {
        lock.set(&DECIDED_ON, surroundings.today);
    }
    let both = (lock.link(&OFFER), lock.link(&WORKSHOP));
    if matches!(both, (Some(_), None) | (None, Some(_))) {
        return vec![];
    }
    vec![Flaw::on(
        &OFFER,
        "donnez une offre ou un atelier, pas les deux",
        "give an offer or a workshop, not both",
    )]
}
