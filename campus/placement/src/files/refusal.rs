//! What can be wrong with any file of a round beyond the shape of its cells, and what to
//! do about it. What only learners, offers or locks can be stands with them.

use kernel::{InWords, Lang, quoted};

/// What is wrong with any file of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// An id that an earlier row has.
    Twice { given: String, first_row: u64 },
    /// Neither a commune nor coordinates.
    NowhereGiven,
    /// One coordinate without the other.
    HalfPoint { lacking: &'static str },
    /// An id of no offer.
    UnknownOffer { given: String, nearest: Option<String> },
    /// An id of no learner.
    UnknownLearner { given: String, nearest: Option<String> },
    /// A pair given twice.
    PairTwice { learner: String, offer: String },
    /// A file that cannot be read.
    Unreadable { why: String },
}

impl InWords for Refusal {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl Refusal {
    fn in_french(&self) -> String {
        let q = |text: &str| quoted(text, Lang::Fr);
        let meant = |nearest: &Option<String>| meant(nearest.as_deref(), Lang::Fr);
        match self {
            Self::Twice { given, first_row } => {
                format!(
                    "{} est déjà l’id de la ligne {first_row}\u{a0}: donnez-en un autre",
                    q(given)
                )
            }
            Self::NowhereGiven => {
                "lieu inconnu\u{a0}: remplissez commune, ou lat et lon".to_owned()
            }
            Self::HalfPoint { lacking } => format!("il manque {lacking}\u{a0}: donnez lat et lon"),
            Self::UnknownOffer { given, nearest } => {
                format!("offre inconnue {}{}", q(given), meant(nearest))
            }
            Self::UnknownLearner { given, nearest } => {
                format!("élève inconnu {}{}", q(given), meant(nearest))
            }
            Self::PairTwice { learner, offer } => {
                format!("la paire {} – {} est donnée deux fois", q(learner), q(offer))
            }
            Self::Unreadable { why } => format!("fichier illisible\u{a0}: {why}"),
        }
    }

    fn in_english(&self) -> String {
        let q = |text: &str| quoted(text, Lang::En);
        let meant = |nearest: &Option<String>| meant(nearest.as_deref(), Lang::En);
        match self {
            Self::Twice { given, first_row } => {
                format!("{} is already the id of row {first_row}: give another", q(given))
            }
            Self::NowhereGiven => "unknown place: fill in commune, or lat and lon".to_owned(),
            Self::HalfPoint { lacking } => format!("{lacking} is missing: give lat and lon"),
            Self::UnknownOffer { given, nearest } => {
                format!("unknown offer {}{}", q(given), meant(nearest))
            }
            Self::UnknownLearner { given, nearest } => {
                format!("unknown learner {}{}", q(given), meant(nearest))
            }
            Self::PairTwice { learner, offer } => {
                format!("the pair {} – {} is given twice", q(learner), q(offer))
            }
            Self::Unreadable { why } => format!("the file cannot be read: {why}"),
        }
    }
}

/// The end of a sentence: is it this one?
pub(super) fn meant(nearest: Option<&str>, lang: Lang) -> String {
    match (nearest, lang) {
        (None, _) => String::new(),
        (Some(name), Lang::Fr) => format!("\u{a0}: est-ce {}\u{a0}?", quoted(name, lang)),
        (Some(name), Lang::En) => format!(": is it {}?", quoted(name, lang)),
    }
}
