//! A shell replaces a file: aside, synced, renamed, its folder synced. Whatever is left out
//! of that is found.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::Path;
use std::process::Command;

use durability::{Failure, cut_power, record};

const OLD: &str = "old";
/// Long enough for several sectors, written in two steps.
const N_LETTERS: usize = 2_000;

fn new() -> String {
    "new ".repeat(N_LETTERS / 4)
}

/// The steps of the shell in a folder where the file holds the old text.
async fn failures(steps: &[&str]) -> Vec<Failure<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    fs::write(folder.path().join("file"), OLD).unwrap();
    let (first, second) = (new()[..N_LETTERS / 2].to_owned(), new()[N_LETTERS / 2..].to_owned());
    let write = format!("printf '{first}' > {path}/aside; printf '{second}' >> {path}/aside");
    let steps = steps.iter().map(|step| step.replace("FOLDER", path));
    let script = std::iter::once(write).chain(steps).collect::<Vec<_>>().join(" && ");
    let mut command = Command::new("sh");
    command.args(["-c", &script]);
    let recording = record(folder.path(), &command);
    cut_power(&recording, 1_000, 1, check).await
}

async fn check(folder: &Path, said: &[String]) -> Result<(), String> {
    let found = fs::read_to_string(folder.join("file")).map_err(|error| error.to_string())?;
    let is_fine = found == new() || (found == OLD && said.is_empty());
    if is_fine { Ok(()) } else { Err(found) }
}

#[tokio::test]
async fn a_file_replaced_with_care_is_the_old_one_or_the_new_one() {
    let steps = ["sync FOLDER/aside", "mv FOLDER/aside FOLDER/file", "sync FOLDER", "echo kept"];
    let failures = failures(&steps).await;
    assert!(failures.is_empty(), "{}", failures[0]);
}

#[tokio::test]
async fn a_file_not_synced_before_it_is_renamed_is_found_torn() {
    let steps = ["mv FOLDER/aside FOLDER/file", "sync FOLDER", "echo kept"];
    assert!(failures(&steps).await.iter().any(|failure| failure.what != OLD));
}

#[tokio::test]
async fn a_rename_said_before_its_folder_is_synced_is_found_undone() {
    let steps = ["sync FOLDER/aside", "mv FOLDER/aside FOLDER/file", "echo kept"];
    assert!(failures(&steps).await.iter().any(|failure| failure.what == OLD));
}
