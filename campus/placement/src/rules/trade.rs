use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule};

/// The offer is for another trade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherTrade {
    /// The trade of the offer.
    pub offered: String,
    /// The trade of the learner.
    pub learnt: String,
}

impl Rule for OtherTrade {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "le métier",
            Lang::En => "the trade",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.both("trade", "trade")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let (offered, learnt) = (&pairing.offer.trades, pairing.learner.trade.as_ref()?);
        let names = || offered.iter().map(ToString::to_string).collect::<Vec<_>>();
        (!offered.is_empty() && !offered.contains(learnt))
            .then(|| Self { offered: names().join(", "), learnt: learnt.to_string() })
    }
}

impl InWords for OtherTrade {
    fn in_words(&self, lang: Lang) -> String {
        let Self { offered, learnt } = self;
        match lang {
            Lang::Fr => format!("métier « {offered} », et non « {learnt} »"),
            Lang::En => format!("trade “{offered}”, not “{learnt}”"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Label, rules::sample};

    #[test]
    fn trades_are_compared_without_case_and_accents() {
        let mut sample = sample::pair();
        sample.learner.trade = Some(Label::new("SELLERIE-MAROQUINERIE"));
        sample.offer.trades = vec![Label::new("sellerie maroquinerie")];
        assert_eq!(OtherTrade::broken_by(&sample.pairing()), None);
    }

    #[test]
    fn another_trade_is_an_obstacle() {
        let mut sample = sample::pair();
        sample.offer.trades = vec![Label::new("bijouterie")];
        let obstacle = OtherTrade::broken_by(&sample.pairing()).unwrap();
        assert_eq!(obstacle.in_words(Lang::Fr), "métier « bijouterie », et non « couture »");
    }
}
