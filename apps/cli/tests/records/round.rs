//! A round from its opening to its end: planned, locked, published, answered, repaired.

use serde_json::Value as Json;

use crate::campus::{BOBIN, CHOLET, COORDINATOR, Campus, SAUMUR, each};

const ROUND: &str = "JUIN-2026";

fn round(campus: &Campus, actor: &str, args: &[&str]) -> String {
    campus.said(actor, &[&["round"], args].concat())
}

fn refused(campus: &Campus, actor: &str, args: &[&str]) -> String {
    campus.refused(actor, &[&["round"], args].concat())
}

/// Where the last plan puts a learner.
fn place_of(campus: &Campus, folder: &str, learner: &str) -> Option<String> {
    round(campus, COORDINATOR, &["export", ROUND, "--out", folder]);
    let plan: Json = serde_json::from_str(&campus.text(&format!("{folder}/plan.json"))).unwrap();
    let placements = plan["placements"].as_array().unwrap();
    let placement = placements.iter().find(|placement| placement["learner"] == learner)?;
    placement["offer"].as_str().map(str::to_owned)
}

/// The placements that somebody sees, in this state.
fn placements(campus: &Campus, actor: &str, state: &str) -> Vec<String> {
    let wanted = format!("state={state}");
    let page = campus.json(actor, &["placements", "list", "--where", &wanted, "--most", "1000"]);
    let records = page["records"].as_array().unwrap();
    records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_records_give_the_plan_and_whoever_has_its_files_can_verify_it() {
    each(async |campus: Campus| {
        let told = round(&campus, COORDINATOR, &["plan", ROUND]);
        assert!(told.contains("placed 136 of 142") && told.contains("optimal"), "{told}");
        round(&campus, COORDINATOR, &["verify", ROUND]);
        round(&campus, COORDINATOR, &["export", ROUND, "--out", "plan"]);
        let of = |name: &str| format!("plan/{name}");
        let [plan, learners, offers, workshops, settings] =
            ["plan.json", "learners.csv", "offers.csv", "workshops.csv", "round.toml"].map(of);
        let args = [
            "verify",
            "--plan",
            &plan,
            "--learners",
            &learners,
            "--offers",
            &offers,
            "--workshops",
            &workshops,
            "--round",
            &settings,
        ];
        campus.said(COORDINATOR, &args);
        let report = campus.text("plan/report.html");
        assert!(!report.contains("Boutet"), "a name stands in the report");
    });
}

#[test]
fn a_lock_and_a_refusal_hold_in_the_next_plan_until_they_are_released() {
    each(async |campus: Campus| {
        round(&campus, COORDINATOR, &["plan", ROUND]);
        let first = place_of(&campus, "first", "CHO-COU-02").unwrap();
        round(
            &campus,
            CHOLET,
            &["forbid", ROUND, "CHO-COU-02", &first, "--reason", "un différend"],
        );
        round(&campus, COORDINATOR, &["plan", ROUND]);
        assert_ne!(place_of(&campus, "second", "CHO-COU-02"), Some(first.clone()));
        round(&campus, CHOLET, &["release", ROUND, "CHO-COU-02"]);
        round(&campus, CHOLET, &["lock", ROUND, "CHO-COU-02", &first, "--reason", "promis"]);
        round(&campus, COORDINATOR, &["plan", ROUND]);
        assert_eq!(place_of(&campus, "third", "CHO-COU-02"), Some(first));
        let other = ["lock", ROUND, "SAU-CUI-01", "SAU-01", "--reason", "promis"];
        let complaint = refused(&campus, CHOLET, &other);
        assert!(complaint.contains("SAU-CUI-01"), "{complaint}");
    });
}

#[test]
fn a_published_plan_is_answered_by_the_right_people_and_repaired() {
    each(async |campus: Campus| {
        for actor in [CHOLET, BOBIN] {
            refused(&campus, actor, &["plan", ROUND]);
        }
        refused(&campus, COORDINATOR, &["publish", ROUND]);
        round(&campus, COORDINATOR, &["plan", ROUND]);
        refused(&campus, CHOLET, &["publish", ROUND]);
        let told = round(&campus, COORDINATOR, &["publish", ROUND]);
        assert!(told.contains("136"), "{told}");

        let at_bobin = placements(&campus, BOBIN, "proposed");
        assert!(!at_bobin.is_empty() && at_bobin.len() < 10, "{at_bobin:?}");
        let company = ["answer", ROUND, &at_bobin[0], "--side", "company", "--accept"];
        refused(&campus, SAUMUR, &company);
        refused(&campus, "tuteur.bobin@example.org", &company);
        round(&campus, BOBIN, &company);
        let learner = ["answer", ROUND, &at_bobin[0], "--side", "learner", "--accept"];
        refused(&campus, BOBIN, &learner);
        let told = round(&campus, CHOLET, &learner);
        assert!(told.contains("acceptée"), "{told}");

        let declined = ["answer", ROUND, "CHO-COU-03", "--side", "learner", "--decline", "too_far"];
        assert!(round(&campus, CHOLET, &declined).contains("repair"));
        let complaint = refused(&campus, CHOLET, &declined);
        assert!(complaint.contains("déclinée"), "{complaint}");
        let told = round(&campus, COORDINATOR, &["repair", ROUND]);
        assert!(told.contains("CHO-COU-03"), "{told}");
        round(&campus, COORDINATOR, &["publish", ROUND]);
        assert_eq!(placements(&campus, BOBIN, "accepted"), at_bobin[..1]);
    });
}

#[test]
fn an_offer_taken_back_is_repaired_and_undoing_gives_it_back() {
    each(async |campus: Campus| {
        round(&campus, COORDINATOR, &["plan", ROUND]);
        round(&campus, COORDINATOR, &["publish", ROUND]);
        let n_before = placements(&campus, COORDINATOR, "proposed").len();
        let told = round(&campus, BOBIN, &["withdraw", ROUND, "CHO-01"]);
        assert!(told.contains("repair"), "{told}");
        assert!(placements(&campus, COORDINATOR, "proposed").len() < n_before);
        let history = campus.json(BOBIN, &["history"]);
        let act = history["acts"][0]["act"].as_str().unwrap().to_owned();
        campus.said(BOBIN, &["undo", &act]);
        assert_eq!(placements(&campus, COORDINATOR, "proposed").len(), n_before);
    });
}

#[test]
fn a_closed_round_is_over() {
    each(async |campus: Campus| {
        round(&campus, COORDINATOR, &["plan", ROUND]);
        round(&campus, COORDINATOR, &["publish", ROUND]);
        let told = round(&campus, COORDINATOR, &["close", ROUND]);
        assert!(told.contains("142"), "{told}");
        let complaint = refused(&campus, COORDINATOR, &["plan", ROUND]);
        assert!(complaint.contains("close"), "{complaint}");
    });
}
