//! What can be wrong with a learner beyond the shape of the cells, and what to do about it.

use kernel::{InWords, Lang, quoted};

use crate::files::refusal::meant;

/// What is wrong with a row of the learners' file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoLearner {
    /// A mode of travel that is not known.
    Mode { given: String },
    /// Neither minutes nor kilometres of reach.
    NoReach,
    /// A birth date after the start of the round, or too long ago.
    BirthDate { given: String },
    /// A wish or refusal of nothing known.
    UnknownTarget { given: String, nearest: Option<String> },
    /// The same wish twice.
    WishTwice { given: String },
    /// An id of no offer.
    UnknownOffer { given: String, nearest: Option<String> },
}

impl InWords for NoLearner {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl NoLearner {
    fn in_french(&self) -> String {
        let q = |text: &str| quoted(text, Lang::Fr);
        let meant = |nearest: &Option<String>| meant(nearest.as_deref(), Lang::Fr);
        match self {
            Self::Mode { given } => format!(
                "mode inconnu {}\u{a0}: écrivez walk (à pied), bike (vélo), transit (transports en \
                 commun) ou car (voiture)",
                q(given)
            ),
            Self::NoReach => {
                "portée inconnue\u{a0}: remplissez reach_min ou reach_km, ou donnez une \
                              valeur dans [defaults]"
                    .to_owned()
            }
            Self::BirthDate { given } => {
                format!("date de naissance impossible {}\u{a0}: vérifiez l’année", q(given))
            }
            Self::UnknownTarget { given, nearest } => format!(
                "{} n’est ni une offre ni le SIRET d’une offre{}\u{a0}; séparez plusieurs par |",
                q(given),
                meant(nearest)
            ),
            Self::WishTwice { given } => format!("{} est donné deux fois", q(given)),
            Self::UnknownOffer { given, nearest } => {
                format!("offre inconnue {}{}", q(given), meant(nearest))
            }
        }
    }

    fn in_english(&self) -> String {
        let q = |text: &str| quoted(text, Lang::En);
        let meant = |nearest: &Option<String>| meant(nearest.as_deref(), Lang::En);
        match self {
            Self::Mode { given } => {
                format!("unknown mode {}: write walk, bike, transit or car", q(given))
            }
            Self::NoReach => "unknown reach: fill in reach_min or reach_km, or give a value in \
                              [defaults]"
                .to_owned(),
            Self::BirthDate { given } => {
                format!("impossible birth date {}: check the year", q(given))
            }
            Self::UnknownTarget { given, nearest } => format!(
                "{} is neither an offer nor the SIRET of one{}; separate several with |",
                q(given),
                meant(nearest)
            ),
            Self::WishTwice { given } => format!("{} is given twice", q(given)),
            Self::UnknownOffer { given, nearest } => {
                format!("unknown offer {}{}", q(given), meant(nearest))
            }
        }
    }
}
