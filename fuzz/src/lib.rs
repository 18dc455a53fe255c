//! What each fuzz target does with its bytes.

mod codes;
mod sheet;
mod table;

pub use {
    codes::codes,
    table::{csv, xlsx},
};
