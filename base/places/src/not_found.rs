//! Why a text names no one commune, with the candidates.

use std::fmt;

use kernel::{InWords, Lang, quoted};

use crate::{Commune, Kind, departement::departement};

/// Why a text names no commune, or not one only.
#[derive(Clone, Debug, PartialEq)]
pub enum NotFound {
    /// Nothing was given.
    Empty,
    /// No commune is known by this text.
    Unknown {
        /// What was given.
        given: String,
        /// Communes of a like name, likeliest first.
        near: Vec<Commune>,
    },
    /// Several communes are meant by this text.
    Ambiguous {
        /// What was given.
        given: String,
        /// All of them, largest first.
        candidates: Vec<Commune>,
    },
    /// No département is known by this text.
    Departement {
        /// What was given.
        given: String,
    },
}

/// The most communes that a message names.
const MOST_NAMED: usize = 8;

impl NotFound {
    pub(crate) fn departement(given: &str) -> Self {
        Self::Departement { given: given.to_owned() }
    }

    /// The one commune found, or what to say.
    pub(crate) fn unless_one(
        given: &str,
        mut found: Vec<Commune>,
        near: impl FnOnce() -> Vec<Commune>,
    ) -> Result<Commune, Self> {
        let given = given.trim().to_owned();
        match found.as_slice() {
            [] => Err(Self::Unknown { given, near: near() }),
            [only] => Ok(*only),
            _ => {
                found.sort_by_key(|commune| (std::cmp::Reverse(commune.population), commune.code));
                Err(Self::Ambiguous { given, candidates: found })
            }
        }
    }
}

impl InWords for NotFound {
    fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Empty, Lang::Fr) => {
                "il manque la commune\u{a0}: donnez son nom ou son code INSEE".to_owned()
            }
            (Self::Empty, Lang::En) => {
                "the commune is missing: give its name or its INSEE code".to_owned()
            }
            (Self::Unknown { given, near }, _) => unknown(given, near, lang),
            (Self::Ambiguous { given, candidates }, _) => ambiguous(given, candidates, lang),
            (Self::Departement { given }, Lang::Fr) => format!(
                "département inconnu {}\u{a0}: donnez son code ou son nom, par exemple 49 ou \
                 Maine-et-Loire",
                quoted(given, lang)
            ),
            (Self::Departement { given }, Lang::En) => format!(
                "unknown département {}: give its code or its name, such as 49 or Maine-et-Loire",
                quoted(given, lang)
            ),
        }
    }
}

fn unknown(given: &str, near: &[Commune], lang: Lang) -> String {
    let (given, named) = (quoted(given, lang), list(near, lang));
    match (lang, near.is_empty()) {
        (Lang::Fr, true) => format!(
            "commune inconnue {given}\u{a0}: donnez son nom officiel, son code postal suivi de son \
             nom, ou son code INSEE"
        ),
        (Lang::Fr, false) => format!("commune inconnue {given}\u{a0}: s’agit-il de {named}\u{a0}?"),
        (Lang::En, true) => format!(
            "unknown commune {given}: give its official name, its postcode and name, or its INSEE \
             code"
        ),
        (Lang::En, false) => format!("unknown commune {given}: is it {named}?"),
    }
}

fn ambiguous(given: &str, candidates: &[Commune], lang: Lang) -> String {
    let (given, named, n) = (quoted(given, lang), list(candidates, lang), candidates.len());
    let example = candidates.first().map(ToString::to_string).unwrap_or_default();
    let example = quoted(&example, lang);
    match lang {
        Lang::Fr => format!(
            "{given} peut désigner {n} communes\u{a0}: {named}\u{a0}; écrivez par exemple {example}, ou le \
             code postal suivi du nom"
        ),
        Lang::En => format!(
            "{given} may mean {n} communes: {named}; write for example {example}, or the postcode \
             and the name"
        ),
    }
}

/// The first communes, with what tells them apart, and how many more there are.
fn list(communes: &[Commune], lang: Lang) -> String {
    let named: Vec<_> = communes.iter().take(MOST_NAMED).map(|c| in_full(c, lang)).collect();
    let more = communes.len().saturating_sub(MOST_NAMED);
    let rest = match (lang, more) {
        (_, 0) => String::new(),
        (Lang::Fr, 1) => " et 1 autre".to_owned(),
        (Lang::Fr, n) => format!(" et {n} autres"),
        (Lang::En, n) => format!(" and {n} more"),
    };
    named.join(", ") + &rest
}

fn in_full(commune: &Commune, lang: Lang) -> String {
    let Commune { name, code, .. } = commune;
    let of = departement(code.departement()).map_or(code.departement(), |d| d.name);
    match (commune.kind, lang) {
        (Kind::Whole | Kind::Arrondissement { .. }, _) => format!("{name} ({of}, {code})"),
        (Kind::Former { of: today }, Lang::Fr) => {
            format!("{name} ({of}, ancienne commune, aujourd’hui dans {today})")
        }
        (Kind::Former { of: today }, Lang::En) => {
            format!("{name} ({of}, a former commune, now in {today})")
        }
    }
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for NotFound {}
