use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule};
use crate::Target;

/// The learner refused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// The whole company, not only this offer.
    pub company: bool,
}

impl Rule for Refused {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "le refus",
            Lang::En => "the refusal",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.learner.contains("refuses")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let refused = pairing.learner.refuses.iter().find(|target| pairing.is_at(**target))?;
        Some(Self { company: matches!(refused, Target::Company(_)) })
    }
}

impl InWords for Refused {
    fn in_words(&self, lang: Lang) -> String {
        match (lang, self.company) {
            (Lang::Fr, false) => "offre refusée par l’élève".to_owned(),
            (Lang::Fr, true) => "entreprise refusée par l’élève".to_owned(),
            (Lang::En, false) => "offer refused by the learner".to_owned(),
            (Lang::En, true) => "company refused by the learner".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sample;

    #[test]
    fn a_refused_offer_or_company_is_an_obstacle() {
        let mut sample = sample::pair();
        sample.offer.siret = "73282932000074".parse().ok();
        assert_eq!(Refused::broken_by(&sample.pairing()), None);
        sample.learner.refuses = vec![Target::Offer(0)];
        assert_eq!(Refused::broken_by(&sample.pairing()), Some(Refused { company: false }));
        sample.learner.refuses = vec![Target::Company("73282932000074".parse().unwrap())];
        assert_eq!(Refused::broken_by(&sample.pairing()), Some(Refused { company: true }));
        sample.learner.refuses = vec![Target::Offer(1)];
        assert_eq!(Refused::broken_by(&sample.pairing()), None);
    }
}
