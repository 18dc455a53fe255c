//! What schools do with their learners, on a real database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod ground;
mod history;
mod import;
mod nouns;
mod studies;
