//! Works that are regulated for minors.

use kernel::{InWords, Lang};
use serde::{Deserialize, Serialize};

use super::{
    Given, Pairing, Rule,
    age::{ADULT, age},
};
use crate::Regulated;

/// The age below which no derogation exists (code du travail, R4153-39).
const DEROGATION: u8 = 15;

/// The work is regulated for minors (code du travail, D4153-15 to D4153-37), and nothing
/// says that this minor may do it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegulatedWork {
    /// The learner's age on the first day.
    pub age: u8,
    /// The company declared the derogation, but the learner is too young for it.
    pub declared: bool,
}

impl Rule for RegulatedWork {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "les travaux réglementés",
            Lang::En => "regulated work",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.period && given.both("birth_date", "regulated")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let age = age(pairing.learner.birth_date?, pairing.period?.first());
        match pairing.offer.regulated {
            Regulated::No => None,
            Regulated::Undeclared => (age < ADULT).then_some(Self { age, declared: false }),
            Regulated::Declared => (age < DEROGATION).then_some(Self { age, declared: true }),
        }
    }
}

impl InWords for RegulatedWork {
    fn in_words(&self, lang: Lang) -> String {
        let age = self.age;
        match (lang, self.declared) {
            (Lang::Fr, false) => {
                format!("travaux réglementés, sans dérogation déclarée, à {age}\u{a0}ans")
            }
            (Lang::Fr, true) => {
                format!("travaux réglementés, sans dérogation possible à {age}\u{a0}ans")
            }
            (Lang::En, false) => {
                format!("regulated work, without a declared derogation, at {age}")
            }
            (Lang::En, true) => format!("regulated work, without possible derogation at {age}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::rules::sample;

    fn is_kept_from(birth: Date, regulated: Regulated) -> bool {
        let mut sample = sample::pair();
        sample.learner.birth_date = Some(birth);
        sample.offer.regulated = regulated;
        RegulatedWork::broken_by(&sample.pairing()).is_some()
    }

    #[test]
    fn a_minor_is_kept_from_regulated_work_without_derogation() {
        assert!(is_kept_from(date(2008, 6, 9), Regulated::Undeclared));
        assert!(!is_kept_from(date(2008, 6, 8), Regulated::Undeclared));
        assert!(!is_kept_from(date(2008, 6, 9), Regulated::No));
    }

    #[test]
    fn a_declared_derogation_holds_from_fifteen() {
        assert!(!is_kept_from(date(2011, 6, 8), Regulated::Declared));
        assert!(is_kept_from(date(2011, 6, 9), Regulated::Declared));
    }
}
