//! A record as it stands in the database.

use std::ops::Deref;

use storage::{Row, StoreError};
use uuid::Uuid;

use crate::{Noun, Value, Values};

/// A record as it stands in the database.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Names it.
    pub id: Uuid,
    /// How often it was changed: whoever changes it says which version that was made from.
    pub version: i64,
    /// What it says.
    pub values: Values,
}

impl Record {
    /// Reads a row of `id, version, fields…`.
    pub(crate) fn of_row(noun: &'static Noun, row: &Row) -> Result<Self, StoreError> {
        let id = row.id(0)?;
        let value = |(at, field): (usize, &&'static crate::Field)| {
            Value::of_row(field, row, at + 2)
                .map_err(|why| StoreError::corrupt(noun.table, id, why))
        };
        let values = noun.fields.iter().enumerate().map(value).collect::<Result<_, _>>()?;
        Ok(Self { id, version: row.whole(1)?, values: Values::of(noun, values) })
    }
}

impl Deref for Record {
    type Target = Values;

    fn deref(&self) -> &Values {
        &self.values
    }
}
