//! A noun of twenty columns, a file of many rows, a database filled from it.

use std::{
    fmt,
    fmt::Write as _,
    sync::{Mutex, OnceLock},
};

use databases::Place;
use jiff::{Timestamp, civil::date};
use places::Places;
use records::{
    Choice, Field, Grant, Noun, RecordError, Scope, Sees, Surroundings, Unit, Values, Words,
    import::{Options, Preview, apply, preview},
    locate, meant, sound,
};
use storage::{Database, Engine, SCHEMA, Schema, StoreError, Tx, sql};
use tokio::runtime::Runtime;
use uuid::Uuid;

pub(crate) const N_MEMBERS: usize = 100_000;
const N_CLUBS: usize = 200;

static CODE: Field = Field::text("code", "code", "code").required().unique();
static CLUB_NAME: Field = Field::text("name", "nom", "name").required();
static CLUBS: Noun = Noun {
    table: "bench_clubs",
    one: Words::new("club", "club"),
    many: Words::new("clubs", "clubs"),
    fields: &[&CODE, &CLUB_NAME],
    keys: &[&CODE],
    title: &[&CLUB_NAME],
    searched: &[&CLUB_NAME],
    owner: None,
    brought_by: None,
    is_personal: false,
    check: sound,
    follow: None,
};

static REFERENCE: Field = Field::text("reference", "référence", "reference");
pub(crate) static CLUB: Field = Field::link("club", "club", "club", &CLUBS).required();
static LAST_NAME: Field = Field::text("last_name", "nom", "last name").required();
static FIRST_NAME: Field = Field::text("first_name", "prénom", "first name").required();
static BORN: Field = Field::day("born", "né le", "born");
static EMAIL: Field = Field::text("email", "courriel", "e-mail");
static PHONE: Field = Field::text("phone", "téléphone", "phone");
static ADDRESS: Field = Field::text("address", "adresse", "address");
static POSTCODE: Field = Field::text("postcode", "code postal", "postcode");
static COMMUNE: Field = Field::text("commune", "commune", "commune");
static LAT: Field = Field::decimal("lat", "latitude", "latitude", (-90.0, 90.0));
static LON: Field = Field::decimal("lon", "longitude", "longitude", (-180.0, 180.0));
pub(crate) static STATUS: Field = Field::one_of("status", "statut", "status", &STATUSES);
static LEVEL: Field = Field::whole("level", "niveau", "level", (1, 8));
static REACH: Field = Field::whole("reach", "portée", "reach", (0, 300));
static TRADE: Field = Field::text("trade", "métier", "trade");
static SHARED: Field = Field::yes_no("shared", "partagé", "shared");
static NEEDS: Field = Field::list("needs", "besoins", "needs");
static RANK: Field = Field::whole("rank", "rang", "rank", (1, 99));
pub(crate) static NOTE: Field = Field::note("note", "remarque", "note");
static STATUSES: [Choice; 4] = [
    Choice::new("new", "nouveau", "new"),
    Choice::new("active", "actif", "active"),
    Choice::new("former", "ancien", "former"),
    Choice::new("guest", "invité", "guest"),
];

pub(crate) static MEMBERS: Noun = Noun {
    table: "bench_members",
    one: Words::new("membre", "member"),
    many: Words::new("membres", "members"),
    fields: &[
        &REFERENCE,
        &CLUB,
        &LAST_NAME,
        &FIRST_NAME,
        &BORN,
        &EMAIL,
        &PHONE,
        &ADDRESS,
        &POSTCODE,
        &COMMUNE,
        &LAT,
        &LON,
        &STATUS,
        &LEVEL,
        &REACH,
        &TRADE,
        &SHARED,
        &NEEDS,
        &RANK,
        &NOTE,
    ],
    keys: &[&REFERENCE],
    title: &[&LAST_NAME, &FIRST_NAME],
    searched: &[&LAST_NAME, &FIRST_NAME, &REFERENCE],
    owner: Some(&CLUB),
    brought_by: None,
    is_personal: true,
    check: |values, surroundings| locate(values, (&COMMUNE, &LAT, &LON), surroundings),
    follow: None,
};

const TABLES: Schema = Schema {
    name: "bench",
    steps: &["create table bench_clubs (id text primary key, tenant text not null, \
         version bigint not null, sort_key sortedtext not null, code text not null, \
         name text not null);\
         create index bench_clubs_page on bench_clubs (tenant, sort_key, id);\
         create unique index bench_clubs_code on bench_clubs (tenant, code);\
         create table bench_members (id text primary key, tenant text not null, \
         version bigint not null, sort_key sortedtext not null, reference text, \
         club text not null references bench_clubs (id), last_name text not null, \
         first_name text not null, born text, email text, phone text, address text, \
         postcode text, commune text, lat double precision, lon double precision, status text, \
         level bigint, reach bigint, trade text, shared bigint check (shared in (0, 1)), \
         needs text, rank bigint, note text, unique (tenant, club, reference));\
         create index bench_members_page on bench_members (tenant, sort_key, id);\
         create index bench_members_club on bench_members (tenant, club, sort_key, id);\
         create index bench_members_reference on bench_members (tenant, reference);"],
};

const LAST_NAMES: [&str; 12] = [
    "Martin",
    "Bernard",
    "Thomas",
    "Petit",
    "Robert",
    "Lefèvre",
    "Dubois",
    "Moreau",
    "Laurent",
    "Garcia",
    "Le Gall",
    "N’Diaye",
];
const FIRST_NAMES: [&str; 10] =
    ["Léa", "Inès", "Hugo", "Zoé", "Noé", "Chloé", "Élise", "Youssef", "Anaïs", "Loïc"];
const COMMUNES: [(&str, &str); 6] = [
    ("49300", "Cholet"),
    ("49000", "Angers"),
    ("44000", "Nantes"),
    ("75011", "Paris"),
    ("69001", "Lyon"),
    ("49400", "Saumur"),
];

/// A file of these members.
pub(crate) fn file(members: std::ops::Range<usize>, level: usize) -> String {
    let mut csv = "reference;club;last_name;first_name;born;email;phone;address;postcode;commune;\
                   status;level;reach;trade;shared;needs;rank;note\n"
        .to_owned();
    for n in members {
        let (postcode, commune) = COMMUNES[n % COMMUNES.len()];
        let (last, first) = (LAST_NAMES[n % 12], FIRST_NAMES[n / 12 % 10]);
        let day = n % 28 + 1;
        writeln!(
            csv,
            "M{n};C{};{last} {};{first};{}-0{}-{day:02};m{n}@example.org;06 00 {:02} {:02};\
             {} rue des Tisserands;{postcode};{commune};{};{level};{};B180{};{};cut|sew;{};\
             Vient le matin",
            n % N_CLUBS,
            n / 120,
            1990 + n % 18,
            n % 9 + 1,
            n / 100 % 100,
            n % 100,
            n % 90 + 1,
            STATUSES[n % 4].code,
            n % 90,
            n % 7 + 1,
            if n % 3 == 0 { "yes" } else { "no" },
            n % 99 + 1,
        )
        .expect("a string takes text");
    }
    csv
}

/// One of the engines that there are.
#[derive(Clone, Copy)]
pub(crate) struct On(usize);

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["SQLite", "PostgreSQL"][self.0])
    }
}

/// The engines that there are.
pub(crate) fn engines() -> Vec<On> {
    let n_engines = if std::env::var_os("METIER_TEST_POSTGRES").is_some() { 2 } else { 1 };
    (0..n_engines).map(On).collect()
}

/// A database with the clubs, and perhaps members.
pub(crate) struct Ground {
    runtime: Runtime,
    pub(crate) database: Database,
    pub(crate) scope: Scope,
    surroundings: Surroundings,
}

/// Where the databases are: what is static is never dropped, and would leave them behind.
static PLACES: Mutex<Vec<Place>> = Mutex::new(vec![]);

/// Takes the databases away.
pub(crate) fn end() {
    PLACES.lock().expect("nobody failed").clear();
}

impl Ground {
    /// With the clubs only.
    pub(crate) fn bare(on: On) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime starts");
        let place = runtime.block_on(databases::places()).swap_remove(on.0);
        let grant = || Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() };
        let scope = Scope::new(Uuid::from_u128(1), "Ann", None);
        let scope = scope.with(&CLUBS, grant()).with(&MEMBERS, grant());
        let surroundings = Surroundings { places: Places::embedded(), today: date(2026, 6, 3) };
        let schema = [SCHEMA, records::SCHEMA, TABLES];
        let database = runtime.block_on(async {
            let database = Database::create(&place.url, &schema, Timestamp::UNIX_EPOCH).await?;
            let mut tx = database.begin(Timestamp::UNIX_EPOCH).await?;
            let mut unit = Unit::new(&scope, "create");
            for n in 0..N_CLUBS {
                let code = format!("C{n}");
                let club = Values::blank(&CLUBS).with(&CODE, &*code).with(&CLUB_NAME, &*code);
                unit.create(&tx, club)?;
            }
            unit.save(&mut tx, &surroundings).await?;
            tx.commit().await?;
            Ok::<_, RecordError>(database)
        });
        let database = database.unwrap_or_else(|why| panic!("{why}"));
        PLACES.lock().expect("nobody failed").push(place);
        Self { runtime, database, scope, surroundings }
    }

    /// With all the members, made once for each engine.
    pub(crate) fn full(on: On) -> &'static Self {
        static FULL: [OnceLock<Ground>; 2] = [const { OnceLock::new() }; 2];
        FULL[on.0].get_or_init(|| {
            let ground = Self::bare(on);
            ground.import(file(0..N_MEMBERS, 3));
            if ground.database.engine() == Engine::Postgres {
                // It does so by itself within a minute.
                let work = async |tx: &mut Tx| tx.run(sql("analyze")).await;
                let done = ground.database.write::<_, StoreError>(Timestamp::UNIX_EPOCH, work);
                ground.runtime.block_on(done).unwrap_or_else(|why| panic!("{why}"));
            }
            ground
        })
    }

    /// Does something in a unit of work that reads.
    pub(crate) fn read<T>(&self, work: impl AsyncFnOnce(&mut Tx) -> Result<T, RecordError>) -> T {
        let done = self.runtime.block_on(async {
            let mut tx = self.database.begin_reading(Timestamp::UNIX_EPOCH).await?;
            let done = work(&mut tx).await?;
            tx.roll_back().await?;
            Ok::<_, RecordError>(done)
        });
        done.unwrap_or_else(|why| panic!("{why}"))
    }

    /// One of the clubs.
    pub(crate) fn club(&self) -> Uuid {
        self.read(async |tx| Ok(meant(tx, &self.scope, &CLUBS, "C7").await?.id))
    }

    /// Says what a file would do.
    pub(crate) fn preview(&self, csv: String) -> Preview {
        self.read(async |tx| self.previewed(tx, csv).await)
    }

    async fn previewed(&self, tx: &mut Tx, csv: String) -> Result<Preview, RecordError> {
        let file = (&MEMBERS, ("members.csv", csv.into_bytes()));
        preview(tx, &self.scope, file, &Options::default(), &self.surroundings).await
    }

    /// Imports a file from its bytes to the end of the commit.
    pub(crate) fn import(&self, csv: String) {
        let done = self.runtime.block_on(async {
            let mut tx = self.database.begin(Timestamp::UNIX_EPOCH).await?;
            let preview = self.previewed(&mut tx, csv).await?;
            apply(&mut tx, &self.scope, preview, &self.surroundings).await?;
            tx.commit().await?;
            Ok::<_, RecordError>(())
        });
        done.unwrap_or_else(|why| panic!("{why}"));
    }
}
