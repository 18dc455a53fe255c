//! One row, read cell by cell into types.

use std::{borrow::Cow, fmt::Display, ops::RangeInclusive, str::FromStr};

use csv::StringRecord;
use jiff::civil::Date;
use kernel::InWords;

use crate::{
    CellProblem, Fault, Faults, Problem,
    delimited::{self, non_blank},
    header::Header,
    value,
    workbook::{CellKind, SheetCell},
};

/// One row of a table. Columns are named by their index in the caller's list.
///
/// What is asked of a blank cell, or of a column that the file has not, is none without fault;
/// `required` is what says that a value is due.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    header: &'a Header,
    number: u64,
    cells: Cells<'a>,
}

#[derive(Clone, Copy)]
pub(crate) enum Cells<'a> {
    Line(&'a StringRecord),
    Sheet(&'a [SheetCell]),
}

impl<'a> Row<'a> {
    pub(crate) const fn new(header: &'a Header, number: u64, cells: Cells<'a>) -> Self {
        Self { header, number, cells }
    }

    /// Its number as a spreadsheet shows it: the header is usually 1.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The name of the file.
    #[must_use]
    pub fn file(&self) -> &'a str {
        &self.header.file
    }

    /// The text of a cell, without the spaces around.
    #[must_use]
    pub fn text(&self, column: usize) -> Option<&'a str> {
        self.at(self.header.places[column]?)
    }

    /// The text of each cell, in the order of the file's headers; empty where one is blank.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> {
        (0..self.header.found.len()).map(|place| self.at(place).unwrap_or_default())
    }

    /// The text of a cell under `unknown_columns()[unknown]`.
    #[must_use]
    pub fn unknown(&self, unknown: usize) -> Option<&'a str> {
        self.at(self.header.unknown_places[unknown])
    }

    /// The text of a cell that must not be blank.
    pub fn required(&self, column: usize, faults: &mut Faults) -> Option<&'a str> {
        let text = self.text(column);
        if text.is_none() && self.kind(column) != CellKind::Refused {
            faults.push(self.fault(column, CellProblem::Blank));
        }
        text
    }

    /// A whole number in these bounds.
    pub fn whole<T>(
        &self,
        column: usize,
        bounds: RangeInclusive<T>,
        faults: &mut Faults,
    ) -> Option<T>
    where
        T: TryFrom<i64> + PartialOrd + Display,
    {
        let text = self.text(column)?;
        let number = value::whole(text).ok_or_else(|| not_whole(text));
        let bounded = number.and_then(|number| {
            T::try_from(number)
                .ok()
                .filter(|number| bounds.contains(number))
                .ok_or_else(|| out_of(&bounds))
        });
        self.kept(column, bounded, faults)
    }

    /// A number in these bounds.
    pub fn decimal(
        &self,
        column: usize,
        bounds: RangeInclusive<f64>,
        faults: &mut Faults,
    ) -> Option<f64> {
        let text = self.text(column)?;
        let number = value::decimal(text).ok_or(CellProblem::NotDecimal);
        let bounded = number.and_then(|number| {
            Some(number).filter(|n| bounds.contains(n)).ok_or_else(|| out_of(&bounds))
        });
        self.kept(column, bounded, faults)
    }

    /// A day.
    pub fn date(&self, column: usize, faults: &mut Faults) -> Option<Date> {
        let text = self.text(column)?;
        let day = match self.kind(column) {
            CellKind::Date(day) | CellKind::Number(day) => day,
            CellKind::Text | CellKind::Failed | CellKind::Refused => value::date(text),
        };
        self.kept(column, day.ok_or(CellProblem::NotDate), faults)
    }

    /// Yes or no.
    pub fn yes_no(&self, column: usize, faults: &mut Faults) -> Option<bool> {
        let text = self.text(column)?;
        self.kept(column, value::yes_no(text).ok_or(CellProblem::NotYesNo), faults)
    }

    /// The texts of a cell that holds several, separated by `|`.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text(column).unwrap_or_default().split('|').filter_map(non_blank)
    }

    /// Whatever the text of a cell names.
    pub fn parse<T>(&self, column: usize, faults: &mut Faults) -> Option<T>
    where
        T: FromStr<Err: InWords>,
    {
        let text = self.text(column)?;
        self.parsed(column, text, faults)
    }

    /// A code of this many digits, whose first zeros a spreadsheet may have eaten.
    pub fn code<T>(&self, column: usize, n_digits: usize, faults: &mut Faults) -> Option<T>
    where
        T: FromStr<Err: InWords>,
    {
        let text = self.text(column)?;
        if value::is_rounded(text) {
            faults.push(self.fault(column, CellProblem::Rounded));
            return None;
        }
        self.parsed(column, &with_zeros(text, n_digits), faults)
    }

    /// A text of this many digits, whose first zeros a spreadsheet may have eaten.
    #[must_use]
    pub fn digits(&self, column: usize, n_digits: usize) -> Option<Cow<'a, str>> {
        self.text(column).map(|text| with_zeros(text, n_digits))
    }

    /// A fault of this cell.
    #[must_use]
    pub fn fault(&self, column: usize, problem: impl Into<Problem>) -> Fault {
        if let Some(place) = self.header.places[column] {
            return self.fault_at(place, problem.into());
        }
        let column = Some(self.header.names[column].to_owned());
        Fault { column, ..self.fault_of_row(problem) }
    }

    /// A fault of the whole row.
    #[must_use]
    pub fn fault_of_row(&self, problem: impl Into<Problem>) -> Fault {
        Fault { row: Some(self.number), ..Fault::on_file(self.file(), problem) }
    }

    /// Adds the caller's own refusal of this cell.
    pub fn refuse(&self, column: usize, why: &impl InWords, faults: &mut Faults) {
        faults.push(self.fault(column, Problem::refused(why)));
    }

    pub(crate) fn fault_at(&self, place: usize, problem: Problem) -> Fault {
        let cell = match self.cells {
            Cells::Line(_) => None,
            Cells::Sheet(_) => Some(format!("{}{}", letters(place), self.number)),
        };
        Fault {
            file: self.header.file.clone(),
            row: Some(self.number),
            column: self.header.found.get(place).cloned(),
            cell,
            value: self.at(place).map(str::to_owned),
            problem,
        }
    }

    fn at(&self, place: usize) -> Option<&'a str> {
        match self.cells {
            Cells::Line(record) => delimited::field(record, place),
            Cells::Sheet(cells) => {
                let cell = cells.get(place).filter(|cell| cell.kind != CellKind::Refused)?;
                non_blank(&cell.text)
            }
        }
    }

    fn kind(&self, column: usize) -> CellKind {
        match (self.cells, self.header.places[column]) {
            (Cells::Sheet(cells), Some(place)) => {
                cells.get(place).map_or(CellKind::Text, |c| c.kind)
            }
            (Cells::Line(_), _) | (Cells::Sheet(_), None) => CellKind::Text,
        }
    }

    fn kept<T>(
        &self,
        column: usize,
        value: Result<T, CellProblem>,
        faults: &mut Faults,
    ) -> Option<T> {
        value.map_err(|problem| faults.push(self.fault(column, problem))).ok()
    }

    fn parsed<T>(&self, column: usize, text: &str, faults: &mut Faults) -> Option<T>
    where
        T: FromStr<Err: InWords>,
    {
        text.parse().map_err(|why| self.refuse(column, &why, faults)).ok()
    }
}

fn not_whole(text: &str) -> CellProblem {
    if value::is_rounded(text) { CellProblem::Rounded } else { CellProblem::NotWhole }
}

fn out_of<T: Display>(bounds: &RangeInclusive<T>) -> CellProblem {
    CellProblem::OutOfRange { least: bounds.start().to_string(), most: bounds.end().to_string() }
}

/// The text after at most three zeros; more than that and it is another code, mistyped.
fn with_zeros(text: &str, n_digits: usize) -> Cow<'_, str> {
    let n_missing = n_digits.saturating_sub(text.len());
    let eaten = (1..=3).contains(&n_missing) && text.bytes().all(|b| b.is_ascii_digit());
    if eaten { Cow::Owned(format!("{text:0>n_digits$}")) } else { Cow::Borrowed(text) }
}

/// The letters of a column, as spreadsheets name it: A to Z, then AA.
fn letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        letters.push(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(rest - 1) % 26]);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}
