//! Who asks, and which records of each noun that person may see and change.

use std::collections::BTreeMap;

use storage::Arg;
use uuid::Uuid;

use crate::{Field, Noun, Value, Values};

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
    /// What of it is not seen.
    pub hides: Hides,
}

/// Some columns that are not seen of every record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hides {
    /// The columns.
    pub columns: &'static [&'static str],
    /// The records of which they are seen all the same.
    pub but_of: Sees,
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

/// The records that have one of these in each of some columns: `id`, or a field that is a
/// link, says yes or no, or is one of a closed list; but for some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    // Invariant: at least one column, each with at least one value.
    columns: Vec<(&'static str, Vec<Among>)>,
    but: Vec<Uuid>,
}

/// What a clause looks for in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// This record.
    Record(Uuid),
    /// Yes or no.
    YesNo(bool),
    /// One of a closed list.
    Choice(&'static str),
}

impl Scope {
    /// Somebody who may see and change nothing yet.
    #[must_use]
    pub fn new(tenant: Uuid, actor: impl Into<String>, home: Option<Uuid>) -> Self {
        Self { tenant, actor: actor.into(), home, grants: BTreeMap::new() }
    }

    /// The same person, with a grant on a noun in place of any before.
    #[must_use]
    pub fn with(self, noun: &Noun, grant: Grant) -> Self {
        self.with_table(noun.table, grant)
    }

    /// The same person, with a grant on the noun of a table that a later crate may own.
    #[must_use]
    pub fn with_table(mut self, table: &'static str, grant: Grant) -> Self {
        self.grants.insert(table, grant);
        self
    }

    /// Which records of a noun may be seen.
    #[must_use]
    pub fn reads(&self, noun: &Noun) -> &Sees {
        self.granted(noun.table).map_or(&Sees::Nothing, |grant| &grant.reads)
    }

    /// Which records of a noun may be changed.
    #[must_use]
    pub fn writes(&self, noun: &Noun) -> &Sees {
        self.granted(noun.table).map_or(&Sees::Nothing, |grant| &grant.writes)
    }

    /// What is granted under this name, if anything is.
    #[must_use]
    pub fn granted(&self, table: &str) -> Option<&Grant> {
        self.grants.get(table)
    }

    /// Blanks what is not to be seen of a record.
    pub(crate) fn mask(&self, id: Uuid, values: &mut Values) {
        let Some(Grant { hides, .. }) = self.granted(values.noun().table) else { return };
        if !self.hides(id, values) {
            return;
        }
        for field in values.noun().fields.iter().filter(|field| hides.has(field)) {
            values.set(field, Value::Absent);
        }
    }

    /// Whether something of a record is not to be seen.
    pub(crate) fn hides(&self, id: Uuid, values: &Values) -> bool {
        let hides = self.granted(values.noun().table).map(|grant| &grant.hides);
        hides.is_some_and(|hides| !hides.columns.is_empty() && !hides.but_of.has(id, values))
    }

    /// The records of which a field may be seen, where that is not all that may be seen.
    pub(crate) fn shows(&self, noun: &Noun, field: &Field) -> Option<&Sees> {
        let hides = &self.granted(noun.table)?.hides;
        hides.has(field).then_some(&hides.but_of)
    }
}

impl Hides {
    fn has(&self, field: &Field) -> bool {
        self.columns.contains(&field.name)
    }
}

impl Clause {
    /// The records that have one of these in a column; none if there are none of these.
    #[must_use]
    pub fn of(column: &'static str, among: impl IntoIterator<Item = Among>) -> Option<Self> {
        let among: Vec<Among> = among.into_iter().collect();
        (!among.is_empty()).then(|| Self { columns: vec![(column, among)], but: vec![] })
    }

    /// Those of its records that also have one of these in another column.
    #[must_use]
    pub fn and(self, column: &'static str, among: impl IntoIterator<Item = Among>) -> Option<Self> {
        let Self { columns: more, .. } = Self::of(column, among)?;
        Some(Self { columns: [self.columns, more].concat(), ..self })
    }

    /// Its records, but for these.
    #[must_use]
    pub fn but(mut self, records: &[Uuid]) -> Self {
        self.but.extend_from_slice(records);
        self
    }

    /// Whether it looks at this column.
    #[must_use]
    pub fn is_on(&self, column: &str) -> bool {
        self.columns.iter().any(|(own, _)| *own == column)
    }

    fn has(&self, id: Uuid, values: &Values) -> bool {
        let is_among = |column: &str, among: &Among| {
            let value = values.noun().field(column).map(|field| values.get(field));
            match among {
                Among::Record(record) if column == "id" => *record == id,
                Among::Record(record) => value == Some(&Value::Link(*record)),
                Among::YesNo(is_so) => value == Some(&Value::YesNo(*is_so)),
                Among::Choice(code) => matches!(value, Some(Value::Text(text)) if text == code),
            }
        };
        let has_one =
            |(column, among): &(&str, Vec<Among>)| among.iter().any(|one| is_among(column, one));
        !self.but.contains(&id) && self.columns.iter().all(has_one)
    }

    fn condition(&self, table: &str) -> String {
        let each = |(column, among): &(&str, Vec<Among>)| {
            format!("{table}.{column} in ({})", vec!["?"; among.len()].join(", "))
        };
        let but = (!self.but.is_empty())
            .then(|| format!("{table}.id not in ({})", vec!["?"; self.but.len()].join(", ")));
        self.columns.iter().map(each).chain(but).collect::<Vec<_>>().join(" and ")
    }

    fn args(&self) -> impl Iterator<Item = Arg> {
        let among = self.columns.iter().flat_map(|(_, among)| among).map(|among| match among {
            Among::Record(id) => (*id).into(),
            Among::YesNo(is_so) => (*is_so).into(),
            Among::Choice(code) => (*code).into(),
        });
        among.chain(self.but.iter().map(|id| (*id).into()))
    }
}

impl Sees {
    /// Whether a record is one of them.
    #[must_use]
    pub fn has(&self, id: Uuid, values: &Values) -> bool {
        match self {
            Self::Nothing => false,
            Self::Those(clauses) => clauses.iter().any(|clause| clause.has(id, values)),
            Self::All => true,
        }
    }

    /// These and those of a clause.
    #[must_use]
    pub fn or(self, clause: Clause) -> Self {
        match self {
            Self::Nothing => Self::Those(vec![clause]),
            Self::Those(mut clauses) => {
                if !clauses.contains(&clause) {
                    clauses.push(clause);
                }
                Self::Those(clauses)
            }
            Self::All => Self::All,
        }
    }

    /// The condition of a statement, and its arguments.
    pub(crate) fn condition(&self, table: &str) -> (String, Vec<Arg>) {
        match self {
            Self::All => ("1 = 1".to_owned(), vec![]),
            Self::Nothing => ("1 = 0".to_owned(), vec![]),
            Self::Those(clauses) if clauses.is_empty() => Self::Nothing.condition(table),
            Self::Those(clauses) => {
                let parts: Vec<String> =
                    clauses.iter().map(|clause| clause.condition(table)).collect();
                let args = clauses.iter().flat_map(Clause::args);
                (format!("({})", parts.join(" or ")), args.collect())
            }
        }
    }
}
