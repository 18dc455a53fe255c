//! The campus itself: its name, its sector among the twelve, its territory.

use records::{Choice, Field, Flaw, Following, Noun, Surroundings, Unfit, Unit, Words, sound};
use storage::Tx;

/// Its name.
pub static NAME: Field = Field::text("name", "nom", "name").required().also(&[
    "campus",
    "nom du campus",
    "intitulé",
    "intitulé du campus",
    "dénomination",
]);

/// Its sector.
pub static SECTOR: Field = Field::one_of("sector", "secteur", "sector", &SECTORS)
    .required()
    .also(&["filière", "secteur d'activité", "secteur du campus"]);

/// Where it is.
pub static TERRITORY: Field = Field::text("territory", "territoire", "territory").also(&[
    "région",
    "académie",
    "région académique",
]);

/// Whether it has the mention of excellence.
pub static EXCELLENCE: Field =
    Field::yes_no("excellence", "excellence", "excellence").also(&["mention excellence", "CMQE"]);

/// The campuses of a database; each is the tenant of all its records, and of its own.
pub static CAMPUSES: Noun = Noun {
    table: "network_campuses",
    one: Words::new("campus", "campus"),
    many: Words::new("campus", "campuses"),
    fields: &[&NAME, &SECTOR, &TERRITORY, &EXCELLENCE],
    keys: &[],
    title: &[&NAME],
    searched: &[&NAME],
    owner: None,
    brought_by: None,
    is_personal: false,
    check: sound,
    follow: Some(follow),
};

fn follow<'a>(_: &'a mut Tx, unit: &'a mut Unit<'_>, _: &'a Surroundings) -> Following<'a> {
    Box::pin(async move {
        let tenant = unit.scope().tenant;
        let touched = unit.touched(&CAMPUSES);
        let others = touched.filter(|campus| campus.before.is_none() && campus.id != tenant);
        Ok(others.map(|campus| (campus.id, founded_only())).collect())
    })
}

/// A campus is the tenant of its own record: it is founded, not added to another.
fn founded_only() -> Flaw {
    let field = None;
    let why = Unfit::new(
        "un campus ne s’ajoute pas à un autre\u{a0}: il se fonde avec metier init --beside",
        "a campus is not added to another: it is founded with metier init --beside",
    );
    Flaw { field, why }
}

/// The twelve sectors in which campuses are labelled.
pub static SECTORS: [Choice; 12] = [
    Choice::new("ALIM", "Alimentaire, agroalimentaire", "Food, agri-food"),
    Choice::new("CHIM", "Chimie et biotechnologies", "Chemistry and biotechnologies"),
    Choice::new("CREA", "Création, design, audiovisuel", "Creation, design, audiovisual"),
    Choice::new(
        "BATI",
        "Infrastructures, bâtiment, éco-construction",
        "Infrastructure, building, eco-construction",
    ),
    Choice::new("MATE", "Matériaux, matériaux innovants", "Materials, innovative materials"),
    Choice::new(
        "MOBI",
        "Mobilité, aéronautique, transports terrestres et maritimes",
        "Mobility, aeronautics, land and maritime transport",
    ),
    Choice::new("NUME", "Numérique, télécommunications", "Digital, telecommunications"),
    Choice::new("SPER", "Services à la personne, bien-être", "Personal services, well-being"),
    Choice::new("SENT", "Services aux entreprises, logistique", "Business services, logistics"),
    Choice::new("SYST", "Systèmes innovants, mécatronique", "Innovative systems, mechatronics"),
    Choice::new("TOUR", "Tourisme, gastronomie", "Tourism, gastronomy"),
    Choice::new("ENER", "Transition énergétique, éco-industrie", "Energy transition, eco-industry"),
];
