//! The `metier` command: what is typed becomes one call of a capability.

#[macro_use]
mod say;

mod args;
mod clock;
mod database;
mod demo;
mod desk;
mod done;
mod example;
mod exit;
mod files;
mod history;
mod init;
mod jobs;
mod nouns;
mod outbox;
mod place;
mod points;
mod progress;
mod records;
mod reference;
mod rights;
mod round;
mod summary;
mod table;
mod tree;
mod usage;
mod verify;
mod what_if;
mod words;

use std::io::stdout;
use std::process::ExitCode;

use kernel::Lang;

use args::{Command, Metier, Places, Reference};
use desk::{Desk, block_on};
use exit::Failure;
use tree::Typed;

fn main() -> ExitCode {
    let lang = lang_typed();
    match run(lang) {
        Ok(code) => code,
        Err(failure) => failure.tell(lang),
    }
}

fn run(lang: Lang) -> Result<ExitCode, Failure> {
    let mut command = words::in_lang(tree::command(), lang);
    let typed = command.try_get_matches_from_mut(std::env::args_os());
    let parsed = typed.and_then(|matches| Typed::from_arg_matches(&matches));
    let typed = parsed.map_err(|error| match usage::in_words(&error, lang) {
        Some(sentence) => Failure::Usage(sentence),
        None => error.exit(),
    })?;
    match typed {
        Typed::Records { who, known, records } => block_on(async {
            let desk = Desk::open(&who, lang).await?;
            crate::records::run(&desk, known, &records).await
        }),
        Typed::Other(metier) => other(*metier, command, lang),
    }
}

fn other(metier: Metier, mut command: clap::Command, lang: Lang) -> Result<ExitCode, Failure> {
    let who = &metier.who;
    match metier.command {
        Command::Init(args) => block_on(init::init(who, &args, lang)),
        Command::History(args) => block_on(history::history(who, &args, lang)),
        Command::Undo(args) => block_on(history::undo(who, &args, lang)),
        Command::Reference { command: Reference::Import(args) } => {
            block_on(reference::import(who, &args, lang))
        }
        Command::Rights(args) => rights::rights(&args, lang),
        Command::Backup(args) => block_on(database::backup(who, &args, lang)),
        Command::Restore(args) => block_on(database::restore(who, &args, lang)),
        Command::Check(args) => block_on(database::check(who, &args, lang)),
        Command::Jobs { command } => block_on(jobs::jobs(who, &command, lang)),
        Command::Outbox { command } => block_on(outbox::outbox(who, &command, lang)),
        Command::Round { command } => block_on(round::run(who, &command, lang)),
        Command::Place(args) => match &args.example {
            Some(folder) => example::write(folder, lang),
            None => place::place(&args, lang),
        },
        Command::Verify(args) => verify::verify(&args, lang),
        Command::WhatIf(args) => what_if::what_if(&args, lang),
        Command::Places { command: Places::Import { file } } => points::import(&file, lang),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut command, "metier", &mut stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            clap_mangen::Man::new(command).render(&mut stdout())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The language asked for, before the rest is parsed: help and errors are in it too. A
/// wrong one is refused by the parser, in French.
fn lang_typed() -> Lang {
    let typed: Vec<String> = std::env::args().collect();
    let after = typed.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].clone());
    let inline = || typed.iter().find_map(|arg| arg.strip_prefix("--lang=").map(str::to_owned));
    let asked = after.or_else(inline).or_else(|| std::env::var("METIER_LANG").ok());
    asked.and_then(|lang| lang.parse().ok()).unwrap_or_default()
}
