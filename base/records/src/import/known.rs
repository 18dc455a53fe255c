//! The records that the rows of a file may be about.

use std::collections::{BTreeSet, HashMap};

use storage::{StoreError, Tx};
use uuid::Uuid;

use super::cells::{Sheet, SheetRow};
use crate::{
    Asked, Field, Filter, Noun, Record, Scope, Value, Values,
    store::{BATCH, page},
};

/// What a record is found by: a key, its owner unless the key is the tenant's, and what stands
/// in the key.
pub(super) type Name = (&'static str, Option<Uuid>, String);

/// The records that the rows of a file may be about, each once.
#[derive(Default)]
pub(super) struct Known {
    slots: Vec<Slot>,
    named: HashMap<Name, usize>,
    /// By the key alone, whoever the owner is.
    keyed: HashMap<(&'static str, String), Vec<usize>>,
    alike: HashMap<Option<Uuid>, Vec<usize>>,
    grouped_by: Option<&'static Field>,
}

enum Slot {
    Free(Box<Record>),
    Taken { by_row: u64 },
}

/// What a row is about.
pub(super) enum About {
    /// This record.
    One(Box<Record>),
    /// The record of an earlier row.
    Earlier { row: u64 },
    /// None that is known.
    Unknown,
}

impl Known {
    /// Those of the rows by these keys; for rows without any, those that may say the same.
    pub(super) async fn of(
        tx: &mut Tx,
        scope: &Scope,
        sheet: &Sheet,
        (noun, keys): (&'static Noun, &[&'static Field]),
    ) -> Result<Self, StoreError> {
        let mut known = Self::default();
        for key in keys.iter().copied() {
            let texts = sheet.rows.iter().filter_map(|row| row.values.text(key));
            let values: Vec<Value> = texts.map(Value::text).collect();
            known.add(tx, scope, (noun, Some(key)), &values).await?;
        }
        let nameless = sheet.rows.iter().filter(|row| first_key(&row.values, keys).is_none());
        let nameless: Vec<&SheetRow> = nameless.collect();
        if nameless.is_empty() {
            return Ok(known);
        }
        // One that all of them have, so that none is looked for elsewhere.
        let is_said = |field: &&&Field| nameless.iter().all(|row| row.values.link(field).is_some());
        let links = noun.links().map(|(field, _)| field).collect::<Vec<_>>();
        let group = noun.owner.iter().chain(&links).find(is_said).copied();
        known.grouped_by = group;
        let ids: BTreeSet<Uuid> =
            nameless.iter().filter_map(|row| row.values.link(group?)).collect();
        let values: Vec<Value> = ids.into_iter().map(Value::Link).collect();
        known.add(tx, scope, (noun, group), &values).await?;
        Ok(known)
    }

    async fn add(
        &mut self,
        tx: &mut Tx,
        scope: &Scope,
        (noun, field): (&'static Noun, Option<&'static Field>),
        values: &[Value],
    ) -> Result<(), StoreError> {
        let mut asked: Vec<Asked> = vec![];
        match field {
            Some(field) => asked.extend(values.chunks(BATCH).map(|batch| Asked {
                filters: vec![Filter::Among(field, batch.to_vec())],
                ..Asked::default()
            })),
            None => asked.push(Asked::default()),
        }
        let mut places: HashMap<Uuid, usize> = self.places();
        for asked in asked {
            for record in page(tx, scope, noun, &asked).await?.records {
                let next = self.slots.len();
                let at = *places.entry(record.id).or_insert(next);
                let name = field.and_then(|key| name(&record, key));
                if let Some(name) = name {
                    let (key, _, text) = name.clone();
                    self.keyed.entry((key, text)).or_default().push(at);
                    self.named.insert(name, at);
                } else {
                    let group = field.and_then(|field| record.link(field));
                    self.alike.entry(group).or_default().push(at);
                }
                if at == next {
                    self.slots.push(Slot::Free(Box::new(record)));
                }
            }
        }
        Ok(())
    }

    fn places(&self) -> HashMap<Uuid, usize> {
        let ids = self.slots.iter().enumerate().filter_map(|(at, slot)| match slot {
            Slot::Free(record) => Some((record.id, at)),
            Slot::Taken { .. } => None,
        });
        ids.collect()
    }

    /// The record of a key and its owner; where the row does not say whose it is, the only
    /// one of that key.
    fn named(&self, row: &SheetRow, key: &'static Field) -> Option<usize> {
        let name = name(&row.values, key)?;
        let own = self.named.get(&name).copied();
        let owner = row.values.noun().owner;
        let is_said = owner.is_some_and(|owner| row.links.iter().any(|(of, _)| of.is(owner)));
        if own.is_some() || is_said {
            return own;
        }
        match self.keyed.get(&(name.0, name.2))?[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The first record that says all that a row says.
    fn alike(&self, row: &SheetRow) -> Option<usize> {
        let group = self.grouped_by.and_then(|field| row.values.link(field));
        self.alike.get(&group)?.iter().copied().find(|at| match &self.slots[*at] {
            Slot::Free(record) => says_all(record, &row.values),
            Slot::Taken { .. } => false,
        })
    }

    /// The record of a row, by the first of these keys that it has; one without any is about
    /// the first record that says all that it says.
    pub(super) fn take(&mut self, row: &SheetRow, keys: &[&'static Field]) -> About {
        let at = if let Some(key) = first_key(&row.values, keys) {
            self.named(row, key)
        } else {
            self.alike(row)
        };
        let Some(at) = at else { return About::Unknown };
        match std::mem::replace(&mut self.slots[at], Slot::Taken { by_row: row.number }) {
            Slot::Free(record) => About::One(record),
            Slot::Taken { by_row } => {
                self.slots[at] = Slot::Taken { by_row };
                About::Earlier { row: by_row }
            }
        }
    }
}

/// The first of these keys in which something stands.
pub(super) fn first_key(values: &Values, keys: &[&'static Field]) -> Option<&'static Field> {
    keys.iter().find(|key| values.text(key).is_some()).copied()
}

/// What a record is found by in this key.
pub(super) fn name(values: &Values, key: &'static Field) -> Option<Name> {
    let owner = values.noun().owner.filter(|_| !key.is_unique);
    let owner = owner.and_then(|owner| values.link(owner));
    Some((key.name, owner, values.text(key)?.to_owned()))
}

/// Whether a record says all that a row says.
fn says_all(record: &Values, row: &Values) -> bool {
    row.iter().all(|(field, said)| *said == Value::Absent || record.get(field) == said)
}
