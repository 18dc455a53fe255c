//! Undoing an act: one more act that puts every record back as it was, all or none.

use std::collections::HashMap;

use storage::{
    Tx,
    journal::{self, Step},
};
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
    let mut titles = vec![];
    // In the order of the act, what is linked to first: a unit puts it in first, and takes it
    // out last.
    for (noun, changes) in by_noun(changes, nouns)? {
        let ids: Vec<Uuid> = changes.iter().map(|change| change.record).collect();
        let versions = store::versions(tx, noun, &ids).await?;
        let courses = journal::courses(tx, &ids).await?;
        let records = by_ids(tx, scope, noun, &ids).await?;
        let mut records: HashMap<Uuid, Record> =
            records.into_iter().map(|record| (record.id, record)).collect();
        for change in changes {
            let course = courses.get(&change.record).map_or(&[][..], Vec::as_slice);
            let record = records.remove(&change.record);
            if !is_as_left(course, act, versions.get(&change.record).copied()) {
                let title = record.map(|record| record.title());
                titles.push(title.unwrap_or_else(|| change.record.to_string()));
                continue;
            }
            put_back(&mut unit, (noun, &change), record, course)?;
        }
    }
    if !titles.is_empty() {
        if journal::is_undone(tx, scope.tenant, act).await? {
            return Err(nothing());
        }
        return Err(RecordError::ChangedSince { titles });
    }
    unit.save(tx, surroundings).await
}

/// Undoes one change.
fn put_back(
    unit: &mut Unit<'_>,
    (noun, change): (&'static Noun, &journal::Change),
    record: Option<Record>,
    course: &[Step],
) -> Result<(), RecordError> {
    let hidden = || RecordError::NotAllowed { noun };
    let outdated = || RecordError::ChangedSince { titles: vec![change.record.to_string()] };
    if change.version_before.is_none() {
        unit.remove(record.ok_or_else(hidden)?);
        return Ok(());
    }
    let before = change.before.as_deref().ok_or_else(erased)?;
    if change.version_after.is_some() {
        let record = record.ok_or_else(hidden)?;
        let values = record.values.clone().with_json(before).ok_or_else(outdated)?;
        unit.edit(record, values);
    } else {
        let values = Values::blank(noun).with_json(before).ok_or_else(outdated)?;
        let last = course.iter().map(|step| step.version).max();
        unit.put_back(change.record, last.unwrap_or(0) + 1, values);
    }
    Ok(())
}

fn erased() -> RecordError {
    RecordError::Refused(Unfit::new(
        "annulation impossible\u{a0}: ce que disait la fiche a été effacé du journal",
        "cannot be undone: what the record said was erased from the journal",
    ))
}

/// Whether a record is as an act left it: nothing changed it since, or all of that was undone.
fn is_as_left(course: &[Step], act: Uuid, version: Option<i64>) -> bool {
    let Some(at) = course.iter().position(|step| step.act == act) else { return false };
    let mut since: Vec<Uuid> = vec![];
    for step in &course[at + 1..] {
        if since.last().is_some_and(|last| step.undoes == Some(*last)) {
            since.pop();
        } else {
            since.push(step.act);
        }
    }
    let last = course.last().filter(|step| step.is_there).map(|step| step.version);
    since.is_empty() && last == version
}

fn has_effect(change: &journal::Change) -> bool {
    change.version_before.is_some() || change.version_after.is_some()
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
