//! A period of placement: days on which a class is not in school but in companies.

use std::collections::HashMap;

use kernel::{InWords, Lang, Period, quoted};
use network::{dates::in_order, partner::PARTNERS};
use records::{
    Asked, Field, Filter, Flaw, Following, Noun, Record, RecordError, Scope, Surroundings, Unit,
    Value, Values, Words, by_ids, page,
};
use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::{CLASSES, class};

/// The class.
pub static CLASS: Field =
    Field::link("class", "classe", "class", &CLASSES).required().also(&["division"]);
/// The school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS)
    .required()
    .also(&["école", "lycée", "cfa", "uai"]);
/// Its name.
pub static NAME: Field =
    Field::text("name", "nom", "name").also(&["période", "pfmp", "stage", "intitulé"]);
/// Its first day.
pub static STARTS: Field =
    Field::day("starts", "début", "starts").required().also(&["date de début", "du"]);
/// Its last day.
pub static ENDS: Field = Field::day("ends", "fin", "ends").required().also(&["date de fin", "au"]);

/// The calendars of placement of the classes.
pub static PERIODS: Noun = Noun {
    table: "catalogue_periods",
    one: Words::new("période en entreprise", "placement period"),
    many: Words::new("périodes en entreprise", "placement periods"),
    fields: &[&CLASS, &SCHOOL, &NAME, &STARTS, &ENDS],
    keys: &[],
    title: &[&NAME, &STARTS, &ENDS],
    searched: &[&NAME],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: false,
    check,
    follow: Some(follow),
};

/// The most identifiers asked for at once.
const BATCH: usize = 5_000;

/// The periods of some classes, among those that the scope may see.
pub async fn of_classes(
    tx: &mut Tx,
    scope: &Scope,
    classes: &[Uuid],
) -> Result<Vec<Record>, StoreError> {
    let mut periods = vec![];
    for batch in classes.chunks(BATCH) {
        let among = batch.iter().copied().map(Value::from).collect();
        let asked = Asked { filters: vec![Filter::Among(&CLASS, among)], ..Asked::default() };
        periods.extend(page(tx, scope, &PERIODS, &asked).await?.records);
    }
    Ok(periods)
}

fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    in_order(values, &STARTS, &ENDS).into_iter().collect()
}

fn follow<'a>(tx: &'a mut Tx, unit: &'a mut Unit<'_>, _: &'a Surroundings) -> Following<'a> {
    Box::pin(fits_its_class(tx, unit))
}

/// A period is of its class's school, on its class's days, and there once.
async fn fits_its_class(
    tx: &mut Tx,
    unit: &mut Unit<'_>,
) -> Result<Vec<(Uuid, Flaw)>, RecordError> {
    let written: Vec<(Uuid, Values)> = unit
        .touched(&PERIODS)
        .filter_map(|touched| Some((touched.id, touched.after?.clone())))
        .collect();
    let ids: Vec<Uuid> = written.iter().filter_map(|(_, period)| period.link(&CLASS)).collect();
    let stored = by_ids(tx, unit.scope(), &CLASSES, &ids).await?;
    let mut classes: HashMap<Uuid, Values> =
        stored.into_iter().map(|class| (class.id, class.values)).collect();
    // What the same act says of a class counts more than what is kept.
    let said = unit.touched(&CLASSES).filter_map(|touched| Some((touched.id, touched.after?)));
    classes.extend(said.map(|(id, class)| (id, class.clone())));
    let others = of_classes(tx, unit.scope(), &ids).await?;
    let mut flaws = vec![];
    for (at, (id, period)) in written.iter().enumerate() {
        let Some(class) = period.link(&CLASS).and_then(|class| classes.get(&class)) else {
            continue;
        };
        if period.link(&SCHOOL) != class.link(&class::SCHOOL) {
            flaws.push((*id, other_school(class)));
        }
        if !lies_in(period, class) {
            flaws.push((*id, outside(period, class)));
        }
        let is_kept = others.iter().any(|other| other.id != *id && is_same(other, period));
        let is_twice = written[..at].iter().any(|(_, other)| is_same(other, period));
        if is_kept || is_twice {
            flaws.push((*id, twice(class)));
        }
    }
    Ok(flaws)
}

/// Whether a period has only days of its class.
pub(crate) fn lies_in(period: &Values, class: &Values) -> bool {
    let days = days(period, &STARTS, &ENDS);
    let of_class = days_of(class);
    // What has no days yet is refused elsewhere.
    days.zip(of_class).is_none_or(|(days, of_class)| of_class.covers(days))
}

/// Why a class cannot be given days that one of its periods has not.
pub(crate) fn left_out(period: &Record, class: &Values) -> Flaw {
    let (own, of_class) = (days(period, &STARTS, &ENDS), days_of(class));
    let told =
        |days: Option<Period>, lang| days.map(|days| days.in_words(lang)).unwrap_or_default();
    Flaw::on(
        &class::ENDS,
        format!(
            "la classe irait {}, mais elle a une période en entreprise {}\u{a0}: déplacez d’abord \
             cette période, ou gardez ses jours dans la classe",
            told(of_class, Lang::Fr),
            told(own, Lang::Fr)
        ),
        format!(
            "the class would go from {}, but it has a placement period from {}: move that period \
             first, or keep its days in the class",
            told(of_class, Lang::En),
            told(own, Lang::En)
        ),
    )
}

fn outside(period: &Values, class: &Values) -> Flaw {
    let (own, of_class) = (days(period, &STARTS, &ENDS), days_of(class));
    let told =
        |days: Option<Period>, lang| days.map(|days| days.in_words(lang)).unwrap_or_default();
    let name = class.text(&class::NAME).unwrap_or_default();
    // The field that is wrong is the end that sticks out.
    let is_late = period.day(&ENDS) > class.day(&class::ENDS);
    Flaw::on(
        if is_late { &ENDS } else { &STARTS },
        format!(
            "la période va {}, hors des dates de la classe {} ({})\u{a0}: corrigez la période ou \
             les dates de la classe",
            told(own, Lang::Fr),
            quoted(name, Lang::Fr),
            told(of_class, Lang::Fr)
        ),
        format!(
            "the period goes from {}, outside the days of the class {} ({}): correct the period, \
             or the days of the class",
            told(own, Lang::En),
            quoted(name, Lang::En),
            told(of_class, Lang::En)
        ),
    )
}

fn other_school(class: &Values) -> Flaw {
    let name = class.text(&class::NAME).unwrap_or_default();
    Flaw::on(
        &SCHOOL,
        format!(
            "la classe {} est celle d’un autre établissement\u{a0}: donnez à la période \
             l’établissement de sa classe",
            quoted(name, Lang::Fr)
        ),
        format!(
            "the class {} is that of another school: give the period the school of its class",
            quoted(name, Lang::En)
        ),
    )
}

fn twice(class: &Values) -> Flaw {
    let name = class.text(&class::NAME).unwrap_or_default();
    Flaw::on(
        &STARTS,
        format!(
            "la classe {} a déjà une période de ce nom et de ces dates\u{a0}: n’en gardez qu’une",
            quoted(name, Lang::Fr)
        ),
        format!(
            "the class {} has a period of this name and these days already: keep only one",
            quoted(name, Lang::En)
        ),
    )
}

fn is_same(one: &Values, other: &Values) -> bool {
    [&CLASS, &NAME, &STARTS, &ENDS].iter().all(|field| one.get(field) == other.get(field))
}

fn days_of(class: &Values) -> Option<Period> {
    days(class, &class::STARTS, &class::ENDS)
}

fn days(values: &Values, starts: &Field, ends: &Field) -> Option<Period> {
    Period::new(values.day(starts)?, values.day(ends)?)
}
