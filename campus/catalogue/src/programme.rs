//! A programme: what a school prepares for, in which mode, for how long.

use network::{dates::in_order, partner::PARTNERS};
use records::{Choice, Field, Flaw, Noun, Surroundings, Values, Words};

use crate::{code, trades};

/// What the school calls it.
pub static REFERENCE: Field =
    Field::text("reference", "référence", "reference").also(&["id", "identifiant", "code interne"]);
/// What it prepares for.
pub static TITLE: Field = Field::text("title", "intitulé", "title").required().also(&[
    "formation",
    "diplôme",
    "programme",
    "libellé",
]);
/// The school that gives it.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS)
    .required()
    .also(&["école", "lycée", "cfa", "uai"]);
/// The certification that it leads to.
pub static RNCP: Field =
    Field::code("rncp", "code RNCP", "RNCP code", code::rncp).also(&["n° rncp", "fiche rncp"]);
/// The diploma of the Ministry that it leads to.
pub static CFD: Field = Field::code("cfd", "code diplôme (CFD)", "diploma code (CFD)", code::cfd)
    .also(&["code diplôme", "code formation diplôme", "formation_diplome"]);
/// The level of qualification.
pub static LEVEL: Field = Field::whole("level", "niveau", "level", (3, 8)).required();
/// In which status it is followed.
pub static MODE: Field =
    Field::one_of("mode", "mode", "mode", &MODES).required().also(&["modalité", "voie", "statut"]);
/// How long it lasts.
pub static DURATION_MONTHS: Field =
    Field::whole("duration_months", "durée (mois)", "duration (months)", (1, 120)).also(&[
        "durée",
        "durée en mois",
        "mois",
    ]);
/// The weeks in a company that are due each year.
pub static PLACEMENT_WEEKS: Field = Field::whole(
    "placement_weeks",
    "semaines en entreprise par an",
    "placement weeks a year",
    (0, 52),
)
.also(&["semaines de pfmp", "semaines de stage", "pfmp (semaines)"]);
/// The trades that it leads to, the first first.
pub static TRADES: Field =
    Field::list("trades", "métiers", "trades").also(&["métier", "rome", "codes rome", "code rome"]);
/// How many it takes each year.
pub static SEATS: Field = Field::whole("seats", "places", "seats", (0, 10_000)).also(&[
    "capacité",
    "effectif maximal",
    "nombre de places",
]);
/// The first day on which it is given.
pub static OPENS: Field =
    Field::day("opens", "ouverture", "opens").also(&["ouvert le", "date d’ouverture"]);
/// The last day.
pub static CLOSES: Field =
    Field::day("closes", "fermeture", "closes").also(&["fermé le", "date de fermeture"]);
/// The programme that takes its place.
pub static REPLACED_BY: Field =
    Field::link("replaced_by", "remplacée par", "replaced by", &PROGRAMMES);

/// What schools prepare for.
pub static PROGRAMMES: Noun = Noun {
    table: "catalogue_programmes",
    one: Words::new("formation", "programme"),
    many: Words::new("formations", "programmes"),
    fields: &[
        &REFERENCE,
        &TITLE,
        &SCHOOL,
        &RNCP,
        &CFD,
        &LEVEL,
        &MODE,
        &DURATION_MONTHS,
        &PLACEMENT_WEEKS,
        &TRADES,
        &SEATS,
        &OPENS,
        &CLOSES,
        &REPLACED_BY,
    ],
    keys: &[&REFERENCE],
    title: &[&TITLE],
    searched: &[&REFERENCE, &TITLE, &TRADES, &RNCP, &CFD],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: false,
    check,
    follow: None,
};

static MODES: [Choice; 5] = [
    Choice::new("school", "scolaire", "school"),
    Choice::new("apprenticeship", "apprentissage", "apprenticeship"),
    Choice::new("continuing", "formation continue", "continuing education"),
    Choice::new("vae", "VAE", "validation of experience"),
    Choice::new("mixed", "mixte", "mixed"),
];

fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    let mut flaws = trades(values, &TRADES);
    flaws.extend(in_order(values, &OPENS, &CLOSES));
    flaws
}
