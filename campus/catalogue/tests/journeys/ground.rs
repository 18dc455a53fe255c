//! A campus with two schools, on a fresh database.

use jiff::{Timestamp, civil::Date};
use network::{
    Founding, found,
    partner::{self, PARTNERS},
    person::PEOPLE,
};
use places::Places;
use records::{Done, Grant, Noun, RecordError, Scope, Sees, Surroundings, Unit, Values};
use storage::{Database, Tx};
use uuid::Uuid;

/// A campus on a database.
pub(crate) struct Ground {
    pub(crate) database: Database,
    pub(crate) scope: Scope,
    pub(crate) around: Surroundings,
    pub(crate) now: Timestamp,
    pub(crate) schools: [Uuid; 2],
}

pub(crate) const TODAY: Date = jiff::civil::date(2026, 6, 3);

/// All nouns that a test may change.
pub(crate) fn nouns() -> Vec<&'static Noun> {
    [&PARTNERS, &PEOPLE].into_iter().chain(catalogue::NOUNS).collect()
}

/// Two schools, and somebody who may do everything.
pub(crate) async fn ground(place: &str) -> Ground {
    let now: Timestamp = "2026-06-03T08:00:00Z".parse().unwrap();
    let schema = [storage::SCHEMA, records::SCHEMA, network::SCHEMA, catalogue::SCHEMA];
    let database = Database::create(place, &schema, now).await.unwrap();
    let around = Surroundings { places: Places::embedded(), today: TODAY };
    let founding = Founding {
        name: "Campus d’essai",
        sector: "CREA",
        territory: None,
        excellence: None,
        coordinator: "Ann Martin",
        email: "ann@exemple.fr",
    };
    let founded = database.write(now, async |tx: &mut Tx| found(tx, founding, &around).await);
    // The coordinator, who may here write what is the schools' too.
    let scope = founded.await.unwrap();
    let scope = catalogue::NOUNS.iter().fold(scope, |scope, noun| scope.with(noun, all()));
    let mut ground = Ground { database, scope, around, now, schools: [Uuid::nil(); 2] };
    for (at, name) in ["Lycée Tisserand", "Lycée Bastide"].into_iter().enumerate() {
        let school = Values::blank(&PARTNERS)
            .with(&partner::REFERENCE, format!("S{at}").as_str())
            .with(&partner::NAME, name)
            .with(&partner::KIND, "school");
        ground.schools[at] = ground.keep(school).await.unwrap();
    }
    ground
}

/// The right to see and change everything.
pub(crate) fn all() -> Grant {
    Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() }
}

impl Ground {
    /// Keeps a new record.
    pub(crate) async fn keep(&self, values: Values) -> Result<Uuid, RecordError> {
        self.act(async |unit, tx| Ok(unit.create(tx, values.clone())?)).await.map(|(id, _)| id)
    }

    /// Changes a record.
    pub(crate) async fn edit(
        &self,
        noun: &'static Noun,
        id: Uuid,
        change: impl Fn(Values) -> Values,
    ) -> Result<Done, RecordError> {
        let done = self.act(async |unit, tx| {
            let record = records::find(tx, &self.scope, noun, id).await?.unwrap();
            let after = change(record.values.clone());
            unit.edit(record, after);
            Ok(())
        });
        done.await.map(|((), done)| done)
    }

    /// Removes a record.
    pub(crate) async fn remove(&self, noun: &'static Noun, id: Uuid) -> Result<Done, RecordError> {
        let done = self.act(async |unit, tx| {
            unit.remove(records::find(tx, &self.scope, noun, id).await?.unwrap());
            Ok(())
        });
        done.await.map(|((), done)| done)
    }

    /// Undoes an act.
    pub(crate) async fn undo(&self, done: &Done) -> Done {
        let (act, nouns) = (done.act.unwrap(), nouns());
        let undone = self.database.write(self.now, async |tx: &mut Tx| {
            records::undo(tx, &self.scope, act, &nouns, &self.around).await
        });
        undone.await.unwrap()
    }

    /// What a record says, if it is there.
    pub(crate) async fn find(&self, noun: &'static Noun, id: Uuid) -> Option<Values> {
        let mut tx = self.reading().await;
        records::find(&mut tx, &self.scope, noun, id).await.unwrap().map(|record| record.values)
    }

    /// A unit of work that only reads.
    pub(crate) async fn reading(&self) -> Tx {
        self.database.begin_reading(self.now).await.unwrap()
    }

    async fn act<T>(
        &self,
        work: impl AsyncFn(&mut Unit<'_>, &mut Tx) -> Result<T, RecordError>,
    ) -> Result<(T, Done), RecordError> {
        let done = self.database.write(self.now, async |tx: &mut Tx| {
            let mut unit = Unit::new(&self.scope, "test");
            let made = work(&mut unit, tx).await?;
            Ok((made, unit.save(tx, &self.around).await?))
        });
        done.await
    }
}
