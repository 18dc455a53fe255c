//! Random bytes into every reader, a minute each.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::answers;
use crate::debian::{COMPILER, provide};
use crate::step::{cargo, root, run};

/// The version of cargo-fuzz that the targets are known to run with.
const VERSION: &str = "0.13.2";
/// How long each target runs.
const SECONDS: u32 = 60;

/// Runs each target of `fuzz/`; the first crash stops all.
pub(crate) fn every_target() -> Result<()> {
    provide(&[COMPILER])?;
    if !answers("cargo", &["fuzz", "--version"]) {
        run("fuzz", &mut cargo(&["install", "cargo-fuzz", "--locked", "--version", VERSION]))?;
    }
    let listed = fuzz(&["list"]).output().context("cannot list the fuzz targets")?;
    ensure!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    for target in String::from_utf8(listed.stdout)?.lines() {
        let (corpus, seeds) = (format!("corpus/{target}"), format!("seeds/{target}"));
        fs::create_dir_all(root().join("fuzz").join(&corpus))?;
        let limit = format!("-max_total_time={SECONDS}");
        let options = ["--", &limit, "-rss_limit_mb=1024"];
        run("fuzz", fuzz(&["run", target, &corpus, &seeds]).args(options))?;
    }
    Ok(())
}

/// The sanitizer is an unstable option of the compiler: this is how the stable one accepts it.
fn fuzz(args: &[&str]) -> Command {
    let mut command = cargo(&["fuzz"]);
    command.args(args).current_dir(root().join("fuzz")).env("RUSTC_BOOTSTRAP", "1");
    command
}
