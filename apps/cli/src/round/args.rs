//! What can be typed after `metier round`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::args::Changes;

/// What is done with a round.
#[derive(Debug, Subcommand)]
pub(crate) enum Round {
    Open(Open),
    Show { round: String },
    Plan(Plan),
    Publish(Publish),
    Lock(Lock),
    Forbid(Lock),
    Release { round: String, learner: String },
    Answer(Answer),
    Expire { round: String },
    Withdraw { round: String, offer: String },
    Repair(Plan),
    Compare { round: String, first: i64, second: i64 },
    WhatIf(WhatIf),
    Verify(Chosen),
    Export(Export),
    Close { round: String },
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    pub(crate) round: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) title: String,
    #[arg(long, value_name = "DATE")]
    pub(crate) starts: Date,
    #[arg(long, value_name = "DATE")]
    pub(crate) ends: Date,
    #[arg(long, value_name = "DATE")]
    pub(crate) day: Option<Date>,
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<i64>,
    #[arg(long, value_name = "EUROS")]
    pub(crate) budget: Option<i64>,
    #[arg(long, value_name = "N")]
    pub(crate) most: Option<i64>,
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) settings: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    pub(crate) round: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) title: Option<String>,
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) time_limit: u64,
}

/// A plan of a round: the last unless a number is given.
#[derive(Debug, Args)]
pub(crate) struct Chosen {
    pub(crate) round: String,
    #[arg(long, value_name = "N")]
    pub(crate) number: Option<i64>,
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    pub(crate) plan: Chosen,
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Lock {
    pub(crate) round: String,
    pub(crate) learner: String,
    pub(crate) offer: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct Answer {
    pub(crate) round: String,
    pub(crate) learner: String,
    #[arg(long, value_parser = ["company", "learner"], value_name = "company|learner")]
    pub(crate) side: String,
    #[arg(long, conflicts_with = "decline", required_unless_present = "decline")]
    pub(crate) accept: bool,
    #[arg(long, value_name = "REASON")]
    pub(crate) decline: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct WhatIf {
    #[command(flatten)]
    pub(crate) plan: Chosen,
    #[command(flatten)]
    pub(crate) changes: Changes,
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) time_limit: u64,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) plan: Chosen,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
