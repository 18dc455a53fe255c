//! The power is cut.

use durability::{Failure, cut_power, record};

use crate::book::{Harm, check};
use crate::{ledger, told};

const N_ENTRIES: u32 = 60;

/// What goes wrong with a ledger whose power is cut many times.
async fn harm(synchronous: &str, n_cuts: usize) -> Vec<Failure<Harm>> {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), &ledger(folder.path(), synchronous, N_ENTRIES, "honest"));
    assert_eq!(recording.said().len(), N_ENTRIES as usize);
    cut_power(&recording, n_cuts, 1, check).await
}

#[tokio::test]
async fn a_ledger_that_waits_for_the_disk_loses_nothing_to_power_cuts() {
    let failures = harm("full", 3_000).await;
    assert!(failures.is_empty(), "{}", told(&failures));
}

#[tokio::test]
async fn a_ledger_that_waits_now_and_then_loses_its_last_entries_and_no_more() {
    let failures = harm("normal", 500).await;
    let (lost, worse): (Vec<_>, Vec<_>) =
        failures.into_iter().partition(|failure| matches!(failure.what, Harm::Lost { .. }));
    assert!(100 < lost.len(), "{}", told(&lost));
    assert!(worse.is_empty(), "{}", told(&worse));
}

#[tokio::test]
async fn a_ledger_that_never_waits_is_corrupted() {
    let failures = harm("off", 500).await;
    let n_corrupt = failures.iter().filter(|f| matches!(f.what, Harm::Corrupt(_))).count();
    assert!(20 < n_corrupt, "{n_corrupt} of {}", told(&failures));
}
