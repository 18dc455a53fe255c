//! One record across classes and statuses, with a dated enrolment for each.

use jiff::civil::{Date, date};
use kernel::InWords;
use learners::{ENROLMENTS, INFORMED, Information, LEARNERS, enrolment, inform, informed, learner};
use records::{Record, Value};
use storage::Tx;
use uuid::Uuid;

use crate::ground::{Ground, TODAY, ground};

const SUMMER: Date = date(2026, 7, 3);

/// The enrolments in the order of their days: the class, the status, the first and last days.
async fn history(ground: &Ground) -> Vec<(usize, String, Date, Option<Date>)> {
    let told = |record: &Record| {
        let class = record.link(&enrolment::CLASS).unwrap();
        let class = ground.classes.iter().position(|own| *own == class).unwrap();
        let status = record.get(&enrolment::STATUS).written();
        let starts = record.day(&enrolment::STARTS).unwrap();
        (class, status, starts, record.day(&enrolment::ENDS))
    };
    let mut history: Vec<_> = ground.all(&ENROLMENTS).await.iter().map(told).collect();
    history.sort_by_key(|(_, _, starts, _)| *starts);
    history
}

async fn on_each_engine(test: impl AsyncFn(Ground, Uuid)) {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let id = ground.keep(ground.adult()).await.unwrap();
        test(ground, id).await;
    })
    .await;
}

fn line(
    class: usize,
    status: &str,
    starts: Date,
    ends: Date,
) -> (usize, String, Date, Option<Date>) {
    (class, status.to_owned(), starts, Some(ends))
}

#[tokio::test]
async fn a_new_learner_is_enrolled_for_the_days_of_the_class() {
    on_each_engine(async |ground, _| {
        assert_eq!(history(&ground).await, [line(0, "pupil", date(2025, 9, 1), SUMMER)]);
    })
    .await;
}

#[tokio::test]
async fn who_becomes_an_apprentice_is_one_from_that_day_in_the_same_class() {
    on_each_engine(async |ground, id| {
        let day = date(2026, 1, 12);
        let done = ground.edit_on(day, id, |values| values.with(&learner::STATUS, "apprentice"));
        let done = done.await.unwrap();
        let both = [
            line(0, "pupil", date(2025, 9, 1), date(2026, 1, 11)),
            line(0, "apprentice", day, SUMMER),
        ];
        assert_eq!(history(&ground).await, both);
        ground.undo(&done).await;
        assert_eq!(
            history(&ground).await,
            both[..0]
                .iter()
                .cloned()
                .chain([line(0, "pupil", date(2025, 9, 1), SUMMER),])
                .collect::<Vec<_>>()
        );
    })
    .await;
}

#[tokio::test]
async fn who_goes_up_a_class_stays_in_the_old_one_until_the_new_one_begins() {
    on_each_engine(async |ground, id| {
        let [_, next, _] = ground.classes;
        ground.edit_on(TODAY, id, |values| values.with(&learner::CLASS, next)).await.unwrap();
        let expected = [
            line(0, "pupil", date(2025, 9, 1), SUMMER),
            line(1, "pupil", date(2026, 9, 1), date(2027, 7, 2)),
        ];
        assert_eq!(history(&ground).await, expected);
        // What had not begun never was.
        let [first, ..] = ground.classes;
        ground.edit_on(TODAY, id, |values| values.with(&learner::CLASS, first)).await.unwrap();
        let history = history(&ground).await;
        assert_eq!(history.last().unwrap(), &line(0, "pupil", TODAY, SUMMER));
        assert!(history.iter().all(|(class, ..)| *class == 0), "{history:?}");
    })
    .await;
}

#[tokio::test]
async fn who_leaves_the_class_was_in_it_until_the_day_before() {
    on_each_engine(async |ground, id| {
        let leave = |values: records::Values| values.with(&learner::CLASS, Value::Absent);
        ground.edit_on(TODAY, id, leave).await.unwrap();
        let last = date(2026, 6, 2);
        assert_eq!(history(&ground).await, [line(0, "pupil", date(2025, 9, 1), last)]);
    })
    .await;
}

#[tokio::test]
async fn a_status_that_was_not_known_completes_the_enrolment_and_begins_no_other() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let unknown = ground.adult().with(&learner::STATUS, Value::Absent);
        let id = ground.keep(unknown).await.unwrap();
        ground.edit_on(TODAY, id, |values| values.with(&learner::STATUS, "student")).await.unwrap();
        assert_eq!(history(&ground).await, [line(0, "student", date(2025, 9, 1), SUMMER)]);
    })
    .await;
}

#[tokio::test]
async fn other_changes_leave_the_history_alone() {
    on_each_engine(async |ground, id| {
        ground.edit_on(TODAY, id, |values| values.with(&learner::REACH_MIN, 45)).await.unwrap();
        assert_eq!(history(&ground).await.len(), 1);
        assert_eq!(ground.all(&ENROLMENTS).await[0].version, 1);
    })
    .await;
}

#[tokio::test]
async fn a_learner_is_in_no_class_of_another_school() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let [.., other] = ground.classes;
        let refusal = ground.keep(ground.adult().with(&learner::CLASS, other)).await.unwrap_err();
        let fr = refusal.in_words(kernel::Lang::Fr).replace('\u{a0}', " ");
        assert_eq!(
            fr,
            "classe : la classe « 1MAR » est celle d’un autre établissement : choisissez une classe de \
             l’établissement de l’élève"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_told_by_no_known_means_or_on_the_same_day_again_is_refused() {
    on_each_engine(async |ground, id| {
        let told = Information { what: "RGPD", on: TODAY, channel: None, choice: None };
        let inform = async |told: Information<'_>| {
            let noted = ground.database.write(ground.now, async |tx: &mut Tx| {
                inform(tx, &ground.staff, id, told.clone(), &ground.around).await
            });
            noted.await.map_err(|refusal| refusal.in_words(kernel::Lang::En))
        };
        let by_pigeon = Information { channel: Some("pigeon"), ..told.clone() };
        assert!(inform(by_pigeon).await.unwrap_err().contains("choose one of: meeting"));
        inform(told.clone()).await.unwrap();
        assert!(inform(told).await.unwrap_err().contains("the same record is there already"));
    })
    .await;
}

#[tokio::test]
async fn a_learner_goes_with_enrolments_and_informations_and_comes_back_with_them() {
    on_each_engine(async |ground, id| {
        let told = Information {
            what: "droit à l’image",
            on: TODAY,
            channel: Some("meeting"),
            choice: Some("refused"),
        };
        let noted = ground.database.write(ground.now, async |tx: &mut Tx| {
            inform(tx, &ground.staff, id, told.clone(), &ground.around).await
        });
        noted.await.unwrap();
        let before = ground.all(&INFORMED).await;
        assert_eq!(before.len(), 1);
        assert_eq!(before[0].text(&informed::CHOICE), Some("refused"));
        assert_eq!(before[0].link(&informed::SCHOOL), Some(ground.schools[0]));
        let done = ground.remove(id).await.unwrap();
        for noun in learners::NOUNS {
            assert_eq!(ground.all(noun).await, [], "{noun:?}");
        }
        ground.undo(&done).await;
        assert_eq!(ground.all(&LEARNERS).await.len(), 1);
        assert_eq!(ground.all(&ENROLMENTS).await.len(), 1);
        assert_eq!(ground.all(&INFORMED).await[0].values, before[0].values);
    })
    .await;
}
