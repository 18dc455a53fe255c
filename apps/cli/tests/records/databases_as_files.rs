//! The database as a whole: made, backed up, restored, checked, and what is no database.

use std::fs;

use jiff::Timestamp;
use storage::{Database, Schema};

use crate::campus::{CHOLET, COORDINATOR, Campus, each, schema};

#[test]
fn a_backup_is_restored_where_the_database_was() {
    each(async |mut campus: Campus| {
        campus.said(COORDINATOR, &["partners", "edit", "ENT-01", "headcount=12"]);
        campus.said(COORDINATOR, &["backup", "copie.gz"]);
        campus.refused(COORDINATOR, &["backup", "copie.gz"]);
        campus.refused(COORDINATOR, &["restore", "copie.gz"]);
        if campus.place.starts_with("postgres") {
            // A backup goes from one engine to the other.
            campus.place = campus.path("restauree.db").display().to_string();
        } else {
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(format!("{}{end}", campus.place));
            }
        }
        campus.said(COORDINATOR, &["restore", "copie.gz"]);
        let company = campus.json(COORDINATOR, &["partners", "show", "ENT-01"]);
        assert_eq!((&company["fields"]["headcount"], &company["version"]), (&12.into(), &2.into()));
        assert_eq!(campus.count(CHOLET, "learners"), 46);
        assert!(campus.said(COORDINATOR, &["check"]).contains("rien à redire"));
        campus.said(CHOLET, &["learners", "show", "CHO-COU-01"]);
        assert!(campus.said(COORDINATOR, &["check"]).contains("rien à redire"));
    });
}

#[test]
fn a_cut_backup_is_not_restored() {
    each(async |mut campus: Campus| {
        campus.said(COORDINATOR, &["backup", "copie.gz"]);
        let whole = fs::read(campus.path("copie.gz")).unwrap();
        fs::write(campus.path("copie.gz"), &whole[..whole.len() / 2]).unwrap();
        campus.place = campus.path("autre.db").display().to_string();
        let output = campus.run(COORDINATOR, &["restore", "copie.gz"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(!campus.path("autre.db").exists());
    });
}

#[test]
fn a_campus_is_founded_and_a_database_that_is_there_is_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(databases::each(async |place: String| {
        let campus = Campus::nowhere(place);
        let ann = "ann@example.org";
        let init = |name, more: &[&'static str]| {
            let own = ["init", "--campus", name, "--sector", "CREA"];
            [&own[..], &["--coordinator", "Ann Lee <ann@example.org>"], more].concat()
        };
        let wrong = init("Mode", &["--territory", "Bretagne"]).join("|").replace("CREA", "MODE");
        campus.refused(ann, &wrong.split('|').collect::<Vec<_>>());
        campus.said(ann, &init("Mode", &["--territory", "Bretagne"]));
        assert!(campus.refused(ann, &init("Mode", &[])).contains("n’est pas vide"));
        assert_eq!(campus.count(ann, "people"), 1);
        let empty = campus.said(ann, &["partners", "list"]);
        assert!(empty.contains("partners import"), "{empty}");

        campus.said(ann, &init("Cuir", &["--beside"]));
        let which = campus.refused(ann, &["partners", "list"]);
        assert!(which.contains("Mode") && which.contains("Cuir"), "{which}");
        campus.said(ann, &["--campus", "cuir", "partners", "add", "kind=company", "name=Tanin"]);
        let own = |name| campus.json(ann, &["partners", "list", "--campus", name]);
        assert_eq!(own("Cuir")["records"].as_array().unwrap().len(), 1);
        assert_eq!(own("Mode")["records"].as_array().unwrap().len(), 0);
    }));
}

#[test]
fn a_database_of_a_later_program_is_refused_untouched() {
    each(async |campus: Campus| {
        let next = Schema { name: "mobility", steps: &["create table mobility_stays (id text)"] };
        let later = [&schema()[..], &[next]].concat();
        let database = Database::open(&campus.place, &later, Timestamp::UNIX_EPOCH).await.unwrap();
        database.close().await;
        for args in [&["partners", "list"][..], &["check"], &["backup", "copie.gz"]] {
            let complaint = campus.refused(COORDINATOR, args);
            assert!(complaint.contains("version plus récente"), "{complaint}");
        }
        let english = campus.refused(COORDINATOR, &["partners", "list", "--lang", "en"]);
        assert!(english.contains("update metier"), "{english}");
    });
}

#[test]
fn a_file_that_is_no_database_or_a_damaged_one_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("metier.db");
    let campus = Campus::nowhere(place.display().to_string());
    let complaint = campus.refused(COORDINATOR, &["partners", "list"]);
    assert!(complaint.contains("metier init"), "{complaint}");

    let note = "mes notes, pas une base\n".repeat(400);
    fs::write(&place, &note).unwrap();
    for (args, told) in [
        (&["partners", "list"][..], "metier restore"),
        (&["check"], "metier restore"),
        (&["init", "--demo"], "n’est pas vide"),
    ] {
        let output = campus.run(COORDINATOR, args);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(complaint.contains(told), "{args:?}: {complaint}");
    }
    assert_eq!(fs::read_to_string(&place).unwrap(), note);

    fs::remove_file(&place).unwrap();
    campus.said(COORDINATOR, &["init", "--demo"]);
    let mut bytes = fs::read(&place).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40_000].fill(0x5a);
    fs::write(&place, &bytes).unwrap();
    let output = campus.run(COORDINATOR, &["check"]);
    assert_eq!(output.status.code(), Some(1));
    let told = [output.stdout, output.stderr].concat();
    assert!(!told.is_empty());
}
