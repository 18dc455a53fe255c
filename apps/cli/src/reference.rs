//! `metier reference import`: the codes of the State, from their official files.

use std::fs;
use std::process::ExitCode;

use anyhow::Context;
use catalogue::code::Nomenclature;
use catalogue::{CodeFile, Extent, ImportError, Imported, import_codes};
use kernel::Lang;
use network::Verb;
use records::{RecordError, Scope};
use serde_json::json;
use storage::{Passing, StoreError, Tx};

use crate::args::{ReferenceImport, Who};
use crate::desk::Desk;
use crate::done;
use crate::exit::Failure;
use crate::progress::patiently;

/// Imports an official file: all of it or nothing.
pub(crate) async fn import(
    who: &Who,
    args: &ReferenceImport,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let file = args.official.file_name().unwrap_or(args.official.as_os_str()).to_string_lossy();
    let nomenclature = Nomenclature::ALL.into_iter().find(|known| known.code() == args.kind);
    let nomenclature = nomenclature.ok_or_else(|| unknown_kind(lang))?;
    let bytes = fs::read(&args.official).with_context(|| args.official.display().to_string())?;
    let desk = Desk::open(who, lang).await?;
    let work = async |tx: &mut Tx, scope: &Scope| {
        Verb::ImportReference.check(scope)?;
        let file = CodeFile {
            nomenclature,
            name: &file,
            bytes: bytes.clone(),
            source: &args.source,
            extent: if args.whole { Extent::Whole } else { Extent::Extract },
        };
        Ok::<_, Refused>(import_codes(tx, scope, file, &desk.surroundings).await?)
    };
    let imported = patiently(lang, desk.write_or(work)).await?;
    if args.json {
        say!("{}", as_json(&imported));
    } else {
        say!("{}\n{}", told(&imported, lang), done::told(&imported.done, lang));
    }
    Ok(ExitCode::SUCCESS)
}

/// Why the file was not imported.
struct Refused(ImportError);

impl From<ImportError> for Refused {
    fn from(error: ImportError) -> Self {
        Self(error)
    }
}

impl From<RecordError> for Refused {
    fn from(error: RecordError) -> Self {
        Self(ImportError::Records(error))
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(ImportError::Records(error.into()))
    }
}

impl Passing for Refused {
    fn is_passing(&self) -> bool {
        matches!(&self.0, ImportError::Records(error) if error.is_passing())
    }
}

impl From<Refused> for Failure {
    fn from(Refused(error): Refused) -> Self {
        match error {
            ImportError::Faults(faults) => faults.into(),
            ImportError::Records(error) => error.into(),
        }
    }
}

fn told(imported: &Imported, lang: Lang) -> String {
    let Imported { n_new, n_changed, n_unchanged, n_closed, n_others, .. } = imported;
    match lang {
        Lang::Fr => format!(
            "nouveaux\u{a0}: {n_new}, modifiés\u{a0}: {n_changed}, inchangés\u{a0}: {n_unchanged}, \
             fermés\u{a0}: {n_closed}, lignes laissées de côté\u{a0}: {n_others}"
        ),
        Lang::En => format!(
            "new: {n_new}, changed: {n_changed}, unchanged: {n_unchanged}, closed: {n_closed}, rows \
             left aside: {n_others}"
        ),
    }
}

fn as_json(imported: &Imported) -> serde_json::Value {
    json!({
        "new": imported.n_new,
        "changed": imported.n_changed,
        "unchanged": imported.n_unchanged,
        "closed": imported.n_closed,
        "left_aside": imported.n_others,
        "act": imported.done.act,
    })
}

fn unknown_kind(lang: Lang) -> Failure {
    let kinds = Nomenclature::ALL.map(Nomenclature::code).join(", ");
    Failure::Usage(match lang {
        Lang::Fr => format!("--kind\u{a0}: choisissez parmi\u{a0}: {kinds}"),
        Lang::En => format!("--kind: choose one of: {kinds}"),
    })
}
