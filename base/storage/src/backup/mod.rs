//! The whole database as one file, taken while it is in use, and back. The file is the same
//! for both engines: compressed lines of JSON, ended by their digest.

mod file;
mod restore;

use std::{fs, path::Path};

use jiff::Timestamp;
use serde_json::Value;

use crate::{Database, Engine, Row, Sql, StoreError, Tx, digest::hexadecimal, migration, sql};
use file::{FORMAT, Kind, Line, Lines, aside, unwritable};

pub use restore::restore;

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// How many tables.
    pub n_tables: usize,
    /// How many rows.
    pub n_rows: u64,
}

/// Writes all that the database holds at one instant to a file that is not there yet.
pub async fn backup(
    database: &Database,
    file: &Path,
    now: Timestamp,
) -> Result<Contents, StoreError> {
    if file.exists() {
        return Err(StoreError::Occupied { place: file.display().to_string() });
    }
    let aside = aside(file);
    let written = write_all(database, &aside, now).await;
    let kept = written.and_then(|contents| {
        fs::rename(&aside, file).map_err(|why| unwritable(file, &why))?;
        file::settle(file)?;
        Ok(contents)
    });
    if kept.is_err() {
        // What cannot be taken away either does no harm: it has another name.
        let _ = fs::remove_file(&aside);
    }
    kept
}

async fn write_all(
    database: &Database,
    file: &Path,
    now: Timestamp,
) -> Result<Contents, StoreError> {
    let mut out = Lines::create(file)?;
    let mut tx = database.begin_reading(now).await?;
    let versions = tx.all(sql("select part, max(version) from storage_versions group by part"));
    let versions = versions.await?;
    let versions = versions.iter().map(|row| Ok((row.text(0)?, row.whole(1)?)));
    let versions = versions.collect::<Result<Vec<_>, StoreError>>()?;
    out.write(&Line::Backup { format: FORMAT, at: now, versions })?;
    let mut contents = Contents::default();
    for name in migration::tables(&mut tx).await? {
        if name == "storage_versions" {
            continue;
        }
        let columns = columns(&mut tx, &name).await?;
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let rows = Sql::of_names(format!("select {} from {name}", names.join(", ")));
        out.write(&Line::Table { name, columns: columns.clone() })?;
        contents.n_tables += 1;
        tx.each(rows, |row| {
            contents.n_rows += 1;
            out.write(&Line::Row { values: values(&row, &columns)? })
        })
        .await?;
    }
    tx.roll_back().await?;
    out.end(contents.n_rows)?;
    Ok(contents)
}

/// The columns of a table and what they hold.
async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<(String, Kind)>, StoreError> {
    let asked = match tx.engine() {
        Engine::Sqlite => sql("select name, lower(type) from pragma_table_info(?)"),
        Engine::Postgres => sql("select cast(column_name as text), cast(data_type as text) \
                                 from information_schema.columns where table_name = ? \
                                 and table_schema = current_schema() order by ordinal_position"),
    };
    let rows = tx.all(asked.bind(table)).await?;
    rows.iter()
        .map(|row| {
            let kind = match row.text(1)?.as_str() {
                "bigint" => Kind::Whole,
                "double precision" => Kind::Decimal,
                "blob" | "bytea" => Kind::Bytes,
                _ => Kind::Text,
            };
            Ok((row.text(0)?, kind))
        })
        .collect()
}

fn values(row: &Row, columns: &[(String, Kind)]) -> Result<Vec<Value>, StoreError> {
    let value = |(at, (_, kind)): (usize, &(String, Kind))| {
        Ok(match kind {
            Kind::Text => row.opt_text(at)?.map_or(Value::Null, Value::from),
            Kind::Whole => row.opt_whole(at)?.map_or(Value::Null, Value::from),
            Kind::Decimal => row.opt_decimal(at)?.map_or(Value::Null, Value::from),
            Kind::Bytes => {
                row.opt_bytes(at)?.map_or(Value::Null, |bytes| hexadecimal(&bytes).into())
            }
        })
    };
    columns.iter().enumerate().map(value).collect()
}
