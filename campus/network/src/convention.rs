//! What partners agreed upon: its editions, its dates, its parties.

use records::{Field, Flaw, Noun, Surroundings, Values, Words, sound};

use crate::{dates::in_order, partner::PARTNERS};

/// What the campus calls it, in files.
pub static REFERENCE: Field = Field::text("reference", "référence", "reference").unique().also(&[
    "réf",
    "n° de convention",
    "numéro de convention",
    "id",
]);

/// Its title.
pub static TITLE: Field = Field::text("title", "intitulé", "title").required().also(&[
    "titre",
    "objet",
    "convention",
    "nom",
]);

/// Which edition of it this is.
pub static EDITION: Field = Field::whole("edition", "édition", "edition", (1, 999)).also(&[
    "version",
    "n° d'édition",
    "avenant n°",
]);

/// The edition before.
pub static REPLACES: Field = Field::link("replaces", "remplace", "replaces", &CONVENTIONS)
    .also(&["édition précédente", "remplace la convention"]);

/// When it was signed.
pub static SIGNED_ON: Field = Field::day("signed_on", "signée le", "signed on").also(&[
    "date de signature",
    "signature",
    "signé le",
]);

/// Its first day.
pub static STARTS: Field =
    Field::day("starts", "début", "starts").also(&["date de début", "date d'effet", "du", "start"]);

/// Its last day.
pub static ENDS: Field =
    Field::day("ends", "fin", "ends").also(&["date de fin", "échéance", "au", "end"]);

/// Whatever else its parties should know.
pub static NOTE: Field =
    Field::note("note", "remarque", "note").also(&["remarques", "commentaire"]);

/// The conventions between partners.
pub static CONVENTIONS: Noun = Noun {
    table: "network_conventions",
    one: Words::new("convention", "convention"),
    many: Words::new("conventions", "conventions"),
    fields: &[&REFERENCE, &TITLE, &EDITION, &REPLACES, &SIGNED_ON, &STARTS, &ENDS, &NOTE],
    keys: &[&REFERENCE],
    title: &[&TITLE],
    searched: &[&REFERENCE, &TITLE],
    owner: None,
    brought_by: None,
    is_personal: false,
    check,
    follow: None,
};

/// The convention.
pub static CONVENTION: Field = Field::link("convention", "convention", "convention", &CONVENTIONS)
    .required()
    .also(&["n° de convention", "référence de la convention"]);

/// The partner that is a party to it.
pub static PARTNER: Field = Field::link("partner", "partenaire", "partner", &PARTNERS)
    .required()
    .also(&["partie", "signataire", "établissement", "entreprise", "organisme"]);

/// In which capacity.
pub static QUALITY: Field = Field::text("quality", "en qualité de", "as").also(&[
    "qualité",
    "rôle dans la convention",
    "quality",
]);

/// The parties to conventions.
pub static PARTIES: Noun = Noun {
    table: "network_convention_parties",
    one: Words::new("partie à une convention", "party to a convention"),
    many: Words::new("parties aux conventions", "parties to conventions"),
    fields: &[&CONVENTION, &PARTNER, &QUALITY],
    keys: &[],
    title: &[&QUALITY],
    searched: &[&QUALITY],
    owner: None,
    brought_by: None,
    is_personal: false,
    check: sound,
    follow: None,
};

fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    in_order(values, &STARTS, &ENDS).into_iter().collect()
}
