//! The published table of rights, read as a person would read it.

use std::collections::BTreeMap;

use network::role::{ROLE, Role};
use records::{Record, Value};
use uuid::Uuid;

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) resource: String,
    pub(crate) table: String,
    /// The columns by which a record belongs to a school, a company, …
    owners: BTreeMap<String, Vec<String>>,
    pub(crate) private: Vec<String>,
    cells: Vec<String>,
}

/// Somebody with one role.
#[derive(Clone, Debug)]
pub(crate) struct Whom {
    pub(crate) email: String,
    pub(crate) person: Uuid,
    pub(crate) role: Role,
    pub(crate) partner: Option<Uuid>,
    pub(crate) learner: Option<Uuid>,
}

/// What a test knows of its records besides what they say.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Which partner is a party to which convention.
    pub(crate) parties: Vec<(Uuid, Uuid)>,
    /// People who have roles elsewhere than at their partner.
    pub(crate) elsewhere: Vec<Uuid>,
}

/// What somebody may do with a record.
#[derive(Debug)]
pub(crate) struct May {
    pub(crate) reads: bool,
    pub(crate) reads_in_full: bool,
    pub(crate) writes: bool,
}

pub(crate) fn lines(table: &str) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let read = |row: csv::StringRecord| Line {
        resource: row[0].to_owned(),
        table: row[1].to_owned(),
        owners: row[2].split("; ").filter_map(|part| part.split_once(": ")).map(owner).collect(),
        private: row[3].split_whitespace().map(str::to_owned).collect(),
        cells: row.iter().skip(4).map(str::to_owned).collect(),
    };
    reader.records().map(|row| read(row.unwrap())).collect()
}

fn owner((kind, columns): (&str, &str)) -> (String, Vec<String>) {
    (kind.to_owned(), columns.split(' ').map(str::to_owned).collect())
}

impl Line {
    pub(crate) fn cell(&self, role: Role) -> &str {
        let at = Role::ALL.iter().position(|other| *other == role).unwrap();
        &self.cells[at]
    }

    /// The columns by which records belong to somebody, with what each says.
    pub(crate) fn owners(&self) -> impl Iterator<Item = (&str, &str)> {
        self.owners.iter().flat_map(|(kind, columns)| {
            columns.iter().map(move |column| (kind.as_str(), column.as_str()))
        })
    }

    /// What the table says that somebody may do with a record.
    pub(crate) fn may(&self, whom: &Whom, record: &Record, known: &Known) -> May {
        let parts: Vec<&str> = self.cell(whom.role).split("; ").collect();
        let allows = |verb: &str| {
            let told = parts.iter().find_map(|part| part.strip_prefix(verb));
            let whose = told.map(|told| told.split(", ").collect::<Vec<_>>()).unwrap_or_default();
            whose.into_iter().any(|whose| self.is(whose, whom, record, known))
        };
        let reads_partly = allows("reads without the private columns ");
        let not_partly = |part: &&str| !part.starts_with("reads without");
        let in_full =
            parts.iter().copied().filter(not_partly).find_map(|p| p.strip_prefix("reads "));
        let in_full = in_full
            .is_some_and(|told| told.split(", ").any(|whose| self.is(whose, whom, record, known)));
        May { reads: in_full || reads_partly, reads_in_full: in_full, writes: allows("writes ") }
    }

    fn is(&self, whose: &str, whom: &Whom, record: &Record, known: &Known) -> bool {
        let has = |kind: &str, wanted: Uuid| {
            self.columns(kind).iter().any(|column| value(record, column) == Some(wanted))
        };
        let at_partner = |kind| whom.partner.is_some_and(|partner| has(kind, partner));
        match whose {
            "all" => true,
            "of her school" => at_partner("school") && self.is_given_in(&SCHOOL_ROLES, record),
            "of her company" => at_partner("company") && self.is_given_in(&COMPANY_ROLES, record),
            "of her learner" => {
                let school = self.columns("school").first();
                let at_school = school.and_then(|column| value(record, column)) == whom.partner;
                at_school && whom.learner.is_some_and(|learner| has("learner", learner))
            }
            "of herself" => has("person", whom.person),
            "of her conventions" => {
                let own =
                    known.parties.iter().filter(|(partner, _)| Some(*partner) == whom.partner);
                own.into_iter().any(|(_, convention)| has("convention", *convention))
            }
            "of what is shared" => {
                let is_shared = |column: &String| {
                    record.noun().field(column).and_then(|field| record.yes_no(field)) == Some(true)
                };
                self.columns("shared").iter().any(is_shared)
            }
            "of whoever has no role but at her partner" => {
                at_partner("school") && !known.elsewhere.contains(&record.id)
            }
            other => panic!("the table says “{other}”, which this test cannot read"),
        }
    }

    fn is_given_in(&self, roles: &[&str], record: &Record) -> bool {
        self.columns("role").is_empty() || record.text(&ROLE).is_some_and(|r| roles.contains(&r))
    }

    fn columns(&self, kind: &str) -> &[String] {
        self.owners.get(kind).map_or(&[], Vec::as_slice)
    }
}

/// The roles that a school gives.
const SCHOOL_ROLES: [&str; 6] = [
    "school_administrator",
    "school_staff",
    "referent_teacher",
    "learner",
    "guardian",
    "instructor",
];
/// The roles that a company gives.
const COMPANY_ROLES: [&str; 2] = ["company_administrator", "tutor"];

/// The record that a column names.
fn value(record: &Record, column: &str) -> Option<Uuid> {
    if column == "id" {
        return Some(record.id);
    }
    match record.get(record.noun().field(column)?) {
        Value::Link(id) => Some(*id),
        _ => None,
    }
}
