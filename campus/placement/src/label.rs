//! Words that files share: trades, skills, needs.

use std::{fmt, sync::Arc};

/// A word as it was written, compared without case, accents and punctuation.
#[derive(Clone)]
pub struct Label {
    // Invariant: `key == kernel::fold(text)`.
    text: Arc<str>,
    key: Arc<str>,
}

impl Label {
    /// Keeps the text and its key for comparison.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let key = kernel::fold(text);
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
