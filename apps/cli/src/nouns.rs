//! All kinds of records of this program, in the order of their links, and their tables.

use jiff::civil::Date;
use records::{Noun, RecordError, Scope};
use storage::{Schema, Tx};
use uuid::Uuid;

/// A kind of records and the names of its commands.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    /// Nothing where it is the same.
    pub(crate) french: &'static str,
    pub(crate) noun: &'static Noun,
}

/// What is linked to before what links.
pub(crate) static NOUNS: [Known; 27] = [
    known("campus", "", &network::campus::CAMPUSES),
    known("partners", "partenaires", &network::partner::PARTNERS),
    known("sites", "", &network::site::SITES),
    known("people", "personnes", &network::person::PEOPLE),
    known("roles", "rôles", &network::role::ROLES),
    known("conventions", "", &network::convention::CONVENTIONS),
    known("parties", "signataires", &network::convention::PARTIES),
    known("equipment", "équipements", &network::equipment::EQUIPMENT),
    known("contacts", "", &network::contact::CONTACTS),
    known("requests", "demandes", &network::request::REQUESTS),
    known("confirmations", "", &network::confirmation::CONFIRMATIONS),
    known("codes", "nomenclatures", &catalogue::CODES),
    known("programmes", "formations", &catalogue::PROGRAMMES),
    known("classes", "", &catalogue::CLASSES),
    known("periods", "périodes", &catalogue::PERIODS),
    known("learners", "élèves", &learners::LEARNERS),
    known("enrolments", "inscriptions", &learners::ENROLMENTS),
    known("informed", "informations", &learners::INFORMED),
    known("offers", "offres", &placement::nouns::offer::OFFERS),
    known("workshops", "ateliers", &placement::nouns::workshop::WORKSHOPS),
    known("rounds", "campagnes", &placement::nouns::round::ROUNDS),
    known("entrants", "classes-engagées", &placement::nouns::entrant::ENTRANTS),
    known("wishes", "vœux", &placement::nouns::wish::WISHES),
    known("locks", "verrous", &placement::nouns::lock::LOCKS),
    known("plans", "", &placement::nouns::plan::PLANS),
    known("placements", "", &placement::nouns::placement::PLACEMENTS),
    known("memories", "souvenirs", &placement::nouns::memory::MEMORIES),
];

const fn known(name: &'static str, french: &'static str, noun: &'static Noun) -> Known {
    Known { name, french, noun }
}

/// The kind of records of a command, by either name.
pub(crate) fn named(name: &str) -> Option<&'static Known> {
    NOUNS.iter().find(|known| known.name == name || (known.french == name && !name.is_empty()))
}

/// All of them.
pub(crate) fn all() -> Vec<&'static Noun> {
    NOUNS.iter().map(|known| known.noun).collect()
}

/// The tables of this program, what is referred to first.
pub(crate) fn schema() -> [Schema; 6] {
    [
        storage::SCHEMA,
        records::SCHEMA,
        network::SCHEMA,
        catalogue::SCHEMA,
        learners::SCHEMA,
        placement::nouns::SCHEMA,
    ]
}

/// What somebody may see and change today.
pub(crate) async fn scope(
    tx: &mut Tx,
    campus: Uuid,
    email: &str,
    today: Date,
) -> Result<Scope, RecordError> {
    network::scope(tx, campus, email, today).await
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use kernel::{Lang, fold};

    use super::*;

    #[test]
    fn every_noun_of_every_crate_has_its_commands() {
        let owned = [
            network::NOUNS.to_vec(),
            catalogue::NOUNS.to_vec(),
            learners::NOUNS.to_vec(),
            placement::nouns::NOUNS.to_vec(),
        ];
        let owned: BTreeSet<&str> = owned.concat().iter().map(|noun| noun.table).collect();
        let known: BTreeSet<&str> = NOUNS.iter().map(|known| known.noun.table).collect();
        assert_eq!(owned, known);
    }

    #[test]
    fn the_headers_of_a_file_are_told_apart_in_both_languages() {
        for known in &NOUNS {
            for lang in [Lang::Fr, Lang::En] {
                let mut meant = BTreeMap::new();
                for field in known.noun.fields {
                    for header in [field.name, field.label.of(lang)] {
                        let other = meant.insert(fold(header), field.name);
                        let is_own = other.is_none_or(|other| other == field.name);
                        assert!(is_own, "{} {header}", known.noun.table);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_linked_to_comes_before_what_links_but_for_circles() {
        let place = |noun: &Noun| NOUNS.iter().position(|known| known.noun.is(noun)).unwrap();
        for known in &NOUNS {
            for (field, to) in known.noun.links() {
                let is_circle = to.links().any(|(_, back)| back.is(known.noun));
                assert!(is_circle || place(to) <= place(known.noun), "{field:?}");
            }
        }
    }
}
