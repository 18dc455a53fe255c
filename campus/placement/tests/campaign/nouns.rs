//! Each noun is kept in exactly the columns of its table.

use std::collections::BTreeSet;

use placement::nouns::NOUNS;
use storage::{Database, Engine, sql};

use crate::campus::{now, schema};

#[tokio::test]
async fn the_fields_of_each_noun_are_the_columns_of_its_table() {
    databases::each(async |place| {
        let database = Database::create(&place, &schema(), now()).await.unwrap();
        let mut tx = database.begin_reading(now()).await.unwrap();
        for noun in NOUNS {
            let names = match tx.engine() {
                Engine::Sqlite => sql("select name from pragma_table_info(?)"),
                Engine::Postgres => sql("select cast(column_name as text) from \
                                         information_schema.columns where table_name = ?"),
            };
            let rows = tx.all(names.bind(noun.table)).await.unwrap();
            let found: BTreeSet<String> = rows.iter().map(|row| row.text(0).unwrap()).collect();
            let fields = noun.fields.iter().map(|field| field.name);
            let own = ["id", "tenant", "version", "sort_key"].into_iter();
            let expected: BTreeSet<String> = own.chain(fields).map(str::to_owned).collect();
            assert_eq!(found, expected, "{}", noun.table);
        }
    })
    .await;
}
