//! Programs that the checks need, taken from Debian when they are missing.

use std::path::PathBuf;
use std::process::Command;
use std::{cmp::Reverse, fs};

use anyhow::{Result, ensure};

use crate::answers;
use crate::step::run;

/// A program, and the Debian packages that bring it.
pub(crate) struct Program {
    sign: Sign,
    packages: &'static [&'static str],
}

/// How one knows that a program is there.
enum Sign {
    /// It succeeds when it is run with these words.
    Answers(&'static str, &'static [&'static str]),
    /// A folder named by a number, the version, holds this file.
    Versions { folder: &'static str, file: &'static str },
}

/// The browser that opens the pages.
pub(crate) const CHROMIUM: Program =
    Program { sign: Sign::Answers("chromium", &["--version"]), packages: &["chromium"] };
/// What drives the browser.
pub(crate) const NODE: Program =
    Program { sign: Sign::Answers("node", &["--version"]), packages: &["nodejs"] };
/// What fetches the driver and the accessibility rules.
pub(crate) const NPM: Program =
    Program { sign: Sign::Answers("npm", &["--version"]), packages: &["npm"] };
/// What compiles the peer of the benchmarks, the fuzzer and the oracle.
pub(crate) const COMPILER: Program =
    Program { sign: Sign::Answers("c++", &["--version"]), packages: &["g++"] };
/// What builds the oracle.
pub(crate) const CMAKE: Program = Program {
    sign: Sign::Answers("cmake", &["--version"]),
    packages: &["cmake", "make", "libclang-dev"],
};

/// The server on which tests run beside SQLite. Debian keeps it out of the `PATH`.
pub(crate) const POSTGRES: Program = Program {
    sign: Sign::Versions { folder: "/usr/lib/postgresql", file: "bin/postgres" },
    packages: &["postgresql"],
};
/// What records the writes of a command, for the tests of power cuts.
pub(crate) const STRACE: Program =
    Program { sign: Sign::Answers("strace", &["--version"]), packages: &["strace"] };

impl Program {
    /// Where it is, in its newest version.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        match self.sign {
            Sign::Answers(name, words) => answers(name, words).then(|| name.into()),
            Sign::Versions { folder, file } => newest(folder, file),
        }
    }
}

/// Installs the packages of the programs that do not answer, or names them.
pub(crate) fn provide(programs: &[Program]) -> Result<()> {
    let missing: Vec<&str> = programs
        .iter()
        .filter(|program| program.path().is_none())
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

/// The file in the folder of the highest version that has it.
fn newest(folder: &str, file: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .collect();
    versions.sort_by_key(|&(version, _)| Reverse(version));
    versions.into_iter().map(|(_, path)| path.join(file)).find(|path| path.exists())
}

/// Whether this is the administrator, who may install packages but not run every server.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_that_has_the_file_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["9", "15", "17", "x"] {
            fs::create_dir(folder.path().join(version)).unwrap();
        }
        let found = || newest(folder.path().to_str().unwrap(), "server");
        assert_eq!(found(), None);
        for version in ["9", "15", "x"] {
            fs::write(folder.path().join(version).join("server"), "").unwrap();
        }
        assert_eq!(found(), Some(folder.path().join("15/server")));
    }
}
