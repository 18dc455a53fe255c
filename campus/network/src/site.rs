//! Where a partner works besides its main address.

use kernel::Siret;
use records::{Field, Flaw, Following, Noun, Surroundings, Unit, Values, Words, locate, relocate};
use storage::Tx;

use crate::{codes::code, partner::PARTNERS};

/// What the partner calls it, in files.
pub static REFERENCE: Field =
    Field::text("reference", "référence", "reference").also(&["réf", "code", "code site", "id"]);

/// Whose it is.
pub static PARTNER: Field = Field::link("partner", "partenaire", "partner", &PARTNERS)
    .required()
    .also(&["entreprise", "établissement", "organisme", "company", "school"]);

/// Its name.
pub static NAME: Field = Field::text("name", "nom", "name").required().also(&[
    "nom du site",
    "site",
    "atelier",
    "libellé",
]);

/// Its establishment in the register of companies.
pub static SIRET: Field =
    Field::code("siret", "SIRET", "SIRET", code::<Siret>).also(&["n° SIRET", "numéro SIRET"]);

/// Its street.
pub static ADDRESS: Field = Field::text("address", "adresse", "address").also(&["rue", "voie"]);

/// Its postcode.
pub static POSTCODE: Field =
    Field::text("postcode", "code postal", "postcode").also(&["CP", "zip"]);

/// Its commune.
pub static COMMUNE: Field = Field::text("commune", "commune", "commune").also(&["ville", "city"]);

/// Its latitude.
pub static LAT: Field = Field::decimal("lat", "latitude", "latitude", (-90.0, 90.0)).also(&["y"]);

/// Its longitude.
pub static LON: Field =
    Field::decimal("lon", "longitude", "longitude", (-180.0, 180.0)).also(&["x", "lng"]);

/// The sites of partners.
pub static SITES: Noun = Noun {
    table: "network_sites",
    one: Words::new("site", "site"),
    many: Words::new("sites", "sites"),
    fields: &[&REFERENCE, &PARTNER, &NAME, &SIRET, &ADDRESS, &POSTCODE, &COMMUNE, &LAT, &LON],
    keys: &[&REFERENCE],
    title: &[&NAME],
    searched: &[&REFERENCE, &NAME, &SIRET, &POSTCODE, &COMMUNE],
    owner: Some(&PARTNER),
    brought_by: None,
    is_personal: false,
    check,
    follow: Some(follow),
};

fn check(values: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    locate(values, (&COMMUNE, &LAT, &LON), surroundings)
}

fn follow<'a>(
    _: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    surroundings: &'a Surroundings,
) -> Following<'a> {
    Box::pin(async move { Ok(relocate(unit, &SITES, (&COMMUNE, &LAT, &LON), surroundings)) })
}
