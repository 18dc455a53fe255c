//! Files that commands write: whole, or not at all.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use storage::StoreError;

use crate::exit::Failure;

/// Writes a file beside, then puts it in its place.
pub(crate) fn write(
    path: &Path,
    with: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let draft = path.with_file_name(name);
    let written = File::create(&draft).and_then(|mut out| {
        with(&mut out)?;
        out.sync_all()?;
        fs::rename(&draft, path)
    });
    written.map_err(|why| {
        // What cannot be taken away either does no harm: it has another name.
        let _ = fs::remove_file(&draft);
        Failure::from(match why.kind() {
            io::ErrorKind::StorageFull => StoreError::Full,
            _ => StoreError::File { path: path.display().to_string(), why: why.to_string() },
        })
    })
}
