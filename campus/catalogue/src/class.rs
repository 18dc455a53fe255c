//! A class: the learners who follow a programme together, from a day to another.

use network::{dates::in_order, partner::PARTNERS, person::PEOPLE};
use records::{Field, Flaw, Following, Noun, RecordError, Surroundings, Unit, Values, Words};
use storage::Tx;
use uuid::Uuid;

use crate::{PROGRAMMES, period};

/// What the school calls it.
pub static REFERENCE: Field =
    Field::text("reference", "référence", "reference").also(&["id", "identifiant", "code classe"]);
/// Its name.
pub static NAME: Field = Field::text("name", "nom", "name").required().also(&[
    "classe",
    "division",
    "nom de la classe",
    "groupe",
    "promotion",
]);
/// What it follows.
pub static PROGRAMME: Field =
    Field::link("programme", "formation", "programme", &PROGRAMMES).required().also(&["diplôme"]);
/// The school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS)
    .required()
    .also(&["école", "lycée", "cfa", "uai"]);
/// Its first day.
pub static STARTS: Field =
    Field::day("starts", "début", "starts").required().also(&["date de début", "rentrée"]);
/// Its last day.
pub static ENDS: Field = Field::day("ends", "fin", "ends").required().also(&["date de fin"]);
/// Which year of the programme it is.
pub static YEAR: Field = Field::whole("year", "année du cycle", "year of the programme", (1, 10))
    .also(&["année", "année de formation"]);
/// The teacher who follows its placements.
pub static REFERENT: Field = Field::link("referent", "référent", "referent teacher", &PEOPLE)
    .also(&["professeur référent", "enseignant référent", "professeur principal"]);

/// The classes of the schools.
pub static CLASSES: Noun = Noun {
    table: "catalogue_classes",
    one: Words::new("classe", "class"),
    many: Words::new("classes", "classes"),
    fields: &[&REFERENCE, &NAME, &PROGRAMME, &SCHOOL, &STARTS, &ENDS, &YEAR, &REFERENT],
    keys: &[&REFERENCE],
    title: &[&NAME],
    searched: &[&REFERENCE, &NAME],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: false,
    check,
    follow: Some(follow),
};

fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    in_order(values, &STARTS, &ENDS).into_iter().collect()
}

fn follow<'a>(tx: &'a mut Tx, unit: &'a mut Unit<'_>, _: &'a Surroundings) -> Following<'a> {
    Box::pin(keeps_its_periods(tx, unit))
}

/// A class whose days change still has the days of its periods.
async fn keeps_its_periods(
    tx: &mut Tx,
    unit: &mut Unit<'_>,
) -> Result<Vec<(Uuid, Flaw)>, RecordError> {
    let moved: Vec<(Uuid, Values)> = unit
        .touched(&CLASSES)
        .filter_map(|touched| {
            let (before, after) = (touched.before?, touched.after?);
            let is_moved = [&STARTS, &ENDS].iter().any(|day| before.get(day) != after.get(day));
            is_moved.then(|| (touched.id, after.clone()))
        })
        .collect();
    if moved.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<Uuid> = moved.iter().map(|(id, _)| *id).collect();
    let periods = period::of_classes(tx, unit.scope(), &ids).await?;
    let flaws = moved.iter().flat_map(|(id, class)| {
        let own = periods.iter().filter(|period| period.link(&period::CLASS) == Some(*id));
        own.filter(|own| !period::lies_in(own, class))
            .map(|own| (*id, period::left_out(own, class)))
    });
    Ok(flaws.collect())
}
