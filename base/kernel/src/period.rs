//! Stretches of days.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{InWords, Lang};

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Period {
    // Invariant: `first <= last`.
    first: Date,
    last: Date,
}

impl Period {
    /// Builds a period, unless it would end before it starts.
    #[must_use]
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub const fn last(self) -> Date {
        self.last
    }

    /// How many days it has, at least one.
    #[must_use]
    pub fn n_days(self) -> u32 {
        let between = self.last.duration_since(self.first).as_hours() / 24;
        // Not negative by the invariant, and jiff's dates span ten thousand years.
        u32::try_from(between).unwrap_or(0) + 1
    }

    /// Every day in turn.
    pub fn days(self) -> impl Iterator<Item = Date> {
        std::iter::successors(Some(self.first), |day| day.tomorrow().ok())
            .take_while(move |day| *day <= self.last)
    }

    /// Whether this day is one of its days.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether they share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether it has every day of the other.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

impl InWords for Period {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => format!(
                "du {} au {}",
                self.first.strftime("%d/%m/%Y"),
                self.last.strftime("%d/%m/%Y")
            ),
            Lang::En => format!("{} to {}", self.first, self.last),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Ends {
            first: Date,
            last: Date,
        }
        let Ends { first, last } = Ends::deserialize(from)?;
        Self::new(first, last).ok_or_else(|| {
            de::Error::custom(format!("période finie le {last}, avant son début le {first}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn june(first: i8, last: i8) -> Period {
        Period::new(date(2026, 6, first), date(2026, 6, last)).unwrap()
    }

    #[test]
    fn a_period_may_last_one_day_but_not_end_before_it_starts() {
        assert_eq!(june(8, 8).n_days(), 1);
        assert_eq!(Period::new(date(2026, 6, 8), date(2026, 6, 7)), None);
    }

    #[test]
    fn both_ends_are_days_of_the_period() {
        let period = june(8, 12);
        assert_eq!(period.n_days(), 5);
        assert_eq!(period.days().count(), 5);
        assert!(period.contains(date(2026, 6, 8)) && period.contains(date(2026, 6, 12)));
        assert!(!period.contains(date(2026, 6, 7)) && !period.contains(date(2026, 6, 13)));
    }

    #[test]
    fn periods_that_share_only_an_end_overlap() {
        assert!(june(1, 8).overlaps(june(8, 12)));
        assert!(!june(1, 7).overlaps(june(8, 12)));
    }

    #[test]
    fn a_period_covers_itself_and_no_day_more() {
        assert!(june(8, 12).covers(june(8, 12)));
        assert!(!june(8, 12).covers(june(8, 13)));
        assert!(!june(8, 12).covers(june(7, 12)));
    }

    #[test]
    fn the_whole_calendar_is_counted_without_overflow() {
        let all = Period::new(Date::MIN, Date::MAX).unwrap();
        assert_eq!(all.n_days(), 7_304_484);
    }

    #[test]
    fn a_period_that_ends_before_it_starts_is_not_read_from_json() {
        let json = r#"{"first":"2026-06-08","last":"2026-06-07"}"#;
        assert!(serde_json::from_str::<Period>(json).is_err());
    }
}
