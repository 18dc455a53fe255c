//! Exact points of communes, imported once for all commands of this user.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use kernel::{InWords, Lang};
use places::{Exact, Places};

use crate::exit::Failure;

/// The communes, with the exact points that were imported, if any.
pub(crate) fn places(lang: Lang) -> Result<Places, Failure> {
    let Some(file) = overlay().filter(|file| file.exists()) else {
        return Ok(Places::embedded());
    };
    let opened = File::open(&file).with_context(|| file.display().to_string())?;
    let exact = Exact::read(BufReader::new(opened)).map_err(|error| {
        Failure::Usage(format!("{} : {}", file.display(), error.in_words(lang)))
    })?;
    Ok(Places::embedded().with_points(exact))
}

/// Takes the points of an official file; replaces those of an earlier import.
pub(crate) fn import(file: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let import = Places::embedded().import(file)?;
    let overlay = overlay().context("HOME, XDG_DATA_HOME : aucun n'est défini / neither is set")?;
    let folder = overlay.parent().context("the overlay lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let draft = overlay.with_extension("tsv.part");
    let mut out =
        BufWriter::new(File::create(&draft).with_context(|| draft.display().to_string())?);
    import.exact.write(&mut out)?;
    out.flush()?;
    fs::rename(&draft, &overlay)?;
    say!("{}", told(&import, &overlay, lang));
    Ok(ExitCode::SUCCESS)
}

fn told(import: &places::Import, overlay: &Path, lang: Lang) -> String {
    let (rows, without, unknown) = (import.rows, import.without_point, import.unknown);
    let to = overlay.display();
    match lang {
        Lang::Fr => format!(
            "{rows} lignes lues, {without} sans coordonnées, {unknown} de communes inconnues ; \
             points écrits dans {to}, utilisés désormais par metier"
        ),
        Lang::En => format!(
            "{rows} rows read, {without} without a point, {unknown} of unknown communes; \
             points written to {to}, which metier uses from now on"
        ),
    }
}

fn overlay() -> Option<PathBuf> {
    let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    Some(data.or_else(home)?.join("metier/communes.tsv"))
}
