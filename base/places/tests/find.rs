//! What people write, against the communes that the program carries.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use kernel::{InWords, Lang};
use places::{Commune, Kind, NotFound, Places};

fn check(text: &str, code: &str) {
    let found = Places::embedded().find(text).map(|commune| commune.code.to_string());
    assert_eq!(found.as_deref(), Ok(code), "{text}");
}

fn refusal(text: &str) -> NotFound {
    Places::embedded().find(text).unwrap_err()
}

#[test]
fn a_name_is_found_whatever_its_case_accents_hyphens_and_abbreviations() {
    for (text, code) in [
        ("Cholet", "49099"),
        ("CHOLET", "49099"),
        ("la roche sur yon", "85191"),
        ("Roche-sur-Yon (La)", "85191"),
        ("ROCHE SUR YON", "85191"),
        ("St-Herblain", "44162"),
        ("Saint Herblain", "44162"),
        ("Aix en Provence", "13001"),
        ("L’Haÿ-les-Roses", "94038"),
        ("Chalon s/ Saône", "71076"),
        ("Château-Chinon (Ville)", "58062"),
    ] {
        check(text, code);
    }
}

#[test]
fn a_postcode_or_a_departement_may_stand_beside_the_name() {
    for (text, code) in [
        ("49300 Cholet", "49099"),
        ("Cholet (49)", "49099"),
        ("Cholet, Maine-et-Loire", "49099"),
        ("49321 CHOLET CEDEX", "49099"),
        ("Saint-Denis (974)", "97411"),
        ("93200 St Denis", "93066"),
        ("Ajaccio (2a)", "2A004"),
    ] {
        check(text, code);
    }
}

#[test]
fn the_arrondissements_of_paris_lyon_and_marseille_are_communes_too() {
    for (text, code) in [
        ("Paris 11e", "75111"),
        ("Paris 1er arrondissement", "75101"),
        ("75011", "75111"),
        ("75011 Paris", "75111"),
        ("Marseille 3e arrondissement", "13203"),
        ("13016 MARSEILLE", "13216"),
        ("Lyon 9", "69389"),
        ("Paris", "75056"),
        ("Marseille", "13055"),
    ] {
        check(text, code);
    }
}

#[test]
fn a_code_or_a_postcode_is_enough_when_it_means_one_commune() {
    check("49099", "49099");
    check("2a004", "2A004");
    check("44000", "44109");
    check(" 44800 ", "44162");
}

#[test]
fn five_digits_that_are_a_code_here_and_a_postcode_there_are_ambiguous() {
    let NotFound::Ambiguous { candidates, .. } = refusal("49110") else { panic!("one only") };
    assert!(candidates.iter().any(|commune| commune.code.as_str() == "49110"));
    assert!(candidates.len() > 1);
}

#[test]
fn a_former_commune_is_found_with_the_one_it_is_now_part_of() {
    let jallais = Places::embedded().find("Jallais").unwrap();
    let today = "49023".parse().unwrap();
    assert_eq!((jallais.kind, jallais.today()), (Kind::Former { of: today }, today));
    assert_eq!(Places::embedded().find("Lyon").unwrap().kind, Kind::Whole);
}

#[test]
fn a_name_that_several_communes_bear_is_refused_with_all_of_them() {
    let refusal = refusal("Saint-Denis");
    let NotFound::Ambiguous { candidates, .. } = &refusal else { panic!("{refusal}") };
    assert_eq!(candidates[0].code.as_str(), "97411", "largest first");
    let words = refusal.in_words(Lang::Fr).replace('\u{a0}', " ");
    assert!(
        words.contains("Saint-Denis (La Réunion, 97411), Saint-Denis (Seine-Saint-Denis, 93066)")
    );
    assert!(words.contains("écrivez par exemple « Saint-Denis (974) »"), "{words}");
}

#[test]
fn at_most_eight_candidates_are_named_and_the_others_counted() {
    let words = refusal("Sainte-Colombe").in_words(Lang::En);
    assert!(words.matches("Sainte-Colombe (").count() <= 9, "{words}");
    assert!(words.contains(" more;"), "{words}");
}

#[test]
fn an_unknown_name_is_refused_with_those_that_look_like_it() {
    for (text, name) in [
        ("Chollet", "Cholet"),
        ("Saumeur", "Saumur"),
        ("La Baule", "La Baule-Escoublac"),
        ("Cholet (44)", "Cholet"),
        ("44300 Cholet", "Cholet"),
    ] {
        let refusal = refusal(text);
        let NotFound::Unknown { near, .. } = &refusal else { panic!("{refusal}") };
        assert_eq!(near.first().map(|commune| commune.name), Some(name), "{text}");
    }
    let words = refusal("Saumeur").to_string().replace('\u{a0}', " ");
    assert_eq!(
        words,
        "commune inconnue « Saumeur » : s’agit-il de Saumur (Maine-et-Loire, 49328) ?"
    );
}

#[test]
fn likely_names_of_the_departement_that_was_given_come_first() {
    for (text, code) in [("Saint-Deniss (93)", "93066"), ("Saint-Deniss (974)", "97411")] {
        let NotFound::Unknown { near, .. } = refusal(text) else { panic!("{text} was found") };
        assert_eq!(near.first().map(|commune| commune.code.to_string()).as_deref(), Some(code));
    }
}

#[test]
fn what_means_nothing_is_refused_without_a_guess() {
    assert_eq!(refusal("  "), NotFound::Empty);
    for text in ["99999", "00000", "Xyzzyville", "???", "(49)", "Paris 21e"] {
        assert!(matches!(refusal(text), NotFound::Unknown { .. }), "{text}");
    }
}

#[test]
fn a_name_may_be_sought_in_one_departement() {
    let places = Places::embedded();
    let code = |of| places.by_name("Saint-Denis", of).map(|found: Commune| found.code.to_string());
    assert_eq!(code(Some("93")).unwrap(), "93066");
    assert_eq!(code(Some("la reunion")).unwrap(), "97411");
    assert!(matches!(code(Some("Atlantide")), Err(NotFound::Departement { .. })));
}

#[test]
fn a_postcode_gives_all_its_communes_largest_first() {
    let places = Places::embedded();
    let found = places.by_postcode("49280");
    assert!(found.len() > 2, "{found:?}");
    assert!(found.is_sorted_by_key(|commune| std::cmp::Reverse(commune.population)));
    assert!(found.iter().all(|commune| places.postcodes(commune).contains(&"49280".to_owned())));
    assert_eq!(places.by_postcode("4928"), []);
}
