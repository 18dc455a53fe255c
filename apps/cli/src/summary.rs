//! What is printed at the end: a few lines for people, or one JSON object for programs.

use std::path::Path;

use kernel::{InWords, Lang};
use placement::plan::{Gap, Status, Summary};
use placement::{Plan, Stage};
use serde::Serialize;

use crate::progress::Progress;

/// Lines for people, and a last line that is the same in every language.
pub(crate) fn text(plan: &Plan, out: &Path, lang: Lang) -> String {
    let warnings = plan.warnings.iter().map(|warning| format!("! {}", warning.in_words(lang)));
    let mut lines: Vec<String> = warnings.collect();
    lines.push(files(out, lang));
    lines.push(plan.summary().to_string());
    lines.join("\n")
}

fn files(out: &Path, lang: Lang) -> String {
    let report = out.join("report.html");
    let (report, out) = (report.display(), out.display());
    match lang {
        Lang::Fr => format!("Le rapport : {report} ; le plan, sa preuve et les tableaux : {out}"),
        Lang::En => format!("The report: {report}; the plan, its proof and the tables: {out}"),
    }
}

#[derive(Serialize)]
struct Json {
    learners: u32,
    placed: u32,
    burden: u64,
    workshops: u32,
    workshops_eur: u64,
    status: Status,
    proved_through: u8,
    gap: Option<Gap>,
    read_s: f64,
    pairs_s: f64,
    solve_cpu_s: f64,
    verify_s: f64,
    write_s: f64,
    peak_mb: Option<f64>,
}

/// One object; seconds of wall clock, but for `solve_cpu_s`. `peak_mb` is null where the
/// system does not tell.
pub(crate) fn json(summary: Summary, progress: &Progress, write_s: f64) -> String {
    let object = Json {
        learners: summary.learners,
        placed: summary.placed,
        burden: summary.burden,
        workshops: summary.workshops,
        workshops_eur: summary.workshops_eur,
        status: summary.status,
        proved_through: summary.proved_through,
        gap: summary.gap,
        read_s: progress.seconds_before(Stage::Pairs),
        pairs_s: progress.seconds(Stage::Pairs),
        solve_cpu_s: progress.cpu_seconds(Stage::Solve),
        verify_s: progress.seconds(Stage::Proof),
        write_s,
        peak_mb: peak_mb(),
    };
    serde_json::to_string(&object).expect("numbers and names are JSON")
}

/// The most memory that this process held, in megabytes, where /proc tells.
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some((kib * 1024.0 / 1e5).round() / 10.0)
}
