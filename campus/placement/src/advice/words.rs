//! The advice as people read it.

use kernel::{InWords, Lang, grouped};

use crate::advice::{Choice, Instead, MorePlaces};

impl InWords for Choice {
    fn in_words(&self, lang: Lang) -> String {
        let what = match (self.workshops.as_slice(), lang) {
            ([], Lang::Fr) => "n’ouvrir aucun atelier".to_owned(),
            ([], Lang::En) => "open no workshop".to_owned(),
            (ids, Lang::Fr) => format!("ouvrir {}", ids.join(" et ")),
            (ids, Lang::En) => format!("open {}", ids.join(" and ")),
        };
        let cost = grouped(i64::try_from(self.cost_eur).unwrap_or(i64::MAX), lang);
        let Self { placed, out, .. } = self;
        let instead = self.instead_in_words(lang).map(|words| format!(" ({words})"));
        let instead = instead.unwrap_or_default();
        match lang {
            Lang::Fr => {
                format!(
                    "{what}\u{a0}: {placed} placés, {cost}\u{a0}€, sans place\u{a0}: {out}{instead}"
                )
            }
            Lang::En => format!("{what}: {placed} placed, {cost} euros, {out} left out{instead}"),
        }
    }
}

impl Choice {
    /// The places in companies that would do as much, if a few communes could.
    fn instead_in_words(&self, lang: Lang) -> Option<String> {
        let parts: Vec<String> = self.instead.iter().map(|part| part.in_words(lang)).collect();
        (!parts.is_empty()).then(|| match lang {
            Lang::Fr => format!("ou places de plus en entreprise\u{a0}: {}", parts.join(", ")),
            Lang::En => format!("or more places in companies: {}", parts.join(", ")),
        })
    }
}

impl InWords for Instead {
    fn in_words(&self, lang: Lang) -> String {
        let Self { places, commune } = self;
        match lang {
            Lang::Fr => format!("{places} à {commune}"),
            Lang::En => format!("{places} in {commune}"),
        }
    }
}

impl InWords for MorePlaces {
    fn in_words(&self, lang: Lang) -> String {
        let department = self.department.as_deref().map(|code| {
            places::departement(code).map_or(code.to_owned(), |found| found.name.to_owned())
        });
        let about: Vec<String> = self.trade.clone().into_iter().chain(department).collect();
        let (about, n) = (about.join(", "), self.learners);
        match lang {
            Lang::Fr => format!("{about}\u{a0}: chaque place de plus en sert une, jusqu’à {n}"),
            Lang::En => format!("{about}: each more place serves one learner, up to {n}"),
        }
    }
}
