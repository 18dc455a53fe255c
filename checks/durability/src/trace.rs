//! What a command does to the files of a folder, recorded with strace.

mod follow;
mod line;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use follow::{CALLS, Follower};
use line::Lines;

use crate::disk::Disk;
use crate::folder::{self, Files};
use crate::operation::{Operation, said};

/// What a command did to the files of a folder, in order, from what was there before.
#[derive(Clone, Debug)]
pub struct Recording {
    pub(crate) before: Files,
    pub(crate) operations: Vec<Operation>,
}

impl Recording {
    /// The lines that the command said.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        said(&self.operations)
    }
}

/// Runs a command to its end and records what it does in a folder that exists. What is there
/// already counts as kept by the disk.
///
/// # Panics
/// When strace is absent, when the command fails, or when it works in a way that is not
/// followed (see the README): the files would not be those that the recording tells.
#[must_use]
pub fn record(folder: &Path, command: &Command) -> Recording {
    let folder = &folder.canonicalize().expect("the folder exists");
    let before = folder::read(folder);
    let aside = tempfile::tempdir().expect("a temporary folder can be made");
    let path = aside.path().canonicalize().expect("the temporary folder exists");
    let (trace, output) = (path.join("trace"), path.join("output"));
    run(&mut traced(command, &trace), &output);
    let operations = read(folder, &trace, &output);
    let recording = Recording { before, operations };
    assert_same(&Disk::after(&recording).as_seen(), &folder::read(folder));
    recording
}

/// The command under strace: every thread, all data, in hexadecimal, descriptors with paths.
fn traced(command: &Command, trace: &Path) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["--follow-forks", "--decode-fds=path", "-xx", "--string-limit=2000000"]);
    strace.arg(format!("--trace={CALLS}")).arg("--output").arg(trace);
    strace.arg("--").arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        strace.current_dir(folder);
    }
    strace
}

/// A file of its own for the output tells what is said from what is written elsewhere,
/// whatever the descriptor.
fn run(strace: &mut Command, output: &Path) {
    let output = File::create(output).expect("the output can be made");
    let ended = strace.stdin(Stdio::null()).stdout(output).stderr(Stdio::piped()).output();
    let ended = ended.expect("strace starts: it is in Debian's package strace");
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "the command fails ({}):\n{errors}", ended.status);
}

fn read(folder: &Path, trace: &Path, output: &Path) -> Vec<Operation> {
    let trace = BufReader::new(File::open(trace).expect("strace wrote the trace"));
    let mut lines = Lines::default();
    let mut follower = Follower::new(folder, output);
    for line in trace.lines() {
        let line = line.expect("a trace is text");
        if let Some(call) = lines.read(&line, follower.operations.len()) {
            follower.follow(&call);
        }
    }
    follower.operations
}

/// The recording is complete if playing it gives what the command left.
fn assert_same(played: &Files, left: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(played), names(left), "the trace misses files");
    for (name, bytes) in left {
        assert!(played[name] == *bytes, "the trace misses writes to {}", name.display());
    }
}
