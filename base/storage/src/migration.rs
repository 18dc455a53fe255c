//! The schema, brought up to date when a database is opened.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{Database, Engine, StoreError, Tx, sql};

/// The tables of one crate, step after step. A step that was released never changes; a
/// change is a step more.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The crate.
    pub name: &'static str,
    /// The statements of each version, from 1.
    pub steps: &'static [&'static str],
}

impl Schema {
    /// The schema as it was at these versions.
    pub(crate) fn at(&self, versions: &[(String, i64)]) -> Self {
        let then = versions.iter().find(|(part, _)| part == self.name);
        let n_steps = then.and_then(|(_, version)| usize::try_from(*version).ok()).unwrap_or(0);
        Self { steps: &self.steps[..n_steps.min(self.steps.len())], ..*self }
    }
}

/// The tables of this crate.
pub const SCHEMA: Schema =
    Schema { name: "storage", steps: &[include_str!("../migrations/0001_journal_and_jobs.sql")] };

/// Types that SQLite knows already by a part of their names: bytes, and text that sorts by its
/// letters' numbers in every database, whatever its language. A name with INT in it would be a
/// number to SQLite.
const DOMAINS: &str =
    "create domain blob as bytea; create domain sortedtext as text collate \"C\";";

const VERSIONS: &str = "create table if not exists storage_versions (\
    part text not null, version bigint not null, applied_at text not null, \
    primary key (part, version))";

/// Whether there is a schema already.
pub(crate) async fn is_there(database: &Database, now: Timestamp) -> Result<bool, StoreError> {
    let mut tx = database.begin_reading(now).await?;
    let tables = tables(&mut tx).await?;
    tx.roll_back().await?;
    Ok(!tables.is_empty())
}

/// Applies the steps that are missing, all of them or none; refuses a database that has
/// steps which this program does not know.
pub(crate) async fn up_to_date(
    database: &Database,
    schema: &[Schema],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut tx = database.begin_reading(now).await?;
    let applied = applied(&mut tx).await?;
    tx.roll_back().await?;
    if applied.is_empty() && is_there(database, now).await? {
        // Tables of another program: nothing is added to them.
        return Err(StoreError::Damaged { why: "storage_versions".to_owned() });
    }
    if !is_missing(&applied, schema)? {
        return Ok(());
    }
    let mut tx = database.begin_alone(now).await?;
    apply(&mut tx, schema).await?;
    tx.commit().await
}

pub(crate) async fn apply(tx: &mut Tx, schema: &[Schema]) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        let is_known = tx.first(sql("select 1 from pg_type where typname = 'blob'")).await?;
        if is_known.is_none() {
            tx.script(DOMAINS).await?;
        }
    }
    tx.script(VERSIONS).await?;
    // Another server may have done it meanwhile.
    let applied = applied(tx).await?;
    is_missing(&applied, schema)?;
    for part in schema {
        let from = applied.get(part.name).copied().unwrap_or(0);
        let missing = (1_i64..).zip(part.steps).filter(|(version, _)| from < *version);
        for (version, step) in missing {
            tx.script(step).await?;
            let note = sql("insert into storage_versions (part, version, applied_at) \
                            values (?, ?, ?)");
            let now = tx.now();
            tx.run(note.bind(part.name).bind(version).bind(now)).await?;
        }
    }
    Ok(())
}

/// Whether steps are missing; an error if some are not known.
pub(crate) fn is_missing(
    applied: &BTreeMap<String, i64>,
    schema: &[Schema],
) -> Result<bool, StoreError> {
    let last = |part: &Schema| i64::try_from(part.steps.len()).unwrap_or(i64::MAX);
    let known: BTreeMap<&str, i64> = schema.iter().map(|part| (part.name, last(part))).collect();
    for (part, &found) in applied {
        let known = known.get(part.as_str()).copied().unwrap_or(0);
        if known < found {
            return Err(StoreError::Newer { part: part.clone(), found, known });
        }
    }
    Ok(known.iter().any(|(part, last)| applied.get(*part).copied().unwrap_or(0) < *last))
}

/// The last version of each part of the schema.
async fn applied(tx: &mut Tx) -> Result<BTreeMap<String, i64>, StoreError> {
    if !tables(tx).await?.iter().any(|table| table == "storage_versions") {
        return Ok(BTreeMap::new());
    }
    let rows = tx.all(sql("select part, max(version) from storage_versions group by part")).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.whole(1)?))).collect()
}

/// The tables, in the order in which they were made: what a table refers to comes first.
pub(crate) async fn tables(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let listed = match tx.engine() {
        Engine::Sqlite => sql("select name from sqlite_master where type = 'table' \
                               and name not like 'sqlite_%' order by rowid"),
        Engine::Postgres => sql("select cast(c.relname as text) from pg_class c \
                                 join pg_namespace n on n.oid = c.relnamespace \
                                 where c.relkind = 'r' and n.nspname = current_schema() \
                                 order by c.oid"),
    };
    tx.all(listed).await?.iter().map(|row| row.text(0)).collect()
}

/// The columns that lead to the rows of a table: of which table, and which column.
pub async fn references(tx: &mut Tx, table: &str) -> Result<Vec<(String, String)>, StoreError> {
    let asked = match tx.engine() {
        Engine::Sqlite => sql("select m.name, f.\"from\" from sqlite_master m \
                               join pragma_foreign_key_list(m.name) f \
                               where m.type = 'table' and f.\"table\" = ? order by 1, 2"),
        Engine::Postgres => sql("select cast(t.relname as text), cast(a.attname as text) \
                                 from pg_constraint c join pg_class t on t.oid = c.conrelid \
                                 join pg_attribute a on a.attrelid = c.conrelid \
                                 and a.attnum = any (c.conkey) where c.contype = 'f' \
                                 and c.confrelid = cast(? as regclass) order by 1, 2"),
    };
    let rows = tx.all(asked.bind(table)).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}
