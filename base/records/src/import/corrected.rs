//! The file of a preview, with what to correct beside each row.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use kernel::{Lang, fold};
use tables::{Dialect, write_csv};

use super::Preview;

/// The header of the notes, in French and in English.
const TITLES: [&str; 2] = ["à corriger", "to correct"];

/// Whether a header is that of the notes of a file that was corrected.
pub(super) fn is_note(header: &str) -> bool {
    TITLES.iter().any(|title| fold(title) == fold(header))
}

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
        Lang::Fr => (Dialect::ExcelFrench, TITLES[0]),
        Lang::En => (Dialect::Plain, TITLES[1]),
    };
    // A file that was corrected once brings the notes of then.
    let kept: Vec<usize> =
        (0..preview.headers.len()).filter(|place| !is_note(&preview.headers[*place])).collect();
    let header = kept.iter().map(|place| preview.headers[*place].as_str());
    let header: Vec<&str> = header.chain([title]).collect();
    let rows = preview.rows.iter().map(|row| {
        let note = notes.get(&row.number).map(|notes| notes.join(" / ")).unwrap_or_default();
        let texts = kept.iter().filter_map(|place| row.texts.get(*place)).cloned();
        texts.chain([note]).collect::<Vec<_>>()
    });
    write_csv(out, dialect, &header, rows)
}
