//! The whole database as one file, taken while it is in use, and back. The file is the same
//! for both engines: compressed lines of JSON, ended by their digest.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{Arg, Database, Engine, Row, Schema, Sql, StoreError, Tx, holes, migration, sql};

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// How many tables.
    pub n_tables: usize,
    /// How many rows.
    pub n_rows: u64,
}

/// The version of the file.
const FORMAT: u32 = 1;
/// How many arguments one statement may have: less than either engine allows.
const MOST_ARGS: usize = 30_000;

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "lowercase")]
enum Line {
    Backup { format: u32, at: Timestamp, versions: Vec<(String, i64)> },
    Table { name: String, columns: Vec<(String, Kind)> },
    Row { values: Vec<Value> },
    End { rows: u64, sha256: String },
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Text,
    Whole,
    Decimal,
    Bytes,
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
        Ok(contents)
    });
    if kept.is_err() {
        // What cannot be taken away either does no harm: it has another name.
        let _ = fs::remove_file(&aside);
    }
    kept
}

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
    let mut tx = database.begin(now).await?;
    fill(&mut tx, file, schema).await?;
    tx.commit().await?;
    database.close().await;
    Ok(contents)
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

/// Makes the tables as they were, fills them, and brings them up to date.
async fn fill(tx: &mut Tx, file: &Path, schema: &[Schema]) -> Result<(), StoreError> {
    let mut table: Option<(String, Vec<(String, Kind)>)> = None;
    let mut rows: Vec<Vec<Value>> = vec![];
    for line in lines(file)? {
        let line = line?;
        let most = table.as_ref().map_or(0, |(_, columns)| MOST_ARGS / columns.len().max(1));
        if !matches!(line, Line::Row { .. }) || most <= rows.len() {
            if let Some((name, columns)) = &table {
                insert(tx, name, columns, std::mem::take(&mut rows)).await?;
            }
        }
        match line {
            Line::Backup { versions, .. } => {
                let then: Vec<Schema> = schema.iter().map(|part| part.at(&versions)).collect();
                migration::apply(tx, &then).await?;
            }
            Line::Table { name, columns } => table = Some((name, columns)),
            Line::Row { values } => rows.push(values),
            Line::End { .. } => {}
        }
    }
    migration::apply(tx, schema).await
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

/// Reads a backup to its end and compares it with its digest.
fn verified(file: &Path) -> Result<Contents, StoreError> {
    let mut contents = Contents::default();
    let mut is_first = true;
    let mut is_whole = false;
    for line in lines(file)? {
        match line? {
            Line::Backup { format: FORMAT, .. } if is_first => {}
            Line::Table { .. } if !is_first => contents.n_tables += 1,
            Line::Row { .. } if !is_first => contents.n_rows += 1,
            Line::End { rows, .. } if !is_first => is_whole = rows == contents.n_rows,
            Line::Backup { .. } | Line::Table { .. } | Line::Row { .. } | Line::End { .. } => {
                return Err(damaged(file));
            }
        }
        is_first = false;
    }
    if is_whole { Ok(contents) } else { Err(damaged(file)) }
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
            Kind::Bytes => row.opt_bytes(at)?.map_or(Value::Null, |bytes| {
                Value::from(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
            }),
        })
    };
    columns.iter().enumerate().map(value).collect()
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

/// A backup being written.
struct Lines {
    path: PathBuf,
    out: GzEncoder<BufWriter<File>>,
    digest: Sha256,
}

impl Lines {
    fn create(path: &Path) -> Result<Self, StoreError> {
        let file = private(path).map_err(|why| unwritable(path, &why))?;
        let out = GzEncoder::new(BufWriter::new(file), Compression::fast());
        Ok(Self { path: path.to_owned(), out, digest: Sha256::new() })
    }

    fn write(&mut self, line: &Line) -> Result<(), StoreError> {
        let mut bytes = serde_json::to_vec(line).map_err(|why| StoreError::File {
            path: self.path.display().to_string(),
            why: why.to_string(),
        })?;
        bytes.push(b'\n');
        self.digest.update(&bytes);
        self.out.write_all(&bytes).map_err(|why| unwritable(&self.path, &why))
    }

    fn end(mut self, rows: u64) -> Result<(), StoreError> {
        let sha256 = hexadecimal(&self.digest);
        self.write(&Line::End { rows, sha256 })?;
        let flushed = self.out.finish().and_then(|mut out| {
            out.flush()?;
            out.get_ref().sync_all()
        });
        flushed.map_err(|why| unwritable(&self.path, &why))
    }
}

/// The lines of a backup; the last one is compared with the digest of the others.
fn lines(file: &Path) -> Result<impl Iterator<Item = Result<Line, StoreError>>, StoreError> {
    let opened = File::open(file).map_err(|why| unwritable(file, &why))?;
    let text = BufReader::new(GzDecoder::new(BufReader::new(opened)));
    let (mut digest, path) = (Sha256::new(), file.to_owned());
    Ok(text.lines().map(move |line| {
        let line = line.map_err(|_| damaged(&path))?;
        let parsed: Line = serde_json::from_str(&line).map_err(|_| damaged(&path))?;
        if let Line::End { sha256, .. } = &parsed
            && *sha256 != hexadecimal(&digest)
        {
            return Err(damaged(&path));
        }
        digest.update(line.as_bytes());
        digest.update(b"\n");
        Ok(parsed)
    }))
}

/// A new file that only its owner may read: it holds all that the database holds.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn aside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    file.with_file_name(name)
}

fn hexadecimal(digest: &Sha256) -> String {
    digest.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unwritable(path: &Path, why: &std::io::Error) -> StoreError {
    if why.kind() == std::io::ErrorKind::StorageFull {
        return StoreError::Full;
    }
    StoreError::File { path: path.display().to_string(), why: why.to_string() }
}

fn damaged(file: &Path) -> StoreError {
    StoreError::Damaged { why: file.display().to_string() }
}
