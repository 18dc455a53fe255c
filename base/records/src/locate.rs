//! Where a record is: its coordinates, or those of its commune.

use travel::Point;

use crate::{Field, Flaw, Surroundings, Unfit, Values};

/// The fields that say where: commune, latitude, longitude.
pub type Where = (&'static Field, &'static Field, &'static Field);

/// Completes the coordinates of a record from its commune when it has none of its own.
/// Coordinates that are given decide, whatever the commune.
pub fn locate(
    values: &mut Values,
    (commune, lat, lon): Where,
    surroundings: &Surroundings,
) -> Vec<Flaw> {
    match (values.decimal(lat), values.decimal(lon)) {
        (Some(north), Some(east)) => {
            let is_somewhere = Point::new(north, east).is_ok();
            return if is_somewhere { vec![] } else { vec![half(lat)] };
        }
        (Some(_), None) => return vec![half(lon)],
        (None, Some(_)) => return vec![half(lat)],
        (None, None) => {}
    }
    let Some(text) = values.text(commune) else { return vec![] };
    match surroundings.places.find(text) {
        Ok(found) => {
            let point = found.point;
            values.set(lat, point.lat());
            values.set(lon, point.lon());
            vec![]
        }
        Err(why) => vec![Flaw { field: Some(commune), why: Unfit::of(&why) }],
    }
}

fn half(missing: &'static Field) -> Flaw {
    Flaw::on(
        missing,
        "donnez la latitude et la longitude, ou aucune des deux",
        "give the latitude and the longitude, or neither",
    )
}
