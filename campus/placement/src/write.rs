//! A plan on the disk: all of its files or nothing.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use kernel::{InWords, Lang};
use tables::{Dialect, write_csv};

use crate::{
    Plan, Reason,
    plan::{Kind, Placement},
};

const PLACEMENTS: [&str; 8] =
    ["learner", "offer", "kind", "company", "minutes", "km", "wish_rank", "burden"];
const UNPLACED: [&str; 4] = ["learner", "reason", "detail", "repair"];
const WORKSHOPS: [&str; 4] = ["workshop", "open", "learners", "cost_eur"];

/// Writes the files beside the folder, then moves them into it once all are complete.
pub(crate) fn write(
    plan: &Plan,
    report: Option<&str>,
    folder: &Path,
    lang: Lang,
) -> io::Result<()> {
    let aside = aside(folder);
    if aside.exists() {
        fs::remove_dir_all(&aside)?;
    }
    fs::create_dir_all(&aside)?;
    let written = write_all(plan, report, &aside, lang).and_then(|names| {
        fs::create_dir_all(folder)?;
        names.iter().try_for_each(|name| fs::rename(aside.join(name), folder.join(name)))
    });
    fs::remove_dir_all(&aside)?;
    written
}

/// `plan.partial` beside `plan`: on the same disk, so that moving is only renaming.
fn aside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_os_string();
    name.push(".partial");
    folder.with_file_name(name)
}

fn write_all(
    plan: &Plan,
    report: Option<&str>,
    folder: &Path,
    lang: Lang,
) -> io::Result<Vec<&'static str>> {
    let mut names = vec!["placements.csv", "unplaced.csv", "workshops.csv", "plan.json"];
    let rows = plan.placements.iter().map(placement);
    csv(&folder.join(names[0]), &PLACEMENTS, rows)?;
    let rows = plan.unplaced.iter().map(|unplaced| {
        let (reason, detail) = (code(&unplaced.reason), unplaced.reason.in_words(lang));
        let repair = unplaced.repairs.first().map(|repair| repair.in_words(lang));
        [
            unplaced.learner.clone(),
            reason.to_owned(),
            detail,
            repair.unwrap_or_else(|| none_suffices(lang).to_owned()),
        ]
    });
    csv(&folder.join(names[1]), &UNPLACED, rows)?;
    let rows = plan.workshops.iter().map(|workshop| {
        let (learners, cost) = (workshop.learners.to_string(), workshop.cost_eur.to_string());
        [workshop.workshop.clone(), workshop.open.to_string(), learners, cost]
    });
    csv(&folder.join(names[2]), &WORKSHOPS, rows)?;
    let mut json = BufWriter::new(File::create(folder.join(names[3]))?);
    serde_json::to_writer(&mut json, plan)?;
    json.write_all(b"\n")?;
    json.flush()?;
    if let Some(html) = report {
        fs::write(folder.join("report.html"), html)?;
        names.push("report.html");
    }
    Ok(names)
}

fn none_suffices(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "aucun changement de trajet, de logement, de place ou d’atelier n’y suffit",
        Lang::En => "no change of travel, lodging, places or workshops would do",
    }
}

fn placement(placement: &Placement) -> [String; 8] {
    let kind = match placement.kind {
        Kind::Company => "company",
        Kind::Workshop => "workshop",
    };
    let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    [
        placement.learner.clone(),
        placement.offer.clone(),
        kind.to_owned(),
        placement.company.clone().unwrap_or_default(),
        number(placement.minutes),
        placement.km.map(|km| format!("{km:.1}")).unwrap_or_default(),
        number(placement.wish_rank),
        placement.burden.to_string(),
    ]
}

fn code(reason: &Reason) -> &'static str {
    match reason {
        Reason::NoPlace(_) => "no_place",
        Reason::Competition(_) => "competition",
        Reason::Workshops(_) => "workshops",
    }
}

fn csv<const N: usize>(
    path: &Path,
    header: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    write_csv(&mut file, Dialect::Plain, header, rows)?;
    file.flush()
}
