#![doc = include_str!("../README.md")]

mod asked;
mod field;
mod linked;
mod locate;
mod noun;
mod record;
mod refusal;
mod scope;
mod value;
mod values;

mod resolve;
mod statement;
mod store;
mod undo;
mod unit;
mod words;

pub mod export;
pub mod history;
pub mod import;

use storage::{StoreError, Tx, journal};

pub use {
    asked::{Asked, Cursor, Filter, Near, Page},
    field::{Choice, Field, Kind, Words},
    linked::linked,
    locate::{Where, locate, relocate},
    noun::{Follow, Following, Noun, Surroundings, sound},
    record::Record,
    refusal::{Flaw, RecordError, Stale, Unfit},
    resolve::meant,
    scope::{Among, Clause, Grant, Hides, Scope, Sees},
    store::{by_ids, count, find, page},
    undo::undo,
    unit::{Done, Touched, Unit},
    value::Value,
    values::Values,
    words::SCHEMA,
};

/// Writes to the journal that these records were read, if they are about people.
pub async fn note_read(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    records: &[Record],
    verb: &str,
) -> Result<(), StoreError> {
    if !noun.is_personal || records.is_empty() {
        return Ok(());
    }
    let read = |record: &Record| journal::Change {
        place: noun.table.to_owned(),
        record: record.id,
        version_before: None,
        version_after: None,
        before: None,
        after: None,
    };
    let changes: Vec<_> = records.iter().map(read).collect();
    let subject = format!("{} {}", records.len(), noun.many.fr);
    let (tenant, actor) = (scope.tenant, scope.actor.as_str());
    let act = journal::Act { tenant, actor, verb, subject: &subject, undoes: None };
    journal::write(tx, &act, &changes).await?;
    Ok(())
}
