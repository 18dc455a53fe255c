//! Outlines as the package draws them, in its own units.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

/// The outline of a département, as drawn.
pub(super) struct Drawn {
    pub(super) code: String,
    pub(super) rings: Vec<Vec<(f64, f64)>>,
}

/// Reads the drawing: one path for each département, whose name is its id.
pub(super) fn read(package: &Path) -> Result<Vec<Drawn>> {
    let drawing = fs::read_to_string(package.join("france.departments.svg"))?;
    let mut outlines: Vec<Drawn> = drawing
        .split("<path")
        .skip(1)
        .map(|path| {
            let code = attribute(path, "id").context("a path without id")?.to_owned();
            let line = attribute(path, "d").context("a path without line")?;
            Ok(Drawn { rings: rings(line).with_context(|| format!("odd line of {code}"))?, code })
        })
        .collect::<Result<_>>()?;
    outlines.sort_by(|a, b| a.code.cmp(&b.code));
    ensure!(outlines.len() == 96, "{} départements drawn", outlines.len());
    Ok(outlines)
}

fn attribute<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    let start =
        [" ", "\t", "\n"].iter().find_map(|space| path.split_once(&format!("{space}{name}=\"")))?;
    Some(start.1.split_once('"')?.0)
}

/// Reads the two commands that are used: `m`, with steps relative to the last point, and `z`.
fn rings(line: &str) -> Option<Vec<Vec<(f64, f64)>>> {
    let mut rings: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut at = (0.0, 0.0);
    for word in line.split_whitespace() {
        match word {
            "m" => rings.push(Vec::new()),
            "z" => at = *rings.last()?.first()?,
            step => {
                let (x, y) = step.split_once(',')?;
                at = (at.0 + x.parse::<f64>().ok()?, at.1 + y.parse::<f64>().ok()?);
                let ring = rings.last_mut()?;
                if ring.last() != Some(&at) {
                    ring.push(at);
                }
            }
        }
    }
    rings.retain(|ring| ring.len() > 2);
    Some(rings)
}
