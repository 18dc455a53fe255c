//! Who takes part in a campus: schools, companies, and the others.

use kernel::{Idcc, Naf, Nda, Siret, Uai};
use records::{
    Choice, Field, Flaw, Following, Noun, Surroundings, Unfit, Unit, Values, Words, locate,
    relocate,
};
use storage::Tx;

use crate::codes::{code, email, phone};

/// What the campus calls it, in files.
pub static REFERENCE: Field = Field::text("reference", "référence", "reference").unique().also(&[
    "réf",
    "identifiant",
    "code",
    "id",
    "code partenaire",
]);

/// What it is.
pub static KIND: Field = Field::one_of("kind", "type de partenaire", "kind", &KINDS)
    .required()
    .also(&["type", "nature", "catégorie", "statut du partenaire"]);

/// Its name.
pub static NAME: Field = Field::text("name", "nom", "name").required().also(&[
    "raison sociale",
    "dénomination",
    "nom de l'entreprise",
    "nom de l'établissement",
    "établissement",
    "entreprise",
    "organisme",
    "partenaire",
    "company",
    "school",
]);

/// Its establishment in the register of companies.
pub static SIRET: Field = Field::code("siret", "SIRET", "SIRET", code::<Siret>).unique().also(&[
    "n° SIRET",
    "numéro SIRET",
    "siret de l'établissement",
]);

/// Its number among schools.
pub static UAI: Field = Field::code("uai", "UAI", "UAI", code::<Uai>).unique().also(&[
    "code UAI",
    "n° UAI",
    "RNE",
    "code RNE",
    "n° RNE",
    "numéro UAI",
    "identifiant établissement",
]);

/// Its number among the bodies that train.
pub static NDA: Field = Field::code("nda", "NDA", "NDA", code::<Nda>).also(&[
    "numéro de déclaration d'activité",
    "n° de déclaration d'activité",
    "déclaration d'activité",
]);

/// Its activity, in the nomenclature of 2008.
pub static NAF_REV2: Field = Field::code("naf_rev2", "NAF rév. 2", "NAF rev. 2", code::<Naf>)
    .also(&["NAF", "code NAF", "APE", "code APE", "activité principale"]);

/// Its activity, in the nomenclature of 2025.
pub static NAF_2025: Field = Field::code("naf_2025", "NAF 2025", "NAF 2025", code::<Naf>).also(&[
    "code NAF 2025",
    "APE 2025",
    "NAF 25",
]);

/// Its branch of collective bargaining.
pub static BRANCH: Field = Field::code("branch", "branche (IDCC)", "branch (IDCC)", code::<Idcc>)
    .also(&["IDCC", "branche", "convention collective", "code IDCC"]);

/// How many people work there.
pub static HEADCOUNT: Field = Field::whole("headcount", "effectif", "headcount", (0, 1_000_000))
    .also(&["effectifs", "nombre de salariés", "salariés", "staff"]);

/// The trades that are practised or taught there.
pub static TRADES: Field = Field::list("trades", "métiers", "trades").also(&[
    "métier",
    "activités",
    "savoir-faire",
    "ROME",
]);

/// Its street.
pub static ADDRESS: Field =
    Field::text("address", "adresse", "address").also(&["rue", "voie", "adresse postale"]);

/// Its postcode.
pub static POSTCODE: Field =
    Field::text("postcode", "code postal", "postcode").also(&["CP", "code_postal", "zip"]);

/// Its commune.
pub static COMMUNE: Field = Field::text("commune", "commune", "commune").also(&["ville", "city"]);

/// Its latitude.
pub static LAT: Field = Field::decimal("lat", "latitude", "latitude", (-90.0, 90.0)).also(&["y"]);

/// Its longitude.
pub static LON: Field =
    Field::decimal("lon", "longitude", "longitude", (-180.0, 180.0)).also(&["x", "lng"]);

/// The address that is everybody's there; that of a person is a contact's.
pub static EMAIL: Field = Field::code("email", "courriel de l’accueil", "general e-mail", email)
    .also(&["e-mail", "email", "courriel", "mail", "adresse électronique", "mél"]);

/// The number of the switchboard; that of a person is a contact's.
pub static PHONE: Field = Field::code("phone", "téléphone de l’accueil", "general phone", phone)
    .also(&["téléphone", "tél", "standard", "n° de téléphone", "phone"]);

/// Its site on the web.
pub static WEBSITE: Field = Field::text("website", "site internet", "website").also(&[
    "site web",
    "url",
    "site",
    "adresse du site",
]);

/// The school that made it known to the campus.
pub static BROUGHT_BY: Field = Field::link("brought_by", "apporté par", "brought by", &PARTNERS)
    .also(&["établissement apporteur", "connu par", "apporteur"]);

/// Whether the public portal may show it.
pub static PUBLIC: Field = Field::yes_no("public", "visible du public", "shown to the public")
    .also(&["public", "publiable", "affichage public"]);

/// Whatever else those who may change it should know.
pub static NOTE: Field =
    Field::note("note", "remarque", "note").also(&["remarques", "commentaire"]);

/// The partners of a campus.
pub static PARTNERS: Noun = Noun {
    table: "network_partners",
    one: Words::new("partenaire", "partner"),
    many: Words::new("partenaires", "partners"),
    fields: &[
        &REFERENCE,
        &KIND,
        &NAME,
        &SIRET,
        &UAI,
        &NDA,
        &NAF_REV2,
        &NAF_2025,
        &BRANCH,
        &HEADCOUNT,
        &TRADES,
        &ADDRESS,
        &POSTCODE,
        &COMMUNE,
        &LAT,
        &LON,
        &EMAIL,
        &PHONE,
        &WEBSITE,
        &BROUGHT_BY,
        &PUBLIC,
        &NOTE,
    ],
    keys: &[&REFERENCE, &SIRET, &UAI],
    title: &[&NAME],
    searched: &[&REFERENCE, &NAME, &SIRET, &UAI, &TRADES, &POSTCODE, &COMMUNE],
    owner: None,
    brought_by: Some(&BROUGHT_BY),
    is_personal: false,
    check,
    follow: Some(follow),
};

/// A partner that is a company.
pub const COMPANY: &str = "company";

/// What a partner may be.
pub static KINDS: [Choice; 6] = [
    Choice::new("school", "établissement scolaire", "school"),
    Choice::new(COMPANY, "entreprise", "company"),
    Choice::new("training_centre", "centre de formation", "training centre"),
    Choice::new("research_lab", "laboratoire", "research lab"),
    Choice::new("institution", "institution", "institution"),
    Choice::new("association", "association", "association"),
];

fn check(values: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    locate(values, (&COMMUNE, &LAT, &LON), surroundings)
}

fn follow<'a>(
    _: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    surroundings: &'a Surroundings,
) -> Following<'a> {
    Box::pin(async move { Ok(relocate(unit, &PARTNERS, (&COMMUNE, &LAT, &LON), surroundings)) })
}

/// What would make a partner easier to tell from others; nothing that forbids keeping it.
#[must_use]
pub fn advice(partner: &Values) -> Option<Unfit> {
    let has_number = partner.text(&SIRET).is_some() || partner.text(&UAI).is_some();
    (!has_number).then(|| {
        Unfit::new(
            "ni SIRET ni UAI\u{a0}: avec l’un des deux, ce partenaire ne sera pas confondu avec un \
             autre",
            "neither SIRET nor UAI: with one of them, this partner is not taken for another",
        )
    })
}
