//! XLSX, one row at a time: the first sheet that is shown.

use std::{io::BufReader, ops::ControlFlow};

use calamine::{DataRef, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;

use crate::{
    CellProblem, FileProblem, Limits, archive,
    delimited::non_blank,
    input::{Input, Opened, unreadable},
    value::serial_date,
};

/// A workbook whose sheet is yet to be read.
pub(crate) struct Workbook {
    xlsx: Xlsx<BufReader<Box<dyn Input>>>,
    sheet: String,
    other_sheets: Vec<String>,
    since_1904: bool,
}

/// A cell as the workbook types it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetCell {
    pub(crate) text: String,
    pub(crate) kind: CellKind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum CellKind {
    #[default]
    Text,
    /// A number, and the day that it would be as a date.
    Number(Option<Date>),
    Date(Option<Date>),
    /// The result of a formula that failed.
    Failed,
    /// Not to be used, and told already.
    Refused,
}

/// One row: its number as a spreadsheet shows it, and its cells from the first column.
pub(crate) struct SheetRow<'a> {
    pub(crate) number: u64,
    pub(crate) cells: &'a mut [SheetCell],
}

impl Workbook {
    /// Opens a workbook that passes the limits.
    pub(crate) fn new(opened: Opened, limits: &Limits) -> Result<Self, FileProblem> {
        let mut input = opened.input;
        archive::check(&mut input, opened.n_bytes, limits)?;
        input.rewind().map_err(|error| unreadable(&error))?;
        let xlsx = Xlsx::new(BufReader::new(input)).map_err(damaged)?;
        let is_shown = |sheet: &&Sheet| {
            sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
        };
        let mut shown =
            xlsx.sheets_metadata().iter().filter(is_shown).map(|sheet| sheet.name.clone());
        let sheet = shown.next().ok_or(FileProblem::Empty)?;
        let other_sheets = shown.collect();
        let since_1904 = xlsx.has_1904_epoch();
        Ok(Self { xlsx, sheet, other_sheets, since_1904 })
    }

    /// The sheets that are shown and not read.
    pub(crate) fn other_sheets(&self) -> &[String] {
        &self.other_sheets
    }

    /// The first row that is not blank, up to its last header.
    pub(crate) fn header(&mut self, n_columns: usize) -> Result<Vec<String>, FileProblem> {
        let mut headers = Vec::new();
        self.for_each(n_columns, |row| {
            headers.extend(row.cells.iter().map(|cell| trimmed(&cell.text)));
            let n_headers = headers.iter().rposition(|header| !header.is_empty());
            headers.truncate(n_headers.map_or(0, |last| last + 1));
            if headers.is_empty() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        if headers.is_empty() { Err(FileProblem::Empty) } else { Ok(headers) }
    }

    /// Calls for each row that has a cell, in the order of the file, until told to stop.
    /// Columns from `n_columns` on are left out.
    pub(crate) fn for_each(
        &mut self,
        n_columns: usize,
        mut with: impl FnMut(SheetRow) -> ControlFlow<()>,
    ) -> Result<(), FileProblem> {
        let since_1904 = self.since_1904;
        let mut reader = self.xlsx.worksheet_cells_reader(&self.sheet).map_err(damaged)?;
        let mut cells: Vec<SheetCell> = Vec::new();
        let mut row = None;
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (number, column) = cell.get_position();
            if let Some(last) = row
                && last != number
            {
                let number = u64::from(last) + 1;
                if with(SheetRow { number, cells: &mut cells }).is_break() {
                    return Ok(());
                }
                cells.iter_mut().for_each(SheetCell::clear);
            }
            row = Some(number);
            let column = column as usize;
            if column < n_columns {
                if cells.len() <= column {
                    cells.resize_with(column + 1, SheetCell::default);
                }
                cells[column].set(cell.get_value(), since_1904);
            }
        }
        if let Some(last) = row {
            // The file ends here: there is nothing left to stop.
            let _ = with(SheetRow { number: u64::from(last) + 1, cells: &mut cells });
        }
        Ok(())
    }
}

impl SheetCell {
    /// Why the cell cannot be used, whatever is asked of it.
    pub(crate) fn problem(&self, most: usize) -> Option<CellProblem> {
        match self.kind {
            CellKind::Failed => Some(CellProblem::Failed),
            _ if self.text.len() > most => Some(CellProblem::TooLong { most }),
            CellKind::Text | CellKind::Number(_) | CellKind::Date(_) | CellKind::Refused => None,
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.kind = CellKind::Text;
    }

    fn set(&mut self, value: &DataRef, since_1904: bool) {
        self.clear();
        match value {
            DataRef::Empty => {}
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                self.text.push_str(text);
            }
            DataRef::SharedString(text) => self.text.push_str(text),
            DataRef::Bool(yes) => self.text.push_str(if *yes { "true" } else { "false" }),
            DataRef::Error(error) => {
                self.text = error.to_string();
                self.kind = CellKind::Failed;
            }
            DataRef::Int(number) => {
                let days = i32::try_from(*number).map_or(f64::NAN, f64::from);
                self.set_number(number.to_string(), days, since_1904);
            }
            DataRef::Float(number) => self.set_number(number.to_string(), *number, since_1904),
            DataRef::DateTime(moment) if moment.is_duration() => {
                let days = moment.as_f64();
                self.set_number(days.to_string(), days, since_1904);
            }
            DataRef::DateTime(moment) => {
                let day = serial_date(moment.as_f64(), since_1904);
                self.text = day.map_or_else(|| moment.as_f64().to_string(), |d| d.to_string());
                self.kind = CellKind::Date(day);
            }
        }
    }

    fn set_number(&mut self, text: String, days: f64, since_1904: bool) {
        // A small number typed in a column of dates is a year or a slip, not a day long past.
        const FIRST: f64 = 10_000.0;
        self.text = text;
        let day = if days < FIRST { None } else { serial_date(days, since_1904) };
        self.kind = CellKind::Number(day);
    }
}

fn trimmed(text: &str) -> String {
    non_blank(text).unwrap_or_default().to_owned()
}

fn damaged(error: XlsxError) -> FileProblem {
    match error {
        XlsxError::Io(error) => unreadable(&error),
        XlsxError::Password => FileProblem::OldWorkbook,
        other => FileProblem::Damaged { reason: other.to_string() },
    }
}
