//! A point for every commune: where none is known, the middle of its neighbours.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use kernel::CommuneCode;
use places::Entry;
use travel::{Point, km};

use super::{
    by_hand,
    decoupage::{Decoupage, Kind, Listed},
};

/// How many places came out how.
#[derive(Default)]
pub(super) struct Counts {
    communes: u32,
    inhabitants: u64,
    approximate: u32,
    approximate_inhabitants: u64,
    arrondissements: u32,
    former: u32,
    former_without_point: u32,
    strays: Vec<String>,
    left_out: Vec<String>,
}

/// A point farther than this from all its neighbours, of which there are some, is an error.
const STRAY_KM: f64 = 25.0;
const FEWEST: usize = 3;

/// The entries of the table, and how many there are.
pub(super) fn complete(decoupage: &Decoupage, located: Vec<Option<Point>>) -> (Vec<Entry>, Counts) {
    let mut counts = Counts::default();
    let mut neighbours = Neighbours::of(decoupage, &located);
    let located = neighbours.without_strays(decoupage, located, &mut counts);
    let mut entries = Vec::new();
    for (listed, exact) in decoupage.communes.iter().zip(located) {
        let by_hand = || by_hand::point(listed.code);
        let Some(point) = exact.or_else(by_hand).or_else(|| neighbours.middle(listed)) else {
            counts.left_out.push(format!("{} {}", listed.code, listed.nom));
            continue;
        };
        counts.count(listed, exact.is_none());
        entries.push(entry(listed, point, exact.is_none()));
    }
    let old = old_codes(decoupage, &entries);
    entries.extend(old);
    (entries, counts)
}

/// Codes that communes of today had before and that no other line of the list has.
fn old_codes(decoupage: &Decoupage, entries: &[Entry]) -> Vec<Entry> {
    let known: BTreeSet<_> = decoupage.communes.iter().map(|listed| listed.code).collect();
    let of: BTreeMap<_, _> = decoupage
        .today()
        .flat_map(|listed| listed.old_codes().map(|old| (old, listed.code)))
        .filter(|(old, _)| !known.contains(old))
        .collect();
    let wholes = entries.iter().filter(|entry| entry.kind == places::Kind::Whole);
    let today: BTreeMap<_, _> = wholes.map(|entry| (entry.code, entry)).collect();
    of.iter()
        .filter_map(|(&code, of)| {
            let kind = places::Kind::Former { of: *of };
            let today = (*today.get(of)?).clone();
            Some(Entry { code, kind, population: 0, postcodes: Vec::new(), ..today })
        })
        .collect()
}

fn entry(listed: &Listed, point: Point, is_approximate: bool) -> Entry {
    let kind = match (listed.kind, listed.commune, listed.chef_lieu) {
        (Kind::ArrondissementMunicipal, Some(of), _) => places::Kind::Arrondissement { of },
        (Kind::CommuneAssociee | Kind::CommuneDeleguee, _, Some(of)) => places::Kind::Former { of },
        _ => places::Kind::Whole,
    };
    Entry {
        code: listed.code,
        name: listed.nom.clone(),
        point,
        is_approximate,
        population: listed.population.unwrap_or(0),
        kind,
        postcodes: listed.codes_postaux.iter().filter_map(|code| code.parse().ok()).collect(),
    }
}

/// The communes of today whose point is known, by what they share with their neighbours.
struct Neighbours<'a> {
    epcis: &'a BTreeMap<CommuneCode, String>,
    by_postcode: BTreeMap<&'a str, BTreeSet<CommuneCode>>,
    by_epci: BTreeMap<&'a str, BTreeSet<CommuneCode>>,
    points: BTreeMap<CommuneCode, Point>,
}

impl<'a> Neighbours<'a> {
    fn of(decoupage: &'a Decoupage, located: &[Option<Point>]) -> Self {
        let mut neighbours = Self {
            epcis: &decoupage.epcis,
            by_postcode: BTreeMap::new(),
            by_epci: BTreeMap::new(),
            points: BTreeMap::new(),
        };
        for (listed, point) in decoupage.communes.iter().zip(located) {
            if let (Kind::CommuneActuelle, Some(point)) = (listed.kind, point) {
                neighbours.points.insert(listed.code, *point);
                for postcode in &listed.codes_postaux {
                    neighbours.by_postcode.entry(postcode).or_default().insert(listed.code);
                }
                if let Some(epci) = decoupage.epcis.get(&listed.code) {
                    neighbours.by_epci.entry(epci).or_default().insert(listed.code);
                }
            }
        }
        neighbours
    }

    /// Drops the points that are far from every neighbour: the gazetteer has errors.
    fn without_strays(
        &mut self,
        decoupage: &Decoupage,
        mut located: Vec<Option<Point>>,
        counts: &mut Counts,
    ) -> Vec<Option<Point>> {
        let strays: Vec<_> =
            decoupage.communes.iter().map(|listed| self.is_stray(listed)).collect();
        for ((listed, point), stray) in decoupage.communes.iter().zip(&mut located).zip(strays) {
            if stray && listed.kind == Kind::CommuneActuelle {
                *point = None;
                self.points.remove(&listed.code);
                counts.strays.push(format!("{} {}", listed.code, listed.nom));
            }
        }
        located
    }

    fn is_stray(&self, listed: &Listed) -> bool {
        let is_in_europe = listed.code.as_str() < "97";
        let own = self.points.get(&listed.code).filter(|_| is_in_europe);
        let others = |codes: &BTreeSet<CommuneCode>| {
            let others = codes.iter().filter(|&&code| code != listed.code);
            others.filter_map(|code| self.points.get(code).copied()).collect::<Vec<_>>()
        };
        let posted = others(&self.posted(listed));
        let epci = self.in_epci(listed.code).map(others).unwrap_or_default();
        own.is_some_and(|own| {
            let all_far = |others: &[Point], most: f64| {
                FEWEST <= others.len() && others.iter().all(|other| most < km(*own, *other))
            };
            all_far(&posted, STRAY_KM) || (posted.len() < FEWEST && all_far(&epci, 2.0 * STRAY_KM))
        })
    }

    /// The middle of the communes that share the postcode and the intercommunality, or else
    /// the postcode, or else the intercommunality. A former commune is where it is now part of.
    fn middle(&self, listed: &Listed) -> Option<Point> {
        let code = listed.chef_lieu.unwrap_or(listed.code);
        if let Some(point) = self.points.get(&code) {
            return Some(*point);
        }
        let empty = BTreeSet::new();
        let epci = self.in_epci(code).unwrap_or(&empty);
        let posted = self.posted(listed);
        let both: BTreeSet<_> = posted.intersection(epci).copied().collect();
        [&both, &posted, epci]
            .into_iter()
            .find_map(|codes| middle(codes.iter().filter_map(|code| self.points.get(code))))
    }

    fn in_epci(&self, code: CommuneCode) -> Option<&BTreeSet<CommuneCode>> {
        self.by_epci.get(self.epcis.get(&code)?.as_str())
    }

    fn posted(&self, listed: &Listed) -> BTreeSet<CommuneCode> {
        let postcodes = listed.codes_postaux.iter();
        let posted = postcodes.filter_map(|postcode| self.by_postcode.get(postcode.as_str()));
        posted.flatten().copied().collect()
    }
}

fn middle<'a>(points: impl Iterator<Item = &'a Point>) -> Option<Point> {
    let (mut n, mut lat, mut lon) = (0.0, 0.0, 0.0);
    for point in points {
        n += 1.0;
        lat += point.lat();
        lon += point.lon();
    }
    Point::new(lat / n, lon / n).ok()
}

impl Counts {
    fn count(&mut self, listed: &Listed, is_approximate: bool) {
        let inhabitants = u64::from(listed.population.unwrap_or(0));
        match listed.kind {
            Kind::CommuneActuelle => {
                self.communes += 1;
                self.inhabitants += inhabitants;
                self.approximate += u32::from(is_approximate);
                self.approximate_inhabitants += if is_approximate { inhabitants } else { 0 };
            }
            Kind::ArrondissementMunicipal => self.arrondissements += 1,
            Kind::CommuneAssociee | Kind::CommuneDeleguee => {
                self.former += 1;
                self.former_without_point += u32::from(is_approximate);
            }
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} communes ({} inhabitants), of which {} approximate ({} inhabitants)",
            self.communes, self.inhabitants, self.approximate, self.approximate_inhabitants
        )?;
        writeln!(
            f,
            "{} arrondissements, {} former communes, of which {} at the point of today's",
            self.arrondissements, self.former, self.former_without_point
        )?;
        writeln!(f, "points far from all their neighbours, dropped: {}", self.strays.join(", "))?;
        write!(f, "left out, without any point: {}", self.left_out.join(", "))
    }
}
