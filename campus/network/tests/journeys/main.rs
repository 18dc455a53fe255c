//! What people do with partners, people and rights, on a real database of each engine.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod asking;
mod authorisations;
mod bad_input;
mod canary;
mod confirming;
mod filled;
mod founding;
mod giving;
mod ground;
mod importing;
mod nouns;
mod published;
mod region;
mod search;
mod table;
