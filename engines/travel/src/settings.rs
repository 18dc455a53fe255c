//! How fast people travel.

use std::fmt;

use crate::{EARTH_RADIUS_KM, Point, km};

/// A way to travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// On foot.
    Walk,
    /// By bicycle.
    Bike,
    /// By public transport.
    Transit,
    /// By car.
    Car,
}

impl Mode {
    /// Every mode, slowest first.
    pub const ALL: [Self; 4] = [Self::Walk, Self::Bike, Self::Transit, Self::Car];
}

/// Speed of each mode, in kilometres an hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpeedKmh {
    /// On foot.
    pub walk: f64,
    /// By bicycle.
    pub bike: f64,
    /// By public transport.
    pub transit: f64,
    /// By car.
    pub car: f64,
}

/// What turns a distance into minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    // Invariant: see `Settings::new`.
    detour: f64,
    access_min: u32,
    speed_kmh: SpeedKmh,
}

/// Settings with which minutes would make no sense.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Invalid {
    /// A detour below 1: no road is shorter than the straight line.
    Detour(f64),
    /// A speed that is not a positive number.
    Speed(Mode, f64),
}

impl Settings {
    /// Checks settings: a detour of at least 1, speeds above 0, all finite.
    pub fn new(detour: f64, access_min: u32, speed_kmh: SpeedKmh) -> Result<Self, Invalid> {
        if !(detour.is_finite() && detour >= 1.0) {
            return Err(Invalid::Detour(detour));
        }
        for mode in Mode::ALL {
            let speed = speed_kmh.of(mode);
            if !(speed.is_finite() && speed > 0.0) {
                return Err(Invalid::Speed(mode, speed));
            }
        }
        Ok(Self { detour, access_min, speed_kmh })
    }

    /// The kilometres of road for one of straight line.
    #[must_use]
    pub fn detour(&self) -> f64 {
        self.detour
    }

    /// The minutes that every journey takes besides its distance.
    #[must_use]
    pub fn access_min(&self) -> u32 {
        self.access_min
    }

    /// The speed of each mode.
    #[must_use]
    pub fn speed_kmh(&self) -> SpeedKmh {
        self.speed_kmh
    }

    /// The kilometres of road between two points, estimated.
    #[must_use]
    pub fn road_km(&self, a: Point, b: Point) -> f64 {
        km(a, b) * self.detour
    }

    /// The minutes between two points, estimated: rounded to the nearest, halves up.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "never negative; the cast stops at u32::MAX"
    )]
    pub fn minutes(&self, mode: Mode, a: Point, b: Point) -> u32 {
        let moving = 60.0 * self.road_km(a, b) / self.speed_kmh.of(mode);
        ((moving + 0.5).floor() as u32).saturating_add(self.access_min)
    }

    /// The greatest straight line that is travelled within so many minutes: no point
    /// farther away is within them. Negative if even the access takes longer.
    #[must_use]
    pub fn reach_km(&self, mode: Mode, minutes: u32) -> f64 {
        let Some(moving) = minutes.checked_sub(self.access_min) else { return -1.0 };
        let straight = (f64::from(moving) + 0.5) * self.speed_kmh.of(mode) / (60.0 * self.detour);
        // A hair more, against the rounding of floating-point products.
        (straight * (1.0 + 1e-9)).min(std::f64::consts::PI * EARTH_RADIUS_KM)
    }
}

/// 1.3 km of road for one of straight line, 5 minutes of access; 5 km/h on foot, 15 by
/// bicycle, 25 by public transport, 50 by car.
impl Default for Settings {
    fn default() -> Self {
        let speed_kmh = SpeedKmh { walk: 5.0, bike: 15.0, transit: 25.0, car: 50.0 };
        Self { detour: 1.3, access_min: 5, speed_kmh }
    }
}

impl SpeedKmh {
    /// The speed of one mode.
    #[must_use]
    pub fn of(&self, mode: Mode) -> f64 {
        match mode {
            Mode::Walk => self.walk,
            Mode::Bike => self.bike,
            Mode::Transit => self.transit,
            Mode::Car => self.car,
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Detour(detour) => write!(f, "detour {detour} must be at least 1"),
            Self::Speed(mode, speed) => write!(f, "speed {speed} of {mode:?} must be above 0"),
        }
    }
}

impl std::error::Error for Invalid {}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    fn speeds() -> SpeedKmh {
        Settings::default().speed_kmh()
    }

    #[test]
    fn one_point_is_only_the_access_time_away() {
        let here = at(47.06, -0.88);
        for mode in Mode::ALL {
            assert_eq!(Settings::default().minutes(mode, here, here), 5);
        }
    }

    #[test]
    fn slower_modes_take_longer() {
        let (angers, cholet) = (at(47.4712, -0.5518), at(47.0605, -0.8787));
        let minutes = Mode::ALL.map(|mode| Settings::default().minutes(mode, angers, cholet));
        assert_eq!(minutes, [815, 275, 167, 86]);
    }

    #[test]
    fn half_a_minute_is_rounded_up_and_less_is_dropped() {
        let straight = SpeedKmh { car: 60.0, ..speeds() };
        let settings = Settings::new(1.0, 0, straight).unwrap();
        let north = |km: f64| at((km / EARTH_RADIUS_KM).to_degrees(), 0.0);
        assert_eq!(settings.minutes(Mode::Car, at(0.0, 0.0), north(10.501)), 11);
        assert_eq!(settings.minutes(Mode::Car, at(0.0, 0.0), north(10.499)), 10);
    }

    #[test]
    fn no_point_beyond_the_reach_is_within_the_minutes() {
        let settings = Settings::default();
        let home = at(46.67, -1.43);
        for step in 0..3_000 {
            let there = at(46.67 + f64::from(step) * 0.000_7, -1.43 + f64::from(step) * 0.000_3);
            for mode in Mode::ALL {
                let minutes = settings.minutes(mode, home, there);
                assert!(km(home, there) <= settings.reach_km(mode, minutes), "{step} {mode:?}");
            }
        }
    }

    #[test]
    fn nothing_is_within_less_than_the_access_time() {
        assert!(Settings::default().reach_km(Mode::Car, 4) < 0.0);
        assert!(Settings::default().reach_km(Mode::Car, 5) > 0.0);
    }

    #[test]
    fn senseless_settings_are_refused() {
        assert_eq!(Settings::new(0.9, 5, speeds()), Err(Invalid::Detour(0.9)));
        let still = SpeedKmh { bike: 0.0, ..speeds() };
        assert_eq!(Settings::new(1.3, 5, still), Err(Invalid::Speed(Mode::Bike, 0.0)));
        assert!(Settings::new(f64::NAN, 5, speeds()).is_err());
    }

    #[test]
    fn a_slow_way_round_the_earth_does_not_overflow() {
        let snail = SpeedKmh { walk: 1e-9, ..speeds() };
        let settings = Settings::new(1.0, u32::MAX, snail).unwrap();
        assert_eq!(settings.minutes(Mode::Walk, at(0.0, 0.0), at(0.0, 180.0)), u32::MAX);
    }
}
