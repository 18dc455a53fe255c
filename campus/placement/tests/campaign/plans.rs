//! Plans made from the records.

use kernel::{InWords, Lang};
use placement::{
    Options, campaign,
    nouns::{lock, offer, round, wish},
};
use records::{Value, Values};

use crate::campus::{Campus, on, places_of};

#[tokio::test]
async fn the_plan_of_the_records_is_that_of_the_files_that_they_make() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        let kept = campus.plan(3).await.unwrap();
        assert_eq!(kept.plan.summary().placed, 3);
        assert!(places_of(&kept).contains(&("Cleo", "O3")), "{:?}", places_of(&kept));
        let round = placement::read(&kept.files.inputs(), &Options::default(), &|_| ()).unwrap();
        let again = placement::plan(&round, &|| false, &|_| ()).unwrap();
        assert_eq!(again, kept.plan);
        assert!(placement::verify(&round, &kept.json).is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_lock_is_kept_and_a_refusal_is_respected_when_the_round_is_planned_again() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        let lock = |kind: &str, learner: usize, offer: usize| {
            Values::blank(&lock::LOCKS)
                .with(&lock::ROUND, campus.round)
                .with(&lock::LEARNER, campus.learners[learner])
                .with(&lock::SCHOOL, campus.school)
                .with(&lock::KIND, kind)
                .with(&lock::OFFER, campus.offers[offer])
                .with(&lock::REASON, "promis")
        };
        campus.create(lock(lock::KEEP, 3, 0)).await;
        campus.create(lock(lock::FORBID, 0, 1)).await;
        let kept = campus.plan(3).await.unwrap();
        assert_eq!(places_of(&kept), [("Bea", "O2"), ("Cleo", "O3"), ("Dina", "O1")]);
        let wish = Values::blank(&wish::WISHES)
            .with(&wish::LEARNER, campus.learners[1])
            .with(&wish::SCHOOL, campus.school)
            .with(&wish::KIND, wish::REFUSAL)
            .with(&wish::COMPANY, campus.companies[1]);
        campus.create(wish).await;
        let kept = campus.plan(3).await.unwrap();
        assert_eq!(places_of(&kept), [("Cleo", "O2"), ("Dina", "O1")]);
    })
    .await;
}

#[tokio::test]
async fn a_place_that_a_learner_found_herself_is_entered_in_one_step_and_is_hers() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        let found = Values::blank(&offer::OFFERS)
            .with(&offer::REFERENCE, "TROUVÉE")
            .with(&offer::COMPANY, campus.companies[0])
            .with(&offer::TRADE, "B1803")
            .with(&offer::LEVELS, "3")
            .with(&offer::PLACES, 1)
            .with(&offer::FOUND_BY, campus.learners[3]);
        campus.create(found).await;
        let kept = campus.plan(3).await.unwrap();
        assert!(places_of(&kept).contains(&("Dina", "TROUVÉE")), "{:?}", places_of(&kept));
        assert_eq!(kept.plan.summary().placed, 4);
    })
    .await;
}

#[tokio::test]
async fn whoever_arrives_late_is_placed_without_moving_anybody() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        let first = campus.plan(3).await.unwrap();
        campus.publish(3).await.unwrap();
        campus.arrive("Elsa").await;
        let more = Values::blank(&offer::OFFERS)
            .with(&offer::REFERENCE, "O4")
            .with(&offer::COMPANY, campus.companies[0])
            .with(&offer::TRADE, "B1803")
            .with(&offer::LEVELS, "3")
            .with(&offer::PLACES, 2);
        campus.create(more).await;
        let again = campus.plan(4).await.unwrap();
        assert_eq!(again.plan.summary().placed, 5);
        let placed = places_of(&again);
        assert!(places_of(&first).iter().all(|place| placed.contains(place)), "{placed:?}");
        assert_eq!(again.plan.totals.changes, 0);
    })
    .await;
}

#[tokio::test]
async fn a_company_takes_no_more_than_its_headcount_allows() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        campus.say(campus.companies[0], &network::partner::HEADCOUNT, 4).await;
        campus.say(campus.offers[0], &offer::PLACES, 9).await;
        let kept = campus.plan(3).await.unwrap();
        let offers = String::from_utf8(kept.files.get("offers.csv").unwrap().to_vec()).unwrap();
        let o1 = offers.lines().find(|line| line.starts_with("O1,")).unwrap();
        // Three trainees at most below 20 people, whatever the places offered.
        assert!(o1.ends_with(",9,3"), "{o1}");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_planned_names_the_record_and_the_remedy() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        // Angers is too far for Ada, who is locked there.
        let lock = Values::blank(&lock::LOCKS)
            .with(&lock::ROUND, campus.round)
            .with(&lock::LEARNER, campus.learners[0])
            .with(&lock::SCHOOL, campus.school)
            .with(&lock::KIND, lock::KEEP)
            .with(&lock::OFFER, campus.offers[2])
            .with(&lock::REASON, "promis");
        campus.create(lock).await;
        let refused = campus.plan(3).await.unwrap_err().in_words(Lang::En);
        assert!(refused.starts_with("Ada, “fixed”: "), "{refused}");
        assert!(refused.contains("O3"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_plan_that_the_records_have_overtaken_is_published_only_if_forced() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        campus.plan(3).await.unwrap();
        let mut tx = campus.begin().await;
        let june = records::find(&mut tx, &campus.scope, &round::ROUNDS, campus.round).await;
        let june = june.unwrap().unwrap();
        let mut unit = records::Unit::new(&campus.scope, "edit");
        let later = june.values.clone().with(&round::SEED, Value::Whole(9));
        unit.edit(june, later);
        unit.save(&mut tx, &on(3)).await.unwrap();
        tx.commit().await.unwrap();
        let refused = campus.publish(3).await.unwrap_err();
        assert!(
            matches!(refused, campaign::RoundError::Outdated { files } if files == ["round.toml"])
        );
        let mut tx = campus.begin().await;
        let last = (campus.round, None);
        let done = campaign::publish(&mut tx, &campus.scope, last, true, &on(3)).await.unwrap();
        assert_eq!(done.n_proposed, 3);
    })
    .await;
}

/// How many statements each verb of a round sends.
async fn statements(campus: &Campus) -> Vec<(&'static str, u64)> {
    let (scope, round) = (&campus.scope, campus.round);
    let mut counts = vec![];
    let mut tx = campus.begin().await;
    let gathered = campaign::gather(&mut tx, scope, round).await.unwrap();
    counts.push(("gather", tx.n_statements()));
    let files = campaign::Files::of(&gathered, on(3).today);
    let made = campaign::make(files, &on(3).places, &|| false, &|_| ()).unwrap();
    tx.roll_back().await.unwrap();
    let mut tx = campus.begin().await;
    campaign::keep(&mut tx, scope, (round, ""), &made, &on(3)).await.unwrap();
    counts.push(("keep", tx.n_statements()));
    tx.commit().await.unwrap();
    let mut tx = campus.begin().await;
    campaign::publish(&mut tx, scope, (round, None), false, &on(3)).await.unwrap();
    counts.push(("publish", tx.n_statements()));
    tx.commit().await.unwrap();
    let mut tx = campus.begin().await;
    campaign::withdraw_offer(&mut tx, scope, campus.offers[0], &on(3)).await.unwrap();
    counts.push(("withdraw", tx.n_statements()));
    tx.commit().await.unwrap();
    let mut tx = campus.begin().await;
    campaign::expire(&mut tx, scope, round, &on(20)).await.unwrap();
    counts.push(("expire", tx.n_statements()));
    tx.commit().await.unwrap();
    let mut tx = campus.begin().await;
    campaign::close(&mut tx, scope, round, &on(20)).await.unwrap();
    counts.push(("close", tx.n_statements()));
    tx.commit().await.unwrap();
    counts
}

#[tokio::test]
async fn every_verb_of_a_round_sends_as_many_statements_whatever_its_size() {
    let mut counts = vec![];
    for n_more in [0, 20] {
        for place in databases::places().await {
            let campus = Campus::founded(&place.url).await;
            for n in 0..n_more {
                campus.arrive(&format!("Late{n}")).await;
                let offer = Values::blank(&offer::OFFERS)
                    .with(&offer::COMPANY, campus.companies[0])
                    .with(&offer::TRADE, "B1803")
                    .with(&offer::LEVELS, "3")
                    .with(&offer::PLACES, 1);
                campus.create(offer).await;
            }
            counts.push(statements(&campus).await);
        }
    }
    assert!(counts.windows(2).all(|pair| pair[0] == pair[1]), "{counts:#?}");
}
