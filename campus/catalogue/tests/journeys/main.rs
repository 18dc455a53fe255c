//! What people do with programmes, classes and official codes, on a real database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod calendar;
mod codes;
mod ground;
mod nouns;
mod programmes;
mod refresh;
