//! From the files of a round to its plan: no database, no clock.

use kernel::{InWords, Lang, quoted};
use places::Places;
use records::Unfit;
use tables::{Fault, Faults};

use super::{Files, RoundError};
use crate::{Options, Plan, Round, Stage};

/// A plan, and what it was made from.
#[derive(Debug)]
pub struct Made {
    /// The plan, with its reasons and its proof.
    pub plan: Plan,
    /// The round as it was read.
    pub round: Round,
    /// The files.
    pub files: Files,
}

/// Makes the plan of a round. `stop` bounds the search for workshops, as for
/// [`crate::plan()`].
pub fn make(
    files: Files,
    places: &Places,
    stop: &dyn Fn() -> bool,
    progress: &dyn Fn(Stage),
) -> Result<Made, RoundError> {
    let options = Options { places: places.clone(), ..Options::default() };
    let round = crate::read(&files.inputs(), &options, progress)
        .map_err(|faults| RoundError::Unplannable(told(&faults, &files)))?;
    let plan =
        crate::plan(&round, stop, progress).map_err(|why| RoundError::Unproved(why.to_string()))?;
    Ok(Made { plan, round, files })
}

/// What is wrong, by record rather than by row of a file that nobody wrote.
fn told(faults: &Faults, files: &Files) -> Vec<Unfit> {
    faults
        .iter()
        .map(|fault| Unfit::new(one(fault, files, Lang::Fr), one(fault, files, Lang::En)))
        .collect()
}

fn one(fault: &Fault, files: &Files, lang: Lang) -> String {
    let value = fault.value.as_deref().unwrap_or_default();
    let why = fault.problem.on_value(value, lang);
    let column = fault.column.as_ref().map(|column| quoted(column, lang)).unwrap_or_default();
    match record(fault, files) {
        Some(id) if lang == Lang::Fr => format!("{id}, {column}\u{a0}: {why}"),
        Some(id) => format!("{id}, {column}: {why}"),
        None => fault.in_words(lang),
    }
}

/// The id on the row of a fault.
fn record(fault: &Fault, files: &Files) -> Option<String> {
    let row = usize::try_from(fault.row?).ok()?.checked_sub(1)?;
    let text = std::str::from_utf8(files.get(&fault.file)?).ok()?;
    // The first column is the id, and an id holds no comma unless it is quoted.
    let line = text.lines().nth(row)?;
    let id = line.split(',').next()?;
    Some(id.trim_matches('"').to_owned())
}
