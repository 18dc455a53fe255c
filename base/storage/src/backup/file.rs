//! The file of a backup: compressed lines of JSON, the last of which holds their digest.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Contents;
use crate::{StoreError, digest::hexadecimal};

/// The version of the file.
pub(super) const FORMAT: u32 = 1;

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub(super) enum Line {
    Backup { format: u32, at: Timestamp, versions: Vec<(String, i64)> },
    Table { name: String, columns: Vec<(String, Kind)> },
    Row { values: Vec<Value> },
    End { rows: u64, sha256: String },
}

/// What a column holds.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Text,
    Whole,
    Decimal,
    Bytes,
}

/// A backup being written.
pub(super) struct Lines {
    path: PathBuf,
    out: GzEncoder<BufWriter<File>>,
    digest: Sha256,
}

impl Lines {
    pub(super) fn create(path: &Path) -> Result<Self, StoreError> {
        let file = private(path).map_err(|why| unwritable(path, &why))?;
        let out = GzEncoder::new(BufWriter::new(file), Compression::fast());
        Ok(Self { path: path.to_owned(), out, digest: Sha256::new() })
    }

    pub(super) fn write(&mut self, line: &Line) -> Result<(), StoreError> {
        let mut bytes = serde_json::to_vec(line).map_err(|why| StoreError::File {
            path: self.path.display().to_string(),
            why: why.to_string(),
        })?;
        bytes.push(b'\n');
        self.digest.update(&bytes);
        self.out.write_all(&bytes).map_err(|why| unwritable(&self.path, &why))
    }

    pub(super) fn end(mut self, rows: u64) -> Result<(), StoreError> {
        let sha256 = hexadecimal(&self.digest.clone().finalize());
        self.write(&Line::End { rows, sha256 })?;
        let flushed = self.out.finish().and_then(|mut out| {
            out.flush()?;
            out.get_ref().sync_all()
        });
        flushed.map_err(|why| unwritable(&self.path, &why))
    }
}

/// The lines of a backup; the last one is compared with the digest of the others.
pub(super) fn lines(
    file: &Path,
) -> Result<impl Iterator<Item = Result<Line, StoreError>>, StoreError> {
    let opened = File::open(file).map_err(|why| unwritable(file, &why))?;
    let text = BufReader::new(GzDecoder::new(BufReader::new(opened)));
    let (mut digest, path) = (Sha256::new(), file.to_owned());
    Ok(text.lines().map(move |line| {
        let line = line.map_err(|_| damaged(&path))?;
        let parsed: Line = serde_json::from_str(&line).map_err(|_| damaged(&path))?;
        if let Line::End { sha256, .. } = &parsed
            && *sha256 != hexadecimal(&digest.clone().finalize())
        {
            return Err(damaged(&path));
        }
        digest.update(line.as_bytes());
        digest.update(b"\n");
        Ok(parsed)
    }))
}

/// Reads a backup to its end and compares it with its digest.
pub(super) fn verified(file: &Path) -> Result<Contents, StoreError> {
    let mut contents = Contents::default();
    let mut is_first = true;
    let mut is_whole = false;
    for line in lines(file)? {
        match line? {
            _ if is_whole => return Err(damaged(file)),
            Line::Backup { format: FORMAT, .. } if is_first => {}
            Line::Table { .. } if !is_first => contents.n_tables += 1,
            Line::Row { .. } if !is_first => contents.n_rows += 1,
            Line::End { rows, .. } if !is_first && rows == contents.n_rows => is_whole = true,
            Line::Backup { .. } | Line::Table { .. } | Line::Row { .. } | Line::End { .. } => {
                return Err(damaged(file));
            }
        }
        is_first = false;
    }
    if is_whole { Ok(contents) } else { Err(damaged(file)) }
}

/// A new file that only its owner may read: it holds all that the database holds.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Waits until the name of a file is on the disk, as what it holds is.
pub(super) fn settle(file: &Path) -> Result<(), StoreError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    // Windows has no such thing, and needs none.
    if cfg!(unix) { synced.map_err(|why| unwritable(folder, &why)) } else { Ok(()) }
}

pub(super) fn aside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    file.with_file_name(name)
}

pub(super) fn unwritable(path: &Path, why: &std::io::Error) -> StoreError {
    if why.kind() == std::io::ErrorKind::StorageFull {
        return StoreError::Full;
    }
    StoreError::File { path: path.display().to_string(), why: why.to_string() }
}

fn damaged(file: &Path) -> StoreError {
    StoreError::Damaged { why: file.display().to_string() }
}
