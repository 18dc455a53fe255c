//! `metier backup`, `restore` and `check`: the database as a whole. Whoever can run them holds
//! the machine; somebody who acts by name must be allowed to.

use std::process::ExitCode;

use kernel::{InWords, Lang};
use network::Verb;
use serde_json::json;
use storage::{Contents, Finding};

use crate::args::{Backup, Check, Restore, Who};
use crate::desk::{self, Desk};
use crate::exit::{FAILED, Failure};
use crate::progress::patiently;
use crate::usage::program;
use crate::{clock, nouns};

/// Copies all that the database holds to one file, while others use it.
pub(crate) async fn backup(who: &Who, args: &Backup, lang: Lang) -> Result<ExitCode, Failure> {
    check_allowed(who, Verb::Backup, lang).await?;
    let database = desk::open(who).await?;
    let copied = storage::backup(&database, &args.copy, clock::now());
    let Contents { n_tables, n_rows } = patiently(lang, copied).await?;
    let copy = args.copy.display();
    match lang {
        Lang::Fr => say!("sauvegardé dans {copy}\u{a0}: {n_rows} lignes de {n_tables} tables"),
        Lang::En => say!("backed up to {copy}: {n_rows} rows of {n_tables} tables"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes a database from a backup, where there is none.
pub(crate) async fn restore(who: &Who, args: &Restore, lang: Lang) -> Result<ExitCode, Failure> {
    let schema = nouns::schema();
    let restored = storage::restore(&args.copy, &who.database, &schema, clock::now());
    let Contents { n_tables, n_rows } = patiently(lang, restored).await?;
    let copy = args.copy.display();
    match lang {
        Lang::Fr => say!(
            "restauré depuis {copy}\u{a0}: {n_rows} lignes de {n_tables} tables\u{a0}; vérifiez avec \
             {} check",
            program()
        ),
        Lang::En => say!(
            "restored from {copy}: {n_rows} rows of {n_tables} tables; check it with {} check",
            program()
        ),
    }
    Ok(ExitCode::SUCCESS)
}

/// Looks for everything wrong in the database.
pub(crate) async fn check(who: &Who, args: &Check, lang: Lang) -> Result<ExitCode, Failure> {
    check_allowed(who, Verb::Check, lang).await?;
    let database = desk::open(who).await?;
    let findings = patiently(lang, storage::check(&database, clock::now())).await?;
    let told: Vec<String> =
        findings.iter().map(|finding: &Finding| finding.in_words(lang)).collect();
    if args.json {
        say!("{}", json!({ "findings": told }));
    } else if told.is_empty() {
        say!(
            "{}",
            match lang {
                Lang::Fr => "rien à redire\u{a0}: fichier, liens et journal sont intacts",
                Lang::En => "nothing wrong: file, links and journal are whole",
            }
        );
    } else {
        say!("{}", told.join("\n"));
    }
    Ok(if told.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

async fn check_allowed(who: &Who, verb: Verb, lang: Lang) -> Result<(), Failure> {
    if who.actor.is_none() {
        return Ok(());
    }
    let desk = Desk::open(who, lang).await?;
    desk.read(async |_, scope| verb.check(scope)).await
}
