//! A recording tells everything that a command did, or is refused.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::process::Command;

use durability::{Recording, record};

/// Records a shell in a new folder.
fn shell(script: &str) -> Recording {
    let folder = tempfile::tempdir().unwrap();
    let script = script.replace("FOLDER", folder.path().to_str().unwrap());
    record(folder.path(), Command::new("sh").args(["-e", "-c", &script]))
}

#[test]
fn every_way_to_write_is_followed() {
    // `record` itself compares what it followed with what the shell left.
    let recording = shell(
        "printf one > FOLDER/a; printf two >> FOLDER/a; printf x > FOLDER/a
         printf seven | dd of=FOLDER/a bs=1 seek=4 conv=notrunc status=none
         truncate -s 6 FOLDER/a; fallocate -l 900 FOLDER/a
         printf b > FOLDER/b; mv FOLDER/b FOLDER/c; printf d > FOLDER/d; rm FOLDER/d
         mkdir FOLDER/in; printf inside > FOLDER/in/e
         echo first; printf sec; echo ond; printf unended",
    );
    assert_eq!(recording.said(), ["first", "second"]);
}

#[test]
#[should_panic(expected = "the trace misses files")]
fn what_is_not_followed_is_refused() {
    let _ = shell("printf a > FOLDER/a; ln FOLDER/a FOLDER/b");
}

#[test]
#[should_panic(expected = "no such luck")]
fn a_command_that_fails_is_refused_with_its_words() {
    let _ = shell("echo no such luck >&2; exit 3");
}
