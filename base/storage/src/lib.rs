#![doc = include_str!("../README.md")]

mod backup;
mod check;
mod database;
mod digest;
mod error;
pub mod job;
pub mod journal;
mod migration;
pub mod outbox;
mod row;
pub mod seal;
mod sql;
mod transaction;

pub use {
    backup::{Contents, backup, restore},
    check::{Finding, check},
    database::{Database, Engine, Passing},
    error::StoreError,
    migration::{SCHEMA, Schema, references},
    row::Row,
    sql::{Arg, Sql, holes, sql},
    transaction::Tx,
};
