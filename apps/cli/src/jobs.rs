//! `metier jobs`: slow work that was asked for, and doing it.

use std::process::ExitCode;

use kernel::Lang;
use network::Verb;
use placement::campaign;
use records::{Record, Scope, Surroundings};
use serde_json::{Value as Json, json};
use storage::job::{self, Job, State};
use storage::{Database, StoreError, Tx};
use uuid::Uuid;

use crate::args::{Jobs, JobsList, Who};
use crate::desk::{self, Desk};
use crate::exit::{FAILED, Failure};
use crate::{clock, nouns, table};

/// Lists jobs, or does those that are due.
pub(crate) async fn jobs(who: &Who, typed: &Jobs, lang: Lang) -> Result<ExitCode, Failure> {
    match typed {
        Jobs::List(args) => list(&Desk::open(who, lang).await?, args).await,
        Jobs::Cancel { job } => cancel(&Desk::open(who, lang).await?, job).await,
        Jobs::Run => run(who, lang).await,
    }
}

/// What this process is called while it works, unlike any other.
pub(crate) fn worker() -> String {
    format!("metier {} {}", std::process::id(), clock::now())
}

async fn list(desk: &Desk, args: &JobsList) -> Result<ExitCode, Failure> {
    let own = async |tx: &mut Tx, scope: &Scope| {
        let jobs = job::list(tx, scope.tenant, args.most).await?;
        Ok(jobs.into_iter().filter(|job| is_own(job, scope)).collect::<Vec<_>>())
    };
    let jobs = desk.read(own).await?;
    if args.json {
        say!("{}", json!({ "jobs": jobs.iter().map(as_json).collect::<Vec<_>>() }));
        return Ok(ExitCode::SUCCESS);
    }
    if jobs.is_empty() {
        say!(
            "{}",
            match desk.lang {
                Lang::Fr =>
                    "aucun travail demandé\u{a0}: les plans et les messages passeront par ici",
                Lang::En => "no work asked for: plans and messages will come through here",
            }
        );
        return Ok(ExitCode::SUCCESS);
    }
    let header = match desk.lang {
        Lang::Fr => ["travail", "état", "avancement", "demandé par", "résultat", "id"],
        Lang::En => ["job", "state", "progress", "asked by", "outcome", "id"],
    };
    let row = |job: &Job| {
        let (done, total) = job.progress;
        let progress = if total == 0 { String::new() } else { format!("{done}/{total}") };
        let outcome = job.outcome.clone().unwrap_or_default();
        let state = state(job.state, desk.lang).to_owned();
        vec![job.kind.clone(), state, progress, job.asked_by.clone(), outcome, job.id.to_string()]
    };
    let rows: Vec<Vec<String>> = jobs.iter().map(row).collect();
    say!("{}", table::aligned(&header, &rows, table::terminal_width()));
    Ok(ExitCode::SUCCESS)
}

/// Whether a job is this person's: she asked for it, or whoever plans rounds answers for all.
fn is_own(job: &Job, scope: &Scope) -> bool {
    job.asked_by == scope.actor || Verb::PlanRound.is_allowed(scope)
}

/// Asks a job to stop.
async fn cancel(desk: &Desk, typed: &str) -> Result<ExitCode, Failure> {
    let id = Uuid::try_parse(typed).ok();
    let work = async |tx: &mut Tx, scope: &Scope| {
        let Some(id) = id else { return Ok(false) };
        match job::find(tx, scope.tenant, id).await? {
            Some(job) if is_own(&job, scope) => Ok(job::cancel(tx, scope.tenant, id).await?),
            Some(_) | None => Ok(false),
        }
    };
    let is_asked = desk.write(work).await?;
    let told = match (is_asked, desk.lang) {
        (true, Lang::Fr) => "arrêt demandé",
        (true, Lang::En) => "asked to stop",
        (false, Lang::Fr) => {
            "aucun travail en attente ou en cours sous cet identifiant\u{a0}: metier jobs list les \
             montre"
        }
        (false, Lang::En) => {
            "no job waiting or running by this identifier: metier jobs list shows them"
        }
    };
    if !is_asked {
        return Err(Failure::Usage(told.to_owned()));
    }
    say!("{told}");
    Ok(ExitCode::SUCCESS)
}

/// Does what is due, as those who asked for it, until nothing is.
async fn run(who: &Who, lang: Lang) -> Result<ExitCode, Failure> {
    let database = desk::open(who).await?;
    let (worker, surroundings) = (worker(), desk::surroundings(who, lang)?);
    let (mut n_done, mut n_failed) = (0, 0);
    loop {
        let taken = async |tx: &mut Tx| job::take(tx, &[campaign::KIND], &worker).await;
        let taken: Option<Job> = database.write(clock::now(), taken).await?;
        let Some(job) = taken else { break };
        match work(&database, &job, &worker, &surroundings).await {
            Ok(_) => n_done += 1,
            Err(failure) => {
                n_failed += 1;
                failure.tell(lang);
            }
        }
        desk::seal(&database, job.tenant, lang).await;
    }
    match lang {
        Lang::Fr => say!("travaux faits\u{a0}: {n_done}, échoués\u{a0}: {n_failed}"),
        Lang::En => say!("jobs done: {n_done}, failed: {n_failed}"),
    }
    Ok(if n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

/// Does a job, as whoever asked for it; gives the plan that it made.
pub(crate) async fn work(
    database: &Database,
    job: &Job,
    worker: &str,
    surroundings: &Surroundings,
) -> Result<Record, Failure> {
    let mut tx = database.begin_reading(clock::now()).await?;
    let scope = nouns::scope(&mut tx, job.tenant, &job.asked_by, surroundings.today).await;
    tx.roll_back().await?;
    match scope {
        Ok(scope) => {
            Ok(campaign::work(database, &scope, (job, worker), clock::now, surroundings).await?)
        }
        Err(why) => {
            // Whoever asked may not do it any more.
            let told = why.to_string();
            let refused = async |tx: &mut Tx| job::refused(tx, job.id, worker, &told).await;
            let refused: Result<(), StoreError> = database.write(clock::now(), refused).await;
            refused?;
            Err(why.into())
        }
    }
}

fn state(state: State, lang: Lang) -> &'static str {
    match (state, lang) {
        (State::Waiting, Lang::Fr) => "en attente",
        (State::Waiting, Lang::En) => "waiting",
        (State::Running, Lang::Fr) => "en cours",
        (State::Running, Lang::En) => "running",
        (State::Done, Lang::Fr) => "fait",
        (State::Done, Lang::En) => "done",
        (State::Failed, Lang::Fr) => "échoué",
        (State::Failed, Lang::En) => "failed",
        (State::Cancelled, Lang::Fr) => "arrêté",
        (State::Cancelled, Lang::En) => "cancelled",
    }
}

fn as_json(job: &Job) -> Json {
    json!({
        "id": job.id,
        "kind": job.kind,
        "state": state(job.state, Lang::En),
        "done": job.progress.0,
        "of": job.progress.1,
        "asked_by": job.asked_by,
        "tries": job.n_tries,
        "outcome": job.outcome,
    })
}
