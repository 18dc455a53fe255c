//! Runs `fuzz::xlsx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::xlsx(bytes));
