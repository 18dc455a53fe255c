//! Each noun is kept in exactly the columns of its table, and comes back as it was.

use std::collections::BTreeSet;

use jiff::civil::date;
use learners::{LEARNERS, guardian, learner};
use records::Value;
use storage::{Engine, sql};

use crate::ground::{TODAY, ground};

#[tokio::test]
async fn the_fields_of_each_noun_are_the_columns_of_its_table() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let mut tx = ground.reading().await;
        for noun in learners::NOUNS {
            let names = match tx.engine() {
                Engine::Sqlite => sql("select name from pragma_table_info(?)"),
                Engine::Postgres => {
                    sql("select cast(column_name as text) from information_schema.columns \
                     where table_name = ?")
                }
            };
            let rows = tx.all(names.bind(noun.table)).await.unwrap();
            let found: BTreeSet<String> = rows.iter().map(|row| row.text(0).unwrap()).collect();
            let kept = ["id", "tenant", "version", "sort_key"].into_iter();
            let fields = noun.fields.iter().map(|field| field.name);
            let expected: BTreeSet<String> = kept.chain(fields).map(str::to_owned).collect();
            assert_eq!(found, expected, "{}", noun.table);
        }
    })
    .await;
}

#[tokio::test]
async fn a_learner_is_kept_with_everything_that_is_said_and_changed_removed_and_put_back() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let minor = ground
            .adult()
            .with(&learner::BIRTH_DATE, date(2010, 2, 3))
            .with(&learner::INE, "0123456789A")
            .with(&learner::EMAIL, "ines@exemple.fr")
            .with(&learner::PHONE, "+33612345678")
            .with(&learner::ADDRESS, "1 rue de la Moine")
            .with(&learner::POSTCODE, "49300")
            .with(&learner::COMMUNE, "Cholet")
            .with(&learner::LAT, 47.06)
            .with(&learner::LON, -0.88)
            .with(&learner::TRADE, "B1803")
            .with(&learner::LEVEL, 3)
            .with(&learner::REACH_MIN, 45)
            .with(&learner::REACH_KM, 30.5)
            .with(&learner::MODE, "transit")
            .with(&learner::ACCEPTS_BOARDING, false)
            .with(&learner::NEEDS, "fauteuil roulant")
            .with(&learner::SKILLS, "surjeteuse|patronage")
            .with(&learner::PRIORITY, 2)
            .with(&guardian::NAME, "Paul Boutet")
            .with(&guardian::EMAIL, "paul@exemple.fr")
            .with(&guardian::PHONE, "+33612345679")
            .with(&guardian::AUTHORITY, true)
            .with(&guardian::NAME_2, "Zoé Boutet")
            .with(&guardian::EMAIL_2, "zoe@exemple.fr")
            .with(&guardian::PHONE_2, "+33612345680")
            .with(&guardian::AUTHORITY_2, false)
            .with(&learner::NOTE, "préfère la couture floue");
        assert!(minor.iter().all(|(_, value)| *value != Value::Absent), "{minor:?}");
        let id = ground.keep(minor.clone()).await.unwrap();
        let kept = async || ground.all(&LEARNERS).await.into_iter().map(|record| record.values);
        assert_eq!(kept().await.collect::<Vec<_>>(), std::slice::from_ref(&minor));
        let moved = ground.edit_on(TODAY, id, |values| values.with(&learner::COMMUNE, "Saumur"));
        let moved = moved.await;
        // The postcode is that of Cholet, the name decides.
        let done = moved.unwrap();
        let after = kept().await.next().unwrap();
        assert!((after.decimal(&learner::LAT).unwrap() - 47.26).abs() < 0.1, "{after:?}");
        ground.undo(&done).await;
        assert_eq!(kept().await.collect::<Vec<_>>(), std::slice::from_ref(&minor));
        let removed = ground.remove(id).await.unwrap();
        assert_eq!(kept().await.count(), 0);
        ground.undo(&removed).await;
        assert_eq!(kept().await.collect::<Vec<_>>(), [minor]);
    })
    .await;
}

#[tokio::test]
async fn a_learner_who_moves_to_no_known_commune_is_refused() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let id = ground.keep(ground.adult().with(&learner::COMMUNE, "Cholet")).await.unwrap();
        let lat = async || ground.all(&LEARNERS).await[0].decimal(&learner::LAT);
        assert!(lat().await.is_some());
        let nowhere =
            ground.edit_on(TODAY, id, |values| values.with(&learner::COMMUNE, "Cholette"));
        assert!(nowhere.await.is_err());
        let away = |values: records::Values| values.with(&learner::COMMUNE, Value::Absent);
        ground.edit_on(TODAY, id, away).await.unwrap();
        assert_eq!(lat().await, None);
    })
    .await;
}
