//! Files with which no plan is made: each error says where it is and what to do.

use crate::desk::Desk;

/// The only line of errors holds every one of these words.
fn check(desk: &Desk, words: &[&str]) {
    let faults = desk.faults();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    for word in words {
        assert!(faults[0].contains(word), "{word:?} in {}", faults[0]);
    }
}

/// One learner under this header, besides what is always needed.
fn learner(column: &str, cell: &str) -> Desk {
    let desk = Desk::sound();
    let header = "id,trade,level,commune,reach_min";
    let (columns, cells): (Vec<_>, Vec<_>) = header
        .split(',')
        .zip(["L1", "couture", "3", "Cholet", "60"])
        .filter(|(name, _)| *name != column)
        .unzip();
    desk.learners(&format!("{},{column}\n{},{cell}\n", columns.join(","), cells.join(",")));
    desk
}

/// One offer under this header, besides what is always needed.
fn offer(column: &str, cell: &str) -> Desk {
    let desk = Desk::sound();
    let header = "id,trade,levels,commune,places";
    let (columns, cells): (Vec<_>, Vec<_>) = header
        .split(',')
        .zip(["O1", "couture", "3-4", "Cholet", "2"])
        .filter(|(name, _)| *name != column)
        .unzip();
    desk.offers(&format!("{},{column}\n{},{cell}\n", columns.join(","), cells.join(",")));
    desk
}

#[test]
fn the_sound_files_have_no_error() {
    assert_eq!(Desk::sound().faults(), [""; 0]);
}

#[test]
fn a_level_is_from_three_to_eight() {
    check(&learner("level", "12"), &["learners.csv, row 2", "“level”", "12"]);
}

#[test]
fn an_unknown_commune_is_refused_and_an_ambiguous_one_named() {
    check(&learner("commune", "Cholletz"), &["Cholletz", "Cholet"]);
    check(&learner("commune", "Saint-Denis"), &["93066", "97411"]);
}

#[test]
fn an_unknown_mode_is_refused_with_the_known_ones() {
    check(&learner("mode", "cheval"), &["“cheval”", "walk, bike, transit or car"]);
}

#[test]
fn a_negative_number_of_places_is_refused() {
    check(&offer("places", "-1"), &["offers.csv, row 2", "“places”", "-1"]);
}

#[test]
fn an_end_before_the_start_is_refused() {
    let desk = offer("places", "2");
    desk.offers(
        "id,trade,levels,commune,places,starts,ends\nO1,couture,3,Cholet,1,2026-07-01,2026-06-01\n",
    );
    check(&desk, &["row 2", "“ends”", "ends before it starts, on 2026-07-01"]);
    let desk = Desk::sound();
    desk.round("[round]\nstarts = 2026-07-03\nends = 2026-06-08\n");
    check(&desk, &["round.toml", "ends is before starts"]);
}

#[test]
fn a_reach_is_needed_from_the_row_or_from_the_defaults() {
    let desk = learner("reach_min", "");
    check(&desk, &["learners.csv, row 2", "reach_min or reach_km", "[defaults]"]);
    desk.round("[defaults]\nreach_min = 45\n");
    assert_eq!(desk.faults(), [""; 0]);
}

#[test]
fn an_id_given_twice_is_refused_with_the_first_row() {
    let desk = Desk::sound();
    desk.learners(
        "id,trade,level,commune,reach_min\nL1,couture,3,Cholet,60\nL2,couture,3,Cholet,60\n\
         L1,couture,3,Angers,60\n",
    );
    check(&desk, &["learners.csv, row 4", "“L1” is already the id of row 2"]);
}

#[test]
fn a_wish_for_nothing_known_is_refused_with_the_nearest_id() {
    check(&learner("wishes", "O1|O9"), &["“O9”", "neither an offer nor the SIRET of one"]);
    check(&learner("refuses", "73282932000075"), &["“73282932000075”"]);
    check(&learner("wishes", "O1|O1"), &["“O1” is given twice"]);
}

#[test]
fn a_lock_that_breaks_a_rule_names_it_and_is_kept_only_by_force() {
    let desk = learner("level", "5");
    desk.learners("id,trade,level,commune,reach_min,fixed\nL1,couture,5,Cholet,60,O1\n");
    check(
        &desk,
        &["row 2", "“O1” breaks a rule: level 5, and the offer takes: 3, 4", "--force-locks"],
    );
    let options = placement::Options { force_locks: true, ..Default::default() };
    let (_, plan) = desk.plan_with(&options);
    assert_eq!(plan.placements[0].offer, "O1");
    assert!(plan.placements[0].fixed);
    assert!(matches!(&plan.warnings[..], [.., placement::Warning::ForcedLock { .. }]));
}

#[test]
fn more_locks_than_places_are_refused() {
    let desk = Desk::sound();
    desk.learners(
        "id,trade,level,commune,reach_min,fixed\nL1,couture,3,Cholet,60,O1\n\
         L2,couture,3,Cholet,60,O1\n",
    );
    check(&desk, &["2 learners are fixed at offer “O1”, beyond its places (1)"]);
}

#[test]
fn more_locks_than_a_company_takes_are_refused() {
    let desk = Desk::sound();
    desk.offers(
        "id,siret,trade,levels,commune,places,company_max\n\
         O1,73282932000074,couture,3,Cholet,2,1\nO2,73282932000074,couture,3,Cholet,2,\n",
    );
    desk.learners(
        "id,trade,level,commune,reach_min,fixed\nL1,couture,3,Cholet,60,O1\n\
         L2,couture,3,Cholet,60,O2\n",
    );
    check(&desk, &["2 learners are fixed at company 732829320 which takes 1"]);
}

#[test]
fn empty_files_headers_only_and_binary_files_are_refused() {
    for (text, words) in [
        ("", "empty"),
        ("id,trade,level,commune,reach_min\n", "no row"),
        ("id\nL1\n", "missing"),
        ("id,id,trade,level,commune\nL1,L1,couture,3,Cholet\n", "id"),
        ("\u{0}\u{1}\u{2}PNG\u{0}\u{0}\u{0}", ""),
    ] {
        let desk = Desk::sound();
        desk.learners(text);
        let faults = desk.faults();
        assert!(!faults.is_empty(), "{text:?}");
        assert!(faults.iter().any(|fault| fault.contains(words)), "{text:?}: {faults:?}");
    }
}

#[test]
fn burdens_that_overflow_are_refused() {
    let desk = Desk::sound();
    std::fs::remove_file(desk.path("round.toml")).unwrap();
    desk.learners("id\nL1\nL2\n").offers("id,places\nO1,1\n");
    desk.file("pairs.csv", "learner,offer,burden\nL1,O1,4294967296\n");
    check(&desk, &["pairs.csv, row 2", "“burden”"]);
    let desk = learner("reach_min", "1440");
    desk.round("[burden]\nminute = 1000000\n[travel]\naccess_min = 600\n");
    assert_eq!(desk.faults(), [""; 0]);
    let desk = learner("commune", "Nantes");
    desk.file("travel.csv", "learner,offer,minutes\nL1,O1,5000\n");
    desk.learners("id,trade,level,commune,reach_km\nL1,couture,3,Nantes,200\n");
    desk.round("[burden]\nminute = 1000000\n");
    check(&desk, &["burden of L1 at O1", "lower the weights"]);
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known() {
    let desk = Desk::sound();
    desk.round("[burden]\nminutes = 2\n");
    check(&desk, &["round.toml", "[burden] minutes", "is it “minute”?"]);
    desk.round("[bruden]\nminute = 2\n");
    check(&desk, &["round.toml", "is it “burden”?"]);
    desk.round("[travel]\nspeed_kmh = { bik = 15 }\n");
    check(&desk, &["is it “bike”?"]);
    desk.round("[defaults]\nreach_mni = 45\n");
    check(&desk, &["is it “reach_min”?"]);
    desk.round("seed = 1\n");
    check(&desk, &["round.toml", "“seed”"]);
}

#[test]
fn settings_out_of_bounds_are_refused() {
    for text in [
        "[burden]\nminute = -1\n",
        "[burden]\nminute = 1.5\n",
        "[travel]\ndetour = 0.5\n",
        "[travel]\nspeed_kmh = { car = 0 }\n",
        "[travel]\nspeed_kmh = { car = inf }\n",
        "[round]\nstarts = \"demain\"\n",
        "[round]\nstarts = 2026-06-08\n",
        "[round]\nseed = -1\n",
        "[rerun]\nkeep = \"all\"\n",
        "[columns]\n\"Nom\" = \"nom\"\n",
        "[round\n",
    ] {
        let desk = Desk::sound();
        desk.round(text);
        assert_eq!(desk.faults().len(), 1, "{text}: {:?}", desk.faults());
    }
}

#[test]
fn a_default_that_cannot_be_read_is_told_once() {
    let desk = Desk::sound();
    desk.round("[defaults]\naccepts_boarding = \"peut-être\"\n");
    check(&desk, &["[defaults]", "accepts_boarding", "peut-être"]);
}

#[test]
fn limits_of_one_company_that_differ_are_refused() {
    let desk = Desk::sound();
    desk.offers(
        "id,siret,trade,levels,commune,places,company_max\n\
         O1,73282932000074,couture,3,Cholet,2,1\nO2,73282932000074,couture,3,Cholet,2,3\n",
    );
    check(&desk, &["row 3", "“company_max”", "has the limit 1 on row 2"]);
    desk.offers("id,trade,levels,commune,places,company_max\nO1,couture,3,Cholet,2,1\n");
    check(&desk, &["row 2", "without SIRET"]);
}

#[test]
fn a_wrong_siret_levels_regulated_and_one_coordinate_are_refused() {
    check(&offer("siret", "73282932000075"), &["“siret”", "73282932000075"]);
    check(&offer("levels", "5-3"), &["“levels”", "“5-3”", "3|4 or 3-5"]);
    check(&offer("levels", "CAP"), &["“levels”"]);
    check(&offer("regulated", "peut-être"), &["“regulated”", "D4153-28"]);
    check(&offer("lat", "47.2"), &["lon is missing"]);
}

#[test]
fn a_learner_without_a_home_is_refused() {
    check(&learner("commune", ""), &["row 2", "commune, or lat and lon"]);
}

#[test]
fn a_birth_date_after_the_round_is_refused() {
    check(&learner("birth_date", "2026-06-08"), &["“birth_date”", "check the year"]);
    check(&learner("birth_date", "1889-06-08"), &["“birth_date”"]);
}

#[test]
fn rows_of_other_files_name_known_learners_and_offers_once() {
    let desk = Desk::sound();
    desk.file("travel.csv", "learner,offer,minutes\nL1,O1,20\nL11,O1,20\n");
    check(&desk, &["travel.csv, row 3", "unknown learner", "L1"]);
    desk.file("travel.csv", "learner,offer,minutes\nL1,O1,20\nL1,O1,30\n");
    check(&desk, &["travel.csv, row 3", "given twice"]);
    let desk = Desk::new();
    desk.learners("id\nL1\n").offers("id,places\nO1,1\n");
    desk.file("pairs.csv", "learner,offer,burden\nL1,O1,20\nL1,O1,30\n");
    check(&desk, &["pairs.csv", "“L1” – “O1” is given twice"]);
    desk.file("pairs.csv", "learner,offer,burden\nL1,O2,20\n");
    check(&desk, &["pairs.csv, row 2", "unknown offer"]);
}

#[test]
fn a_lock_must_be_among_the_pairs_given() {
    let desk = Desk::new();
    desk.learners("id,fixed\nL1,O2\n").offers("id,places\nO1,1\nO2,1\n");
    desk.file("pairs.csv", "learner,offer,burden\nL1,O1,20\n");
    check(&desk, &["learners.csv, row 2", "“O2” is not among the pairs"]);
}

#[test]
fn a_previous_plan_must_be_one() {
    let desk = Desk::sound();
    desk.file("previous.json", "[]");
    check(&desk, &["previous.json", "this is no plan"]);
    desk.file("previous.json", r#"{"format":99,"placements":[]}"#);
    check(&desk, &["previous.json", "format 99"]);
}

#[test]
fn errors_of_all_files_are_listed_together() {
    let desk = Desk::sound();
    desk.round("[burden]\nminutes = 2\n");
    desk.learners(
        "id,trade,level,commune,reach_min\nL1,couture,12,Cholet,60\nL2,couture,3,Nulle-Part,60\n",
    );
    desk.offers("id,trade,levels,commune,places\nO1,couture,3,Cholet,-2\nO2,couture,3,Cholet,x\n");
    assert_eq!(desk.faults().len(), 5, "{:#?}", desk.faults());
}
