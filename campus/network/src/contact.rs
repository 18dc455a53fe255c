//! Whom a school knows in a company: its own knowledge, that nobody else sees.

use records::{Field, Noun, Words, sound};

use crate::{
    codes::{email, phone},
    partner::PARTNERS,
};

/// The school that knows.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS)
    .required()
    .also(&["lycée", "CFA", "établissement scolaire"]);

/// Where the contact works.
pub static COMPANY: Field = Field::link("company", "entreprise", "company", &PARTNERS)
    .required()
    .also(&["raison sociale", "SIRET", "société", "structure d'accueil"]);

/// The name.
pub static NAME: Field = Field::text("name", "nom", "name").required().also(&[
    "contact",
    "nom du contact",
    "interlocuteur",
    "nom et prénom",
    "responsable",
]);

/// What the contact does there.
pub static FUNCTION: Field =
    Field::text("function", "fonction", "function").also(&["poste", "qualité", "rôle", "service"]);

/// The address.
pub static EMAIL: Field = Field::code("email", "courriel", "e-mail", email).also(&[
    "email",
    "mail",
    "adresse électronique",
    "mél",
]);

/// The telephone.
pub static PHONE: Field = Field::code("phone", "téléphone", "phone", phone).also(&[
    "tél",
    "portable",
    "ligne directe",
    "n° de téléphone",
]);

/// Whatever else the school should remember.
pub static NOTE: Field =
    Field::note("note", "remarque", "note").also(&["remarques", "commentaire"]);

/// The contacts of schools.
pub static CONTACTS: Noun = Noun {
    table: "network_contacts",
    one: Words::new("contact", "contact"),
    many: Words::new("contacts", "contacts"),
    fields: &[&SCHOOL, &COMPANY, &NAME, &FUNCTION, &EMAIL, &PHONE, &NOTE],
    keys: &[&EMAIL, &PHONE],
    title: &[&NAME],
    searched: &[&NAME, &FUNCTION, &EMAIL],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check: sound,
    follow: None,
};
