//! From system calls to operations on the files of one folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::line::Call;
use crate::operation::Operation;

/// The calls to record: all that writes, names, syncs, or moves the place where a descriptor
/// writes next. A question mark: not every machine has it.
pub(crate) const CALLS: &str = "openat,?open,?creat,read,?readv,write,pwrite64,writev,pwritev,\
    lseek,ftruncate,?truncate,fallocate,?rename,renameat,renameat2,?unlink,unlinkat,fsync,\
    fdatasync,close,dup,?dup2,dup3,fcntl";

/// What has been done so far, and where each descriptor stands.
pub(crate) struct Follower<'a> {
    folder: &'a Path,
    output: &'a Path,
    /// What was done.
    pub(crate) operations: Vec<Operation>,
    /// By descriptor; those that are copies of each other share a place.
    open: HashMap<usize, usize>,
    places: Vec<Place>,
    half_line: Vec<u8>,
}

/// Where a descriptor writes next.
#[derive(Clone, Copy)]
enum Place {
    At(usize),
    End,
}

/// The index that SQLite shares between processes: it is made again after a power cut, and
/// written through memory, where no call shows.
const SHARED_INDEX: &str = "-shm";

impl<'a> Follower<'a> {
    /// Follows what is done in this folder and said in this file, two canonical paths.
    pub(crate) fn new(folder: &'a Path, output: &'a Path) -> Self {
        Self {
            folder,
            output,
            operations: Vec::new(),
            open: HashMap::new(),
            places: Vec::new(),
            half_line: Vec::new(),
        }
    }

    /// Takes one call into account.
    pub(crate) fn follow(&mut self, call: &Call) {
        match call.name.as_str() {
            "openat" | "open" | "creat" => self.opened(call),
            "read" | "readv" => self.moved(call),
            "write" | "writev" if call.path(0).as_deref() == Some(self.output) => self.said(call),
            "write" | "writev" => self.written_in_turn(call),
            "pwrite64" | "pwritev" => self.written(call, call.number(call.n_arguments() - 1)),
            "lseek" => self.put(call, Place::At(call.result())),
            "ftruncate" | "truncate" => self.resized(call),
            "fallocate" => self.grown(call),
            "rename" | "renameat" | "renameat2" => self.renamed(call),
            "unlink" | "unlinkat" => self.removed(call),
            "fsync" | "fdatasync" => self.synced(call),
            "dup" | "dup2" | "dup3" => self.copied(call),
            "fcntl" if call.word(1).starts_with("F_DUPFD") => self.copied(call),
            "close" => self.closed(call.number(0)),
            _ => {}
        }
    }

    fn opened(&mut self, call: &Call) {
        self.closed(Some(call.result()));
        let Some(file) = call.result_path().and_then(|path| self.inside(&path)) else { return };
        let flags = (0..call.n_arguments()).map(|idx| call.word(idx)).find(|w| w.contains("O_"));
        let has = |flag: &str| flags.is_some_and(|flags| flags.split('|').any(|f| f == flag));
        assert!(!has("O_SYNC") && !has("O_DSYNC"), "{}: syncs by itself", file.display());
        let place = if has("O_APPEND") { Place::End } else { Place::At(0) };
        self.open.insert(call.result(), self.places.len());
        self.places.push(place);
        if has("O_CREAT") || call.name == "creat" {
            self.operations.push(Operation::Create(file.clone()));
        }
        if has("O_TRUNC") || call.name == "creat" {
            self.operations.push(Operation::Resize { file, size: 0 });
        }
    }

    fn closed(&mut self, descriptor: Option<usize>) {
        if let Some(descriptor) = descriptor {
            self.open.remove(&descriptor);
        }
    }

    fn said(&mut self, call: &Call) {
        for byte in call.bytes().into_iter().take(call.result()) {
            if byte == b'\n' {
                let line = std::mem::take(&mut self.half_line);
                let line = String::from_utf8_lossy(&line).into_owned();
                self.operations.push(Operation::Say(line));
            } else {
                self.half_line.push(byte);
            }
        }
    }

    fn written_in_turn(&mut self, call: &Call) {
        match self.place(call).copied() {
            Some(Place::At(at)) => self.written(call, Some(at)),
            Some(Place::End) | None => self.written(call, None),
        }
        self.moved(call);
    }

    fn written(&mut self, call: &Call, at: Option<usize>) {
        if let Some(file) = self.file(call) {
            let mut bytes = call.bytes();
            bytes.truncate(call.result());
            self.operations.push(Operation::Write { file, at, bytes });
        }
    }

    fn moved(&mut self, call: &Call) {
        if let Some(Place::At(at)) = self.place(call) {
            *at += call.result();
        }
    }

    fn put(&mut self, call: &Call, to: Place) {
        if let Some(place @ Place::At(_)) = self.place(call) {
            *place = to;
        }
    }

    fn resized(&mut self, call: &Call) {
        let file = self.file(call).or_else(|| self.named(call).into_iter().next());
        if let (Some(file), Some(size)) = (file, call.number(1)) {
            self.operations.push(Operation::Resize { file, size });
        }
    }

    fn grown(&mut self, call: &Call) {
        let Some(file) = self.file(call) else { return };
        assert_eq!(call.word(1), "0", "{}: a hole, which is not followed", file.display());
        if let (Some(at), Some(length)) = (call.number(2), call.number(3)) {
            self.operations.push(Operation::Grow { file, size: at + length });
        }
    }

    fn renamed(&mut self, call: &Call) {
        if let [from, to] = self.named(call).as_slice() {
            let (from, to) = (from.clone(), to.clone());
            assert_eq!(from.parent(), to.parent(), "a move to another folder is not followed");
            self.operations.push(Operation::Rename { from, to });
        }
    }

    fn removed(&mut self, call: &Call) {
        if call.word(call.n_arguments() - 1) != "AT_REMOVEDIR" {
            self.operations.extend(self.named(call).into_iter().map(Operation::Remove));
        }
    }

    fn synced(&mut self, call: &Call) {
        if let Some(path) = self.file(call) {
            self.operations.push(Operation::Sync { path, n_covered: call.n_before });
        }
    }

    fn copied(&mut self, call: &Call) {
        let place = call.number(0).and_then(|from| self.open.get(&from));
        if let Some(&place) = place {
            self.open.insert(call.result(), place);
        }
    }

    fn place(&mut self, call: &Call) -> Option<&mut Place> {
        let place = *self.open.get(&call.number(0)?)?;
        self.places.get_mut(place)
    }

    /// The file of the folder on whose descriptor a call works.
    fn file(&self, call: &Call) -> Option<PathBuf> {
        call.path(0).and_then(|path| self.inside(&path))
    }

    /// The files of the folder that a call names. Relative names are not followed.
    fn named(&self, call: &Call) -> Vec<PathBuf> {
        let canonical = |path: &PathBuf| {
            let folder = path.parent()?.canonicalize().ok()?;
            self.inside(&folder.join(path.file_name()?))
        };
        call.named().iter().filter_map(canonical).collect()
    }

    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let path = path.strip_prefix(self.folder).ok()?;
        let is_index = path.to_string_lossy().ends_with(SHARED_INDEX);
        (!is_index).then(|| path.to_path_buf())
    }
}
