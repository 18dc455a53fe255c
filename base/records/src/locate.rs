//! Where a record is: its coordinates, or those of its commune.

use places::{Commune, NotFound, Places};
use travel::Point;
use uuid::Uuid;

use crate::{Field, Flaw, Noun, Surroundings, Unfit, Unit, Value, Values};

/// The fields that say where: commune, latitude, longitude. A field of the noun that is named
/// `postcode` tells communes of one name apart.
pub type Where = (&'static Field, &'static Field, &'static Field);

/// Completes the coordinates of a record from its commune when it has none of its own.
/// Coordinates that are given decide, whatever the commune.
pub fn locate(values: &mut Values, place: Where, surroundings: &Surroundings) -> Vec<Flaw> {
    let (_, lat, lon) = place;
    match (values.decimal(lat), values.decimal(lon)) {
        (Some(north), Some(east)) => {
            let is_somewhere = Point::new(north, east).is_ok();
            return if is_somewhere { vec![] } else { vec![half(lat)] };
        }
        (Some(_), None) => return vec![half(lon)],
        (None, Some(_)) => return vec![half(lat)],
        (None, None) => {}
    }
    match commune(values, place, &surroundings.places) {
        None => vec![],
        Some(Ok(found)) => {
            values.set(lat, found.point.lat());
            values.set(lon, found.point.lon());
            vec![]
        }
        Some(Err(why)) => vec![unknown(place, &why)],
    }
}

/// Moves the coordinates of the records that an act moves to another commune, unless it says
/// where themselves.
pub fn relocate(
    unit: &mut Unit<'_>,
    noun: &'static Noun,
    place: Where,
    surroundings: &Surroundings,
) -> Vec<(Uuid, Flaw)> {
    let (_, lat, lon) = place;
    let point = |values: &Values| [values.get(lat).clone(), values.get(lon).clone()];
    let mut moved: Vec<(Uuid, [Value; 2])> = vec![];
    let mut flaws = vec![];
    for touched in unit.touched(noun) {
        let (Some(before), Some(after)) = (touched.before, touched.after) else { continue };
        if said(before, place) == said(after, place) || point(before) != point(after) {
            continue;
        }
        match commune(after, place, &surroundings.places) {
            None => moved.push((touched.id, [Value::Absent, Value::Absent])),
            Some(Ok(found)) => {
                let point = [found.point.lat().into(), found.point.lon().into()];
                moved.push((touched.id, point));
            }
            Some(Err(why)) => flaws.push((touched.id, unknown(place, &why))),
        }
    }
    for (id, [north, east]) in moved {
        unit.amend(id, lat, north);
        unit.amend(id, lon, east);
    }
    flaws
}

/// The commune and the postcode that a record says.
fn said(values: &Values, (commune, ..): Where) -> (Option<&str>, Option<&str>) {
    let postcode = values.noun().field("postcode");
    (values.text(commune), postcode.and_then(|field| values.text(field)))
}

/// The commune that a record means, if it says one.
fn commune(values: &Values, place: Where, places: &Places) -> Option<Result<Commune, NotFound>> {
    let (name, postcode) = said(values, place);
    let name = name?;
    let both = postcode.map(|postcode| places.find(&format!("{postcode} {name}")));
    // A postcode that is not the commune's, as those of a CEDEX, does not count.
    Some(both.and_then(Result::ok).map_or_else(|| places.find(name), Ok))
}

fn unknown((commune, ..): Where, why: &NotFound) -> Flaw {
    Flaw { field: Some(commune), why: Unfit::of(why) }
}

fn half(missing: &'static Field) -> Flaw {
    Flaw::on(
        missing,
        "donnez la latitude et la longitude, ou aucune des deux",
        "give the latitude and the longitude, or neither",
    )
}
