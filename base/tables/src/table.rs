//! An opened file, its header matched, its rows streamed.

use std::{collections::BTreeMap, fmt, io::Cursor, ops::ControlFlow, path::Path};

use csv::ByteRecord;

use crate::{
    CellProblem, Column, Fault, Faults, HeaderProblem, Limits, Problem, Row,
    delimited::{self, Delimited, Next, non_blank},
    header::{Dictionary, Header},
    input::{self, Kind, Opened},
    row::Cells,
    workbook::{CellKind, SheetCell, SheetRow, Workbook},
};

/// A file whose header was understood and whose rows are yet to be read.
pub struct Table {
    header: Header,
    source: Source,
    limits: Limits,
}

enum Source {
    Delimited(Box<Delimited>),
    Workbook(Box<Workbook>),
}

/// What a file is to be matched with.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    columns: &'a [Column],
    renames: &'a BTreeMap<String, String>,
    limits: &'a Limits,
}

impl Table {
    /// Opens a CSV or XLSX file, told apart by what they hold. `renames` takes the user's own
    /// headers to names of columns.
    pub fn open(
        path: &Path,
        columns: &[Column],
        renames: &BTreeMap<String, String>,
    ) -> Result<Self, Faults> {
        Self::open_within(path, columns, renames, &Limits::default())
    }

    /// Opens a file, with limits of one's own.
    pub fn open_within(
        path: &Path,
        columns: &[Column],
        renames: &BTreeMap<String, String>,
        limits: &Limits,
    ) -> Result<Self, Faults> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let opened = input::open(path, limits).map_err(|problem| Fault::on_file(&name, problem))?;
        Self::read_header(&name, opened, Wanted { columns, renames, limits })
    }

    /// Opens what was received under this name.
    pub fn from_bytes(
        name: &str,
        bytes: Vec<u8>,
        columns: &[Column],
        renames: &BTreeMap<String, String>,
    ) -> Result<Self, Faults> {
        let limits = &Limits::default();
        let n_bytes = bytes.len() as u64;
        let opened = input::recognise(Box::new(Cursor::new(bytes)), n_bytes, limits)
            .map_err(|problem| Fault::on_file(name, problem))?;
        Self::read_header(name, opened, Wanted { columns, renames, limits })
    }

    /// The name of the file.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.header.file
    }

    /// The headers that no column claims.
    #[must_use]
    pub fn unknown_columns(&self) -> &[String] {
        &self.header.unknown
    }

    /// The sheets of a workbook that are not read: only the first that is shown is.
    #[must_use]
    pub fn other_sheets(&self) -> &[String] {
        match &self.source {
            Source::Delimited(_) => &[],
            Source::Workbook(file) => file.other_sheets(),
        }
    }

    /// The header of this column in the words of the file, if the file has it.
    #[must_use]
    pub fn header(&self, column: usize) -> Option<&str> {
        self.header.places[column].map(|place| self.header.found[place].as_str())
    }

    /// Every header of the file, in its order.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.header.found
    }

    /// Where this column stands among the headers, if the file has it.
    #[must_use]
    pub fn place(&self, column: usize) -> Option<usize> {
        self.header.places[column]
    }

    /// Whether the file has this column.
    #[must_use]
    pub fn has(&self, column: usize) -> bool {
        self.header.places[column].is_some()
    }

    /// The fault of having none of these columns, when one of them is needed.
    #[must_use]
    pub fn missing(&self, one_of: &[&str]) -> Fault {
        let columns = one_of.iter().map(|name| (*name).to_owned()).collect();
        let found = self.header.found.iter().filter(|header| !header.is_empty()).cloned().collect();
        Fault::on_file(self.file(), HeaderProblem::MissingOneOf { columns, found })
    }

    /// Calls for each row that is not blank, and counts them. Rows that cannot be read are
    /// faults; so is a file without any row.
    pub fn for_each(self, faults: &mut Faults, with: impl FnMut(&Row<'_>, &mut Faults)) -> u64 {
        let Self { header, source, limits } = self;
        let n_before = faults.len();
        let n_rows = match source {
            Source::Delimited(file) => each_line(*file, &header, faults, with),
            Source::Workbook(file) => each_sheet_row(*file, &header, &limits, faults, with),
        };
        if n_rows == 0 && faults.len() == n_before {
            faults.push(Fault::on_file(&header.file, HeaderProblem::NoRows));
        }
        n_rows
    }

    fn read_header(name: &str, opened: Opened, wanted: Wanted) -> Result<Self, Faults> {
        let Wanted { columns, renames, limits } = wanted;
        let dictionary = Dictionary::new(columns, renames);
        let refused = |problem: Problem| Faults::from(Fault::on_file(name, problem));
        let (source, found) = match opened.kind {
            Kind::Workbook => {
                let mut file = Workbook::new(opened, limits).map_err(|why| refused(why.into()))?;
                let found = file.header(limits.columns).map_err(|why| refused(why.into()))?;
                (Source::Workbook(Box::new(file)), found)
            }
            Kind::Text { .. } => {
                let mut file = Delimited::new(opened, &dictionary, limits);
                let found = file.header().map_err(refused)?;
                (Source::Delimited(Box::new(file)), found)
            }
        };
        let header = dictionary.read(name.into(), found, limits).map_err(|problems| {
            problems.into_iter().map(|why| Fault::on_file(name, why)).collect::<Faults>()
        })?;
        Ok(Self { header, source, limits: *limits })
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("header", &self.header).finish_non_exhaustive()
    }
}

fn each_line(
    mut file: Delimited,
    header: &Header,
    faults: &mut Faults,
    mut with: impl FnMut(&Row<'_>, &mut Faults),
) -> u64 {
    let n_columns = header.found.len();
    let mut n_rows = 0;
    let mut spent = ByteRecord::new();
    loop {
        spent = match file.next(spent) {
            Next::Row(record) => {
                let row = Row::new(header, file.row(), Cells::Line(&record));
                if (n_columns..record.len()).any(|place| delimited::field(&record, place).is_some())
                {
                    faults.push(row.fault_of_row(CellProblem::TooManyValues { n_columns }));
                } else if non_blank(record.as_slice()).is_some() {
                    n_rows += 1;
                    with(&row, faults);
                }
                record.into_byte_record()
            }
            Next::Refused { record, field, value, problem } => {
                faults.push(Fault {
                    row: Some(file.row()),
                    column: header.found.get(field).cloned(),
                    value: Some(value),
                    ..Fault::on_file(&header.file, problem)
                });
                record
            }
            Next::Broken(problem) => {
                let row = Some(file.row());
                faults.push(Fault { row, ..Fault::on_file(&header.file, problem) });
                return n_rows;
            }
            Next::End => return n_rows,
        }
    }
}

fn each_sheet_row(
    mut file: Workbook,
    header: &Header,
    limits: &Limits,
    faults: &mut Faults,
    mut with: impl FnMut(&Row<'_>, &mut Faults),
) -> u64 {
    let mut n_rows = 0;
    let mut is_under_header = false;
    let read = file.for_each(header.found.len(), |SheetRow { number, cells }| {
        let is_blank = cells.iter().all(|cell| non_blank(&cell.text).is_none());
        if is_under_header && !is_blank {
            refuse_cells(header, number, cells, limits.cell_bytes, faults);
            n_rows += 1;
            with(&Row::new(header, number, Cells::Sheet(cells)), faults);
        }
        is_under_header |= !is_blank;
        ControlFlow::Continue(())
    });
    if let Err(problem) = read {
        faults.push(Fault::on_file(&header.file, problem));
    }
    n_rows
}

/// Tells each known cell that cannot be used, and sets it apart so that it is not told twice.
fn refuse_cells(
    header: &Header,
    number: u64,
    cells: &mut [SheetCell],
    most: usize,
    faults: &mut Faults,
) {
    for place in header.places.iter().flatten() {
        if let Some(problem) = cells.get(*place).and_then(|cell| cell.problem(most)) {
            let row = Row::new(header, number, Cells::Sheet(cells));
            faults.push(row.fault_at(*place, problem.into()));
            cells[*place].kind = CellKind::Refused;
        }
    }
}
