//! The bytes of a file: those that the disk keeps, and what was done since.

use std::collections::HashSet;

use rand::RngExt;

use crate::chance::{Chance, survival};

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// A file, which lives on whatever its name.
pub(crate) struct Content<'a> {
    kept: Vec<u8>,
    /// As the programs see it.
    size: usize,
    /// What was done since the file was synced, each with the number of its operation.
    edits: Vec<(usize, Edit<'a>)>,
}

/// A change of a file.
#[derive(Clone, Copy)]
pub(crate) enum Edit<'a> {
    /// Bytes from a place on.
    Write { at: usize, bytes: &'a [u8] },
    /// Another size.
    Resize(usize),
}

impl<'a> Content<'a> {
    /// A file that the disk keeps.
    pub(crate) fn new(kept: &[u8]) -> Self {
        Self { kept: kept.to_vec(), size: kept.len(), edits: Vec::new() }
    }

    /// Its size as the programs see it.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Changes it, which the disk may not keep yet.
    pub(crate) fn edit(&mut self, number: usize, edit: Edit<'a>) {
        self.size = match edit {
            Edit::Write { at, bytes } => self.size.max(at + bytes.len()),
            Edit::Resize(size) => size,
        };
        self.edits.push((number, edit));
    }

    /// Has the disk keep the edits of the first operations.
    pub(crate) fn sync(&mut self, n_covered: usize) {
        let n_synced = self.edits.partition_point(|&(number, _)| number < n_covered);
        self.kept = self.after(n_synced);
        self.edits.drain(..n_synced);
    }

    /// Its bytes as the programs see them.
    pub(crate) fn as_seen(&self) -> Vec<u8> {
        self.after(self.edits.len())
    }

    fn after(&self, n_edits: usize) -> Vec<u8> {
        let mut image = Image::new(&self.kept);
        for &(_, edit) in &self.edits[..n_edits] {
            image.apply(edit, |_| true);
        }
        image.bytes
    }

    /// Its bytes as a power cut may leave them.
    pub(crate) fn survivor(&self, chance: &mut Chance) -> Vec<u8> {
        let (likely, likely_size) = (survival(chance), survival(chance));
        let mut image = Image::new(&self.kept);
        for &(_, edit) in &self.edits {
            image.apply(edit, |what| match what {
                Part::Sector => chance.random_bool(likely),
                Part::Size => chance.random_bool(likely_size),
            });
        }
        image.bytes
    }
}

/// What survives by itself.
enum Part {
    Sector,
    Size,
}

/// The bytes of a file while edits that may be lost are applied to it.
struct Image {
    bytes: Vec<u8>,
    /// The sectors of which a later state was lost. A disk holds one state of a sector: with
    /// all that was written to it until then, and nothing of what came after.
    stale: HashSet<usize>,
}

impl Image {
    fn new(kept: &[u8]) -> Self {
        Self { bytes: kept.to_vec(), stale: HashSet::new() }
    }

    fn apply(&mut self, edit: Edit, mut survives: impl FnMut(Part) -> bool) {
        match edit {
            Edit::Resize(size) => {
                if survives(Part::Size) {
                    self.bytes.resize(size, 0);
                }
            }
            Edit::Write { at, bytes } => {
                let end = at + bytes.len();
                if self.bytes.len() < end && survives(Part::Size) {
                    self.bytes.resize(end, 0);
                }
                self.write(at, bytes, survives);
            }
        }
    }

    fn write(&mut self, at: usize, bytes: &[u8], mut survives: impl FnMut(Part) -> bool) {
        let end = (at + bytes.len()).min(self.bytes.len());
        let mut from = at;
        while from < end {
            let sector = from / SECTOR;
            let to = end.min((sector + 1) * SECTOR);
            if !self.stale.contains(&sector) {
                if survives(Part::Sector) {
                    self.bytes[from..to].copy_from_slice(&bytes[from - at..to - at]);
                } else {
                    self.stale.insert(sector);
                }
            }
            from = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::chance;

    fn survivors(content: &Content) -> Vec<Vec<u8>> {
        let mut chance = chance(1);
        (0..1000).map(|_| content.survivor(&mut chance)).collect()
    }

    fn content(sectors: usize) -> Content<'static> {
        Content::new(&vec![b'-'; sectors * SECTOR])
    }

    #[test]
    fn each_sector_of_a_write_survives_or_not_and_whole() {
        let mut content = content(4);
        let bytes = [b'a'; 2 * SECTOR];
        content.edit(0, Edit::Write { at: SECTOR / 2, bytes: &bytes });
        let mut first_letters = Vec::new();
        for survivor in survivors(&content) {
            let parts = [&survivor[256..512], &survivor[512..1024], &survivor[1024..1280]];
            for part in parts {
                assert!(part.iter().all(|byte| *byte == part[0]));
            }
            first_letters.push(parts.map(|part| part[0]));
            assert!(survivor[..256].iter().chain(&survivor[1280..]).all(|byte| *byte == b'-'));
        }
        first_letters.sort_unstable();
        first_letters.dedup();
        assert_eq!(first_letters.len(), 8);
    }

    #[test]
    fn a_sector_never_holds_a_later_write_without_the_earlier_one() {
        let mut content = content(1);
        content.edit(0, Edit::Write { at: 0, bytes: b"1" });
        content.edit(1, Edit::Write { at: 1, bytes: b"2" });
        let mut found: Vec<_> =
            survivors(&content).iter().map(|bytes| bytes[..2].to_vec()).collect();
        found.sort();
        found.dedup();
        assert_eq!(found, [b"--", b"1-", b"12"]);
    }

    #[test]
    fn a_size_may_be_lost_and_a_gap_holds_zeros() {
        let mut content = Content::new(b"");
        content.edit(0, Edit::Write { at: 2, bytes: b"x" });
        let mut found = survivors(&content);
        found.sort();
        found.dedup();
        assert_eq!(found, [b"".to_vec(), b"\0\0\0".to_vec(), b"\0\0x".to_vec()]);
        assert_eq!(content.as_seen(), b"\0\0x");
    }

    #[test]
    fn a_cut_may_be_lost_too() {
        let mut content = Content::new(b"long");
        content.edit(0, Edit::Resize(1));
        let mut found = survivors(&content);
        found.sort();
        found.dedup();
        assert_eq!(found, [b"l".to_vec(), b"long".to_vec()]);
    }
}
