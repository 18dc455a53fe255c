//! Which record is meant by what people write: its reference, its code, its name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::{
    Asked, Field, Filter, Noun, Record, RecordError, Scope, Value,
    store::{self, BATCH, page},
    values::sort_key,
};

/// What is meant by some texts: the record, several, or none that is not in here.
pub(crate) type Meant = HashMap<String, Result<Uuid, Many>>;

/// Several records answer to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Many;

/// Finds the one record that a person means: by its identifier, one of its keys, or its
/// whole name.
pub async fn meant(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    text: &str,
) -> Result<Record, RecordError> {
    let absent = || RecordError::Absent { noun, asked: text.to_owned() };
    if let Ok(id) = Uuid::try_parse(text) {
        return store::find(tx, scope, noun, id).await?.ok_or_else(absent);
    }
    let found = all_meant(tx, scope, noun, [text.to_owned()].into()).await?;
    match found.get(text) {
        Some(Ok(id)) => store::find(tx, scope, noun, *id).await?.ok_or_else(absent),
        Some(Err(Many)) => Err(RecordError::Ambiguous { noun, asked: text.to_owned() }),
        None => Err(absent()),
    }
}

/// Finds what is meant by each of many texts, in as many statements as the noun has keys,
/// and one for the names of what is left.
pub(crate) async fn all_meant(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    texts: BTreeSet<String>,
) -> Result<Meant, StoreError> {
    let mut meant = Meant::new();
    let mut left = texts;
    for key in noun.keys.iter().copied() {
        let by_value: BTreeMap<String, Vec<String>> = group(&left, |text| canonical(key, text));
        let values: Vec<Value> = by_value.keys().map(|value| Value::text(value)).collect();
        for batch in values.chunks(BATCH) {
            let filters = vec![Filter::Among(key, batch.to_vec())];
            let asked = Asked { filters, ..Asked::default() };
            for record in page(tx, scope, noun, &asked).await?.records {
                let texts = record.text(key).and_then(|value| by_value.get(value));
                note(&mut meant, texts.into_iter().flatten(), record.id);
            }
        }
        left.retain(|text| !meant.contains_key(text));
    }
    by_name(tx, scope, noun, &left, &mut meant).await?;
    Ok(meant)
}

async fn by_name(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    texts: &BTreeSet<String>,
    meant: &mut Meant,
) -> Result<(), StoreError> {
    let by_name = group(texts, |text| Some(sort_key(text)).filter(|name| !name.is_empty()));
    let names: Vec<&String> = by_name.keys().collect();
    for batch in names.chunks(BATCH) {
        let sort_keys = batch.iter().map(|name| (*name).clone()).collect();
        for (id, sort_key) in store::by_sort_keys(tx, scope, noun, sort_keys).await? {
            note(meant, by_name.get(&sort_key).into_iter().flatten(), id);
        }
    }
    Ok(())
}

fn note<'t>(meant: &mut Meant, texts: impl Iterator<Item = &'t String>, id: Uuid) {
    for text in texts {
        let found = meant.entry(text.clone()).or_insert(Ok(id));
        if *found != Ok(id) {
            *found = Err(Many);
        }
    }
}

/// The texts by what they come to; those that come to nothing are left out.
fn group(
    texts: &BTreeSet<String>,
    comes_to: impl Fn(&str) -> Option<String>,
) -> BTreeMap<String, Vec<String>> {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for text in texts {
        if let Some(value) = comes_to(text) {
            groups.entry(value).or_default().push(text.clone());
        }
    }
    groups
}

/// A key as the field keeps it; none if it is no such key.
pub(crate) fn canonical(key: &Field, text: &str) -> Option<String> {
    match Value::read(key, text) {
        Ok(Value::Text(text)) => Some(text),
        Ok(_) | Err(_) => None,
    }
}
