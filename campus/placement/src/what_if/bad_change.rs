//! What can be wrong with a change, and what to do about it.

use kernel::{InWords, Lang, grouped, quoted};

use crate::{
    problem::Unposable,
    what_if::{Beyond, Kind},
};

/// What is wrong with a change.
#[derive(Clone, Debug, PartialEq)]
pub enum BadChange {
    /// An id without a number.
    NoNumber {
        /// Of which kind.
        kind: Kind,
        /// What was typed.
        given: String,
    },
    /// Not a whole number, or too large a one.
    NotWhole {
        /// Of which kind.
        kind: Kind,
        /// What was typed.
        given: String,
        /// The largest.
        most: u64,
    },
    /// An id of none in the round.
    Unknown {
        /// Of which kind.
        kind: Kind,
        /// What it should name.
        named: Named,
        /// The id.
        given: String,
        /// Ids that were perhaps meant.
        nearest: Vec<String>,
    },
    /// A workshop is closed, not withdrawn.
    IsWorkshop {
        /// Its id.
        given: String,
    },
    /// An offer neither opens nor closes.
    IsOffer {
        /// Of which kind.
        kind: Kind,
        /// Its id.
        given: String,
    },
    /// Two changes of the same.
    Twice {
        /// The kind of the second.
        kind: Kind,
        /// Of what; empty for a limit of the round.
        id: String,
    },
    /// With given pairs, no rule and no travel is computed.
    GivenPairs {
        /// Of which kind.
        kind: Kind,
    },
    /// The pairs of an offer without places were left out.
    PairsLeftOut {
        /// Its id.
        offer: String,
    },
    /// The round has no workshops.
    NoWorkshops {
        /// Of which kind.
        kind: Kind,
    },
    /// Nothing to release.
    NotLocked {
        /// Id of the learner.
        learner: String,
    },
    /// The changes together break what always holds.
    Beyond(Beyond),
    /// The changed round cannot be posed.
    Unposable(Unposable),
}

/// What an id should name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A learner.
    Learner,
    /// An offer.
    Offer,
    /// A workshop.
    Workshop,
}

impl InWords for BadChange {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl BadChange {
    fn in_french(&self) -> String {
        let q = |text: &str| quoted(text, Lang::Fr);
        match self {
            Self::NoNumber { kind, given } => {
                format!("{} {given}\u{a0}: écrivez {}", kind.option(), example(*kind, given))
            }
            Self::NotWhole { kind, given, most } => format!(
                "{}\u{a0}: {} n’est pas un nombre entier de 0 à {}",
                kind.option(),
                q(given),
                whole(*most, Lang::Fr)
            ),
            Self::Unknown { kind, named, given, nearest } => {
                let what = match named {
                    Named::Learner => "élève inconnu",
                    Named::Offer => "offre inconnue",
                    Named::Workshop => "atelier inconnu",
                };
                format!("{}\u{a0}: {what} {}{}", kind.option(), q(given), est_ce(nearest))
            }
            Self::IsWorkshop { given } => {
                format!(
                    "--withdraw\u{a0}: {} est un atelier\u{a0}: écrivez --close {given}",
                    q(given)
                )
            }
            Self::IsOffer { kind, given } => format!(
                "{}\u{a0}: {} est une offre d’entreprise, pas un atelier\u{a0}: --places ou \
                 --withdraw en change les places",
                kind.option(),
                q(given)
            ),
            Self::Twice { kind, id } => format!(
                "{}\u{a0}: {} change deux fois\u{a0}: gardez un seul des deux changements",
                kind.option(),
                if id.is_empty() { "la limite".to_owned() } else { q(id) }
            ),
            Self::GivenPairs { kind } => format!(
                "{} est sans effet avec --pairs, qui donne toutes les paires\u{a0}: changez ce fichier",
                kind.option()
            ),
            Self::PairsLeftOut { offer } => format!(
                "--places\u{a0}: l’offre {} n’a aucune place dans les fichiers, et ses paires ne sont \
                 pas lues\u{a0}: donnez-lui ses places dans le fichier des offres",
                q(offer)
            ),
            Self::NoWorkshops { kind } => format!(
                "{}\u{a0}: la campagne n’a pas d’atelier\u{a0}: ajoutez --workshops FICHIER",
                kind.option()
            ),
            Self::NotLocked { learner } => format!(
                "--release\u{a0}: {} n’a pas de place imposée (colonne fixed)\u{a0}: retirez l’option",
                q(learner)
            ),
            Self::Beyond(why) => why.in_words(Lang::Fr),
            Self::Unposable(why) => why.in_words(Lang::Fr),
        }
    }

    fn in_english(&self) -> String {
        let q = |text: &str| quoted(text, Lang::En);
        match self {
            Self::NoNumber { kind, given } => {
                format!("{} {given}: write {}", kind.option(), example(*kind, given))
            }
            Self::NotWhole { kind, given, most } => format!(
                "{}: {} is not a whole number from 0 to {}",
                kind.option(),
                q(given),
                whole(*most, Lang::En)
            ),
            Self::Unknown { kind, named, given, nearest } => {
                let what = match named {
                    Named::Learner => "learner",
                    Named::Offer => "offer",
                    Named::Workshop => "workshop",
                };
                format!("{}: unknown {what} {}{}", kind.option(), q(given), is_it(nearest))
            }
            Self::IsWorkshop { given } => {
                format!("--withdraw: {} is a workshop: write --close {given}", q(given))
            }
            Self::IsOffer { kind, given } => format!(
                "{}: {} is a company's offer, not a workshop: --places or --withdraw changes its \
                 places",
                kind.option(),
                q(given)
            ),
            Self::Twice { kind, id } => format!(
                "{}: {} changes twice: keep one of the two changes",
                kind.option(),
                if id.is_empty() { "the limit".to_owned() } else { q(id) }
            ),
            Self::GivenPairs { kind } => format!(
                "{} has no effect with --pairs, which gives every pair: change that file",
                kind.option()
            ),
            Self::PairsLeftOut { offer } => format!(
                "--places: offer {} has no places in the files, and its pairs are not read: give it \
                 its places in the offers file",
                q(offer)
            ),
            Self::NoWorkshops { kind } => {
                format!("{}: the round has no workshops: add --workshops FILE", kind.option())
            }
            Self::NotLocked { learner } => format!(
                "--release: {} has no fixed place (column fixed): remove the option",
                q(learner)
            ),
            Self::Beyond(why) => why.in_words(Lang::En),
            Self::Unposable(why) => why.in_words(Lang::En),
        }
    }
}

/// What should have been typed.
fn example(kind: Kind, given: &str) -> String {
    let number = if kind == Kind::Reach { 60 } else { 3 };
    format!("{} {given}={number}", kind.option())
}

fn whole(number: u64, lang: Lang) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX), lang)
}

fn est_ce(nearest: &[String]) -> String {
    match nearest {
        [] => "\u{a0}: aucun id ne lui ressemble, vérifiez le fichier".to_owned(),
        _ => format!("\u{a0}: est-ce {}\u{a0}?", alternatives(nearest, Lang::Fr, " ou ")),
    }
}

fn is_it(nearest: &[String]) -> String {
    match nearest {
        [] => ": no id looks like it, check the file".to_owned(),
        _ => format!(": is it {}?", alternatives(nearest, Lang::En, " or ")),
    }
}

fn alternatives(ids: &[String], lang: Lang, or: &str) -> String {
    ids.iter().map(|id| quoted(id, lang)).collect::<Vec<_>>().join(or)
}
