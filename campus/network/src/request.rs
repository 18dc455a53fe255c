//! What schools ask of companies: one request for each company, trade and period of the whole
//! campus.

use records::{Choice, Field, Flaw, Noun, Surroundings, Value, Values, Words};

use crate::{asking, dates::in_order, partner::PARTNERS};

/// The company that is asked.
pub static COMPANY: Field = Field::link("company", "entreprise", "company", &PARTNERS)
    .required()
    .also(&["raison sociale", "SIRET", "société", "structure d'accueil"]);

/// The trade.
pub static TRADE: Field =
    Field::text("trade", "métier", "trade").required().also(&["ROME", "spécialité", "formation"]);

/// The first day.
pub static STARTS: Field = Field::day("starts", "début", "starts").required().also(&[
    "date de début",
    "du",
    "début de période",
]);

/// The last day.
pub static ENDS: Field =
    Field::day("ends", "fin", "ends").required().also(&["date de fin", "au", "fin de période"]);

/// Who asks.
pub static ASKED_BY: Field = Field::link("asked_by", "demandé par", "asked by", &PARTNERS)
    .required()
    .also(&["établissement", "demandeur", "école", "school"]);

/// When.
pub static ASKED_ON: Field = Field::day("asked_on", "demandé le", "asked on")
    .required()
    .also(&["date de la demande", "date de demande"]);

/// What became of it.
pub static STATE: Field =
    Field::one_of("state", "état", "state", &STATES).also(&["statut", "suivi", "réponse"]);

/// When the company answered.
pub static ANSWERED_ON: Field = Field::day("answered_on", "répondu le", "answered on")
    .also(&["date de réponse", "date de la réponse"]);

/// What the school tells the company, and the company the school.
pub static NOTE: Field = Field::note("note", "message", "message").also(&[
    "remarque",
    "remarques",
    "commentaire",
    "note",
]);

/// The requests.
pub static REQUESTS: Noun = Noun {
    table: "network_requests",
    one: Words::new("demande à une entreprise", "request to a company"),
    many: Words::new("demandes aux entreprises", "requests to companies"),
    fields: &[&COMPANY, &TRADE, &STARTS, &ENDS, &ASKED_BY, &ASKED_ON, &STATE, &ANSWERED_ON, &NOTE],
    keys: &[],
    title: &[&TRADE, &STARTS, &ENDS],
    searched: &[&TRADE],
    owner: Some(&ASKED_BY),
    brought_by: None,
    is_personal: false,
    check,
    follow: Some(asking::follow),
};

/// What may become of a request.
pub static STATES: [Choice; 4] = [
    Choice::new("asked", "envoyée", "asked"),
    Choice::new("seen", "vue", "seen"),
    Choice::new("answered", "acceptée", "answered"),
    Choice::new("declined", "déclinée", "declined"),
];

fn check(values: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    if *values.get(&ASKED_ON) == Value::Absent {
        values.set(&ASKED_ON, surroundings.today);
    }
    if *values.get(&STATE) == Value::Absent {
        values.set(&STATE, "asked");
    }
    let is_answered =
        values.text(&STATE).is_some_and(|state| ["answered", "declined"].contains(&state));
    if is_answered && *values.get(&ANSWERED_ON) == Value::Absent {
        values.set(&ANSWERED_ON, surroundings.today);
    }
    in_order(values, &STARTS, &ENDS).into_iter().collect()
}
