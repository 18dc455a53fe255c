//! The command as its user types it: what it prints, what it writes, how it ends.

#![expect(clippy::unwrap_used, reason = "a panic is a failed test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn metier(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_metier"))
        .current_dir(folder)
        .env_remove("CARGO")
        .env_remove("METIER_LANG")
        .env("XDG_DATA_HOME", folder.join("data"))
        .args(args)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The demo campus, and the arguments of the command that `--example` suggests for it.
fn example(folder: &Path) -> Vec<String> {
    let output = metier(folder, &["place", "--example", "example"]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let said = said(&output);
    let command = said.lines().find_map(|line| line.trim().strip_prefix("metier ")).unwrap();
    command.split_whitespace().map(str::to_owned).collect()
}

fn run(folder: &Path, args: &[String], more: &[&str]) -> Output {
    let args: Vec<&str> = args.iter().map(String::as_str).chain(more.iter().copied()).collect();
    metier(folder, &args)
}

#[test]
fn the_example_is_placed_by_the_command_that_it_suggests() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &example(folder.path()), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let last = said(&output).lines().last().unwrap().to_owned();
    assert_eq!(last, "placed 136 of 142, burden 3194, workshops 2 (19600 EUR), optimal");
    for file in ["placements.csv", "unplaced.csv", "workshops.csv", "plan.json", "report.html"] {
        assert!(folder.path().join("example/plan").join(file).exists(), "{file}");
    }
}

#[test]
fn the_plan_of_the_example_is_verified_and_a_changed_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = example(folder.path());
    run(folder.path(), &place, &[]);
    let plan = folder.path().join("example/plan/plan.json");
    let mut verify: Vec<String> =
        vec!["verify".into(), "--plan".into(), plan.display().to_string()];
    let out = place.iter().position(|arg| arg == "--out").unwrap();
    verify.extend(place[1..out].iter().cloned());
    let output = run(folder.path(), &verify, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));

    let json = fs::read_to_string(&plan).unwrap();
    let told = "\"kind\":\"company\"";
    assert!(json.contains(told));
    fs::write(&plan, json.replacen(told, "\"kind\":\"workshop\"", 1)).unwrap();
    let output = run(folder.path(), &verify, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(complained(&output).contains("kind"), "{}", complained(&output));
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let place = example(folder.path());
    run(folder.path(), &place, &[]);
    let first = fs::read(folder.path().join("example/plan/plan.json")).unwrap();
    run(folder.path(), &place, &[]);
    assert!(first == fs::read(folder.path().join("example/plan/plan.json")).unwrap());
}

#[test]
fn bad_input_is_told_in_full_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let place = example(folder.path());
    let offers = folder.path().join("example/offers.csv");
    fs::write(&offers, "id,trade,levels,commune,places\nO1,B1803,9,Cholet,-2\n").unwrap();
    let output = run(folder.path(), &place, &[]);
    assert_eq!(output.status.code(), Some(2));
    let complaint = complained(&output);
    assert!(complaint.contains("levels") && complaint.contains("places"), "{complaint}");
    assert!(!folder.path().join("example/plan").exists());
}

#[test]
fn a_program_reads_the_result_as_one_json_object() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &example(folder.path()), &["--json"]);
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys = ["learners", "placed", "burden", "workshops", "workshops_eur", "status"];
    let times = ["read_s", "pairs_s", "solve_cpu_s", "verify_s", "write_s"];
    for key in keys.iter().chain(&times).chain(&["proved_through", "gap", "peak_mb"]) {
        assert!(object.get(key).is_some(), "{key}");
    }
    assert_eq!(object["status"], "optimal");
    assert_eq!(object["proved_through"], 5);
}

#[test]
fn quiet_prints_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &example(folder.path()), &["--quiet"]);
    assert_eq!((output.stdout, output.stderr), (Vec::new(), Vec::new()));
}

#[test]
fn a_missing_file_option_is_named_with_a_way_to_start() {
    let folder = tempfile::tempdir().unwrap();
    let output = metier(folder.path(), &["place", "--out", "plan"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("--learners"));
    assert!(complained(&output).contains("--example"));
}

#[test]
fn a_file_that_does_not_exist_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["place", "--learners", "no.csv", "--offers", "none.csv", "--out", "plan"];
    let output = metier(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("no.csv"), "{}", complained(&output));
}

#[test]
fn an_example_never_overwrites_a_file() {
    let folder = tempfile::tempdir().unwrap();
    example(folder.path());
    let output = metier(folder.path(), &["place", "--example", "example"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("learners.csv"));
}

#[test]
fn an_unknown_school_is_refused_with_the_nearest_one() {
    let folder = tempfile::tempdir().unwrap();
    let place = example(folder.path());
    let learners = fs::read_to_string(folder.path().join("example/learners.csv")).unwrap();
    let school = learners.lines().nth(1).unwrap();
    let output = run(folder.path(), &place, &["--school", "Lycée des Tisseran"]);
    assert_eq!(output.status.code(), Some(2), "{school}");
    assert!(complained(&output).contains("--school"));
}

#[test]
fn help_is_in_french_unless_english_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let help = |args: &[&str]| said(&metier(folder.path(), args));
    assert!(help(&["place", "--help"]).contains("Place chaque apprenant"));
    assert!(help(&["place", "--help", "--lang", "en"]).contains("Places every learner"));
}

#[test]
fn completions_and_a_manual_page_are_generated() {
    let folder = tempfile::tempdir().unwrap();
    assert!(said(&metier(folder.path(), &["completions", "bash"])).contains("_metier"));
    assert!(said(&metier(folder.path(), &["man"])).contains(".TH"));
}

#[test]
fn exact_points_are_imported_and_used_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let official = "code_commune,latitude,longitude\n49099,47.06,-0.88\n";
    fs::write(folder.path().join("communes.csv"), official).unwrap();
    let output = metier(folder.path(), &["places", "import", "communes.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    assert!(folder.path().join("data/metier/communes.tsv").exists());
    let output = run(folder.path(), &example(folder.path()), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
}

#[test]
fn a_time_limit_of_nothing_is_refused_with_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let place = example(folder.path());
    let output = run(folder.path(), &place, &["--time-limit", "0", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        complained(&output).trim(),
        "--time-limit: at least 1 second; 60 if the option is absent"
    );
    assert!(!folder.path().join("example/plan").exists());
}

#[test]
fn a_plan_with_workshops_is_written_with_what_each_learner_left_out_could_do() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &example(folder.path()), &[]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("example/plan").join(name));
    assert!(read("workshops.csv").unwrap().contains("AT-CHOLET,true,12,9400"));
    assert!(read("placements.csv").unwrap().contains(",AT-MARSEILLE,workshop,"));
    let unplaced = read("unplaced.csv").unwrap();
    assert!(unplaced.contains("accepter 3 minutes de trajet de plus (48 au lieu de 45)"));
    let report = read("report.html").unwrap();
    assert!(report.contains("Ouvrir moins, ouvrir autrement") && report.contains("ce plan"));
}
