//! A unit of work: all of it is kept, or nothing.

use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::TryStreamExt;
use jiff::Timestamp;
use sqlx::{Any, AssertSqlSafe, Transaction, any::AnyArguments, query::Query};
use uuid::Uuid;

use crate::{Engine, Row, Sql, StoreError, sql::query};

/// A unit of work on the database: all of it is kept by [`Tx::commit`], or nothing.
pub struct Tx {
    inner: Transaction<'static, Any>,
    engine: Engine,
    now: Timestamp,
    n_statements: u64,
    first_id: Uuid,
    after_first: AtomicU64,
    is_over: bool,
}

impl Tx {
    pub(crate) fn new(
        inner: Transaction<'static, Any>,
        engine: Engine,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let first_id = first_id(now)?;
        let after_first = AtomicU64::new(0);
        Ok(Self { inner, engine, now, n_statements: 0, first_id, after_first, is_over: false })
    }

    /// The instant of the request: one unit of work happens at one instant.
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// Which engine it is on.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// How many statements were sent so far: tests count them, so that no verb asks in a loop.
    #[must_use]
    pub const fn n_statements(&self) -> u64 {
        self.n_statements
    }

    /// A new identifier; later ones sort after, so that rows go in at the end of their index.
    pub fn new_id(&self) -> Result<Uuid, StoreError> {
        let step = u32::from_be_bytes(random()?);
        let after = self.after_first.fetch_add(1 + u64::from(step), Ordering::Relaxed);
        Ok(Uuid::from_u128(self.first_id.as_u128() + u128::from(after)))
    }

    /// All the rows of a statement.
    pub async fn all(&mut self, sql: Sql) -> Result<Vec<Row>, StoreError> {
        let query = self.query(sql)?;
        let done = query.fetch_all(&mut *self.inner).await;
        let rows = self.noted(done)?;
        Ok(rows.into_iter().map(Row).collect())
    }

    /// Calls for each row of a statement as it comes.
    pub async fn each(
        &mut self,
        sql: Sql,
        mut with: impl FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let query = self.query(sql)?;
        let mut rows = query.fetch(&mut *self.inner);
        let failed = loop {
            match rows.try_next().await {
                Ok(Some(row)) => with(Row(row))?,
                Ok(None) => return Ok(()),
                Err(error) => break error,
            }
        };
        drop(rows);
        self.noted(Err(failed))
    }

    /// The first row of a statement, if there is one.
    pub async fn first(&mut self, sql: Sql) -> Result<Option<Row>, StoreError> {
        let query = self.query(sql)?;
        let done = query.fetch_optional(&mut *self.inner).await;
        Ok(self.noted(done)?.map(Row))
    }

    /// Runs a statement and says how many rows it changed.
    pub async fn run(&mut self, sql: Sql) -> Result<u64, StoreError> {
        let query = self.query(sql)?;
        let done = query.execute(&mut *self.inner).await;
        Ok(self.noted(done)?.rows_affected())
    }

    /// Runs several statements without arguments.
    pub(crate) async fn script(&mut self, text: &str) -> Result<(), StoreError> {
        let done = sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(&mut *self.inner).await;
        self.noted(done).map(drop)
    }

    /// Keeps the work. If the connection breaks here, nobody knows whether it was kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.check_going_on()?;
        self.inner.commit().await.map_err(|error| match StoreError::from(error) {
            StoreError::Unreachable { .. } => StoreError::Unsure,
            other => other,
        })
    }

    /// Drops the work, and says so to the database at once.
    pub async fn roll_back(self) -> Result<(), StoreError> {
        Ok(self.inner.rollback().await?)
    }

    fn query(&mut self, sql: Sql) -> Result<Query<'static, Any, AnyArguments>, StoreError> {
        self.check_going_on()?;
        self.n_statements += 1;
        Ok(query(sql, self.engine))
    }

    /// Notes what ends a unit of work: SQLite would take each later statement for one of its own.
    fn noted<T>(&mut self, done: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        done.map_err(|error| {
            let error = StoreError::from(error);
            self.is_over |= !matches!(error, StoreError::Forbidden { .. } | StoreError::Engine(_));
            error
        })
    }

    fn check_going_on(&self) -> Result<(), StoreError> {
        if self.is_over {
            return Err(StoreError::Unreachable { why: "the unit of work has failed".to_owned() });
        }
        Ok(())
    }
}

/// The first identifier of a unit of work.
fn first_id(now: Timestamp) -> Result<Uuid, StoreError> {
    let ms = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let mut random = random::<10>()?;
    // Steps of 32 bits, five hundred million times, do not carry into the time.
    random[2] &= 0x1f;
    Ok(uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid())
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|why| StoreError::File { path: "getrandom".to_owned(), why: why.to_string() })?;
    Ok(bytes)
}
