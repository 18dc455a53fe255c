//! What is found in the file of a ledger.

use std::fmt;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

/// Where the ledger keeps its entries.
pub(crate) const FILE: &str = "ledger.db";

/// What is wrong with a ledger.
#[derive(Debug)]
pub(crate) enum Harm {
    /// It holds fewer entries than it said.
    Lost { n_said: i64, n_kept: i64 },
    /// Its entries are not the first ones, each with its lines.
    Half,
    /// SQLite does not trust the file.
    Corrupt(String),
}

impl fmt::Display for Harm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost { n_said, n_kept } => write!(out, "{n_kept} entries of {n_said}"),
            Self::Half => write!(out, "an entry is half there"),
            Self::Corrupt(why) => write!(out, "corrupt: {why}"),
        }
    }
}

/// Checks that every entry said is kept, and each entry whole.
pub(crate) async fn check(folder: &Path, said: &[String]) -> Result<(), Harm> {
    let n_said = said.len().try_into().unwrap();
    assert_eq!(said.last().cloned(), (0 < n_said).then(|| format!("ack {n_said}")));
    let n_kept = n_kept(&folder.join(FILE)).await?;
    if n_kept < n_said { Err(Harm::Lost { n_said, n_kept }) } else { Ok(()) }
}

async fn n_kept(file: &Path) -> Result<i64, Harm> {
    let corrupt = |error: sqlx::Error| Harm::Corrupt(error.to_string());
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.map_err(corrupt)?;
    let found = read(&mut connection).await.map_err(corrupt)?;
    connection.close().await.map_err(corrupt)?;
    match found {
        Found { integrity, .. } if integrity != "ok" => Err(Harm::Corrupt(integrity)),
        Found { n_entries, last, n_whole, n_lines, .. } => {
            let is_whole = last == n_entries && n_whole == n_entries && n_lines == 3 * n_entries;
            if is_whole { Ok(n_entries) } else { Err(Harm::Half) }
        }
    }
}

#[derive(Default)]
struct Found {
    integrity: String,
    n_entries: i64,
    last: i64,
    n_whole: i64,
    n_lines: i64,
}

async fn read(connection: &mut SqliteConnection) -> Result<Found, sqlx::Error> {
    let integrity =
        sqlx::query_scalar("pragma integrity_check").fetch_one(&mut *connection).await?;
    let n_tables: i64 =
        sqlx::query_scalar("select count(*) from sqlite_schema where name in ('entry', 'line_of')")
            .fetch_one(&mut *connection)
            .await?;
    if n_tables < 2 {
        return Ok(Found { integrity, ..Found::default() });
    }
    let (n_entries, last, n_whole, n_lines) = sqlx::query_as(
        "select count(*), coalesce(max(number), 0),
                coalesce(sum((select count(*) from line where entry = number) = 3), 0),
                (select count(*) from line)
         from entry",
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(Found { integrity, n_entries, last, n_whole, n_lines })
}
