//! Where a command works: a database that is open, a campus in it, who acts, the day.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{InWords, Lang, quoted};
use records::{RecordError, Scope, Surroundings};
use storage::{Database, StoreError, Tx, seal};
use uuid::Uuid;

use crate::args::Place;
use crate::exit::Failure;
use crate::{clock, nouns, points};

/// Where a command works.
pub(crate) struct Desk {
    pub(crate) database: Database,
    pub(crate) campus: Uuid,
    pub(crate) actor: String,
    pub(crate) surroundings: Surroundings,
    pub(crate) now: Timestamp,
    pub(crate) lang: Lang,
}

/// Runs the one task of a command.
pub(crate) fn block_on<T>(
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(work)
}

/// The database of a command, and the instant of its opening.
pub(crate) async fn open(desk: &args::Desk) -> Result<(Database, Timestamp), Failure> {
    let now = clock::now();
    Ok((Database::open(&desk.database, &nouns::schema(), now).await?, now))
}

impl Desk {
    /// Opens the database for somebody, on the campus that is meant.
    pub(crate) async fn open(typed: &args::Desk, lang: Lang) -> Result<Self, Failure> {
        let actor = typed.actor.clone().ok_or_else(|| nobody(lang))?;
        let (database, now) = open(typed).await?;
        let campus = campus(&database, typed.campus.as_deref(), now, lang).await?;
        let today = typed.today.unwrap_or_else(|| clock::day(now));
        let surroundings = Surroundings { places: points::places(lang)?, today };
        Ok(Self { database, campus, actor, surroundings, now, lang })
    }

    /// The same desk for somebody else.
    pub(crate) fn as_somebody(&mut self, actor: &str) {
        actor.clone_into(&mut self.actor);
    }

    /// Reads, as one unit of work.
    pub(crate) async fn read<T>(
        &self,
        work: impl AsyncFn(&mut Tx, &Scope) -> Result<T, RecordError>,
    ) -> Result<T, Failure> {
        let mut tx = self.database.begin_reading(self.now).await?;
        let scope = self.scope(&mut tx).await?;
        let read = work(&mut tx, &scope).await;
        tx.roll_back().await?;
        Ok(read?)
    }

    /// Changes, as one unit of work; then seals the journal.
    pub(crate) async fn write<T>(
        &self,
        work: impl AsyncFn(&mut Tx, &Scope) -> Result<T, RecordError>,
    ) -> Result<T, Failure> {
        let unit = async |tx: &mut Tx| {
            let scope = self.scope(tx).await?;
            work(tx, &scope).await
        };
        let done = self.database.write(self.now, unit).await?;
        self.seal().await;
        Ok(done)
    }

    /// Reads what may be about people: then that it was read is written.
    pub(crate) async fn look<T>(
        &self,
        is_personal: bool,
        work: impl AsyncFn(&mut Tx, &Scope) -> Result<T, RecordError>,
    ) -> Result<T, Failure> {
        if is_personal { self.write(work).await } else { self.read(work).await }
    }

    async fn scope(&self, tx: &mut Tx) -> Result<Scope, RecordError> {
        nouns::scope(tx, self.campus, &self.actor, self.surroundings.today).await
    }

    async fn seal(&self) {
        let now = clock::now();
        let sealed: Result<i64, StoreError> =
            self.database.write(now, async |tx: &mut Tx| seal::seal(tx, self.campus).await).await;
        if let Err(why) = sealed {
            // The work is kept; the next command seals what this one left.
            eprintln!("{}", unsealed(&why, self.lang));
        }
    }
}
