//! Where a command works: a database that is open, a campus in it, who acts, the day.

use std::cell::RefCell;

use kernel::{InWords, Lang, fold, quoted};
use records::{RecordError, Scope, Surroundings};
use storage::{Database, Passing, StoreError, Tx, seal};
use uuid::Uuid;

use crate::args::Who;
use crate::exit::Failure;
use crate::{clock, nouns, points};

/// Where a command works.
pub(crate) struct Desk {
    pub(crate) database: Database,
    pub(crate) campus: Uuid,
    pub(crate) actor: String,
    pub(crate) surroundings: Surroundings,
    pub(crate) lang: Lang,
}

thread_local! {
    /// What this command opened.
    static OPENED: RefCell<Vec<Database>> = const { RefCell::new(vec![]) };
}

/// Runs the one task of a command, then closes what it opened: the file of the database is then
/// whole by itself, and can be copied.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let done = work.await;
        for database in OPENED.take() {
            database.close().await;
        }
        done
    })
}

/// A database that is closed when the command ends.
pub(crate) fn opened(database: Database) -> Database {
    OPENED.with_borrow_mut(|opened| opened.push(database.clone()));
    database
}

/// Opens the database that is meant.
pub(crate) async fn open(who: &Who) -> Result<Database, Failure> {
    let database = Database::open(&who.database, &nouns::schema(), clock::now()).await?;
    Ok(opened(database))
}

/// What a check of records may look at besides them.
pub(crate) fn surroundings(who: &Who, lang: Lang) -> Result<Surroundings, Failure> {
    let today = who.today.unwrap_or_else(|| clock::day(clock::now()));
    Ok(Surroundings { places: points::places(lang)?, today })
}

impl Desk {
    /// Opens the database for somebody, on the campus that is meant.
    pub(crate) async fn open(who: &Who, lang: Lang) -> Result<Self, Failure> {
        let actor = who.actor.clone().ok_or_else(|| nobody(lang))?;
        let database = open(who).await?;
        let campus = campus(&database, who.campus.as_deref(), lang).await?;
        Ok(Self { database, campus, actor, surroundings: surroundings(who, lang)?, lang })
    }

    /// Reads, as one unit of work.
    pub(crate) async fn read<T>(
        &self,
        work: impl AsyncFn(&mut Tx, &Scope) -> Result<T, RecordError>,
    ) -> Result<T, Failure> {
        self.read_or(work).await
    }

    /// The same, for work that may fail for reasons of its own.
    pub(crate) async fn read_or<T, E: From<StoreError>>(
        &self,
        work: impl AsyncFn(&mut Tx, &Scope) -> Result<T, E>,
    ) -> Result<T, Failure>
    where
        Failure: From<E>,
    {
        let mut tx = self.database.begin_reading(clock::now()).await?;
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
        self.write_or(work).await.map_err(Failure::from)
    }

    /// The same, for work that may fail for reasons of its own.
    pub(crate) async fn write_or<T, E: From<RecordError> + From<StoreError> + Passing>(
        &self,
        work: impl AsyncFn(&mut Tx, &Scope) -> Result<T, E>,
    ) -> Result<T, E> {
        let unit = async |tx: &mut Tx| {
            let scope = self.scope(tx).await?;
            work(tx, &scope).await
        };
        let done = self.database.write(clock::now(), unit).await?;
        seal(&self.database, self.campus, self.lang).await;
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
}

/// Seals the acts of a campus that are not sealed yet.
pub(crate) async fn seal(database: &Database, campus: Uuid, lang: Lang) {
    let sealed: Result<i64, StoreError> =
        database.write(clock::now(), async |tx: &mut Tx| seal::seal(tx, campus).await).await;
    if let Err(why) = sealed {
        // The work is kept; the next command seals what this one left.
        eprintln!("{}", unsealed(&why, lang));
    }
}

/// The campus of this name, or the only one.
async fn campus(database: &Database, name: Option<&str>, lang: Lang) -> Result<Uuid, Failure> {
    let mut tx = database.begin_reading(clock::now()).await?;
    let campuses = network::campuses(&mut tx).await?;
    tx.roll_back().await?;
    let is_meant = |known: &str| name.is_none_or(|name| fold(name) == fold(known));
    let meant: Vec<Uuid> =
        campuses.iter().filter(|(_, known)| is_meant(known)).map(|(id, _)| *id).collect();
    match meant[..] {
        [campus] => Ok(campus),
        _ => Err(Failure::Usage(which_campus(&campuses, name, lang))),
    }
}

fn which_campus(campuses: &[(Uuid, String)], name: Option<&str>, lang: Lang) -> String {
    let names = campuses.iter().map(|(_, name)| quoted(name, lang)).collect::<Vec<_>>().join(", ");
    match (campuses, name, lang) {
        ([], _, Lang::Fr) => "aucun campus dans cette base\u{a0}: créez-en un avec metier init \
                              --beside"
            .to_owned(),
        ([], _, Lang::En) => {
            "no campus in this database: create one with metier init --beside".to_owned()
        }
        (_, Some(name), Lang::Fr) => {
            format!(
                "--campus\u{a0}: {} n’est pas ici\u{a0}; il y a\u{a0}: {names}",
                quoted(name, lang)
            )
        }
        (_, Some(name), Lang::En) => {
            format!("--campus: {} is not here; there are: {names}", quoted(name, lang))
        }
        (_, None, Lang::Fr) => {
            format!("dites de quel campus il s’agit avec --campus\u{a0}: {names}")
        }
        (_, None, Lang::En) => format!("say which campus is meant with --campus: {names}"),
    }
}

fn nobody(lang: Lang) -> Failure {
    Failure::Usage(match lang {
        Lang::Fr => {
            "dites qui agit\u{a0}: --as adresse@exemple.fr, ou la variable METIER_AS".to_owned()
        }
        Lang::En => "say who acts: --as address@example.org, or the variable METIER_AS".to_owned(),
    })
}

fn unsealed(why: &StoreError, lang: Lang) -> String {
    let why = why.in_words(lang);
    match lang {
        Lang::Fr => format!(
            "c’est enregistré\u{a0}; le journal sera scellé par la prochaine commande ({why})"
        ),
        Lang::En => format!("it is saved; the next command will seal the journal ({why})"),
    }
}
