//! Rooms, machines, vehicles and kits, and whether other partners may use them.

use records::{Choice, Field, Flaw, Noun, Surroundings, Value, Values, Words};

use crate::{partner::PARTNERS, site::SITES};

/// What its owner calls it, in files.
pub static REFERENCE: Field = Field::text("reference", "référence", "reference").also(&[
    "réf",
    "n° d'inventaire",
    "inventaire",
    "code",
    "id",
]);

/// Whose it is.
pub static PARTNER: Field = Field::link("partner", "partenaire", "partner", &PARTNERS)
    .required()
    .also(&["propriétaire", "établissement", "entreprise", "organisme", "school", "company"]);

/// Where it is.
pub static SITE: Field =
    Field::link("site", "site", "site", &SITES).also(&["lieu", "atelier", "implantation"]);

/// Its name.
pub static NAME: Field = Field::text("name", "nom", "name").required().also(&[
    "désignation",
    "équipement",
    "matériel",
    "salle",
    "libellé",
]);

/// What it is.
pub static KIND: Field = Field::one_of("kind", "nature", "kind", &KINDS).also(&[
    "type",
    "catégorie",
    "type d'équipement",
]);

/// How many there are.
pub static QUANTITY: Field = Field::whole("quantity", "quantité", "quantity", (0, 100_000))
    .also(&["nombre", "qté", "count"]);

/// Whether other partners may use it.
pub static SHARED: Field = Field::yes_no("shared", "partagé", "shared").also(&[
    "mutualisé",
    "mutualisable",
    "mis à disposition",
]);

/// Whatever else those who use it should know.
pub static NOTE: Field =
    Field::note("note", "remarque", "note").also(&["remarques", "commentaire"]);

/// The equipment of partners.
pub static EQUIPMENT: Noun = Noun {
    table: "network_equipment",
    one: Words::new("équipement", "equipment"),
    many: Words::new("équipements", "equipment"),
    fields: &[&REFERENCE, &PARTNER, &SITE, &NAME, &KIND, &QUANTITY, &SHARED, &NOTE],
    keys: &[&REFERENCE],
    title: &[&NAME],
    searched: &[&REFERENCE, &NAME],
    owner: Some(&PARTNER),
    brought_by: None,
    is_personal: false,
    check,
    follow: None,
};

/// What equipment may be.
pub static KINDS: [Choice; 4] = [
    Choice::new("room", "salle", "room"),
    Choice::new("machine", "machine", "machine"),
    Choice::new("vehicle", "véhicule", "vehicle"),
    Choice::new("kit", "lot de matériel", "kit"),
];

/// Nobody shares without saying so.
fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    if *values.get(&SHARED) == Value::Absent {
        values.set(&SHARED, false);
    }
    vec![]
}
