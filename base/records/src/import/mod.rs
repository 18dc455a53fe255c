//! A file of records: first a preview of what it would do, then all of it or nothing.

mod cells;
mod corrected;
mod known;
mod matching;
mod preview;

use std::collections::BTreeMap;

use storage::{StoreError, Tx};
use uuid::Uuid;

pub use corrected::corrected;
pub use preview::{Change, Preview, Row, RowEffect, preview};

use crate::{Done, Field, RecordError, Scope, Surroundings, Unfit, Unit};

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The field by which a row finds its record; the first key of the noun that the file
    /// has, if none is given.
    pub key: Option<&'static Field>,
    /// Whether a blank cell erases what the record says.
    pub blanks_erase: bool,
    /// Headers of the file, and the fields that they stand for.
    pub renames: BTreeMap<String, String>,
    /// What stands in a field whatever the row says.
    pub fixed: Vec<(&'static Field, crate::Value)>,
}

/// Does what a preview without faults showed: all of it, as one act.
pub async fn apply(
    tx: &mut Tx,
    scope: &Scope,
    preview: Preview,
    surroundings: &Surroundings,
) -> Result<Done, RecordError> {
    if !preview.faults.is_empty() {
        return Err(RecordError::Refused(Unfit::new(
            "le fichier a des fautes\u{a0}: rien n’a été importé\u{202f}; corrigez-le d’abord",
            "the file has faults: nothing was imported; correct it first",
        )));
    }
    let mut unit = Unit::new(scope, "import");
    for row in preview.rows {
        add(&mut unit, tx, row.effect)?;
    }
    unit.save(tx, surroundings).await
}

/// Adds what a row does to an act; says to which record, if to any.
fn add(unit: &mut Unit<'_>, tx: &Tx, effect: RowEffect) -> Result<Option<Uuid>, StoreError> {
    match effect {
        RowEffect::New(values) => unit.create(tx, *values).map(Some),
        RowEffect::Changed { record, values, .. } => {
            let id = record.id;
            unit.edit(*record, *values);
            Ok(Some(id))
        }
        RowEffect::Unchanged | RowEffect::Faulty => Ok(None),
    }
}
