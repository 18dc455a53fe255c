//! Files that are refused before any row is used.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{Cursor, Write},
    path::Path,
};

use kernel::{InWords, Lang};
use rust_xlsxwriter::Workbook;
use tables::{Column, Faults, Limits, Table};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

const COLUMNS: &[Column] = &[Column::required("id", &[]), Column::required("places", &[])];

fn faults(path: &Path, limits: &Limits) -> Faults {
    let mut faults = Faults::new();
    match Table::open_within(path, COLUMNS, &BTreeMap::new(), limits) {
        Ok(table) => {
            table.for_each(&mut faults, |_, _| ());
        }
        Err(refusal) => faults = refusal,
    }
    faults
}

#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>, limits: &Limits, expected: &str) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    let words = faults(&path, limits).in_words(Lang::En);
    assert!(words.starts_with(&format!("{name}{expected}")), "{words}");
    assert_eq!(words.lines().count(), 1, "{words}");
}

#[track_caller]
fn check_usual(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    check(name, bytes, &Limits::default(), expected);
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn workbook(rows: &[[&str; 2]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        sheet.write_row(row, 0, *cells).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn what_is_not_a_table_is_refused_with_what_to_do() {
    check_usual("a.csv", "", ": the file is empty");
    check_usual("a.csv", "\u{feff}\r\n \n", ": the file is empty");
    check_usual("a.csv", b"\xff\xfei\0d\0,\0", ": its text is in UTF-16");
    check_usual("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ": it is neither text nor a workbook");
    check_usual("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ": the workbook is of an old format");
    check_usual("a.ods", archive(&[("content.xml", b"<a/>")]), ": this archive is not an Excel");
    check_usual("a.xlsx", &workbook(&[["id", "places"]])[..500], ": the workbook is damaged");
    check_usual("a.xlsx", archive(&[("xl/workbook.xml", b"<a/>")]), ": the workbook is damaged");
    check_usual("a.xlsx", workbook(&[]), ": the file is empty");
}

#[test]
fn a_header_only_is_refused() {
    check_usual("a.csv", "id,places\n", ": no row under the header");
    check_usual("a.csv", "id,places\n,\n\n", ": no row under the header");
    check_usual("a.xlsx", workbook(&[["id", "places"]]), ": no row under the header");
}

#[test]
fn missing_columns_are_told_with_those_found() {
    let expected = ": missing “places” (is it “Placse”?); columns found: “id”, “Placse”";
    check_usual("a.csv", "id,Placse\n1,2\n", expected);
    check_usual("a.xlsx", workbook(&[["id", "Placse"], ["1", "2"]]), expected);
    check_usual(
        "a.csv",
        "id:places:trade\n1:2:3\n",
        ": missing “id”, “places”; columns found: “id:places:trade”; a single column: separate them by \
         a comma, a semicolon or a tab",
    );
    check_usual("a.csv", "id,Places,PLACES\n", ": two columns for “places”: “Places” and “PLACES”");
}

#[test]
fn no_file_and_a_folder_are_refused() {
    let dir = TempDir::new().unwrap();
    let words = |path: &Path| faults(path, &Limits::default()).in_words(Lang::En);
    assert!(words(&dir.path().join("none.csv")).starts_with("none.csv: file not found"));
    assert!(words(dir.path()).ends_with("it is not a file: give a CSV or XLSX file"));
}

#[test]
fn a_file_of_two_gigabytes_is_refused_without_being_read() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("big.csv");
    let mut file = File::create(&path).unwrap();
    file.write_all(b"id,places\n1,2\n").unwrap();
    file.set_len(2 << 30).unwrap();
    let words = faults(&path, &Limits::default()).in_words(Lang::En).replace('\u{a0}', " ");
    assert_eq!(words, "big.csv: the file is over 1,024 MiB: cut it or take columns out");
}

#[test]
fn a_huge_cell_is_told_and_the_other_rows_are_read() {
    let huge = "x".repeat(33 << 10);
    let limits = &Limits::default();
    check("a.csv", format!("id,places\n{huge},1\nB,2\n"), limits, ", row 2, column “id”: “xxx");
    let limits = &Limits { cell_bytes: 1_000, ..Limits::default() };
    let long = &huge[..1_001];
    let bytes = workbook(&[["id", "places"], [long, "1"], ["B", "2"]]);
    check("a.xlsx", bytes, limits, ", row 2, column “id” (A2): “xxx");
    check("a.csv", format!("id,{long}\n"), limits, ": ");
}

#[test]
fn a_quotation_mark_never_closed_stops_the_reading() {
    let limits = &Limits { row_bytes: 1 << 20, ..Limits::default() };
    let text = format!("id,places\nA,1\nB,\"2\n{}", "C,3\n".repeat(1 << 20));
    check("a.csv", text, limits, ", row 3: the row is over 1048576 bytes: a quotation mark");
}

#[test]
fn a_file_much_bigger_than_a_row_may_be_is_read_to_its_end() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("a.csv");
    fs::write(&path, format!("id,places\n{}", "C,3\n".repeat(1 << 20))).unwrap();
    let limits = Limits { row_bytes: 1 << 20, ..Limits::default() };
    let found = faults(&path, &limits);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn too_many_columns_are_refused() {
    let limits = &Limits { columns: 3, ..Limits::default() };
    check("a.csv", "id,places,a,b\n1,2,3,4\n", limits, ": more than 3 columns");
}

#[test]
fn an_archive_that_unpacks_to_much_more_than_itself_is_refused() {
    let zeros = vec![b' '; 64 << 20];
    let bomb = archive(&[("xl/workbook.xml", b"<a/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    check_usual("a.xlsx", bomb, ": unpacked, the workbook is over 16");
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_refused() {
    let zeros = vec![b' '; 20 << 20];
    let mut bomb = archive(&[("xl/workbook.xml", b"<a/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    let truth = (20_u32 << 20).to_le_bytes();
    let places: Vec<_> = (0..bomb.len() - 4).filter(|i| bomb[*i..i + 4] == truth).collect();
    assert!(!places.is_empty());
    for place in places {
        bomb[place..place + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("a.xlsx");
    fs::write(&path, bomb).unwrap();
    let words = faults(&path, &Limits::default()).in_words(Lang::En);
    assert!(
        words.contains("unpacked, the workbook is over") || words.contains("damaged"),
        "{words}"
    );
}

#[test]
fn an_archive_of_too_many_parts_is_refused() {
    let names: Vec<_> = (0..200).map(|i| format!("xl/{i}")).collect();
    let parts: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let limits = &Limits { parts: 100, ..Limits::default() };
    check("a.xlsx", archive(&parts), limits, ": the workbook has more than 100 parts");
}
