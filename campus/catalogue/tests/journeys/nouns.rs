//! Each noun is kept in exactly the columns of its table, and comes back as it was.
use std::collections::BTreeSet;

use crate::ground::{Ground, ground};
use catalogue::{CLASSES, CODES, PERIODS, PROGRAMMES, class, code, period, programme};
use jiff::civil::date;
use network::person::{self, PEOPLE};
use records::{Field, Noun, Value, Values};
use storage::{Engine, sql};
use uuid::Uuid;

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
        for noun in catalogue::NOUNS {
            let kept = ["id", "tenant", "version", "sort_key"].into_iter();
            let fields = noun.fields.iter().map(|field| field.name);
            let expected: BTreeSet<String> = kept.chain(fields).map(str::to_owned).collect();
            assert_eq!(columns(&ground, noun.table).await, expected, "{}", noun.table);
        }
    })
    .await;
}

/// Makes, reads, changes, removes and puts back a record.
async fn round_trip(
    ground: &Ground,
    noun: &'static Noun,
    values: Values,
    (field, value): (&'static Field, Value),
) -> Uuid {
    let id = ground.keep(values.clone()).await.unwrap();
    assert_eq!(ground.find(noun, id).await, Some(values.clone()));
    let changed = values.clone().with(field, value.clone());
    let edited = ground.edit(noun, id, |values| values.with(field, value.clone())).await.unwrap();
    assert_eq!(ground.find(noun, id).await, Some(changed.clone()));
    ground.undo(&edited).await;
    assert_eq!(ground.find(noun, id).await, Some(values.clone()));
    let removed = ground.remove(noun, id).await.unwrap();
    assert_eq!(ground.find(noun, id).await, None);
    ground.undo(&removed).await;
    assert_eq!(ground.find(noun, id).await, Some(values));
    id
}

#[tokio::test]
async fn each_noun_is_made_read_changed_removed_and_put_back() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let [school, _] = ground.schools;
        let code = Values::blank(&CODES)
            .with(&code::NOMENCLATURE, "rncp")
            .with(&code::CODE, "RNCP90001")
            .with(&code::LABEL, "CAP Couture d’essai")
            .with(&code::LEVEL, 3)
            .with(&code::OPENS, date(2020, 1, 1))
            .with(&code::CLOSES, date(2030, 1, 1))
            .with(&code::REPLACED_BY, "RNCP90002|RNCP90003")
            .with(&code::SOURCE, "essai")
            .with(&code::IMPORTED_ON, date(2026, 1, 1));
        round_trip(&ground, &CODES, code, (&code::LABEL, "CAP".into())).await;

        let programme = Values::blank(&PROGRAMMES)
            .with(&programme::REFERENCE, "P1")
            .with(&programme::TITLE, "CAP Couture")
            .with(&programme::SCHOOL, school)
            .with(&programme::RNCP, "RNCP90001")
            .with(&programme::CFD, "50024240")
            .with(&programme::LEVEL, 3)
            .with(&programme::MODE, "school")
            .with(&programme::DURATION_MONTHS, 24)
            .with(&programme::PLACEMENT_WEEKS, 7)
            .with(&programme::TRADES, "B1803|couture flou")
            .with(&programme::SEATS, 15)
            .with(&programme::OPENS, date(2020, 9, 1))
            .with(&programme::CLOSES, date(2030, 8, 31));
        let closes = (&programme::CLOSES, Value::Absent);
        let old = round_trip(&ground, &PROGRAMMES, programme.clone(), closes).await;
        let new = programme.with(&programme::REFERENCE, "P2").with(&programme::REPLACED_BY, old);
        let programme =
            round_trip(&ground, &PROGRAMMES, new, (&programme::REPLACED_BY, Value::Absent)).await;

        let teacher = Values::blank(&PEOPLE)
            .with(&person::NAME, "Léa Morin")
            .with(&person::EMAIL, "lea.morin@exemple.fr");
        let teacher = ground.keep(teacher).await.unwrap();
        let class = Values::blank(&CLASSES)
            .with(&class::REFERENCE, "1COU")
            .with(&class::NAME, "1re couture")
            .with(&class::PROGRAMME, programme)
            .with(&class::SCHOOL, school)
            .with(&class::STARTS, date(2025, 9, 1))
            .with(&class::ENDS, date(2026, 7, 4))
            .with(&class::YEAR, 1)
            .with(&class::REFERENT, teacher);
        let class = round_trip(&ground, &CLASSES, class, (&class::YEAR, 2.into())).await;

        let period = Values::blank(&PERIODS)
            .with(&period::CLASS, class)
            .with(&period::SCHOOL, school)
            .with(&period::NAME, "PFMP de juin")
            .with(&period::STARTS, date(2026, 6, 8))
            .with(&period::ENDS, date(2026, 7, 3));
        round_trip(&ground, &PERIODS, period, (&period::NAME, "PFMP 2".into())).await;
    })
    .await;
}
