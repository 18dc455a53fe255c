//! The whole command: what is the same for every kind of records, and the rest.

use clap::{ArgMatches, Command, CommandFactory, FromArgMatches, Subcommand};

use crate::args::{Metier, Who};
use crate::nouns::{self, Known, NOUNS};
use crate::records::args::Records;

/// What was typed.
pub(crate) enum Typed {
    /// A command of a kind of records.
    Records { who: Box<Who>, known: &'static Known, records: Box<Records> },
    /// Any other.
    Other(Box<Metier>),
}

/// The command with those of every kind of records.
pub(crate) fn command() -> Command {
    NOUNS.iter().fold(Metier::command(), |command, known| {
        let own = Command::new(known.name).subcommand_required(true).arg_required_else_help(true);
        let own = if known.french.is_empty() { own } else { own.visible_alias(known.french) };
        command.subcommand(Records::augment_subcommands(own))
    })
}

impl Typed {
    /// What was typed, out of what was parsed.
    pub(crate) fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let noun = matches.subcommand().and_then(|(name, own)| Some((nouns::named(name)?, own)));
        match noun {
            Some((known, own)) => Ok(Self::Records {
                who: Box::new(Who::from_arg_matches(matches)?),
                known,
                records: Box::new(Records::from_arg_matches(own)?),
            }),
            None => Ok(Self::Other(Box::new(Metier::from_arg_matches(matches)?))),
        }
    }
}
