//! Records kept on a real database: SQLite, and PostgreSQL where there is one.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shop;

mod change;
mod export;
mod import;
mod read;
mod send;
mod undo;
