//! A database made from a backup.

use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;

use super::{
    Contents, columns,
    file::{Kind, Line, lines, verified},
};
use crate::{Arg, Database, Engine, Schema, Sql, StoreError, Tx, holes, migration};

/// How many arguments one statement may have: less than either engine allows.
const MOST_ARGS: usize = 30_000;

/// Makes a database from a backup, where there is none yet. The backup is read to its end
/// and compared with its digest before anything is written.
pub async fn restore(
    file: &Path,
    place: &str,
    schema: &[Schema],
    now: Timestamp,
) -> Result<Contents, StoreError> {
    let contents = verified(file)?;
    let database = Database::empty(place, now).await?;
    let filled = filled(&database, file, schema, now).await;
    database.close_and_remove_unless(filled.is_ok()).await;
    filled.map(|()| contents)
}

async fn filled(
    database: &Database,
    file: &Path,
    schema: &[Schema],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut tx = database.begin_alone(now).await?;
    fill(&mut tx, file, schema).await?;
    tx.commit().await
}

/// Makes the tables as they were, fills them, and brings them up to date.
async fn fill(tx: &mut Tx, file: &Path, schema: &[Schema]) -> Result<(), StoreError> {
    let mut table: Option<(String, Vec<(String, Kind)>)> = None;
    let mut rows: Vec<Vec<Value>> = vec![];
    for line in lines(file)? {
        let line = line?;
        let most = table.as_ref().map_or(0, |(_, columns)| MOST_ARGS / columns.len().max(1));
        if let Some((name, columns)) = &table
            && (!matches!(line, Line::Row { .. }) || most <= rows.len())
        {
            insert(tx, name, columns, std::mem::take(&mut rows)).await?;
        }
        match line {
            Line::Backup { versions, .. } => {
                migration::is_missing(&versions.iter().cloned().collect(), schema)?;
                let then: Vec<Schema> = schema.iter().map(|part| part.at(&versions)).collect();
                migration::apply(tx, &then).await?;
                tx.script(linked_later(tx.engine())).await?;
            }
            Line::Table { name, columns } => table = Some((name, columns)),
            Line::Row { values } => rows.push(values),
            Line::End { .. } => {}
        }
    }
    if tx.engine() == Engine::Postgres {
        // Tables whose rows wait to be compared cannot be changed.
        tx.script("set constraints all immediate").await?;
    }
    migration::apply(tx, schema).await
}

/// Rows may lead to rows that come later.
const fn linked_later(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "pragma defer_foreign_keys = on",
        Engine::Postgres => "set constraints all deferred",
    }
}

async fn insert(
    tx: &mut Tx,
    name: &str,
    columns: &[(String, Kind)],
    rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    // Names from a file go into a statement: only those that the schema has just made.
    let known: Vec<String> = self::columns(tx, name).await?.into_iter().map(|(n, _)| n).collect();
    if let Some((column, _)) = columns.iter().find(|(column, _)| !known.contains(column)) {
        return Err(StoreError::corrupt(name, column, "unknown column"));
    }
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let text = format!(
        "insert into {name} ({}) values {}",
        names.join(", "),
        holes(rows.len(), names.len())
    );
    let mut statement = Sql::of_names(text);
    for values in rows {
        for (value, (column, kind)) in values.into_iter().zip(columns) {
            let arg =
                arg(value, *kind).ok_or_else(|| StoreError::corrupt(name, column, "value"))?;
            statement = statement.bind(arg);
        }
    }
    tx.run(statement).await?;
    Ok(())
}

fn arg(value: Value, kind: Kind) -> Option<Arg> {
    Some(match (kind, value) {
        (Kind::Text, Value::Null) => Arg::Text(None),
        (Kind::Text, Value::String(text)) => Arg::Text(Some(text)),
        (Kind::Whole, Value::Null) => Arg::Whole(None),
        (Kind::Whole, Value::Number(number)) => Arg::Whole(Some(number.as_i64()?)),
        (Kind::Decimal, Value::Null) => Arg::Decimal(None),
        (Kind::Decimal, Value::Number(number)) => Arg::Decimal(Some(number.as_f64()?)),
        (Kind::Bytes, Value::Null) => Arg::Bytes(None),
        (Kind::Bytes, Value::String(hex)) => {
            let pair = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
            Arg::Bytes(Some((0..hex.len()).step_by(2).map(pair).collect::<Option<_>>()?))
        }
        _ => return None,
    })
}
