//! The rows of a file, with `[defaults]` in place of empty cells.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use tables::{Column, Fault, Faults, Row, Table};

use crate::{Label, Warning, plan::Role};

/// What fills empty cells, as a file of one row.
pub(super) const DEFAULTS: &str = "[defaults]";

/// A row whose empty cells are filled.
pub(super) struct Cells<'r> {
    row: &'r Row<'r>,
    fallback: Option<&'r Row<'r>>,
    used: &'r RefCell<BTreeMap<usize, u32>>,
    unknown: &'r [Label],
}

impl<'r> Cells<'r> {
    /// The row that has this cell: the file's, or that of the defaults if it is empty.
    pub(super) fn at(&self, column: usize) -> &'r Row<'r> {
        if self.row.text(column).is_some() {
            return self.row;
        }
        match self.fallback.filter(|row| row.text(column).is_some()) {
            Some(filled) => {
                *self.used.borrow_mut().entry(column).or_default() += 1;
                filled
            }
            None => self.row,
        }
    }

    /// The row of the file.
    pub(super) fn row(&self) -> &'r Row<'r> {
        self.row
    }

    /// The cells of columns that are not known, those that are filled.
    pub(super) fn others(&self) -> Vec<(Label, String)> {
        let headers = self.unknown.iter().enumerate();
        headers
            .filter_map(|(idx, header)| Some((header.clone(), self.row.unknown(idx)?.to_owned())))
            .collect()
    }

    /// Whether the cell is filled, be it by default.
    pub(super) fn has(&self, column: usize) -> bool {
        self.row.text(column).is_some()
            || self.fallback.is_some_and(|row| row.text(column).is_some())
    }
}

/// A file opened with the columns that it must have.
pub(super) struct Sheet<'a> {
    role: Role,
    columns: Vec<Column>,
    table: Table,
    defaults: Option<Table>,
    values: &'a BTreeMap<String, String>,
}

impl<'a> Sheet<'a> {
    /// Puts the defaults of these columns behind the table.
    pub(super) fn new(
        role: Role,
        columns: Vec<Column>,
        table: Table,
        values: &'a BTreeMap<String, String>,
    ) -> Result<Self, Faults> {
        let defaults = one_row(&columns, values).map(|csv| {
            let any = columns.iter().map(|c| Column { required: false, ..*c }).collect::<Vec<_>>();
            Table::from_bytes(DEFAULTS, csv.into_bytes(), &any, &BTreeMap::new())
        });
        Ok(Self { role, columns, table, defaults: defaults.transpose()?, values })
    }

    /// The names of the columns that the file has or that a default fills.
    pub(super) fn given(&self) -> BTreeSet<&'static str> {
        let has = |column: usize| {
            self.table.has(column) || self.defaults.as_ref().is_some_and(|d| d.has(column))
        };
        self.columns.iter().enumerate().filter(|(i, _)| has(*i)).map(|(_, c)| c.name).collect()
    }

    /// Reads every row; returns what should be known of the columns.
    pub(super) fn for_each(
        self,
        faults: &mut Faults,
        mut with: impl FnMut(&Cells, &mut Faults),
    ) -> Vec<Warning> {
        let mut warnings = unknown_columns(self.role, &self.table);
        let used = RefCell::new(BTreeMap::new());
        let unknown: Vec<Label> =
            self.table.unknown_columns().iter().map(|header| Label::new(header)).collect();
        let mut seen = BTreeSet::new();
        let mut read = |row: &Row, fallback: Option<&Row>, faults: &mut Faults| {
            let mut found = Faults::new();
            with(&Cells { row, fallback, used: &used, unknown: &unknown }, &mut found);
            keep(found, &mut seen, faults);
        };
        match self.defaults {
            None => _ = self.table.for_each(faults, |row, faults| read(row, None, faults)),
            Some(defaults) => {
                let mut table = Some(self.table);
                defaults.for_each(faults, |fallback, faults| {
                    if let Some(table) = table.take() {
                        table.for_each(faults, |row, faults| read(row, Some(fallback), faults));
                    }
                });
            }
        }
        warnings.extend(used.into_inner().into_iter().map(|(column, cells)| {
            let column = self.columns[column].name;
            let value = self.values.get(column).cloned().unwrap_or_default();
            Warning::DefaultUsed { file: self.role, column: column.to_owned(), value, cells }
        }));
        warnings
    }
}

/// The columns that nothing reads.
pub(super) fn unknown_columns(file: Role, table: &Table) -> Vec<Warning> {
    let unknown = table.unknown_columns().iter();
    unknown.map(|column| Warning::UnknownColumn { file, column: column.clone() }).collect()
}

/// Keeps the faults of a row; a fault of the defaults once, however many rows use them.
fn keep(found: Faults, seen: &mut BTreeSet<Option<String>>, faults: &mut Faults) {
    let is_default = |fault: &Fault| &*fault.file == DEFAULTS;
    if found.is_empty() || !found.iter().any(is_default) {
        faults.append(found);
        return;
    }
    for fault in found.iter() {
        if !is_default(fault) || seen.insert(fault.column.clone()) {
            faults.push(Fault { row: fault.row.filter(|_| !is_default(fault)), ..fault.clone() });
        }
    }
}

/// The defaults of these columns as a file of one row; nothing if there are none.
fn one_row(columns: &[Column], values: &BTreeMap<String, String>) -> Option<String> {
    let names: BTreeSet<&str> = columns.iter().map(|column| column.name).collect();
    let (header, row): (Vec<_>, Vec<_>) = values
        .iter()
        .filter(|(column, _)| names.contains(column.as_str()))
        .map(|(column, value)| (column.clone(), format!("\"{}\"", value.replace('"', "\"\""))))
        .unzip();
    (!header.is_empty()).then(|| format!("{},\n{},\n", header.join(","), row.join(",")))
}

/// The same columns, without those required that a default fills, and in `only` alone
/// the required ones if given.
pub(super) fn wanted(
    columns: &[Column],
    values: &BTreeMap<String, String>,
    only: Option<&[usize]>,
) -> Vec<Column> {
    let required = |(i, column): (usize, &Column)| {
        let asked = only.map_or(column.required, |only| only.contains(&i));
        Column { required: asked && !values.contains_key(column.name), ..*column }
    };
    columns.iter().enumerate().map(required).collect()
}
