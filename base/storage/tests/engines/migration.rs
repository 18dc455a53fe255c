//! A database is of the schema that the program knows, or is left alone.

use kernel::{InWords, Lang};
use storage::{Database, SCHEMA, Schema, StoreError, sql};

use crate::ground::{THINGS, at, n_things, open, outside, thing, whole};

const WIDER: Schema = Schema {
    name: "things",
    steps: &[
        THINGS.steps[0],
        "alter table things add column colour text; \
             update things set colour = 'red'; create index things_colour on things (colour);",
    ],
};

const BROKEN: Schema = Schema {
    name: "things",
    steps: &[THINGS.steps[0], "create table half (id text primary key); create tabel other;"],
};

async fn refused(place: &str, schema: &[Schema]) -> StoreError {
    Database::open(place, schema, at(1)).await.map(drop).unwrap_err()
}

#[tokio::test]
async fn a_database_opens_again_unchanged() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        database.write(at(1), async |tx| tx.run(thing("a")).await).await.unwrap();
        database.close().await;
        for _ in 0..2 {
            let again = Database::open(&place, &[SCHEMA, THINGS], at(9)).await.unwrap();
            assert_eq!(n_things(&again).await, 1);
            let mut tx = again.begin_reading(at(9)).await.unwrap();
            let late = sql("select count(*) from storage_versions where applied_at > ?");
            assert_eq!(whole(&mut tx, late.bind(at(0))).await, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn missing_steps_are_added_to_what_is_there() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        database.write(at(1), async |tx| tx.run(thing("a")).await).await.unwrap();
        database.close().await;
        let wider = Database::open(&place, &[SCHEMA, WIDER], at(2)).await.unwrap();
        let mut tx = wider.begin_reading(at(3)).await.unwrap();
        let red = sql("select count(*) from things where colour = 'red'");
        assert_eq!(whole(&mut tx, red).await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_older_program_refuses_a_newer_database_in_plain_words() {
    databases::each(async |place: String| {
        Database::create(&place, &[SCHEMA, WIDER], at(0)).await.unwrap().close().await;
        let newer = refused(&place, &[SCHEMA, THINGS]).await;
        assert!(matches!(&newer, StoreError::Newer { found: 2, known: 1, .. }), "{newer}");
        assert_eq!(
            newer.in_words(Lang::En),
            "this database was made by a later version of metier (things: 2, known here: 1): \
             update metier; nothing was changed"
        );
        assert!(newer.in_words(Lang::Fr).contains("version plus récente de metier"));
        let unknown = refused(&place, &[SCHEMA]).await;
        assert!(matches!(&unknown, StoreError::Newer { known: 0, .. }), "{unknown}");
        Database::open(&place, &[SCHEMA, WIDER], at(2)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_step_that_fails_leaves_the_database_as_it_was() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        database.write(at(1), async |tx| tx.run(thing("a")).await).await.unwrap();
        database.close().await;
        refused(&place, &[SCHEMA, BROKEN]).await;
        let again = Database::open(&place, &[SCHEMA, THINGS], at(2)).await.unwrap();
        assert_eq!(n_things(&again).await, 1);
        let mut tx = again.begin_reading(at(3)).await.unwrap();
        tx.first(sql("select 1 from half")).await.map(drop).unwrap_err();
    })
    .await;
}

#[tokio::test]
async fn a_creation_that_was_interrupted_begins_again() {
    databases::each(async |place: String| {
        Database::create(&place, &[SCHEMA, BROKEN], at(0)).await.map(drop).unwrap_err();
        let nothing = refused(&place, &[SCHEMA, THINGS]).await;
        assert!(matches!(nothing, StoreError::Absent { .. }), "{nothing}");
        let database = open(&place).await;
        assert_eq!(n_things(&database).await, 0);
    })
    .await;
}

#[tokio::test]
async fn two_programs_that_open_at_once_take_turns() {
    databases::each(async |place: String| {
        open(&place).await.close().await;
        let schema = [SCHEMA, WIDER];
        let opens = (0..4).map(|_| Database::open(&place, &schema, at(2)));
        for opened in futures_util::future::join_all(opens).await {
            assert_eq!(n_things(&opened.unwrap()).await, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_there_already_is_not_made_again() {
    databases::each(async |place: String| {
        open(&place).await.close().await;
        let occupied = Database::create(&place, &[SCHEMA], at(1)).await.map(drop).unwrap_err();
        assert!(matches!(occupied, StoreError::Occupied { .. }), "{occupied}");
    })
    .await;
}

#[tokio::test]
async fn the_tables_of_another_program_are_left_alone() {
    databases::each(async |place: String| {
        outside(&place, "create table theirs (id integer)").await;
        let foreign = refused(&place, &[SCHEMA]).await;
        assert!(matches!(foreign, StoreError::Damaged { .. }), "{foreign}");
        let occupied = Database::create(&place, &[SCHEMA], at(1)).await.map(drop).unwrap_err();
        assert!(matches!(occupied, StoreError::Occupied { .. }), "{occupied}");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let place = path.display().to_string();
    let absent = refused(&place, &[SCHEMA]).await;
    assert!(matches!(absent, StoreError::Absent { .. }), "{absent}");
    assert!(!path.exists(), "opening makes nothing");
    std::fs::write(&path, "Dear Ann, ".repeat(500)).unwrap();
    let damaged = refused(&place, &[SCHEMA]).await;
    assert!(matches!(damaged, StoreError::Damaged { .. }), "{damaged}");
    let occupied = Database::create(&place, &[SCHEMA], at(1)).await.map(drop).unwrap_err();
    assert!(matches!(occupied, StoreError::Occupied { .. }), "{occupied}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "Dear Ann, ".repeat(500));
}
