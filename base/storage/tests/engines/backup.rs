//! A database goes into a file and comes back, on either engine.

use std::{fs, path::Path};

use kernel::{InWords, Lang};
use storage::{
    Arg, Database, SCHEMA, Schema, Sql, StoreError, Tx, backup,
    journal::{self, Act},
    restore, sql,
};

use crate::ground::{Dice, TENANT, THINGS, at, n_things, open, whole};

const NEWER: Schema = Schema {
    name: "things",
    steps: &[
        THINGS.steps[0],
        "alter table things add column colour text; update things set colour = name;",
    ],
};

async fn fill(database: &Database) {
    let work = async |tx: &mut Tx| {
        let text = "insert into things (id, name, size, width, mark, sorted, of) \
                    values (?, ?, ?, ?, ?, ?, ?)";
        let rows: [[Arg; 7]; 4] = [
            [
                "b".into(),
                "Élan «\u{a0}😀\u{a0}» ' \" \\ \n\t".into(),
                i64::MAX.into(),
                (0.1 + 0.2).into(),
                vec![0_u8, 255, 10].into(),
                "é".into(),
                "a".into(),
            ],
            [
                "a".into(),
                "".into(),
                i64::MIN.into(),
                f64::MIN_POSITIVE.into(),
                Vec::<u8>::new().into(),
                "z".into(),
                "b".into(),
            ],
            [
                "c".into(),
                Arg::Text(None),
                Arg::Whole(None),
                Arg::Decimal(None),
                Arg::Bytes(None),
                Arg::Text(None),
                Arg::Text(None),
            ],
            [
                "d".into(),
                "{\"is\":\"end\"}".into(),
                0_i64.into(),
                (-1e300).into(),
                vec![7_u8; 300].into(),
                "\u{10ffff}".into(),
                "d".into(),
            ],
        ];
        for row in rows {
            tx.run(sql(text).bind_all(row)).await?;
        }
        let act = Act { tenant: TENANT, actor: "Ann", verb: "fill", subject: "it", undoes: None };
        journal::write(tx, &act, &[]).await
    };
    database.write::<_, StoreError>(at(1), work).await.unwrap();
}

/// Everything in the tables, but when the schema was applied.
async fn dump(database: &Database) -> Vec<String> {
    let mut tx = database.begin_reading(at(0)).await.unwrap();
    let mut all = vec![];
    let things = sql("select id, name, sorted, of, size, width, mark from things order by id");
    for row in tx.all(things).await.unwrap() {
        let texts: Vec<_> = (0..4).map(|at| row.opt_text(at).unwrap()).collect();
        let width = row.opt_decimal(5).unwrap().map(f64::to_bits);
        all.push(format!("{texts:?} {:?} {width:?} {:?}", row.opt_whole(4), row.opt_bytes(6)));
    }
    for row in tx.all(sql("select id, at, actor, digest from storage_acts")).await.unwrap() {
        all.push((0..4).map(|at| row.text(at).unwrap()).collect::<Vec<_>>().join(" "));
    }
    all
}

/// A backup of the sample in a folder.
async fn taken(place: &str, file: &Path) -> Vec<String> {
    let database = open(place).await;
    fill(&database).await;
    let contents = backup(&database, file, at(2)).await.unwrap();
    assert_eq!((contents.n_tables, contents.n_rows), (5, 5));
    dump(&database).await
}

#[tokio::test]
async fn rows_are_equal_from_each_engine_to_each() {
    let folder = tempfile::tempdir().unwrap();
    for (number, from) in databases::places().await.iter().enumerate() {
        let file = folder.path().join(format!("{number}.backup"));
        let before = taken(&from.url, &file).await;
        for to in databases::places().await {
            let contents = restore(&file, &to.url, &[SCHEMA, THINGS], at(3)).await.unwrap();
            assert_eq!(contents.n_rows, 5);
            let database = Database::open(&to.url, &[SCHEMA, THINGS], at(4)).await.unwrap();
            assert_eq!(dump(&database).await, before, "{} to {}", from.engine, to.engine);
            assert_eq!(storage::check(&database, at(5)).await.unwrap(), []);
        }
    }
}

#[tokio::test]
async fn a_backup_is_its_owners_and_takes_the_place_of_no_file() {
    databases::each(async |place: String| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.backup");
        taken(&place, &file).await;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let database = Database::open(&place, &[SCHEMA, THINGS], at(4)).await.unwrap();
        let refused = backup(&database, &file, at(5)).await.unwrap_err();
        assert!(matches!(refused, StoreError::Occupied { .. }), "{refused}");
        let nowhere = folder.path().join("none/a.backup");
        let refused = backup(&database, &nowhere, at(5)).await.unwrap_err();
        assert!(matches!(refused, StoreError::File { .. }), "{refused}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_altered_or_cut_backup_is_refused_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.backup");
    let before = taken(&folder.path().join("from.db").display().to_string(), &file).await;
    let mut n_same = 0;
    let whole = fs::read(&file).unwrap();
    let mut dice = Dice::new(3);
    let altered = (0..150).map(|_| {
        let mut bytes = whole.clone();
        // The first ten bytes are the header, of which some say nothing.
        let at = 10 + dice.below(bytes.len() - 10);
        bytes[at] ^= u8::try_from(1 + dice.below(255)).unwrap();
        bytes
    });
    let cut = (0..whole.len()).step_by(9).map(|end| whole[..end].to_vec());
    for (number, bytes) in altered.chain(cut).enumerate() {
        fs::write(&file, bytes).unwrap();
        let to = folder.path().join(format!("{number}.db"));
        let place = to.display().to_string();
        match restore(&file, &place, &[SCHEMA, THINGS], at(3)).await {
            Err(StoreError::Damaged { .. }) => assert!(!to.exists(), "{number}"),
            Err(other) => panic!("{number}: {other}"),
            // A few bits of a compressed file mean nothing.
            Ok(_) => {
                n_same += 1;
                let database = Database::open(&place, &[SCHEMA, THINGS], at(4)).await.unwrap();
                assert_eq!(dump(&database).await, before, "{number}");
            }
        }
    }
    assert!(n_same < 5, "{n_same}");
}

#[tokio::test]
async fn a_place_that_is_taken_keeps_what_it_has() {
    databases::each(async |place: String| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.backup");
        let before = taken(&place, &file).await;
        let refused = restore(&file, &place, &[SCHEMA, THINGS], at(3)).await.unwrap_err();
        assert!(matches!(refused, StoreError::Occupied { .. }), "{refused}");
        let database = Database::open(&place, &[SCHEMA, THINGS], at(4)).await.unwrap();
        assert_eq!(dump(&database).await, before);
    })
    .await;
}

#[tokio::test]
async fn an_older_backup_is_brought_up_to_date_and_a_newer_one_is_refused() {
    databases::each(async |place: String| {
        let folder = tempfile::tempdir().unwrap();
        let older = folder.path().join("older.backup");
        let from = folder.path().join("from.db").display().to_string();
        let before = taken(&from, &older).await;
        restore(&older, &place, &[SCHEMA, NEWER], at(3)).await.unwrap();
        let database = Database::open(&place, &[SCHEMA, NEWER], at(4)).await.unwrap();
        assert_eq!(dump(&database).await, before);
        let mut tx = database.begin_reading(at(5)).await.unwrap();
        let coloured = sql("select count(*) from things where colour = name");
        assert_eq!(whole(&mut tx, coloured).await, 3);
        tx.roll_back().await.unwrap();
        let newer = folder.path().join("newer.backup");
        backup(&database, &newer, at(6)).await.unwrap();
        for spot in databases::places().await {
            let refused = restore(&newer, &spot.url, &[SCHEMA, THINGS], at(7)).await.unwrap_err();
            assert!(refused.in_words(Lang::En).contains("update metier"), "{refused}");
            let again = restore(&older, &spot.url, &[SCHEMA, THINGS], at(8)).await;
            assert_eq!(again.unwrap().n_rows, 5, "the refusal left nothing behind");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_while_others_write_holds_one_instant() {
    databases::each(async |place: String| {
        let database = open(&place).await;
        // Each unit of work adds two things: there is never an odd number of them.
        let writer = database.clone();
        let writing = tokio::spawn(async move {
            for number in 0..300 {
                let work = async move |tx: &mut Tx| {
                    for half in ["a", "b"] {
                        let text = "insert into things (id, name) values (?, ?)";
                        tx.run(sql(text).bind(format!("{number}{half}")).bind("x".repeat(500)))
                            .await?;
                    }
                    Ok::<_, StoreError>(())
                };
                writer.write(at(number), work).await.unwrap();
            }
        });
        let folder = tempfile::tempdir().unwrap();
        let mut n_before = -1;
        for number in 0.. {
            let is_last = writing.is_finished();
            let file = folder.path().join(format!("{number}.backup"));
            backup(&database, &file, at(1)).await.unwrap();
            let to = folder.path().join(format!("{number}.db")).display().to_string();
            restore(&file, &to, &[SCHEMA, THINGS], at(2)).await.unwrap();
            let restored = Database::open(&to, &[SCHEMA, THINGS], at(3)).await.unwrap();
            let n_now = n_things(&restored).await;
            assert!(n_now % 2 == 0 && n_before <= n_now, "{n_before} {n_now}");
            n_before = n_now;
            restored.close().await;
            if is_last {
                break;
            }
        }
        writing.await.unwrap();
        assert_eq!(n_before, 600);
    })
    .await;
}

#[tokio::test]
async fn thousands_of_rows_come_back() {
    databases::each(async |place: String| {
        let folder = tempfile::tempdir().unwrap();
        let (from, file) = (folder.path().join("from.db"), folder.path().join("a.backup"));
        let database = open(&from.display().to_string()).await;
        let work = async |tx: &mut Tx| {
            for start in (0..12_000).step_by(4_000) {
                let text =
                    format!("insert into things (id, size) values {}", storage::holes(4_000, 2));
                let rows = (start..start + 4_000).fold(Sql::of_names(text), |rows, number: i64| {
                    rows.bind(number.to_string()).bind(number)
                });
                tx.run(rows).await?;
            }
            Ok::<_, StoreError>(())
        };
        database.write(at(1), work).await.unwrap();
        assert_eq!(backup(&database, &file, at(2)).await.unwrap().n_rows, 12_000);
        restore(&file, &place, &[SCHEMA, THINGS], at(3)).await.unwrap();
        let restored = Database::open(&place, &[SCHEMA, THINGS], at(4)).await.unwrap();
        let mut tx = restored.begin_reading(at(5)).await.unwrap();
        let sum = whole(&mut tx, sql("select cast(sum(size) as bigint) from things")).await;
        assert_eq!(sum, 12_000 * 11_999 / 2);
    })
    .await;
}
