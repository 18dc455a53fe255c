//! Who last confirmed a fact about a partner, and when: so that nobody asks twice.

use records::{Field, Flaw, Noun, Surroundings, Value, Values, Words};

use crate::{confirming, dates::in_order, partner::PARTNERS};

/// The partner that the fact is about.
pub static PARTNER: Field = Field::link("partner", "partenaire", "partner", &PARTNERS)
    .required()
    .also(&["entreprise", "établissement", "organisme", "company"]);

/// The fact.
pub static FACT: Field =
    Field::text("fact", "fait", "fact").required().also(&["information", "donnée", "objet"]);

/// The partner that keeps this confirmation.
pub static TOLD_BY: Field =
    Field::link("told_by", "recueilli par", "told by", &PARTNERS).also(&["source", "relevé par"]);

/// Who confirmed it, in words that everybody may read.
pub static CONFIRMED_BY: Field =
    Field::text("confirmed_by", "confirmé par", "confirmed by").also(&["par", "auteur"]);

/// When.
pub static CONFIRMED_ON: Field = Field::day("confirmed_on", "confirmé le", "confirmed on")
    .required()
    .also(&["date", "date de confirmation", "le"]);

/// How long it holds.
pub static UNTIL: Field = Field::day("until", "valable jusqu’au", "until").also(&[
    "validité",
    "jusqu'au",
    "date de validité",
    "fin de validité",
]);

/// The confirmations.
pub static CONFIRMATIONS: Noun = Noun {
    table: "network_confirmations",
    one: Words::new("confirmation", "confirmation"),
    many: Words::new("confirmations", "confirmations"),
    fields: &[&PARTNER, &FACT, &TOLD_BY, &CONFIRMED_BY, &CONFIRMED_ON, &UNTIL],
    keys: &[],
    title: &[&FACT, &CONFIRMED_ON],
    searched: &[&FACT],
    owner: Some(&TOLD_BY),
    brought_by: None,
    is_personal: false,
    check,
    follow: Some(confirming::follow),
};

fn check(values: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    if *values.get(&CONFIRMED_ON) == Value::Absent {
        values.set(&CONFIRMED_ON, surroundings.today);
    }
    in_order(values, &CONFIRMED_ON, &UNTIL).into_iter().collect()
}
