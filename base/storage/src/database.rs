//! Where the data is: a file of SQLite, or PostgreSQL.

use std::{fs, path::Path, time::Duration};

use jiff::Timestamp;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Connection as _, any::AnyPoolOptions};

use crate::{Schema, StoreError, Tx, migration, sql};

/// A database that is open and of the schema that this program knows.
#[derive(Clone, Debug)]
pub struct Database {
    pool: AnyPool,
    engine: Engine,
    place: String,
}

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// How often a unit of work that met another is done again.
const MOST_TRIES: u32 = 6;
/// How long the first try again waits; each next one twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(40);
/// How long SQLite waits for whoever is writing.
const PATIENCE_MS: u32 = 10_000;

impl Database {
    /// Opens a database that exists, and brings its schema up to date. `place` is a path, or
    /// `postgres://…`.
    pub async fn open(place: &str, schema: &[Schema], now: Timestamp) -> Result<Self, StoreError> {
        let database = Self::connect(place, false).await?;
        if !migration::is_there(&database, now).await? {
            return Err(StoreError::Absent { place: shown(place) });
        }
        migration::up_to_date(&database, schema, now).await?;
        Ok(database)
    }

    /// Makes a new database; whatever is there already is left alone and refused.
    pub async fn create(
        place: &str,
        schema: &[Schema],
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let database = Self::empty(place, now).await?;
        migration::up_to_date(&database, schema, now).await?;
        Ok(database)
    }

    /// Connects to a place where there is no table yet.
    pub(crate) async fn empty(place: &str, now: Timestamp) -> Result<Self, StoreError> {
        let database = match Self::connect(place, true).await {
            // A file of another program stays what it is.
            Err(StoreError::Damaged { .. }) => {
                return Err(StoreError::Occupied { place: shown(place) });
            }
            connected => connected?,
        };
        if migration::is_there(&database, now).await? {
            return Err(StoreError::Occupied { place: shown(place) });
        }
        Ok(database)
    }

    /// Which engine it is on.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Where it is, without any password.
    #[must_use]
    pub fn place(&self) -> String {
        shown(&self.place)
    }

    /// Begins a unit of work that changes something. On SQLite it waits for its turn; on
    /// PostgreSQL it is serializable, and may be refused as [`StoreError::Busy`].
    pub async fn begin(&self, now: Timestamp) -> Result<Tx, StoreError> {
        let statement = match self.engine {
            Engine::Sqlite => "begin immediate",
            Engine::Postgres => "begin isolation level serializable",
        };
        Tx::new(self.pool.begin_with(statement).await?, self.engine, now)
    }

    /// Begins a unit of work that changes the schema: one at a time, each of which sees what
    /// the one before did.
    pub(crate) async fn begin_alone(&self, now: Timestamp) -> Result<Tx, StoreError> {
        let statement = match self.engine {
            Engine::Sqlite => "begin immediate",
            // A serializable one would see the database as it was before its turn.
            Engine::Postgres => "begin isolation level read committed",
        };
        let mut tx = Tx::new(self.pool.begin_with(statement).await?, self.engine, now)?;
        if self.engine == Engine::Postgres {
            // The lock goes with the transaction.
            tx.first(sql("select cast(pg_advisory_xact_lock(77) as text)")).await?;
        }
        Ok(tx)
    }

    /// Begins a unit of work that only reads: it sees one state of the database, and waits
    /// for nobody.
    pub async fn begin_reading(&self, now: Timestamp) -> Result<Tx, StoreError> {
        let statement = match self.engine {
            Engine::Sqlite => "begin",
            Engine::Postgres => "begin isolation level repeatable read read only",
        };
        Tx::new(self.pool.begin_with(statement).await?, self.engine, now)
    }

    /// Does a unit of work and keeps it; does it again from the start if it met another one,
    /// or if the database was gone before anything was kept.
    ///
    /// Where all of it must be [`Send`], as on the threads of a server, the work owns what it
    /// needs: `async move |tx: &mut Tx| …` with nothing borrowed.
    pub fn write<T, E: From<StoreError> + Passing>(
        &self,
        now: Timestamp,
        work: impl AsyncFn(&mut Tx) -> Result<T, E>,
    ) -> impl Future<Output = Result<T, E>> {
        // Whoever sends this to another thread cannot send a borrow of the database with it.
        let database = self.clone();
        async move {
            let mut pause = FIRST_PAUSE;
            for _ in 1..MOST_TRIES {
                match attempt(database.clone(), now, &work).await {
                    Err(error) if error.is_passing() => {
                        // Whoever holds what this work needs must be given time to finish.
                        tokio::time::sleep(pause).await;
                        pause *= 2;
                    }
                    done => return done,
                }
            }
            attempt(database, now, &work).await
        }
    }

    /// Closes every connection.
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// Closes every connection, and removes what was begun to be made unless it is whole.
    pub(crate) async fn close_and_remove_unless(self, is_whole: bool) {
        let (engine, path) = (self.engine, file(&self.place).to_owned());
        self.close().await;
        if is_whole || engine == Engine::Postgres {
            // What PostgreSQL did not commit is not there.
            return;
        }
        for end in ["", "-wal", "-shm"] {
            let mut name = path.clone().into_os_string();
            name.push(end);
            // What cannot be taken away is an empty database: it does no harm.
            let _ = fs::remove_file(name);
        }
    }

    async fn connect(place: &str, is_new: bool) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = engine(place);
        if engine == Engine::Sqlite && !is_new && !file(place).exists() {
            return Err(StoreError::Absent { place: shown(place) });
        }
        let (url, settings) = match engine {
            Engine::Sqlite => sqlite(place, is_new),
            Engine::Postgres => (place.to_owned(), String::new()),
        };
        // The pool would ask again for ten seconds, and then forget why.
        let mut first = AnyConnection::connect(&url).await?;
        prepare(&mut first, &settings).await?;
        first.close().await?;
        let options = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(move |connection, _| {
                let settings = settings.clone();
                Box::pin(async move { prepare(connection, &settings).await })
            })
            .after_release(|connection, _| Box::pin(is_free(connection)));
        let pool = options.connect(&url).await?;
        Ok(Self { pool, engine, place: place.to_owned() })
    }
}

/// Tells a connection how to behave.
async fn prepare(connection: &mut AnyConnection, settings: &str) -> Result<(), sqlx::Error> {
    if !settings.is_empty() {
        sqlx::raw_sql(AssertSqlSafe(settings.to_owned())).execute(connection).await?;
    }
    Ok(())
}

/// Whether a connection that nobody uses any more has ended its last work. SQLite ends some by
/// itself, as when the disk is full, and the driver does not see it: such a one is closed.
async fn is_free(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // The end may be on its way: the answer comes after it.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

async fn attempt<T, E: From<StoreError>>(
    database: Database,
    now: Timestamp,
    work: &impl AsyncFn(&mut Tx) -> Result<T, E>,
) -> Result<T, E> {
    let mut tx = database.begin(now).await?;
    let done = work(&mut tx).await?;
    tx.commit().await?;
    Ok(done)
}

/// An error after which the same work may be done again.
pub trait Passing {
    /// Whether it may.
    fn is_passing(&self) -> bool;
}

impl Passing for StoreError {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Busy | Self::Unreachable { .. })
    }
}

/// The engine of a place.
fn engine(place: &str) -> Engine {
    let is_server = ["postgres://", "postgresql://"].iter().any(|scheme| place.starts_with(scheme));
    if is_server { Engine::Postgres } else { Engine::Sqlite }
}

/// The file of a place, without the settings that tests add to it.
fn file(place: &str) -> &Path {
    Path::new(place.split_once('?').map_or(place, |(path, _)| path))
}

/// The address of a file for the driver, and what each connection to it is told first.
/// `?synchronous=normal` is for the test that shows what `full` protects from.
fn sqlite(place: &str, is_new: bool) -> (String, String) {
    let is_unsafe = place.ends_with("?synchronous=normal");
    let mode = if is_new { "rwc" } else { "rw" };
    let path = file(place).to_string_lossy();
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let synchronous = if is_unsafe { "normal" } else { "full" };
    let settings = format!(
        "pragma busy_timeout = {PATIENCE_MS}; pragma journal_mode = wal; \
         pragma synchronous = {synchronous}; pragma foreign_keys = on;"
    );
    (format!("sqlite://{escaped}?mode={mode}"), settings)
}

/// A place as it may be shown: without any password.
fn shown(place: &str) -> String {
    let Some((scheme, rest)) = place.split_once("://") else { return place.to_owned() };
    let rest = rest.split_once('?').map_or(rest, |(address, _)| address);
    match rest.rsplit_once('@') {
        Some((who, host)) => {
            let name = who.split_once(':').map_or(who, |(name, _)| name);
            format!("{scheme}://{name}@{host}")
        }
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_without_its_password() {
        assert_eq!(shown("postgres://ann:secret@db/x"), "postgres://ann@db/x");
        assert_eq!(shown("postgres://ann:se@cret@db/x"), "postgres://ann@db/x");
        assert_eq!(shown("postgres://db/x?user=ann&password=secret"), "postgres://db/x");
        assert_eq!(shown("metier.db"), "metier.db");
    }
}
