//! A campus begins, and people have roles in it.

use jiff::civil::date;
use kernel::{InWords, Lang};
use network::{
    Founding, Verb, campus,
    campus::CAMPUSES,
    contact::CONTACTS,
    person::PEOPLE,
    role::{ENDS, LEARNER, ROLES, Role, STARTS},
};
use records::{Asked, RecordError};

use crate::ground::{TODAY, ground, person_at, role_of};

#[tokio::test]
async fn a_campus_is_founded_with_its_first_coordinator() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let ann = ground.acting("ANN@exemple.fr").await;
        let mut tx = ground.reading().await;
        let campuses = network::campuses(&mut tx).await.unwrap();
        assert_eq!(campuses, [(ann.tenant, "Campus d’essai".to_owned())]);
        let campus = records::find(&mut tx, &ann, &CAMPUSES, ann.tenant).await.unwrap().unwrap();
        assert_eq!(campus.text(&campus::SECTOR), Some("CREA"));
        assert_eq!(campus.text(&campus::TERRITORY), Some("Pays de la Loire"));
        let people = records::count(&mut tx, &ann, &PEOPLE, &Asked::default()).await.unwrap();
        assert_eq!(people, 1);
        assert!(Verb::Backup.is_allowed(&ann));
        assert_eq!(ann.home, None);
    })
    .await;
}

#[tokio::test]
async fn a_role_counts_from_its_first_day_to_its_last() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let lea = ground.keep(person_at("lea@exemple.fr", Some(ground.school_a))).await;
        let role = role_of(lea, Role::SchoolStaff, Some(ground.school_a))
            .with(&STARTS, date(2026, 6, 3))
            .with(&ENDS, date(2026, 6, 5));
        ground.keep(role).await;
        for (day, counts) in [(2, false), (3, true), (5, true), (6, false)] {
            let acting = ground.acting_on("lea@exemple.fr", date(2026, 6, day)).await;
            assert_eq!(acting.is_ok(), counts, "June {day}");
        }
        let why = ground.acting_on("lea@exemple.fr", date(2026, 6, 6)).await.unwrap_err();
        assert!(why.in_words(Lang::Fr).contains("aucun rôle le 06/06/2026"), "{why}");
        assert!(why.in_words(Lang::En).contains("has no role on 2026-06-06"), "{why}");
    })
    .await;
}

#[tokio::test]
async fn somebody_unknown_is_told_what_to_do() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let why = ground.acting_on("bob@exemple.fr", TODAY).await.unwrap_err();
        assert!(why.in_words(Lang::Fr).contains("personne n’est connu"), "{why}");
        assert!(why.in_words(Lang::En).contains("nobody is known"), "{why}");
        let why = ground.acting_on("bob", TODAY).await.unwrap_err();
        assert!(why.in_words(Lang::En).contains("not an e-mail address"), "{why}");
    })
    .await;
}

#[tokio::test]
async fn several_roles_add_up_and_a_home_is_the_only_partner() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let (a, b) = (Some(ground.school_a), Some(ground.school_b));
        let lea = ground.engage("lea@exemple.fr", Role::SchoolStaff, a).await;
        assert_eq!(ground.acting("lea@exemple.fr").await.home, a);
        assert!(!Verb::PlanRound.is_allowed(&ground.acting("lea@exemple.fr").await));
        ground.keep(role_of(lea, Role::CampusCoordinator, None)).await;
        let both = ground.acting("lea@exemple.fr").await;
        assert!(Verb::PlanRound.is_allowed(&both));
        assert!(*both.reads(&CONTACTS) != records::Sees::Nothing);
        assert_eq!(both.home, a);
        ground.keep(role_of(lea, Role::Instructor, b)).await;
        assert_eq!(ground.acting("lea@exemple.fr").await.home, None);
    })
    .await;
}

#[tokio::test]
async fn who_acts_is_known_in_three_statements_however_many_roles() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let a = Some(ground.school_a);
        let lea = ground.engage("lea@exemple.fr", Role::SchoolStaff, a).await;
        for learner in 0..50 {
            let role = role_of(lea, Role::Guardian, a)
                .with(&LEARNER, uuid::Uuid::from_u128(learner).to_string().as_str());
            ground.keep(role).await;
        }
        let mut tx = ground.reading().await;
        let before = tx.n_statements();
        network::scope(&mut tx, ground.keeper.tenant, "lea@exemple.fr", TODAY).await.unwrap();
        assert_eq!(tx.n_statements() - before, 3);
        let all = Asked::default();
        assert_eq!(records::count(&mut tx, &ground.keeper, &ROLES, &all).await.unwrap(), 52);
    })
    .await;
}

#[tokio::test]
async fn a_campus_that_has_partners_is_not_removed() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let ann = ground.acting("ann@exemple.fr").await;
        let why = ground.remove(&ann, (&CAMPUSES, ann.tenant)).await.unwrap_err();
        assert!(matches!(why, RecordError::InUse { .. }), "{why}");
        assert!(ground.find(&ann, &CAMPUSES, ann.tenant).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_campus_that_cannot_be_is_refused_in_words() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let right = Founding {
            name: "Autre campus",
            sector: "CREA",
            territory: None,
            excellence: None,
            coordinator: "Bob Petit",
            email: "bob@exemple.fr",
        };
        for (wrong, fr) in [
            (Founding { sector: "Mode", ..right }, "choisissez parmi"),
            (Founding { email: "bob", ..right }, "adresse électronique"),
            (Founding { name: " ", ..right }, "une valeur est nécessaire"),
            (Founding { coordinator: "", ..right }, "une valeur est nécessaire"),
        ] {
            let mut tx = ground.database.begin(ground.now).await.unwrap();
            let why = network::found(&mut tx, wrong, &ground.around).await.unwrap_err();
            assert!(why.in_words(Lang::Fr).contains(fr), "{why}");
            tx.roll_back().await.unwrap();
        }
        let mut tx = ground.reading().await;
        assert_eq!(network::campuses(&mut tx).await.unwrap().len(), 1);
    })
    .await;
}
