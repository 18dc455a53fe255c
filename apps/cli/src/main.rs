//! The `metier` command: what is typed becomes one call of a capability.

mod args;
mod example;
mod exit;
mod place;
mod points;
mod progress;
mod summary;
mod usage;
mod verify;
mod what_if;
mod words;

use std::io::stdout;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use kernel::Lang;

use args::{Command, Metier, Places};
use exit::Failure;

fn main() -> ExitCode {
    let lang = lang_typed();
    match run(lang) {
        Ok(code) => code,
        Err(failure) => failure.tell(lang),
    }
}

fn run(lang: Lang) -> Result<ExitCode, Failure> {
    let mut command = words::in_lang(Metier::command(), lang);
    let typed = command.try_get_matches_from_mut(std::env::args_os());
    let parsed = typed.and_then(|matches| Metier::from_arg_matches(&matches));
    let metier = parsed.map_err(|error| match usage::in_words(&error, lang) {
        Some(sentence) => Failure::Usage(sentence),
        None => error.exit(),
    })?;
    match metier.command {
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
