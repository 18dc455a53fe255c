use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule};

/// The place does not provide what the learner needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotAccessible {
    /// What is needed and not provided.
    pub lacking: Vec<String>,
}

impl Rule for NotAccessible {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "l’accessibilité",
            Lang::En => "accessibility",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.both("needs", "access")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let provided = pairing.offer.access.as_ref()?;
        let needs = pairing.learner.needs.iter();
        let lacking: Vec<_> =
            needs.filter(|need| !provided.contains(need)).map(ToString::to_string).collect();
        (!lacking.is_empty()).then_some(Self { lacking })
    }
}

impl InWords for NotAccessible {
    fn in_words(&self, lang: Lang) -> String {
        let lacking = self.lacking.join(", ");
        match lang {
            Lang::Fr => format!("besoin que l’offre ne dit pas couvrir\u{a0}: {lacking}"),
            Lang::En => format!("need that the offer does not say it covers: {lacking}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Label, rules::sample};

    #[test]
    fn every_need_must_be_provided_and_the_lacking_ones_are_named() {
        let mut sample = sample::pair();
        sample.learner.needs = vec![Label::new("Fauteuil"), Label::new("boucle magnétique")];
        sample.offer.access = Some(vec![Label::new("fauteuil")]);
        let obstacle = NotAccessible::broken_by(&sample.pairing()).unwrap();
        assert_eq!(obstacle.lacking, ["boucle magnétique"]);
        sample.offer.access.as_mut().unwrap().push(Label::new("Boucle magnetique"));
        assert_eq!(NotAccessible::broken_by(&sample.pairing()), None);
    }
}
