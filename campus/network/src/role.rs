//! What a person is in the campus, where, and from when to when.

use jiff::civil::Date;
use records::{Choice, Field, Flaw, Noun, Surroundings, Values, Words};
use uuid::Uuid;

use crate::{codes::identifier, dates::in_order, giving, partner::PARTNERS, person::PEOPLE};

/// What a person may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Runs the campus.
    CampusCoordinator,
    /// Answers for a school's records.
    SchoolAdministrator,
    /// Keeps a school's records.
    SchoolStaff,
    /// Follows a school's learners.
    ReferentTeacher,
    /// Answers for a company's records.
    CompanyAdministrator,
    /// Receives learners in a company.
    Tutor,
    /// Learns.
    Learner,
    /// Answers for a learner who is a minor.
    Guardian,
    /// Teaches.
    Instructor,
    /// Judges whether the campus deserves its label.
    LabelAssessor,
    /// Looks on for the region or the academy.
    Observer,
    /// A program that acts for somebody.
    ApiKey,
}

/// A role that a person has today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub role: Role,
    /// At which partner.
    pub partner: Option<Uuid>,
    /// For which learner.
    pub learner: Option<Uuid>,
}

/// Who may give a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sphere {
    /// The campus.
    Campus,
    /// A school.
    School,
    /// A company.
    Company,
}

impl Role {
    /// All of them, in the order in which rights are told.
    pub const ALL: [Self; 12] = [
        Self::CampusCoordinator,
        Self::SchoolAdministrator,
        Self::SchoolStaff,
        Self::ReferentTeacher,
        Self::CompanyAdministrator,
        Self::Tutor,
        Self::Learner,
        Self::Guardian,
        Self::Instructor,
        Self::LabelAssessor,
        Self::Observer,
        Self::ApiKey,
    ];

    /// How it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        ROLES_BY_CODE[self as usize].code
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> Words {
        ROLES_BY_CODE[self as usize].label
    }

    /// The role of this code, if there is one.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether it is about one learner.
    #[must_use]
    pub const fn is_of_a_learner(self) -> bool {
        matches!(self, Self::Learner | Self::Guardian)
    }

    pub(crate) const fn sphere(self) -> Sphere {
        match self {
            Self::CampusCoordinator | Self::LabelAssessor | Self::Observer | Self::ApiKey => {
                Sphere::Campus
            }
            Self::SchoolAdministrator
            | Self::SchoolStaff
            | Self::ReferentTeacher
            | Self::Learner
            | Self::Guardian
            | Self::Instructor => Sphere::School,
            Self::CompanyAdministrator | Self::Tutor => Sphere::Company,
        }
    }
}

/// Who has the role.
pub static PERSON: Field = Field::link("person", "personne", "person", &PEOPLE)
    .required()
    .also(&["courriel", "email", "e-mail", "nom"]);

/// Which role.
pub static ROLE: Field =
    Field::one_of("role", "rôle", "role", &ROLES_BY_CODE).required().also(&["fonction", "profil"]);

/// At which partner.
pub static PARTNER: Field = Field::link("partner", "partenaire", "partner", &PARTNERS).also(&[
    "établissement",
    "entreprise",
    "organisme",
    "school",
    "company",
]);

/// For which learner, by the identifier of her record.
pub static LEARNER: Field = Field::code("learner", "apprenant", "learner", identifier).also(&[
    "élève",
    "étudiant",
    "apprenti",
    "identifiant de l'élève",
]);

/// Its first day.
pub static STARTS: Field =
    Field::day("starts", "début", "starts").also(&["date de début", "du", "depuis"]);

/// Its last day.
pub static ENDS: Field = Field::day("ends", "fin", "ends").also(&["date de fin", "au", "jusqu'au"]);

/// The roles of people.
pub static ROLES: Noun = Noun {
    table: "network_roles",
    one: Words::new("rôle", "role"),
    many: Words::new("rôles", "roles"),
    fields: &[&PERSON, &ROLE, &PARTNER, &LEARNER, &STARTS, &ENDS],
    keys: &[],
    title: &[&ROLE],
    searched: &[],
    owner: Some(&PARTNER),
    brought_by: None,
    is_personal: true,
    check,
    follow: Some(giving::follow),
};

/// The roles by their codes, in the order of [`Role::ALL`].
static ROLES_BY_CODE: [Choice; 12] = [
    Choice::new("campus_coordinator", "coordination du campus", "campus coordinator"),
    Choice::new(
        "school_administrator",
        "administration de l’établissement",
        "school administrator",
    ),
    Choice::new("school_staff", "équipe de l’établissement", "school staff"),
    Choice::new("referent_teacher", "enseignant référent", "referent teacher"),
    Choice::new("company_administrator", "administration de l’entreprise", "company administrator"),
    Choice::new("tutor", "tuteur en entreprise", "tutor"),
    Choice::new("learner", "apprenant", "learner"),
    Choice::new("guardian", "responsable légal", "guardian"),
    Choice::new("instructor", "formateur", "instructor"),
    Choice::new("label_assessor", "expert du label", "label assessor"),
    Choice::new("observer", "observation (région, académie)", "observer (region, academy)"),
    Choice::new("api_key", "clé d’accès", "API key"),
];

impl Held {
    /// Reads a role; none if it does not count on this day.
    pub(crate) fn on(
        (role, partner, learner): (Role, Option<Uuid>, Option<Uuid>),
        (starts, ends): (Option<Date>, Option<Date>),
        today: Date,
    ) -> Option<Self> {
        let counts =
            starts.is_none_or(|first| first <= today) && ends.is_none_or(|last| today <= last);
        counts.then_some(Self { role, partner, learner })
    }
}

fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    let role = values.text(&ROLE).and_then(Role::of_code);
    let place = role.and_then(|role| match role.sphere() {
        Sphere::Campus => None,
        Sphere::School | Sphere::Company if values.link(&PARTNER).is_some() => None,
        Sphere::School => Some(Flaw::on(
            &PARTNER,
            "ce rôle s’exerce dans un établissement\u{a0}: dites lequel",
            "this role is held in a school: say which",
        )),
        Sphere::Company => Some(Flaw::on(
            &PARTNER,
            "ce rôle s’exerce dans une entreprise\u{a0}: dites laquelle",
            "this role is held in a company: say which",
        )),
    });
    let learner = match (role.map(Role::is_of_a_learner), values.text(&LEARNER)) {
        (Some(true), None) => Some(Flaw::on(
            &LEARNER,
            "ce rôle concerne un apprenant\u{a0}: donnez l’identifiant de sa fiche",
            "this role is about a learner: give the identifier of her record",
        )),
        (Some(false), Some(_)) => Some(Flaw::on(
            &LEARNER,
            "ce rôle ne concerne aucun apprenant\u{a0}: laissez vide",
            "this role is about no learner: leave it blank",
        )),
        _ => None,
    };
    [place, learner, in_order(values, &STARTS, &ENDS)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_back_from_its_code() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(Role::of_code(role.code()), Some(role));
            assert_eq!(role as usize, at, "the table of rights is read in this order");
        }
        assert_eq!(Role::CampusCoordinator.code(), "campus_coordinator");
        assert_eq!(Role::ApiKey.label().en, "API key");
    }
}
