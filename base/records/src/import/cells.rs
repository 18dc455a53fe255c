//! The rows of a file, read into values of the noun; links stay as they are written.

use std::collections::{BTreeMap, BTreeSet};

use tables::{CellProblem, Column, Fault, Faults, Problem, Row as Cells, Table};

use crate::{Field, Kind, Noun, Value, Values};

/// A file as it was read.
pub(super) struct Sheet {
    /// Its name.
    pub(super) file: String,
    /// The fields that it has, in the order of the noun.
    pub(super) fields: Vec<&'static Field>,
    /// Where each of those stands among the headers.
    places: Vec<usize>,
    /// Every header of the file, in its order.
    pub(super) headers: Vec<String>,
    /// The headers that no field claims.
    pub(super) unknown: Vec<String>,
    /// Its rows.
    pub(super) rows: Vec<SheetRow>,
}

/// A row as it was read.
pub(super) struct SheetRow {
    /// Its number, as a spreadsheet shows it.
    pub(super) number: u64,
    /// What it says, without its links.
    pub(super) values: Values,
    /// Its links, as they are written.
    pub(super) links: Vec<(&'static Field, String)>,
    /// Its cells, in the order of the headers.
    pub(super) texts: Vec<String>,
    /// The fields that something is wrong with.
    pub(super) faulty: Vec<&'static Field>,
}

/// The columns of a noun: a header may be a name, a label of either language, a synonym.
pub(super) fn columns(noun: &'static Noun) -> Vec<Column> {
    noun.fields.iter().map(|field| Column::optional(field.name, synonyms(field))).collect()
}

/// All that a field may be called. Made once for each field of the program.
fn synonyms(field: &'static Field) -> &'static [&'static str] {
    use std::sync::{LazyLock, Mutex};
    static KNOWN: LazyLock<Mutex<BTreeMap<usize, &'static [&'static str]>>> =
        LazyLock::new(Mutex::default);
    let place = std::ptr::from_ref(field).addr();
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    known.entry(place).or_insert_with(|| {
        let labels = [field.label.fr, field.label.en];
        Box::leak(labels.iter().chain(field.synonyms).copied().collect())
    })
}

/// Reads every row; what is wrong with a cell is a fault.
pub(super) fn read(noun: &'static Noun, table: Table, faults: &mut Faults) -> Sheet {
    let has: Vec<usize> = (0..noun.fields.len()).filter(|at| table.has(*at)).collect();
    let mut sheet = Sheet {
        file: table.file().to_owned(),
        fields: has.iter().map(|at| noun.fields[*at]).collect(),
        places: has.iter().filter_map(|at| table.place(*at)).collect(),
        headers: table.headers().to_vec(),
        unknown: table.unknown_columns().to_vec(),
        rows: vec![],
    };
    table.for_each(faults, |cells, faults| {
        let mut row = SheetRow {
            number: cells.number(),
            values: Values::blank(noun),
            links: vec![],
            texts: cells.texts().map(str::to_owned).collect(),
            faulty: vec![],
        };
        for at in &has {
            // Not all faults of a bad file are kept: only their number tells that there are more.
            let n_before = faults.len();
            read_cell(&mut row, noun.fields[*at], *at, cells, faults);
            if n_before < faults.len() {
                row.faulty.push(noun.fields[*at]);
            }
        }
        sheet.rows.push(row);
    });
    sheet
}

fn read_cell(
    row: &mut SheetRow,
    field: &'static Field,
    at: usize,
    cells: &Cells<'_>,
    faults: &mut Faults,
) {
    let value = match &field.kind {
        Kind::Whole { least, most } => cells.whole(at, *least..=*most, faults).map(Value::Whole),
        Kind::Decimal { least, most } => {
            cells.decimal(at, *least..=*most, faults).map(Value::Decimal)
        }
        Kind::Day => cells.date(at, faults).map(Value::Day),
        Kind::YesNo => cells.yes_no(at, faults).map(Value::YesNo),
        Kind::Link(_) => {
            let text = cells.text(at).map(str::to_owned);
            row.links.extend(text.map(|text| (field, text)));
            None
        }
        Kind::Text { .. } | Kind::Code(_) | Kind::OneOf(_) | Kind::List | Kind::SomeOf(_) => {
            cells.text(at).and_then(|text| match Value::read(field, text) {
                Ok(value) => Some(value),
                Err(why) => {
                    cells.refuse(at, &why, faults);
                    None
                }
            })
        }
    };
    row.values.set(field, value.unwrap_or_default());
}

impl Sheet {
    /// A fault of a cell that was read.
    pub(super) fn fault(&self, row: &SheetRow, field: Option<&Field>, why: Problem) -> Fault {
        let at = field.and_then(|field| self.fields.iter().position(|own| own.is(field)));
        let at = at.and_then(|at| self.places.get(at).copied());
        Fault {
            row: Some(row.number),
            column: match at {
                Some(at) => self.headers.get(at).cloned(),
                None => field.map(|field| field.label.fr.to_owned()),
            },
            value: at.and_then(|at| row.texts.get(at)).cloned(),
            ..Fault::on_file(&self.file, why)
        }
    }

    /// A fault of a cell that must not be blank.
    pub(super) fn blank(&self, row: &SheetRow, field: &Field) -> Fault {
        self.fault(row, Some(field), CellProblem::Blank.into())
    }

    /// Whether the file has this field.
    pub(super) fn has(&self, field: &Field) -> bool {
        self.fields.iter().any(|own| own.is(field))
    }

    /// The texts that stand for records in a field.
    pub(super) fn links(&self, field: &Field) -> BTreeSet<String> {
        let links = self.rows.iter().flat_map(|row| &row.links);
        links.filter(|(of, _)| of.is(field)).map(|(_, text)| text.clone()).collect()
    }
}
