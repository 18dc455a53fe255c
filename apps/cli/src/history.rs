//! `metier history` and `metier undo`: what was done, and taking it back.

use std::process::ExitCode;

use kernel::Lang;
use network::Verb;
use records::{RecordError, Scope, meant, undo as undo_act};
use serde_json::{Value as Json, json};
use storage::{Tx, journal::Entry};
use uuid::Uuid;

use crate::args::{History, Undo, Who};
use crate::desk::Desk;
use crate::exit::Failure;
use crate::nouns::{self, NOUNS};
use crate::records::history::{print, told};
use crate::{clock, done, table};

/// The last acts, or what happened to one record.
pub(crate) async fn history(who: &Who, args: &History, lang: Lang) -> Result<ExitCode, Failure> {
    let desk = Desk::open(who, lang).await?;
    let Some(about) = &args.about else { return acts(&desk, args).await };
    let work = async |tx: &mut Tx, scope: &Scope| {
        Verb::History.check(scope)?;
        find(tx, scope, about).await
    };
    let (events, linked) = desk.read(work).await?;
    print(&events, &linked, args.json, lang);
    Ok(ExitCode::SUCCESS)
}

async fn acts(desk: &Desk, args: &History) -> Result<ExitCode, Failure> {
    let work = async |tx: &mut Tx, scope: &Scope| {
        Verb::History.check(scope)?;
        Ok(records::history::acts(tx, scope, &nouns::all(), args.most).await?)
    };
    let acts = desk.read(work).await?;
    if args.json {
        say!("{}", json!({ "acts": acts.iter().map(as_json).collect::<Vec<_>>() }));
        return Ok(ExitCode::SUCCESS);
    }
    let header = match desk.lang {
        Lang::Fr => ["quand", "qui", "quoi", "sur", "acte"],
        Lang::En => ["when", "who", "what", "on", "act"],
    };
    let row = |act: &Entry| {
        let what = verb(&act.verb, desk.lang).to_owned();
        let (who, on) = (act.actor.clone(), act.subject.clone());
        vec![clock::shown(act.at), who, what, on, act.id.to_string()]
    };
    let rows: Vec<Vec<String>> = acts.iter().map(row).collect();
    say!("{}", table::aligned(&header, &rows, table::terminal_width()));
    Ok(ExitCode::SUCCESS)
}

/// What happened to the one record, of whatever kind, that answers to a text.
async fn find(
    tx: &mut Tx,
    scope: &Scope,
    about: &str,
) -> Result<(Vec<records::history::Event>, crate::records::shown::Linked), RecordError> {
    let id = Uuid::try_parse(about).ok();
    let mut found = None;
    for known in &NOUNS {
        let told = match id {
            Some(id) => told(tx, scope, known.noun, id).await,
            None => match meant(tx, scope, known.noun, about).await {
                Ok(record) => told(tx, scope, known.noun, record.id).await,
                Err(why) => Err(why),
            },
        };
        match told {
            Ok((events, _)) if events.is_empty() => {}
            Ok(told) if found.is_none() => found = Some(told),
            Ok(_) => {
                let (noun, asked) = (known.noun, about.to_owned());
                return Err(RecordError::Ambiguous { noun, asked });
            }
            Err(RecordError::Absent { .. }) => {}
            Err(why) => return Err(why),
        }
    }
    let asked = about.to_owned();
    found.ok_or(RecordError::Absent { noun: NOUNS[0].noun, asked })
}

/// Takes an act back, by one more act.
pub(crate) async fn undo(who: &Who, args: &Undo, lang: Lang) -> Result<ExitCode, Failure> {
    let desk = Desk::open(who, lang).await?;
    let nothing = || RecordError::NothingToUndo { asked: args.act.clone() };
    let act = Uuid::try_parse(&args.act).map_err(|_| nothing())?;
    let work = async |tx: &mut Tx, scope: &Scope| {
        Verb::Undo.check(scope)?;
        undo_act(tx, scope, act, &nouns::all(), &desk.surroundings).await
    };
    let undone = desk.write(work).await?;
    if args.json {
        say!("{}", done::json(&undone));
        return Ok(ExitCode::SUCCESS);
    }
    let n_records = undone.n_records;
    let told = done::told(&undone, lang);
    match lang {
        Lang::Fr => say!("annulé\u{a0}: {n_records} fiches remises comme avant\n{told}"),
        Lang::En => say!("undone: {n_records} records put back as they were\n{told}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn as_json(act: &Entry) -> Json {
    json!({
        "act": act.id,
        "at": act.at.to_string(),
        "actor": act.actor,
        "verb": act.verb,
        "subject": act.subject,
        "undoes": act.undoes,
        "records": act.n_changes,
    })
}

/// What an act does, in words; what this program does not know is shown as it is.
fn verb(verb: &str, lang: Lang) -> &str {
    match (verb, lang) {
        ("found", Lang::Fr) => "fondation",
        ("add", Lang::Fr) => "ajout",
        ("edit", Lang::Fr) => "modification",
        ("remove", Lang::Fr) => "retrait",
        ("import", Lang::Fr) => "import",
        ("export", Lang::Fr) => "export",
        ("undo", Lang::Fr) => "annulation",
        ("list", Lang::Fr) => "lecture d’une liste",
        ("show", Lang::Fr) => "lecture",
        _ => verb,
    }
}
