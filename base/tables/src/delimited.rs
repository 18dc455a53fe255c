//! CSV, one row at a time.

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use crate::{
    CellProblem, FileProblem, Limits, Problem,
    encoding::{Encoding, windows_1252},
    formula,
    header::Dictionary,
    input::{Input, Kind, Opened, unreadable},
};

/// A CSV file, read up to some row.
pub(crate) struct Delimited {
    reader: csv::Reader<Metered>,
    encoding: Encoding,
    row: u64,
    limits: Limits,
}

/// What the next row of the file is.
pub(crate) enum Next {
    Row(StringRecord),
    /// One of its fields cannot be used.
    Refused {
        record: ByteRecord,
        field: usize,
        value: String,
        problem: CellProblem,
    },
    /// The rest of the file cannot be read.
    Broken(Problem),
    End,
}

/// A reader that gives up when a row never ends.
struct Metered {
    input: Box<dyn Input>,
    since_row: u64,
    most: u64,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_endless() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let n_read = self.input.read(buffer)?;
        self.since_row += n_read as u64;
        Ok(n_read)
    }
}

impl Metered {
    const fn is_endless(&self) -> bool {
        self.since_row > self.most
    }
}

impl Delimited {
    /// Opens a file; its first row is yet to be read.
    pub(crate) fn new(opened: Opened, dictionary: &Dictionary, limits: &Limits) -> Self {
        let has_bom = opened.kind == (Kind::Text { has_bom: true });
        let delimiter = delimiter(&opened.head, dictionary);
        let metered = Metered { input: opened.input, since_row: 0, most: limits.row_bytes };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(256 << 10)
            .from_reader(metered);
        let encoding = if has_bom { Encoding::Utf8 } else { Encoding::Undecided };
        Self { reader, encoding, row: 0, limits: *limits }
    }

    /// The number of the row read last, as a spreadsheet shows it.
    pub(crate) const fn row(&self) -> u64 {
        self.row
    }

    /// The first row that is not blank.
    pub(crate) fn header(&mut self) -> Result<Vec<String>, Problem> {
        let mut spent = ByteRecord::new();
        loop {
            spent = match self.next(spent) {
                Next::Row(record) if self.row == 1 && is_separator_line(&record) => {
                    self.row = 0;
                    record.into_byte_record()
                }
                Next::Row(record) if non_blank(record.as_slice()).is_some() => {
                    let text = |place| field(&record, place).unwrap_or_default().to_owned();
                    return Ok((0..record.len()).map(text).collect());
                }
                Next::Row(record) => record.into_byte_record(),
                Next::Refused { problem, .. } => return Err(problem.into()),
                Next::Broken(problem) => return Err(problem),
                Next::End => return Err(FileProblem::Empty.into()),
            }
        }
    }

    /// Reads one row into the space of a spent one.
    pub(crate) fn next(&mut self, mut record: ByteRecord) -> Next {
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Next::End,
            Err(error) => return Next::Broken(self.broken(error)),
        }
        self.count_rows(&record, line);
        self.reader.get_mut().since_row = 0;
        if record.as_slice().len() > self.limits.cell_bytes
            && let Some(field) = record.iter().position(|f| f.len() > self.limits.cell_bytes)
        {
            let problem = CellProblem::TooLong { most: self.limits.cell_bytes };
            return refused(record, field, problem);
        }
        match self.encoding.decode(record) {
            Ok(text) => Next::Row(text),
            Err((record, field)) => refused(record, field, CellProblem::Undecodable),
        }
    }

    /// Spreadsheets give a number to blank lines, which the reader skips, and one number to
    /// a row whose cells hold several lines.
    fn count_rows(&mut self, record: &ByteRecord, line_before: u64) {
        let n_lines = self.reader.position().line() - line_before;
        self.row += match n_lines {
            0 | 1 => 1,
            _ => {
                let inside = record.as_slice().split(|b| *b == b'\n').count() as u64 - 1;
                n_lines.saturating_sub(inside).max(1)
            }
        };
    }

    fn broken(&mut self, error: csv::Error) -> Problem {
        if self.reader.get_ref().is_endless() {
            self.row += 1;
            return CellProblem::Endless { most: self.limits.row_bytes }.into();
        }
        match error.into_kind() {
            csv::ErrorKind::Io(error) => unreadable(&error).into(),
            // Rows may have any length and nothing is deserialised: only reading can fail.
            other => unreadable(&io::Error::other(format!("{other:?}"))).into(),
        }
    }
}

/// The field as the file means it: without guard against formulas nor spaces around.
pub(crate) fn field(record: &StringRecord, place: usize) -> Option<&str> {
    let text = record.get(place)?;
    let bytes = text.as_bytes();
    match (bytes.first()?, bytes.last()?) {
        // Most cells are as they should be, and there may be millions.
        (b'\'', _) => non_blank(formula::plain(text)),
        (first, last) if first.is_ascii_graphic() && last.is_ascii_graphic() => Some(text),
        _ => non_blank(text),
    }
}

/// The text without the spaces around, visible or not, unless nothing is left.
pub(crate) fn non_blank(text: &str) -> Option<&str> {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    Some(text.trim_matches(is_blank)).filter(|text| !text.is_empty())
}

fn refused(record: ByteRecord, field: usize, problem: CellProblem) -> Next {
    let value = windows_1252(&record).get(field).unwrap_or_default().to_owned();
    Next::Refused { record, field, value, problem }
}

/// Whether it is the line `sep=;`, which tells spreadsheets the delimiter and is not shown.
fn is_separator_line(record: &StringRecord) -> bool {
    record.get(0).is_some_and(|first| first.starts_with("sep="))
}

/// The delimiter under which the header says the most: known columns, then columns.
fn delimiter(head: &[u8], dictionary: &Dictionary) -> u8 {
    if let [b's', b'e', b'p', b'=', told @ (b'\t' | b';' | b','), ..] = head {
        return *told;
    }
    let score = |delimiter: &u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(*delimiter)
            .from_reader(head);
        let mut record = ByteRecord::new();
        // The head is in memory; cut in the middle of a header it still tells the delimiter.
        let is_read = reader.read_byte_record(&mut record).unwrap_or(false);
        let record = windows_1252(&record);
        is_read.then(|| (dictionary.n_known(record.iter()), record.len()))
    };
    // The last of the equals wins: a single column is then read as plain CSV.
    [b'\t', b';', b','].into_iter().max_by_key(score).unwrap_or(b',')
}
