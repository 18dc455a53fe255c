//! A campus founded on a real database.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use network::{Founding, NOUNS, SCHEMA, found, scope};
use records::{Asked, Surroundings, page};
use storage::Database;

#[tokio::test]
async fn a_campus_is_founded_with_its_coordinator() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("metier.db").display().to_string();
    let now = "2026-06-03T08:00:00Z".parse().unwrap();
    let schema = [storage::SCHEMA, records::SCHEMA, SCHEMA];
    let database = Database::create(&place, &schema, now).await.unwrap();
    let today = jiff::civil::date(2026, 6, 3);
    let surroundings = Surroundings { places: places::Places::embedded(), today };
    let founding = Founding {
        name: "Campus Mode",
        sector: "CREA",
        territory: None,
        excellence: Some(true),
        coordinator: "Ann Martin",
        email: "Ann@exemple.fr",
    };
    let mut tx = database.begin(now).await.unwrap();
    let ann = found(&mut tx, founding, &surroundings).await.unwrap();
    let again = scope(&mut tx, ann.tenant, "ann@exemple.fr", today).await.unwrap();
    for noun in NOUNS {
        let records = page(&mut tx, &again, noun, &Asked::default()).await.unwrap().records;
        println!("{} {}", noun.table, records.len());
    }
    tx.commit().await.unwrap();
}
