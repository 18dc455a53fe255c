//! CSV and XLSX out, where no cell is ever a formula.

use std::io::{self, Seek, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::formula;

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// UTF-8, commas.
    #[default]
    Plain,
    /// UTF-8 with a byte-order mark, semicolons: what a French Excel opens by a double click.
    ExcelFrench,
}

/// Writes rows of text as CSV. No cell can run as a formula: those that would start after an
/// apostrophe, which `Table` takes off again.
pub fn write_csv<R>(
    mut out: impl Write,
    dialect: Dialect,
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()>
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut builder = WriterBuilder::new();
    builder.flexible(true).quote_style(QuoteStyle::Necessary);
    match dialect {
        Dialect::Plain => {}
        Dialect::ExcelFrench => {
            out.write_all("\u{feff}".as_bytes())?;
            builder.delimiter(b';').terminator(Terminator::CRLF);
        }
    }
    let mut writer = builder.from_writer(out);
    writer.write_record(header.iter().map(|name| formula::safe(name).into_owned()))?;
    for row in rows {
        for cell in row {
            writer.write_field(formula::safe(cell.as_ref()).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Writes rows of text as a workbook of one sheet. Every cell is typed as text, so that none
/// is a formula and codes keep their zeros.
pub fn write_xlsx<R>(
    out: impl Write + Seek + Send,
    sheet: &str,
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()>
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.set_name(sheet).map_err(refused)?;
    page.set_freeze_panes(1, 0).map_err(refused)?;
    for (column, name) in (0..).zip(header) {
        page.write_string(0, column, *name).map_err(refused)?;
    }
    for (number, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            page.write_string(number, column, cell.as_ref()).map_err(refused)?;
        }
    }
    workbook.save_to_writer(out).map_err(refused)
}

fn refused(error: XlsxError) -> io::Error {
    io::Error::other(error)
}
