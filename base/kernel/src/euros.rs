//! Amounts of money, exact to the cent.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{InWords, Lang, grouped, number::decimal_mark, quoted};

/// An amount of money, exact to the cent.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Euros {
    /// The amount in cents.
    pub cents: i64,
}

/// A text that is not an amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EurosError {
    /// What was given.
    pub given: String,
}

impl Euros {
    /// The amount of this many cents.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self { cents }
    }

    /// The sum, unless it overflows.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.cents.checked_add(other.cents).map(Self::from_cents)
    }
}

impl FromStr for Euros {
    type Err = EurosError;

    fn from_str(given: &str) -> Result<Self, EurosError> {
        cents(given).map(Self::from_cents).ok_or_else(|| EurosError { given: given.to_owned() })
    }
}

impl InWords for Euros {
    fn in_words(&self, lang: Lang) -> String {
        let cents = self.cents.unsigned_abs();
        // A hundredth of what was an i64 fits one.
        let whole = grouped(i64::try_from(cents / 100).unwrap_or(i64::MAX), lang);
        let sign = if self.cents < 0 { "-" } else { "" };
        let rest = match cents % 100 {
            0 => String::new(),
            rest => format!("{}{rest:02}", decimal_mark(lang)),
        };
        match lang {
            Lang::Fr => format!("{sign}{whole}{rest}\u{a0}€"),
            Lang::En => format!("{sign}€{whole}{rest}"),
        }
    }
}

impl fmt::Display for Euros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl InWords for EurosError {
    fn in_words(&self, lang: Lang) -> String {
        let given = quoted(&self.given, lang);
        match lang {
            Lang::Fr => format!(
                "{given} n’est pas un montant\u{a0}: il faut des euros et au plus deux \
                 décimales, par exemple 1\u{202f}234,50"
            ),
            Lang::En => format!(
                "{given} is not an amount: it takes euros with two decimals at most, such as \
                 1234.50"
            ),
        }
    }
}

impl fmt::Display for EurosError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for EurosError {}

fn cents(given: &str) -> Option<i64> {
    let bare: String = given.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let (sign, bare) = match bare.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, bare.as_str()),
    };
    let (whole, rest) = split_decimals(bare)?;
    let whole = without_group_marks(whole)?;
    let text = format!("{whole}{rest:0<2}");
    text.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    text.parse::<i64>().ok().map(|cents| sign * cents)
}

/// Cuts at the decimal mark: the last comma or point, if one or two digits follow it.
fn split_decimals(bare: &str) -> Option<(&str, &str)> {
    match bare.rfind([',', '.']) {
        None => Some((bare, "")),
        Some(at) => match bare.len() - at - 1 {
            1 | 2 => Some((&bare[..at], &bare[at + 1..])),
            // `1,234` is a thousand for some and one for others; `1,234,567` is clear.
            3 if bare[..at].contains([',', '.']) => Some((bare, "")),
            _ => None,
        },
    }
}

/// The digits alone, if the marks among them stand where thousands do.
fn without_group_marks(whole: &str) -> Option<String> {
    let mut marks = whole.matches([',', '.']);
    let mark = marks.next();
    if marks.any(|other| Some(other) != mark) {
        return None;
    }
    let mut groups = whole.split([',', '.']);
    let first = groups.next().filter(|first| !first.is_empty())?;
    let right = mark.is_none() || first.len() <= 3;
    (right && groups.all(|group| group.len() == 3)).then(|| whole.replace([',', '.'], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_the_french_and_the_english_write_them() {
        let cents = |given: &str| given.parse::<Euros>().unwrap().cents;
        assert_eq!(cents("1 234,50"), 123_450);
        assert_eq!(cents("1\u{202f}234,50\u{a0}€"), 123_450);
        assert_eq!(cents("1234.5"), 123_450);
        assert_eq!(cents("€1,234.50"), 123_450);
        assert_eq!(cents("1,234,567"), 123_456_700);
        assert_eq!(cents("-3"), -300);
        assert_eq!(cents("0"), 0);
    }

    #[test]
    fn what_could_mean_two_amounts_is_refused() {
        for wrong in ["1,234", "1.234", "1,2,3", "12,34.56", "1,234.567", ",5", "", "€", "1e3"] {
            assert!(wrong.parse::<Euros>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_amount_that_does_not_fit_is_refused() {
        assert!("92233720368547758,08".parse::<Euros>().is_err());
        assert_eq!("92233720368547758,07".parse::<Euros>().unwrap().cents, i64::MAX);
    }

    #[test]
    fn an_amount_is_read_back_from_its_words() {
        for cents in [0, 1, -5, 10, 99, 100, 123_450, -100_000_000, i64::MAX] {
            for lang in [Lang::Fr, Lang::En] {
                let words = Euros::from_cents(cents).in_words(lang);
                // `1,234` alone could be one euro and 234 thousandths.
                if lang == Lang::Fr || !words.ends_with(",000") {
                    assert_eq!(words.parse(), Ok(Euros::from_cents(cents)), "{words}");
                }
            }
        }
    }

    #[test]
    fn words_follow_the_language() {
        assert_eq!(Euros::from_cents(-123_450).in_words(Lang::Fr), "-1\u{202f}234,50\u{a0}€");
        assert_eq!(Euros::from_cents(123_450).in_words(Lang::En), "€1,234.50");
        assert_eq!(Euros::from_cents(500_000).in_words(Lang::En), "€5,000");
    }
}
