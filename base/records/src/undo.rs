//! Undoing an act: one more act that puts every record back as it was, all or none.

use std::collections::{BTreeMap, HashMap};

use storage::{Tx, journal};
use uuid::Uuid;

use crate::{
    Done, Noun, Record, RecordError, Scope, Surroundings, Unit, Values,
    store::{self, by_ids},
};

/// Puts back what an act changed, unless something changed it since. `nouns` are those whose
/// records an act may have changed. Undoing the undoing does the act again.
pub async fn undo(
    tx: &mut Tx,
    scope: &Scope,
    act: Uuid,
    nouns: &[&'static Noun],
    surroundings: &Surroundings,
) -> Result<Done, RecordError> {
    let nothing = || RecordError::NothingToUndo { asked: act.to_string() };
    journal::act(tx, scope.tenant, act).await?.ok_or_else(nothing)?;
    let changes = journal::changes(tx, act).await?;
    let changes: Vec<_> = changes.into_iter().filter(has_effect).collect();
    if changes.is_empty() {
        return Err(nothing());
    }
    let mut unit = Unit::new(scope, "undo").undoing(act);
    let mut changed = vec![];
    // In the order of the act, what is linked to first: a unit puts it in first, and takes it
    // out last.
    for (noun, changes) in by_noun(changes, nouns) {
        let ids: Vec<Uuid> = changes.iter().map(|change| change.record).collect();
        let versions = store::versions(tx, noun, &ids).await?;
        let records = by_ids(tx, scope, noun, &ids).await?;
        let mut records: HashMap<Uuid, Record> =
            records.into_iter().map(|record| (record.id, record)).collect();
        for change in changes {
            let is_as_left = versions.get(&change.record).copied() == change.version_after;
            let record = records.remove(&change.record);
            if !is_as_left {
                let title = record.map(|record| record.title());
                changed.push(title.unwrap_or_else(|| change.record.to_string()));
                continue;
            }
            put_back(&mut unit, noun, &change, record)?;
        }
    }
    if !changed.is_empty() {
        return Err(RecordError::ChangedSince { titles: changed });
    }
    unit.save(tx, surroundings).await
}

/// Undoes one change.
fn put_back(
    unit: &mut Unit<'_>,
    noun: &'static Noun,
    change: &journal::Change,
    record: Option<Record>,
) -> Result<(), RecordError> {
    let hidden = || RecordError::NotAllowed { noun };
    let outdated = || RecordError::ChangedSince { titles: vec![change.record.to_string()] };
    match (&change.before, &change.after) {
        (None, _) => unit.remove(record.ok_or_else(hidden)?),
        (Some(before), None) => {
            let values = Values::blank(noun).with_json(before).ok_or_else(outdated)?;
            let version = change.version_before.unwrap_or(0) + 1;
            unit.put_back(change.record, version, values);
        }
        (Some(before), Some(_)) => {
            let record = record.ok_or_else(hidden)?;
            let values = record.values.clone().with_json(before).ok_or_else(outdated)?;
            unit.edit(record, values);
        }
    }
    Ok(())
}

fn has_effect(change: &journal::Change) -> bool {
    change.version_before.is_some() || change.version_after.is_some()
}

/// The changes of each noun, in the order in which the nouns came.
fn by_noun(
    changes: Vec<journal::Change>,
    nouns: &[&'static Noun],
) -> Vec<(&'static Noun, Vec<journal::Change>)> {
    let mut order: Vec<&'static Noun> = vec![];
    let mut sorted: BTreeMap<&str, Vec<journal::Change>> = BTreeMap::new();
    for change in changes {
        let Some(noun) = nouns.iter().find(|noun| noun.table == change.place) else { continue };
        if !order.iter().any(|known| known.is(noun)) {
            order.push(noun);
        }
        sorted.entry(noun.table).or_default().push(change);
    }
    order.into_iter().map(|noun| (noun, sorted.remove(noun.table).unwrap_or_default())).collect()
}
