//! What the ledger says is kept, is kept: after a power cut, after a kill. A ledger that
//! promises too much is caught, which shows that the harness can catch one.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod book;
mod kills;
mod power;

use std::path::Path;
use std::process::Command;

use book::Harm;
use durability::Failure;

/// The first of the failures, in words.
fn told(failures: &[Failure<Harm>]) -> String {
    let first: Vec<String> = failures.iter().take(5).map(ToString::to_string).collect();
    format!("{} failures\n{}", failures.len(), first.join("\n"))
}

/// The ledger that writes in a folder.
fn ledger(folder: &Path, synchronous: &str, n_entries: u32, when: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledger"));
    command.arg(folder.join(book::FILE)).args([synchronous, &n_entries.to_string(), when]);
    command
}
