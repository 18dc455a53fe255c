//! Tables read from real files.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, fs, path::Path};

use jiff::civil::{Date, date};
use kernel::{CommuneCode, InWords, Lang, Siret};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use tables::{Column, Faults, Row, Table};
use tempfile::TempDir;

const COLUMNS: &[Column] = &[
    Column::required("id", &["identifiant"]),
    Column::optional("name", &["nom"]),
    Column::optional("siret", &[]),
    Column::optional("postcode", &["code postal"]),
    Column::optional("commune", &["code INSEE"]),
    Column::optional("places", &["nombre de places"]),
    Column::optional("lat", &["latitude"]),
    Column::optional("starts", &["début"]),
    Column::optional("minors", &["mineurs"]),
    Column::optional("skills", &["compétences"]),
];
const ID: usize = 0;
const NAME: usize = 1;
const SIRET: usize = 2;
const POSTCODE: usize = 3;
const COMMUNE: usize = 4;
const PLACES: usize = 5;
const LAT: usize = 6;
const STARTS: usize = 7;
const MINORS: usize = 8;
const SKILLS: usize = 9;

/// One row, every cell read as what it should be.
#[derive(Debug, Default, PartialEq)]
struct Offer {
    row: u64,
    id: String,
    name: Option<String>,
    siret: Option<Siret>,
    postcode: Option<String>,
    commune: Option<CommuneCode>,
    places: Option<u32>,
    lat: Option<f64>,
    starts: Option<Date>,
    minors: Option<bool>,
    skills: Vec<String>,
}

fn offer(row: &Row, faults: &mut Faults) -> Offer {
    Offer {
        row: row.number(),
        id: row.required(ID, faults).unwrap_or_default().to_owned(),
        name: row.text(NAME).map(str::to_owned),
        siret: row.code(SIRET, 14, faults),
        postcode: row.digits(POSTCODE, 5).map(Into::into),
        commune: row.code(COMMUNE, 5, faults),
        places: row.whole(PLACES, 0..=10_000, faults),
        lat: row.decimal(LAT, -90.0..=90.0, faults),
        starts: row.date(STARTS, faults),
        minors: row.yes_no(MINORS, faults),
        skills: row.list(SKILLS).map(str::to_owned).collect(),
    }
}

fn read(path: &Path) -> (Vec<Offer>, Faults) {
    let (mut offers, mut faults) = (Vec::new(), Faults::new());
    match Table::open(path, COLUMNS, &BTreeMap::new()) {
        Ok(table) => {
            table.for_each(&mut faults, |row, faults| offers.push(offer(row, faults)));
        }
        Err(refusal) => faults = refusal,
    }
    (offers, faults)
}

fn read_bytes(name: &str, bytes: impl AsRef<[u8]>) -> (Vec<Offer>, Faults) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    read(&path)
}

fn read_sheet(fill: impl FnOnce(&mut Worksheet)) -> (Vec<Offer>, Faults) {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    read_bytes("offers.xlsx", workbook.save_to_buffer().unwrap())
}

#[track_caller]
fn check_offers((offers, faults): (Vec<Offer>, Faults), expected: &[Offer]) {
    assert!(faults.is_empty(), "{faults}");
    assert_eq!(offers, expected);
}

#[track_caller]
fn check_faults((_, faults): (Vec<Offer>, Faults), expected: &[&str]) {
    let words = faults.in_words(Lang::En);
    assert_eq!(words.lines().collect::<Vec<_>>(), expected);
}

fn complete() -> Offer {
    Offer {
        row: 2,
        id: "O1".into(),
        name: Some("Atelier Élise".into()),
        siret: Some("00123456600014".parse().unwrap()),
        postcode: Some("01000".into()),
        commune: Some("01053".parse().unwrap()),
        places: Some(12),
        lat: Some(47.06),
        starts: Some(date(2026, 6, 5)),
        minors: Some(true),
        skills: vec!["coupe".into(), "piquage".into()],
    }
}

const FRENCH: &str = "Identifiant;Nom;SIRET;Code postal;Code INSEE;Nombre de places;Latitude;Début;Mineurs;Compétences\n\
    O1; Atelier Élise\u{a0};00123456600014;01000;01053;12,0;47,06;05/06/2026;oui;coupe | piquage\n";

const ENGLISH: &str = "skills,minors,starts,lat,places,commune,postcode,siret,name,id\n\
    coupe|piquage|,TRUE,2026-06-05,47.06,12,1053,1000,123456600014,Atelier Élise,O1\n";

#[test]
fn french_and_english_files_with_any_delimiter_say_the_same() {
    for text in [FRENCH.to_owned(), ENGLISH.to_owned(), ENGLISH.replace(',', "\t")] {
        check_offers(read_bytes("offers.csv", &text), &[complete()]);
        check_offers(read_bytes("offers.csv", text.replace('\n', "\r\n")), &[complete()]);
        check_offers(read_bytes("offers.csv", text.trim_end()), &[complete()]);
        check_offers(read_bytes("offers.csv", format!("\u{feff}{text}")), &[complete()]);
    }
}

#[test]
fn windows_1252_is_understood() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(FRENCH);
    check_offers(read_bytes("offers.csv", bytes), &[complete()]);
}

#[test]
fn a_workbook_says_the_same_with_its_own_numbers_dates_and_booleans() {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let starts = ExcelDateTime::from_ymd(2026, 6, 5).unwrap();
    let read = read_sheet(|sheet| {
        sheet.write_row(0, 0, COLUMNS.iter().map(|column| column.name)).unwrap();
        sheet.write(1, 0, "O1").unwrap().write(1, 1, "Atelier Élise ").unwrap();
        sheet.write(1, 2, 123_456_600_014.0).unwrap().write(1, 3, 1_000).unwrap();
        sheet.write(1, 4, 1_053).unwrap().write(1, 5, 12.0).unwrap();
        sheet.write(1, 6, Formula::new("=47+0.06").set_result("47.06")).unwrap();
        sheet.write_with_format(1, 7, &starts, &day).unwrap();
        sheet.write(1, 8, true).unwrap().write(1, 9, "coupe|piquage").unwrap();
        // The same day without the format of a date.
        sheet.write(3, 0, 2).unwrap().write(3, 7, 46_178).unwrap();
    });
    let second =
        Offer { row: 4, id: "2".into(), starts: Some(date(2026, 6, 5)), ..Offer::default() };
    check_offers(read, &[complete(), second]);
}

#[test]
fn a_serial_number_is_a_date_in_a_workbook_only() {
    check_faults(
        read_bytes("a.csv", "id,starts\nO1,46178\n"),
        &["a.csv, row 2, column “starts”: “46178” is not a date: write for example 2026-06-05 or \
           05/06/2026 (day first)"],
    );
    check_faults(
        read_sheet(|sheet| {
            sheet.write_row(0, 0, ["id", "starts"]).unwrap();
            sheet.write(1, 0, "O1").unwrap().write(1, 1, 2026).unwrap();
        }),
        &["offers.xlsx, row 2, column “starts” (B2): “2026” is not a date: write for example \
           2026-06-05 or 05/06/2026 (day first)"],
    );
}

#[test]
fn every_bad_cell_is_told_at_once_with_its_place_and_its_remedy() {
    let text = "Id;SIRET;Places;Lat;Début;Mineurs\n\
        ;13002526500012;-1;cent;31/02/2026;peut-être\n\
        O2;7,32829E+13;99999;91;;\n";
    check_faults(
        read_bytes("offers.csv", text),
        &[
            "offers.csv, row 2, column “Id”: blank cell: a value is needed",
            "offers.csv, row 2, column “SIRET”: “13002526500012” is not a SIRET: its check digit is \
             wrong, a character was probably miscopied; it takes 14 digits, such as 732 829 320 00074",
            "offers.csv, row 2, column “Places”: “-1” is not between 0 and 10000",
            "offers.csv, row 2, column “Lat”: “cent” is not a number: write for example 47.06",
            "offers.csv, row 2, column “Début”: “31/02/2026” is not a date: write for example \
             2026-06-05 or 05/06/2026 (day first)",
            "offers.csv, row 2, column “Mineurs”: “peut-être” is neither yes nor no: write yes or no",
            "offers.csv, row 3, column “SIRET”: “7,32829E+13” is a number rounded by the \
             spreadsheet: make the column a text column and type it again",
            "offers.csv, row 3, column “Places”: “99999” is not between 0 and 10000",
            "offers.csv, row 3, column “Lat”: “91” is not between -90 and 90",
        ],
    );
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_shows() {
    let numbers = |text: &str| -> Vec<u64> {
        let (offers, faults) = read_bytes("a.csv", text);
        assert!(faults.is_empty(), "{faults}");
        offers.iter().map(|offer| offer.row).collect()
    };
    let text = "id,name\nA,x\n\n\nB,\"two\nlines\"\nC,x\n,\n  ,\t\nD,x";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        assert_eq!(numbers(&text), [2, 5, 6, 9], "{text:?}");
    }
    assert_eq!(numbers("\n\nid,name\nA,x\n"), [4]);
    assert_eq!(numbers("sep=;\r\nid;name\r\nA;x\r\n"), [2]);
    assert_eq!(numbers("id,name\rA,x\rB,x\r"), [2, 3]);
}

#[test]
fn blank_rows_and_a_header_lower_down_are_followed_in_a_workbook_too() {
    let (offers, faults) = read_sheet(|sheet| {
        sheet.write_row(2, 1, ["id", "name"]).unwrap();
        sheet.write_row(4, 1, ["A", "x"]).unwrap();
        sheet.write_row(9, 1, ["B", "x", "a note beside"]).unwrap();
    });
    assert!(faults.is_empty(), "{faults}");
    assert_eq!(offers.iter().map(|offer| offer.row).collect::<Vec<_>>(), [5, 10]);
}

#[test]
fn a_failed_formula_is_told_once() {
    check_faults(
        read_sheet(|sheet| {
            sheet.write_row(0, 0, ["id", "places", "unknown"]).unwrap();
            for row in 1..3 {
                let failed = Formula::new("=1/0").set_result("#DIV/0!");
                sheet.write_row(row, 0, [failed.clone(), failed.clone(), failed]).unwrap();
            }
        }),
        &["A2", "B2", "A3", "B3"].map(|cell| {
            let column = if cell.starts_with('A') { "id" } else { "places" };
            let row = &cell[1..];
            format!(
                "offers.xlsx, row {row}, column “{column}” ({cell}): “#DIV/0!” is the result of a \
                 failed formula: mend it or replace it by its value"
            )
        })
        .each_ref()
        .map(String::as_str),
    );
}

#[test]
fn a_row_with_too_many_values_is_told_and_blank_ones_at_its_end_are_not() {
    check_faults(
        read_bytes("a.csv", "id,name\nA,Dupont, Marie\nB,x,,,\nC\n"),
        &["a.csv, row 2: the row has more values than the 2 columns: put the values that contain \
           the delimiter between quotation marks"],
    );
}

#[test]
fn text_that_mixes_encodings_is_told_at_the_row_that_does() {
    check_faults(
        read_bytes("a.csv", b"id,name\nA,Zo\xc3\xa9\nB,Zo\xe9\nC,ok\n"),
        &["a.csv, row 3, column “name”: “Zoé” mixes two encodings: save the file as “CSV UTF-8”"],
    );
}

#[test]
fn renames_take_the_users_headers_to_ours_and_the_rest_is_kept() {
    let renames = BTreeMap::from([("Réf. de l'offre".to_owned(), "id".to_owned())]);
    let csv = "Réf de l’offre,Couleur\nO1,rouge\n";
    let table = Table::from_bytes("a.csv", csv.into(), COLUMNS, &renames).unwrap();
    assert_eq!(table.header(ID), Some("Réf de l’offre"));
    assert_eq!(table.unknown_columns(), ["Couleur"]);
    assert!(table.has(ID) && !table.has(NAME));
    let mut colours = Vec::new();
    let n_rows = table.for_each(&mut Faults::new(), |row, _| {
        colours.extend(row.unknown(0).map(str::to_owned));
    });
    assert_eq!((n_rows, colours), (1, vec!["rouge".to_owned()]));
}

#[test]
fn a_table_can_ask_for_one_column_of_several() {
    let table = Table::from_bytes("a.csv", "id,ville\nA,x\n".into(), COLUMNS, &BTreeMap::new());
    assert_eq!(
        table.unwrap().missing(&["lat", "commune"]).in_words(Lang::En),
        "a.csv: missing one of the columns “lat”, “commune”; columns found: “id”, “ville”"
    );
}

#[test]
fn the_first_sheet_shown_is_read_and_the_others_are_named() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Listes").unwrap().set_hidden(true);
    let sheet = workbook.add_worksheet().set_name("Offres").unwrap();
    sheet.set_active(true).write_column(0, 0, ["id", "O1"]).unwrap();
    workbook.add_worksheet().set_name("Notes").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let table = Table::from_bytes("a.xlsx", bytes, COLUMNS, &BTreeMap::new()).unwrap();
    assert_eq!(table.other_sheets(), ["Notes"]);
    assert_eq!(table.for_each(&mut Faults::new(), |_, _| ()), 1);
}

#[test]
fn a_value_due_in_a_column_that_the_file_has_not_is_told_by_its_name() {
    let table = Table::from_bytes("a.csv", "id\nA\n".into(), COLUMNS, &BTreeMap::new()).unwrap();
    let mut faults = Faults::new();
    table.for_each(&mut faults, |row, faults| _ = row.required(PLACES, faults));
    let words = faults.in_words(Lang::En);
    assert_eq!(words, "a.csv, row 2, column “places”: blank cell: a value is needed");
}
