//! What learners study is read from the programmes of their classes, all at once.

use learners::{LEARNERS, Studies, learner, of_class, studies};
use records::Value;

use crate::ground::ground;

#[tokio::test]
async fn a_learner_s_own_trade_and_level_count_before_those_of_the_programme() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.keep(ground.adult()).await.unwrap();
        let own = ground
            .adult()
            .with(&learner::REFERENCE, "E2")
            .with(&learner::TRADE, "H2402")
            .with(&learner::LEVEL, 4);
        ground.keep(own).await.unwrap();
        let nowhere =
            ground.adult().with(&learner::REFERENCE, "E3").with(&learner::CLASS, Value::Absent);
        ground.keep(nowhere).await.unwrap();
        let learners = ground.all(&LEARNERS).await;
        let mut tx = ground.reading().await;
        let found = studies(&mut tx, &ground.staff, &learners).await.unwrap();
        assert_eq!(tx.n_statements(), 3);
        let of = |reference: &str| {
            let is_it =
                |record: &&records::Record| record.text(&learner::REFERENCE) == Some(reference);
            &found[&learners.iter().find(is_it).unwrap().id]
        };
        let usual = Studies {
            programme: Some("CAP de 1COU".to_owned()),
            trade: Some("B1803 Couture".to_owned()),
            level: Some(3),
            school: Some("Lycée Tisserand".to_owned()),
            class: Some("1COU".to_owned()),
        };
        assert_eq!(of("E1"), &usual);
        let own = Studies { trade: Some("H2402".to_owned()), level: Some(4), ..usual.clone() };
        assert_eq!(of("E2"), &own);
        assert_eq!(of("E3"), &Studies { school: usual.school.clone(), ..Studies::default() });
        let class = of_class(&mut tx, &ground.staff, ground.classes[0]).await.unwrap();
        assert_eq!(class.len(), 2);
    })
    .await;
}
