//! Records as a table that a spreadsheet opens, and that can be imported again.

use std::io::{self, Seek, Write};

use kernel::Lang;
use storage::{StoreError, Tx};
use tables::{Dialect, write_csv, write_xlsx};

use crate::{Asked, Field, Noun, Record, Scope, Value, linked, note_read, page};

/// Records as rows of text.
#[derive(Clone, Debug)]
pub struct Sheet {
    noun: &'static Noun,
    fields: Vec<&'static Field>,
    /// One row for each record.
    pub rows: Vec<Vec<String>>,
}

/// The records that are asked for, as rows of text, each link told by a key of what it leads
/// to. What is about people is journalled as read.
pub async fn sheet(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    asked: &Asked,
) -> Result<Sheet, StoreError> {
    let records = page(tx, scope, noun, asked).await?.records;
    note_read(tx, scope, noun, &records, "export").await?;
    of_records(tx, scope, noun, &records).await
}

/// These records as rows of text.
pub async fn of_records(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    records: &[Record],
) -> Result<Sheet, StoreError> {
    let values = records.iter().flat_map(|record| record.iter());
    let linked = linked(tx, scope, values).await?;
    let cell = |value: &Value| match value {
        // What may not be seen has no name here.
        Value::Link(id) => linked.get(id).map(name).unwrap_or_default(),
        other => other.written(),
    };
    let row = |record: &Record| record.iter().map(|(_, value)| cell(value)).collect();
    let rows = records.iter().map(row).collect();
    Ok(Sheet { noun, fields: noun.fields.to_vec(), rows })
}

/// What a record is called where another leads to it: its first key, or its name.
#[must_use]
pub fn name(record: &Record) -> String {
    let key = record.noun().keys.iter().find_map(|key| record.text(key));
    key.map_or_else(|| record.title(), str::to_owned)
}

impl Sheet {
    /// Writes the rows as CSV: as a French Excel wants it in French, plain in English.
    pub fn write_csv(&self, lang: Lang, out: impl Write) -> io::Result<()> {
        let dialect = match lang {
            Lang::Fr => Dialect::ExcelFrench,
            Lang::En => Dialect::Plain,
        };
        write_csv(out, dialect, &self.header(lang), &self.rows)
    }

    /// Writes the rows as a workbook.
    pub fn write_xlsx(&self, lang: Lang, out: impl Write + Seek + Send) -> io::Result<()> {
        write_xlsx(out, self.noun.many.of(lang), &self.header(lang), &self.rows)
    }

    /// The headers: labels in French, names in English.
    fn header(&self, lang: Lang) -> Vec<&'static str> {
        self.fields
            .iter()
            .map(|field| match lang {
                Lang::Fr => field.label.fr,
                Lang::En => field.name,
            })
            .collect()
    }
}
