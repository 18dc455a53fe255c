//! `cargo xtask`: whatever is done to the repository rather than by the product.

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Parser;

use step::{cargo, run};

mod communes;
mod debian;
mod fuzz;
mod pages;
mod postgres;
mod step;
mod test;

/// Works on the repository: checks it, measures it, makes its data again.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Everything that the continuous integration runs.
    Test(test::Choice),
    /// Runs a command beside a fresh PostgreSQL: cargo xtask postgres cargo test -p records
    Postgres {
        /// The command and its words
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<String>,
    },
    /// Makes the table of French communes again from its sources.
    Communes,
    /// Measures the engines beside a peer.
    Bench,
    /// Feeds random bytes to the readers, a minute each.
    Fuzz,
}

fn main() -> ExitCode {
    match perform(&Task::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> Result<()> {
    match task {
        Task::Test(choice) => test::everything(choice),
        Task::Postgres { command } => postgres::beside(command),
        Task::Communes => communes::run(),
        Task::Bench => run("bench", &mut cargo(&["bench", "--package", "matching"])),
        Task::Fuzz => fuzz::every_target(),
    }
}

/// Whether a program answers when asked for its version.
fn answers(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|out| out.status.success())
}
