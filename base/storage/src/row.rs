//! A row as an engine returns it, read by position.

use jiff::{Timestamp, civil::Date};
use sqlx::{Row as _, any::AnyRow};
use uuid::Uuid;

use crate::StoreError;

/// A row as an engine returns it. Values are asked for by their position in the statement;
/// one that is not what it should be is an error of the database, not a default.
pub struct Row(pub(crate) AnyRow);

impl Row {
    /// A text that may be null.
    pub fn opt_text(&self, at: usize) -> Result<Option<String>, StoreError> {
        Ok(self.0.try_get(at)?)
    }

    /// A text.
    pub fn text(&self, at: usize) -> Result<String, StoreError> {
        Ok(self.0.try_get(at)?)
    }

    /// A whole number that may be null.
    pub fn opt_whole(&self, at: usize) -> Result<Option<i64>, StoreError> {
        Ok(self.0.try_get(at)?)
    }

    /// A whole number.
    pub fn whole(&self, at: usize) -> Result<i64, StoreError> {
        Ok(self.0.try_get(at)?)
    }

    /// A number that may be null.
    pub fn opt_decimal(&self, at: usize) -> Result<Option<f64>, StoreError> {
        Ok(self.0.try_get(at)?)
    }

    /// Bytes that may be null.
    pub fn opt_bytes(&self, at: usize) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.try_get(at)?)
    }

    /// Yes or no, kept as 1 or 0.
    pub fn yes_no(&self, at: usize) -> Result<bool, StoreError> {
        Ok(self.whole(at)? != 0)
    }

    /// An identifier that may be null.
    pub fn opt_id(&self, at: usize) -> Result<Option<Uuid>, StoreError> {
        self.read(at, |text| Uuid::try_parse(text).map_err(|why| why.to_string()))
    }

    /// An identifier.
    pub fn id(&self, at: usize) -> Result<Uuid, StoreError> {
        self.opt_id(at)?.ok_or_else(|| self.corrupt(at, "null"))
    }

    /// A day that may be null.
    pub fn opt_date(&self, at: usize) -> Result<Option<Date>, StoreError> {
        self.read(at, |text| text.parse().map_err(|why: jiff::Error| why.to_string()))
    }

    /// An instant that may be null.
    pub fn opt_instant(&self, at: usize) -> Result<Option<Timestamp>, StoreError> {
        self.read(at, |text| text.parse().map_err(|why: jiff::Error| why.to_string()))
    }

    /// An instant.
    pub fn instant(&self, at: usize) -> Result<Timestamp, StoreError> {
        self.opt_instant(at)?.ok_or_else(|| self.corrupt(at, "null"))
    }

    fn read<T>(
        &self,
        at: usize,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, StoreError> {
        let text: Option<String> = self.0.try_get(at)?;
        text.map(|text| read(&text).map_err(|why| self.corrupt(at, &why))).transpose()
    }

    fn corrupt(&self, at: usize, why: &str) -> StoreError {
        use sqlx::Column;
        let column = self.0.columns().get(at).map_or("?", |column| column.name());
        StoreError::corrupt(column, "?", why)
    }
}
