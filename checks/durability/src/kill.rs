//! Kills a command at random moments and has what it leaves checked.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rand::RngExt;

use crate::Failure;
use crate::chance::chance;

/// What came of killing a command.
#[derive(Clone, Debug)]
pub struct Kills<E> {
    /// How many runs were killed before they ended.
    pub n_killed: usize,
    /// What the check refused.
    pub failures: Vec<Failure<E>>,
}

/// Runs a command `n_runs` times, each in a fresh folder, and kills it at a moment drawn over
/// the time that it takes when nobody does. After each, `check` is given the folder and the
/// lines said before the end. `command` makes the command that works in a folder, and may
/// prepare the folder.
///
/// # Panics
/// When the command cannot start, or when it fails by itself.
pub async fn kill<E>(
    n_runs: usize,
    seed: u64,
    command: impl Fn(&Path) -> Command,
    check: impl AsyncFn(&Path, &[String]) -> Result<(), E>,
) -> Kills<E> {
    let mut chance = chance(seed);
    let mut usual = usual_time(&command);
    let mut kills = Kills { n_killed: 0, failures: Vec::new() };
    for _ in 0..n_runs {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let moment = usual.mul_f64(chance.random_range(0.0..1.0));
        let run = run(&mut command(folder.path()), Some(moment));
        kills.n_killed += usize::from(run.is_killed);
        // The first run may have been slow: a run that ends before its moment says so.
        usual = if run.is_killed { usual } else { usual.min(run.time) };
        if let Err(what) = check(folder.path(), &run.said).await {
            let moment = format!("after {moment:?} of {usual:?}, {} lines said", run.said.len());
            kills.failures.push(Failure { moment, what });
        }
    }
    kills
}

struct Run {
    said: Vec<String>,
    time: Duration,
    is_killed: bool,
}

fn usual_time(command: &impl Fn(&Path) -> Command) -> Duration {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    run(&mut command(folder.path()), None).time
}

/// Runs a command, until its end or that of its time.
fn run(command: &mut Command, most: Option<Duration>) -> Run {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()));
    let lines = lines(&mut child);
    let mut said = Vec::new();
    let is_late = most.is_some_and(|most| !ends_within(most, &lines, &mut said));
    if is_late {
        child.kill().expect("a child can be killed");
    }
    // What it wrote before it was killed still stands in the pipe: that too was said.
    said.extend(lines);
    let status = child.wait().expect("a child ends");
    let is_killed = is_late && status.code().is_none();
    assert!(status.success() || is_killed, "{}: {status}", command.get_program().display());
    Run { said, time: start.elapsed(), is_killed }
}

/// The lines of a child as they come.
fn lines(child: &mut Child) -> Receiver<String> {
    let mut stdout = BufReader::new(child.stdout.take().expect("its output is piped"));
    let (sender, lines) = channel();
    thread::spawn(move || {
        let mut line = String::new();
        while stdout.read_line(&mut line).is_ok_and(|n_bytes| 0 < n_bytes) {
            // A line that was cut is not said; without a receiver nobody listens any more.
            let Some(whole) = line.strip_suffix('\n') else { return };
            if sender.send(whole.to_owned()).is_err() {
                return;
            }
            line.clear();
        }
    });
    lines
}

/// Collects lines until the child closes its output, which is true, or its time is over. To
/// wait for its next line at most so long is how a moment is awaited without a sleep.
fn ends_within(time: Duration, lines: &Receiver<String>, said: &mut Vec<String>) -> bool {
    let start = Instant::now();
    loop {
        match lines.recv_timeout(time.saturating_sub(start.elapsed())) {
            Ok(line) => said.push(line),
            Err(RecvTimeoutError::Timeout) => return false,
            Err(RecvTimeoutError::Disconnected) => return true,
        }
    }
}
