//! Units of work that meet: one waits or is done again, none is lost.

use std::cell::Cell;

use storage::{Database, Engine, StoreError, Tx, sql};
use tokio::sync::Barrier;

use crate::ground::{at, n_things, open, thing, whole};

async fn size(tx: &mut Tx) -> i64 {
    whole(tx, sql("select size from things where id = 'a'")).await
}

async fn counter(place: &str) -> Database {
    let database = open(place).await;
    database.write(at(1), async |tx| tx.run(thing("a")).await).await.unwrap();
    database
}

#[tokio::test]
async fn two_that_change_what_both_have_read_are_both_kept() {
    databases::each(async |place: String| {
        let database = counter(&place).await;
        let (n_tries, both_have_read) = (Cell::new(0), Barrier::new(2));
        let add = || {
            let is_first = Cell::new(true);
            let (database, n_tries, both_have_read) = (&database, &n_tries, &both_have_read);
            async move {
                let work = async |tx: &mut Tx| {
                    n_tries.set(n_tries.get() + 1);
                    let read = size(tx).await;
                    // SQLite lets nobody read in order to write before the other has written.
                    if is_first.replace(false) && database.engine() == Engine::Postgres {
                        both_have_read.wait().await;
                    }
                    let more = sql("update things set size = ? where id = 'a'").bind(read + 1);
                    tx.run(more).await
                };
                database.write::<_, StoreError>(at(2), work).await
            }
        };
        let (one, two) = tokio::join!(add(), add());
        assert_eq!((one.unwrap(), two.unwrap()), (1, 1));
        let mut tx = database.begin_reading(at(3)).await.unwrap();
        assert_eq!(size(&mut tx).await, 2);
        let again = if database.engine() == Engine::Postgres { 3 } else { 2 };
        assert_eq!(n_tries.get(), again);
    })
    .await;
}

#[tokio::test]
async fn what_is_forbidden_is_tried_once_and_keeps_nothing() {
    databases::each(async |place: String| {
        let database = counter(&place).await;
        let n_tries = Cell::new(0);
        let work = async |tx: &mut Tx| {
            n_tries.set(n_tries.get() + 1);
            tx.run(thing("b")).await?;
            tx.run(thing("a")).await
        };
        let refused = database.write::<_, StoreError>(at(2), work).await.unwrap_err();
        assert!(matches!(refused, StoreError::Forbidden { .. }), "{refused}");
        assert_eq!((n_tries.get(), n_things(&database).await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_link_to_nothing_is_refused_at_the_end_of_the_work() {
    databases::each(async |place: String| {
        let database = counter(&place).await;
        let mut tx = database.begin(at(2)).await.unwrap();
        tx.run(sql("update things set of = 'nothing'")).await.unwrap();
        let refused = tx.commit().await.unwrap_err();
        assert!(matches!(refused, StoreError::Forbidden { .. }), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn who_reads_waits_for_nobody_and_sees_one_state() {
    databases::each(async |place: String| {
        let database = counter(&place).await;
        let mut reading = database.begin_reading(at(2)).await.unwrap();
        assert_eq!(size(&mut reading).await, 0);
        let mut writing = database.begin(at(2)).await.unwrap();
        writing.run(sql("update things set size = 7")).await.unwrap();
        assert_eq!(size(&mut reading).await, 0);
        writing.commit().await.unwrap();
        assert_eq!(size(&mut reading).await, 0);
        reading.roll_back().await.unwrap();
        let mut reading = database.begin_reading(at(3)).await.unwrap();
        assert_eq!(size(&mut reading).await, 7);
    })
    .await;
}

#[tokio::test]
async fn who_only_reads_writes_nothing_on_postgresql() {
    databases::each(async |place: String| {
        let database = counter(&place).await;
        if database.engine() == Engine::Postgres {
            let mut tx = database.begin_reading(at(2)).await.unwrap();
            tx.run(thing("b")).await.unwrap_err();
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_dropped_is_not_kept() {
    databases::each(async |place: String| {
        let database = counter(&place).await;
        let mut tx = database.begin(at(2)).await.unwrap();
        tx.run(thing("b")).await.unwrap();
        drop(tx);
        assert_eq!(n_things(&database).await, 1);
        database.write(at(3), async |tx| tx.run(thing("c")).await).await.unwrap();
        assert_eq!(n_things(&database).await, 2);
    })
    .await;
}

#[tokio::test]
async fn identifiers_of_one_work_sort_in_the_order_in_which_they_were_made() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        let (one, two) = (
            database.begin_reading(at(1)).await.unwrap(),
            database.begin_reading(at(2)).await.unwrap(),
        );
        let ids: Vec<_> =
            (0..1000).map(|_| one.new_id()).chain([two.new_id()]).map(Result::unwrap).collect();
        assert!(ids.is_sorted() && ids.iter().all(|id| id.get_version_num() == 7));
    })
    .await;
}
