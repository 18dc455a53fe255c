//! Partners are found by words, by trade and around a place.

use network::{
    Found, Search,
    partner::{self, TRADES},
    role::Role,
    search,
};
use records::Scope;

use crate::ground::{Ground, ground, partner_called};

async fn stocked(place: &str) -> Ground {
    let ground = ground(place).await;
    for (name, commune, trades) in [
        ("Manufacture du Bas-Pays", "Cholet", "B1803 Couture|Maroquinerie"),
        ("Été & Fils", "49300 Cholet", "Broderie"),
        ("L’Atelier d’Élise", "Saumur", "B1803 Couture"),
        ("Bijoux Loire", "Nantes", "Bijouterie"),
        ("Couture du Nord", "Lille", "B1803 Couture"),
        ("Sans adresse", "", "Couture"),
    ] {
        let partner = partner_called(name, "company", None)
            .with(&partner::COMMUNE, commune)
            .with(&TRADES, trades);
        ground.keep(partner).await;
    }
    ground
}

async fn found(ground: &Ground, scope: &Scope, wanted: Search<'_>) -> Vec<Found> {
    let mut tx = ground.reading().await;
    search(&mut tx, scope, wanted, &ground.around.places).await.unwrap()
}

fn names(found: &[Found]) -> Vec<&str> {
    found.iter().map(|one| one.partner.text(&partner::NAME).unwrap()).collect()
}

#[tokio::test]
async fn partners_are_found_whatever_the_accents() {
    databases::each(async |place: String| {
        let ground = stocked(&place).await;
        let ann = ground.acting("ann@exemple.fr").await;
        for (words, expected) in [
            ("ete", vec!["Été & Fils"]),
            ("ÉLISE atelier", vec!["L’Atelier d’Élise"]),
            ("bas pays", vec!["Manufacture du Bas-Pays"]),
            ("cholet", vec!["Été & Fils", "Manufacture du Bas-Pays"]),
            ("lycee", vec!["Lycée Bastide", "Lycée Tisserand"]),
            ("introuvable", vec![]),
        ] {
            let wanted = Search { words, most: 50, ..Search::default() };
            assert_eq!(names(&found(&ground, &ann, wanted).await), expected, "{words}");
        }
        let schools = Search { kind: Some("school"), most: 50, ..Search::default() };
        assert_eq!(found(&ground, &ann, schools).await.len(), 2);
        let first = Search { kind: Some("school"), most: 1, ..Search::default() };
        assert_eq!(names(&found(&ground, &ann, first).await), ["Lycée Bastide"]);
    })
    .await;
}

#[tokio::test]
async fn partners_around_a_place_come_nearest_first_with_their_distance() {
    databases::each(async |place: String| {
        let ground = stocked(&place).await;
        ground.engage("a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        let a = ground.acting("a@exemple.fr").await;
        let around = |km| Search { around: Some(("Cholet", km)), most: 50, ..Search::default() };
        let near = found(&ground, &a, around(80.0)).await;
        let expected =
            ["Été & Fils", "Manufacture du Bas-Pays", "Bijoux Loire", "L’Atelier d’Élise"];
        assert_eq!(names(&near), expected);
        let km: Vec<f64> = near.iter().map(|one| one.km.unwrap()).collect();
        assert!(km.is_sorted() && km[0] < 1.0 && 40.0 < km[2] && km[3] < 80.0, "{km:?}");
        assert_eq!(found(&ground, &a, around(10.0)).await.len(), 2);
        let sewing = Search { trade: Some("couture"), ..around(80.0) };
        let sewing = found(&ground, &a, sewing).await;
        assert_eq!(names(&sewing), ["Manufacture du Bas-Pays", "L’Atelier d’Élise"]);
        let coded = Search { trade: Some("B1803"), most: 2, ..Search::default() };
        let coded = found(&ground, &a, coded).await;
        assert_eq!(names(&coded), ["Couture du Nord", "L’Atelier d’Élise"]);
        assert!(coded.iter().all(|one| one.km.is_none()));
    })
    .await;
}

#[tokio::test]
async fn a_place_that_is_not_found_or_is_several_is_told() {
    databases::each(async |place: String| {
        let ground = stocked(&place).await;
        let ann = ground.acting("ann@exemple.fr").await;
        let mut tx = ground.reading().await;
        for name in ["Chollet-les-Bains", "Saint-Denis"] {
            let wanted = Search { around: Some((name, 10.0)), most: 5, ..Search::default() };
            let why = search(&mut tx, &ann, wanted, &ground.around.places).await.unwrap_err();
            assert!(why.to_string().contains(name), "{why}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_search_asks_the_database_once() {
    databases::each(async |place: String| {
        let ground = stocked(&place).await;
        let ann = ground.acting("ann@exemple.fr").await;
        let mut tx = ground.reading().await;
        let before = tx.n_statements();
        let wanted = Search {
            around: Some(("Cholet", 80.0)),
            trade: Some("couture"),
            most: 5,
            ..Search::default()
        };
        search(&mut tx, &ann, wanted, &ground.around.places).await.unwrap();
        assert_eq!(tx.n_statements() - before, 1);
    })
    .await;
}
