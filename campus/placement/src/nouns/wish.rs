//! What a learner would like, or refuses: an offer, or a company.

use learners::learner::LEARNERS;
use network::partner::PARTNERS;
use records::{Choice, Field, Flaw, Noun, Surroundings, Value, Values, Words};

use super::offer::OFFERS;

/// The learner.
pub static LEARNER: Field = Field::link("learner", "élève", "learner", &LEARNERS).required();
/// Her school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS).required();
/// Wished or refused.
pub static KIND: Field = Field::one_of(
    "kind",
    "nature",
    "kind",
    &[Choice::new(WISH, "vœu", "wish"), Choice::new(REFUSAL, "refus", "refusal")],
)
.required();
/// The offer.
pub static OFFER: Field = Field::link("offer", "offre", "offer", &OFFERS);
/// The company.
pub static COMPANY: Field = Field::link("company", "entreprise", "company", &PARTNERS);
/// The rank of a wish, from 1.
pub static RANK: Field = Field::whole("rank", "rang", "rank", (1, 99));

/// The wishes and refusals of learners.
pub static WISHES: Noun = Noun {
    table: "placement_wishes",
    one: Words::new("vœu", "wish"),
    many: Words::new("vœux", "wishes"),
    fields: &[&LEARNER, &SCHOOL, &KIND, &OFFER, &COMPANY, &RANK],
    keys: &[],
    title: &[&KIND, &RANK],
    searched: &[],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check,
    follow: None,
};

/// A place that a learner would like.
pub const WISH: &str = "wish";
/// A place that a learner does not take.
pub const REFUSAL: &str = "refusal";

fn check(wish: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    if wish.text(&KIND) == Some(WISH) && *wish.get(&RANK) == Value::Absent {
        wish.set(&RANK, 1);
    }
    let both = (wish.link(&OFFER), wish.link(&COMPANY));
    if matches!(both, (Some(_), None) | (None, Some(_))) {
        return vec![];
    }
    vec![Flaw::on(
        &OFFER,
        "donnez une offre ou une entreprise, pas les deux",
        "give an offer or a company, not both",
    )]
}
