//! Where a file of a round is: on disk, or in memory when it comes from records or a form.

use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read},
    path::{Path, PathBuf},
};

use std::{collections::BTreeMap, sync::Arc};

use tables::{Column, Faults, Table};

use crate::files::hash;

/// A file of a round.
#[derive(Clone, Debug)]
pub enum Source {
    /// On disk.
    Disk(PathBuf),
    /// In memory, under a name.
    Memory {
        /// The name that messages tell.
        name: String,
        /// What it holds.
        bytes: Arc<[u8]>,
    },
}

impl Source {
    /// Its name, without its folder.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Disk(path) => file_name(path),
            Self::Memory { name, .. } => name.clone(),
        }
    }

    /// Opens it as a table.
    pub(super) fn table(
        &self,
        columns: &[Column],
        renames: &BTreeMap<String, String>,
    ) -> Result<Table, Faults> {
        match self {
            Self::Disk(path) => Table::open(path, columns, renames),
            Self::Memory { name, bytes } => {
                Table::from_bytes(name, bytes.to_vec(), columns, renames)
            }
        }
    }

    /// How many bytes it holds.
    pub(super) fn n_bytes(&self) -> io::Result<u64> {
        match self {
            Self::Disk(path) => Ok(std::fs::metadata(path)?.len()),
            Self::Memory { bytes, .. } => Ok(bytes.len() as u64),
        }
    }

    /// What it holds, from its start.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::Disk(path) => Box::new(BufReader::new(File::open(path)?)),
            Self::Memory { bytes, .. } => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// What it holds, as text.
    pub(super) fn text(&self) -> io::Result<String> {
        io::read_to_string(self.open()?)
    }

    /// The SHA-256 of what it holds, in hexadecimal.
    pub(super) fn sha256(&self) -> io::Result<String> {
        hash::sha256(self.open()?)
    }
}

impl Default for Source {
    fn default() -> Self {
        Self::Disk(PathBuf::new())
    }
}

impl From<PathBuf> for Source {
    fn from(path: PathBuf) -> Self {
        Self::Disk(path)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
