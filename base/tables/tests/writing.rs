//! What is written is read back the same, and never runs.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, io::Cursor};

use proptest::prelude::*;
use tables::{Column, Dialect, Faults, Table, write_csv, write_xlsx};

const COLUMNS: &[Column] =
    &[Column::required("a", &[]), Column::required("b", &[]), Column::required("c", &[])];

type Rows = Vec<[String; 3]>;

fn csv(dialect: Dialect, rows: &Rows) -> Vec<u8> {
    let mut out = Vec::new();
    write_csv(&mut out, dialect, &["a", "b", "c"], rows).unwrap();
    out
}

fn xlsx(rows: &Rows) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write_xlsx(&mut out, "Plan", &["a", "b", "c"], rows).unwrap();
    out.into_inner()
}

fn read(name: &str, bytes: Vec<u8>) -> Rows {
    let table = Table::from_bytes(name, bytes, COLUMNS, &BTreeMap::new()).unwrap();
    let (mut rows, mut faults) = (Vec::new(), Faults::new());
    table.for_each(&mut faults, |row, _| {
        rows.push([0, 1, 2].map(|column| row.text(column).unwrap_or_default().to_owned()));
    });
    assert!(faults.is_empty(), "{faults}");
    rows
}

/// As a table is meant: without spaces around, and without blank rows.
fn tidied(rows: &Rows) -> Rows {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    rows.iter()
        .map(|row| row.each_ref().map(|cell| cell.trim_matches(is_blank).to_owned()))
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect()
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        // Text of all kinds without control characters but the usual ones.
        "[^\\p{Cc}]{0,12}",
        "['=+@\\-\t\r\n \"|;,A-C0-9.é]{0,8}",
        "[-+]?[0-9]{1,5}([.,][0-9]{1,3})?",
    ]
}

fn rows() -> impl Strategy<Value = Rows> {
    let row = [cell(), cell(), cell()];
    // The first row keeps the table from being empty.
    prop::collection::vec(row, 0..8).prop_map(|mut rows| {
        rows.insert(0, ["x".into(), String::new(), "y".into()]);
        rows
    })
}

/// What a spreadsheet would run.
fn runs(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
        && cell.replace(',', ".").parse::<f64>().is_err()
}

proptest! {
    #[test]
    fn what_is_written_as_csv_is_read_back(rows in rows()) {
        for dialect in [Dialect::Plain, Dialect::ExcelFrench] {
            prop_assert_eq!(read("a.csv", csv(dialect, &rows)), tidied(&rows));
        }
    }

    #[test]
    fn no_cell_written_as_csv_is_a_formula(rows in rows()) {
        let bytes = csv(Dialect::Plain, &rows);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[..]);
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!runs(cell), "{:?}", cell);
            }
        }
    }

    #[test]
    fn what_is_written_as_a_workbook_is_read_back(rows in rows()) {
        prop_assert_eq!(read("a.xlsx", xlsx(&rows)), tidied(&rows));
    }
}

#[test]
fn a_workbook_holds_text_only() {
    let rows = vec![["=1+1".to_owned(), "-3".to_owned(), "01000".to_owned()]];
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx(&rows))).unwrap();
    let sheet =
        std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert_eq!(sheet.matches("t=\"s\"").count(), 6, "{sheet}");
}

#[test]
fn a_french_excel_finds_its_mark_and_its_semicolons() {
    let rows = vec![["1".to_owned(), "a;b".to_owned(), "=x".to_owned()]];
    let text = String::from_utf8(csv(Dialect::ExcelFrench, &rows)).unwrap();
    assert_eq!(text, "\u{feff}a;b;c\r\n1;\"a;b\";'=x\r\n");
}
