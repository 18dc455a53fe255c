//! `metier init --demo`: the demonstration campus, loaded from its files by the people who
//! would.

mod rows;
mod steps;

use std::process::ExitCode;

use jiff::civil::{Date, date};
use kernel::Lang;
use network::{Founding, found};
use records::import::{self, Options};
use records::{RecordError, Scope, Surroundings};
use storage::{Database, Tx};

use crate::args::Who;
use crate::desk::{self, Desk};
use crate::exit::Failure;
use crate::progress::patiently;
use crate::usage::program;
use crate::{clock, nouns, points};

use steps::Step;

/// The coordinator of the demonstration campus.
pub(crate) const COORDINATOR: &str = "coordination@example.org";
/// The day on which its story is told.
const DAY: Date = date(2026, 6, 3);

const CAMPUS: Founding<'static> = Founding {
    name: "Campus de démonstration, mode et luxe",
    sector: "CREA",
    territory: Some("Pays de la Loire et Provence-Alpes-Côte d’Azur"),
    excellence: None,
    coordinator: "Solène Marchandeau",
    email: COORDINATOR,
};

/// Makes a database with the demonstration campus.
pub(crate) async fn init(who: &Who, lang: Lang) -> Result<ExitCode, Failure> {
    let database =
        desk::opened(Database::create(&who.database, &nouns::schema(), clock::now()).await?);
    let today = who.today.unwrap_or(DAY);
    let surroundings = Surroundings { places: points::places(lang)?, today };
    let founded = async |tx: &mut Tx| found(tx, CAMPUS, &surroundings).await;
    let scope: Scope =
        database.write::<_, RecordError>(clock::now(), founded).await.map_err(Failure::from)?;
    let mut desk = Desk { database, campus: scope.tenant, actor: scope.actor, surroundings, lang };
    patiently(lang, load(&mut desk)).await?;
    say!("{}", next(&desk));
    Ok(ExitCode::SUCCESS)
}

async fn load(desk: &mut Desk) -> Result<(), Failure> {
    for step in steps::all() {
        step.actor.clone_into(&mut desk.actor);
        imported(desk, &step).await?;
    }
    Ok(())
}

/// Imports the rows of a step as whoever brings them.
async fn imported(desk: &Desk, step: &Step) -> Result<(), Failure> {
    let work = async |tx: &mut Tx, scope: &Scope| {
        let (file, options) = ((step.file, step.csv.clone()), Options::default());
        let preview =
            import::preview(tx, scope, (step.noun, file), &options, &desk.surroundings).await?;
        if !preview.faults.is_empty() {
            return Ok(Err(preview.faults));
        }
        Ok(Ok(import::apply(tx, scope, preview, &desk.surroundings).await?))
    };
    match desk.write(work).await? {
        Ok(_) => Ok(()),
        Err(faults) => Err(faults.into()),
    }
}

fn next(desk: &Desk) -> String {
    let (place, program) = (desk.database.place(), program());
    match desk.lang {
        Lang::Fr => format!(
            "Le campus fictif est dans {place}. On y agit avec --as\u{a0}:\n\n{}\n\nÀ \
             essayer\u{a0}:\n\n  export METIER_DATABASE={place}\n  {program} partners list --as \
             {COORDINATOR} --near Cholet --km 20\n  {program} learners list --as \
             direction.cholet@example.org --search cho-mar\n  {program} history --as {COORDINATOR}",
            steps::actors(desk.lang)
        ),
        Lang::En => format!(
            "The fictitious campus is in {place}. People act in it with --as:\n\n{}\n\nTo try:\n\n  \
             export METIER_DATABASE={place} METIER_LANG=en\n  {program} partners list --as \
             {COORDINATOR} --near Cholet --km 20\n  {program} learners list --as \
             direction.cholet@example.org --search cho-mar\n  {program} history --as {COORDINATOR}",
            steps::actors(desk.lang)
        ),
    }
}
