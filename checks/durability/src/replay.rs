//! Cuts the power at random moments of a recording and has what may be left checked.

use std::path::Path;

use rand::RngExt;

use crate::chance::chance;
use crate::disk::Disk;
use crate::operation::said;
use crate::trace::Recording;
use crate::{Failure, folder};

/// Cuts the power `n_cuts` times at random moments. After each, `check` is given a folder as
/// a disk could hold it then and the lines said before; what it refuses is returned.
///
/// # Panics
/// When a temporary folder cannot be written.
pub async fn cut_power<E>(
    recording: &Recording,
    n_cuts: usize,
    seed: u64,
    check: impl AsyncFn(&Path, &[String]) -> Result<(), E>,
) -> Vec<Failure<E>> {
    let n_operations = recording.operations.len();
    let mut chance = chance(seed);
    let mut moments: Vec<usize> =
        (0..n_cuts).map(|_| chance.random_range(0..=n_operations)).collect();
    moments.sort_unstable();
    let mut disk = Disk::new(recording);
    let mut failures = Vec::new();
    for n_done in moments {
        disk.advance(n_done);
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        folder::write(&disk.survivors(&mut chance), folder.path());
        if let Err(what) = check(folder.path(), &said(&recording.operations[..n_done])).await {
            failures.push(Failure { moment: moment(recording, n_done), what });
        }
    }
    failures
}

fn moment(recording: &Recording, n_done: usize) -> String {
    let last = n_done
        .checked_sub(1)
        .map_or("nothing".to_owned(), |last| recording.operations[last].to_string());
    format!("after operation {n_done} of {}: {last}", recording.operations.len())
}
