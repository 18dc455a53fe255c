//! “Did you mean”, for ids. Looking for the nearest among many ids is slow, so only the
//! first errors of a file get a hint.

use std::cell::Cell;

/// How many hints a file gets.
const MOST: u32 = 50;

/// The hints left.
pub(super) struct Hints(Cell<u32>);

impl Default for Hints {
    fn default() -> Self {
        Self(Cell::new(MOST))
    }
}

impl Hints {
    /// The known id that was perhaps meant.
    pub(super) fn nearest<'i>(
        &self,
        given: &str,
        ids: impl Iterator<Item = &'i str>,
    ) -> Option<String> {
        let left = self.0.get().checked_sub(1)?;
        self.0.set(left);
        tables::nearest(given, ids).map(str::to_owned)
    }
}
