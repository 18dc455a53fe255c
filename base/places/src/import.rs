//! Points from an official file of communes or addresses.

use std::{collections::BTreeMap, path::Path};

use kernel::{CommuneCode, InWords, Lang};
use tables::{Column, Fault, Faults, Problem, Row, Table};
use travel::{Point, km};

use crate::{Exact, Places};

/// What was read from an official file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The points, one per commune: the middle of its rows when it has several.
    pub exact: Exact,
    /// How many rows the file has.
    pub rows: u64,
    /// How many of them give no point.
    pub without_point: u64,
    /// How many of them are of a commune that is not known.
    pub unknown: u64,
}

/// A file without coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCoordinates;

/// A point that cannot be in its commune.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FarAway {
    /// How far it is from where the commune is known to be.
    pub km: u32,
}

const COLUMNS: &[Column] = &[
    Column::optional(
        "code_insee",
        &[
            "code_commune_insee",
            "insee",
            "insee_com",
            "com_insee",
            "codgeo",
            "citycode",
            "code insee de la commune",
        ],
    ),
    Column::optional("code_commune", &["code", "com", "commune"]),
    Column::optional("lat", &["latitude", "latitude_mairie", "y_wgs84"]),
    Column::optional("lon", &["longitude", "lng", "long", "longitude_mairie", "x_wgs84"]),
    Column::optional("latitude_centre", &["lat_centre"]),
    Column::optional("longitude_centre", &["lon_centre"]),
    Column::optional(
        "geopoint",
        &["_geopoint", "geo_point_2d", "coordonnees_gps", "coordonnees_geographiques"],
    ),
];
const CODE_INSEE: usize = 0;
const CODE_COMMUNE: usize = 1;
/// Pairs of columns with a latitude and a longitude, the best first.
const COORDINATES: [(usize, usize); 2] = [(2, 3), (4, 5)];
const GEOPOINT: usize = 6;

/// The farthest from its known place that a commune may be put, when that place is
/// approximate or the commune is very large.
const FARTHEST_KM: f64 = 100.0;

/// Sums of degrees, in millionths so that the order of rows does not matter.
#[derive(Clone, Copy, Default)]
struct Sum {
    n: u32,
    lat: i64,
    lon: i64,
}

impl Places {
    /// Reads the points of communes in a CSV or XLSX file: the national address file, the
    /// postcodes of La Poste, an export of the geographic service of the State, or any
    /// file with a code of INSEE, a latitude and a longitude per row.
    pub fn import(&self, file: &Path) -> Result<Import, Faults> {
        let table = Table::open(file, COLUMNS, &BTreeMap::new())?;
        let mut faults = Faults::new();
        check_columns(&table, &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let code = if table.has(CODE_INSEE) { CODE_INSEE } else { CODE_COMMUNE };
        let mut sums: BTreeMap<CommuneCode, Sum> = BTreeMap::new();
        let mut import = Import::default();
        import.rows = table.for_each(&mut faults, |row, faults| {
            if let Some((code, point)) = self.pair(row, code, &mut import, faults) {
                sums.entry(code).or_default().add(point);
            }
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        for (code, point) in sums.into_iter().filter_map(|(code, sum)| Some((code, sum.middle()?)))
        {
            import.exact.insert(code, point);
        }
        Ok(import)
    }

    fn pair(
        &self,
        row: &Row<'_>,
        code: usize,
        import: &mut Import,
        faults: &mut Faults,
    ) -> Option<(CommuneCode, Point)> {
        row.required(code, faults)?;
        let found = self.by_code(&row.code::<CommuneCode>(code, 5, faults)?);
        import.unknown += u64::from(found.is_none());
        let (commune, (column, point)) = (found?, coordinates(row, faults));
        import.without_point += u64::from(point.is_none());
        let (point, far) = (point?, km(commune.point, point?));
        if far > FARTHEST_KM {
            row.refuse(column, &FarAway { km: whole(far) }, faults);
            return None;
        }
        Some((commune.code, point))
    }
}

fn check_columns(table: &Table, faults: &mut Faults) {
    if !table.has(CODE_INSEE) && !table.has(CODE_COMMUNE) {
        faults.push(table.missing(&["code_insee", "code_commune"]));
    }
    let has_both = |(lat, lon): &(usize, usize)| table.has(*lat) && table.has(*lon);
    if !COORDINATES.iter().any(has_both) && !table.has(GEOPOINT) {
        faults.push(Fault::on_file(table.file(), Problem::refused(&NoCoordinates)));
    }
}

/// The point of a row, and the column that it comes from.
fn coordinates(row: &Row<'_>, faults: &mut Faults) -> (usize, Option<Point>) {
    for (lat, lon) in COORDINATES {
        if row.text(lat).is_some() && row.text(lon).is_some() {
            let north = row.decimal(lat, -90.0..=90.0, faults);
            let east = row.decimal(lon, -180.0..=180.0, faults);
            return (lat, north.zip(east).and_then(|(lat, lon)| Point::new(lat, lon).ok()));
        }
    }
    (GEOPOINT, row.text(GEOPOINT).and_then(geopoint))
}

/// A latitude and a longitude with a comma between them.
fn geopoint(text: &str) -> Option<Point> {
    let (lat, lon) = text.trim_matches(['[', ']', '(', ')']).split_once(',')?;
    Point::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?).ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a distance on the earth"
)]
fn whole(km: f64) -> u32 {
    km as u32
}

impl Sum {
    const PER_DEGREE: f64 = 1e6;

    #[expect(clippy::cast_possible_truncation, reason = "at most 180 times PER_DEGREE")]
    fn add(&mut self, point: Point) {
        self.n += 1;
        self.lat += (point.lat() * Self::PER_DEGREE).round() as i64;
        self.lon += (point.lon() * Self::PER_DEGREE).round() as i64;
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    fn middle(self) -> Option<Point> {
        let n = f64::from(self.n) * Self::PER_DEGREE;
        Point::new(self.lat as f64 / n, self.lon as f64 / n).ok()
    }
}

impl InWords for NoCoordinates {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => {
                "pas de coordonnées\u{a0}: il faut deux colonnes lat et lon, ou une colonne \
                         geopoint"
                    .to_owned()
            }
            Lang::En => {
                "no coordinates: two columns lat and lon are due, or one column geopoint".to_owned()
            }
        }
    }
}

impl InWords for FarAway {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => format!(
                "ce point est à {} km de la commune\u{a0}: la latitude et la longitude sont peut-être \
                 inversées",
                self.km
            ),
            Lang::En => format!(
                "this point is {} km from the commune: latitude and longitude may be swapped",
                self.km
            ),
        }
    }
}
