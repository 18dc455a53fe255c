//! Each noun is kept in exactly the columns of its table, and comes back as it was.

use std::collections::BTreeSet;

use network::{
    NOUNS,
    campus::CAMPUSES,
    confirmation::CONFIRMED_BY,
    convention::{CONVENTIONS, TITLE},
    person::PEOPLE,
    site::{self, SITES},
};
use records::{Field, Kind, Noun, Value, Values};
use storage::{Engine, sql};
use uuid::Uuid;

use crate::{
    filled::{CODES, Ink, filled},
    ground::{Ground, ground, person_at},
};

async fn columns(ground: &Ground, table: &str) -> BTreeSet<String> {
    let mut tx = ground.reading().await;
    let names = match tx.engine() {
        Engine::Sqlite => sql("select name from pragma_table_info(?)"),
        Engine::Postgres => sql(
            "select cast(column_name as text) from information_schema.columns where table_name = ?",
        ),
    };
    let rows = tx.all(names.bind(table)).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap()).collect()
}

#[tokio::test]
async fn the_fields_of_each_noun_are_the_columns_of_its_table() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        for noun in NOUNS {
            let kept = ["id", "tenant", "version", "sort_key"].into_iter();
            let fields = noun.fields.iter().map(|field| field.name);
            let expected: BTreeSet<String> = kept.chain(fields).map(str::to_owned).collect();
            assert_eq!(columns(&ground, noun.table).await, expected, "{}", noun.table);
        }
    })
    .await;
}

#[tokio::test]
async fn each_noun_is_made_read_changed_removed_and_put_back() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let person = ground.keep(person_at("zoe@exemple.fr", None)).await;
        let site = Values::blank(&SITES)
            .with(&site::PARTNER, ground.school_a)
            .with(&site::NAME, "Atelier nord");
        let site = ground.keep(site).await;
        let convention = Values::blank(&CONVENTIONS).with(&TITLE, "Convention");
        let convention = ground.keep(convention).await;
        let lead = |field: &'static Field| match field.kind {
            Kind::Link(noun) if noun.is(&PEOPLE) => person,
            Kind::Link(noun) if noun.is(&SITES) => site,
            Kind::Link(noun) if noun.is(&CONVENTIONS) => convention,
            _ if field.name == "company" => ground.company_x,
            _ => ground.school_a,
        };
        for noun in NOUNS.iter().filter(|noun| !noun.is(&CAMPUSES)) {
            let ink = Ink { text: "plein", codes: &CODES };
            round_trip(&ground, noun, filled(noun, &ink, lead)).await;
        }
    })
    .await;
}

async fn round_trip(ground: &Ground, noun: &'static Noun, values: Values) {
    let keeper = &ground.keeper;
    let id = ground.create(keeper, values.clone()).await.unwrap_or_else(|why| {
        panic!("{}: {why}", noun.table);
    });
    let kept = async |id: Uuid| ground.find(keeper, noun, id).await.map(|record| record.values);
    assert_eq!(kept(id).await, Some(values.clone()), "{}", noun.table);
    // Who confirmed is written again when it is blanked.
    let can_be_blank = |field: &&&'static Field| {
        let is_plain = matches!(field.kind, Kind::Text { .. } | Kind::Day);
        is_plain && !field.is_required && !field.is(&CONFIRMED_BY)
    };
    let field = *noun.fields.iter().find(can_be_blank).unwrap();
    let change = |values: Values| values.with(field, Value::Absent);
    let changed = ground.edit(keeper, (noun, id), change).await.unwrap();
    assert_eq!(kept(id).await, Some(change(values.clone())), "{}", noun.table);
    ground.undo(keeper, &changed).await.unwrap();
    assert_eq!(kept(id).await, Some(values.clone()), "{}", noun.table);
    let removed = ground.remove(keeper, (noun, id)).await.unwrap();
    assert_eq!(kept(id).await, None, "{}", noun.table);
    ground.undo(keeper, &removed).await.unwrap();
    assert_eq!(kept(id).await, Some(values), "{}", noun.table);
}
