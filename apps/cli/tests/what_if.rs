//! `metier what-if` on the files of the example.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn metier(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_metier"));
    command.current_dir(folder).args(args).args(["--lang", "en"]).output().unwrap()
}

const FILES: [&str; 8] = [
    "--learners",
    "example/learners.csv",
    "--offers",
    "example/offers.csv",
    "--workshops",
    "example/workshops.csv",
    "--round",
    "example/round.toml",
];

/// The example, placed.
fn placed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    metier(folder.path(), &["place", "--example", "example"]);
    let output =
        metier(folder.path(), &[["place"].as_slice(), &FILES, &["--out", "plan"]].concat());
    assert_eq!(output.status.code(), Some(0));
    folder
}

/// What is said, and what is complained of, with the exit status.
fn what_if(folder: &Path, changes: &[&str]) -> (String, String, Option<i32>) {
    let args = [["what-if", "--plan", "plan/plan.json"].as_slice(), &FILES, changes].concat();
    let output = metier(folder, &args);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn a_company_withdraws_and_only_those_whom_it_hosts_are_touched() {
    let folder = placed();
    let (said, _, status) = what_if(folder.path(), &["--withdraw", "CHO-06"]);
    assert_eq!(status, Some(0));
    assert!(said.contains("Lose their place: 1\n  CHO-COU-15: CHO-06"), "{said}");
    assert!(said.contains("Placements lost or changed: 1. It is proved"), "{said}");
    assert_eq!(
        said.lines().last(),
        Some("placed 135 of 142, burden 3163, workshops 2 (19600 EUR), optimal")
    );
}

#[test]
fn three_minutes_more_place_a_learner_and_unplace_nobody() {
    let folder = placed();
    let (said, _, _) = what_if(folder.path(), &["--reach", "LAV-TAI-08=48"]);
    assert!(said.contains("Gain a place: 1\n  LAV-TAI-08: no place → LAV-01"), "{said}");
    assert!(said.contains("Lose their place: 0"), "{said}");
}

#[test]
fn a_place_more_and_another_budget_are_tried_together() {
    let folder = placed();
    let (said, _, status) = what_if(folder.path(), &["--places", "CHO-09=2", "--budget", "10000"]);
    assert_eq!(status, Some(0));
    assert!(said.contains("workshops: 2 → 1; euros: 19,600 → 9,400"), "{said}");
}

#[test]
fn an_unknown_id_is_refused_with_the_nearest_ones() {
    let folder = placed();
    let (_, complained, status) = what_if(folder.path(), &["--withdraw", "CHO-6"]);
    assert_eq!(status, Some(2));
    assert!(complained.contains("unknown offer “CHO-6”") && complained.contains("“CHO-06”"));
}

#[test]
fn a_published_plan_of_other_files_serves_only_if_forced() {
    let folder = placed();
    let offers = folder.path().join("example/offers.csv");
    let text = std::fs::read_to_string(&offers).unwrap();
    std::fs::write(&offers, format!("{text}\n")).unwrap();
    let again = |more: &[&str]| {
        let args = ["place"].into_iter().chain(FILES).chain(["--out", "again"]);
        let args: Vec<&str> =
            args.chain(["--previous", "plan/plan.json"]).chain(more.iter().copied()).collect();
        metier(folder.path(), &args)
    };
    let refused = again(&[]);
    assert_eq!(refused.status.code(), Some(2));
    let complained = String::from_utf8(refused.stderr).unwrap();
    assert!(complained.contains("offers.csv") && complained.contains("--force-previous"));
    assert_eq!(again(&["--force-previous"]).status.code(), Some(0));
}
