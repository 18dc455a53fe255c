//! Planning as a job: it goes on when whoever asked has left, tells its progress, can be
//! cancelled, and is done again by another worker if this one vanishes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::Timestamp;
use network::Verb;
use records::{Record, RecordError, Scope, Surroundings};
use serde::{Deserialize, Serialize};
use storage::{
    Database, StoreError, Tx,
    job::{self, Job},
};
use uuid::Uuid;

use super::{Files, RoundError, gather, keep, make};
use crate::Stage;

/// The kind of job that plans a round.
pub const KIND: &str = "plan";

/// What a job of planning needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordered {
    /// The round.
    pub round: Uuid,
    /// What the plan will be called.
    pub name: String,
    /// Seconds for the search for workshops.
    pub time_limit: u64,
}

/// How often a worker shows a sign of life: well within the lease.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);
/// How many stages a plan goes through.
const N_STAGES: i64 = 7;

/// Asks for a plan.
pub async fn order(tx: &mut Tx, scope: &Scope, ordered: &Ordered) -> Result<Uuid, RoundError> {
    Verb::PlanRound.check(scope)?;
    let payload = serde_json::to_string(ordered)
        .map_err(|why| StoreError::corrupt("storage_jobs", ordered.round, why))?;
    // Each order is a plan of its own.
    let once = tx.new_id()?.to_string();
    let asked = job::Order {
        tenant: scope.tenant,
        kind: KIND,
        once: &once,
        payload: &payload,
        asked_by: &scope.actor,
    };
    Ok(job::order(tx, &asked).await?)
}

/// Does a job that [`job::take`] returned, as whoever asked for it: `scope` is that person's.
/// `clock` tells the instants of its signs of life.
pub async fn work(
    database: &Database,
    scope: &Scope,
    (job, worker): (&Job, &str),
    clock: impl Fn() -> Timestamp,
    surroundings: &Surroundings,
) -> Result<Record, RoundError> {
    let ordered: Ordered = serde_json::from_str(&job.payload)
        .map_err(|why| StoreError::corrupt("storage_jobs", job.id, why))?;
    let done = plan(database, scope, (job, worker), &clock, (&ordered, surroundings)).await;
    match &done {
        Err(RoundError::Stopped) => {
            let ended = async |tx: &mut Tx| job::cancelled(tx, job.id, worker).await;
            database.write(clock(), ended).await?;
        }
        Err(RoundError::Record(RecordError::Store(why))) => {
            let why = why.to_string();
            let failed = async |tx: &mut Tx| job::failed(tx, job, worker, &why).await;
            database.write(clock(), failed).await?;
        }
        Err(why) => {
            let why = why.to_string();
            let refused = async |tx: &mut Tx| job::refused(tx, job.id, worker, &why).await;
            database.write(clock(), refused).await?;
        }
        Ok(_) => {}
    }
    done
}

async fn plan(
    database: &Database,
    scope: &Scope,
    (job, worker): (&Job, &str),
    clock: &impl Fn() -> Timestamp,
    (ordered, surroundings): (&Ordered, &Surroundings),
) -> Result<Record, RoundError> {
    let mut tx = database.begin_reading(clock()).await?;
    let gathered = gather(&mut tx, scope, ordered.round).await?;
    tx.roll_back().await?;
    let files = Files::of(&gathered, surroundings.today);
    let stages = Arc::new(AtomicI64::new(0));
    let is_stopped = Arc::new(AtomicBool::new(false));
    let limit = Duration::from_secs(ordered.time_limit);
    let solving = {
        let (places, begun) = (surroundings.places.clone(), Instant::now());
        let (stages, is_stopped) = (stages.clone(), is_stopped.clone());
        tokio::task::spawn_blocking(move || {
            let stop = || limit <= begun.elapsed() || is_stopped.load(Ordering::Relaxed);
            let progress = |_: Stage| {
                stages.fetch_add(1, Ordering::Relaxed);
            };
            make(files, &places, &stop, &progress)
        })
    };
    tokio::pin!(solving);
    let made = loop {
        match tokio::time::timeout(SIGN_OF_LIFE, &mut solving).await {
            Ok(Ok(made)) => break made?,
            Ok(Err(panic)) => return Err(RoundError::Unproved(panic.to_string())),
            Err(_) => {
                let done = stages.load(Ordering::Relaxed);
                let goes_on =
                    async |tx: &mut Tx| job::progress(tx, job.id, worker, (done, N_STAGES)).await;
                if !database.write(clock(), goes_on).await? {
                    is_stopped.store(true, Ordering::Relaxed);
                    return Err(RoundError::Stopped);
                }
            }
        }
    };
    let kept = async |tx: &mut Tx| -> Result<Record, RoundError> {
        let subject = (ordered.round, ordered.name.as_str());
        let record = keep(tx, scope, subject, &made, surroundings).await?;
        // The plan is kept and the job is done together, or neither is.
        if !job::done(tx, job.id, worker, &record.id.to_string()).await? {
            return Err(RoundError::Stopped);
        }
        Ok(record)
    };
    database.write(clock(), kept).await
}
