//! A record of any noun with something in every field.

use jiff::civil::date;
use network::role::ROLE;
use records::{Field, Kind, Noun, Value, Values};
use uuid::Uuid;

/// What is written in a field: texts, and codes where texts do not fit.
pub(crate) struct Ink<'a> {
    /// In every text.
    pub(crate) text: &'a str,
    /// In every code: the first that the field takes.
    pub(crate) codes: &'a [&'a str],
}

/// Codes that no other record of a test has.
pub(crate) const CODES: [&str; 7] = [
    "73282932000074",
    "0951099D",
    "02 41 00 00 01",
    "11755555575",
    "14.13Z",
    "0247",
    "019e6d3c-5800-7707-8707-070707070707",
];

/// A record with something in every field; `lead` says where its links lead.
pub(crate) fn filled(
    noun: &'static Noun,
    ink: &Ink<'_>,
    lead: impl Fn(&'static Field) -> Uuid,
) -> Values {
    noun.fields.iter().fold(Values::blank(noun), |values, field| {
        let value = match &field.kind {
            Kind::Text { .. } | Kind::List => Value::text(&format!("{} {}", ink.text, field.name)),
            Kind::Code(_) => code(field, ink),
            Kind::Whole { least, most } => Value::Whole((*least).max(7.min(*most))),
            Kind::Decimal { .. } => Value::Decimal(42.5),
            Kind::Day => Value::Day(date(2026, 6, 8)),
            Kind::YesNo => Value::YesNo(false),
            Kind::OneOf(_) if field.is(&ROLE) => Value::text("learner"),
            Kind::OneOf(choices) | Kind::SomeOf(choices) => Value::text(choices[0].code),
            Kind::Link(_) => Value::Link(lead(field)),
        };
        values.with(field, value)
    })
}

fn code(field: &Field, ink: &Ink<'_>) -> Value {
    let address = format!("{}@exemple.fr", ink.text);
    let candidates = ink.codes.iter().copied().chain([address.as_str()]);
    let mut read = candidates.filter_map(|typed| Value::read(field, typed).ok());
    read.next().unwrap_or_else(|| panic!("no code fits {}", field.name))
}
