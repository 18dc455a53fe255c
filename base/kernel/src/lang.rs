//! The two languages, and what can be told in both.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language that people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

/// What can be told to a person.
pub trait InWords {
    /// The words, in lower case and without a final stop.
    fn in_words(&self, lang: Lang) -> String;
}

/// A language that Métier does not speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLang(pub String);

impl Lang {
    /// The two letters of the language, as in `<html lang="fr">`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// The text between the quotation marks of the language, cut where a message would become
/// unreadable.
///
/// ```
/// # use kernel::{Lang, quoted};
/// assert_eq!(quoted("Cholet", Lang::Fr), "«\u{a0}Cholet\u{a0}»");
/// assert_eq!(quoted("Cholet", Lang::En), "“Cholet”");
/// ```
#[must_use]
pub fn quoted(text: &str, lang: Lang) -> String {
    const MOST: usize = 60;
    let (shown, rest) = match text.char_indices().nth(MOST) {
        Some((end, _)) => (&text[..end], "…"),
        None => (text, ""),
    };
    match lang {
        Lang::Fr => format!("«\u{a0}{shown}{rest}\u{a0}»"),
        Lang::En => format!("“{shown}{rest}”"),
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(given: &str) -> Result<Self, UnknownLang> {
        match given {
            "fr" => Ok(Self::Fr),
            "en" => Ok(Self::En),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

impl InWords for UnknownLang {
    fn in_words(&self, lang: Lang) -> String {
        let given = quoted(&self.0, lang);
        match lang {
            Lang::Fr => format!("langue inconnue {given}\u{a0}: choisissez fr ou en"),
            Lang::En => format!("unknown language {given}: choose fr or en"),
        }
    }
}

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for UnknownLang {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_back_from_its_code() {
        for lang in [Lang::Fr, Lang::En] {
            assert_eq!(lang.to_string().parse(), Ok(lang));
        }
    }

    #[test]
    fn an_unknown_language_is_refused_with_the_known_ones() {
        let refusal = "de".parse::<Lang>().unwrap_err();
        assert_eq!(refusal.in_words(Lang::En), "unknown language “de”: choose fr or en");
    }
}
