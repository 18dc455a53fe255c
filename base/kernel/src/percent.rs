use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{InWords, Lang, grouped, number::decimal_mark};

/// A share, exact to the tenth of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent {
    /// The share in tenths of a percent.
    pub tenths: u32,
}

impl Percent {
    /// The share of the part in the whole, rounded to the nearest tenth; none of nothing.
    ///
    /// ```
    /// # use kernel::{InWords, Lang, Percent};
    /// let placed = Percent::of(24, 30).map(|share| share.in_words(Lang::En));
    /// assert_eq!(placed.as_deref(), Some("80%"));
    /// ```
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        let (part, whole) = (u128::from(part), u128::from(whole));
        let tenths = (2_000 * part + whole).checked_div(2 * whole)?;
        u32::try_from(tenths).ok().map(|tenths| Self { tenths })
    }
}

impl InWords for Percent {
    fn in_words(&self, lang: Lang) -> String {
        let mut text = grouped(i64::from(self.tenths / 10), lang);
        if !self.tenths.is_multiple_of(10) {
            text.push(decimal_mark(lang));
            text.push_str(&(self.tenths % 10).to_string());
        }
        text.push_str(match lang {
            Lang::Fr => "\u{a0}%",
            Lang::En => "%",
        });
        text
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_tenth() {
        assert_eq!(Percent::of(1, 3).unwrap().in_words(Lang::Fr), "33,3\u{a0}%");
        assert_eq!(Percent::of(2, 3).unwrap().in_words(Lang::En), "66.7%");
        assert_eq!(Percent::of(1, 2_000).unwrap().tenths, 1);
        assert_eq!(Percent::of(1, 2_001).unwrap().tenths, 0);
    }

    #[test]
    fn there_is_no_share_of_nothing() {
        assert_eq!(Percent::of(0, 0), None);
    }

    #[test]
    fn a_share_may_pass_the_whole() {
        assert_eq!(Percent::of(6, 5).unwrap().to_string(), "120\u{a0}%");
    }
}
