//! A campus with two schools and two companies, and whoever a test needs in it.

use jiff::{Timestamp, civil::Date, civil::date};
use network::{
    Founding,
    partner::{self, PARTNERS},
    person::{self, PEOPLE},
    role::{self, ROLES, Role},
};
use places::Places;
use records::{Done, Grant, Noun, Record, RecordError, Scope, Sees, Surroundings, Unit, Values};
use storage::{Database, Schema, Tx};
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2026, 6, 3);

pub(crate) struct Ground {
    pub(crate) database: Database,
    pub(crate) around: Surroundings,
    pub(crate) now: Timestamp,
    /// Somebody who may do everything, as nobody really may.
    pub(crate) keeper: Scope,
    pub(crate) school_a: Uuid,
    pub(crate) school_b: Uuid,
    pub(crate) company_x: Uuid,
    pub(crate) company_y: Uuid,
}

/// A campus run by `ann@exemple.fr`; school A made company X known, school B company Y.
pub(crate) async fn ground(place: &str) -> Ground {
    ground_with(place, &[]).await
}

/// The same, with tables of later crates.
pub(crate) async fn ground_with(
    place: &str,
    more: &[(Schema, &'static [&'static Noun])],
) -> Ground {
    let now: Timestamp = "2026-06-03T08:00:00Z".parse().unwrap();
    let own = [storage::SCHEMA, records::SCHEMA, network::SCHEMA];
    let schema: Vec<Schema> =
        own.into_iter().chain(more.iter().map(|(schema, _)| *schema)).collect();
    let database = Database::create(place, &schema, now).await.unwrap();
    let around = Surroundings { places: Places::embedded(), today: TODAY };
    let begun =
        database.write(now, async |tx: &mut Tx| network::found(tx, founding(), &around).await);
    let tenant = begun.await.unwrap().tenant;
    let nouns = network::NOUNS.iter().chain(more.iter().flat_map(|(_, nouns)| *nouns));
    let keeper = Scope::new(tenant, "keeper@exemple.fr", None);
    let keeper = nouns.fold(keeper, |scope, noun| scope.with(noun, all()));
    let [school_a, school_b, company_x, company_y] = [Uuid::nil(); 4];
    let mut ground =
        Ground { database, around, now, keeper, school_a, school_b, company_x, company_y };
    ground.school_a = ground.keep(partner_called("Lycée Tisserand", "school", None)).await;
    ground.school_b = ground.keep(partner_called("Lycée Bastide", "school", None)).await;
    let x = partner_called("Maison Xavière", "company", Some(ground.school_a));
    ground.company_x = ground.keep(x).await;
    let y = partner_called("Ateliers Yvon", "company", Some(ground.school_b));
    ground.company_y = ground.keep(y).await;
    ground
}

fn founding() -> Founding<'static> {
    Founding {
        name: "Campus d’essai",
        sector: "CREA",
        territory: Some("Pays de la Loire"),
        excellence: Some(true),
        coordinator: "Ann Martin",
        email: "Ann@exemple.fr",
    }
}

/// The right to see and change everything.
fn all() -> Grant {
    Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() }
}

pub(crate) fn partner_called(name: &str, kind: &str, brought_by: Option<Uuid>) -> Values {
    Values::blank(&PARTNERS)
        .with(&partner::NAME, name)
        .with(&partner::KIND, kind)
        .with(&partner::BROUGHT_BY, brought_by)
}

pub(crate) fn person_at(email: &str, partner: Option<Uuid>) -> Values {
    Values::blank(&PEOPLE)
        .with(&person::NAME, email.split('@').next().unwrap())
        .with(&person::EMAIL, email)
        .with(&person::PARTNER, partner)
}

pub(crate) fn role_of(person: Uuid, role: Role, partner: Option<Uuid>) -> Values {
    Values::blank(&ROLES)
        .with(&role::PERSON, person)
        .with(&role::ROLE, role.code())
        .with(&role::PARTNER, partner)
}

impl Ground {
    /// Keeps a new record, whoever may.
    pub(crate) async fn keep(&self, values: Values) -> Uuid {
        self.create(&self.keeper, values).await.unwrap()
    }

    /// Adds a person with a role.
    pub(crate) async fn engage(&self, email: &str, role: Role, partner: Option<Uuid>) -> Uuid {
        let person = self.keep(person_at(email, partner)).await;
        self.keep(role_of(person, role, partner)).await;
        person
    }

    /// What the person of this address may do.
    pub(crate) async fn acting(&self, email: &str) -> Scope {
        self.acting_on(email, TODAY).await.unwrap()
    }

    /// What the person of this address may do on a day.
    pub(crate) async fn acting_on(&self, email: &str, day: Date) -> Result<Scope, RecordError> {
        let mut tx = self.reading().await;
        network::scope(&mut tx, self.keeper.tenant, email, day).await
    }

    /// Makes a record as somebody.
    pub(crate) async fn create(&self, scope: &Scope, values: Values) -> Result<Uuid, RecordError> {
        let done = self.database.write(self.now, async |tx: &mut Tx| {
            let mut unit = Unit::new(scope, "add");
            let id = unit.create(tx, values.clone())?;
            unit.save(tx, &self.around).await?;
            Ok(id)
        });
        done.await
    }

    /// Changes a record as somebody, from what the keeper sees of it.
    pub(crate) async fn edit(
        &self,
        scope: &Scope,
        (noun, id): (&'static Noun, Uuid),
        change: impl Fn(Values) -> Values,
    ) -> Result<Done, RecordError> {
        let done = self.database.write(self.now, async |tx: &mut Tx| {
            let record = records::find(tx, &self.keeper, noun, id).await?.unwrap();
            let after = change(record.values.clone());
            let mut unit = Unit::new(scope, "edit");
            unit.edit(record, after);
            unit.save(tx, &self.around).await
        });
        done.await
    }

    /// Removes a record as somebody.
    pub(crate) async fn remove(
        &self,
        scope: &Scope,
        (noun, id): (&'static Noun, Uuid),
    ) -> Result<Done, RecordError> {
        let done = self.database.write(self.now, async |tx: &mut Tx| {
            let mut unit = Unit::new(scope, "remove");
            unit.remove(records::find(tx, &self.keeper, noun, id).await?.unwrap());
            unit.save(tx, &self.around).await
        });
        done.await
    }

    /// Undoes an act as somebody.
    pub(crate) async fn undo(&self, scope: &Scope, done: &Done) -> Result<Done, RecordError> {
        let act = done.act.unwrap();
        let undone = self.database.write(self.now, async |tx: &mut Tx| {
            records::undo(tx, scope, act, network::NOUNS, &self.around).await
        });
        undone.await
    }

    /// A record as somebody sees it.
    pub(crate) async fn find(
        &self,
        scope: &Scope,
        noun: &'static Noun,
        id: Uuid,
    ) -> Option<Record> {
        let mut tx = self.reading().await;
        records::find(&mut tx, scope, noun, id).await.unwrap()
    }

    /// A unit of work that only reads.
    pub(crate) async fn reading(&self) -> Tx {
        self.database.begin_reading(self.now).await.unwrap()
    }
}
