//! What was done, by whom and when, as far as whoever asks may know.

use serde_json::{Map, Value as Json};
use storage::{StoreError, Tx, journal};
use uuid::Uuid;

use crate::{Field, Noun, RecordError, Scope, Sees, Value, Values, refusal::absent_id, store};

/// What an act did to one record.
#[derive(Clone, Debug)]
pub struct Event {
    /// The act.
    pub act: journal::Entry,
    /// What was done to the record.
    pub kind: Kind,
    /// What it says otherwise since: the field, what stood there, what stands there.
    pub cells: Vec<(&'static Field, Value, Value)>,
}

/// What an act did to one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It was read.
    Read,
    /// It was made.
    Made,
    /// It was changed.
    Changed,
    /// It was removed.
    Removed,
}

/// The last acts, the last first: those of whoever asks, and those on kinds of records of
/// which this person sees all.
pub async fn acts(
    tx: &mut Tx,
    scope: &Scope,
    nouns: &[&'static Noun],
    most: u32,
) -> Result<Vec<journal::Entry>, StoreError> {
    let whole = nouns.iter().filter(|noun| *scope.reads(noun) == Sees::All);
    let places: Vec<&str> = whole.map(|noun| noun.table).collect();
    journal::acts_within(tx, scope.tenant, &scope.actor, &places, most).await
}

/// What happened to one record, the last first, if whoever asks may see it, or might see it
/// before it was removed.
pub async fn of_record(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    id: Uuid,
) -> Result<Vec<Event>, RecordError> {
    let history = journal::history(tx, scope.tenant, id).await?;
    let is_there = !store::versions(tx, noun, &[id]).await?.is_empty();
    let values = if is_there {
        store::find(tx, scope, noun, id).await?.map(|record| record.values)
    } else {
        let last = history.iter().find(|(_, change)| change.before.is_some());
        let last = last.and_then(|(_, change)| change.before.as_deref());
        last.and_then(|json| Values::blank(noun).with_json(json))
            .filter(|values| scope.reads(noun).has(id, values))
    };
    let values = values.ok_or_else(|| absent_id(noun, id))?;
    let is_shown =
        |field: &Field| scope.shows(noun, field).is_none_or(|sees| sees.has(id, &values));
    let event = |(act, change): (journal::Entry, journal::Change)| Event {
        act,
        kind: kind(&change),
        cells: cells(noun, &change).into_iter().filter(|(field, ..)| is_shown(field)).collect(),
    };
    Ok(history.into_iter().map(event).collect())
}

fn kind(change: &journal::Change) -> Kind {
    match (change.version_before, change.version_after) {
        (None, None) => Kind::Read,
        (None, Some(_)) => Kind::Made,
        (Some(_), Some(_)) => Kind::Changed,
        (Some(_), None) => Kind::Removed,
    }
}

/// What a change says, field by field. What the noun no longer has is left out.
fn cells(noun: &'static Noun, change: &journal::Change) -> Vec<(&'static Field, Value, Value)> {
    let said = |json: Option<&str>| -> Map<String, Json> {
        json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    };
    let (was, is) = (said(change.before.as_deref()), said(change.after.as_deref()));
    let value = |field: &Field, all: &Map<String, Json>| {
        let json = all.get(field.name)?;
        Value::of_json(field, json)
    };
    let cell = |field: &&'static Field| {
        let (was, is) = (value(field, &was), value(field, &is));
        (was.is_some() || is.is_some())
            .then(|| (*field, was.unwrap_or_default(), is.unwrap_or_default()))
    };
    noun.fields.iter().filter_map(cell).collect()
}
