//! Who last confirmed a fact, and when.

use jiff::civil::date;
use network::{
    confirm,
    confirmation::{CONFIRMED_BY, CONFIRMED_ON, FACT, UNTIL},
    last_confirmed,
    role::Role,
};
use records::{Scope, Surroundings};
use storage::Tx;

use crate::ground::{Ground, TODAY, ground};

async fn confirms(ground: &Ground, scope: &Scope, fact: &str, day: i8) {
    let around = Surroundings { today: date(2026, 6, day), ..ground.around.clone() };
    let until = Some(date(2026, 12, 31));
    let done = ground.database.write(ground.now, async |tx: &mut Tx| {
        confirm(tx, scope, (ground.company_x, fact), until, &around).await
    });
    done.await.unwrap();
}

#[tokio::test]
async fn the_last_confirmation_of_each_fact_is_known_to_every_school() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.engage("a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        ground.engage("x@exemple.fr", Role::CompanyAdministrator, Some(ground.company_x)).await;
        ground.engage("b@exemple.fr", Role::ReferentTeacher, Some(ground.school_b)).await;
        let (a, x) = (ground.acting("a@exemple.fr").await, ground.acting("x@exemple.fr").await);
        confirms(&ground, &x, "Effectif", 1).await;
        confirms(&ground, &a, "effectif", 2).await;
        confirms(&ground, &x, "adresse", 1).await;
        confirms(&ground, &ground.acting("ann@exemple.fr").await, "métiers", 3).await;
        let b = ground.acting("b@exemple.fr").await;
        let mut tx = ground.reading().await;
        let last = last_confirmed(&mut tx, &b, ground.company_x).await.unwrap();
        let told: Vec<_> = last
            .iter()
            .map(|one| (one.text(&FACT).unwrap(), one.text(&CONFIRMED_BY).unwrap()))
            .collect();
        let expected =
            [("adresse", "Maison Xavière"), ("effectif", "Lycée Tisserand"), ("métiers", "campus")];
        assert_eq!(told, expected);
        assert_eq!(last[1].day(&CONFIRMED_ON), TODAY.yesterday().ok());
        assert_eq!(last[1].day(&UNTIL), Some(date(2026, 12, 31)));
    })
    .await;
}
