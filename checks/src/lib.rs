//! The repository checks itself: which way the crates depend, how tidy the sources are,
//! where the links of the documents lead.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

pub mod arrows;
pub mod links;
pub mod tidy;

/// A text of the repository.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it lies, from the root, with `/` between the parts.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Something that breaks a rule of the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// The line, from 1; none when the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.path, self.what),
            None => write!(out, "{}: {}", self.path, self.what),
        }
    }
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The texts of the repository with one of these extensions, by path; what git ignores is
/// left out.
///
/// # Panics
/// When the repository cannot be read.
#[must_use]
pub fn sources(extensions: &[&str]) -> Vec<Source> {
    let root = root();
    let walk = WalkBuilder::new(&root)
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(Path::cmp)
        .build();
    walk.map(|entry| entry.expect("the repository can be walked").into_path())
        .filter(|path| path.is_file())
        .filter(|path| path.extension().is_some_and(|e| extensions.iter().any(|&x| e == x)))
        .map(|path| read(&root, &path))
        .collect()
}

fn read(root: &Path, path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a source is UTF-8 text");
    let path = path.strip_prefix(root).expect("the walk starts at the root");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    Source { path: parts.join("/"), text }
}
