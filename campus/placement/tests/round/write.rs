//! The files that a plan leaves on the disk.

use std::fs;

use kernel::Lang;

use crate::desk::Desk;

#[test]
fn the_files_of_a_plan_are_written_as_promised() {
    let desk = Desk::sound();
    let (round, plan) = desk.plan();
    let out = desk.path("out");
    placement::write(&plan, Some("<html></html>"), &out, Lang::En).unwrap();
    let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    assert_eq!(
        read("placements.csv").lines().collect::<Vec<_>>(),
        [
            "learner,offer,kind,company,minutes,km,wish_rank,burden",
            "L1,O1,company,Atelier Loire,5,0.0,,5",
            "L2,O2,company,Atelier Thouet,5,0.0,,5",
        ]
    );
    let unplaced = read("unplaced.csv");
    assert!(unplaced.starts_with("learner,reason,detail,repair"));
    assert!(unplaced.contains("L3,no_place,\"couture: 2 offers, none fits"));
    assert_eq!(read("workshops.csv").trim(), "workshop,open,learners,cost_eur");
    assert_eq!(read("report.html"), "<html></html>");
    placement::verify(&round, &read("plan.json")).unwrap();
}

#[test]
fn what_an_earlier_run_left_is_replaced_and_nothing_stays_beside_the_folder() {
    let desk = Desk::sound();
    let (_, plan) = desk.plan();
    let out = desk.path("out");
    fs::create_dir_all(desk.path("out.partial/old")).unwrap();
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("plan.json"), "old").unwrap();
    fs::write(out.join("notes.txt"), "mine").unwrap();
    placement::write(&plan, None, &out, Lang::Fr).unwrap();
    assert!(fs::read_to_string(out.join("plan.json")).unwrap().starts_with("{\"format\":2"));
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    assert!(!desk.path("out.partial").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_leaves_nothing() {
    let desk = Desk::sound();
    let (_, plan) = desk.plan();
    fs::write(desk.path("out"), "a file").unwrap();
    assert!(placement::write(&plan, None, &desk.path("out"), Lang::Fr).is_err());
    assert_eq!(fs::read_to_string(desk.path("out")).unwrap(), "a file");
    assert!(!desk.path("out.partial").exists());
}

#[test]
fn a_name_that_is_a_formula_is_made_harmless() {
    let desk = Desk::sound();
    desk.offers("id,company,trade,levels,commune,places\nO1,=1+2,couture,3,Cholet,1\n");
    let (_, plan) = desk.plan();
    placement::write(&plan, None, &desk.path("out"), Lang::Fr).unwrap();
    let text = fs::read_to_string(desk.path("out/placements.csv")).unwrap();
    assert!(!text.contains(",=1+2,"), "{text}");
}
