//! Who may read what.

use placement::report::Options;

use crate::desk::{Desk, french};

#[test]
fn names_appear_only_when_asked_for() {
    let desk = Desk::two_schools();
    let without = desk.report(&french());
    assert!(without.contains("AA-1"));
    for name in ["Aubépine", "Bruyère", "Capucine", "Digitale", "alert"] {
        assert!(!without.contains(name), "{name}");
    }
    let with = desk.report(&Options { names: true, ..french() });
    assert!(with.contains("Zélie Aubépine"));
}

#[test]
fn a_school_reads_nothing_of_the_learners_of_others() {
    let desk = Desk::two_schools();
    for (school, own, others) in [("Nord", "AA-", "BB-"), ("Sud", "BB-", "AA-")] {
        let options = Options { names: true, school: Some(school.to_owned()), ..french() };
        let page = desk.report(&options);
        assert!(page.contains(own), "{school}");
        assert!(!page.contains(others), "{school}");
    }
}

#[test]
fn a_school_gets_no_line_nor_mark_of_others_on_its_map() {
    let desk = Desk::two_schools();
    let page = |school: Option<&str>| {
        desk.report(&Options { school: school.map(str::to_owned), ..french() })
    };
    // The other school's learner without a place lives there, and nobody else.
    assert!(page(None).contains(">Angers</text>"));
    assert!(page(Some("Sud")).contains(">Angers</text>"));
    assert!(!page(Some("Nord")).contains("Angers"));
}

#[test]
fn the_name_of_a_school_is_compared_without_case_and_accents() {
    let desk = Desk::two_schools();
    let page = desk.report(&Options { school: Some("nord".to_owned()), ..french() });
    assert!(page.contains("AA-1") && !page.contains("BB-1"));
}
