//! The clock: read here and nowhere else.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The instant.
pub(crate) fn now() -> Timestamp {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the command reads the clock"
    )]
    Timestamp::now()
}

/// An instant as clocks in France show it.
pub(crate) fn shown(instant: Timestamp) -> String {
    instant.to_zoned(paris()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The day of an instant, in France.
pub(crate) fn day(instant: Timestamp) -> Date {
    instant.to_zoned(paris()).date()
}

/// The rule itself: a machine may have no time zones.
fn paris() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a rule of POSIX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_france_in_summer_and_in_winter() {
        for (instant, expected) in [
            ("2026-06-02T21:59:59Z", "2026-06-02"),
            ("2026-06-02T22:00:00Z", "2026-06-03"),
            ("2026-01-14T22:59:59Z", "2026-01-14"),
            ("2026-01-14T23:00:00Z", "2026-01-15"),
        ] {
            assert_eq!(day(instant.parse().unwrap()).to_string(), expected, "{instant}");
        }
    }
}
