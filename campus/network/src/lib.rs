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
mod asking;
mod confirming;
mod founding;
mod giving;
mod rights;
mod search;
mod store;

use records::Noun;

pub use {
    acting::scope,
    asking::{Asking, ask},
    confirming::{confirm, last_confirmed},
    founding::{Founding, campuses, found},
    rights::{Verb, authorisations_csv},
    search::{Found, Search, search},
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
