//! Every repair that is told, applied to the files and run again, keeps its word.

use std::collections::BTreeSet;

use placement::{
    Plan,
    repair::{Change, Repair},
};
use proptest::prelude::*;

use crate::desk::Desk;

/// A file of the desk as rows of cells.
struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn open(desk: &Desk, name: &str) -> Self {
        let mut reader = csv::Reader::from_path(desk.path(name)).unwrap();
        let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect();
        let header = cells(reader.headers().unwrap());
        Self { header, rows: reader.records().map(|row| cells(&row.unwrap())).collect() }
    }

    fn cell(&mut self, id: &str, column: &str) -> &mut String {
        let column = self.header.iter().position(|name| name == column).unwrap();
        let row = self.rows.iter_mut().find(|row| row[0] == id).unwrap();
        &mut row[column]
    }

    fn save(&self, desk: &Desk, name: &str) {
        let mut writer = csv::Writer::from_path(desk.path(name)).unwrap();
        writer.write_record(&self.header).unwrap();
        self.rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.flush().unwrap();
    }
}

/// Runs the round again with these changes, whoever has a place keeping one and the learner
/// coming first of all others; puts the files back.
fn again(desk: &Desk, plan: &Plan, learner: Option<&str>, changes: &[Change]) -> Plan {
    let (mut learners, mut offers) =
        (Sheet::open(desk, "learners.csv"), Sheet::open(desk, "offers.csv"));
    let before = ["learners.csv", "offers.csv", "round.toml"]
        .map(|name| (name, std::fs::read_to_string(desk.path(name)).unwrap_or_default()));
    if let Some(learner) = learner {
        "1".clone_into(learners.cell(learner, "priority"));
    }
    for change in changes {
        match change {
            Change::Reach { learner, more, .. } => {
                let reach = learners.cell(learner, "reach_min");
                *reach = (reach.parse::<u32>().unwrap() + more).to_string();
            }
            Change::Boarding { learner, .. } => {
                "yes".clone_into(learners.cell(learner, "accepts_boarding"));
            }
            Change::Place { offer, places, .. } => {
                *offers.cell(offer, "places") = places.to_string();
            }
            Change::Lock { learner, .. } => learners.cell(learner, "fixed").clear(),
            Change::Workshop { .. } => {
                desk.round("[workshops]\n");
            }
        }
    }
    learners.save(desk, "learners.csv");
    offers.save(desk, "offers.csv");
    desk.file("previous.json", &serde_json::to_string(plan).unwrap());
    let (_, again) = desk.plan();
    std::fs::remove_file(desk.path("previous.json")).unwrap();
    for (name, text) in before {
        desk.file(name, &text);
    }
    again
}

fn placed(plan: &Plan) -> BTreeSet<&str> {
    plan.placements.iter().map(|placement| placement.learner.as_str()).collect()
}

/// Every repair of every learner places her and unplaces nobody, and the changes of the whole
/// campus place as many as they say. Returns how many repairs were tried.
fn check(desk: &Desk) -> usize {
    let (_, plan) = desk.plan();
    let repairs = plan.unplaced.iter().flat_map(|unplaced| {
        unplaced.repairs.iter().map(|repair: &Repair| (unplaced.learner.as_str(), repair))
    });
    let repairs: Vec<_> = repairs.collect();
    for (learner, repair) in &repairs {
        let again = again(desk, &plan, Some(learner), &repair.changes);
        let (now, was) = (placed(&again), placed(&plan));
        assert!(now.contains(learner), "{learner}: {repair:?}");
        assert!(was.is_subset(&now), "{learner}: {repair:?}: {:?}", was.difference(&now));
    }
    if let Some(campus) = &plan.campus_repair {
        let again = again(desk, &plan, None, &campus.changes);
        let out: Vec<&str> = again.unplaced.iter().map(|u| u.learner.as_str()).collect();
        assert_eq!(out.len(), campus.still_out.len(), "{campus:?} {out:?}");
    }
    repairs.len()
}

#[test]
fn every_repair_of_the_demo_places_its_learner_and_unplaces_nobody() {
    assert!(6 <= check(&Desk::demo()));
}

#[test]
fn every_repair_of_the_demo_without_workshops_does_too() {
    let desk = Desk::demo();
    std::fs::remove_file(desk.path("workshops.csv")).unwrap();
    assert!(27 <= check(&desk));
}

const COMMUNES: [&str; 6] =
    ["Cholet", "Saumur", "Angers", "Beaupréau-en-Mauges", "Nantes", "Laval"];

prop_compose! {
    /// A learner: trade, home, reach, lodging, and whether the first offer is locked for her.
    fn learner()(trade in 0..2usize, home in 0..6usize, reach in 10..80u32, lodges in any::<bool>(), locked in prop::bool::weighted(0.1))
        -> (String, bool) {
        let trade = ["couture", "cuir"][trade];
        let lodges = if lodges { "yes" } else { "" };
        (format!("{trade},3,{},{reach},car,,{lodges}", COMMUNES[home]), locked)
    }
}

prop_compose! {
    fn offer()(trade in 0..2usize, site in 0..6usize, places in 1..3u32, beds in 0..2u32, company in 0..2usize)
        -> String {
        let trade = ["couture", "cuir"][trade];
        let (siret, most) = [("", ""), ("73282932000074", "3")][company];
        format!("{trade},3,{},{places},{beds},{siret},{most}", COMMUNES[site])
    }
}

fn random(learners: &[(String, bool)], offers: &[String], workshop: bool) -> Desk {
    let desk = Desk::new();
    // One lock an offer at most, in the learner's own trade.
    let mut free = vec![true; offers.len()];
    let mut rows = vec![];
    for (n, (row, locked)) in learners.iter().enumerate() {
        let trade = row.split(',').next().unwrap();
        let fits = |offer: &usize| *locked && free[*offer] && offers[*offer].starts_with(trade);
        let own = (0..offers.len()).find(fits);
        let fixed = own.map(|offer| format!("O{offer}")).unwrap_or_default();
        if let Some(offer) = own {
            free[offer] = false;
        }
        rows.push(format!("L{n},{row},{fixed}\n"));
    }
    let header = "id,trade,level,commune,reach_min,mode,priority,accepts_boarding,fixed";
    desk.learners(&format!("{header}\n{}", rows.concat()));
    let rows: Vec<String> =
        offers.iter().enumerate().map(|(n, row)| format!("O{n},{row}\n")).collect();
    let header = "id,trade,levels,commune,places,beds,siret,company_max";
    desk.offers(&format!("{header}\n{}", rows.concat()));
    if workshop {
        desk.workshops(
            "id,trades,levels,commune,places,min_learners,cost_eur\n\
             W1,couture|cuir,3,Cholet,3,2,100\n",
        );
        desk.round("[workshops]\nbudget_eur = 50\n");
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_repair_of_any_round_places_its_learner_and_unplaces_nobody(
        learners in prop::collection::vec(learner(), 3..14),
        offers in prop::collection::vec(offer(), 1..6),
        workshop in any::<bool>(),
    ) {
        let desk = random(&learners, &offers, workshop);
        // Locks may break a rule: then the files are refused, and there is nothing to repair.
        if desk.faults().iter().all(String::is_empty) {
            check(&desk);
        }
    }
}
