//! Which record each row of a file is about, and which ones it links to.

use std::collections::{BTreeMap, HashMap};

use kernel::{InWords, Lang, quoted};
use storage::{StoreError, Tx};
use tables::{Faults, Problem};
use uuid::Uuid;

use super::cells::Sheet;
use crate::{
    Asked, Field, Kind, Noun, Record, Scope, Value, Values,
    resolve::{Many, all_meant},
    store::{BATCH, Filter, page},
};

/// Why a row finds no record, or several.
pub(super) enum NoMatch {
    /// Nothing that may be seen answers to it.
    Unknown { given: String, of: &'static Noun },
    /// Several do.
    Several { given: String, of: &'static Noun },
    /// An earlier row is about the same.
    Twice { given: String, first_row: u64 },
}

/// Replaces what is written in the links of each row by the records that it means.
pub(super) async fn links(
    tx: &mut Tx,
    scope: &Scope,
    sheet: &mut Sheet,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    for field in sheet.fields.clone() {
        let Kind::Link(noun) = field.kind else { continue };
        let meant = all_meant(tx, scope, noun, sheet.links(field)).await?;
        for at in 0..sheet.rows.len() {
            let row = &sheet.rows[at];
            let Some((_, text)) = row.links.iter().find(|(of, _)| of.is(field)) else { continue };
            let given = text.clone();
            match meant.get(text) {
                Some(Ok(id)) => sheet.rows[at].values.set(field, *id),
                Some(Err(Many)) => {
                    let why = Problem::refused(&NoMatch::Several { given, of: noun });
                    faults.push(sheet.fault(row, Some(field), why));
                }
                None => {
                    let why = Problem::refused(&NoMatch::Unknown { given, of: noun });
                    faults.push(sheet.fault(row, Some(field), why));
                }
            }
        }
    }
    Ok(())
}

/// The key by which rows find their records: what the caller chose, or the first key of the
/// noun that the file has.
pub(super) fn key(
    noun: &'static Noun,
    sheet: &Sheet,
    chosen: Option<&'static Field>,
) -> Option<&'static Field> {
    chosen.or_else(|| noun.keys.iter().copied().find(|key| sheet.has(key)))
}

/// The record of the tenant that each key names, for an owner when there is one.
pub(super) type Known = HashMap<(Option<Uuid>, String), Record>;

/// The records that the rows are about, among those that may be seen.
pub(super) async fn known(
    tx: &mut Tx,
    scope: &Scope,
    key: &'static Field,
    sheet: &Sheet,
    noun: &'static Noun,
) -> Result<Known, StoreError> {
    let texts = sheet.rows.iter().filter_map(|row| row.values.text(key));
    let values: Vec<Value> = texts.map(Value::text).collect();
    let mut known = Known::new();
    for batch in values.chunks(BATCH) {
        let asked = Asked { filters: vec![Filter::Among(key, batch.to_vec())], ..Asked::default() };
        for record in page(tx, scope, noun, &asked).await?.records {
            if let Some(name) = name(&record, key) {
                known.insert(name, record);
            }
        }
    }
    Ok(known)
}

/// What a record is found by: its owner, unless the key is the tenant's, and its key.
pub(super) fn name(values: &Values, key: &'static Field) -> Option<(Option<Uuid>, String)> {
    let owner = values.noun().owner.filter(|_| !key.is_unique);
    let owner = owner.and_then(|owner| values.link(owner));
    Some((owner, values.text(key)?.to_owned()))
}

/// Refuses the rows that are about the same record as an earlier one.
pub(super) fn refuse_twice(sheet: &Sheet, key: &'static Field, faults: &mut Faults) {
    let mut first_rows: BTreeMap<(Option<Uuid>, String), u64> = BTreeMap::new();
    for row in &sheet.rows {
        let Some(name) = name(&row.values, key) else { continue };
        let given = name.1.clone();
        let first_row = *first_rows.entry(name).or_insert(row.number);
        if first_row != row.number {
            let why = Problem::refused(&NoMatch::Twice { given, first_row });
            faults.push(sheet.fault(row, Some(key), why));
        }
    }
}

impl InWords for NoMatch {
    fn in_words(&self, lang: Lang) -> String {
        let by = |noun: &Noun| {
            let labels = noun.keys.iter().map(|key| key.label.of(lang));
            labels.collect::<Vec<_>>().join(", ")
        };
        match (self, lang) {
            (Self::Unknown { given, of }, Lang::Fr) => format!(
                "{}\u{a0}: {} introuvable parmi ce que vous pouvez voir\u{a0}; écrivez son nom exact ou\u{a0}: {}",
                of.one.fr,
                quoted(given, lang),
                by(of)
            ),
            (Self::Unknown { given, of }, Lang::En) => format!(
                "{}: {} not found among what you may see; write its exact name or: {}",
                of.one.en,
                quoted(given, lang),
                by(of)
            ),
            (Self::Several { given, of }, Lang::Fr) => format!(
                "{}\u{a0}: plusieurs répondent à {}\u{a0}; précisez par\u{a0}: {}",
                of.one.fr,
                quoted(given, lang),
                by(of)
            ),
            (Self::Several { given, of }, Lang::En) => format!(
                "{}: several answer to {}; name one by: {}",
                of.one.en,
                quoted(given, lang),
                by(of)
            ),
            (Self::Twice { given, first_row }, Lang::Fr) => format!(
                "{} est déjà à la ligne {first_row}\u{a0}: gardez une seule des deux lignes",
                quoted(given, lang)
            ),
            (Self::Twice { given, first_row }, Lang::En) => format!(
                "{} is on row {first_row} already: keep one of the two rows",
                quoted(given, lang)
            ),
        }
    }
}
