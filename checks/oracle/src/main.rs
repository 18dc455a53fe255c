//! What the engine and HiGHS each think of an instance; they must think the same.

use std::env::args_os;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

fn main() -> Result<()> {
    let folder: PathBuf = args_os().nth(1).context("usage: oracle DIR")?.into();
    let problem = oracle::read(&folder)?;
    let plan = matching::solve(&problem);
    matching::verify(&problem, &plan)?;
    let engine = oracle::of_plan(&problem, &plan);
    println!("engine: {engine:?}");
    let highs = oracle::of_highs(&problem);
    println!("HiGHS:  {highs:?}");
    ensure!(engine == highs, "they do not agree");
    Ok(())
}
