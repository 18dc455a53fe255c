//! What can be typed. The help texts stand in [`crate::words`], in both languages.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use kernel::Lang;

#[derive(Debug, Parser)]
#[command(name = "metier", version, disable_help_subcommand = true)]
pub(crate) struct Metier {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(long, global = true, value_name = "fr|en", default_value = "fr", env = "METIER_LANG")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
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
