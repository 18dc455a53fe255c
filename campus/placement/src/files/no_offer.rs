//! What can be wrong with an offer beyond the shape of the cells, and what to do about it.

use jiff::civil::Date;
use kernel::{InWords, Lang, Siren, quoted};

/// What is wrong with a row of the offers' file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoOffer {
    /// Levels that cannot be read.
    Levels { given: String },
    /// Neither a yes or no, nor a declaration, nor an article of the labour code.
    Regulated { given: String },
    /// Starts after it ends.
    EndsFirst { starts: Date },
    /// A limit for a company without SIRET.
    LimitWithoutSiret { limit: u32 },
    /// Another limit than on an earlier row of the same company.
    OtherLimit { company: Siren, limit: u32, first: u32, first_row: u64 },
}

impl InWords for NoOffer {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl NoOffer {
    fn in_french(&self) -> String {
        let q = |text: &str| quoted(text, Lang::Fr);
        match self {
            Self::Levels { given } => {
                format!(
                    "niveaux illisibles {}\u{a0}: écrivez par exemple 3|4 ou 3-5, de 3 à 8",
                    q(given)
                )
            }
            Self::Regulated { given } => format!(
                "{} n’est ni oui, ni non, ni «\u{a0}déclaré\u{a0}» (dérogation déclarée), ni des articles \
                 comme D4153-28",
                q(given)
            ),
            Self::EndsFirst { starts } => {
                let starts = starts.strftime("%d/%m/%Y");
                format!(
                    "finit avant de commencer, le {starts}\u{a0}: corrigez l’une des deux dates"
                )
            }
            Self::LimitWithoutSiret { limit } => format!(
                "limite {limit} d’une entreprise sans SIRET\u{a0}: donnez le SIRET, ou retirez la limite"
            ),
            Self::OtherLimit { company, limit, first, first_row } => format!(
                "limite {limit}, mais l’entreprise {company} a déjà la limite {first} à la ligne \
                 {first_row}\u{a0}: donnez la même partout"
            ),
        }
    }

    fn in_english(&self) -> String {
        let q = |text: &str| quoted(text, Lang::En);
        match self {
            Self::Levels { given } => format!(
                "levels that cannot be read {}: write for example 3|4 or 3-5, from 3 to 8",
                q(given)
            ),
            Self::Regulated { given } => format!(
                "{} is neither yes, nor no, nor “declared” (derogation declared), nor articles \
                 such as D4153-28",
                q(given)
            ),
            Self::EndsFirst { starts } => {
                format!("ends before it starts, on {starts}: correct one of the two dates")
            }
            Self::LimitWithoutSiret { limit } => format!(
                "limit {limit} of a company without SIRET: give the SIRET, or remove the limit"
            ),
            Self::OtherLimit { company, limit, first, first_row } => format!(
                "limit {limit}, but company {company} has the limit {first} on row {first_row}: give \
                 the same everywhere"
            ),
        }
    }
}
