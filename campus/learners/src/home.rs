//! Where a learner lives: the commune as people write it, and its point on the map.

use places::{Commune, NotFound, Places};
use records::{Flaw, Unfit, Value, Values};

use crate::learner::{COMMUNE, LAT, LON, POSTCODE};

/// Completes the point from the commune; refuses a commune that does not exist, and half a point.
pub(crate) fn complete(values: &mut Values, places: &Places) -> Option<Flaw> {
    match (values.decimal(&LAT), values.decimal(&LON)) {
        (Some(_), Some(_)) => return None,
        (None, None) => {}
        (lat, _) => {
            let field = if lat.is_some() { &LON } else { &LAT };
            return Some(Flaw::on(
                field,
                "une latitude va avec une longitude\u{a0}: donnez les deux, ou la commune seule",
                "a latitude goes with a longitude: give both, or the commune only",
            ));
        }
    }
    match located(values, places)? {
        Ok(commune) => {
            values.set(&LAT, commune.point.lat());
            values.set(&LON, commune.point.lon());
            None
        }
        Err(why) => Some(unknown(&why)),
    }
}

/// A learner who moves is not at the point of the old commune any more: the point of the new
/// one, or no point; none at all if it need not change.
pub(crate) fn moved(
    before: &Values,
    after: &Values,
    places: &Places,
) -> Option<Result<[Value; 2], Flaw>> {
    let is_same = |field| before.get(field) == after.get(field);
    let is_of_commune = [&COMMUNE, &POSTCODE].iter().any(|field| before.text(field).is_some());
    let keeps_point = is_same(&LAT) && is_same(&LON) && after.decimal(&LAT).is_some();
    if !keeps_point || !is_of_commune || (is_same(&COMMUNE) && is_same(&POSTCODE)) {
        return None;
    }
    Some(match located(after, places) {
        None => Ok([Value::Absent, Value::Absent]),
        Some(Ok(commune)) => Ok([commune.point.lat().into(), commune.point.lon().into()]),
        Some(Err(why)) => Err(unknown(&why)),
    })
}

/// The commune that a record means, with the help of its postcode; none if it says neither.
fn located(values: &Values, places: &Places) -> Option<Result<Commune, NotFound>> {
    let postcode = values.text(&POSTCODE);
    match (values.text(&COMMUNE), postcode) {
        (Some(name), Some(postcode)) => {
            let both = places.find(&format!("{postcode} {name}"));
            // A postcode that is not the commune's, as those of a CEDEX, does not count.
            Some(both.or_else(|_| places.find(name)))
        }
        (Some(name), None) => Some(places.find(name)),
        // A postcode that several communes share tells no point, and that is no fault.
        (None, Some(postcode)) => places.find(postcode).ok().map(Ok),
        (None, None) => None,
    }
}

fn unknown(why: &NotFound) -> Flaw {
    Flaw { field: Some(&COMMUNE), why: Unfit::of(why) }
}
