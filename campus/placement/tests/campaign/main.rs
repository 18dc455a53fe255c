//! The life of a round over the records, on each engine.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod answers;
mod campus;
mod nouns;
mod plans;
