//! A place proposed to a learner, and what became of it, as the campus keeps it.

use learners::learner::LEARNERS;
use network::partner::PARTNERS;
use records::{Choice, Field, Noun, Words, sound};

use super::{offer::OFFERS, plan::PLANS, round::ROUNDS, workshop::WORKSHOPS};

/// The round.
pub static ROUND: Field = Field::link("round", "campagne", "round", &ROUNDS).required();
/// The plan that proposed it.
pub static PLAN: Field = Field::link("plan", "plan", "plan", &PLANS);
/// The learner.
pub static LEARNER: Field = Field::link("learner", "élève", "learner", &LEARNERS).required();
/// Her school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS).required();
/// The company.
pub static COMPANY: Field = Field::link("company", "entreprise", "company", &PARTNERS);
/// The offer.
pub static OFFER: Field = Field::link("offer", "offre", "offer", &OFFERS);
/// The workshop.
pub static WORKSHOP: Field = Field::link("workshop", "atelier", "workshop", &WORKSHOPS);
/// Where it stands.
pub static STATE: Field = Field::one_of(
    "state",
    "état",
    "state",
    &[
        Choice::new("proposed", "proposée", "proposed"),
        Choice::new("accepted", "acceptée", "accepted"),
        Choice::new("declined", "déclinée", "declined"),
        Choice::new("expired", "expirée", "expired"),
        Choice::new("withdrawn", "retirée", "withdrawn"),
    ],
)
.required();
/// Whether the company said yes.
pub static BY_COMPANY: Field =
    Field::yes_no("by_company", "accord de l’entreprise", "company agrees");
/// Whether the learner said yes.
pub static BY_LEARNER: Field = Field::yes_no("by_learner", "accord de l’élève", "learner agrees");
/// Why it was declined or withdrawn.
pub static REASON: Field = Field::one_of("reason", "motif", "reason", crate::campaign::REASONS);
/// Minutes of travel, one way.
pub static MINUTES: Field = Field::whole("minutes", "minutes de trajet", "minutes", (0, 100_000));
/// Whether those minutes are near the limit of her reach.
pub static NEAR_LIMIT: Field =
    Field::yes_no("near_limit", "à la limite du trajet", "near her limit");
/// When it was proposed.
pub static PROPOSED_ON: Field = Field::day("proposed_on", "proposée le", "proposed on").required();
/// The last day to answer.
pub static EXPIRES_ON: Field = Field::day("expires_on", "réponse avant le", "answer by");
/// When it was settled.
pub static SETTLED_ON: Field = Field::day("settled_on", "réglée le", "settled on");

/// The places proposed to learners.
pub static PLACEMENTS: Noun = Noun {
    table: "placement_placements",
    one: Words::new("placement", "placement"),
    many: Words::new("placements", "placements"),
    fields: &[
        &ROUND,
        &PLAN,
        &LEARNER,
        &SCHOOL,
        &COMPANY,
        &OFFER,
        &WORKSHOP,
        &STATE,
        &BY_COMPANY,
        &BY_LEARNER,
        &REASON,
        &MINUTES,
        &NEAR_LIMIT,
        &PROPOSED_ON,
        &EXPIRES_ON,
        &SETTLED_ON,
    ],
    keys: &[],
    title: &[&STATE, &PROPOSED_ON],
    searched: &[],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check: sound,
    follow: Some(crate::campaign::only_by_verbs),
};
