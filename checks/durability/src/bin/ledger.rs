//! A command that keeps entries in SQLite and says `ack N` when entry N is kept, or for all
//! of them before: what the harness is tried on. `ledger FILE SYNCHRONOUS N_ENTRIES
//! honest|early`.

use std::str::FromStr;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};

/// How many lines an entry has: an entry with fewer is half there.
const N_LINES: i64 = 3;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sqlx::Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, synchronous, n_entries, when] = arguments.as_slice() else {
        panic!("ledger FILE SYNCHRONOUS N_ENTRIES honest|early");
    };
    let n_entries: i64 = n_entries.parse().expect("a number of entries");
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::from_str(synchronous)?)
        // Often, that cuts meet the writes of many checkpoints.
        .pragma("wal_autocheckpoint", "30");
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::raw_sql(
        "create table entry (number integer primary key, words text not null) strict;
         create table line (entry integer not null, cents integer not null) strict;
         create index line_of on line (entry, cents)",
    )
    .execute(&mut connection)
    .await?;
    if when == "early" {
        (1..=n_entries).for_each(|number| println!("ack {number}"));
    }
    for number in 1..=n_entries {
        keep(&mut connection, number).await?;
        if when == "honest" {
            println!("ack {number}");
        }
    }
    connection.close().await
}

async fn keep(connection: &mut SqliteConnection, number: i64) -> Result<(), sqlx::Error> {
    let mut tx = connection.begin().await?;
    sqlx::query("insert into entry (number, words) values (?, ?)")
        .bind(number)
        .bind(format!("{number} ").repeat(100))
        .execute(&mut *tx)
        .await?;
    for line in 0..N_LINES {
        sqlx::query("insert into line (entry, cents) values (?, ?)")
            .bind(number)
            .bind(number * 7919 % 1000 + line)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await
}
