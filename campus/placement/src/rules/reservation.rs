//! Offers reserved for some until a day.

use jiff::civil::Date;
use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule, day};
use crate::{Label, Learner};

/// The offer is reserved for others, and not yet open to the campus on the day on which
/// the round is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reserved {
    /// The schools, programmes or learners that it is reserved for.
    pub reserved_for: Vec<String>,
    /// When it opens to the campus, if ever.
    pub open_from: Option<Date>,
}

impl Rule for Reserved {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "la réservation",
            Lang::En => "the reservation",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.offer.contains("reserved_for")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let offer = pairing.offer;
        if offer.reserved_for.is_empty() || is_one_of(pairing.learner, &offer.reserved_for) {
            return None;
        }
        if let (Some(open), Some(decided)) = (offer.open_from, pairing.decided_on)
            && open <= decided
        {
            return None;
        }
        let reserved_for = offer.reserved_for.iter().map(ToString::to_string).collect();
        Some(Self { reserved_for, open_from: offer.open_from })
    }
}

fn is_one_of(learner: &Learner, reserved_for: &[Label]) -> bool {
    let names = [Some(&learner.id), learner.school.as_ref(), learner.programme.as_ref()];
    let keys: Vec<String> = names.into_iter().flatten().map(|name| kernel::fold(name)).collect();
    reserved_for.iter().any(|label| keys.iter().any(|key| key == label.key()))
}

impl InWords for Reserved {
    fn in_words(&self, lang: Lang) -> String {
        let names = self.reserved_for.join(", ");
        let until = self.open_from.map(|open| day(open, lang));
        match (lang, until) {
            (Lang::Fr, None) => format!("réservée\u{a0}: {names}"),
            (Lang::Fr, Some(open)) => format!("réservée jusqu’au {open}\u{a0}: {names}"),
            (Lang::En, None) => format!("reserved for {names}"),
            (Lang::En, Some(open)) => format!("reserved until {open} for {names}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::sample;

    fn is_closed(reserved_for: &str, open_from: Option<Date>) -> bool {
        let mut sample = sample::pair();
        sample.learner.school = Some("Lycée de la Mode".to_owned());
        sample.learner.programme = Some("CAP couture".to_owned());
        sample.offer.reserved_for = vec![Label::new(reserved_for)];
        sample.offer.open_from = open_from;
        Reserved::broken_by(&sample.pairing()).is_some()
    }

    #[test]
    fn a_reserved_offer_is_open_to_the_school_programme_or_learner_named() {
        assert!(!is_closed("lycee de la mode", None));
        assert!(!is_closed("CAP Couture", None));
        assert!(!is_closed("l1", None));
        assert!(is_closed("Lycée des Arts", None));
    }

    #[test]
    fn it_opens_to_all_on_its_day() {
        // The round of the sample is decided on 8 June 2026.
        assert!(!is_closed("Lycée des Arts", Some(date(2026, 6, 8))));
        assert!(is_closed("Lycée des Arts", Some(date(2026, 6, 9))));
    }
}
