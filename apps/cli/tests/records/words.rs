//! Everything in English too, and the messages to the outside.

use std::fs;

use jiff::Timestamp;
use storage::{
    Database, StoreError, Tx,
    outbox::{Channel, Message, post},
};

use crate::campus::{BOBIN, CHOLET, COORDINATOR, Campus, each};

#[test]
fn english_is_spoken_when_asked() {
    each(async |campus: Campus| {
        let english =
            |actor: &str, args: &[&str]| campus.said(actor, &[args, &["--lang", "en"]].concat());
        assert!(english(CHOLET, &["learners", "list", "--most", "2"]).contains("the rest"));
        assert!(english(CHOLET, &["learners", "show", "CHO-COU-01"]).contains("last name"));
        let added = english(COORDINATOR, &["partners", "add", "kind=company", "name=Tanin"]);
        assert!(added.contains("added: partner “Tanin”") && added.contains("to undo"), "{added}");
        assert!(english(COORDINATOR, &["history", "--most", "1"]).contains("WHO"));
        assert!(english(COORDINATOR, &["check"]).contains("nothing wrong"));
        assert!(english(COORDINATOR, &["jobs", "list"]).contains("no work"));
        assert!(english(COORDINATOR, &["rights"]).contains("reads all"));
        let complaint = campus.refused(BOBIN, &["learners", "list", "--lang", "en"]);
        assert!(complaint.contains("your role does not allow this"), "{complaint}");
    });
}

#[test]
fn french_names_of_commands_work_too() {
    each(async |campus: Campus| {
        assert_eq!(
            campus.said(COORDINATOR, &["partenaires", "lister", "--most", "3"]),
            campus.said(COORDINATOR, &["partners", "list", "--most", "3"])
        );
        campus.said(COORDINATOR, &["partenaires", "modifier", "ENT-01", "effectif=9"]);
    });
}

#[test]
fn the_rights_are_written_as_a_table() {
    let campus = Campus::nowhere("none.db".to_owned());
    campus.said(COORDINATOR, &["rights", "--csv", "droits.csv"]);
    assert!(campus.text("droits.csv").lines().count() > 20);
}

#[test]
fn a_message_is_delivered_as_a_file_and_once_only_when_nothing_fails() {
    each(async |campus: Campus| {
        let now: Timestamp = "2026-06-03T08:00:00Z".parse().unwrap();
        let schema = [storage::SCHEMA];
        let place = campus.path("outbox.db").display().to_string();
        let database = Database::create(&place, &schema, now).await.unwrap();
        let message = Message {
            channel: Channel::Mail,
            to: "ann@example.org".to_owned(),
            subject: "Votre place".to_owned(),
            body: "Bonjour Ann".to_owned(),
            key: "place-1".to_owned(),
        };
        let posted = async |tx: &mut Tx| post(tx, uuid::Uuid::nil(), "ann", &message).await;
        database.write::<_, StoreError>(now, posted).await.unwrap();
        database.close().await;
        let mail = Campus { place, ..campus };
        assert!(mail.said(COORDINATOR, &["outbox", "deliver", "--to", "envoi"]).contains(": 1"));
        assert!(mail.said(COORDINATOR, &["outbox", "deliver", "--to", "envoi"]).contains(": 0"));
        let files: Vec<_> = fs::read_dir(mail.path("envoi")).unwrap().collect();
        assert_eq!(files.len(), 1);
        let text = fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
        assert!(text.contains("To: ann@example.org") && text.contains("Bonjour Ann"), "{text}");
    });
}
