//! Which record each row of a file is about, and which ones it links to.

use std::collections::BTreeMap;

use kernel::{InWords, Lang, quoted};
use storage::{StoreError, Tx};
use tables::{Faults, Problem};

use super::{
    cells::Sheet,
    known::{Name, first_key, name},
};
use crate::{
    Field, Kind, Noun, Scope,
    resolve::{Many, all_meant},
};

/// Why a row finds no record, or several.
pub(super) enum NoMatch {
    /// Nothing that may be seen answers to it.
    Unknown { given: String, of: &'static Noun },
    /// Several do.
    Several { given: String, of: &'static Noun },
    /// An earlier row is about the same.
    Twice { given: String, first_row: u64 },
    /// An earlier row is about the same, by another key.
    SameRecord { first_row: u64 },
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
            let why = match meant.get(text) {
                Some(Ok(id)) => {
                    sheet.rows[at].values.set(field, *id);
                    continue;
                }
                Some(Err(Many)) => NoMatch::Several { given, of: noun },
                None => NoMatch::Unknown { given, of: noun },
            };
            faults.push(sheet.fault(row, Some(field), Problem::refused(&why)));
            sheet.rows[at].faulty.push(field);
        }
    }
    Ok(())
}

/// The keys by which rows find their records: what the caller chose, or those of the noun that
/// the file has. A row is found by the first that it has.
pub(super) fn keys(
    noun: &'static Noun,
    sheet: &Sheet,
    chosen: Option<&'static Field>,
) -> Vec<&'static Field> {
    let own = noun.keys.iter().copied().filter(|key| sheet.has(key)).collect();
    chosen.map_or(own, |chosen| vec![chosen])
}

/// Refuses the rows that are about the same record as an earlier one.
pub(super) fn refuse_twice(sheet: &mut Sheet, keys: &[&'static Field], faults: &mut Faults) {
    let mut first_rows: BTreeMap<Name, u64> = BTreeMap::new();
    for at in 0..sheet.rows.len() {
        let row = &sheet.rows[at];
        let Some(key) = first_key(&row.values, keys) else { continue };
        let Some(name) = name(&row.values, key) else { continue };
        let given = name.2.clone();
        let first_row = *first_rows.entry(name).or_insert(row.number);
        if first_row != row.number {
            let why = Problem::refused(&NoMatch::Twice { given, first_row });
            faults.push(sheet.fault(row, Some(key), why));
            sheet.rows[at].faulty.push(key);
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
            (Self::SameRecord { first_row }, Lang::Fr) => format!(
                "cette fiche est déjà celle de la ligne {first_row}\u{a0}: gardez une seule des deux \
                 lignes"
            ),
            (Self::SameRecord { first_row }, Lang::En) => {
                format!("this record is that of row {first_row} already: keep one of the two rows")
            }
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
