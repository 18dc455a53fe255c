//! Words that files share: trades, skills, needs.

use std::{fmt, sync::Arc};

use kernel::Rome;

/// A word as it was written, compared without case, accents and punctuation. A ROME code
/// stands for itself, whatever follows it: “B1803” and “B1803 Couture” are the same.
#[derive(Clone)]
pub struct Label {
    // Invariant: `key` is the ROME code that opens the folded text, or all of it.
    text: Arc<str>,
    key: Arc<str>,
}

impl Label {
    /// Keeps the text and its key for comparison.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let folded = kernel::fold(text);
        let key = match folded.split_once(' ') {
            Some((first, _)) if first.parse::<Rome>().is_ok() => first,
            Some(_) | None => folded.as_str(),
        };
        Self { text: text.trim().into(), key: key.into() }
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is compared.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Label {}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Label;

    #[test]
    fn a_rome_code_is_the_same_trade_with_or_without_its_name() {
        assert_eq!(Label::new("B1803"), Label::new("b1803 - Couturier / Couturière"));
        assert_ne!(Label::new("B1803 Couture"), Label::new("B1802 Couture"));
        assert_eq!(Label::new("B1803 Couture").text(), "B1803 Couture");
    }

    #[test]
    fn a_name_that_does_not_open_with_a_code_is_compared_whole() {
        assert_ne!(Label::new("couture flou"), Label::new("couture tailleur"));
        assert_eq!(Label::new("Couture, FLOU"), Label::new("couture flou"));
    }
}
