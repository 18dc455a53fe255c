//! A simulated workshop that a school could open, as the campus keeps it.

use network::partner::PARTNERS;
use records::{Field, Flaw, Following, Noun, Surroundings, Unit, Values, Words, locate, relocate};
use storage::Tx;

use super::offer;
use crate::files::{MOST_EUR, MOST_PLACES};

/// What people call the workshop.
pub static REFERENCE: Field = Field::text("reference", "référence", "reference").also(&[
    "id",
    "identifiant",
    "numéro",
    "n°",
    "atelier",
]);
/// The school that would open it.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS)
    .required()
    .also(&["lycée", "école", "cfa", "partner", "partenaire"]);
/// The trades.
pub static TRADES: Field =
    Field::list("trades", "métiers", "trades").required().also(&["métier", "trade", "rome"]);
/// The levels accepted.
pub static LEVELS: Field =
    Field::code("levels", "niveaux", "levels", offer::levels).required().also(&["niveau", "level"]);
/// The commune.
pub static COMMUNE: Field =
    Field::text("commune", "commune", "commune").required().also(&["ville", "town", "city"]);
/// Degrees north.
pub static LAT: Field = Field::decimal("lat", "latitude", "latitude", (-90.0, 90.0));
/// Degrees east.
pub static LON: Field = Field::decimal("lon", "longitude", "longitude", (-180.0, 180.0));
/// How many learners it has places for.
pub static PLACES: Field = Field::whole("places", "places", "places", (1, MOST_PLACES as i64))
    .required()
    .also(&["nombre de places", "nb de places", "seats"]);
/// The fewest that it opens for.
pub static MIN_LEARNERS: Field =
    Field::whole("min_learners", "effectif minimal", "smallest group", (1, MOST_PLACES as i64))
        .also(&["effectif minimum", "effectif min"]);
/// What it costs to open, in euros.
pub static COST_EUR: Field =
    Field::whole("cost_eur", "coût (€)", "cost", (0, MOST_EUR.cast_signed()))
        .also(&["coût", "coût en euros"]);
/// Who and what it needs: two workshops that need the same cannot both open.
pub static NEEDS: Field =
    Field::list("needs", "moyens", "needs").also(&["besoins", "encadrement", "matériel"]);
/// What it provides for accessibility.
pub static ACCESS: Field =
    Field::list("access", "accessibilité", "accessibility").also(&["accessible"]);
/// The first day.
pub static STARTS: Field = Field::day("starts", "début", "starts").also(&["date de début"]);
/// The last day.
pub static ENDS: Field = Field::day("ends", "fin", "ends").also(&["date de fin"]);

/// The simulated workshops that schools could open.
pub static WORKSHOPS: Noun = Noun {
    table: "placement_workshops",
    one: Words::new("atelier", "workshop"),
    many: Words::new("ateliers", "workshops"),
    fields: &[
        &REFERENCE,
        &SCHOOL,
        &TRADES,
        &LEVELS,
        &COMMUNE,
        &LAT,
        &LON,
        &PLACES,
        &MIN_LEARNERS,
        &COST_EUR,
        &NEEDS,
        &ACCESS,
        &STARTS,
        &ENDS,
    ],
    keys: &[&REFERENCE],
    title: &[&REFERENCE],
    searched: &[&REFERENCE, &TRADES, &COMMUNE],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: false,
    check,
    follow: Some(follow),
};

/// A workshop that moves is at its new commune.
fn follow<'a>(
    _: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    surroundings: &'a Surroundings,
) -> Following<'a> {
    Box::pin(async move { Ok(relocate(unit, &WORKSHOPS, (&COMMUNE, &LAT, &LON), surroundings)) })
}

fn check(workshop: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    let mut flaws = vec![];
    if let (Some(starts), Some(ends)) = (workshop.day(&STARTS), workshop.day(&ENDS))
        && ends < starts
    {
        flaws.push(offer::ends_first(&ENDS));
    }
    if let (Some(places), Some(least)) = (workshop.whole(&PLACES), workshop.whole(&MIN_LEARNERS))
        && places < least
    {
        flaws.push(Flaw::on(
            &MIN_LEARNERS,
            "plus que de places\u{a0}: l’atelier n’ouvrirait jamais",
            "more than the places: the workshop would never open",
        ));
    }
    flaws.extend(locate(workshop, (&COMMUNE, &LAT, &LON), surroundings));
    flaws
}
