//! Jobs and messages: done at least once, by one at a time.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use storage::{
    Database, StoreError, Tx,
    job::{self, Job, LEASE, MOST_TRIES, Order, State},
    outbox::{self, Channel, Message},
};
use uuid::Uuid;

use crate::ground::{TENANT, at, open};

async fn order(database: &Database, kind: &str, once: &str, now: Timestamp) -> Uuid {
    let order = Order { tenant: TENANT, kind, once, payload: "{}", asked_by: "Ann" };
    let work = async |tx: &mut Tx| job::order(tx, &order).await;
    database.write::<_, StoreError>(now, work).await.unwrap()
}

async fn take(database: &Database, worker: &str, now: Timestamp) -> Option<Job> {
    let work = async |tx: &mut Tx| job::take(tx, &["plan", "mail"], worker).await;
    database.write::<_, StoreError>(now, work).await.unwrap()
}

async fn find(database: &Database, id: Uuid) -> Job {
    let mut tx = database.begin_reading(at(0)).await.unwrap();
    job::find(&mut tx, TENANT, id).await.unwrap().unwrap()
}

macro_rules! act {
    ($database:expr, $now:expr, $verb:ident($($arg:expr),*)) => {
        $database.write::<_, StoreError>($now, async |tx: &mut Tx| {
            job::$verb(tx, $($arg),*).await
        }).await.unwrap()
    };
}

#[tokio::test]
async fn the_same_order_is_one_job() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        let first = order(&database, "plan", "june", at(1)).await;
        assert_eq!(order(&database, "plan", "june", at(2)).await, first);
        assert_ne!(order(&database, "mail", "june", at(2)).await, first);
        let (one, two) = tokio::join!(
            order(&database, "plan", "july", at(3)),
            order(&database, "plan", "july", at(3))
        );
        assert_eq!(one, two);
        let mut tx = database.begin_reading(at(4)).await.unwrap();
        assert_eq!(job::list(&mut tx, TENANT, 9).await.unwrap().len(), 3);
        assert_eq!(job::list(&mut tx, Uuid::nil(), 9).await.unwrap(), []);
        assert_eq!(job::next_due(&mut tx).await.unwrap(), Some(at(1)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_never_get_the_same_job() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        for number in 0..24 {
            order(&database, "plan", &number.to_string(), at(1)).await;
        }
        let workers = (0..4).map(|number| {
            let (database, name) = (database.clone(), format!("worker {number}"));
            tokio::spawn(async move {
                let mut taken = vec![];
                loop {
                    let name = name.clone();
                    let work = async move |tx: &mut Tx| job::take(tx, &["plan"], &name).await;
                    match database.write::<_, StoreError>(at(2), work).await {
                        Ok(Some(job)) => taken.push(job.id),
                        Ok(None) => return taken,
                        // Too many met too often: this one asks again.
                        Err(StoreError::Busy) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            })
        });
        let mut all = vec![];
        for worker in workers.collect::<Vec<_>>() {
            all.extend(worker.await.unwrap());
        }
        let distinct: BTreeSet<Uuid> = all.iter().copied().collect();
        assert_eq!((all.len(), distinct.len()), (24, 24));
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_gives_no_sign_of_life_loses_its_job() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        let id = order(&database, "plan", "june", at(0)).await;
        assert_eq!(take(&database, "one", at(0)).await.unwrap().n_tries, 1);
        assert!(act!(database, at(50), progress(id, "one", (3, 10))));
        assert_eq!(find(&database, id).await.progress, (3, 10));
        let end = at(50) + LEASE;
        assert_eq!(take(&database, "two", end).await, None);
        let late = end + SignedDuration::from_micros(1);
        let taken = take(&database, "two", late).await.unwrap();
        assert_eq!((taken.id, taken.n_tries), (id, 2));
        assert!(!act!(database, late, progress(id, "one", (9, 10))));
        assert!(!act!(database, late, done(id, "one", "late")));
        assert!(act!(database, late, done(id, "two", "kept")));
        let job = find(&database, id).await;
        assert_eq!((job.state, job.outcome.as_deref()), (State::Done, Some("kept")));
        assert_eq!(take(&database, "one", at(9_999)).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_job_is_cancelled_at_once_or_at_its_next_sign_of_life() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        let waiting = order(&database, "plan", "1", at(0)).await;
        assert!(act!(database, at(1), cancel(TENANT, waiting)));
        assert_eq!(find(&database, waiting).await.state, State::Cancelled);
        assert!(!act!(database, at(1), cancel(TENANT, waiting)));
        let running = order(&database, "plan", "2", at(0)).await;
        take(&database, "one", at(1)).await.unwrap();
        assert!(act!(database, at(2), cancel(TENANT, running)));
        assert!(!act!(database, at(2), cancel(Uuid::nil(), running)));
        assert!(!act!(database, at(3), progress(running, "one", (1, 2))));
        act!(database, at(3), cancelled(running, "one"));
        assert_eq!(find(&database, running).await.state, State::Cancelled);
        let lost = order(&database, "plan", "3", at(0)).await;
        take(&database, "one", at(4)).await.unwrap();
        act!(database, at(5), cancel(TENANT, lost));
        assert_eq!(take(&database, "two", at(500)).await, None);
        assert_eq!(find(&database, lost).await.state, State::Cancelled);
        let failing = order(&database, "plan", "4", at(0)).await;
        let job = take(&database, "one", at(501)).await.unwrap();
        act!(database, at(502), cancel(TENANT, failing));
        act!(database, at(503), failed(&job, "one", "no"));
        assert_eq!(find(&database, failing).await.state, State::Cancelled);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_is_tried_again_ever_later_and_eight_times_in_all() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        let id = order(&database, "plan", "june", at(0)).await;
        let (mut now, mut pauses) = (at(0), vec![]);
        for try_number in 1..=MOST_TRIES {
            let job = take(&database, "one", now).await.unwrap();
            assert_eq!(job.n_tries, try_number);
            act!(database, now, failed(&job, "one", "no ink"));
            let mut tx = database.begin_reading(now).await.unwrap();
            let Some(due) = job::next_due(&mut tx).await.unwrap() else { break };
            pauses.push(due.duration_since(now).as_secs());
            tx.roll_back().await.unwrap();
            let early = due - SignedDuration::from_micros(1);
            assert_eq!(take(&database, "two", early).await, None);
            now = due;
        }
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920]);
        let job = find(&database, id).await;
        assert_eq!((job.state, job.outcome.as_deref()), (State::Failed, Some("no ink")));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_makes_its_workers_vanish_is_given_up() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        let id = order(&database, "plan", "june", at(0)).await;
        for number in 0..MOST_TRIES {
            take(&database, "one", at(100 * number)).await.unwrap();
        }
        assert_eq!(take(&database, "one", at(100 * MOST_TRIES)).await, None);
        assert_eq!(find(&database, id).await.state, State::Failed);
    })
    .await;
}

#[tokio::test]
async fn a_message_goes_out_with_the_work_that_causes_it_once_for_each_key() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        let message = Message {
            channel: Channel::Mail,
            to: "ann@example.org".to_owned(),
            subject: "Votre place «\u{a0}Élan\u{a0}»".to_owned(),
            body: "ligne 1\nligne 2".to_owned(),
            key: "place 7".to_owned(),
        };
        let mut tx = database.begin(at(0)).await.unwrap();
        outbox::post(&mut tx, TENANT, "Ann", &message).await.unwrap();
        tx.roll_back().await.unwrap();
        assert_eq!(take(&database, "one", at(1)).await, None);
        let post = async |tx: &mut Tx| outbox::post(tx, TENANT, "Ann", &message).await;
        let first = database.write::<_, StoreError>(at(1), post).await.unwrap();
        assert_eq!(database.write::<_, StoreError>(at(2), post).await.unwrap(), first);
        let job = take(&database, "one", at(3)).await.unwrap();
        assert_eq!(outbox::message(&job).unwrap(), message);
        // Whoever sent it and then vanished did not say so: it goes out again, same key.
        let again = take(&database, "two", at(100)).await.unwrap();
        assert_eq!(outbox::message(&again).unwrap().key, "place 7");
        assert!(act!(database, at(101), done(again.id, "two", "sent")));
    })
    .await;
}
