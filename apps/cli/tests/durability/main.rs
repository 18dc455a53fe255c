//! What the command said that it kept is kept, and nothing is half there: killed at random
//! moments of an import and of a plan, and after a power cut.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use jiff::Timestamp;
use storage::{Database, Schema, StoreError, sql};
use tempfile::TempDir;

/// How many learners the file brings.
const N_ROWS: i64 = 400;
/// How many the demonstration campus has.
const N_BEFORE: i64 = 142;

/// The demonstration campus and a file of learners, made once.
static READY: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let made = metier(folder.path()).args(["init", "--demo"]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let rows = (0..N_ROWS).map(|at| format!("NEW-{at},Nom{at},Ada,2005-03-02,CHO-COU,Cholet\n"));
    let header = "reference,last_name,first_name,birth_date,class,commune\n".to_owned();
    let table: String = std::iter::once(header).chain(rows).collect();
    fs::write(folder.path().join("learners.csv"), table).unwrap();
    folder
});

fn metier(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_metier"));
    command.env("METIER_DATABASE", folder.join("metier.db")).env_remove("METIER_AS");
    command.args(["--today", "2026-06-03"]);
    command
}

/// Copies the campus and the file to a folder.
fn prepare(folder: &Path) -> PathBuf {
    for entry in fs::read_dir(READY.path()).unwrap() {
        let from = entry.unwrap().path();
        fs::copy(&from, folder.join(from.file_name().unwrap())).unwrap();
    }
    folder.join("learners.csv")
}

fn import(folder: &Path) -> Command {
    let file = prepare(folder);
    let mut command = metier(folder);
    command.args(["--as", "direction.cholet@example.org", "learners", "import"]).arg(file);
    command.arg("--yes");
    command
}

fn plan(folder: &Path) -> Command {
    prepare(folder);
    let mut command = metier(folder);
    command.args(["--as", "coordination@example.org", "round", "plan", "JUIN-2026"]);
    command
}

fn schema() -> [Schema; 6] {
    [
        storage::SCHEMA,
        records::SCHEMA,
        network::SCHEMA,
        catalogue::SCHEMA,
        learners::SCHEMA,
        placement::nouns::SCHEMA,
    ]
}

async fn opened(folder: &Path) -> Result<Database, String> {
    let place = folder.join("metier.db").display().to_string();
    let opened = Database::open(&place, &schema(), Timestamp::UNIX_EPOCH).await;
    opened.map_err(|why| why.to_string())
}

async fn count(database: &Database, statement: &'static str) -> Result<i64, StoreError> {
    let mut tx = database.begin_reading(Timestamp::UNIX_EPOCH).await?;
    let row = tx.first(sql(statement)).await?;
    tx.roll_back().await?;
    row.map_or(Ok(0), |row| row.whole(0))
}

const LEARNERS: &str = "select count(*) from learners_learners";
const ENROLMENTS: &str = "select count(*) from learners_enrolments";
const IMPORTED: &str = "select count(*) from storage_changes c join storage_acts a on a.id = c.act \
                        where a.verb = 'import' and c.place = 'learners_learners'";
const PLANS: &str = "select count(*) from placement_plans";
const PLANS_WHOLE: &str = "select count(*) from placement_plans p where (select count(*) from \
                           placement_plan_files f where f.plan = p.id) = 6";
const JOBS_DONE: &str = "select count(*) from storage_jobs where state = 'done'";

/// The file is sound, links lead somewhere, the journal is whole.
async fn sound(database: &Database) -> Result<(), String> {
    let findings = storage::check(database, Timestamp::UNIX_EPOCH).await;
    match findings.map_err(|why| why.to_string())?.as_slice() {
        [] => Ok(()),
        findings => Err(format!("{findings:?}")),
    }
}

/// All of the import or nothing; all of it if the command said so.
async fn imported_whole(folder: &Path, said: &[String]) -> Result<(), String> {
    let database = opened(folder).await?;
    sound(&database).await?;
    let count = async |statement| count(&database, statement).await.map_err(|why| why.to_string());
    let n_learners = count(LEARNERS).await?;
    let (n_enrolled, n_told) = (count(ENROLMENTS).await?, count(IMPORTED).await?);
    database.close().await;
    let is_kept = n_learners == N_BEFORE + N_ROWS;
    let is_whole = is_kept || n_learners == N_BEFORE;
    let is_told = n_told == n_learners && n_enrolled == n_learners;
    // The last thing that the command says is how to undo what it kept.
    let is_acknowledged = said.iter().any(|line| line.contains("undo"));
    match (is_whole && is_told, is_acknowledged && !is_kept) {
        (true, false) => Ok(()),
        _ => Err(format!("{n_learners} learners, {n_enrolled} enrolled, {n_told} told; {said:?}")),
    }
}

/// All of the plan, with its files and its job done, or nothing; all if the command said so.
async fn planned_whole(folder: &Path, said: &[String]) -> Result<(), String> {
    let database = opened(folder).await?;
    sound(&database).await?;
    let count = async |statement| count(&database, statement).await.map_err(|why| why.to_string());
    let n_plans = count(PLANS).await?;
    let (n_whole, n_done) = (count(PLANS_WHOLE).await?, count(JOBS_DONE).await?);
    database.close().await;
    let is_acknowledged = said.iter().any(|line| line.contains("optimal"));
    let is_whole = n_whole == n_plans && n_done == n_plans;
    if is_whole && (n_plans == 1 || !is_acknowledged) {
        return Ok(());
    }
    Err(format!("{n_plans} plans, {n_whole} whole, {n_done} jobs done; {said:?}"))
}

#[tokio::test]
async fn an_import_that_is_killed_a_hundred_times_is_there_as_a_whole_or_not_at_all() {
    let kills = durability::kill(100, 1, import, imported_whole).await;
    assert!(kills.failures.is_empty(), "{:#?}", kills.failures);
    assert!(50 < kills.n_killed, "only {} were killed", kills.n_killed);
}

#[tokio::test]
async fn a_plan_that_is_killed_a_hundred_times_is_there_with_its_proof_or_not_at_all() {
    let kills = durability::kill(100, 2, plan, planned_whole).await;
    assert!(kills.failures.is_empty(), "{:#?}", kills.failures);
    assert!(50 < kills.n_killed, "only {} were killed", kills.n_killed);
}

#[tokio::test]
async fn an_import_that_was_killed_is_done_once_when_it_is_done_again() {
    let again = async |folder: &Path, said: &[String]| {
        imported_whole(folder, said).await?;
        let mut again = metier(folder);
        again.args(["--as", "direction.cholet@example.org", "learners", "import"]);
        again.arg(folder.join("learners.csv")).arg("--yes");
        let said = again.output().map_err(|why| why.to_string())?;
        if !said.status.success() {
            return Err(String::from_utf8_lossy(&said.stderr).into_owned());
        }
        let database = opened(folder).await?;
        let n_learners = count(&database, LEARNERS).await.map_err(|why| why.to_string())?;
        if n_learners == N_BEFORE + N_ROWS { Ok(()) } else { Err(format!("{n_learners} learners")) }
    };
    let kills = durability::kill(10, 3, import, again).await;
    assert!(kills.failures.is_empty(), "{:#?}", kills.failures);
}

/// The import again, on a database that waits for the disk as long as `metier` does, or less.
fn import_at(folder: &Path, settings: &str) -> Command {
    let file = prepare(folder);
    let mut command = metier(folder);
    let place = format!("{}{settings}", folder.join("metier.db").display());
    command.env("METIER_DATABASE", place);
    command.args(["--as", "direction.cholet@example.org", "learners", "import"]).arg(file);
    command.arg("--yes");
    command
}

#[tokio::test]
async fn a_power_cut_loses_nothing_that_was_said_to_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let command = import_at(folder.path(), "");
    let recording = durability::record(folder.path(), &command);
    let failures = durability::cut_power(&recording, 300, 1, imported_whole).await;
    assert!(failures.is_empty(), "{failures:#?}");
}

#[tokio::test]
async fn the_same_power_cut_is_known_to_lose_what_does_not_wait_for_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let command = import_at(folder.path(), "?synchronous=normal");
    let recording = durability::record(folder.path(), &command);
    let failures = durability::cut_power(&recording, 300, 1, imported_whole).await;
    assert!(!failures.is_empty(), "nothing was lost: the test shows nothing");
}
