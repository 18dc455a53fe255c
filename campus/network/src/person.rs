//! The people who use the campus's records, each known by one e-mail address.

use records::{Choice, Field, Noun, Words, sound};

use crate::{
    codes::{email, phone},
    partner::PARTNERS,
};

/// Her name.
pub static NAME: Field = Field::text("name", "nom", "name").required().also(&[
    "nom et prénom",
    "prénom et nom",
    "nom complet",
    "personne",
    "identité",
]);

/// The address by which she is known; nobody else's.
pub static EMAIL: Field = Field::code("email", "courriel", "e-mail", email)
    .required()
    .unique()
    .also(&["email", "mail", "adresse électronique", "mél", "adresse e-mail"]);

/// Her telephone.
pub static PHONE: Field = Field::code("phone", "téléphone", "phone", phone).also(&[
    "tél",
    "portable",
    "mobile",
    "n° de téléphone",
]);

/// The language in which she is written to.
pub static LANG: Field = Field::one_of("lang", "langue", "language", &LANGS).also(&["lang"]);

/// Where she mainly is.
pub static PARTNER: Field = Field::link("partner", "partenaire", "partner", &PARTNERS).also(&[
    "établissement",
    "entreprise",
    "organisme",
    "school",
    "company",
]);

/// Whatever else those who may see her should know.
pub static NOTE: Field =
    Field::note("note", "remarque", "note").also(&["remarques", "commentaire"]);

/// The people.
pub static PEOPLE: Noun = Noun {
    table: "network_people",
    one: Words::new("personne", "person"),
    many: Words::new("personnes", "people"),
    fields: &[&NAME, &EMAIL, &PHONE, &LANG, &PARTNER, &NOTE],
    keys: &[&EMAIL],
    title: &[&NAME],
    searched: &[&NAME, &EMAIL],
    owner: Some(&PARTNER),
    brought_by: None,
    is_personal: true,
    check: sound,
    follow: None,
};

/// The languages.
pub static LANGS: [Choice; 2] =
    [Choice::new("fr", "français", "French"), Choice::new("en", "anglais", "English")];
