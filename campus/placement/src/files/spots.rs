//! Where a row says that someone lives or something is.

use std::{cell::OnceCell, collections::HashMap, sync::Arc};

use places::Places;
use rstar::{RTree, primitives::GeomWithData};
use tables::Faults;
use travel::Point;

use crate::{
    Commune, Spot,
    candidates::on_sphere,
    files::{cells::Cells, refusal::Refusal},
};

/// The farthest that coordinates are said to be of a commune.
const FARTHEST_KM: f64 = 25.0;

/// The columns that say where: latitude, longitude, commune.
#[derive(Clone, Copy)]
pub(super) struct Where {
    pub(super) lat: usize,
    pub(super) lon: usize,
    pub(super) commune: usize,
}

/// Finds spots, and remembers the communes found.
pub(super) struct Spots<'a> {
    places: &'a Places,
    by_text: HashMap<String, Result<Spot, places::NotFound>>,
    by_point: OnceCell<RTree<GeomWithData<[f64; 3], Arc<Commune>>>>,
}

impl<'a> Spots<'a> {
    pub(super) fn new(places: &'a Places) -> Self {
        Self { places, by_text: HashMap::new(), by_point: OnceCell::new() }
    }

    /// The spot of a row: its coordinates, else its commune. `None` if neither is given,
    /// which is a fault unless the spot is optional.
    pub(super) fn of(
        &mut self,
        cells: &Cells,
        at: Where,
        is_optional: bool,
        faults: &mut Faults,
    ) -> Option<Spot> {
        match (cells.has(at.lat), cells.has(at.lon)) {
            (true, true) => self.by_coordinates(cells, at, faults),
            (true, false) => half(cells, at.lon, "lon", faults),
            (false, true) => half(cells, at.lat, "lat", faults),
            (false, false) if cells.has(at.commune) => self.by_commune(cells, at.commune, faults),
            (false, false) if is_optional => None,
            (false, false) => {
                cells.row().refuse(at.commune, &Refusal::NowhereGiven, faults);
                None
            }
        }
    }

    fn by_coordinates(&mut self, cells: &Cells, at: Where, faults: &mut Faults) -> Option<Spot> {
        let lat = cells.at(at.lat).decimal(at.lat, -90.0..=90.0, faults);
        let lon = cells.at(at.lon).decimal(at.lon, -180.0..=180.0, faults);
        let point = Point::new(lat?, lon?).ok()?;
        let text = cells.at(at.commune).text(at.commune);
        // The point decides: a name that is not clear only gives way to the nearest commune.
        let named = text.and_then(|text| self.find(text).ok()).and_then(|spot| spot.commune);
        let commune = named.or_else(|| self.nearest(point));
        Some(Spot { point, commune, approximate: false })
    }

    fn by_commune(&mut self, cells: &Cells, column: usize, faults: &mut Faults) -> Option<Spot> {
        let row = cells.at(column);
        match self.find(row.text(column)?) {
            Ok(spot) => Some(spot),
            Err(why) => {
                row.refuse(column, &why, faults);
                None
            }
        }
    }

    fn find(&mut self, text: &str) -> Result<Spot, places::NotFound> {
        if let Some(known) = self.by_text.get(text) {
            return known.clone();
        }
        let spot = self.places.find(text).map(|found| Spot {
            point: found.point,
            commune: Some(Arc::new(commune(found))),
            approximate: found.is_approximate,
        });
        self.by_text.insert(text.to_owned(), spot.clone());
        spot
    }

    fn nearest(&self, point: Point) -> Option<Arc<Commune>> {
        let tree = self.by_point.get_or_init(|| {
            let communes = self.places.communes();
            let site =
                |c: places::Commune| GeomWithData::new(on_sphere(c.point), Arc::new(commune(c)));
            RTree::bulk_load(communes.map(site).collect())
        });
        let most = (FARTHEST_KM / travel::EARTH_RADIUS_KM).powi(2);
        let mut near = tree.nearest_neighbor_iter_with_distance_2(&on_sphere(point));
        near.next().filter(|(_, squared)| *squared <= most).map(|(site, _)| Arc::clone(&site.data))
    }
}

/// One coordinate without the other.
fn half(cells: &Cells, column: usize, lacking: &'static str, faults: &mut Faults) -> Option<Spot> {
    cells.row().refuse(column, &Refusal::HalfPoint { lacking }, faults);
    None
}

fn commune(found: places::Commune) -> Commune {
    Commune {
        code: found.code.to_string(),
        name: found.name.to_owned(),
        department: found.code.departement().to_owned(),
    }
}
