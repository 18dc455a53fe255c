//! `metier place --example DIR`: the demo campus as files to start from.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use kernel::Lang;

use crate::exit::Failure;
use crate::usage::program;

const FILES: [(&str, &str); 4] = [
    ("learners.csv", include_str!("../../../demo/learners.csv")),
    ("offers.csv", include_str!("../../../demo/offers.csv")),
    ("workshops.csv", include_str!("../../../demo/workshops.csv")),
    ("round.toml", include_str!("../../../demo/round.toml")),
];

/// Writes the example, unless a file of it is there already, and says how to use it.
pub(crate) fn write(folder: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    if let Some((name, _)) = FILES.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Failure::Usage(taken(&folder.join(name), lang)));
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for (name, text) in FILES {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    say!("{}", next(folder, lang));
    Ok(ExitCode::SUCCESS)
}

fn taken(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Fr => format!("{path} existe déjà : choisissez un autre dossier"),
        Lang::En => format!("{path} exists already: choose another folder"),
    }
}

fn next(folder: &Path, lang: Lang) -> String {
    let file = |name: &str| quoted(&folder.join(name));
    let out = quoted(&folder.join("plan"));
    let command = format!(
        "  {program} place --learners {learners} --offers {offers} --workshops {workshops} \
         --round {round} --out {out}",
        program = program(),
        learners = file("learners.csv"),
        offers = file("offers.csv"),
        workshops = file("workshops.csv"),
        round = file("round.toml"),
    );
    let folder = folder.display();
    match lang {
        Lang::Fr => format!(
            "Un campus fictif est dans {folder} : apprenants, offres, ateliers simulés, réglages.\n\
             Pour placer ses apprenants :\n\n{command}\n"
        ),
        Lang::En => format!(
            "A fictitious campus is in {folder}: learners, offers, simulated workshops, settings.\n\
             To place its learners:\n\n{command} --lang en\n"
        ),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = text.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
