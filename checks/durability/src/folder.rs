//! A folder and its files, read and written whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder: their paths inside it, their bytes.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The files of a folder and of those inside it.
pub(crate) fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it lies inside").to_path_buf();
                files.insert(name, fs::read(path).expect("the file can be read"));
            }
        }
    }
    files
}

/// Writes files into a folder.
pub(crate) fn write(files: &Files, folder: &Path) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .and_then(|()| fs::write(path, bytes))
            .expect("the temporary folder can be written");
    }
}
