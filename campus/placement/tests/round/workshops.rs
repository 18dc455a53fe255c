//! Simulated workshops: which open, why others do not, and what the files may say of them.

use kernel::{InWords, Lang};
use placement::{Plan, Reason, plan::Kind};

use crate::desk::Desk;

const HEADER: &str = "id,school,trades,levels,commune,places,min_learners,cost_eur,needs\n";

/// Six learners of Cholet, one place, and these workshops.
fn desk(workshops: &str) -> Desk {
    let desk = Desk::new();
    let learners = (1..=6).map(|n| format!("L{n},couture,3,Cholet,60,transit\n"));
    let learners = learners.collect::<Vec<_>>().concat();
    desk.learners(&format!("id,trade,level,commune,reach_min,mode\n{learners}"));
    desk.offers("id,trade,levels,commune,places\nO1,couture,3,Cholet,1\n");
    desk.workshops(&format!("{HEADER}{workshops}"));
    desk
}

fn open(plan: &Plan) -> Vec<&str> {
    let open = plan.workshops.iter().filter(|workshop| workshop.open);
    open.map(|workshop| workshop.workshop.as_str()).collect()
}

fn reason(plan: &Plan) -> String {
    plan.unplaced[0].reason.in_words(Lang::En)
}

#[test]
fn the_june_story_comes_out_of_the_demo() {
    let (_, plan) = Desk::demo().plan();
    assert_eq!(
        plan.summary().to_string(),
        "placed 136 of 142, burden 3194, workshops 2 (19600 EUR), optimal"
    );
    assert_eq!(open(&plan), ["AT-CHOLET", "AT-MARSEILLE"]);
    let in_workshops = plan.placements.iter().filter(|p| p.kind == Kind::Workshop).count();
    assert_eq!((plan.totals.placed, plan.totals.in_workshops, in_workshops), (112, 24, 24));
    for unplaced in &plan.unplaced {
        assert!(!unplaced.repairs.is_empty(), "{}", unplaced.learner);
    }
}

#[test]
fn the_advice_gives_what_fewer_workshops_would_do_and_places_that_would_do_as_much() {
    let (_, plan) = Desk::demo().plan();
    let choices = plan.advice.unwrap().choices;
    let told: Vec<String> = choices.iter().map(|choice| choice.in_words(Lang::En)).collect();
    assert_eq!(told[0], "open no workshop: 112 placed, 0 euros, 30 left out");
    assert!(told.contains(
        &"open AT-CHOLET: 124 placed, 9,400 euros, 18 left out (or more places in companies: 12 in \
          Cholet)"
            .to_owned()
    ));
    assert!(choices.last().unwrap().is_the_plan);
}

#[test]
fn as_few_euros_as_can_be_are_spent_on_as_many_learners_as_can_be() {
    let (_, plan) = desk(
        "W1,Lycée A,couture,3,Cholet,5,2,900,\nW2,Lycée B,couture,3,Cholet,4,2,500,\n\
         W3,Lycée C,couture,3,Cholet,2,1,300,\n",
    )
    .plan();
    assert_eq!((open(&plan), plan.summary().placed), (vec!["W2", "W3"], 6));
}

#[test]
fn a_workshop_opens_only_for_its_smallest_group() {
    let (_, plan) = desk("W1,Lycée A,couture,3,Cholet,8,6,900,\n").plan();
    assert_eq!((open(&plan), plan.summary().placed), (vec![], 1));
    // Five are left; the sixth has a place in a company, which no workshop may empty.
    let Reason::Competition(_) = plan.unplaced[0].reason else { panic!("{:?}", plan.unplaced[0]) };
    let lifted = desk("W1,Lycée A,couture,3,Cholet,8,6,900,\n");
    lifted.round("[workshops]\nfrom_companies = true\n");
    let (_, plan) = lifted.plan();
    assert_eq!((open(&plan), plan.summary().placed), (vec!["W1"], 6));
}

#[test]
fn what_two_workshops_need_opens_one_of_them_and_the_reason_says_so() {
    let two = "W1,Lycée A,couture,3,Cholet,3,1,900,Mme Roux\nW2,Lycée B,joaillerie,3,Cholet,3,1,900,mme roux|four\n";
    let desk = desk(two);
    let learners = (1..=6).map(|n| format!("L{n},couture,3,Cholet,60,transit\n"));
    let learners = learners.collect::<Vec<_>>().concat();
    desk.learners(&format!(
        "id,trade,level,commune,reach_min,mode\n{learners}L7,joaillerie,3,Cholet,60,transit\n"
    ));
    let (_, plan) = desk.plan();
    assert_eq!(open(&plan), ["W1"]);
    let joaillerie = plan.unplaced.iter().find(|unplaced| unplaced.learner == "L7").unwrap();
    assert_eq!(
        joaillerie.reason.in_words(Lang::En),
        "only closed workshops would suit: W2 (Lycée B), which needs “Mme Roux”, taken by W1"
    );
    assert!(joaillerie.repairs.is_empty());
}

#[test]
fn a_budget_spent_elsewhere_is_the_reason_and_the_repair_is_to_open_it_all_the_same() {
    let desk =
        desk("W1,Lycée A,couture,3,Cholet,5,1,900,\nW2,Lycée B,joaillerie,3,Cholet,3,1,200,\n");
    desk.learners(
        "id,trade,level,commune,reach_min,mode\nL1,couture,3,Cholet,60,transit\n\
         L2,couture,3,Cholet,60,transit\nL3,couture,3,Cholet,60,transit\n\
         L7,joaillerie,3,Cholet,60,transit\n",
    );
    desk.round("[workshops]\nbudget_eur = 1000\n");
    let (_, plan) = desk.plan();
    assert_eq!(open(&plan), ["W1"]);
    assert_eq!(
        reason(&plan),
        "only closed workshops would suit: W2 (Lycée B), which costs 200 euros: 100 are left of the \
         budget"
    );
    assert_eq!(
        plan.unplaced[0].repairs[0].in_words(Lang::En),
        "open workshop W2 (Lycée B) for 200 euros (it needs 1, 1 more would have a place): a place \
         at W2 (Lycée B, Cholet)"
    );
}

#[test]
fn a_budget_that_opens_nothing_is_a_warning_with_the_cheapest() {
    let desk = desk("W1,Lycée A,couture,3,Cholet,5,1,900,\nW2,Lycée B,couture,3,Cholet,5,1,800,\n");
    desk.round("[workshops]\nbudget_eur = 700\n");
    assert_eq!(
        desk.warnings().last().unwrap(),
        "the budget (700 euros) opens no workshop; the cheapest, W2, costs 800 euros: learners \
         without a place who could come: 5"
    );
}

#[test]
fn a_learner_may_wish_refuse_or_be_locked_in_a_workshop() {
    let desk = desk("W1,Lycée A,couture,3,Cholet,5,3,900,\n");
    desk.learners(
        "id,trade,level,commune,reach_min,mode,fixed,refuses\n\
         L1,couture,3,Cholet,60,transit,W1,\nL2,couture,3,Cholet,60,transit,,W1\n\
         L3,couture,3,Cholet,60,transit,,W1\n",
    );
    let (_, plan) = desk.plan();
    let placed = plan.placements.iter().find(|placement| placement.learner == "L1").unwrap();
    assert_eq!((placed.offer.as_str(), placed.kind, placed.fixed), ("W1", Kind::Workshop, true));
    assert_eq!(plan.summary().placed, 2);
}

#[test]
fn a_rerun_keeps_who_sits_in_a_workshop() {
    let desk = desk("W1,Lycée A,couture,3,Cholet,3,1,900,\nW2,Lycée B,couture,3,Cholet,3,1,900,\n");
    let (_, plan) = desk.plan();
    desk.file("previous.json", &serde_json::to_string(&plan).unwrap());
    let (_, again) = desk.plan();
    assert_eq!(again.placements, plan.placements);
    assert_eq!(again.totals.changes, 0);
}

#[test]
fn with_pairs_given_a_workshop_needs_an_id_and_its_places() {
    let desk = Desk::new();
    desk.learners("id\nL1\nL2\n").offers("id,places\nO1,1\n").workshops("id,places\nW1,4\n");
    desk.file("pairs.csv", "learner,offer,burden\nL1,O1,3\nL2,O1,2\nL1,W1,9\nL2,W1,9\n");
    let (_, plan) = desk.plan();
    assert_eq!(
        plan.summary().to_string(),
        "placed 2 of 2, burden 11, workshops 1 (0 EUR), optimal"
    );
}

fn fault(workshop: &str) -> String {
    let faults = desk(&format!("{workshop}\n")).faults();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults[0].clone()
}

#[test]
fn what_cannot_be_a_workshop_is_refused_with_its_row_its_column_and_a_remedy() {
    for (workshop, words) in [
        ("W1,A,couture,3,Cholet,5,6,900,", ["row 2", "min_learners", "above the places (5)"]),
        ("W1,A,couture,3,Cholet,5,2,-900,", ["row 2", "cost_eur", "-900"]),
        ("W1,A,couture,3,Cholet,0,,900,", ["row 2", "places", "0"]),
        ("W1,A,couture,3,Cholet,5,2,900,a||b", ["row 2", "needs", "separate needs by one |"]),
        ("O1,A,couture,3,Cholet,5,2,900,", ["row 2", "“O1”", "the id of an offer already"]),
        ("W1,A,,3,Cholet,5,2,900,", ["row 2", "trades", ""]),
        ("W1,A,couture,3,Cholletz,5,2,900,", ["row 2", "commune", "Cholet"]),
    ] {
        let fault = fault(workshop);
        for word in words {
            assert!(fault.contains(word), "{word:?} in {fault}");
        }
    }
}

#[test]
fn two_needs_that_differ_by_a_letter_are_pointed_out() {
    let desk = desk(
        "W1,A,couture,3,Cholet,5,2,900,superviseuse Mme Rabreau\n\
         W2,B,couture,3,Cholet,5,2,900,superviseuse Mme Rabrau\n",
    );
    let warnings = desk.warnings();
    assert!(warnings.iter().any(|warning| warning.contains("looks like")), "{warnings:#?}");
}
