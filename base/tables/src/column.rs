/// A column that the caller knows, and the headers that name it.
///
/// Headers are compared without case, accents or punctuation: `reach_min` is `Reach min`.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its own name.
    pub name: &'static str,
    /// Its other names, in any language.
    pub synonyms: &'static [&'static str],
    /// Whether a file without it is refused.
    pub required: bool,
}

impl Column {
    /// A column that every file must have.
    #[must_use]
    pub const fn required(name: &'static str, synonyms: &'static [&'static str]) -> Self {
        Self { name, synonyms, required: true }
    }

    /// A column that a file may have.
    #[must_use]
    pub const fn optional(name: &'static str, synonyms: &'static [&'static str]) -> Self {
        Self { name, synonyms, required: false }
    }

    /// All its names, its own first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.synonyms.iter().copied())
    }
}
