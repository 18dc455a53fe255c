//! From two spreadsheets to a plan: what each column and setting does to it.

use crate::desk::{Desk, places};
use kernel::{InWords, Lang};
use placement::{
    Options, Reason, Warning,
    rules::Subject::{
        self, Lapsed, NotAccessible, OutOfPeriod, Refused, RegulatedWork, Reserved, TooYoung,
    },
};

fn is_placed(desk: &Desk, learner: &str) -> bool {
    desk.places().contains_key(learner)
}

/// A desk with one offer and these learners, under `id,trade,level,commune,reach_min`.
fn one_place(rows: &str) -> Desk {
    let desk = Desk::new();
    desk.learners(&format!("id,trade,level,commune,reach_min,priority,wishes,skills\n{rows}"));
    desk.offers("id,trade,levels,commune,places,skills\nO1,couture,3,Cholet,1,coupe\n");
    desk
}

#[test]
fn as_many_as_can_be_are_placed_then_as_near_as_can_be() {
    let (_, plan) = Desk::sound().plan();
    assert_eq!(
        plan.summary().to_string(),
        "placed 2 of 3, burden 10, workshops 0 (0 EUR), optimal"
    );
    assert_eq!(
        places(&plan).into_iter().collect::<Vec<_>>(),
        [("L1".to_owned(), "O1".to_owned()), ("L2".to_owned(), "O2".to_owned()),]
    );
}

#[test]
fn who_has_no_place_is_told_the_nearest_offers_and_their_obstacles() {
    let (_, plan) = Desk::sound().plan();
    let reason = &plan.unplaced[0].reason;
    assert_eq!(
        reason.in_words(Lang::En).replace('\u{a0}', " "),
        "couture: 2 offers, none fits; O2 (Atelier Thouet, Saumur): ≈ 139 minutes, 94 over her \
         45; O1 (Atelier Loire, Cholet): ≈ 168 minutes, 123 over her 45"
    );
}

#[test]
fn who_lost_a_competition_is_told_its_size_and_who_holds_her_places() {
    let desk = one_place("L1,couture,3,Cholet,60,1,,\nL2,couture,3,Cholet,60,2,,\n");
    let (_, plan) = desk.plan();
    assert_eq!(plan.unplaced[0].learner, "L2");
    assert_eq!(
        plan.unplaced[0].reason.in_words(Lang::Fr).replace('\u{a0}', " "),
        "2 élèves pour 1 place (couture, Cholet) ; ses offres possibles : O1 (prise par L1)"
    );
    assert_eq!(plan.competitions[0].learners, ["L1"]);
}

#[test]
fn a_lower_class_is_served_first() {
    let desk = one_place("L1,couture,3,Cholet,60,,,\nL2,couture,3,Cholet,60,4,,\n");
    assert!(is_placed(&desk, "L2"));
}

#[test]
fn a_wish_and_a_wanted_skill_tip_the_balance() {
    // O2 is wished by nobody: L1 loses a rank there, and nothing at O1.
    let desk = one_place("L1,couture,3,Cholet,60,,O1,\nL2,couture,3,Cholet,60,,O2,\n");
    desk.offers("id,trade,levels,commune,places\nO1,couture,3,Cholet,1\nO2,couture,3,Cholet,1\n");
    let (_, plan) = desk.plan();
    assert_eq!(plan.placements.iter().map(|p| p.wish_rank).collect::<Vec<_>>(), [Some(1); 2]);
    assert_eq!(plan.totals.burden, 10);
    let desk = one_place("L1,couture,3,Cholet,60,,,\nL2,couture,3,Cholet,60,,,Coupe\n");
    assert!(is_placed(&desk, "L2"));
}

#[test]
fn a_company_limit_holds_over_all_its_offers() {
    let desk = one_place("L1,couture,3,Cholet,60,,,\nL2,couture,3,Cholet,60,,,\n");
    desk.offers(
        "id,siret,trade,levels,commune,places,company_max\n\
         O1,73282932000074,couture,3,Cholet,1,1\nO2,73282932000074,couture,3,Cholet,1,\n",
    );
    let (_, plan) = desk.plan();
    assert_eq!(plan.totals.placed, 1);
    let Reason::Competition(competition) = &plan.unplaced[0].reason else { panic!() };
    assert_eq!((competition.n_learners, competition.n_places), (2, 1));
    assert_eq!(plan.competitions[0].companies, ["732829320"]);
}

#[test]
fn minutes_of_the_users_table_count_more_than_the_estimate() {
    let desk = one_place("L1,couture,3,Paris,45,,,\nL2,couture,3,Cholet,45,,,\n");
    desk.file("travel.csv", "élève;offre;durée\nL1;O1;40\nL2;O1;46\n");
    let (_, plan) = desk.plan();
    let placement = &plan.placements[0];
    assert_eq!((placement.learner.as_str(), placement.minutes), ("L1", Some(40)));
    assert!(!placement.estimated);
}

#[test]
fn lodging_on_both_sides_reaches_any_distance_and_too_few_beds_are_told() {
    let desk = Desk::new();
    desk.learners(
        "id,trade,level,commune,reach_min,accepts_boarding\nL1,couture,3,Nice,45,oui\n\
         L2,couture,3,Nice,45,oui\nL3,couture,3,Nice,45,non\n",
    );
    desk.offers("id,trade,levels,commune,places,beds\nO1,couture,3,Cholet,3,1\n");
    let (_, plan) = desk.plan();
    assert_eq!(places(&plan).keys().collect::<Vec<_>>(), ["L1", "L2"]);
    assert!(plan.placements.iter().all(|placement| placement.lodged));
    let beds = Warning::TooFewBeds { offer: "O1".to_owned(), lodged: 2, beds: 1 };
    assert!(plan.warnings.contains(&beds));
}

#[test]
fn estimated_minutes_near_the_limit_are_flagged() {
    let desk = one_place("L1,couture,3,Cholet,14,,,\n");
    assert!(desk.plan().1.placements[0].near_limit);
    let desk = one_place("L1,couture,3,Cholet,15,,,\n");
    assert!(!desk.plan().1.placements[0].near_limit);
}

#[test]
fn a_rerun_keeps_who_was_placed_and_moves_as_few_as_can_be() {
    let desk = one_place("L1,couture,3,Cholet,60,1,,\nL2,couture,3,Cholet,60,2,,\n");
    desk.file("previous.json", r#"{"format":2,"placements":[{"learner":"L2","offer":"O1"}]}"#);
    let (_, plan) = desk.plan();
    assert_eq!(places(&plan)["L2"], "O1");
    assert_eq!(plan.totals.changes, 0);
    desk.round("[rerun]\nkeep = \"none\"\n");
    assert_eq!(desk.places()["L1"], "O1");
}

#[test]
fn a_published_place_that_is_gone_counts_as_a_change() {
    let desk = one_place("L1,couture,3,Cholet,60,,,\n");
    desk.file("previous.json", r#"{"format":2,"placements":[{"learner":"L1","offer":"O9"}]}"#);
    let (_, plan) = desk.plan();
    assert_eq!(plan.totals.changes, 1);
    assert!(plan.placements[0].changed);
}

#[test]
fn a_plan_of_its_own_is_read_back_as_the_previous_one() {
    let desk = Desk::sound();
    let (_, plan) = desk.plan();
    desk.file("previous.json", &serde_json::to_string(&plan).unwrap());
    let (_, again) = desk.plan();
    assert_eq!((places(&again), again.totals.changes), (places(&plan), 0));
}

#[test]
fn rules_without_data_are_not_applied_and_the_plan_says_so() {
    let (_, plan) = one_place("L1,couture,3,Cholet,60,,,\n").plan();
    assert_eq!(
        plan.rules_not_applied,
        [OutOfPeriod, TooYoung, RegulatedWork, NotAccessible, Reserved, Refused, Lapsed]
    );
}

#[test]
fn headers_can_be_renamed_and_empty_cells_filled() {
    let desk = Desk::new();
    desk.learners("N°;Filière;level;Ville;reach_min\nL1;couture;3;Cholet;\n");
    desk.offers("id;trade;levels;commune;places\nO1;couture;3;Cholet;1\n");
    desk.round("[columns]\n\"Filière\" = \"trade\"\n[defaults]\nreach_min = 45\nmode = \"car\"\n");
    assert!(is_placed(&desk, "L1"));
    let warnings = desk.warnings();
    assert!(
        warnings.contains(&"empty cells of “reach_min” (learners) filled with “45”: 1".to_owned())
    );
    assert!(warnings.contains(&"empty cells of “mode” (learners) filled with “car”: 1".to_owned()));
}

#[test]
fn what_should_be_known_is_told_without_stopping() {
    let desk = Desk::sound();
    desk.learners(
        "id,trade,level,commune,reach_min,couleur\nL1,couture,3,Cholet,60,bleu\n\
         L2,joaillerie,3,Cholet,60,\n",
    );
    desk.offers("id,trade,levels,commune,places\nO1,couture,3,Cholet,0\nO2,broderie,3,Cholet,1\n");
    desk.round("[workshops]\nmost = 3\n");
    assert_eq!(
        desk.warnings(),
        [
            "unknown column “couleur” (learners): no rule reads it",
            "without a mode of travel, public transport is assumed; learners: 2",
            "no learner for the trade “broderie”; offers: 1",
            "no offer for the trade “joaillerie”; learners: 1",
            "offer O1 has no places",
        ]
    );
    let (round, plan) = desk.plan();
    assert_eq!(round.learners[0].other("Couleur"), Some("bleu"));
    let reasons: Vec<String> = plan.unplaced.iter().map(|u| u.reason.in_words(Lang::En)).collect();
    assert_eq!(
        reasons,
        ["couture: 1 offer, which does not fit; O1 (Cholet): no places", "joaillerie: no offer",]
    );
}

#[test]
fn a_child_and_learners_without_a_birth_date_are_told() {
    let desk = Desk::sound();
    desk.learners(
        "id,trade,level,commune,reach_min,mode,birth_date\nL1,couture,3,Cholet,60,car,2013-01-01\n\
         L2,couture,3,Cholet,60,car,\n",
    );
    let warnings = desk.warnings();
    assert_eq!(
        warnings,
        [
            "learner L1 is only 13 on the first day: check that a placement is allowed",
            "without a birth date, rules on age are not applied; learners: 1",
        ]
    );
}

#[test]
fn given_pairs_are_the_whole_graph_and_need_only_ids() {
    let desk = Desk::new();
    desk.learners("id\nL1\nL2\nL3\n").offers("id,places\nO1,1\nO2,1\n");
    desk.file("pairs.csv", "learner,offer,burden\nL1,O1,3\nL2,O1,1\nL1,O2,9\n");
    let (_, plan) = desk.plan();
    assert_eq!(
        plan.summary().to_string(),
        "placed 2 of 3, burden 10, workshops 0 (0 EUR), optimal"
    );
    assert_eq!(plan.placements[0].minutes, None);
    let words = plan.unplaced[0].reason.in_words(Lang::En);
    assert_eq!(words, "no given pair leads to a place");
    assert_eq!(plan.rules_not_applied, Subject::ALL);
}

#[test]
fn permuting_the_rows_changes_nothing_but_the_hashes() {
    let rows = |file: &str, order: [usize; 6]| {
        let lines: Vec<String> = (0..6)
            .map(|i| match file {
                "learners" => format!("L{i},couture,3,Cholet,60,\n"),
                _ => format!("O{i},couture,3,Cholet,{}\n", i % 2),
            })
            .collect();
        order.map(|i| lines[i].clone()).concat()
    };
    let plan = |order: [usize; 6]| {
        let desk = Desk::new();
        desk.learners(&format!(
            "id,trade,level,commune,reach_min,name\n{}",
            rows("learners", order)
        ));
        desk.offers(&format!("id,trade,levels,commune,places\n{}", rows("offers", order)));
        let (_, mut plan) = desk.plan();
        plan.inputs.clear();
        plan
    };
    let straight = plan([0, 1, 2, 3, 4, 5]);
    assert_eq!(straight.totals.placed, 3);
    for order in [[5, 4, 3, 2, 1, 0], [3, 0, 5, 1, 4, 2]] {
        assert_eq!(plan(order), straight);
    }
}

#[test]
fn workbooks_are_read_like_text_files() {
    let desk = Desk::sound();
    let expected = desk.places();
    for name in ["learners", "offers"] {
        let text = std::fs::read_to_string(desk.path(&format!("{name}.csv"))).unwrap();
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let header = lines.next().unwrap();
        let file = std::fs::File::create(desk.path(&format!("{name}.xlsx"))).unwrap();
        tables::write_xlsx(file, name, &header, lines).unwrap();
    }
    assert_eq!(desk.places(), expected);
}

#[test]
fn another_seed_may_choose_another_plan_of_the_same_worth() {
    let desk = one_place("L1,couture,3,Cholet,60,,,\nL2,couture,3,Cholet,60,,,\n");
    let plan = |seed| desk.plan_with(&Options { seed: Some(seed), ..Options::default() }).1;
    let plans: Vec<_> = (0..20).map(plan).collect();
    assert!(plans.iter().any(|plan| places(plan) != places(&plans[0])));
    assert!(plans.iter().all(|plan| plan.totals.burden == plans[0].totals.burden));
}
