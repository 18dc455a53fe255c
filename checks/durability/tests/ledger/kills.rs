//! The command is killed.

use durability::{Kills, kill};

use crate::book::{Harm, check};
use crate::{ledger, told};

const N_ENTRIES: u32 = 100;

async fn killed(when: &str) -> Kills<Harm> {
    let kills = kill(20, 1, |folder| ledger(folder, "full", N_ENTRIES, when), check).await;
    assert!(10 < kills.n_killed, "only {} runs were killed", kills.n_killed);
    kills
}

#[tokio::test]
async fn a_ledger_that_speaks_after_it_keeps_loses_nothing_when_killed() {
    let kills = killed("honest").await;
    assert!(kills.failures.is_empty(), "{}", told(&kills.failures));
}

#[tokio::test]
async fn a_ledger_that_speaks_before_it_keeps_is_caught() {
    let kills = killed("early").await;
    assert!(!kills.failures.is_empty());
    let is_lost = kills.failures.iter().all(|f| matches!(f.what, Harm::Lost { .. }));
    assert!(is_lost, "{}", told(&kills.failures));
}
