use jiff::civil::Date;
use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule, day};

/// The company's word no longer holds on the day on which the round is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lapsed {
    /// The last day on which it held.
    pub confirmed_until: Date,
    /// The day on which the round is decided.
    pub decided_on: Date,
}

impl Rule for Lapsed {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "la confirmation de l’offre",
            Lang::En => "the confirmation of the offer",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.decided_on && given.offer.contains("confirmed_until")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let (confirmed_until, decided_on) = (pairing.offer.confirmed_until?, pairing.decided_on?);
        (confirmed_until < decided_on).then_some(Self { confirmed_until, decided_on })
    }
}

impl InWords for Lapsed {
    fn in_words(&self, lang: Lang) -> String {
        let until = day(self.confirmed_until, lang);
        match lang {
            Lang::Fr => format!("offre confirmée jusqu’au {until} seulement"),
            Lang::En => format!("offer confirmed until {until} only"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::sample;

    #[test]
    fn an_offer_confirmed_until_the_day_itself_holds_and_the_day_before_not() {
        // The round of the sample is decided on 8 June 2026.
        let mut sample = sample::pair();
        sample.offer.confirmed_until = Some(date(2026, 6, 8));
        assert_eq!(Lapsed::broken_by(&sample.pairing()), None);
        sample.offer.confirmed_until = Some(date(2026, 6, 7));
        assert!(Lapsed::broken_by(&sample.pairing()).is_some());
    }
}
