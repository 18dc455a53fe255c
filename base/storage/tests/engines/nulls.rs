//! A null of each type stands where a value stood, and a value where a null stood.

use storage::{Arg, Database, Schema, sql};

const TABLE: Schema = Schema {
    name: "nulls",
    steps: &["create table nulls (name text, size bigint, width double precision, mark blob);"],
};

#[tokio::test]
async fn the_same_statement_takes_nulls_and_values_in_any_order() {
    databases::each(async |place: String| {
        let now = "2026-06-03T08:00:00Z".parse().unwrap();
        let database = Database::create(&place, &[storage::SCHEMA, TABLE], now).await.unwrap();
        let nulls = [Arg::Text(None), Arg::Whole(None), Arg::Decimal(None), Arg::Bytes(None)];
        let values = [Arg::from("a"), Arg::from(7_i64), Arg::from(0.5), Arg::from(vec![1_u8])];
        let mut tx = database.begin(now).await.unwrap();
        for row in [&nulls, &values, &nulls, &values] {
            let insert = sql("insert into nulls (name, size, width, mark) values (?, ?, ?, ?)");
            tx.run(insert.bind_all(row.clone())).await.unwrap();
        }
        let sum = sql("select cast(sum(size) as bigint), sum(width) from nulls");
        let row = tx.first(sum).await.unwrap().unwrap();
        assert_eq!((row.whole(0).unwrap(), row.opt_decimal(1).unwrap()), (14, Some(1.0)));
    })
    .await;
}
