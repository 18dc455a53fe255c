use jiff::civil::Date;
use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule, day};

/// The offer does not last as long as the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutOfPeriod {
    /// The offer's first day, if it is after the round's.
    pub starts: Option<Date>,
    /// The offer's last day, if it is before the round's.
    pub ends: Option<Date>,
}

impl Rule for OutOfPeriod {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "la période",
            Lang::En => "the period",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.period && (given.offer.contains("starts") || given.offer.contains("ends"))
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let period = pairing.period?;
        let starts = pairing.offer.starts.filter(|starts| period.first() < *starts);
        let ends = pairing.offer.ends.filter(|ends| *ends < period.last());
        (starts.is_some() || ends.is_some()).then_some(Self { starts, ends })
    }
}

impl InWords for OutOfPeriod {
    fn in_words(&self, lang: Lang) -> String {
        let starts = self.starts.map(|starts| match lang {
            Lang::Fr => format!("commence le {}, après le début", day(starts, lang)),
            Lang::En => format!("starts on {}, after the first day", day(starts, lang)),
        });
        let ends = self.ends.map(|ends| match lang {
            Lang::Fr => format!("finit le {}, avant la fin", day(ends, lang)),
            Lang::En => format!("ends on {}, before the last day", day(ends, lang)),
        });
        starts.into_iter().chain(ends).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::sample;

    #[test]
    fn an_offer_of_exactly_the_days_of_the_round_is_accepted() {
        let mut sample = sample::pair();
        sample.offer.starts = Some(date(2026, 6, 8));
        sample.offer.ends = Some(date(2026, 7, 3));
        assert_eq!(OutOfPeriod::broken_by(&sample.pairing()), None);
    }

    #[test]
    fn a_day_missing_at_either_end_is_an_obstacle() {
        let mut sample = sample::pair();
        sample.offer.starts = Some(date(2026, 6, 9));
        let late = OutOfPeriod::broken_by(&sample.pairing()).unwrap();
        assert_eq!(late.in_words(Lang::En), "starts on 2026-06-09, after the first day");
        sample.offer.starts = None;
        sample.offer.ends = Some(date(2026, 7, 2));
        let early = OutOfPeriod::broken_by(&sample.pairing()).unwrap();
        assert_eq!(early.in_words(Lang::Fr), "finit le 02/07/2026, avant la fin");
    }
}
