//! `docs/reference/plan.schema.json` describes the plans that are written.

use serde_json::{Value, json};

use crate::desk::Desk;

fn schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/plan.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Whether a value fits a schema, in the few words that ours uses.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    if let Some(name) = schema.get("$ref") {
        let target = root.pointer(&name.as_str().unwrap()[1..]).unwrap();
        return fits(root, target, value);
    }
    let words = schema.as_object().unwrap().iter();
    words.fold(true, |so_far, (word, said)| so_far && keeps(root, (word, said), schema, value))
}

fn keeps(root: &Value, (word, said): (&str, &Value), schema: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    match word {
        "type" => said.as_array().map_or_else(|| is(said), |names| names.iter().any(is)),
        "const" => value == said,
        "enum" => said.as_array().unwrap().contains(value),
        "minimum" => !value.is_number() || number(said) <= number(value),
        "maximum" => !value.is_number() || number(value) <= number(said),
        "items" => value.as_array().into_iter().flatten().all(|item| fits(root, said, item)),
        "oneOf" => {
            said.as_array().unwrap().iter().filter(|one| fits(root, one, value)).count() == 1
        }
        "required" => {
            let names = said.as_array().unwrap().iter();
            names.into_iter().all(|name| value.get(name.as_str().unwrap()).is_some())
        }
        "properties" => {
            let properties = said.as_object().unwrap().iter();
            properties
                .into_iter()
                .all(|(name, schema)| value.get(name).is_none_or(|value| fits(root, schema, value)))
        }
        "additionalProperties" => {
            let known = |name: &String| schema.pointer(&format!("/properties/{name}")).is_some();
            let others = value.as_object().into_iter().flatten().filter(|(name, _)| !known(name));
            others.into_iter().all(|(_, value)| *said != json!(false) && fits(root, said, value))
        }
        "$schema" | "$defs" | "title" | "description" | "format" | "pattern" => true,
        other => panic!("{other}: a word that this test does not know"),
    }
}

#[test]
fn a_plan_with_everything_in_it_fits_and_one_with_a_field_more_does_not() {
    let schema = schema();
    let (_, plan) = Desk::rich().plan();
    let plan = serde_json::to_value(&plan).unwrap();
    for (name, part) in plan.as_object().unwrap() {
        let said = schema.pointer(&format!("/properties/{name}")).unwrap();
        assert!(fits(&schema, said, part), "{name}: {part}");
    }
    assert!(fits(&schema, &schema, &plan));
    for path in ["", "/totals", "/settings/travel/speed_kmh", "/placements/0", "/unplaced/0/reason"]
    {
        let mut plan = plan.clone();
        plan.pointer_mut(path).unwrap()["surplus"] = json!(1);
        assert!(!fits(&schema, &schema, &plan), "{path}");
    }
}
