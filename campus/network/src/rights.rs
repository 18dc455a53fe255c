//! Who may see and change what: the one table from which every check is made.
//!
//! Each resource says in which columns it belongs to somebody, and gives a cell to each role:
//! what it reads, then what it writes. A letter stands for some of the records:
//!
//! | letter | the records |
//! |---|---|
//! | `A` | all |
//! | `S` | of the school of the role |
//! | `C` | of the company of the role |
//! | `L` | of the learner of the role, at the school of the role |
//! | `P` | of the person herself |
//! | `M` | of the conventions to which the partner of the role is a party |
//! | `O` | that their owner shares |
//! | `H` | of the people whom the partner of the role has for itself: they have no role elsewhere |
//! | `-` | none |
//!
//! A small letter reads them without their private columns. Whoever writes reads in full.

mod authorisations;
mod cell;
mod grants;
mod verb;

use records::Words;

pub(crate) use grants::{Known, grants};
pub use {authorisations::authorisations_csv, verb::Verb};

use cell::{Cells, cells};

/// What may be seen and changed: a table, of this crate or of a later one.
pub(crate) struct Resource {
    /// The table.
    table: &'static str,
    /// What its records are called.
    words: Words,
    /// The columns that say whose each record is.
    owners: Owners,
    /// The columns that a small letter leaves out.
    private: &'static [&'static str],
    /// What each role may do.
    cells: Cells,
}

/// The columns that say whose a record is; `id` where the record is the owner itself.
struct Owners {
    /// The school; the first also says at which school a learner is.
    school: &'static [&'static str],
    /// The company.
    company: &'static [&'static str],
    /// The learner.
    learner: &'static [&'static str],
    /// The person.
    person: &'static [&'static str],
    /// The convention.
    convention: &'static [&'static str],
    /// Yes if the owner shares it.
    shared: Option<&'static str>,
    /// The role that it is: whoever answers for a partner gives no role of the campus.
    role: Option<&'static str>,
}

const NOBODY: Owners = Owners {
    school: &[],
    company: &[],
    learner: &[],
    person: &[],
    convention: &[],
    shared: None,
    role: None,
};
const PARTNER: Owners = Owners { school: &["partner"], company: &["partner"], ..NOBODY };
const SCHOOL: Owners = Owners { school: &["school"], ..NOBODY };
const LEARNER: Owners = Owners { learner: &["learner"], ..SCHOOL };

/// What only the learner's school reads of her.
const OF_THE_SCHOOL: &[&str] = &[
    "ine",
    "email",
    "phone",
    "address",
    "guardian_name",
    "guardian_email",
    "guardian_phone",
    "guardian_authority",
    "guardian2_name",
    "guardian2_email",
    "guardian2_phone",
    "guardian2_authority",
    "note",
];

/// The table. The roles of each line:
/// coordinator, school administrator, school staff, referent teacher, company administrator,
/// tutor, learner, guardian, instructor, label assessor, observer, API key.
#[rustfmt::skip]
const TABLE: &[Resource] = &[
    //                                coor adm  staf refe comp tuto lear guar inst asse obse api
    Resource { table: "network_campuses", words: Words::new("campus", "campuses"),
        owners: NOBODY, private: &[],
        cells: cells("A/A  A/-  A/-  A/-  A/-  A/-  A/-  A/-  A/-  A/-  A/-  -/-") },
    Resource { table: "network_partners", words: Words::new("partenaires", "partners"),
        owners: Owners { school: &["id", "brought_by"], company: &["id"], ..NOBODY },
        private: &["email", "phone", "note"],
        cells: cells("A/A  aS/S aS/S aS/- aC/C aC/- a/-  a/-  aS/- a/-  a/-  -/-") },
    Resource { table: "network_sites", words: Words::new("sites", "sites"),
        owners: PARTNER, private: &[],
        cells: cells("A/A  A/S  A/S  A/-  A/C  A/-  A/-  A/-  A/-  A/-  A/-  -/-") },
    Resource { table: "network_people", words: Words::new("personnes", "people"),
        owners: Owners { person: &["id"], ..PARTNER }, private: &[],
        cells: cells("A/A  SP/HP SP/P SP/P CP/HP CP/P P/P P/P  P/P  P/P  P/P  -/-") },
    Resource { table: "network_roles", words: Words::new("rôles", "roles"),
        owners: Owners { person: &["person"], role: Some("role"), ..PARTNER }, private: &[],
        cells: cells("A/A  SP/S SP/- P/-  CP/C P/-  P/-  P/-  P/-  P/-  P/-  -/-") },
    Resource { table: "network_conventions", words: Words::new("conventions", "conventions"),
        owners: Owners { convention: &["id"], ..NOBODY }, private: &[],
        cells: cells("A/A  M/-  M/-  M/-  M/-  -/-  -/-  -/-  -/-  A/-  A/-  -/-") },
    Resource { table: "network_convention_parties",
        words: Words::new("parties aux conventions", "parties to conventions"),
        owners: Owners { convention: &["convention"], ..NOBODY }, private: &[],
        cells: cells("A/A  M/-  M/-  M/-  M/-  -/-  -/-  -/-  -/-  A/-  A/-  -/-") },
    Resource { table: "network_equipment", words: Words::new("équipements", "equipment"),
        owners: Owners { shared: Some("shared"), ..PARTNER }, private: &[],
        cells: cells("OS/OS OS/S OS/S OS/- OC/C -/- -/-  -/-  OS/- O/-  O/-  -/-") },
    Resource { table: "network_contacts",
        words: Words::new("contacts des établissements", "contacts of schools"),
        owners: SCHOOL, private: &[],
        cells: cells("-/-  S/S  S/S  S/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-") },
    Resource { table: "network_requests",
        words: Words::new("demandes aux entreprises", "requests to companies"),
        owners: Owners { school: &["asked_by"], company: &["company"], ..NOBODY }, private: &[],
        cells: cells("A/A  S/S  S/S  S/-  C/C  C/-  -/-  -/-  -/-  -/-  -/-  -/-") },
    Resource { table: "network_confirmations", words: Words::new("confirmations", "confirmations"),
        owners: Owners { school: &["told_by"], company: &["told_by"], ..NOBODY }, private: &[],
        cells: cells("A/A  A/S  A/S  A/-  A/C  A/-  -/-  -/-  -/-  A/-  A/-  -/-") },
    //                                coor adm  staf refe comp tuto lear guar inst asse obse api
    Resource { table: "catalogue_codes", words: Words::new("nomenclatures", "reference codes"),
        owners: NOBODY, private: &[],
        cells: cells("A/A  A/-  A/-  A/-  A/-  A/-  A/-  A/-  A/-  A/-  A/-  -/-") },
    Resource { table: "catalogue_programmes", words: Words::new("formations", "programmes"),
        owners: SCHOOL, private: &[],
        cells: cells("A/A  A/S  A/S  A/-  A/-  A/-  A/-  A/-  A/-  A/-  A/-  -/-") },
    Resource { table: "catalogue_classes", words: Words::new("classes", "classes"),
        owners: SCHOOL, private: &[],
        cells: cells("A/-  S/S  S/S  S/-  -/-  -/-  S/-  S/-  S/-  -/-  -/-  -/-") },
    Resource { table: "catalogue_periods", words: Words::new("périodes", "periods"),
        owners: SCHOOL, private: &[],
        cells: cells("A/-  S/S  S/S  S/-  -/-  -/-  S/-  S/-  S/-  -/-  -/-  -/-") },
    Resource { table: "learners_learners", words: Words::new("apprenants", "learners"),
        owners: Owners { learner: &["id"], ..SCHOOL }, private: OF_THE_SCHOOL,
        cells: cells("a/-  S/S  S/S  S/-  -/-  -/-  l/-  l/-  -/-  -/-  -/-  -/-") },
    Resource { table: "learners_enrolments", words: Words::new("inscriptions", "enrolments"),
        owners: LEARNER, private: &[],
        cells: cells("A/-  S/S  S/S  S/-  -/-  -/-  L/-  L/-  -/-  -/-  -/-  -/-") },
    Resource { table: "learners_informed",
        words: Words::new("informations données", "information given"),
        owners: LEARNER, private: &[],
        cells: cells("-/-  S/S  S/S  S/-  -/-  -/-  L/-  L/-  -/-  -/-  -/-  -/-") },
    //                                coor adm  staf refe comp tuto lear guar inst asse obse api
    Resource { table: "placement_offers", words: Words::new("offres", "offers"),
        owners: Owners { school: &["brought_by"], company: &["company"], learner: &["found_by"],
            ..NOBODY },
        private: &[],
        cells: cells("A/A  A/S  A/S  A/-  C/C  C/-  L/-  L/-  -/-  -/-  -/-  -/-") },
    Resource { table: "placement_workshops", words: Words::new("ateliers", "workshops"),
        owners: SCHOOL, private: &[],
        cells: cells("A/A  A/S  A/S  A/-  -/-  -/-  -/-  -/-  A/-  -/-  -/-  -/-") },
    Resource { table: "placement_rounds", words: Words::new("campagnes", "rounds"),
        owners: NOBODY, private: &["seed", "budget_eur", "most_workshops", "settings"],
        cells: cells("A/A  A/-  A/-  A/-  a/-  a/-  a/-  a/-  -/-  -/-  -/-  -/-") },
    Resource { table: "placement_entrants",
        words: Words::new("classes engagées", "classes entered"),
        owners: SCHOOL, private: &[],
        cells: cells("A/A  S/S  S/S  S/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-") },
    Resource { table: "placement_wishes", words: Words::new("vœux", "wishes"),
        owners: LEARNER, private: &[],
        cells: cells("A/-  S/S  S/S  S/-  -/-  -/-  L/L  L/-  -/-  -/-  -/-  -/-") },
    Resource { table: "placement_locks", words: Words::new("places verrouillées", "locks"),
        owners: LEARNER, private: &[],
        cells: cells("A/A  S/S  S/S  S/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-") },
    Resource { table: "placement_placements", words: Words::new("affectations", "placements"),
        owners: Owners { company: &["company"], ..LEARNER }, private: &[],
        cells: cells("A/A  S/S  S/S  S/-  C/C  C/-  L/L  L/-  -/-  -/-  -/-  -/-") },
    Resource { table: "placement_memories",
        words: Words::new("souvenirs de campagne", "memories of rounds"),
        owners: LEARNER, private: &[],
        cells: cells("A/A  S/-  S/-  S/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-") },
    Resource { table: "placement_plans", words: Words::new("plans", "plans"),
        owners: NOBODY, private: &[],
        cells: cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-") },
];
