//! A file of SQLite that was damaged: told in words, whatever was done to it.

use std::{
    fs,
    panic::{self, PanicHookInfo},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use kernel::{InWords, Lang};
use storage::{Database, Finding, SCHEMA, Sql, StoreError, Tx, backup, check, holes, sql};

use crate::ground::{Dice, THINGS, at, open};

static N_PANICS: AtomicUsize = AtomicUsize::new(0);

/// A database of some hundred pages, all of it in its one file.
async fn whole(path: &Path) -> Vec<u8> {
    let database = open(&path.display().to_string()).await;
    let work = async |tx: &mut Tx| {
        let text = format!("insert into things (id, name, size, sorted) values {}", holes(500, 4));
        let rows = (0..500).fold(Sql::of_names(text), |rows, number: i64| {
            let name = format!("thing {number} ").repeat(20);
            rows.bind(format!("id {number}")).bind(name.as_str()).bind(number).bind(name)
        });
        tx.run(rows).await?;
        let order = storage::job::Order {
            tenant: crate::ground::TENANT,
            kind: "plan",
            once: "once",
            payload: "{}",
            asked_by: "Ann",
        };
        storage::job::order(tx, &order).await
    };
    database.write::<_, StoreError>(at(1), work).await.unwrap();
    database.close().await;
    assert!(!path.with_extension("db-wal").exists(), "the last to leave empties the log");
    fs::read(path).unwrap()
}

/// Everything that people do with a database.
async fn use_all(place: &str, spare: &Path) -> Result<Vec<Finding>, StoreError> {
    let database = Database::open(place, &[SCHEMA, THINGS], at(2)).await?;
    let findings = check(&database, at(3)).await?;
    let mut tx = database.begin_reading(at(3)).await?;
    for row in tx.all(sql("select id, name, size, width, mark, sorted from things")).await? {
        row.text(0)?;
        row.opt_whole(2)?;
        row.opt_text(5)?;
    }
    tx.roll_back().await?;
    let work = async |tx: &mut Tx| tx.run(sql("update things set size = size + 1")).await;
    database.write::<_, StoreError>(at(4), work).await?;
    backup(&database, spare, at(5)).await?;
    database.close().await;
    Ok(findings)
}

fn damaged(whole: &[u8], dice: &mut Dice, number: usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let (end, page) = (bytes.len(), 4096);
    match number % 4 {
        0 => bytes.truncate(dice.below(end)),
        1 => {
            let start = page * dice.below(end / page);
            bytes[start..start + page].fill(0);
        }
        2 => {
            for _ in 0..=dice.below(200) {
                bytes[dice.below(end)] = u8::try_from(dice.below(256)).unwrap();
            }
        }
        _ => {
            // The first page holds the header and the schema.
            for _ in 0..=dice.below(20) {
                bytes[dice.below(page)] = u8::try_from(dice.below(256)).unwrap();
            }
        }
    }
    bytes
}

#[tokio::test]
async fn two_hundred_damaged_files_are_told_in_words_and_none_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let whole = whole(&folder.path().join("whole.db")).await;
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        N_PANICS.fetch_add(1, Ordering::Relaxed);
        before(info);
    }));
    let (mut dice, mut told) = (Dice::new(5), std::collections::BTreeMap::new());
    for number in 0..200 {
        let path = folder.path().join(format!("{number}.db"));
        fs::write(&path, damaged(&whole, &mut dice, number)).unwrap();
        let spare = folder.path().join(format!("{number}.backup"));
        let done = use_all(&path.display().to_string(), &spare).await;
        let what = match done {
            Ok(findings) if findings.is_empty() => "nothing found",
            Ok(_) => "found by the check",
            Err(StoreError::Damaged { .. }) => "damaged",
            Err(StoreError::Corrupt { .. }) => "corrupt",
            Err(StoreError::Absent { .. }) => "absent",
            Err(StoreError::Newer { .. }) => "newer",
            Err(other) => panic!("{number}: {} ({other:?})", other.in_words(Lang::En)),
        };
        *told.entry(what).or_insert(0) += 1;
    }
    assert_eq!(N_PANICS.load(Ordering::Relaxed), 0, "{told:?}");
    println!("{told:?}");
    assert!(told["damaged"] > 60, "{told:?}");
}
