//! `cargo xtask test`: what the continuous integration runs, and nothing but it.

use anyhow::Result;
use clap::Args;

use crate::debian::{CMAKE, COMPILER, STRACE, provide};
use crate::postgres::Server;
use crate::step::{cargo, run, skip};
use crate::{answers, fuzz, pages};

/// Which checks to run beyond the usual ones.
#[derive(Args)]
pub(crate) struct Choice {
    /// Compares the engine with HiGHS too (needs cmake and libclang)
    #[arg(long)]
    oracle: bool,
    /// Everything known, as before a release: the oracle, the fuzz targets and many more
    /// random cases
    #[arg(long)]
    full: bool,
}

/// The package that is built only when asked.
const ORACLE: &str = "oracle";
/// How many random cases each property is tried on before a release.
const MANY_CASES: &str = "4096";
/// Otherwise the cases are the same at each run: what fails has changed.
const SEED: &str = "1";

/// Runs every check. The test runner comes last: what it prints is the verdict.
pub(crate) fn everything(choice: &Choice) -> Result<()> {
    provide(&[COMPILER])?;
    run("format", &mut cargo(&["fmt", "--all", "--check"]))?;
    run("lints", &mut clippy())?;
    run("documentation", &mut documentation())?;
    unused_dependencies()?;
    pages::look()?;
    if choice.full {
        fuzz::every_target()?;
    }
    if choice.oracle || choice.full {
        oracle(choice)?;
    }
    tests(choice)
}

fn clippy() -> std::process::Command {
    let mut command = cargo(&["clippy", "--workspace", "--exclude", ORACLE, "--all-targets"]);
    command.args(["--", "--deny", "warnings"]);
    command
}

fn documentation() -> std::process::Command {
    let mut command = cargo(&["doc", "--workspace", "--exclude", ORACLE, "--no-deps"]);
    command.env("RUSTDOCFLAGS", "--deny warnings");
    command
}

fn unused_dependencies() -> Result<()> {
    let title = "unused dependencies";
    if answers("cargo", &["machete", "--version"]) {
        run(title, &mut cargo(&["machete"]))
    } else {
        skip(title, "cargo-machete is not installed");
        Ok(())
    }
}

fn oracle(choice: &Choice) -> Result<()> {
    provide(&[CMAKE, COMPILER])?;
    let title = "oracle";
    run(title, &mut cargo(&["clippy", "-p", ORACLE, "--all-targets", "--", "--deny", "warnings"]))?;
    run(title, cases(choice, &mut cargo(&["test", "-p", ORACLE])))
}

fn tests(choice: &Choice) -> Result<()> {
    provide(&[STRACE])?;
    let server = Server::start()?;
    let all = ["--workspace", "--exclude", ORACLE];
    let mut examples = cargo(&["test", "--doc"]);
    run("examples in the documentation", server.tell(examples.args(all)))?;
    let mut command = if answers("cargo", &["nextest", "--version"]) {
        cargo(&["nextest", "run", "--no-fail-fast"])
    } else {
        cargo(&["test", "--lib", "--bins", "--tests", "--no-fail-fast"])
    };
    run("tests", cases(choice, server.tell(command.args(all))))
}

/// Tells the properties which cases to try: many new ones, or the usual ones.
fn cases<'a>(
    choice: &Choice,
    command: &'a mut std::process::Command,
) -> &'a mut std::process::Command {
    if choice.full {
        command.env("PROPTEST_CASES", MANY_CASES)
    } else {
        command.env("PROPTEST_RNG_SEED", SEED)
    }
}
