//! The age that an offer asks for, on every day of the round.

use jiff::civil::Date;
use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule, day};

/// The age from which nobody is a minor.
pub(super) const ADULT: u8 = 18;

/// The learner is younger than the offer takes, on the first day already. Nobody gets
/// younger, so the first day stands for every day of the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TooYoung {
    /// The learner's age on the first day.
    pub age: u8,
    /// The age from which the offer takes learners.
    pub min_age: u8,
    /// The first day.
    pub on: Date,
}

impl Rule for TooYoung {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "l’âge",
            Lang::En => "age",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.period
            && given.learner.contains("birth_date")
            && (given.offer.contains("minors") || given.offer.contains("min_age"))
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let on = pairing.period?.first();
        let age = age(pairing.learner.birth_date?, on);
        let adults_only = (pairing.offer.minors == Some(false)).then_some(ADULT);
        let min_age = adults_only.max(pairing.offer.min_age)?;
        (age < min_age).then_some(Self { age, min_age, on })
    }
}

/// Full years of age on a day; 0 before birth.
pub(crate) fn age(birth: Date, on: Date) -> u8 {
    let birthday_to_come = (on.month(), on.day()) < (birth.month(), birth.day());
    let years = on.year() - birth.year() - i16::from(birthday_to_come);
    // Above 255 the difference with 255 decides nothing.
    u8::try_from(years.max(0)).unwrap_or(u8::MAX)
}

impl InWords for TooYoung {
    fn in_words(&self, lang: Lang) -> String {
        let Self { age, min_age, .. } = self;
        let on = day(self.on, lang);
        match lang {
            Lang::Fr => format!("{age}\u{a0}ans le {on}, et l’offre en demande {min_age}"),
            Lang::En => format!("aged {age} on {on}, and the offer asks for {min_age}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::sample;

    fn check(birth: Date, minors: Option<bool>, min_age: Option<u8>, found: Option<u8>) {
        let mut sample = sample::pair();
        sample.learner.birth_date = Some(birth);
        sample.offer.minors = minors;
        sample.offer.min_age = min_age;
        let obstacle = TooYoung::broken_by(&sample.pairing());
        assert_eq!(obstacle.map(|o| o.min_age), found, "{birth}");
    }

    #[test]
    fn a_minor_on_the_first_day_is_refused_by_an_offer_for_adults() {
        // The round starts on 8 June 2026.
        check(date(2008, 6, 8), Some(false), None, None);
        check(date(2008, 6, 9), Some(false), None, Some(18));
        check(date(2008, 6, 9), Some(true), None, None);
        check(date(2008, 6, 9), None, None, None);
    }

    #[test]
    fn the_highest_age_asked_for_counts() {
        check(date(2010, 6, 8), None, Some(16), None);
        check(date(2010, 6, 9), None, Some(16), Some(16));
        check(date(2010, 6, 9), Some(false), Some(16), Some(18));
        check(date(2006, 6, 9), Some(false), Some(21), Some(21));
    }

    #[test]
    fn who_is_born_on_29_february_turns_a_year_older_on_1_march() {
        assert_eq!(age(date(2008, 2, 29), date(2026, 2, 28)), 17);
        assert_eq!(age(date(2008, 2, 29), date(2026, 3, 1)), 18);
    }

    #[test]
    fn the_obstacle_tells_age_day_and_limit() {
        let obstacle = TooYoung { age: 15, min_age: 16, on: date(2026, 6, 8) };
        assert_eq!(
            obstacle.in_words(Lang::Fr),
            "15\u{a0}ans le 08/06/2026, et l’offre en demande 16"
        );
    }
}
