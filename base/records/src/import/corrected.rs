//! The file of a preview, with what to correct beside each row.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use kernel::Lang;
use tables::{Dialect, write_csv};

use super::Preview;

/// Writes the rows of a file again, with a column more that says what to correct in each.
/// That column is not read when the file comes back.
pub fn corrected(preview: &Preview, lang: Lang, out: impl Write) -> io::Result<()> {
    let mut notes: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for fault in preview.faults.iter() {
        let Some(row) = fault.row else { continue };
        let value = fault.value.as_deref().unwrap_or_default();
        let why = fault.problem.on_value(value, lang);
        let note = match &fault.column {
            Some(column) => format!("{column}\u{a0}: {why}"),
            None => why,
        };
        notes.entry(row).or_default().push(note);
    }
    let (dialect, title) = match lang {
        Lang::Fr => (Dialect::ExcelFrench, "à corriger"),
        Lang::En => (Dialect::Plain, "to correct"),
    };
    let order = || preview.order.iter().copied();
    let header: Vec<&str> = order().map(|at| preview.headers[at].as_str()).chain([title]).collect();
    let rows = preview.rows.iter().map(|row| {
        let note = notes.get(&row.number).map(|notes| notes.join(" / ")).unwrap_or_default();
        order().map(|at| row.texts[at].clone()).chain([note]).collect::<Vec<_>>()
    });
    write_csv(out, dialect, &header, rows)
}
