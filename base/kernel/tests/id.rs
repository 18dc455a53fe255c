//! The types that `id!` makes.

use kernel::{InWords, Lang};

kernel::id!(
    /// Names a thing in a test.
    ThingId
);

#[test]
fn an_identifier_is_read_back_from_its_text() {
    let id = ThingId::at(1_780_000_000_000, [7; 10]);
    assert_eq!(id.to_string().parse(), Ok(id));
    assert_eq!(ThingId::from(id.uuid()), id);
}

#[test]
fn identifiers_sort_by_their_instant() {
    assert!(ThingId::at(1, [255; 10]) < ThingId::at(2, [0; 10]));
}

#[test]
fn an_identifier_is_its_text_when_serialised() {
    let id = ThingId::at(1_780_000_000_000, [7; 10]);
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(json, format!("\"{id}\""));
    assert_eq!(serde_json::from_str::<ThingId>(&json).unwrap(), id);
}

#[test]
fn a_text_that_is_not_an_identifier_is_refused_with_an_example() {
    let refusal = "L-12".parse::<ThingId>().unwrap_err();
    assert_eq!(
        refusal.in_words(Lang::En),
        "“L-12” is not an identifier: it should look like 019e6d3c-5800-7707-8707-070707070707"
    );
}
