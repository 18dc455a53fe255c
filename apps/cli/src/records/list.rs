//! `metier <noun> list`: a page of records as a table.

use std::process::ExitCode;

use kernel::Lang;
use records::{
    Asked, Field, Kind, Noun, Page, RecordError, Scope, Sees, Value, linked, note_read, page,
};
use serde_json::json;
use storage::Tx;

use super::{
    args::List,
    fields,
    filters::{self, Typed},
    shown::{self, Linked, counted, shown},
};
use crate::desk::Desk;
use crate::exit::Failure;
use crate::nouns::Known;
use crate::table;
use crate::usage::program;

/// The most columns shown when none is chosen.
const MOST_COLUMNS: usize = 7;

/// Lists the records that are meant.
pub(super) async fn list(desk: &Desk, known: &Known, args: &List) -> Result<ExitCode, Failure> {
    let (noun, lang) = (known.noun, desk.lang);
    let typed = Typed::read(desk, noun, &args.filters)?;
    let mut columns = chosen(noun, &args.columns, lang)?;
    let after = args.after.as_deref().map(|after| filters::cursor(after, lang)).transpose()?;
    let most = args.most.max(1);
    let work = async |tx: &mut Tx, scope: &Scope| {
        refuse_blind(scope, noun)?;
        let asked = Asked { after: after.clone(), most, ..typed.asked(tx, scope).await? };
        let page = page(tx, scope, noun, &asked).await?;
        note_read(tx, scope, noun, &page.records, "list").await?;
        let values = page.records.iter().flat_map(|record| record.iter());
        let linked = linked(tx, scope, values).await?;
        Ok((page, linked))
    };
    let (page, linked) = desk.look(noun.is_personal, work).await?;
    if args.json {
        let records: Vec<_> = page.records.iter().map(|r| shown::json(r, &linked)).collect();
        let next = page.next.as_ref().map(filters::written);
        say!("{}", json!({ "records": records, "next": next }));
    } else if page.records.is_empty() {
        say!("{}", nothing(known, typed.is_all(), lang));
    } else {
        if columns.is_empty() {
            columns = usual(&page, noun);
        }
        print(&page, &columns, &linked, lang);
        say!("\n{}", footer(known, &page, lang));
    }
    Ok(ExitCode::SUCCESS)
}

/// A person who may see none of them is told so, rather than shown an empty list.
pub(super) fn refuse_blind(scope: &Scope, noun: &'static Noun) -> Result<(), RecordError> {
    match scope.reads(noun) {
        Sees::Nothing => Err(RecordError::NotAllowed { noun }),
        Sees::Those(_) | Sees::All => Ok(()),
    }
}

/// The columns that are chosen.
fn chosen(
    noun: &'static Noun,
    typed: &[String],
    lang: Lang,
) -> Result<Vec<&'static Field>, Failure> {
    fields::all(typed.iter().map(|name| fields::field(noun, name, lang)))
}

/// What finds a record, what names it, what it must have, and the rest as far as there is
/// room; nothing of which these records say nothing.
fn usual(page: &Page, noun: &'static Noun) -> Vec<&'static Field> {
    let is_said = |field: &Field| page.records.iter().any(|r| *r.get(field) != Value::Absent);
    let is_point = |field: &Field| matches!(field.kind, Kind::Decimal { .. });
    let required = noun.fields.iter().filter(|field| field.is_required);
    let first = noun.keys.iter().take(1).chain(noun.title).chain(required).chain(noun.fields);
    let mut columns: Vec<&'static Field> = vec![];
    for field in first.filter(|field| is_said(field) && !is_point(field)) {
        if columns.len() < MOST_COLUMNS && !columns.iter().any(|known| known.is(field)) {
            columns.push(field);
        }
    }
    columns
}

fn print(page: &Page, columns: &[&'static Field], linked: &Linked, lang: Lang) {
    let row = |record: &records::Record| {
        columns.iter().map(|field| shown(field, record.get(field), linked, lang)).collect()
    };
    let rows: Vec<Vec<String>> = page.records.iter().map(row).collect();
    let header: Vec<&str> = columns.iter().map(|field| field.label.of(lang)).collect();
    say!("{}", table::aligned(&header, &rows, table::terminal_width()));
}

fn footer(known: &Known, page: &Page, lang: Lang) -> String {
    let counted = counted(known.noun, page.records.len(), lang);
    match (&page.next, lang) {
        (None, _) => counted,
        (Some(next), Lang::Fr) => {
            format!("{counted}\u{a0}; la suite\u{a0}: --after {}", filters::written(next))
        }
        (Some(next), Lang::En) => {
            format!("{counted}; the rest: --after {}", filters::written(next))
        }
    }
}

/// What to do when there is nothing to show.
fn nothing(known: &Known, is_all: bool, lang: Lang) -> String {
    let (program, name) = (program(), known.name);
    match (is_all, lang) {
        (true, Lang::Fr) => format!(
            "rien ici pour vous encore ({}). Pour en ajouter\u{a0}:\n  {program} {name} add \
             champ=valeur…\n  {program} {name} import FICHIER",
            known.noun.many.fr
        ),
        (true, Lang::En) => format!(
            "nothing here for you yet ({}). To add some:\n  {program} {name} add field=value…\n  \
             {program} {name} import FILE",
            known.noun.many.en
        ),
        (false, Lang::Fr) => format!(
            "rien ne répond à cela ({})\u{a0}: retirez un critère, ou cherchez un début de mot avec \
             --search",
            known.noun.many.fr
        ),
        (false, Lang::En) => format!(
            "nothing answers to that ({}): drop a condition, or look for the beginning of a word \
             with --search",
            known.noun.many.en
        ),
    }
}
