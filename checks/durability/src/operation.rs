//! What a command does to the files of a folder, and what it says meanwhile.

use std::fmt;
use std::path::PathBuf;

/// One thing done; paths are inside the folder, and the empty path is the folder itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A file is made, unless it is there.
    Create(PathBuf),
    /// Bytes are written at a place, or at the end.
    Write { file: PathBuf, at: Option<usize>, bytes: Vec<u8> },
    /// A file gets this size.
    Resize { file: PathBuf, size: usize },
    /// A file gets this size if it is smaller.
    Grow { file: PathBuf, size: usize },
    /// A file takes another name, of which any holder loses it.
    Rename { from: PathBuf, to: PathBuf },
    /// A name is taken away.
    Remove(PathBuf),
    /// The disk now holds what was done to a file, or to the names in a folder, by the first
    /// so many operations. Those that came while the disk was at work have no such promise.
    Sync { path: PathBuf, n_covered: usize },
    /// A line is said to whoever runs the command.
    Say(String),
}

/// The lines said, in order.
pub(crate) fn said(operations: &[Operation]) -> Vec<String> {
    let line = |operation: &Operation| {
        let Operation::Say(line) = operation else { return None };
        Some(line.clone())
    };
    operations.iter().filter_map(line).collect()
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create(file) => write!(out, "create {}", file.display()),
            Self::Write { file, at: Some(at), bytes } => {
                write!(out, "write {} bytes at {at} of {}", bytes.len(), file.display())
            }
            Self::Write { file, at: None, bytes } => {
                write!(out, "add {} bytes to {}", bytes.len(), file.display())
            }
            Self::Resize { file, size } => write!(out, "resize {} to {size}", file.display()),
            Self::Grow { file, size } => write!(out, "grow {} to {size}", file.display()),
            Self::Rename { from, to } => {
                write!(out, "rename {} to {}", from.display(), to.display())
            }
            Self::Remove(file) => write!(out, "remove {}", file.display()),
            Self::Sync { path, .. } => write!(out, "sync ./{}", path.display()),
            Self::Say(line) => write!(out, "say {line}"),
        }
    }
}
