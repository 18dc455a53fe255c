//! A small campus: a school in Cholet with four learners of couture, three companies.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp, civil::date};
use network::Founding;
use placement::{
    campaign::{self, Files, Kept, RoundError},
    nouns::{offer, round},
};
use places::Places;
use records::{Field, Grant, Noun, Record, Scope, Sees, Surroundings, Unit, Value, Values};
use storage::{Database, Schema, Tx};
use uuid::Uuid;

pub(crate) const NOW: &str = "2026-06-03T08:00:00Z";

/// A campus in a database, and the coordinator who may do everything.
pub(crate) struct Campus {
    pub(crate) database: Database,
    pub(crate) scope: Scope,
    pub(crate) round: Uuid,
    pub(crate) learners: Vec<Uuid>,
    pub(crate) offers: Vec<Uuid>,
    pub(crate) companies: Vec<Uuid>,
    pub(crate) school: Uuid,
    class: Uuid,
    n_units: AtomicI64,
}

/// All the tables that placements need.
pub(crate) fn schema() -> Vec<Schema> {
    vec![
        storage::SCHEMA,
        records::SCHEMA,
        network::SCHEMA,
        catalogue::SCHEMA,
        learners::SCHEMA,
        placement::nouns::SCHEMA,
    ]
}

pub(crate) fn nouns() -> Vec<&'static Noun> {
    let of = [network::NOUNS, &catalogue::NOUNS, &learners::NOUNS, placement::nouns::NOUNS];
    of.concat()
}

pub(crate) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub(crate) fn on(day: i8) -> Surroundings {
    Surroundings { places: Places::embedded(), today: date(2026, 6, day) }
}

/// Somebody who may see and change every record.
pub(crate) fn everything(tenant: Uuid) -> Scope {
    let all = || Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() };
    let nobody = Scope::new(tenant, "claire@example.org", None);
    nouns().into_iter().fold(nobody, |scope, noun| scope.with(noun, all()))
}

fn values(noun: &'static Noun, said: Vec<(&'static Field, Value)>) -> Values {
    said.into_iter().fold(Values::blank(noun), |values, (field, value)| values.with(field, value))
}

/// A partner in Cholet.
fn partner(name: &str, kind: &str, siret: &str) -> Values {
    use network::partner;
    values(
        &partner::PARTNERS,
        vec![
            (&partner::NAME, name.into()),
            (&partner::KIND, kind.into()),
            (&partner::SIRET, siret.into()),
            (&partner::COMMUNE, "Cholet".into()),
            (&partner::EMAIL, "contact@example.org".into()),
        ],
    )
}

/// A class of couture.
fn class(unit: &mut Unit<'_>, tx: &Tx, school: Uuid) -> Uuid {
    use catalogue::{class, programme};
    let programme = values(
        &programme::PROGRAMMES,
        vec![
            (&programme::TITLE, "CAP Couture".into()),
            (&programme::SCHOOL, school.into()),
            (&programme::LEVEL, 3.into()),
            (&programme::MODE, "school".into()),
            (&programme::TRADES, "B1803".into()),
        ],
    );
    let programme = unit.create(tx, programme).unwrap();
    let class = values(
        &class::CLASSES,
        vec![
            (&class::NAME, "CAP1".into()),
            (&class::PROGRAMME, programme.into()),
            (&class::SCHOOL, school.into()),
            (&class::STARTS, date(2025, 9, 1).into()),
            (&class::ENDS, date(2026, 7, 4).into()),
        ],
    );
    unit.create(tx, class).unwrap()
}

fn round(reference: &str) -> Values {
    values(
        &round::ROUNDS,
        vec![
            (&round::REFERENCE, reference.into()),
            (&round::NAME, reference.into()),
            (&round::STARTS, date(2026, 6, 8).into()),
            (&round::ENDS, date(2026, 7, 3).into()),
        ],
    )
}

fn learner(name: &str, reach_min: i64, (school, class): (Uuid, Uuid)) -> Values {
    use learners::learner;
    values(
        &learner::LEARNERS,
        vec![
            (&learner::REFERENCE, name.into()),
            (&learner::LAST_NAME, "Martin".into()),
            (&learner::FIRST_NAME, name.into()),
            (&learner::BIRTH_DATE, date(2006, 3, 2).into()),
            (&learner::SCHOOL, school.into()),
            (&learner::CLASS, class.into()),
            (&learner::COMMUNE, "Cholet".into()),
            (&learner::REACH_MIN, reach_min.into()),
            (&learner::MODE, "car".into()),
        ],
    )
}

impl Campus {
    /// Four learners of couture; two places for them in Cholet, one in Angers which is too far
    /// for all but the third, who does not mind.
    pub(crate) async fn founded(place: &str) -> Self {
        let database = Database::create(place, &schema(), now()).await.unwrap();
        let founding = Founding {
            name: "Campus des Aiguilles",
            sector: "CREA",
            territory: None,
            excellence: None,
            coordinator: "Claire Morin",
            email: "claire@example.org",
        };
        let mut tx = database.begin(now()).await.unwrap();
        let scope = network::found(&mut tx, founding, &on(3)).await.unwrap();
        tx.commit().await.unwrap();
        let mut campus = Self {
            database,
            scope,
            round: Uuid::nil(),
            learners: vec![],
            offers: vec![],
            companies: vec![],
            school: Uuid::nil(),
            class: Uuid::nil(),
            n_units: AtomicI64::new(0),
        };
        campus.fill().await;
        campus
    }

    async fn fill(&mut self) {
        let mut tx = self.database.begin(now()).await.unwrap();
        let scope = everything(self.scope.tenant);
        let mut unit = Unit::new(&scope, "fill");
        self.school = unit.create(&tx, partner("Lycée des Aiguilles", "school", "")).unwrap();
        let class = class(&mut unit, &tx, self.school);
        for (name, reach) in [("Ada", 30), ("Bea", 30), ("Cleo", 120), ("Dina", 30)] {
            let learner = learner(name, reach, (self.school, class));
            self.learners.push(unit.create(&tx, learner).unwrap());
        }
        for (reference, name, siret) in [
            ("O1", "Atelier Bobine", "73282932000074"),
            ("O2", "Retouches du Mail", "55210055400013"),
            ("O3", "Manufacture d’Anjou", ""),
        ] {
            let company = partner(name, "company", siret);
            let company = match reference {
                "O3" => company.with(&network::partner::COMMUNE, "Angers"),
                _ => company,
            };
            self.companies.push(unit.create(&tx, company).unwrap());
            let offer = values(
                &offer::OFFERS,
                vec![
                    (&offer::REFERENCE, reference.into()),
                    (&offer::COMPANY, self.companies.last().copied().into()),
                    (&offer::TRADE, "B1803".into()),
                    (&offer::LEVELS, "3".into()),
                    (&offer::PLACES, 1.into()),
                ],
            );
            self.offers.push(unit.create(&tx, offer).unwrap());
        }
        self.class = class;
        self.round = unit.create(&tx, round("JUIN")).unwrap();
        unit.save(&mut tx, &on(3)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Begins a unit of work, a second after the last one.
    pub(crate) async fn begin(&self) -> Tx {
        let n_seconds = self.n_units.fetch_add(1, Ordering::Relaxed) + 1;
        let at = now() + SignedDuration::from_secs(n_seconds);
        self.database.begin(at).await.unwrap()
    }

    /// Plans the round on a day and keeps the plan.
    pub(crate) async fn plan(&self, day: i8) -> Result<Kept, RoundError> {
        let mut tx = self.begin().await;
        let gathered = campaign::gather(&mut tx, &self.scope, self.round).await?;
        let files = Files::of(&gathered, on(day).today);
        let made = campaign::make(files, &on(day).places, &|| false, &|_| ())?;
        campaign::keep(&mut tx, &self.scope, (self.round, "essai"), &made, &on(day)).await?;
        tx.commit().await.unwrap();
        let mut tx = self.begin().await;
        campaign::kept(&mut tx, &self.scope, self.round, None).await
    }

    /// Publishes the last plan.
    pub(crate) async fn publish(&self, day: i8) -> Result<campaign::Published, RoundError> {
        let mut tx = self.begin().await;
        let last = (self.round, None);
        let done = campaign::publish(&mut tx, &self.scope, last, false, &on(day)).await?;
        tx.commit().await.unwrap();
        Ok(done)
    }

    /// The placements of the round.
    pub(crate) async fn placements(&self) -> Vec<Record> {
        let mut tx = self.begin().await;
        let gathered = campaign::gather(&mut tx, &self.scope, self.round).await.unwrap();
        gathered.placements
    }

    /// Opens another round.
    pub(crate) async fn open(&self, reference: &str) -> Uuid {
        self.create(round(reference)).await
    }

    /// A learner more in the class.
    pub(crate) async fn arrive(&self, name: &str) -> Uuid {
        self.create(learner(name, 30, (self.school, self.class))).await
    }

    /// Changes what a record says.
    pub(crate) async fn say(&self, id: Uuid, field: &'static Field, value: impl Into<Value>) {
        let mut tx = self.begin().await;
        let scope = everything(self.scope.tenant);
        let noun = nouns().into_iter().find(|noun| noun.fields.iter().any(|own| own.is(field)));
        let record = records::find(&mut tx, &scope, noun.unwrap(), id).await.unwrap().unwrap();
        let values = record.values.clone().with(field, value);
        let mut unit = Unit::new(&scope, "edit");
        unit.edit(record, values);
        unit.save(&mut tx, &on(3)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Does one change.
    pub(crate) async fn create(&self, values: Values) -> Uuid {
        let mut tx = self.begin().await;
        let scope = everything(self.scope.tenant);
        let mut unit = Unit::new(&scope, "create");
        let id = unit.create(&tx, values).unwrap();
        unit.save(&mut tx, &on(3)).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}

/// Who goes where in a plan: learner and offer.
pub(crate) fn places_of(kept: &Kept) -> Vec<(&str, &str)> {
    let placements = kept.plan.placements.iter();
    placements.map(|p| (p.learner.as_str(), p.offer.as_str())).collect()
}
