//! Nobody gets more rights than somebody who has them gives.

use jiff::civil::date;
use kernel::{InWords, Lang};
use network::{
    person::{self, PEOPLE},
    role::{self, ROLES, Role},
};
use records::{Asked, RecordError, Scope, Values};
use uuid::Uuid;

use crate::{
    ground::{Ground, ground, person_at, role_of},
    region::region,
};

fn is_not_allowed<T: std::fmt::Debug>(done: &Result<T, RecordError>) -> bool {
    matches!(done, Err(RecordError::NotAllowed { .. }))
}

async fn admin_of_a(ground: &Ground) -> Scope {
    let a = Some(ground.school_a);
    ground.engage("admin.a@exemple.fr", Role::SchoolAdministrator, a).await;
    ground.acting("admin.a@exemple.fr").await
}

#[tokio::test]
async fn a_school_gives_the_roles_of_its_own_and_no_others() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let admin = admin_of_a(&ground).await;
        let (a, b) = (Some(ground.school_a), Some(ground.school_b));
        let person = ground.create(&admin, person_at("new@exemple.fr", None)).await.unwrap();
        let made = ground.find(&admin, &PEOPLE, person).await.unwrap();
        assert_eq!(made.link(&person::PARTNER), a, "a new person is of the school");
        for role in Role::ALL {
            let in_school = [
                Role::SchoolAdministrator,
                Role::SchoolStaff,
                Role::ReferentTeacher,
                Role::Instructor,
            ];
            if role.is_of_a_learner() {
                continue;
            }
            let given = ground.create(&admin, role_of(person, role, a)).await;
            assert_eq!(given.is_ok(), in_school.contains(&role), "{role:?}: {given:?}");
            assert!(is_not_allowed(&ground.create(&admin, role_of(person, role, b)).await));
        }
        ground.engage("staff.a@exemple.fr", Role::SchoolStaff, a).await;
        let staff = ground.acting("staff.a@exemple.fr").await;
        let more = ground.create(&staff, role_of(person, Role::Instructor, a)).await;
        assert!(is_not_allowed(&more), "staff gives no role");
    })
    .await;
}

#[tokio::test]
async fn a_role_of_a_school_does_not_become_one_of_the_campus() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let admin = admin_of_a(&ground).await;
        let lea = ground.keep(person_at("lea@exemple.fr", Some(ground.school_a))).await;
        let role = ground.keep(role_of(lea, Role::SchoolStaff, Some(ground.school_a))).await;
        for code in ["campus_coordinator", "observer", "company_administrator"] {
            let raise = |values: Values| values.with(&role::ROLE, code);
            let raised = ground.edit(&admin, (&ROLES, role), raise).await;
            assert!(is_not_allowed(&raised), "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn undoing_gives_no_role_either() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let admin = admin_of_a(&ground).await;
        let lea = ground.keep(person_at("lea@exemple.fr", Some(ground.school_a))).await;
        let role = role_of(lea, Role::CampusCoordinator, Some(ground.school_a));
        let role = ground.keep(role).await;
        let ann = ground.acting("ann@exemple.fr").await;
        let removed = ground.remove(&ann, (&ROLES, role)).await.unwrap();
        assert!(is_not_allowed(&ground.undo(&admin, &removed).await));
        ground.undo(&ann, &removed).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_the_address_of_somebody_with_more_rights() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let admin = admin_of_a(&ground).await;
        let a = Some(ground.school_a);
        let lea = ground.engage("lea@exemple.fr", Role::SchoolStaff, a).await;
        let bob = ground.engage("bob@exemple.fr", Role::SchoolStaff, a).await;
        let taken = |values: Values| values.with(&person::EMAIL, "other@exemple.fr");
        let as_bob = ground.acting("bob@exemple.fr").await;
        assert!(is_not_allowed(&ground.edit(&as_bob, (&PEOPLE, lea), taken).await));
        ground.edit(&as_bob, (&PEOPLE, bob), taken).await.expect("her own she may change");
        let moved = |values: Values| values.with(&person::EMAIL, "lea2@exemple.fr");
        ground.edit(&admin, (&PEOPLE, lea), moved).await.expect("of her staff the school may");
        ground.keep(role_of(lea, Role::CampusCoordinator, None)).await;
        let admin = ground.acting(&admin.actor).await;
        let again = |values: Values| values.with(&person::EMAIL, "mine@exemple.fr");
        assert!(is_not_allowed(&ground.edit(&admin, (&PEOPLE, lea), again).await));
        assert!(ground.find(&admin, &PEOPLE, lea).await.is_some(), "she is seen all the same");
    })
    .await;
}

#[tokio::test]
async fn a_school_gives_no_rights_on_the_learners_of_another() {
    databases::each(async |place: String| {
        let region = region(&place).await;
        let ground = &region.ground;
        let learners = region.noun("learners_learners");
        let mut tx = ground.reading().await;
        let all = records::page(&mut tx, &ground.keeper, learners, &Asked::default()).await;
        tx.roll_back().await.unwrap();
        let school = learners.field("school").unwrap();
        let of_b = all.unwrap().records.into_iter();
        let of_b = of_b.filter(|record| record.link(school) == Some(ground.school_b));
        let of_b: Vec<Uuid> = of_b.map(|record| record.id).collect();
        let admin = ground.acting("school_administrator@exemple.fr").await;
        let spy = ground.create(&admin, person_at("spy@exemple.fr", None)).await.unwrap();
        let guardian = role_of(spy, Role::Guardian, Some(ground.school_a))
            .with(&role::LEARNER, of_b[0].to_string().as_str());
        ground.create(&admin, guardian).await.unwrap();
        let spy = ground.acting("spy@exemple.fr").await;
        let mut tx = ground.reading().await;
        for table in ["learners_learners", "learners_enrolments", "placement_wishes"] {
            let noun = region.noun(table);
            let seen = records::page(&mut tx, &spy, noun, &Asked::default()).await.unwrap().records;
            let school = noun.field("school").unwrap();
            assert!(seen.iter().all(|one| one.link(school) == Some(ground.school_a)), "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_company_gives_the_roles_of_its_own() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let (x, y) = (Some(ground.company_x), Some(ground.company_y));
        ground.engage("admin.x@exemple.fr", Role::CompanyAdministrator, x).await;
        let admin = ground.acting("admin.x@exemple.fr").await;
        let tutor = ground.create(&admin, person_at("tutor@exemple.fr", x)).await.unwrap();
        ground.create(&admin, role_of(tutor, Role::Tutor, x)).await.unwrap();
        for (role, partner) in
            [(Role::Tutor, y), (Role::SchoolStaff, x), (Role::CampusCoordinator, None)]
        {
            let given = ground.create(&admin, role_of(tutor, role, partner)).await;
            assert!(given.is_err(), "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_campus_keeps_a_coordinator() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let ann = ground.acting("ann@exemple.fr").await;
        let mut tx = ground.reading().await;
        let roles = records::page(&mut tx, &ann, &ROLES, &Asked::default()).await.unwrap().records;
        tx.roll_back().await.unwrap();
        let role = roles[0].id;
        let ended = |values: Values| values.with(&role::ENDS, date(2026, 6, 2));
        let refused = ground.edit(&ann, (&ROLES, role), ended).await.unwrap_err();
        assert!(refused.in_words(Lang::Fr).contains("plus personne pour le coordonner"));
        let refused = ground.remove(&ann, (&ROLES, role)).await.unwrap_err();
        assert!(refused.in_words(Lang::En).contains("nobody to run it"), "{refused}");
        ground.engage("bob@exemple.fr", Role::CampusCoordinator, None).await;
        ground.edit(&ann, (&ROLES, role), ended).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_a_school_brought_it_may_change_and_what_another_brought_it_may_not() {
    use network::partner::{HEADCOUNT, PARTNERS};
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.engage("staff.a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        ground
            .engage("admin.x@exemple.fr", Role::CompanyAdministrator, Some(ground.company_x))
            .await;
        let staff = ground.acting("staff.a@exemple.fr").await;
        let counted = |values: Values| values.with(&HEADCOUNT, 12);
        ground.edit(&staff, (&PARTNERS, ground.company_x), counted).await.unwrap();
        assert!(is_not_allowed(&ground.edit(&staff, (&PARTNERS, ground.company_y), counted).await));
        let new = crate::ground::partner_called("Nouvelle Maison", "company", None);
        let new = ground.create(&staff, new).await.unwrap();
        let made = ground.find(&staff, &PARTNERS, new).await.unwrap();
        assert_eq!(made.link(&network::partner::BROUGHT_BY), Some(ground.school_a));
        let stolen = crate::ground::partner_called("Maison", "company", Some(ground.school_b));
        assert!(is_not_allowed(&ground.create(&staff, stolen).await));
        let company = ground.acting("admin.x@exemple.fr").await;
        let grown = |values: Values| values.with(&HEADCOUNT, 13);
        ground.edit(&company, (&PARTNERS, ground.company_x), grown).await.unwrap();
        let own = ground.find(&company, &PARTNERS, ground.company_x).await.unwrap();
        assert_eq!(own.link(&network::partner::BROUGHT_BY), Some(ground.school_a));
        assert!(is_not_allowed(&ground.edit(&company, (&PARTNERS, new), grown).await));
    })
    .await;
}
