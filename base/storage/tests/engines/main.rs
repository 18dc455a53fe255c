//! The same on both engines, whatever happens to them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod backup;
mod chain;
mod conflict;
mod damage;
mod full;
mod ground;
mod jobs;
mod killed;
mod migration;
mod nulls;
