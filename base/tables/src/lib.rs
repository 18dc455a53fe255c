#![doc = include_str!("../README.md")]

mod archive;
mod column;
mod delimited;
mod encoding;
mod fault;
mod faults;
mod formula;
mod header;
mod input;
mod limits;
mod nearest;
mod problem;
mod row;
mod table;
pub mod value;
mod workbook;
mod write;

pub use {
    column::Column,
    fault::Fault,
    faults::Faults,
    limits::Limits,
    nearest::nearest,
    problem::{CellProblem, FileProblem, HeaderProblem, MissingColumn, Problem},
    row::Row,
    table::Table,
    write::{Dialect, write_csv, write_xlsx},
};
