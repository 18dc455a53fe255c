//! Points of the earth, and the distance between two of them.

use std::fmt;

/// The mean radius of the earth.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point of the earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    // Invariant: `-90 <= lat <= 90` and `-180 <= lon <= 180`, both finite.
    lat: f64,
    lon: f64,
}

/// Coordinates that name no point of the earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotOnEarth {
    /// The latitude given.
    pub lat: f64,
    /// The longitude given.
    pub lon: f64,
}

impl Point {
    /// Builds a point from degrees, unless they are out of range.
    pub fn new(lat: f64, lon: f64) -> Result<Self, NotOnEarth> {
        let known = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        if known { Ok(Self { lat, lon }) } else { Err(NotOnEarth { lat, lon }) }
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }
}

impl fmt::Display for NotOnEarth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lat, lon } = self;
        write!(f, "latitude {lat} must be in -90..90 and longitude {lon} in -180..180")
    }
}

impl std::error::Error for NotOnEarth {}

/// The great-circle distance between two points, in kilometres.
#[must_use]
pub fn km(a: Point, b: Point) -> f64 {
    let half_sine = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin();
    let across = half_sine(a.lat, b.lat).powi(2)
        + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half_sine(a.lon, b.lon).powi(2);
    let across = across.min(1.0);
    2.0 * EARTH_RADIUS_KM * across.sqrt().atan2((1.0 - across).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn a_degree_along_a_meridian_is_111_km() {
        let degree = km(at(46.0, 2.0), at(47.0, 2.0));
        assert!((degree - 111.195).abs() < 0.001, "{degree}");
    }

    #[test]
    fn a_known_distance_is_found_and_is_the_same_both_ways() {
        let (paris, marseille) = (at(48.8566, 2.3522), at(43.2965, 5.3698));
        let there = km(paris, marseille);
        assert!((there - 660.5).abs() < 1.0, "{there}");
        assert_eq!(there.to_bits(), km(marseille, paris).to_bits());
    }

    #[test]
    fn a_point_is_at_no_distance_of_itself_and_half_way_round_of_its_antipode() {
        assert_eq!(km(at(47.06, -0.88), at(47.06, -0.88)).to_bits(), 0);
        let round = km(at(47.0, 0.0), at(-47.0, 180.0));
        assert!((round - std::f64::consts::PI * EARTH_RADIUS_KM).abs() < 1e-3, "{round}");
    }

    #[test]
    fn coordinates_at_the_edge_are_accepted_and_those_beyond_refused() {
        assert!(Point::new(90.0, -180.0).is_ok());
        for (lat, lon) in [(90.1, 0.0), (-90.1, 0.0), (0.0, 180.1), (f64::NAN, 0.0)] {
            assert!(Point::new(lat, lon).is_err(), "{lat} {lon}");
        }
        assert!(Point::new(0.0, f64::INFINITY).is_err());
    }
}
