//! The tables that the program carries.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use places::{Exact, Kind, Places, departements, outlines};
use travel::{Point, km};

fn at(lat: f64, lon: f64) -> Point {
    Point::new(lat, lon).unwrap()
}

#[test]
fn every_commune_of_today_is_there_once_in_the_order_of_codes() {
    let places = Places::embedded();
    let codes: Vec<_> = places.communes().map(|commune| commune.code).collect();
    assert_eq!(codes.len(), 34_969);
    assert!(codes.is_sorted() && codes.iter().collect::<BTreeSet<_>>().len() == codes.len());
    assert!(codes.iter().all(|code| places.by_code(code).is_some_and(|found| found.code == *code)));
}

#[test]
fn every_commune_is_found_again_by_its_name_and_departement() {
    let places = Places::embedded();
    for commune in places.communes() {
        match places.find(&commune.to_string()) {
            Ok(found) => assert_eq!(found, commune),
            Err(places::NotFound::Ambiguous { candidates, .. }) => {
                assert!(candidates.contains(&commune), "{commune}");
            }
            Err(other) => panic!("{commune}: {other}"),
        }
    }
}

#[test]
fn the_towns_of_the_example_are_where_they_are() {
    for (name, lat, lon) in [
        ("Cholet", 47.060, -0.879),
        ("Saumur", 47.260, -0.077),
        ("Angers", 47.473, -0.555),
        ("Nantes", 47.218, -1.554),
        ("Laval", 48.073, -0.770),
        ("La Roche-sur-Yon", 46.670, -1.427),
        ("Marseille", 43.297, 5.381),
        ("Aix-en-Provence", 43.529, 5.447),
        ("Arles", 43.677, 4.628),
        ("Toulon", 43.124, 5.928),
        ("Avignon", 43.949, 4.806),
        ("Nice", 43.703, 7.266),
        ("Paris 11e", 48.859, 2.380),
        ("Saint-Denis (974)", -20.882, 55.450),
        ("Nouméa", -22.276, 166.458),
    ] {
        let found = Places::embedded().find(name).unwrap();
        assert!(!found.is_approximate && km(found.point, at(lat, lon)) < 2.0, "{found:?}");
    }
}

#[test]
fn inhabitants_are_those_of_the_census() {
    let sum: u64 = Places::embedded().communes().map(|c| u64::from(c.population)).sum();
    assert_eq!(sum, 68_952_941);
}

#[test]
fn an_approximate_point_is_near_a_commune_of_the_same_postcode() {
    let places = Places::embedded();
    let approximate: Vec<_> = places.communes().filter(|commune| commune.is_approximate).collect();
    assert_eq!(approximate.len(), 20_137);
    for commune in approximate.iter().filter(|commune| commune.code.as_str() < "97").step_by(50) {
        let near = places
            .communes()
            .any(|other| !other.is_approximate && km(other.point, commune.point) < 25.0);
        assert!(near, "{commune}");
    }
}

#[test]
fn an_exact_point_takes_the_place_of_an_approximate_one() {
    let name = "Saint-Barthélemy-d'Anjou";
    let before = Places::embedded().find(name).unwrap();
    let mut exact = Exact::default();
    exact.insert(before.code, at(47.467, -0.497));
    let after = Places::embedded().with_points(exact).find(name).unwrap();
    assert!(before.is_approximate && !after.is_approximate);
    assert_eq!(after.point, at(47.467, -0.497));
}

#[test]
fn every_code_has_a_departement_with_a_name() {
    let known: BTreeSet<_> = departements().map(|departement| departement.code).collect();
    assert_eq!(known.len(), 109);
    let unknown = Places::embedded().communes().find(|c| !known.contains(c.code.departement()));
    assert_eq!(unknown, None);
}

#[test]
fn communes_lie_within_the_outline_of_their_departement() {
    let outlines = outlines();
    assert_eq!(outlines.len(), 96);
    let mut outside = 0;
    let places = Places::embedded();
    let known = places.communes().filter(|c| !c.is_approximate && c.code.as_str() < "97");
    let towns: Vec<_> = known.filter(|commune| commune.population > 5_000).collect();
    for commune in &towns {
        let of =
            outlines.iter().find(|outline| outline.code == commune.code.departement()).unwrap();
        outside += usize::from(!of.rings.iter().any(|ring| is_inside(ring, commune.point)));
    }
    assert!(towns.len() > 2_000 && outside * 50 < towns.len(), "{outside} of {}", towns.len());
}

fn is_inside(ring: &[Point], point: Point) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crossed = ring.iter().zip(next).filter(|(a, b)| {
        (point.lat() < a.lat()) != (point.lat() < b.lat()) && {
            let share = (point.lat() - a.lat()) / (b.lat() - a.lat());
            point.lon() < a.lon() + share * (b.lon() - a.lon())
        }
    });
    crossed.count() % 2 == 1
}

#[test]
fn arrondissements_are_part_of_their_city() {
    let places = Places::embedded();
    for (first, n, city) in [(75_101, 20, "75056"), (69_381, 9, "69123"), (13_201, 16, "13055")] {
        let city = city.parse().unwrap();
        for number in first..first + n {
            let part = places.by_code(&number.to_string().parse().unwrap()).unwrap();
            assert_eq!(part.kind, Kind::Arrondissement { of: city });
            assert!(km(part.point, places.by_code(&city).unwrap().point) < 15.0, "{part:?}");
        }
    }
}
