//! What is being done, on the standard error when it lasts, and how long each stage took.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use indicatif::{ProgressBar, ProgressStyle};
use kernel::{InWords, Lang};
use placement::Stage;

/// Nothing is shown of what takes less.
const PATIENCE: Duration = Duration::from_secs(1);

/// Listens to the stages of a command.
pub(crate) struct Progress {
    lang: Lang,
    quiet: bool,
    started: Instant,
    bar: RefCell<Option<ProgressBar>>,
    laps: RefCell<Vec<Lap>>,
}

struct Lap {
    stage: Stage,
    wall: Instant,
    cpu: ProcessTime,
}

impl Progress {
    /// Starts now. Nothing is shown if `quiet`, nor outside a terminal.
    pub(crate) fn start(lang: Lang, quiet: bool) -> Self {
        Self {
            lang,
            quiet,
            started: Instant::now(),
            bar: RefCell::default(),
            laps: RefCell::default(),
        }
    }

    /// A stage begins, and the one before ends.
    pub(crate) fn enter(&self, stage: Stage) {
        self.laps.borrow_mut().push(Lap { stage, wall: Instant::now(), cpu: ProcessTime::now() });
        if self.quiet {
            return;
        }
        let mut bar = self.bar.borrow_mut();
        if bar.is_none() && PATIENCE <= self.started.elapsed() {
            *bar = Some(spinner());
        }
        if let Some(bar) = &*bar {
            bar.set_message(stage.in_words(self.lang));
        }
    }

    /// The work is over.
    pub(crate) fn finish(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }

    /// Seconds from the start to the first of these stages or later ones.
    pub(crate) fn seconds_before(&self, stage: Stage) -> f64 {
        let laps = self.laps.borrow();
        let first = laps.iter().find(|lap| stage <= lap.stage);
        first.map_or_else(|| self.started.elapsed(), |lap| lap.wall - self.started).as_secs_f64()
    }

    /// Seconds of a stage, by the clock.
    pub(crate) fn seconds(&self, stage: Stage) -> f64 {
        self.lap(stage, |from, to| match to {
            Some(to) => to.wall - from.wall,
            None => from.wall.elapsed(),
        })
    }

    /// Seconds of a stage, of processor time.
    pub(crate) fn cpu_seconds(&self, stage: Stage) -> f64 {
        self.lap(stage, |from, to| match to {
            Some(to) => to.cpu.duration_since(from.cpu),
            None => from.cpu.elapsed(),
        })
    }

    fn lap(&self, stage: Stage, length: impl Fn(&Lap, Option<&Lap>) -> Duration) -> f64 {
        let laps = self.laps.borrow();
        let at = laps.iter().position(|lap| lap.stage == stage);
        at.map_or(0.0, |at| length(&laps[at], laps.get(at + 1)).as_secs_f64())
    }
}

/// Waits for some work, and shows that it goes on once that lasts.
pub(crate) async fn patiently<T>(lang: Lang, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    if let Ok(done) = tokio::time::timeout(PATIENCE, &mut work).await {
        return done;
    }
    let bar = spinner();
    bar.set_message(match lang {
        Lang::Fr => "en cours…",
        Lang::En => "at work…",
    });
    let done = work.await;
    bar.finish_and_clear();
    done
}

/// Shows that something lasts whose stages are not known here.
pub(crate) struct Waiting(ProgressBar);

impl Waiting {
    /// Starts now; nothing is shown outside a terminal.
    pub(crate) fn start() -> Self {
        Self(spinner())
    }

    /// The work is over.
    pub(crate) fn finish(self) {
        self.0.finish_and_clear();
    }
}

fn spinner() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {elapsed} {msg}");
    let bar = ProgressBar::new_spinner();
    bar.set_style(style.expect("the template names known fields"));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
