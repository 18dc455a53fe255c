//! Any bytes as a table: read, or refused with faults, never a panic.

use std::collections::BTreeMap;

use kernel::{InWords, Lang, Siret};
use tables::{Column, Dialect, Faults, Row, Table, write_csv};

use crate::sheet;

const COLUMNS: &[Column] = &[
    Column::required("id", &["identifiant"]),
    Column::optional("trade", &["métier"]),
    Column::optional("places", &["nombre de places"]),
    Column::optional("lat", &[]),
    Column::optional("starts", &["début"]),
    Column::optional("minors", &["mineurs"]),
    Column::optional("siret", &[]),
];
const TEXT: [usize; 2] = [0, 1];

/// Reads the bytes as a text file. What was read, once written, is read the same, unless it
/// has control characters: too many of them and it would no longer pass for text.
pub fn csv(bytes: &[u8]) {
    let rows = read("learners.csv", bytes.to_vec());
    let is_odd = |c: char| c.is_control() && !c.is_whitespace();
    if rows.is_empty() || rows.as_flattened().iter().any(|cell| cell.contains(is_odd)) {
        return;
    }
    for dialect in [Dialect::Plain, Dialect::ExcelFrench] {
        let mut out = Vec::new();
        let written = write_csv(&mut out, dialect, &["id", "trade"], &rows);
        assert!(written.is_ok());
        assert_eq!(read("again.csv", out), rows);
    }
}

/// Reads the bytes as a workbook. After an even byte they are the file itself; after an odd
/// one, the texts and the sheet of a workbook that is otherwise sound.
pub fn xlsx(bytes: &[u8]) {
    match bytes.split_first() {
        Some((first, rest)) if first % 2 == 1 => _ = read("sheet.xlsx", sheet::workbook(rest)),
        Some((_, file)) => _ = read("file.xlsx", file.to_vec()),
        None => {}
    }
}

/// Asks everything of every row; keeps its texts, unless a row has none.
fn read(name: &str, bytes: Vec<u8>) -> Vec<[String; 2]> {
    let mut faults = Faults::new();
    let mut rows = Vec::new();
    match Table::from_bytes(name, bytes, COLUMNS, &BTreeMap::new()) {
        Err(refusal) => faults.append(refusal),
        Ok(table) => {
            let n_rows = table.for_each(&mut faults, |row, faults| {
                ask_everything(row, faults);
                rows.push(TEXT.map(|column| row.text(column).unwrap_or_default().to_owned()));
            });
            assert_eq!(n_rows, rows.len() as u64);
            assert!(n_rows > 0 || !faults.is_empty());
        }
    }
    for lang in [Lang::Fr, Lang::En] {
        let words = faults.in_words(lang);
        assert_eq!(words.is_empty(), faults.is_empty());
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

fn ask_everything(row: &Row, faults: &mut Faults) {
    assert!(row.number() > 0);
    row.required(0, faults);
    row.list(1).for_each(|text| assert!(!text.is_empty()));
    row.whole(2, 0..=10_000_u32, faults);
    row.decimal(3, -90.0..=90.0, faults);
    row.date(4, faults);
    row.yes_no(5, faults);
    row.code::<Siret>(6, 14, faults);
}
