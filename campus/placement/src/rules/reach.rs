//! How far a learner travels.

use kernel::{InWords, Lang, Minutes};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule};
use crate::{Journey, Reach};

/// The learner cannot travel so far, and does not lodge there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TooFar {
    /// The minutes, if they are too many.
    pub minutes: Option<BeyondMinutes>,
    /// The kilometres, if they are too many.
    pub km: Option<BeyondKm>,
}

/// More minutes than the learner travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeyondMinutes {
    /// Minutes of travel.
    pub minutes: u32,
    /// The learner's limit.
    pub limit: u32,
    /// The minutes are estimated.
    pub estimated: bool,
}

/// More kilometres than the learner travels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeyondKm {
    /// Kilometres of road, estimated, rounded up to one decimal.
    pub km: f64,
    /// The learner's limit.
    pub limit: f64,
}

impl TooFar {
    /// What of this journey is beyond this reach, lodging apart.
    #[must_use]
    pub fn beyond(journey: Journey, reach: Reach) -> Option<Self> {
        let minutes = reach.minutes.filter(|limit| *limit < journey.minutes);
        let km = journey.km.zip(reach.km).filter(|(km, limit)| limit < km);
        let found = Self {
            minutes: minutes.map(|limit| BeyondMinutes {
                minutes: journey.minutes,
                limit,
                estimated: journey.estimated,
            }),
            km: km.map(|(km, limit)| BeyondKm { km: (km * 10.0).ceil() / 10.0, limit }),
        };
        (found.minutes.is_some() || found.km.is_some()).then_some(found)
    }
}

impl Rule for TooFar {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "le trajet",
            Lang::En => "the travel",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.learner.contains("reach_min") || given.learner.contains("reach_km")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let beyond = Self::beyond(pairing.journey?, pairing.learner.reach)?;
        (!pairing.may_lodge()).then_some(beyond)
    }
}

impl InWords for TooFar {
    fn in_words(&self, lang: Lang) -> String {
        let minutes = self.minutes.map(|beyond| beyond.in_words(lang));
        let km = self.km.map(|beyond| beyond.in_words(lang));
        minutes.into_iter().chain(km).collect::<Vec<_>>().join(", ")
    }
}

impl InWords for BeyondMinutes {
    fn in_words(&self, lang: Lang) -> String {
        let about = if self.estimated { "≈\u{a0}" } else { "" };
        let minutes = Minutes(self.minutes).in_words(lang);
        let (over, limit) = (self.minutes - self.limit, self.limit);
        match lang {
            Lang::Fr => format!("{about}{minutes}, {over} de plus que ses {limit}"),
            Lang::En => format!("{about}{minutes}, {over} over her {limit}"),
        }
    }
}

impl InWords for BeyondKm {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => {
                let comma = |km: f64| km.to_string().replace('.', ",");
                format!("≈\u{a0}{}\u{a0}km, au-delà de ses {}", comma(self.km), comma(self.limit))
            }
            Lang::En => format!("≈\u{a0}{}\u{a0}km, beyond her {}", self.km, self.limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sample;

    fn minutes(limit: u32) -> Reach {
        Reach { minutes: Some(limit), km: None }
    }

    fn journey(minutes: u32, km: f64) -> Journey {
        Journey { minutes, km: Some(km), estimated: true }
    }

    #[test]
    fn the_limit_itself_is_accepted_and_one_minute_more_is_not() {
        assert_eq!(TooFar::beyond(journey(45, 20.0), minutes(45)), None);
        let obstacle = TooFar::beyond(journey(46, 20.0), minutes(45)).unwrap();
        assert_eq!(obstacle.in_words(Lang::En), "≈\u{a0}46\u{a0}minutes, 1 over her 45");
    }

    #[test]
    fn both_limits_hold_when_both_are_given() {
        let both = Reach { minutes: Some(45), km: Some(10.0) };
        let obstacle = TooFar::beyond(journey(40, 10.01), both).unwrap();
        assert_eq!(obstacle.in_words(Lang::Fr), "≈\u{a0}10,1\u{a0}km, au-delà de ses 10");
    }

    #[test]
    fn lodging_lifts_the_limit_only_if_both_sides_accept_it() {
        let mut sample = sample::pair();
        sample.learner.reach = minutes(5);
        for (accepts, beds, found) in
            [(false, 0, true), (true, 0, true), (false, 2, true), (true, 2, false)]
        {
            sample.learner.accepts_boarding = accepts;
            sample.offer.beds = beds;
            let obstacle = TooFar::broken_by(&sample.pairing());
            assert_eq!(obstacle.is_some(), found, "{accepts} {beds}");
        }
    }
}
