//! A folder on a disk: what the programs see of it, and what a power cut may leave.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rand::RngExt;

use crate::chance::{Chance, survival};
use crate::content::{Content, Edit};
use crate::folder::Files;
use crate::operation::Operation;
use crate::trace::Recording;

/// A folder after some of the operations of a recording.
pub(crate) struct Disk<'a> {
    recording: &'a Recording,
    n_done: usize,
    files: Vec<Content<'a>>,
    /// The names that programs see, and the file of each.
    seen: BTreeMap<PathBuf, usize>,
    /// The names that no power cut takes away.
    kept: BTreeMap<PathBuf, usize>,
    /// What was done to names since their folder was synced, by operation.
    renamings: Vec<(usize, Renaming)>,
}

/// What becomes of the names.
#[derive(Clone)]
enum Renaming {
    Given { name: PathBuf, file: usize },
    Taken { name: PathBuf },
    Changed { from: PathBuf, to: PathBuf, file: usize },
}

impl<'a> Disk<'a> {
    /// The folder before the first operation.
    pub(crate) fn new(recording: &'a Recording) -> Self {
        let names: BTreeMap<_, _> = recording.before.keys().cloned().zip(0..).collect();
        Self {
            recording,
            n_done: 0,
            files: recording.before.values().map(|bytes| Content::new(bytes)).collect(),
            seen: names.clone(),
            kept: names,
            renamings: Vec::new(),
        }
    }

    /// The folder after the last operation.
    pub(crate) fn after(recording: &'a Recording) -> Self {
        let mut disk = Self::new(recording);
        disk.advance(recording.operations.len());
        disk
    }

    /// Goes on until so many operations are done.
    pub(crate) fn advance(&mut self, n_done: usize) {
        let recording = self.recording;
        while self.n_done < n_done {
            self.perform(&recording.operations[self.n_done]);
            self.n_done += 1;
        }
    }

    fn perform(&mut self, operation: &'a Operation) {
        match operation {
            Operation::Create(name) if self.seen.contains_key(name) => {}
            Operation::Create(name) => {
                let file = self.files.len();
                self.files.push(Content::new(&[]));
                self.seen.insert(name.clone(), file);
                self.rename(Renaming::Given { name: name.clone(), file });
            }
            Operation::Write { file, at, bytes } => {
                let at = at.unwrap_or(self.content(file).size());
                self.edit(file, Edit::Write { at, bytes });
            }
            Operation::Resize { file, size } => self.edit(file, Edit::Resize(*size)),
            Operation::Grow { file, size } => {
                let size = self.content(file).size().max(*size);
                self.edit(file, Edit::Resize(size));
            }
            Operation::Rename { from, to } => {
                let file = self.seen.remove(from).expect("what is renamed is there");
                self.seen.insert(to.clone(), file);
                let (from, to) = (from.clone(), to.clone());
                self.rename(Renaming::Changed { from, to, file });
            }
            Operation::Remove(name) => {
                self.seen.remove(name);
                self.rename(Renaming::Taken { name: name.clone() });
            }
            Operation::Sync { path, n_covered } => self.sync(path, *n_covered),
            Operation::Say(_) => {}
        }
    }

    fn content(&mut self, name: &Path) -> &mut Content<'a> {
        let file = self.seen.get(name);
        let file = *file.unwrap_or_else(|| panic!("the trace misses {}", name.display()));
        &mut self.files[file]
    }

    fn edit(&mut self, name: &Path, edit: Edit<'a>) {
        let number = self.n_done;
        self.content(name).edit(number, edit);
    }

    fn rename(&mut self, renaming: Renaming) {
        self.renamings.push((self.n_done, renaming));
    }

    fn sync(&mut self, path: &Path, n_covered: usize) {
        if let Some(&file) = self.seen.get(path) {
            self.files[file].sync(n_covered);
            return;
        }
        let is_synced = |(number, renaming): &mut (usize, Renaming)| {
            *number < n_covered && renaming.folder() == Some(path)
        };
        for (_, renaming) in self.renamings.extract_if(.., is_synced) {
            renaming.apply(&mut self.kept);
        }
    }

    /// The files as the programs see them.
    pub(crate) fn as_seen(&self) -> Files {
        let names = self.seen.iter();
        names.map(|(name, &file)| (name.clone(), self.files[file].as_seen())).collect()
    }

    /// The files as a power cut at this moment may leave them.
    pub(crate) fn survivors(&self, chance: &mut Chance) -> Files {
        let mut names = self.kept.clone();
        let likely = survival(chance);
        for (_, renaming) in &self.renamings {
            if chance.random_bool(likely) {
                renaming.apply(&mut names);
            }
        }
        let files = names.into_iter();
        files.map(|(name, file)| (name, self.files[file].survivor(chance))).collect()
    }
}

impl Renaming {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Given { name, .. } | Self::Taken { name } => name.parent(),
            Self::Changed { to, .. } => to.parent(),
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Given { name, file } => {
                names.insert(name.clone(), *file);
            }
            Self::Taken { name } => {
                names.remove(name);
            }
            Self::Changed { from, to, file } => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;
    use crate::chance::chance;

    fn recording(operations: &[Operation]) -> Recording {
        let before = Files::from([("old".into(), b"old".to_vec())]);
        Recording { before, operations: operations.to_vec() }
    }

    /// What a file may hold after the last operation; nothing when it is absent.
    fn fates(operations: &[Operation], name: &str) -> Vec<Option<String>> {
        let recording = recording(operations);
        let disk = Disk::after(&recording);
        let mut chance = chance(1);
        let mut fates: Vec<_> = (0..100)
            .map(|_| disk.survivors(&mut chance).remove(Path::new(name)))
            .map(|bytes| bytes.map(|bytes| String::from_utf8(bytes).unwrap()))
            .collect();
        fates.sort();
        fates.dedup();
        fates
    }

    fn sync(path: &str, n_covered: usize) -> Operation {
        Operation::Sync { path: path.into(), n_covered }
    }

    fn write(file: &str, at: usize, text: &str) -> Operation {
        Operation::Write { file: file.into(), at: Some(at), bytes: text.into() }
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|&text| Some(text.to_owned())).collect()
    }

    #[test]
    fn a_write_is_kept_once_its_file_is_synced_and_may_be_lost_before() {
        let write = write("old", 0, "new");
        assert_eq!(fates(from_ref(&write), "old"), some(&["new", "old"]));
        assert_eq!(fates(&[write, sync("old", 1)], "old"), some(&["new"]));
    }

    #[test]
    fn a_write_that_came_while_the_disk_was_at_work_may_be_lost() {
        let operations = [write("old", 0, "new"), write("old", 0, "now"), sync("old", 1)];
        assert_eq!(fates(&operations, "old"), some(&["new", "now"]));
    }

    #[test]
    fn a_new_name_is_kept_once_its_folder_is_synced_and_may_be_lost_before() {
        let made = Operation::Create("new".into());
        assert_eq!(
            fates(&[made.clone(), sync("new", 1)], "new"),
            [vec![None], some(&[""])].concat()
        );
        assert_eq!(fates(&[made, sync("", 1)], "new"), some(&[""]));
    }

    #[test]
    fn a_rename_leaves_one_file_or_the_other_under_the_name() {
        let make = [Operation::Create("new".into()), write("new", 0, "new"), sync("new", 2)];
        let rename = Operation::Rename { from: "new".into(), to: "old".into() };
        let operations = [make.as_slice(), &[rename]].concat();
        assert_eq!(fates(&operations, "old"), some(&["new", "old"]));
        assert_eq!(fates(&[operations, vec![sync("", 4)]].concat(), "old"), some(&["new"]));
    }

    #[test]
    fn a_removed_file_may_come_back_until_its_folder_is_synced() {
        let remove = Operation::Remove("old".into());
        assert_eq!(fates(from_ref(&remove), "old"), [vec![None], some(&["old"])].concat());
        assert_eq!(fates(&[remove, sync("", 1)], "old"), [None]);
    }
}
