//! A sample: shops, the goods that each owns, the people who work there.

use std::cell::Cell;

use jiff::{SignedDuration, Timestamp, civil::date};
use places::Places;
use records::{
    Choice, Done, Field, Grant, Noun, Record, RecordError, Scope, Sees, Surroundings, Unfit, Unit,
    Values, Words, find, locate, sound,
};
use storage::{Database, Schema, Sql, Tx, sql};
use uuid::Uuid;

pub(crate) mod shops {
    use super::{Field, Noun, Words, locate};

    pub(crate) static CODE: Field = Field::code("code", "code", "code", super::capitals).unique();
    pub(crate) static NAME: Field =
        Field::text("name", "nom", "name").required().also(&["raison sociale"]);
    pub(crate) static COMMUNE: Field = Field::text("commune", "commune", "commune");
    pub(crate) static LAT: Field = Field::decimal("lat", "latitude", "latitude", (-90.0, 90.0));
    pub(crate) static LON: Field = Field::decimal("lon", "longitude", "longitude", (-180.0, 180.0));
    pub(crate) static STAFF: Field = Field::whole("staff", "effectif", "headcount", (0, 1_000_000));
    pub(crate) static TRADES: Field = Field::list("trades", "métiers", "trades");
    pub(crate) static FOUND_BY: Field = Field::link("found_by", "trouvé par", "found by", &SHOPS);

    pub(crate) static SHOPS: Noun = Noun {
        table: "sample_shops",
        one: Words::new("boutique", "shop"),
        many: Words::new("boutiques", "shops"),
        fields: &[&CODE, &NAME, &COMMUNE, &LAT, &LON, &STAFF, &TRADES, &FOUND_BY],
        keys: &[&CODE],
        title: &[&NAME],
        searched: &[&NAME, &TRADES, &COMMUNE],
        owner: None,
        brought_by: None,
        is_personal: false,
        check: |values, surroundings| locate(values, (&COMMUNE, &LAT, &LON), surroundings),
        follow: None,
    };
}

pub(crate) mod goods {
    use super::{Field, KINDS, Noun, Words, shops::SHOPS, sound};

    pub(crate) static REFERENCE: Field = Field::text("reference", "référence", "reference");
    pub(crate) static SHOP: Field = Field::link("shop", "boutique", "shop", &SHOPS).required();
    pub(crate) static NAME: Field = Field::text("name", "désignation", "name").required();
    pub(crate) static KIND: Field = Field::one_of("kind", "genre", "kind", KINDS).required();
    pub(crate) static COLOURS: Field = Field::list("colours", "couleurs", "colours");
    pub(crate) static PRICE: Field = Field::decimal("price", "prix", "price", (0.0, 1e9));
    pub(crate) static STOCK: Field = Field::whole("stock", "stock", "stock", (0, 100_000));
    pub(crate) static MADE_ON: Field = Field::day("made_on", "fait le", "made on");
    pub(crate) static SHARED: Field = Field::yes_no("shared", "partagé", "shared");
    pub(crate) static NOTE: Field = Field::note("note", "remarque", "note");

    pub(crate) static GOODS: Noun = Noun {
        table: "sample_goods",
        one: Words::new("article", "article"),
        many: Words::new("articles", "goods"),
        fields: &[
            &REFERENCE, &SHOP, &NAME, &KIND, &COLOURS, &PRICE, &STOCK, &MADE_ON, &SHARED, &NOTE,
        ],
        keys: &[&REFERENCE],
        title: &[&NAME],
        searched: &[&NAME, &REFERENCE],
        owner: Some(&SHOP),
        brought_by: None,
        is_personal: false,
        check: sound,
        follow: Some(super::stock_of_the_shop),
    };
}

pub(crate) mod people {
    use super::{Field, Noun, Words, shops::SHOPS, sound};

    pub(crate) static EMAIL: Field = Field::text("email", "courriel", "e-mail").required().unique();
    pub(crate) static NAME: Field = Field::text("name", "nom", "name").required();
    pub(crate) static SHOP: Field = Field::link("shop", "boutique", "shop", &SHOPS);
    pub(crate) static PHONE: Field = Field::text("phone", "téléphone", "phone");

    pub(crate) static PEOPLE: Noun = Noun {
        table: "sample_people",
        one: Words::new("personne", "person"),
        many: Words::new("personnes", "people"),
        fields: &[&EMAIL, &NAME, &SHOP, &PHONE],
        keys: &[&EMAIL],
        title: &[&NAME],
        searched: &[&NAME],
        owner: Some(&SHOP),
        brought_by: None,
        is_personal: true,
        check: sound,
        follow: None,
    };
}

pub(crate) use goods::GOODS;
pub(crate) use people::PEOPLE;
pub(crate) use shops::SHOPS;

pub(crate) static KINDS: &[Choice] = &[
    Choice::new("tool", "outil", "tool"),
    Choice::new("cloth", "étoffe", "cloth"),
    Choice::new("thread", "fil", "thread"),
];

pub(crate) static NOUNS: [&Noun; 3] = [&SHOPS, &GOODS, &PEOPLE];

const SCHEMA: Schema = Schema { name: "sample", steps: &[include_str!("shop.sql")] };

fn capitals(typed: &str) -> Result<String, Unfit> {
    if typed.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(typed.to_ascii_uppercase());
    }
    Err(Unfit::new("des lettres et des chiffres", "letters and digits"))
}

/// No shop keeps more than a thousand of what is not shared: a rule across records, though
/// this one needs no other.
fn stock_of_the_shop<'a>(
    _: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    _: &'a Surroundings,
) -> records::Following<'a> {
    Box::pin(async move {
        let too_many = unit.touched(&GOODS).filter(|touched| {
            let Some(after) = touched.after else { return false };
            after.whole(&goods::STOCK).is_some_and(|stock| 99_000 < stock)
        });
        let flaw = || records::Flaw::on(&goods::STOCK, "stock trop grand", "too much in stock");
        Ok(too_many.map(|touched| (touched.id, flaw())).collect())
    })
}

/// A database with the sample's tables, and the instant of the next act.
pub(crate) struct Desk {
    pub(crate) database: Database,
    pub(crate) surroundings: Surroundings,
    pub(crate) tenant: Uuid,
    now: Cell<Timestamp>,
}

impl Desk {
    pub(crate) async fn open(place: &str) -> Self {
        let now: Timestamp = "2026-06-03T08:00:00Z".parse().unwrap();
        let schema = [storage::SCHEMA, records::SCHEMA, SCHEMA];
        let database = Database::create(place, &schema, now).await.unwrap();
        let surroundings = Surroundings { places: Places::embedded(), today: date(2026, 6, 3) };
        Self { database, surroundings, tenant: Uuid::from_u128(1), now: Cell::new(now) }
    }

    /// Each unit of work happens a second after the one before.
    pub(crate) fn tick(&self) -> Timestamp {
        self.now.set(self.now.get() + SignedDuration::from_secs(1));
        self.now.get()
    }

    pub(crate) async fn begin(&self) -> Tx {
        self.database.begin(self.tick()).await.unwrap()
    }

    pub(crate) async fn reading(&self) -> Tx {
        self.database.begin_reading(self.tick()).await.unwrap()
    }

    /// Somebody who sees and changes everything.
    pub(crate) fn all(&self) -> Scope {
        let grant = || Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() };
        let nobody = Scope::new(self.tenant, "Ann", None);
        NOUNS.iter().fold(nobody, |scope, noun| scope.with(noun, grant()))
    }

    pub(crate) async fn create(
        &self,
        scope: &Scope,
        values: Vec<Values>,
    ) -> Result<(Uuid, Vec<Uuid>), RecordError> {
        let mut tx = self.begin().await;
        let mut unit = Unit::new(scope, "create");
        let mut ids = vec![];
        for values in values {
            ids.push(unit.create(&tx, values)?);
        }
        let done = unit.save(&mut tx, &self.surroundings).await?;
        tx.commit().await?;
        Ok((done.act.unwrap(), ids))
    }

    pub(crate) async fn one(&self, values: Values) -> Record {
        let noun = values.noun();
        let (_, ids) = self.create(&self.all(), vec![values]).await.unwrap();
        self.find(&self.all(), noun, ids[0]).await.unwrap()
    }

    pub(crate) async fn edit(
        &self,
        scope: &Scope,
        before: &Record,
        after: Values,
    ) -> Result<Done, RecordError> {
        let mut tx = self.begin().await;
        let mut unit = Unit::new(scope, "edit");
        unit.edit(before.clone(), after);
        let done = unit.save(&mut tx, &self.surroundings).await?;
        tx.commit().await?;
        Ok(done)
    }

    pub(crate) async fn remove(&self, scope: &Scope, before: &Record) -> Result<Done, RecordError> {
        let mut tx = self.begin().await;
        let mut unit = Unit::new(scope, "remove");
        unit.remove(before.clone());
        let done = unit.save(&mut tx, &self.surroundings).await?;
        tx.commit().await?;
        Ok(done)
    }

    pub(crate) async fn undo(&self, scope: &Scope, act: Uuid) -> Result<Done, RecordError> {
        let mut tx = self.begin().await;
        let done = records::undo(&mut tx, scope, act, &NOUNS, &self.surroundings).await?;
        tx.commit().await?;
        Ok(done)
    }

    pub(crate) async fn find(
        &self,
        scope: &Scope,
        noun: &'static Noun,
        id: Uuid,
    ) -> Option<Record> {
        let mut tx = self.reading().await;
        find(&mut tx, scope, noun, id).await.unwrap()
    }

    /// Everything that the table of a noun holds but the versions, and the words beside it.
    pub(crate) async fn dump(&self, noun: &'static Noun) -> Vec<String> {
        let columns = noun.fields.iter().map(|field| field.name);
        let texts: Vec<String> = ["id", "tenant", "sort_key"]
            .into_iter()
            .chain(columns)
            .map(|column| format!("coalesce(cast({column} as text), '~')"))
            .collect();
        let rows = format!("select {} from {} order by id", texts.join(" || '/' || "), noun.table);
        let words = sql("select record || '/' || word from records_words where place = ? \
                         order by record, word");
        let mut tx = self.reading().await;
        let mut all = tx.all(Sql::of_names(rows)).await.unwrap();
        all.extend(tx.all(words.bind(noun.table)).await.unwrap());
        all.iter().map(|row| row.text(0).unwrap()).collect()
    }
}

/// A shop of this name.
pub(crate) fn shop(name: &str) -> Values {
    Values::blank(&SHOPS).with(&shops::NAME, name)
}

/// A tool of this name in a shop.
pub(crate) fn tool(name: &str, shop: Uuid) -> Values {
    let blank = Values::blank(&GOODS).with(&goods::NAME, name).with(&goods::SHOP, shop);
    blank.with(&goods::KIND, "tool")
}
