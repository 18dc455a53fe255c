use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{InWords, Lang, grouped};

/// A length of time in whole minutes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Minutes(pub u32);

impl InWords for Minutes {
    fn in_words(&self, lang: Lang) -> String {
        let number = grouped(i64::from(self.0), lang);
        // In French nought is singular.
        let many = match lang {
            Lang::Fr => self.0 > 1,
            Lang::En => self.0 != 1,
        };
        format!("{number}\u{a0}minute{}", if many { "s" } else { "" })
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}min", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nought_is_singular_in_french_only() {
        assert_eq!(Minutes(0).in_words(Lang::Fr), "0\u{a0}minute");
        assert_eq!(Minutes(0).in_words(Lang::En), "0\u{a0}minutes");
        assert_eq!(Minutes(1).in_words(Lang::En), "1\u{a0}minute");
        assert_eq!(Minutes(52).in_words(Lang::Fr), "52\u{a0}minutes");
    }
}
