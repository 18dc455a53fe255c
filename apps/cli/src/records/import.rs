//! `metier <noun> import`: what a file would do, then all of it or nothing.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Context;
use kernel::Lang;
use records::import::{self, Options, Preview};
use records::{Done, Noun, RecordError, Scope};
use serde_json::Value as Json;
use storage::Tx;

use super::{args::Import, fields, preview, shown::Linked};
use crate::desk::Desk;
use crate::exit::Failure;
use crate::progress::patiently;
use crate::{done, files};

/// A file to import, and how.
struct Brought {
    noun: &'static Noun,
    name: String,
    bytes: Vec<u8>,
    options: Options,
}

/// What was imported, or why nothing was.
enum Outcome {
    Imported { told: String, json: Json, done: Done },
    Refused { preview: Preview, linked: Linked },
    ChangedMeanwhile,
}

/// Shows what the file would do; does it if nothing is wrong and the person wants it. Who sits
/// at a terminal is asked, unless the answer is typed already.
pub(super) async fn import(
    desk: &Desk,
    noun: &'static Noun,
    args: &Import,
) -> Result<ExitCode, Failure> {
    let (brought, lang) = (brought(noun, args, desk.lang)?, desk.lang);
    let is_asked = !args.yes && !args.json && io::stdin().is_terminal();
    let mut shown = None;
    if args.preview || is_asked {
        let work = async |tx: &mut Tx, scope: &Scope| previewed(tx, scope, desk, &brought).await;
        let (preview, linked) = patiently(lang, desk.read(work)).await?;
        tell(&preview, &linked, args, lang)?;
        if !preview.faults.is_empty() {
            return Err(preview.faults.into());
        }
        if args.preview || !is_wanted(&preview, lang)? {
            return Ok(ExitCode::SUCCESS);
        }
        shown = Some(preview::outline(&preview));
    }
    match patiently(lang, apply(desk, &brought, shown.as_ref())).await? {
        Outcome::Imported { told, json, done } => {
            if args.json {
                say!("{}", with_act(json, &done));
            } else {
                let told = shown.is_none().then_some(told);
                let lines = told.into_iter().chain([done::told(&done, lang)]);
                say!("{}", lines.collect::<Vec<_>>().join("\n"));
            }
            Ok(ExitCode::SUCCESS)
        }
        Outcome::Refused { preview, linked } => {
            tell(&preview, &linked, args, lang)?;
            Err(preview.faults.into())
        }
        Outcome::ChangedMeanwhile => Err(Failure::Usage(changed_meanwhile(lang))),
    }
}

/// Previews and imports in one unit of work; what was shown must still be so.
async fn apply(
    desk: &Desk,
    brought: &Brought,
    shown: Option<&preview::Outline>,
) -> Result<Outcome, Failure> {
    let work = async |tx: &mut Tx, scope: &Scope| {
        let (preview, linked) = previewed(tx, scope, desk, brought).await?;
        if !preview.faults.is_empty() {
            return Ok(Outcome::Refused { preview, linked });
        }
        if shown.is_some_and(|shown| *shown != preview::outline(&preview)) {
            return Ok(Outcome::ChangedMeanwhile);
        }
        let told = preview::told(&preview, &linked, desk.lang);
        let json = preview::counts(&preview);
        let done = import::apply(tx, scope, preview, &desk.surroundings).await?;
        Ok(Outcome::Imported { told, json, done })
    };
    desk.write(work).await
}

async fn previewed(
    tx: &mut Tx,
    scope: &Scope,
    desk: &Desk,
    brought: &Brought,
) -> Result<(Preview, Linked), RecordError> {
    let file = (brought.name.as_str(), brought.bytes.clone());
    let (noun, options) = (brought.noun, &brought.options);
    let preview = import::preview(tx, scope, (noun, file), options, &desk.surroundings).await?;
    let linked = preview::linked_in(tx, scope, &preview).await?;
    Ok((preview, linked))
}

/// Says what the file would do, and writes it again with what to correct.
fn tell(preview: &Preview, linked: &Linked, args: &Import, lang: Lang) -> Result<(), Failure> {
    if args.json {
        say!("{}", preview::json(preview, linked, lang));
    } else {
        say!("{}", preview::told(preview, linked, lang));
    }
    let Some(path) = args.corrected.as_ref().filter(|_| !preview.faults.is_empty()) else {
        return Ok(());
    };
    files::write(path, |out| import::corrected(preview, lang, out))?;
    let path = path.display();
    if !args.json {
        say!(
            "{}",
            match lang {
                Lang::Fr => format!("à corriger dans {path}, puis à importer à nouveau"),
                Lang::En => format!("to be corrected in {path}, then imported again"),
            }
        );
    }
    Ok(())
}

/// Asks whoever sits at the terminal.
fn is_wanted(preview: &Preview, lang: Lang) -> Result<bool, Failure> {
    if preview::does_nothing(preview) {
        say!("{}", done::told(&Done { act: None, n_records: 0 }, lang));
        return Ok(false);
    }
    print!(
        "{}",
        match lang {
            Lang::Fr => "Importer\u{a0}? (oui/non) ",
            Lang::En => "Import? (yes/no) ",
        }
    );
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(tables::value::yes_no(answer.trim()).unwrap_or(false))
}

fn with_act(mut json: Json, done: &Done) -> Json {
    if let (Json::Object(all), Json::Object(more)) = (&mut json, done::json(done)) {
        all.extend(more);
    }
    json
}

fn brought(noun: &'static Noun, args: &Import, lang: Lang) -> Result<Brought, Failure> {
    let key = args.key.as_deref().map(|key| fields::field(noun, key, lang)).transpose()?;
    // The header comes first, as it is read: "header=field".
    let rename = |typed: &String| {
        let (header, name) = typed.rsplit_once('=').unwrap_or((typed, ""));
        Ok((header.to_owned(), fields::field(noun, name, lang)?.name.to_owned()))
    };
    let renames = fields::all(args.renames.iter().map(rename))?.into_iter().collect();
    let options = Options { key, blanks_erase: args.erase_blanks, renames, ..Options::default() };
    let bytes = fs::read(&args.table).with_context(|| args.table.display().to_string())?;
    let name = args.table.file_name().unwrap_or(args.table.as_os_str());
    Ok(Brought { noun, name: name.to_string_lossy().into_owned(), bytes, options })
}

fn changed_meanwhile(lang: Lang) -> String {
    match lang {
        Lang::Fr => "les fiches ont changé depuis l’aperçu\u{a0}: rien n’a été importé\u{202f}; \
                     recommencez"
            .to_owned(),
        Lang::En => {
            "the records changed since the preview: nothing was imported; start again".to_owned()
        }
    }
}
