//! Records as people and programs read them.

use std::collections::HashMap;

use kernel::Lang;
use records::{Field, Kind, Noun, Record, Value};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

/// The records that others lead to.
pub(crate) type Linked = HashMap<Uuid, Record>;

/// What stands in a field, as people read it: a link by the name of what it leads to.
pub(crate) fn shown(field: &Field, value: &Value, linked: &Linked, lang: Lang) -> String {
    match value {
        Value::Link(id) => linked.get(id).map_or_else(|| hidden(lang), |record| record.title()),
        other => other.shown(field, lang),
    }
}

/// So many records, in words.
pub(crate) fn counted(noun: &Noun, n_records: usize, lang: Lang) -> String {
    let words = if n_records == 1 { noun.one } else { noun.many };
    format!("{n_records} {}", words.of(lang))
}

/// What a link leads to that may not be seen, or is gone.
fn hidden(lang: Lang) -> String {
    match lang {
        Lang::Fr => "(non visible)".to_owned(),
        Lang::En => "(not shown)".to_owned(),
    }
}

/// `old → new`; what is absent is a dash.
pub(crate) fn changed(
    (field, old, new): (&'static Field, &Value, &Value),
    linked: &Linked,
    lang: Lang,
) -> String {
    let side = |value: &Value| match value {
        Value::Absent => "–".to_owned(),
        value => shown(field, value, linked, lang),
    };
    format!("{} {} → {}", field.label.of(lang), side(old), side(new))
}

/// A record for a program: all its fields by their names.
pub(crate) fn json(record: &Record, linked: &Linked) -> Json {
    let fields: Map<String, Json> = record
        .iter()
        .map(|(field, value)| (field.name.to_owned(), cell(field, value, linked)))
        .collect();
    json!({ "id": record.id, "version": record.version, "fields": fields })
}

/// What stands in a field, for a program.
pub(crate) fn cell(field: &Field, value: &Value, linked: &Linked) -> Json {
    match (value, &field.kind) {
        (Value::Absent, _) => Json::Null,
        (Value::Text(text), Kind::List | Kind::SomeOf(_)) => text.split('|').collect(),
        (Value::Text(text), _) => text.as_str().into(),
        (Value::Whole(number), _) => (*number).into(),
        (Value::Decimal(number), _) => (*number).into(),
        (Value::Day(day), _) => day.to_string().into(),
        (Value::YesNo(is_so), _) => (*is_so).into(),
        (Value::Link(id), _) => {
            json!({ "id": id, "name": linked.get(id).map(|record| record.title()) })
        }
    }
}
