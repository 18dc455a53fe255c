//! Undoing an act: one more act that puts every record back as it was, all or none.

use std::collections::HashMap;

use storage::{Tx, journal};
use uuid::Uuid;

use crate::{
    Done, Noun, Record, RecordError, Scope, Surroundings, Unfit, Unit, Values,
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
    for (noun, changes) in by_noun(changes, nouns)? {
        let ids: Vec<Uuid> = changes.iter().map(|change| change.record).collect();
        let versions = store::versions(tx, noun, &ids).await?;
        let last_known = journal::last_versions(tx, &ids).await?;
        let records = by_ids(tx, scope, noun, &ids).await?;
        let mut records: HashMap<Uuid, Record> =
            records.into_iter().map(|record| (record.id, record)).collect();
        for change in changes {
            let is_as_left = versions.get(&change.record).copied() == change.version_after
                && last_known.get(&change.record).copied() == last_version(&change);
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
        if journal::is_undone(tx, scope.tenant, act).await? {
            return Err(nothing());
        }
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
    let Some(version_before) = change.version_before else {
        unit.remove(record.ok_or_else(hidden)?);
        return Ok(());
    };
    let before = change.before.as_deref().ok_or_else(erased)?;
    match change.version_after {
        None => {
            let values = Values::blank(noun).with_json(before).ok_or_else(outdated)?;
            unit.put_back(change.record, version_before + 1, values);
        }
        Some(_) => {
            let record = record.ok_or_else(hidden)?;
            let values = record.values.clone().with_json(before).ok_or_else(outdated)?;
            unit.edit(record, values);
        }
    }
    Ok(())
}

fn erased() -> RecordError {
    RecordError::Refused(Unfit::new(
        "annulation impossible\u{a0}: ce que disait la fiche a été effacé du journal",
        "cannot be undone: what the record said was erased from the journal",
    ))
}

/// The version that a change left; of what it removed, the last that there was.
fn last_version(change: &journal::Change) -> Option<i64> {
    change.version_after.or(change.version_before)
}

fn has_effect(change: &journal::Change) -> bool {
    last_version(change).is_some()
}

/// The changes of each noun, in the order in which the nouns came.
fn by_noun(
    changes: Vec<journal::Change>,
    nouns: &[&'static Noun],
) -> Result<Vec<(&'static Noun, Vec<journal::Change>)>, RecordError> {
    let mut sorted: Vec<(&'static Noun, Vec<journal::Change>)> = vec![];
    for change in changes {
        let noun = nouns.iter().find(|noun| noun.table == change.place);
        let noun = noun.ok_or_else(|| beyond(&change.place))?;
        match sorted.iter_mut().find(|(known, _)| known.is(noun)) {
            Some((_, changes)) => changes.push(change),
            None => sorted.push((noun, vec![change])),
        }
    }
    Ok(sorted)
}

/// Half of an act is not undone.
fn beyond(table: &str) -> RecordError {
    RecordError::Refused(Unfit::new(
        format!("annulation impossible ici\u{a0}: cet acte a aussi changé {table}"),
        format!("cannot be undone here: this act also changed {table}"),
    ))
}
