//! `metier <noun> history`: what happened to one record.

use std::process::ExitCode;

use kernel::Lang;
use network::Verb;
use records::history::{Event, Kind, of_record};
use records::{Noun, RecordError, Scope, linked, meant};
use serde_json::{Map, Value as Json, json};
use storage::Tx;
use uuid::Uuid;

use super::args::History;
use super::shown::{self, Linked, changed};
use crate::clock;
use crate::desk::Desk;
use crate::exit::Failure;

/// Tells what happened to the record that is meant; to one that is gone, by its identifier.
pub(super) async fn history(
    desk: &Desk,
    noun: &'static Noun,
    args: &History,
) -> Result<ExitCode, Failure> {
    let work = async |tx: &mut Tx, scope: &Scope| {
        Verb::History.check(scope)?;
        let id = match Uuid::try_parse(&args.reference) {
            Ok(id) => id,
            Err(_) => meant(tx, scope, noun, &args.reference).await?.id,
        };
        told(tx, scope, noun, id).await
    };
    let (events, linked) = desk.read(work).await?;
    print(&events, &linked, args.json, desk.lang);
    Ok(ExitCode::SUCCESS)
}

/// The events of a record, and the records that they speak of.
pub(crate) async fn told(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    id: Uuid,
) -> Result<(Vec<Event>, Linked), RecordError> {
    let events = of_record(tx, scope, noun, id).await?;
    let cells = events.iter().flat_map(|event| &event.cells);
    let values = cells.flat_map(|(field, old, new)| [(*field, old), (*field, new)]);
    let linked = linked(tx, scope, values).await?;
    Ok((events, linked))
}

/// Prints the events of a record.
pub(crate) fn print(events: &[Event], linked: &Linked, is_json: bool, lang: Lang) {
    if is_json {
        let events: Vec<Json> = events.iter().map(|event| as_json(event, linked)).collect();
        say!("{}", json!({ "events": events }));
        return;
    }
    for event in events {
        let (when, who) = (clock::shown(event.act.at), &event.act.actor);
        say!("{when}  {who}  {}  ({})", what(event.kind, lang), event.act.id);
        for (field, old, new) in &event.cells {
            say!("  {}", changed((field, old, new), linked, lang));
        }
    }
}

fn what(kind: Kind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (Kind::Read, Lang::Fr) => "lu",
        (Kind::Read, Lang::En) => "read",
        (Kind::Made, Lang::Fr) => "créé",
        (Kind::Made, Lang::En) => "made",
        (Kind::Changed, Lang::Fr) => "modifié",
        (Kind::Changed, Lang::En) => "changed",
        (Kind::Removed, Lang::Fr) => "retiré",
        (Kind::Removed, Lang::En) => "removed",
    }
}

fn as_json(event: &Event, linked: &Linked) -> Json {
    let cells: Map<String, Json> = event
        .cells
        .iter()
        .map(|(field, old, new)| {
            let both = json!({
                "old": shown::cell(field, old, linked),
                "new": shown::cell(field, new, linked),
            });
            (field.name.to_owned(), both)
        })
        .collect();
    json!({
        "act": event.act.id,
        "at": event.act.at.to_string(),
        "actor": event.act.actor,
        "did": what(event.kind, Lang::En),
        "cells": cells,
    })
}
