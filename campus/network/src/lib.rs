#![doc = include_str!("../README.md")]

pub mod campus;
pub mod confirmation;
pub mod contact;
pub mod convention;
pub mod equipment;
pub mod partner;
pub mod person;
pub mod request;
pub mod role;
pub mod site;

pub mod codes;
pub mod dates;

mod acting;
mod founding;
mod rights;
mod store;

use records::Noun;

pub use {
    acting::scope,
    founding::{Founding, campuses, found},
    rights::{Verb, authorisations_csv},
};

/// The tables of this crate.
pub const SCHEMA: storage::Schema = storage::Schema {
    name: "network",
    steps: &[include_str!("../migrations/0001_partners_and_people.sql")],
};

/// The nouns of this crate, what is linked to before what links.
pub const NOUNS: &[&Noun] = &[
    &campus::CAMPUSES,
    &partner::PARTNERS,
    &site::SITES,
    &person::PEOPLE,
    &role::ROLES,
    &convention::CONVENTIONS,
    &convention::PARTIES,
    &equipment::EQUIPMENT,
    &contact::CONTACTS,
    &request::REQUESTS,
    &confirmation::CONFIRMATIONS,
];
