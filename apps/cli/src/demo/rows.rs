//! The rows of a file of the demonstration campus.

use std::collections::HashMap;

use tables::{Dialect, write_csv};

/// A file: its header, its rows.
pub(super) struct Rows {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A row by the names of its columns.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    of: &'r Rows,
    cells: &'r [String],
}

impl Rows {
    /// Reads a file of the tree.
    pub(super) fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a file of the tree has a header");
        let header = header.iter().map(str::to_owned).collect();
        let row = |row: Result<csv::StringRecord, csv::Error>| {
            let row = row.expect("a file of the tree is read");
            row.iter().map(str::to_owned).collect()
        };
        Self { header, rows: reader.records().map(row).collect() }
    }

    /// Rows made from others.
    pub(super) fn of<const N: usize>(header: [&str; N], rows: Vec<[String; N]>) -> Self {
        let header = header.map(str::to_owned).to_vec();
        Self { header, rows: rows.into_iter().map(|row| row.to_vec()).collect() }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { of: self, cells })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that are somebody's.
    pub(super) fn only(&self, is_meant: impl Fn(Row<'_>) -> bool) -> Self {
        let rows = self.iter().filter(|row| is_meant(*row)).map(|row| row.cells.to_vec());
        Self { header: self.header.clone(), rows: rows.collect() }
    }

    /// The rows with other cells in a column.
    pub(super) fn with(mut self, column: &str, cell: impl Fn(&str) -> String) -> Self {
        let at = self.header.iter().position(|name| name == column);
        for row in &mut self.rows {
            if let Some(at) = at {
                row[at] = cell(&row[at]);
            }
        }
        self
    }

    /// The rows by what stands in a column.
    pub(super) fn by<'r>(&'r self, column: &str) -> HashMap<&'r str, Row<'r>> {
        self.iter().map(|row| (row.get(column), row)).collect()
    }

    /// The rows as a file again, without some columns.
    pub(super) fn csv(&self, without: &[&str]) -> Vec<u8> {
        let kept: Vec<usize> = (0..self.header.len())
            .filter(|at| !without.contains(&self.header[*at].as_str()))
            .collect();
        let pick = |cells: &[String]| kept.iter().map(|at| cells[*at].clone()).collect();
        let header: Vec<String> = pick(&self.header);
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| pick(row)).collect();
        let mut bytes = vec![];
        write_csv(&mut bytes, Dialect::Plain, &header, &rows).expect("memory takes every byte");
        bytes
    }
}

impl<'r> Row<'r> {
    /// What stands in a column.
    pub(super) fn get(self, column: &str) -> &'r str {
        let at = self.of.header.iter().position(|name| name == column);
        &self.cells[at.expect("a file of the tree has the columns that it is read by")]
    }
}
