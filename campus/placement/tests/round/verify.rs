//! `verify` accepts what is true and refuses everything else.

use serde_json::{Value, json};

use crate::desk::Desk;
use placement::{Falsehood, Options, Refuted, Round};

fn refuted(round: &Round, plan: &Value) -> bool {
    placement::verify(round, &plan.to_string()).is_err()
}

/// Every value that is neither an object nor an array, by its place.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| leaves(value, &format!("{path}/{key}"), found));
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(idx, value)| leaves(value, &format!("{path}/{idx}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            found.push(path.to_owned());
        }
    }
}

/// Values of the same kind that are not this one, so that the plan can still be read.
fn lies(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![json!(1), json!("x"), json!(1.5)],
        Value::Bool(truth) => vec![json!(!truth)],
        Value::Number(number) => match number.as_i64() {
            Some(whole) => vec![json!(whole + 1), json!(whole - 1), json!(i64::MAX), Value::Null],
            None => vec![json!(number.as_f64().unwrap() + 0.1), Value::Null],
        },
        Value::String(text) => vec![json!(format!("{text}x")), json!(""), Value::Null],
        Value::Array(_) | Value::Object(_) => vec![],
    }
}

#[test]
fn a_false_statement_is_refused_wherever_it_stands() {
    let (round, plan) = Desk::rich().plan();
    let plan = serde_json::to_value(&plan).unwrap();
    let mut paths = vec![];
    leaves(&plan, "", &mut paths);
    assert!(paths.len() > 200, "{}", paths.len());
    // Other prices may prove the plan as well: false ones are for the engine's tests.
    for path in paths.iter().filter(|path| !path.contains("_price/")) {
        let truth = plan.pointer(path).unwrap().clone();
        for lie in lies(&truth) {
            let mut plan = plan.clone();
            *plan.pointer_mut(path).unwrap() = lie.clone();
            assert!(refuted(&round, &plan), "{path}: {truth} as {lie}");
        }
    }
}

/// A round in which one workshop opens and another does not, with repairs and advice.
fn with_workshops() -> Desk {
    let desk = Desk::new();
    let learners = (1..=6).map(|n| format!("L{n},couture,3,Cholet,60,transit\n"));
    let learners = learners.collect::<Vec<_>>().concat();
    desk.learners(&format!(
        "id,trade,level,commune,reach_min,mode\n{learners}L7,couture,3,Saumur,40,transit\n"
    ));
    desk.offers("id,trade,levels,commune,places\nO1,couture,3,Cholet,1\nO2,couture,3,Cholet,1\n");
    desk.workshops(
        "id,school,trades,levels,commune,places,min_learners,cost_eur,needs\n\
         W1,A,couture,3,Cholet,3,2,900,Mme Roux\nW2,B,couture,3,Cholet,3,3,950,Mme Roux\n",
    );
    desk.round("[workshops]\nbudget_eur = 1000\n");
    desk
}

#[test]
fn a_false_statement_about_workshops_or_repairs_is_refused_wherever_it_stands() {
    let (round, plan) = with_workshops().plan();
    assert!(!plan.unplaced[0].repairs.is_empty() && plan.advice.is_some());
    let plan = serde_json::to_value(&plan).unwrap();
    let mut paths = vec![];
    leaves(&plan, "", &mut paths);
    // Other prices and weights may prove the plan as well: see the next test.
    let may_vary = |path: &String| {
        path.contains("_price/") || path.starts_with("/opening/prices") || path.contains("/cases/")
    };
    for path in paths.iter().filter(|path| !may_vary(path)) {
        let truth = plan.pointer(path).unwrap().clone();
        for lie in lies(&truth) {
            let mut plan = plan.clone();
            *plan.pointer_mut(path).unwrap() = lie.clone();
            assert!(refuted(&round, &plan), "{path}: {truth} as {lie}");
        }
    }
}

#[test]
fn a_proof_of_workshops_that_does_not_add_up_is_refused() {
    let (round, plan) = with_workshops().plan();
    let plan = serde_json::to_value(&plan).unwrap();
    let cut = |path: &str| {
        let mut plan = plan.clone();
        plan.pointer_mut(path).unwrap().as_array_mut().unwrap().pop();
        plan
    };
    for path in ["/opening/prices", "/opening/aims", "/opening/aims/0/cases", "/workshops"] {
        assert!(refuted(&round, &cut(path)), "{path}");
    }
    let mut paths = vec![];
    leaves(&plan, "", &mut paths);
    let mut n_refuted = 0;
    for path in paths.iter().filter(|path| path.starts_with("/opening/")) {
        for lie in [i64::MAX, i64::MIN, -1, 0] {
            let mut plan = plan.clone();
            *plan.pointer_mut(path).unwrap() = json!(lie);
            n_refuted += u32::from(refuted(&round, &plan));
        }
    }
    assert!(0 < n_refuted);
    let mut without = plan.clone();
    without.as_object_mut().unwrap().remove("opening");
    assert!(refuted(&round, &without));
}

#[test]
fn prices_beyond_all_measure_are_judged_without_overflow() {
    let (round, plan) = Desk::rich().plan();
    let plan = serde_json::to_value(&plan).unwrap();
    let (mut paths, mut n_refuted) = (vec![], 0);
    leaves(&plan, "", &mut paths);
    for path in paths.iter().filter(|path| path.contains("_price/")) {
        for price in [i64::MAX, i64::MIN, i64::MAX / 2, 1 << 62] {
            let mut plan = plan.clone();
            *plan.pointer_mut(path).unwrap() = json!(price);
            n_refuted += u32::from(refuted(&round, &plan));
        }
    }
    // Some hold: a price that all who compete would pay alike can be any.
    assert!(0 < n_refuted);
}

#[test]
fn a_field_too_many_or_too_few_is_refused_wherever_it_stands() {
    let (round, plan) = Desk::rich().plan();
    let plan = serde_json::to_value(&plan).unwrap();
    let mut objects = vec![String::new()];
    let mut paths = vec![];
    leaves(&plan, "", &mut paths);
    for path in &paths {
        let ends = path.match_indices('/').map(|(end, _)| path[..end].to_owned());
        objects.extend(ends.filter(|path| plan.pointer(path).is_some_and(Value::is_object)));
    }
    objects.sort();
    objects.dedup();
    for path in objects {
        let is_free = path == "/settings/columns" || path == "/settings/defaults";
        let mut more = plan.clone();
        more.pointer_mut(&path).unwrap()["surplus"] = json!(1);
        assert!(refuted(&round, &more), "{path} with a field more");
        for key in plan.pointer(&path).unwrap().as_object().unwrap().keys() {
            let mut less = plan.clone();
            let gone = less.pointer_mut(&path).unwrap().as_object_mut().unwrap().remove(key);
            // An absent value may also be left out.
            let says_nothing = gone == Some(Value::Null);
            assert!(says_nothing || is_free || refuted(&round, &less), "{path} without {key}");
        }
    }
}

#[test]
fn entries_left_out_or_doubled_are_refused() {
    let (round, plan) = Desk::rich().plan();
    let plan = serde_json::to_value(&plan).unwrap();
    for path in
        ["/placements", "/unplaced", "/competitions", "/warnings", "/inputs", "/rules_not_applied"]
    {
        let entries = plan.pointer(path).unwrap().as_array().unwrap();
        assert!(!entries.is_empty(), "{path}");
        let (mut less, mut more) = (plan.clone(), plan.clone());
        less.pointer_mut(path).unwrap().as_array_mut().unwrap().pop();
        more.pointer_mut(path).unwrap().as_array_mut().unwrap().push(entries[0].clone());
        assert!(refuted(&round, &less), "{path} with one less");
        assert!(refuted(&round, &more), "{path} with one twice");
    }
}

#[test]
fn the_first_differences_are_told_by_their_place() {
    let (round, mut plan) = Desk::rich().plan();
    plan.placements[0].minutes = Some(1);
    let refuted = placement::verify(&round, &serde_json::to_string(&plan).unwrap()).unwrap_err();
    let Refuted::False(falsehoods) = refuted else { panic!("{refuted:?}") };
    let [Falsehood::Stated { path, stated, found }] = falsehoods.as_slice() else {
        panic!("{falsehoods:?}")
    };
    assert_eq!(
        (path.as_str(), stated.as_str(), found.as_str()),
        ("placements[0].minutes", "1", "33")
    );
}

#[test]
fn a_plan_is_refused_once_its_files_or_options_change() {
    let desk = Desk::rich();
    let (_, plan) = desk.plan();
    let json = serde_json::to_string(&plan).unwrap();
    let other_seed = Options { seed: Some(9), force_previous: true, ..Options::default() };
    assert!(placement::verify(&desk.read_with(&other_seed).unwrap(), &json).is_err());
    let text = std::fs::read_to_string(desk.path("offers.csv")).unwrap();
    desk.offers(&format!("{text} \n"));
    assert!(placement::verify(&desk.read().unwrap(), &json).is_err());
    desk.offers(&text);
    assert!(placement::verify(&desk.read().unwrap(), &json).is_ok());
}

#[test]
fn another_plan_of_the_same_worth_passes_with_its_own_proof() {
    let desk = Desk::new();
    desk.learners(
        "id,trade,level,commune,reach_min\nL1,couture,3,Cholet,60\nL2,couture,3,Cholet,60\n",
    );
    desk.offers("id,trade,levels,commune,places\nO1,couture,3,Cholet,1\nO2,couture,3,Cholet,1\n");
    let (round, first) = desk.plan();
    let other = (2..50)
        .map(|seed| desk.plan_with(&Options { seed: Some(seed), ..Options::default() }).1)
        .find(|plan| plan.placements != first.placements)
        .unwrap();
    let mut other = other.clone();
    other.settings.round.seed = first.settings.round.seed;
    placement::verify(&round, &serde_json::to_string(&other).unwrap()).unwrap();
}

#[test]
fn text_that_is_not_json_is_unreadable_and_other_json_is_false() {
    let (round, _) = Desk::rich().plan();
    for text in ["", "{", "nothing", "{\"format\":1,}"] {
        let refuted = placement::verify(&round, text);
        assert!(matches!(refuted, Err(Refuted::Unreadable { .. })), "{text}: {refuted:?}");
    }
    for text in ["[]", "{}", "null", "{\"format\":1}"] {
        let refuted = placement::verify(&round, text);
        assert!(matches!(refuted, Err(Refuted::False(_))), "{text}: {refuted:?}");
    }
}
