//! The report as a reader meets it: on a desk, on a phone, on paper.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::debian::{CHROMIUM, NODE, NPM, provide};
use crate::step::{cargo, root, run};

/// The languages in which the report is made.
const LANGUAGES: [&str; 2] = ["fr", "en"];

/// Places the example with the real command, in each language, and opens the reports in
/// Chromium: width, accessibility, print.
pub(crate) fn look() -> Result<()> {
    provide(&[CHROMIUM, NODE, NPM])?;
    let driver = root().join("checks/pages");
    fetch_driver(&driver)?;
    let out = root().join("target/pages");
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    fs::create_dir_all(&out).with_context(|| format!("cannot create {}", out.display()))?;
    let example = out.join("example");
    run("example", metier().args(["place", "--example"]).arg(&example))?;
    let reports = LANGUAGES
        .iter()
        .map(|language| report(&example, &out.join(language), language))
        .collect::<Result<Vec<_>>>()?;
    run("pages", Command::new("node").arg(driver.join("look.mjs")).arg(&out).args(reports))
}

fn report(example: &Path, out: &Path, language: &str) -> Result<PathBuf> {
    let mut place = metier();
    place.args(["place", "--lang", language]);
    for (option, file) in [
        ("--learners", "learners.csv"),
        ("--offers", "offers.csv"),
        ("--workshops", "workshops.csv"),
        ("--round", "round.toml"),
    ] {
        place.arg(option).arg(example.join(file));
    }
    run("report", place.arg("--out").arg(out))?;
    let named = out.with_extension("html");
    fs::rename(out.join("report.html"), &named).context("the command wrote no report.html")?;
    Ok(named)
}

fn metier() -> Command {
    cargo(&["run", "--quiet", "--package", "metier", "--"])
}

/// Installs the driver and the accessibility rules at the versions and the hashes of the
/// lock file, unless they already are.
fn fetch_driver(driver: &Path) -> Result<()> {
    let written = |file: &str| fs::metadata(driver.join(file)).and_then(|file| file.modified());
    let wanted = written("package-lock.json").context("checks/pages has no lock file")?;
    if written("node_modules/.package-lock.json").is_ok_and(|done| wanted <= done) {
        return Ok(());
    }
    run("driver", Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(driver))
}
