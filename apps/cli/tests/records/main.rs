//! The commands over the records, as people type them, on each engine.

#![expect(clippy::unwrap_used, reason = "a panic is a failed test")]

mod campus;
mod databases_as_files;
mod files;
mod jobs;
mod refusals;
mod round;
mod story;
mod words;
