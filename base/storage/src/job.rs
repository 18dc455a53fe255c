//! Slow work that goes on when whoever asked has left: progress, cancelling, trying again,
//! and a lease so that two servers never run the same job at once. Messages to the outside
//! are jobs too, see [`crate::outbox`].

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{Row, StoreError, Tx, sql};

/// A job to be done.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// Whose job it is.
    pub tenant: Uuid,
    /// What kind of work.
    pub kind: &'a str,
    /// Two orders of a kind with the same key are one job.
    pub once: &'a str,
    /// What the work needs, as JSON.
    pub payload: &'a str,
    /// Who asks.
    pub asked_by: &'a str,
}

/// A job as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Names it.
    pub id: Uuid,
    /// Whose job it is.
    pub tenant: Uuid,
    /// What kind of work.
    pub kind: String,
    /// What the work needs, as JSON.
    pub payload: String,
    /// Where it stands.
    pub state: State,
    /// Who asked.
    pub asked_by: String,
    /// How often it was begun.
    pub n_tries: i64,
    /// How much of it is done, of how much.
    pub progress: (i64, i64),
    /// Whether somebody asked to stop it.
    pub cancel_asked: bool,
    /// What came of it, or why it failed.
    pub outcome: Option<String>,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has begun it, or it waits to be tried again.
    Waiting,
    /// Somebody is at it, until the lease ends.
    Running,
    /// It is done.
    Done,
    /// It was tried as often as is reasonable.
    Failed,
    /// It was stopped.
    Cancelled,
}

/// How long a worker may go without a sign of life.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often a job is tried.
pub const MOST_TRIES: i64 = 8;
/// How long the second try waits; each next one twice as long.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(30);

const COLUMNS: &str = "id, tenant, kind, payload, state, asked_by, n_tries, done, total, \
                       cancel_asked, outcome";

/// Asks for a job. Asking twice with the same key gives the job that is there.
pub async fn order(tx: &mut Tx, order: &Order<'_>) -> Result<Uuid, StoreError> {
    let known = sql("select id from storage_jobs where tenant = ? and kind = ? and once = ?");
    let known = known.bind(order.tenant).bind(order.kind).bind(order.once);
    if let Some(row) = tx.first(known).await? {
        return row.id(0);
    }
    let (id, now) = (tx.new_id()?, tx.now());
    let row = sql("insert into storage_jobs (id, tenant, kind, once, payload, state, asked_by, \
                   asked_at, due_at, n_tries, done, total, cancel_asked) \
                   values (?, ?, ?, ?, ?, 'waiting', ?, ?, ?, 0, 0, 0, 0)");
    let row = row.bind(id).bind(order.tenant).bind(order.kind).bind(order.once);
    let row = row.bind(order.payload).bind(order.asked_by).bind(now).bind(now);
    tx.run(row).await?;
    Ok(id)
}

/// Takes the next job of one of these kinds that is due, or whose worker has vanished, and
/// leases it.
pub async fn take(tx: &mut Tx, kinds: &[&str], worker: &str) -> Result<Option<Job>, StoreError> {
    let mut job = loop {
        let Some(job) = next(tx, kinds).await? else { return Ok(None) };
        // Its worker has vanished: what was to be stopped ends, and so does what makes workers
        // vanish.
        let end = match job.state {
            State::Running if job.cancel_asked => "cancelled",
            State::Running if MOST_TRIES <= job.n_tries => "failed",
            _ => break job,
        };
        let row = sql("update storage_jobs set state = ?, outcome = '', worker = null, \
                       leased_until = null where id = ?");
        tx.run(row.bind(end).bind(job.id)).await?;
    };
    let now = tx.now();
    job.n_tries += 1;
    job.state = State::Running;
    let taken = sql("update storage_jobs set state = 'running', worker = ?, leased_until = ?, \
                     n_tries = ? where id = ?");
    tx.run(taken.bind(worker).bind(now + LEASE).bind(job.n_tries).bind(job.id)).await?;
    Ok(Some(job))
}

/// The next job that is due, or whose worker has vanished.
async fn next(tx: &mut Tx, kinds: &[&str]) -> Result<Option<Job>, StoreError> {
    let now = tx.now();
    let holes = vec!["?"; kinds.len()].join(", ");
    let due = format!(
        "select {COLUMNS} from storage_jobs where kind in ({holes}) and \
         ((state = 'waiting' and due_at <= ?) or (state = 'running' and leased_until < ?)) \
         order by due_at, id limit 1"
    );
    let due = crate::Sql::of_names(due).bind_all(kinds.iter().copied()).bind(now).bind(now);
    tx.first(due).await?.as_ref().map(read).transpose()
}

/// A sign of life with the progress: the lease is longer. Says whether to go on: no longer
/// if somebody asked to stop it, or if another worker has it.
pub async fn progress(
    tx: &mut Tx,
    id: Uuid,
    worker: &str,
    progress: (i64, i64),
) -> Result<bool, StoreError> {
    let lease = tx.now() + LEASE;
    let row = sql("update storage_jobs set done = ?, total = ?, leased_until = ? \
                   where id = ? and worker = ? and state = 'running' and cancel_asked = 0");
    let row = row.bind(progress.0).bind(progress.1).bind(lease).bind(id).bind(worker);
    Ok(tx.run(row).await? == 1)
}

/// Ends a job that succeeded. Says whether it was still this worker's.
pub async fn done(tx: &mut Tx, id: Uuid, worker: &str, outcome: &str) -> Result<bool, StoreError> {
    end(tx, id, worker, "done", outcome).await
}

/// Puts a job back that failed, to be tried later; ends it if it was tried often enough.
pub async fn failed(tx: &mut Tx, job: &Job, worker: &str, why: &str) -> Result<(), StoreError> {
    if MOST_TRIES <= job.n_tries {
        end(tx, job.id, worker, "failed", why).await?;
        return Ok(());
    }
    let doublings = u32::try_from(job.n_tries - 1).unwrap_or(0);
    let due = tx.now() + FIRST_PAUSE * 2_i32.saturating_pow(doublings);
    let row = sql("update storage_jobs set due_at = ?, outcome = ?, worker = null, \
                   leased_until = null, state = case when cancel_asked = 1 then 'cancelled' \
                   else 'waiting' end where id = ? and worker = ? and state = 'running'");
    tx.run(row.bind(due).bind(why).bind(job.id).bind(worker)).await?;
    Ok(())
}

/// Ends a job that cannot be done, however often it is tried.
pub async fn refused(tx: &mut Tx, id: Uuid, worker: &str, why: &str) -> Result<(), StoreError> {
    end(tx, id, worker, "failed", why).await?;
    Ok(())
}

/// Asks to stop a job: at once if nobody has begun it, else at its next sign of life. Says
/// whether there was something to stop.
pub async fn cancel(tx: &mut Tx, tenant: Uuid, id: Uuid) -> Result<bool, StoreError> {
    let waiting = sql("update storage_jobs set state = 'cancelled', cancel_asked = 1 \
                       where tenant = ? and id = ? and state = 'waiting'");
    if tx.run(waiting.bind(tenant).bind(id)).await? == 1 {
        return Ok(true);
    }
    let running = sql("update storage_jobs set cancel_asked = 1 \
                       where tenant = ? and id = ? and state = 'running'");
    Ok(tx.run(running.bind(tenant).bind(id)).await? == 1)
}

/// Ends a job that was asked to stop.
pub async fn cancelled(tx: &mut Tx, id: Uuid, worker: &str) -> Result<(), StoreError> {
    end(tx, id, worker, "cancelled", "").await?;
    Ok(())
}

/// One job of a tenant.
pub async fn find(tx: &mut Tx, tenant: Uuid, id: Uuid) -> Result<Option<Job>, StoreError> {
    let asked = format!("select {COLUMNS} from storage_jobs where tenant = ? and id = ?");
    let row = tx.first(crate::Sql::of_names(asked).bind(tenant).bind(id)).await?;
    row.as_ref().map(read).transpose()
}

/// The last jobs of a tenant, the last first.
pub async fn list(tx: &mut Tx, tenant: Uuid, most: u32) -> Result<Vec<Job>, StoreError> {
    let asked =
        format!("select {COLUMNS} from storage_jobs where tenant = ? order by id desc limit ?");
    let rows = tx.all(crate::Sql::of_names(asked).bind(tenant).bind(most)).await?;
    rows.iter().map(read).collect()
}

/// When a waiting job is due; for whoever sleeps until then.
pub async fn next_due(tx: &mut Tx) -> Result<Option<Timestamp>, StoreError> {
    let asked = sql("select min(due_at) from storage_jobs where state = 'waiting'");
    tx.first(asked).await?.map_or(Ok(None), |row| row.opt_instant(0))
}

async fn end(
    tx: &mut Tx,
    id: Uuid,
    worker: &str,
    state: &str,
    outcome: &str,
) -> Result<bool, StoreError> {
    let row = sql("update storage_jobs set state = ?, outcome = ?, worker = null, \
                   leased_until = null where id = ? and worker = ? and state = 'running'");
    Ok(tx.run(row.bind(state).bind(outcome).bind(id).bind(worker)).await? == 1)
}

fn read(row: &Row) -> Result<Job, StoreError> {
    let id = row.id(0)?;
    let state = match row.text(4)?.as_str() {
        "waiting" => State::Waiting,
        "running" => State::Running,
        "done" => State::Done,
        "failed" => State::Failed,
        "cancelled" => State::Cancelled,
        other => return Err(StoreError::corrupt("storage_jobs", id, format!("state {other}"))),
    };
    Ok(Job {
        id,
        tenant: row.id(1)?,
        kind: row.text(2)?,
        payload: row.text(3)?,
        state,
        asked_by: row.text(5)?,
        n_tries: row.whole(6)?,
        progress: (row.whole(7)?, row.whole(8)?),
        cancel_asked: row.yes_no(9)?,
        outcome: row.opt_text(10)?,
    })
}
