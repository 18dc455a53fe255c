#![doc = include_str!("../README.md")]

pub mod advice;
mod burden;
pub mod campaign;
mod candidates;
mod files;
mod journey;
mod label;
mod learner;
pub mod nouns;
mod offer;
mod problem;
mod round;
mod settings;
mod spot;
mod stage;
mod workshop;

pub mod rules;

mod certificate;
mod fairness;
mod opening;
mod outcome;
pub mod plan;
pub mod reason;
pub mod repair;
pub mod report;
mod solved;
mod totals;
mod verify;
mod warning;
pub mod what_if;
mod write;

use std::path::Path;

use kernel::Lang;

pub use certificate::Certificate;
pub use fairness::{AgeBand, AgeShare, Fairness, SchoolShare, Share, Spread, Wishes};
pub use files::{Inputs, Options, Source};
pub use journey::{Journey, TravelTable};
pub use label::Label;
pub use learner::{Learner, Reach, Target, USUAL_CLASS};
pub use offer::{Levels, Offer, Regulated};
pub use opening::Opening;
pub use plan::Plan;
pub use reason::{Reason, Unplaced};
pub use round::{Company, Round};
pub use settings::{Dates, Keep, Repair, Rerun, Settings, Speeds, Travel, Weights, Workshops};
pub use spot::{Commune, Spot};
pub use stage::Stage;
pub use totals::{Tally, Totals};
pub use verify::{Falsehood, Refuted};
pub use warning::Warning;
pub use workshop::{Opens, Workshop};

/// Reads the files of a round, checks them against each other and finds who may go where.
pub fn read(
    inputs: &Inputs,
    options: &Options,
    progress: &dyn Fn(Stage),
) -> Result<Round, tables::Faults> {
    files::read(inputs, options, progress)
}

/// The best plan of a round, with its reasons and its proof. The proof is checked: it is an
/// error of this program if it does not hold. `stop` is asked while workshops are chosen:
/// once it says so, the plan is the best found so far and says how far that may be from the
/// best.
pub fn plan(
    round: &Round,
    stop: &dyn Fn() -> bool,
    progress: &dyn Fn(Stage),
) -> Result<Plan, matching::FalseOpening> {
    progress(Stage::Solve);
    let found = solved::solve(round, stop);
    progress(Stage::Proof);
    let solved = solved::Solved::checked(round, found)?;
    progress(Stage::Reasons);
    Ok(outcome::Outcome::new(round, &solved).plan())
}

/// Checks the text of a `plan.json` against the round that it says it is of: the proof,
/// and every fact that it states.
pub fn verify(round: &Round, json: &str) -> Result<plan::Summary, Refuted> {
    verify::verify(round, json).map(|plan| plan.summary())
}

/// Writes a plan, and the report if there is one, to a folder: all of it or nothing.
pub fn write(plan: &Plan, report: Option<&str>, folder: &Path, lang: Lang) -> std::io::Result<()> {
    write::write(plan, report, folder, lang)
}
