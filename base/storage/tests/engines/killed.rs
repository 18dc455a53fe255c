//! Connections of PostgreSQL that are ended while they are in use.

use std::cell::Cell;

use storage::{Database, Engine, Passing, StoreError, Tx, sql};

use crate::ground::{at, n_things, open, thing, whole};

async fn backend(tx: &mut Tx) -> i64 {
    whole(tx, sql("select cast(pg_backend_pid() as bigint)")).await
}

/// Ends a connection, as an administrator does, or a restart.
async fn end(database: &Database, backend: i64) {
    let mut tx = database.begin_reading(at(0)).await.unwrap();
    let end = sql("select cast(pg_terminate_backend(cast(? as int)) as text)").bind(backend);
    assert_eq!(tx.first(end).await.unwrap().unwrap().text(0).unwrap(), "true");
    let alive = sql("select count(*) from pg_stat_activity where pid = cast(? as int)");
    while whole(&mut tx, alive.clone().bind(backend)).await == 1 {
        // It ends when it next looks; what is counted is fixed for a transaction.
        tx.roll_back().await.unwrap();
        tx = database.begin_reading(at(0)).await.unwrap();
    }
}

async fn on_postgresql(test: impl AsyncFn(&Database)) {
    databases::each(async |place: String| {
        let database = open(&place).await;
        if database.engine() == Engine::Postgres {
            test(&database).await;
        }
    })
    .await;
}

#[tokio::test]
async fn work_whose_connection_ends_is_told_to_be_done_again_and_the_next_goes_through() {
    on_postgresql(async |database| {
        let mut tx = database.begin(at(1)).await.unwrap();
        tx.run(thing("a")).await.unwrap();
        let pid = backend(&mut tx).await;
        end(database, pid).await;
        let broken = tx.run(thing("b")).await.unwrap_err();
        assert!(matches!(broken, StoreError::Unreachable { .. }), "{broken:?}");
        assert!(broken.is_passing());
        drop(tx);
        for _ in 0..12 {
            assert_eq!(n_things(database).await, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn work_whose_connection_ends_is_done_again_from_its_start() {
    on_postgresql(async |database| {
        let n_tries = Cell::new(0);
        let work = async |tx: &mut Tx| {
            n_tries.set(n_tries.get() + 1);
            tx.run(thing("a")).await?;
            if n_tries.get() < 3 {
                let pid = backend(tx).await;
                end(database, pid).await;
            }
            tx.run(thing("b")).await
        };
        database.write::<_, StoreError>(at(1), work).await.unwrap();
        assert_eq!((n_tries.get(), n_things(database).await), (3, 2));
    })
    .await;
}

#[tokio::test]
async fn work_whose_connection_ends_at_the_commit_is_unsure_and_not_done_again() {
    on_postgresql(async |database| {
        let n_tries = Cell::new(0);
        let work = async |tx: &mut Tx| {
            n_tries.set(n_tries.get() + 1);
            tx.run(thing("a")).await?;
            let pid = backend(tx).await;
            end(database, pid).await;
            Ok(())
        };
        let unsure = database.write::<_, StoreError>(at(1), work).await.unwrap_err();
        assert!(matches!(unsure, StoreError::Unsure), "{unsure:?}");
        assert_eq!((n_tries.get(), n_things(database).await), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn all_connections_ended_while_nobody_worked_are_replaced() {
    on_postgresql(async |database| {
        let mut pids = vec![];
        let mut held = vec![];
        for _ in 0..4 {
            let mut tx = database.begin_reading(at(1)).await.unwrap();
            pids.push(backend(&mut tx).await);
            held.push(tx);
        }
        for tx in held {
            tx.roll_back().await.unwrap();
        }
        // No password is asked here: what is shown leads there.
        let schema = [storage::SCHEMA, crate::ground::THINGS];
        let administrator = Database::open(&database.place(), &schema, at(1)).await.unwrap();
        for pid in pids {
            end(&administrator, pid).await;
        }
        for id in ["a", "b", "c", "d"] {
            let work = async |tx: &mut Tx| tx.run(thing(id)).await;
            database.write::<_, StoreError>(at(2), work).await.unwrap();
        }
        assert_eq!(n_things(database).await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_in_words() {
    let nobody = "postgres://ann:secret@127.0.0.1:1/none";
    let refused = Database::open(nobody, &[], at(0)).await.map(drop).unwrap_err();
    assert!(matches!(refused, StoreError::Unreachable { .. }), "{refused:?}");
    assert!(!refused.to_string().contains("secret"));
    let typo = Database::open("postgres://ann@:x/none", &[], at(0)).await.map(drop).unwrap_err();
    assert!(matches!(typo, StoreError::Unreachable { .. }), "{typo:?}");
}
