//! `metier <noun> add`, `edit` and `remove`: one record as one act.

use std::process::ExitCode;

use kernel::{Lang, quoted};
use records::{Done, Noun, Record, RecordError, Scope, Unit, Values, meant};
use storage::Tx;

use super::{
    args::{Add, Edit, Remove},
    fields,
};
use crate::desk::Desk;
use crate::done;
use crate::exit::Failure;

/// What was done to a record.
#[derive(Clone, Copy)]
enum Deed {
    Added,
    Edited,
    Removed,
}

/// Adds a record.
pub(super) async fn add(desk: &Desk, noun: &'static Noun, args: &Add) -> Result<ExitCode, Failure> {
    let says = fields::says(noun, &args.says, desk.lang)?;
    let work = async |tx: &mut Tx, scope: &Scope| {
        let mut values = Values::blank(noun);
        fields::fill(tx, scope, &mut values, &says).await?;
        let title = values.title();
        let mut unit = Unit::new(scope, "add");
        unit.create(tx, values)?;
        Ok((title, unit.save(tx, &desk.surroundings).await?))
    };
    let (title, done) = desk.write(work).await?;
    Ok(tell(desk, noun, (Deed::Added, &title), &done, args.json))
}

/// Changes a record.
pub(super) async fn edit(
    desk: &Desk,
    noun: &'static Noun,
    args: &Edit,
) -> Result<ExitCode, Failure> {
    let says = fields::says(noun, &args.says, desk.lang)?;
    let work = async |tx: &mut Tx, scope: &Scope| {
        let before = seen(tx, scope, noun, (&args.reference, args.seen_version)).await?;
        let mut after = before.values.clone();
        fields::fill(tx, scope, &mut after, &says).await?;
        let title = after.title();
        let mut unit = Unit::new(scope, "edit");
        unit.edit(before, after);
        Ok((title, unit.save(tx, &desk.surroundings).await?))
    };
    let (title, done) = desk.write(work).await?;
    Ok(tell(desk, noun, (Deed::Edited, &title), &done, args.json))
}

/// Removes a record.
pub(super) async fn remove(
    desk: &Desk,
    noun: &'static Noun,
    args: &Remove,
) -> Result<ExitCode, Failure> {
    let work = async |tx: &mut Tx, scope: &Scope| {
        let before = seen(tx, scope, noun, (&args.reference, args.seen_version)).await?;
        let title = before.title();
        let mut unit = Unit::new(scope, "remove");
        unit.remove(before);
        Ok((title, unit.save(tx, &desk.surroundings).await?))
    };
    let (title, done) = desk.write(work).await?;
    Ok(tell(desk, noun, (Deed::Removed, &title), &done, args.json))
}

/// The record that is meant, of the version that the person saw: a later one is refused when
/// it is saved.
async fn seen(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    (reference, version): (&str, Option<i64>),
) -> Result<Record, RecordError> {
    let record = meant(tx, scope, noun, reference).await?;
    Ok(Record { version: version.unwrap_or(record.version), ..record })
}

fn tell(
    desk: &Desk,
    noun: &Noun,
    (deed, title): (Deed, &str),
    done: &Done,
    is_json: bool,
) -> ExitCode {
    let lang = desk.lang;
    if is_json {
        say!("{}", done::json(done));
        return ExitCode::SUCCESS;
    }
    if done.act.is_some() {
        let (one, title) = (noun.one.of(lang), quoted(title, lang));
        say!(
            "{}",
            match (deed, lang) {
                (Deed::Added, Lang::Fr) => format!("ajouté\u{a0}: {one} {title}"),
                (Deed::Added, Lang::En) => format!("added: {one} {title}"),
                (Deed::Edited, Lang::Fr) => format!("modifié\u{a0}: {one} {title}"),
                (Deed::Edited, Lang::En) => format!("changed: {one} {title}"),
                (Deed::Removed, Lang::Fr) => format!("retiré\u{a0}: {one} {title}"),
                (Deed::Removed, Lang::En) => format!("removed: {one} {title}"),
            }
        );
    }
    say!("{}", done::told(done, lang));
    ExitCode::SUCCESS
}
