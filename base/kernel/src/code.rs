//! What all codes share: text kept in place, refusals in two languages, and the macro that
//! writes each type.

use std::fmt;

use crate::{InWords, Lang, quoted};

/// A code that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeError {
    /// What it should have been.
    pub kind: CodeKind,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// What was given.
    pub given: String,
}

/// The kinds of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// A company.
    Siren,
    /// An establishment of a company.
    Siret,
    /// A school.
    Uai,
    /// A registered certification.
    Rncp,
    /// A trade.
    Rome,
    /// A diploma.
    Cfd,
    /// A year of training.
    Mef,
    /// A commune.
    Commune,
    /// A level of qualification.
    Level,
    /// A body that trains.
    Nda,
    /// An economic activity.
    Naf,
    /// A branch of collective bargaining.
    Idcc,
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// It has not the characters that it needs.
    Shape,
    /// Its characters are right but one of them was mistyped.
    CheckDigit,
}

impl CodeKind {
    /// What a right value looks like.
    #[must_use]
    pub const fn remedy(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.remedy_fr(),
            Lang::En => self.remedy_en(),
        }
    }

    const fn remedy_fr(self) -> &'static str {
        match self {
            Self::Siren => "9 chiffres, par exemple 552 100 554",
            Self::Siret => "14 chiffres, par exemple 732 829 320 00074",
            Self::Uai => "7 chiffres et une lettre, par exemple 0951099D",
            Self::Rncp => "RNCP suivi de 3 à 5 chiffres, par exemple RNCP36477",
            Self::Rome => "une lettre et 4 chiffres, par exemple B1803",
            Self::Cfd => "8 caractères, par exemple 50024004",
            Self::Mef => "10 chiffres, par exemple 2532230411",
            Self::Commune => {
                "le code INSEE en 5 caractères, par exemple 49099 pour Cholet ou 2A004 pour \
                 Ajaccio (ce n’est pas le code postal)"
            }
            Self::Level => {
                "un nombre de 3 à 8\u{a0}: 3 CAP, 4 bac, 5 BTS, 6 licence, 7 master, 8 doctorat"
            }
            Self::Nda => "11 caractères, par exemple 11 75 12345 75",
            Self::Naf => "4 chiffres et une lettre, par exemple 14.13Z ou 14.21Y",
            Self::Idcc => "4 chiffres, par exemple 0247",
        }
    }

    const fn remedy_en(self) -> &'static str {
        match self {
            Self::Siren => "9 digits, such as 552 100 554",
            Self::Siret => "14 digits, such as 732 829 320 00074",
            Self::Uai => "7 digits and a letter, such as 0951099D",
            Self::Rncp => "RNCP and 3 to 5 digits, such as RNCP36477",
            Self::Rome => "a letter and 4 digits, such as B1803",
            Self::Cfd => "8 characters, such as 50024004",
            Self::Mef => "10 digits, such as 2532230411",
            Self::Commune => {
                "the INSEE code in 5 characters, such as 49099 for Cholet or 2A004 for Ajaccio \
                 (it is not the postcode)"
            }
            Self::Level => {
                "a number from 3 to 8: 3 CAP, 4 bac, 5 BTS, 6 licence, 7 master, 8 doctorate"
            }
            Self::Nda => "11 characters, such as 11 75 12345 75",
            Self::Naf => "4 digits and a letter, such as 14.13Z or 14.21Y",
            Self::Idcc => "4 digits, such as 0247",
        }
    }

    const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Siren, Lang::Fr) => "un SIREN",
            (Self::Siren, Lang::En) => "a SIREN",
            (Self::Siret, Lang::Fr) => "un SIRET",
            (Self::Siret, Lang::En) => "a SIRET",
            (Self::Uai, Lang::Fr) => "un code UAI",
            (Self::Uai, Lang::En) => "a UAI code",
            (Self::Rncp, Lang::Fr) => "un code RNCP",
            (Self::Rncp, Lang::En) => "an RNCP code",
            (Self::Rome, Lang::Fr) => "un code ROME",
            (Self::Rome, Lang::En) => "a ROME code",
            (Self::Cfd, Lang::Fr) => "un code diplôme",
            (Self::Cfd, Lang::En) => "a diploma code",
            (Self::Mef, Lang::Fr) => "un code MEF",
            (Self::Mef, Lang::En) => "a MEF code",
            (Self::Commune, Lang::Fr) => "un code commune",
            (Self::Commune, Lang::En) => "a commune code",
            (Self::Level, Lang::Fr) => "un niveau",
            (Self::Level, Lang::En) => "a level",
            (Self::Nda, Lang::Fr) => "un numéro de déclaration d’activité",
            (Self::Nda, Lang::En) => "a training body’s number (NDA)",
            (Self::Naf, Lang::Fr) => "un code NAF",
            (Self::Naf, Lang::En) => "a NAF code",
            (Self::Idcc, Lang::Fr) => "un code de branche (IDCC)",
            (Self::Idcc, Lang::En) => "a branch code (IDCC)",
        }
    }
}

impl InWords for CodeError {
    fn in_words(&self, lang: Lang) -> String {
        let given = quoted(&self.given, lang);
        let (name, remedy) = (self.kind.name(lang), self.kind.remedy(lang));
        match (lang, self.flaw) {
            (Lang::Fr, Flaw::Shape) => {
                format!("{given} n’est pas {name}\u{a0}: il faut {remedy}")
            }
            (Lang::Fr, Flaw::CheckDigit) => format!(
                "{given} n’est pas {name}\u{a0}: sa clé de contrôle est fausse, un caractère a \
                 sans doute été mal recopié\u{202f}; il faut {remedy}"
            ),
            (Lang::En, Flaw::Shape) => format!("{given} is not {name}: it takes {remedy}"),
            (Lang::En, Flaw::CheckDigit) => format!(
                "{given} is not {name}: its check digit is wrong, a character was probably \
                 miscopied; it takes {remedy}"
            ),
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for CodeError {}

/// Short text without a heap: codes are copied freely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ascii<const N: usize> {
    // Invariant: ASCII, then zeros.
    bytes: [u8; N],
}

impl<const N: usize> Ascii<N> {
    /// The text without its spaces and in upper case, if it then fits.
    pub(crate) fn tidied(given: &str) -> Option<Self> {
        let mut bytes = [0; N];
        let mut free = bytes.iter_mut();
        for c in given.chars().filter(|c| !c.is_whitespace()) {
            *free.next()? = u8::try_from(c).ok().filter(u8::is_ascii_graphic)?.to_ascii_uppercase();
        }
        Some(Self { bytes })
    }

    /// The same text after as many zeros as it takes to fill the place.
    pub(crate) fn zero_filled(self) -> Self {
        let used = self.as_bytes().len();
        let mut bytes = self.bytes;
        bytes.rotate_right(N - used);
        bytes[..N - used].fill(b'0');
        Self { bytes }
    }

    /// The first characters.
    pub(crate) fn first<const M: usize>(self) -> Ascii<M> {
        Ascii { bytes: std::array::from_fn(|i| self.bytes[i]) }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        let used = self.bytes.iter().position(|&b| b == 0).unwrap_or(N);
        &self.bytes[..used]
    }

    pub(crate) fn as_str(&self) -> &str {
        // ASCII, by the invariant: the empty text is never used.
        std::str::from_utf8(self.as_bytes()).unwrap_or("")
    }
}

/// Writes the type of one code; `$read` takes its text to its characters or the flaw.
macro_rules! code {
    ($(#[$doc:meta])* $Code:ident, $most:literal, $read:path) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Code(crate::code::Ascii<$most>);

        impl $Code {
            /// The code as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl ::std::str::FromStr for $Code {
            type Err = crate::CodeError;

            fn from_str(given: &str) -> Result<Self, crate::CodeError> {
                let read = crate::code::Ascii::tidied(given).ok_or(crate::Flaw::Shape);
                read.and_then($read).map(Self).map_err(|flaw| crate::CodeError {
                    kind: Self::KIND,
                    flaw,
                    given: given.to_owned(),
                })
            }
        }

        impl ::std::fmt::Display for $Code {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::fmt::Debug for $Code {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{}({self})", stringify!($Code))
            }
        }

        impl ::serde::Serialize for $Code {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $Code {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <String as ::serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use code;

/// Whether the text has this shape: `9` stands for a digit, `A` for a letter, `*` for either.
pub(crate) fn has_shape(text: &[u8], shape: &str) -> bool {
    text.len() == shape.len()
        && text.iter().zip(shape.bytes()).all(|(b, wanted)| match wanted {
            b'9' => b.is_ascii_digit(),
            b'A' => b.is_ascii_uppercase(),
            b'*' => b.is_ascii_digit() || b.is_ascii_uppercase(),
            fixed => *b == fixed,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Siren, Siret};

    #[test]
    fn a_refusal_says_what_is_wrong_and_what_is_right_in_both_languages() {
        let refusal = "12".parse::<Siren>().unwrap_err();
        assert_eq!(
            refusal.in_words(Lang::Fr),
            "«\u{a0}12\u{a0}» n’est pas un SIREN\u{a0}: il faut 9 chiffres, par exemple 552 100 554"
        );
        assert_eq!(
            refusal.in_words(Lang::En),
            "“12” is not a SIREN: it takes 9 digits, such as 552 100 554"
        );
    }

    #[test]
    fn a_very_long_value_is_cut_in_the_message() {
        let refusal = "é".repeat(10_000).parse::<Siret>().unwrap_err();
        assert!(refusal.to_string().chars().count() < 200, "{refusal}");
    }

    #[test]
    fn a_code_is_its_text_when_serialised_and_checked_when_read() {
        let siren: Siren = "552100554".parse().unwrap();
        assert_eq!(serde_json::to_string(&siren).unwrap(), "\"552100554\"");
        assert_eq!(serde_json::from_str::<Siren>("\"552100554\"").unwrap(), siren);
        assert!(serde_json::from_str::<Siren>("\"552100555\"").is_err());
    }
}
