//! What can be typed. The help texts stand in [`crate::words`], in both languages.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::Date;
use kernel::Lang;

#[derive(Debug, Parser)]
#[command(name = "metier", version, disable_help_subcommand = true)]
pub(crate) struct Metier {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(long, global = true, value_name = "fr|en", default_value = "fr", env = "METIER_LANG")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) who: Who,
}

/// Which database and campus, who acts, on which day.
#[derive(Debug, Args)]
pub(crate) struct Who {
    #[arg(long, global = true, value_name = "PLACE", env = "METIER_DATABASE")]
    #[arg(default_value = "metier.db", hide_env_values = true)]
    pub(crate) database: String,
    #[arg(long = "as", global = true, value_name = "EMAIL", env = "METIER_AS")]
    pub(crate) actor: Option<String>,
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) campus: Option<String>,
}

fn day(typed: &str) -> Result<Date, String> {
    tables::value::date(typed).ok_or_else(|| typed.to_owned())
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    History(History),
    Undo(Undo),
    Reference {
        #[command(subcommand)]
        command: Reference,
    },
    Rights(Rights),
    Backup(Backup),
    Restore(Restore),
    Check(Check),
    Jobs {
        #[command(subcommand)]
        command: Jobs,
    },
    Outbox {
        #[command(subcommand)]
        command: Outbox,
    },
    Round {
        #[command(subcommand)]
        command: Box<crate::round::args::Round>,
    },
    Place(Box<Place>),
    Verify(Box<Verify>),
    WhatIf(Box<WhatIf>),
    Places {
        #[command(subcommand)]
        command: Places,
    },
    Completions {
        shell: Shell,
    },
    Man,
}

/// The files of a round and what overrides them.
#[derive(Debug, Args)]
pub(crate) struct RoundFiles {
    #[arg(long, value_name = "FILE")]
    pub(crate) learners: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) offers: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) workshops: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) travel: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "travel")]
    pub(crate) pairs: Option<PathBuf>,
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) round: Option<PathBuf>,
    #[arg(long, value_name = "plan.json")]
    pub(crate) previous: Option<PathBuf>,
    #[arg(long)]
    pub(crate) force_previous: bool,
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    #[arg(long)]
    pub(crate) force_locks: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Place {
    #[command(flatten)]
    pub(crate) files: RoundFiles,
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) time_limit: u64,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) names: bool,
    #[arg(long, value_name = "ID")]
    pub(crate) school: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(long)]
    pub(crate) quiet: bool,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["learners", "offers", "out"])]
    pub(crate) example: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(long, value_name = "plan.json")]
    pub(crate) plan: PathBuf,
    #[command(flatten)]
    pub(crate) files: RoundFiles,
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// A plan, the files that it was made from, and what would change.
#[derive(Debug, Args)]
pub(crate) struct WhatIf {
    #[arg(long, value_name = "plan.json")]
    pub(crate) plan: PathBuf,
    #[command(flatten)]
    pub(crate) files: RoundFiles,
    #[command(flatten)]
    pub(crate) changes: Changes,
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) time_limit: u64,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) names: bool,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// What would change, as it is typed.
#[derive(Debug, Args)]
pub(crate) struct Changes {
    #[arg(long, value_name = "OFFER")]
    pub(crate) withdraw: Vec<String>,
    #[arg(long, value_name = "LEARNER=MINUTES")]
    pub(crate) reach: Vec<String>,
    #[arg(long, value_name = "OFFER=PLACES")]
    pub(crate) places: Vec<String>,
    #[arg(long, value_name = "WORKSHOP")]
    pub(crate) open: Vec<String>,
    #[arg(long, value_name = "WORKSHOP")]
    pub(crate) close: Vec<String>,
    #[arg(long, value_name = "EUROS")]
    pub(crate) budget: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) most: Option<String>,
    #[arg(long, value_name = "LEARNER")]
    pub(crate) board: Vec<String>,
    #[arg(long, value_name = "LEARNER")]
    pub(crate) release: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Places {
    Import { file: PathBuf },
}

/// A campus that is to be; its name is that of `--campus`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(long, conflicts_with_all = ["sector", "territory", "coordinator"])]
    pub(crate) demo: bool,
    #[arg(long, value_name = "CODE", required_unless_present = "demo")]
    pub(crate) sector: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) territory: Option<String>,
    #[arg(long, value_name = "NAME <MAIL>", required_unless_present = "demo")]
    pub(crate) coordinator: Option<String>,
    #[arg(long)]
    pub(crate) beside: bool,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    #[arg(value_name = "REF")]
    pub(crate) about: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: u32,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    #[arg(value_name = "ACT")]
    pub(crate) act: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Reference {
    Import(ReferenceImport),
}

#[derive(Debug, Args)]
pub(crate) struct ReferenceImport {
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: String,
    #[arg(value_name = "FILE")]
    pub(crate) official: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: String,
    #[arg(long)]
    pub(crate) whole: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rights {
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[arg(value_name = "FILE")]
    pub(crate) copy: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[arg(value_name = "FILE")]
    pub(crate) copy: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Jobs {
    List(JobsList),
    Cancel {
        #[arg(value_name = "JOB")]
        job: String,
    },
    Run,
}

#[derive(Debug, Args)]
pub(crate) struct JobsList {
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: u32,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Outbox {
    Deliver(Deliver),
}

#[derive(Debug, Args)]
pub(crate) struct Deliver {
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
}
