//! Who asks, and which records of each noun that person may see and change.

use std::collections::BTreeMap;

use storage::Arg;
use uuid::Uuid;

use crate::{Noun, Value, Values};

/// Who asks, and what that person may see and change. A noun that it does not name is
/// neither seen nor changed.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Whose records they all are.
    pub tenant: Uuid,
    /// Who acts, as the journal names that person.
    pub actor: String,
    /// The owner of what that person makes without saying whose it is.
    pub home: Option<Uuid>,
    // Invariant: only the crate that knows roles and rights makes grants.
    grants: BTreeMap<&'static str, Grant>,
}

/// What may be seen and changed of one noun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// What may be seen.
    pub reads: Sees,
    /// What may be made, changed and removed.
    pub writes: Sees,
}

/// Some of the records of a noun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sees {
    /// None.
    #[default]
    Nothing,
    /// Those that meet one of these.
    Those(Vec<Clause>),
    /// All.
    All,
}

/// The records with one of these in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// `id`, or a field that is a link.
    pub column: &'static str,
    /// One of these.
    pub among: Vec<Uuid>,
}

impl Scope {
    /// Somebody who may see and change nothing yet.
    #[must_use]
    pub fn new(tenant: Uuid, actor: impl Into<String>, home: Option<Uuid>) -> Self {
        Self { tenant, actor: actor.into(), home, grants: BTreeMap::new() }
    }

    /// The same person, with a grant on a noun in place of any before.
    #[must_use]
    pub fn with(mut self, noun: &Noun, grant: Grant) -> Self {
        self.grants.insert(noun.table, grant);
        self
    }

    /// Which records of a noun may be seen.
    #[must_use]
    pub fn reads(&self, noun: &Noun) -> &Sees {
        self.grants.get(noun.table).map_or(&Sees::Nothing, |grant| &grant.reads)
    }

    /// Which records of a noun may be changed.
    #[must_use]
    pub fn writes(&self, noun: &Noun) -> &Sees {
        self.grants.get(noun.table).map_or(&Sees::Nothing, |grant| &grant.writes)
    }
}

impl Sees {
    /// Whether a record is one of them.
    #[must_use]
    pub fn has(&self, id: Uuid, values: &Values) -> bool {
        let meets = |clause: &Clause| {
            let found = match clause.column {
                "id" => Some(id),
                column => values.noun().field(column).and_then(|field| match values.get(field) {
                    Value::Link(id) => Some(*id),
                    _ => None,
                }),
            };
            found.is_some_and(|id| clause.among.contains(&id))
        };
        match self {
            Self::Nothing => false,
            Self::Those(clauses) => clauses.iter().any(meets),
            Self::All => true,
        }
    }

    /// The condition of a statement, and its arguments.
    pub(crate) fn condition(&self, table: &str) -> (String, Vec<Arg>) {
        match self {
            Self::All => ("1 = 1".to_owned(), vec![]),
            Self::Nothing => ("1 = 0".to_owned(), vec![]),
            Self::Those(clauses) => {
                let parts: Vec<String> = clauses
                    .iter()
                    .filter(|clause| !clause.among.is_empty())
                    .map(|Clause { column, among }| {
                        format!("{table}.{column} in ({})", vec!["?"; among.len()].join(", "))
                    })
                    .collect();
                if parts.is_empty() {
                    return Self::Nothing.condition(table);
                }
                let args = clauses.iter().flat_map(|clause| clause.among.iter().copied());
                (format!("({})", parts.join(" or ")), args.map(Into::into).collect())
            }
        }
    }
}
