//! Keeping who last confirmed a fact about a partner, and when.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::fold;
use records::{
    Asked, Done, Following, Record, RecordError, Scope, Surroundings, Unit, Value, Values, by_ids,
    page,
};
use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::{
    confirmation::{CONFIRMATIONS, CONFIRMED_BY, CONFIRMED_ON, FACT, PARTNER, TOLD_BY, UNTIL},
    partner::{self, PARTNERS},
};

/// Keeps that a fact about a partner was confirmed today, and until when that holds.
pub async fn confirm(
    tx: &mut Tx,
    scope: &Scope,
    (partner, fact): (Uuid, &str),
    until: Option<Date>,
    surroundings: &Surroundings,
) -> Result<Done, RecordError> {
    let confirmation = Values::blank(&CONFIRMATIONS)
        .with(&PARTNER, partner)
        .with(&FACT, Value::read(&FACT, fact).map_err(RecordError::Refused)?)
        .with(&CONFIRMED_ON, surroundings.today)
        .with(&UNTIL, until);
    let mut unit = Unit::new(scope, "confirm");
    unit.create(tx, confirmation)?;
    unit.save(tx, surroundings).await
}

/// The last confirmation of each fact about a partner, in the order of the facts.
pub async fn last_confirmed(
    tx: &mut Tx,
    scope: &Scope,
    partner: Uuid,
) -> Result<Vec<Record>, StoreError> {
    let all = page(tx, scope, &CONFIRMATIONS, &Asked::only(&PARTNER, partner)).await?.records;
    let mut last: BTreeMap<String, Record> = BTreeMap::new();
    for record in all {
        let fact = fold(record.text(&FACT).unwrap_or_default());
        let day = |record: &Record| (record.day(&CONFIRMED_ON), record.id);
        if last.get(&fact).is_none_or(|known| day(known) < day(&record)) {
            last.insert(fact, record);
        }
    }
    Ok(last.into_values().collect())
}

/// Says who confirmed in the name of a partner, never of a person: everybody may read it.
pub(crate) fn follow<'a>(
    tx: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    _: &'a Surroundings,
) -> Following<'a> {
    Box::pin(async move {
        let unsigned: Vec<(Uuid, Option<Uuid>)> = unit
            .touched(&CONFIRMATIONS)
            .filter_map(|touched| Some((touched.id, touched.after?)))
            .filter(|(_, values)| values.text(&CONFIRMED_BY).is_none())
            .map(|(id, values)| (id, values.link(&TOLD_BY)))
            .collect();
        let mut partners: Vec<Uuid> = unsigned.iter().filter_map(|(_, partner)| *partner).collect();
        partners.sort_unstable();
        partners.dedup();
        let named = by_ids(tx, unit.scope(), &PARTNERS, &partners).await?;
        for (id, by) in unsigned {
            let partner = named.iter().find(|partner| Some(partner.id) == by);
            let name = partner.and_then(|partner| partner.text(&partner::NAME));
            unit.amend(id, &CONFIRMED_BY, name.unwrap_or("campus"));
        }
        Ok(vec![])
    })
}
