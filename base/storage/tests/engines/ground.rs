//! A table of things on a database of its own, and the time of a test.

use jiff::{SignedDuration, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use storage::{Database, SCHEMA, Schema, Sql, Tx, sql};
use uuid::Uuid;

pub(crate) const TENANT: Uuid = Uuid::from_u128(1);

/// One column of each type, and a link that may go in a circle.
pub(crate) const THINGS: Schema = Schema {
    name: "things",
    steps: &["create table things (id text primary key, name text, size bigint, \
              width double precision, mark blob, sorted sortedtext, \
              of text references things (id) deferrable initially deferred);"],
};

/// The instant so many seconds after the beginning.
pub(crate) fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-06-03T08:00:00Z".parse().unwrap();
    start + SignedDuration::from_secs(seconds)
}

pub(crate) async fn open(place: &str) -> Database {
    Database::create(place, &[SCHEMA, THINGS], at(0)).await.unwrap()
}

/// A thing of this identifier.
pub(crate) fn thing(id: &str) -> Sql {
    sql("insert into things (id, name, size) values (?, 'a', 0)").bind(id)
}

/// Runs a statement as another program would.
pub(crate) async fn outside(place: &str, statement: &str) {
    sqlx::any::install_default_drivers();
    let is_server = place.contains("://");
    let url = if is_server { place.to_owned() } else { format!("sqlite://{place}?mode=rwc") };
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

pub(crate) async fn whole(tx: &mut Tx, asked: Sql) -> i64 {
    tx.first(asked).await.unwrap().unwrap().whole(0).unwrap()
}

/// How many things there are.
pub(crate) async fn n_things(database: &Database) -> i64 {
    let mut tx = database.begin_reading(at(0)).await.unwrap();
    whole(&mut tx, sql("select count(*) from things")).await
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }

    pub(crate) fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }
}
