//! Points from official files.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::{fs, path::PathBuf};

use kernel::{InWords, Lang};
use places::{Import, Places};
use tables::Faults;

fn import(text: &str) -> Result<Import, Faults> {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("communes.csv");
    fs::write(&file, text).unwrap();
    Places::embedded().import(&file)
}

fn check(text: &str) {
    let import = import(text).unwrap();
    let point = import.exact.of(&"49099".parse().unwrap()).unwrap();
    assert!((point.lat() - 47.06).abs() < 1e-6 && (point.lon() + 0.88).abs() < 1e-6, "{point:?}");
}

#[test]
fn the_usual_official_columns_are_known() {
    check("code_insee;nom;latitude_mairie;longitude_mairie\n49099;Cholet;47.06;-0.88\n");
    check("code_commune_insee;code_postal;_geopoint\n49099;49300;\"47.06,-0.88\"\n");
    check("Code Commune,lat,lon\n49099,47.06,-0.88\n");
}

#[test]
fn addresses_of_one_commune_give_their_middle() {
    check("id;code_insee;lon;lat\na;49099;-0.87;47.05\nb;49099;-0.89;47.07\n");
}

#[test]
fn rows_without_a_point_or_of_unknown_communes_are_counted() {
    let import = import("code;lat;lon\n49099;47.06;-0.88\n49007;;\n49999;47.0;-0.5\n").unwrap();
    let counts = (import.rows, import.exact.len(), import.without_point, import.unknown);
    assert_eq!(counts, (3, 1, 1, 1));
}

#[test]
fn swapped_coordinates_are_refused_with_their_row() {
    let faults = import("code;lat;lon\n49099;-0.88;47.06\n").unwrap_err();
    let words = faults.in_words(Lang::Fr);
    assert!(words.contains("peut-être inversées"), "{words}");
}

#[test]
fn a_file_without_codes_or_coordinates_is_refused() {
    assert!(import("nom;lat;lon\nCholet;47.06;-0.88\n").is_err());
    assert!(import("code_insee;nom\n49099;Cholet\n").is_err());
}
