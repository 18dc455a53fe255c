//! SHA-256 of a list of texts: no two lists have the same bytes.

use std::fmt::Write;

use sha2::{Digest as _, Sha256};

/// A digest being made.
pub(crate) struct Digest(Sha256);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds a text after its length, or the mark of an absent one.
    pub(crate) fn with(mut self, text: Option<&str>) -> Self {
        match text {
            None => self.0.update([0]),
            Some(text) => {
                self.0.update([1]);
                self.0.update((text.len() as u64).to_be_bytes());
                self.0.update(text.as_bytes());
            }
        }
        self
    }

    /// Adds a number, or the mark of an absent one.
    pub(crate) fn with_number(self, number: Option<i64>) -> Self {
        self.with(number.map(|number| number.to_string()).as_deref())
    }

    /// The digest in hexadecimal.
    pub(crate) fn end(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
