//! Programs that the checks need, taken from Debian when they are missing.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::answers;
use crate::step::run;

/// A program, and the Debian packages that bring it.
pub(crate) struct Program {
    name: &'static str,
    ask: &'static [&'static str],
    packages: &'static [&'static str],
}

/// The browser that opens the pages.
pub(crate) const CHROMIUM: Program =
    Program { name: "chromium", ask: &["--version"], packages: &["chromium"] };
/// What drives the browser.
pub(crate) const NODE: Program =
    Program { name: "node", ask: &["--version"], packages: &["nodejs"] };
/// What fetches the driver and the accessibility rules.
pub(crate) const NPM: Program = Program { name: "npm", ask: &["--version"], packages: &["npm"] };
/// What compiles the peer of the benchmarks, the fuzzer and the oracle.
pub(crate) const COMPILER: Program =
    Program { name: "c++", ask: &["--version"], packages: &["g++"] };
/// What builds the oracle.
pub(crate) const CMAKE: Program =
    Program { name: "cmake", ask: &["--version"], packages: &["cmake", "make", "libclang-dev"] };

/// Installs the packages of the programs that do not answer, or names them.
pub(crate) fn provide(programs: &[Program]) -> Result<()> {
    let missing: Vec<&str> = programs
        .iter()
        .filter(|program| !answers(program.name, program.ask))
        .flat_map(|program| program.packages)
        .copied()
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!("apt-get install {}", missing.join(" "));
    ensure!(is_root(), "missing packages: as root, run {install}");
    run("packages", apt().arg("update"))?;
    run("packages", apt().args(["install", "--yes", "--no-install-recommends"]).args(&missing))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet=2").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}
