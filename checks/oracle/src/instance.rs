//! An instance as plain files: the whole graph, given.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use csv::{Reader, StringRecord};
use matching::{Agent, Pair, Problem, Published, Slot};

/// The class of a learner whose file gives none.
const USUAL_CLASS: u32 = 5;

/// Reads `learners.csv`, `offers.csv` and `pairs.csv` of a folder.
///
/// # Errors
/// A file that cannot be read, or a word in it that means nothing.
pub fn read(folder: &Path) -> Result<Problem> {
    let mut agents = Vec::new();
    let agent_of = table(&folder.join("learners.csv"), &["id", "priority"], |row| {
        let class = if row[1].is_empty() { USUAL_CLASS } else { row[1].parse()? };
        agents.push(Agent { class, published: Published::No, fixed: None });
        Ok(row[0].to_owned())
    })?;
    let mut slots = Vec::new();
    let slot_of = table(&folder.join("offers.csv"), &["id", "places"], |row| {
        slots.push(Slot { capacity: row[1].parse()?, group: None });
        Ok(row[0].to_owned())
    })?;
    let mut pairs = vec![Vec::new(); agents.len()];
    let columns = ["learner", "offer", "burden"];
    table(&folder.join("pairs.csv"), &columns, |row| {
        let agent = *agent_of.get(row[0]).context("unknown learner")?;
        let slot = u32::try_from(*slot_of.get(row[1]).context("unknown offer")?)?;
        pairs[agent].push(Pair { burden: row[2].parse()?, slot });
        Ok(String::new())
    })?;
    let mut starts = vec![0];
    for own in &pairs {
        starts.push(starts.last().unwrap_or(&0) + u32::try_from(own.len())?);
    }
    Ok(Problem::new(agents, slots, Vec::new(), starts, pairs.concat())?)
}

/// Reads each row of a file, its columns in the order asked (absent ones empty), and numbers
/// the rows by the names that they are given.
fn table(
    path: &Path,
    columns: &[&str],
    mut take: impl FnMut(&[&str]) -> Result<String>,
) -> Result<HashMap<String, usize>> {
    let mut reader = Reader::from_path(path).with_context(|| path.display().to_string())?;
    let header = reader.headers()?.clone();
    let places: Vec<Option<usize>> =
        columns.iter().map(|column| header.iter().position(|found| found == *column)).collect();
    let mut names = HashMap::new();
    let mut row = StringRecord::new();
    let mut number = 0;
    while reader.read_record(&mut row)? {
        let cells: Vec<&str> =
            places.iter().map(|place| place.and_then(|p| row.get(p)).unwrap_or("")).collect();
        let name = take(&cells).with_context(|| format!("{}: {row:?}", path.display()))?;
        names.insert(name, number);
        number += 1;
    }
    Ok(names)
}
