//! A campus with two schools that have classes, and the staff of one of them.

use catalogue::{CLASSES, PROGRAMMES, class, programme};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use learners::{LEARNERS, learner};
use network::{
    Founding, found,
    partner::{self, PARTNERS},
    person::{self, PEOPLE},
    role::{self, ROLES},
};
use places::Places;
use records::{
    Asked, Done, Grant, Noun, Record, RecordError, Scope, Sees, Surroundings, Unit, Values, page,
};
use storage::{Database, Tx};
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2026, 6, 3);

/// A campus on a database.
pub(crate) struct Ground {
    pub(crate) database: Database,
    pub(crate) now: Timestamp,
    pub(crate) around: Surroundings,
    /// Somebody who may do everything.
    pub(crate) anybody: Scope,
    /// The administrator of the first school.
    pub(crate) staff: Scope,
    pub(crate) schools: [Uuid; 2],
    /// Two of the first school, the second of which begins in September, and one of the second.
    pub(crate) classes: [Uuid; 3],
}

/// All nouns of the campus.
pub(crate) fn nouns() -> Vec<&'static Noun> {
    let network = network::NOUNS.iter().copied();
    network.chain(catalogue::NOUNS).chain(learners::NOUNS).collect()
}

pub(crate) async fn ground(place: &str) -> Ground {
    let now: Timestamp = "2026-06-03T08:00:00Z".parse().unwrap();
    let schema =
        [storage::SCHEMA, records::SCHEMA, network::SCHEMA, catalogue::SCHEMA, learners::SCHEMA];
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
    let founded = founded.await.unwrap();
    let all = || Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() };
    let anybody = nouns().into_iter().fold(founded, |scope, noun| scope.with(noun, all()));
    let staff = anybody.clone();
    let (schools, classes) = ([Uuid::nil(); 2], [Uuid::nil(); 3]);
    let mut ground = Ground { database, now, around, anybody, staff, schools, classes };
    ground.open_schools().await;
    ground
}

impl Ground {
    async fn open_schools(&mut self) {
        for (at, name) in ["Lycée Tisserand", "Lycée Bastide"].into_iter().enumerate() {
            let school = Values::blank(&PARTNERS)
                .with(&partner::REFERENCE, format!("S{at}").as_str())
                .with(&partner::NAME, name)
                .with(&partner::KIND, "school");
            self.schools[at] = self.keep(school).await.unwrap();
        }
        let year = [date(2025, 9, 1), date(2026, 7, 3)];
        let next = [date(2026, 9, 1), date(2027, 7, 2)];
        let classes = [(0, "1COU", year), (0, "2COU", next), (1, "1MAR", year)];
        for (at, (school, name, [starts, ends])) in classes.into_iter().enumerate() {
            let programme = Values::blank(&PROGRAMMES)
                .with(&programme::TITLE, format!("CAP de {name}").as_str())
                .with(&programme::SCHOOL, self.schools[school])
                .with(&programme::LEVEL, 3)
                .with(&programme::MODE, "school")
                .with(&programme::TRADES, "B1803 Couture|B1805");
            let programme = self.keep(programme).await.unwrap();
            let class = Values::blank(&CLASSES)
                .with(&class::NAME, name)
                .with(&class::PROGRAMME, programme)
                .with(&class::SCHOOL, self.schools[school])
                .with(&class::STARTS, starts)
                .with(&class::ENDS, ends);
            self.classes[at] = self.keep(class).await.unwrap();
        }
        let person = Values::blank(&PEOPLE)
            .with(&person::NAME, "Léa Morin")
            .with(&person::EMAIL, "lea@exemple.fr");
        let person = self.keep(person).await.unwrap();
        let role = Values::blank(&ROLES)
            .with(&role::PERSON, person)
            .with(&role::ROLE, "school_administrator")
            .with(&role::PARTNER, self.schools[0]);
        self.keep(role).await.unwrap();
        let mut tx = self.reading().await;
        let tenant = self.anybody.tenant;
        self.staff = network::scope(&mut tx, tenant, "lea@exemple.fr", TODAY).await.unwrap();
    }

    /// A learner of the first school, of age, in its first class.
    pub(crate) fn adult(&self) -> Values {
        Values::blank(&LEARNERS)
            .with(&learner::REFERENCE, "E1")
            .with(&learner::LAST_NAME, "Boutet")
            .with(&learner::FIRST_NAME, "Inès")
            .with(&learner::BIRTH_DATE, date(2006, 3, 1))
            .with(&learner::SCHOOL, self.schools[0])
            .with(&learner::CLASS, self.classes[0])
            .with(&learner::STATUS, "pupil")
    }

    /// Keeps a new record.
    pub(crate) async fn keep(&self, values: Values) -> Result<Uuid, RecordError> {
        let done = self.act(&self.anybody, self.around.today, async |unit, tx| {
            Ok(unit.create(tx, values.clone())?)
        });
        done.await.map(|(id, _)| id)
    }

    /// Changes a record on a day.
    pub(crate) async fn edit_on(
        &self,
        today: Date,
        id: Uuid,
        change: impl Fn(Values) -> Values,
    ) -> Result<Done, RecordError> {
        let done = self.act(&self.staff, today, async |unit, tx| {
            let record = records::find(tx, &self.staff, &LEARNERS, id).await?.unwrap();
            let after = change(record.values.clone());
            unit.edit(record, after);
            Ok(())
        });
        done.await.map(|((), done)| done)
    }

    /// Removes a learner.
    pub(crate) async fn remove(&self, id: Uuid) -> Result<Done, RecordError> {
        let done = self.act(&self.staff, TODAY, async |unit, tx| {
            unit.remove(records::find(tx, &self.staff, &LEARNERS, id).await?.unwrap());
            Ok(())
        });
        done.await.map(|((), done)| done)
    }

    /// Undoes an act.
    pub(crate) async fn undo(&self, done: &Done) -> Done {
        let (act, nouns) = (done.act.unwrap(), nouns());
        let undone = self.database.write(self.now, async |tx: &mut Tx| {
            records::undo(tx, &self.staff, act, &nouns, &self.around).await
        });
        undone.await.unwrap()
    }

    /// All the records of a noun.
    pub(crate) async fn all(&self, noun: &'static Noun) -> Vec<Record> {
        let mut tx = self.reading().await;
        page(&mut tx, &self.anybody, noun, &Asked::default()).await.unwrap().records
    }

    /// A unit of work that only reads.
    pub(crate) async fn reading(&self) -> Tx {
        self.database.begin_reading(self.now).await.unwrap()
    }

    async fn act<T>(
        &self,
        scope: &Scope,
        today: Date,
        work: impl AsyncFn(&mut Unit<'_>, &mut Tx) -> Result<T, RecordError>,
    ) -> Result<(T, Done), RecordError> {
        let around = Surroundings { today, ..self.around.clone() };
        let done = self.database.write(self.now, async |tx: &mut Tx| {
            let mut unit = Unit::new(scope, "test");
            let made = work(&mut unit, tx).await?;
            Ok((made, unit.save(tx, &around).await?))
        });
        done.await
    }
}
