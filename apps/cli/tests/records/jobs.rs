//! Slow work that was asked for.

use jiff::Timestamp;
use storage::job::{Order, order};
use storage::{Database, StoreError, Tx};

use crate::campus::{BOBIN, CHOLET, COORDINATOR, Campus, each};

#[test]
fn a_job_is_seen_and_stopped_by_whoever_asked_for_it_and_by_the_coordinator() {
    each(async |campus: Campus| {
        let found = campus.json(COORDINATOR, &["campus", "list"]);
        let tenant = found["records"][0]["id"].as_str().unwrap().parse().unwrap();
        let now: Timestamp = "2026-06-03T08:00:00Z".parse().unwrap();
        // The schema was brought up to date by the command.
        let database = Database::open(&campus.place, &crate::campus::schema(), now).await.unwrap();
        let ordered = async |tx: &mut Tx| {
            let asked = Order { tenant, kind: "plan", once: "1", payload: "{}", asked_by: CHOLET };
            order(tx, &asked).await
        };
        let job = database.write::<_, StoreError>(now, ordered).await.unwrap().to_string();
        database.close().await;

        let n_seen =
            |actor| campus.json(actor, &["jobs", "list"])["jobs"].as_array().unwrap().len();
        assert_eq!((n_seen(CHOLET), n_seen(COORDINATOR), n_seen(BOBIN)), (1, 1, 0));
        campus.refused(BOBIN, &["jobs", "cancel", &job]);
        campus.said(CHOLET, &["jobs", "cancel", &job]);
        campus.refused(CHOLET, &["jobs", "cancel", &job]);
        let listed = campus.said(COORDINATOR, &["jobs", "list"]);
        assert!(listed.contains("arrêté"), "{listed}");
        assert!(campus.said(COORDINATOR, &["jobs", "run"]).contains("faits\u{a0}: 0"));
    });
}
