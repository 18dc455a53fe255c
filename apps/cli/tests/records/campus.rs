//! The demonstration campus, and somebody who types commands in it.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value as Json;
use storage::Schema;
use tempfile::TempDir;

pub(crate) const COORDINATOR: &str = "coordination@example.org";
pub(crate) const CHOLET: &str = "direction.cholet@example.org";
pub(crate) const SAUMUR: &str = "direction.saumur@example.org";
pub(crate) const BOBIN: &str = "bobin@example.org";

/// A database, and a folder for files.
pub(crate) struct Campus {
    pub(crate) place: String,
    pub(crate) folder: TempDir,
}

impl Campus {
    /// No database yet.
    pub(crate) fn nowhere(place: String) -> Self {
        Self { place, folder: tempfile::tempdir().unwrap() }
    }

    /// The demonstration campus.
    pub(crate) fn demo(place: String) -> Self {
        let campus = Self::nowhere(place);
        campus.said(COORDINATOR, &["init", "--demo"]);
        campus
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file to the folder; says where it is.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        name.to_owned()
    }

    /// What a file in the folder holds.
    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// A command as somebody types it, on the day of the story.
    pub(crate) fn command(&self, actor: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_metier"));
        command
            .current_dir(self.folder.path())
            .env_remove("CARGO")
            .env_remove("METIER_LANG")
            .env("XDG_DATA_HOME", self.path("data"))
            .env("METIER_DATABASE", &self.place)
            .env("METIER_AS", actor)
            .args(args)
            .args(["--today", "2026-06-03"]);
        command
    }

    /// Runs a command as somebody.
    pub(crate) fn run(&self, actor: &str, args: &[&str]) -> Output {
        self.command(actor, args).output().unwrap()
    }

    /// What a command that works says.
    pub(crate) fn said(&self, actor: &str, args: &[&str]) -> String {
        let output = self.run(actor, args);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {complaint}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The object that a command that works prints.
    pub(crate) fn json(&self, actor: &str, args: &[&str]) -> Json {
        serde_json::from_str(&self.said(actor, &[args, &["--json"]].concat())).unwrap()
    }

    /// Why a command is refused.
    pub(crate) fn refused(&self, actor: &str, args: &[&str]) -> String {
        let output = self.run(actor, args);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// How many records somebody sees.
    pub(crate) fn count(&self, actor: &str, noun: &str) -> usize {
        let page = self.json(actor, &[noun, "list", "--most", "100000"]);
        page["records"].as_array().unwrap().len()
    }

    /// The act that an object tells.
    pub(crate) fn act(told: &Json) -> String {
        told["act"].as_str().unwrap_or_else(|| panic!("no act in {told}")).to_owned()
    }
}

/// Runs a test in the demonstration campus, on each engine.
pub(crate) fn each(test: impl AsyncFn(Campus)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(databases::each(async |place: String| test(Campus::demo(place)).await));
}

/// The tables of the program.
pub(crate) fn schema() -> [Schema; 6] {
    [
        storage::SCHEMA,
        records::SCHEMA,
        network::SCHEMA,
        catalogue::SCHEMA,
        learners::SCHEMA,
        placement::nouns::SCHEMA,
    ]
}
