//! What follows a published plan: answers, expiry, an offer taken back, the end of the round.

use placement::campaign::{self, Answer, Files, Motive, RoundError, Side, State};
use placement::nouns::{memory, placement as placed};
use records::{Asked, Record, page};

use crate::campus::{Campus, on, places_of};

/// The placement of a learner that stands.
async fn open(campus: &Campus, learner: usize) -> Record {
    let placements = campus.placements().await;
    let mut of_learner = placements.into_iter().filter(|placement| {
        placement.link(&placed::LEARNER) == Some(campus.learners[learner])
            && State::of(placement).is_some_and(State::is_open)
    });
    of_learner.next().unwrap()
}

async fn answer(
    campus: &Campus,
    learner: usize,
    said: (Side, Answer),
    day: i8,
) -> Result<State, RoundError> {
    let placement = open(campus, learner).await.id;
    let mut tx = campus.begin().await;
    let done = campaign::answer(&mut tx, &campus.scope, placement, said, &on(day)).await?;
    tx.commit().await.unwrap();
    Ok(done.state)
}

#[tokio::test]
async fn both_accept_and_what_is_accepted_stays_in_every_later_plan() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        let first = campus.plan(3).await.unwrap();
        let published = campus.publish(3).await.unwrap();
        assert_eq!((published.n_proposed, published.n_messages), (3, 3));
        let cleo = 2;
        let yes = Answer::Accept;
        let half = answer(&campus, cleo, (Side::Company, yes), 4).await.unwrap();
        assert_eq!(half, State::Proposed { by_company: true, by_learner: false });
        assert_eq!(answer(&campus, cleo, (Side::Learner, yes), 4).await.unwrap(), State::Accepted);
        let again = campus.plan(4).await.unwrap();
        assert_eq!(places_of(&again), places_of(&first));
        let kept = again.plan.placements.iter().find(|p| p.learner == "Cleo").unwrap();
        assert!(kept.fixed);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_is_repaired_with_the_fewest_changes() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        let first = campus.plan(3).await.unwrap();
        campus.publish(3).await.unwrap();
        let (refusing, offer) = places_of(&first)[0];
        let at = ["Ada", "Bea", "Cleo", "Dina"].iter().position(|n| *n == refusing).unwrap();
        let no = (Side::Learner, Answer::Decline(Motive::Personal));
        let declined = answer(&campus, at, no, 4).await.unwrap();
        assert_eq!(declined, State::Declined(Motive::Personal));
        let repair = campus.plan(4).await.unwrap();
        assert!(!places_of(&repair).contains(&(refusing, offer)));
        assert_eq!(repair.plan.summary().placed, 3);
        let effect = placement::what_if::compare(&[], &[], &first.plan, &repair.plan);
        assert_eq!((effect.gains.len(), effect.moves.len()), (1, 0));
        let published = campus.publish(4).await.unwrap();
        assert_eq!((published.n_proposed, published.n_kept), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn what_nobody_answers_expires_after_its_last_day() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        campus.plan(3).await.unwrap();
        campus.publish(3).await.unwrap();
        for (day, n_expired) in [(10, 0), (11, 3)] {
            let mut tx = campus.begin().await;
            let expired =
                campaign::expire(&mut tx, &campus.scope, campus.round, &on(day)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(expired.len(), n_expired, "on {day} June");
        }
    })
    .await;
}

#[tokio::test]
async fn an_offer_taken_back_takes_its_placements_with_it_and_undoing_brings_both_back() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        campus.plan(3).await.unwrap();
        campus.publish(3).await.unwrap();
        let before = campus.placements().await;
        let mut tx = campus.begin().await;
        let lost = campaign::withdraw_offer(&mut tx, &campus.scope, campus.offers[0], &on(4)).await;
        assert_eq!(lost.unwrap().len(), 1);
        let act = storage::journal::acts(&mut tx, campus.scope.tenant, None, 1).await.unwrap();
        tx.commit().await.unwrap();
        let repair = campus.plan(4).await.unwrap();
        assert_eq!(repair.plan.totals.offers, 2);
        let mut tx = campus.begin().await;
        let nouns = crate::campus::nouns();
        records::undo(&mut tx, &campus.scope, act[0].id, &nouns, &on(4)).await.unwrap();
        tx.commit().await.unwrap();
        let after = campus.placements().await;
        let said = |records: &[Record]| {
            let mut said: Vec<_> = records.iter().map(|r| format!("{:?}", r.values)).collect();
            said.sort();
            said
        };
        assert_eq!(said(&before), said(&after));
    })
    .await;
}

#[tokio::test]
async fn a_closed_round_remembers_whom_it_left_out_and_takes_no_more_plans() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        campus.plan(3).await.unwrap();
        campus.publish(3).await.unwrap();
        for side in [Side::Company, Side::Learner] {
            answer(&campus, 2, (side, Answer::Accept), 4).await.unwrap();
        }
        let mut tx = campus.begin().await;
        campaign::close(&mut tx, &campus.scope, campus.round, &on(30)).await.unwrap();
        let asked = Asked::only(&memory::SERVED, memory::LEFT_OUT);
        let left_out = page(&mut tx, &campus.scope, &memory::MEMORIES, &asked).await.unwrap();
        assert_eq!(left_out.records.len(), 3);
        tx.commit().await.unwrap();
        assert!(matches!(campus.plan(30).await.unwrap_err(), RoundError::Closed));
        let july = campus.open("JUILLET").await;
        let mut tx = campus.begin().await;
        let gathered = campaign::gather(&mut tx, &campus.scope, july).await.unwrap();
        let files = Files::of(&gathered, on(30).today);
        let learners = String::from_utf8(files.get("learners.csv").unwrap().to_vec()).unwrap();
        // The usual class is 5: whoever was left out enters a class higher.
        for (name, class) in [("Ada", ",4"), ("Cleo", ",5")] {
            let line = learners.lines().find(|line| line.starts_with(name)).unwrap();
            assert!(line.ends_with(class), "{line}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_settled_placement_takes_no_answer_and_no_edit_outside_the_verbs() {
    databases::each(async |place| {
        let campus = Campus::founded(&place).await;
        campus.plan(3).await.unwrap();
        campus.publish(3).await.unwrap();
        let cleo = open(&campus, 2).await;
        let mut tx = campus.begin().await;
        let mut unit = records::Unit::new(&campus.scope, "edit");
        let values = cleo.values.clone().with(&placed::STATE, "accepted");
        unit.edit(cleo, values);
        assert!(unit.save(&mut tx, &on(4)).await.is_err());
    })
    .await;
}
