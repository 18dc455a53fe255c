//! From the files of a round to a plan on the disk that `verify` accepts.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod desk;

mod bad_input;
mod plan;
mod repairs;
mod schema;
mod verify;
mod workshops;
mod write;
