//! The commands that every kind of records has.

pub(crate) mod args;
mod edit;
mod export;
pub(crate) mod fields;
pub(crate) mod filters;
pub(crate) mod history;
mod import;
mod list;
mod preview;
mod show;
pub(crate) mod shown;

use std::process::ExitCode;

use args::Records;

use crate::desk::Desk;
use crate::exit::Failure;
use crate::nouns::Known;

/// Does one of them.
pub(crate) async fn run(desk: &Desk, known: &Known, typed: &Records) -> Result<ExitCode, Failure> {
    let noun = known.noun;
    match typed {
        Records::List(args) => list::list(desk, known, args).await,
        Records::Show(args) => show::show(desk, noun, args).await,
        Records::Add(args) => edit::add(desk, noun, args).await,
        Records::Edit(args) => edit::edit(desk, noun, args).await,
        Records::Remove(args) => edit::remove(desk, noun, args).await,
        Records::History(args) => history::history(desk, noun, args).await,
        Records::Import(args) => import::import(desk, noun, args).await,
        Records::Export(args) => export::export(desk, noun, args).await,
    }
}
