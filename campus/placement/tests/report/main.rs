//! The report: what it tells, to whom, and how it reads.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod colours;
mod desk;

mod privacy;
mod reading;
