//! One command after another, each under a heading; the first to fail stops all.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_path_buf()
}

/// A cargo command at the root of the repository.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(args).current_dir(root());
    command
}

/// Runs a command that expects nothing from the keyboard and must succeed.
pub(crate) fn run(title: &str, command: &mut Command) -> Result<()> {
    println!("\n== {title}: {}", line(command));
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("{title}: cannot start {}", command.get_program().display()))?;
    ensure!(status.success(), "{title}: failed ({status})");
    Ok(())
}

/// Says that a step is left out, and why.
pub(crate) fn skip(title: &str, reason: &str) {
    println!("\n== {title}: skipped, {reason}");
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
