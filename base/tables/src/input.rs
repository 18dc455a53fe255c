//! What kind of file it is, judged by its bytes.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

use crate::{FileProblem, Limits};

/// Bytes that can be read from any place.
pub(crate) trait Input: Read + Seek + Send {}

impl<T: Read + Seek + Send> Input for T {}

/// What the first bytes of a file tell of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Workbook,
    Text { has_bom: bool },
}

/// The file, to be read from its start, and its first bytes.
pub(crate) struct Opened {
    pub(crate) input: Box<dyn Input>,
    pub(crate) head: Vec<u8>,
    pub(crate) kind: Kind,
    pub(crate) n_bytes: u64,
}

/// Enough to hold any header and to recognise any file.
const HEAD: u64 = 64 << 10;

pub(crate) fn open(path: &Path, limits: &Limits) -> Result<Opened, FileProblem> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => FileProblem::NotFound,
        _ => unreadable(&error),
    })?;
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(FileProblem::NotAFile);
    }
    recognise(Box::new(file), metadata.len(), limits)
}

pub(crate) fn recognise(
    mut input: Box<dyn Input>,
    n_bytes: u64,
    limits: &Limits,
) -> Result<Opened, FileProblem> {
    too_big(n_bytes, limits.csv_bytes.max(limits.xlsx_bytes))?;
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head).map_err(|error| unreadable(&error))?;
    input.rewind().map_err(|error| unreadable(&error))?;
    let kind = kind(&head)?;
    match kind {
        Kind::Workbook => too_big(n_bytes, limits.xlsx_bytes)?,
        Kind::Text { .. } => too_big(n_bytes, limits.csv_bytes)?,
    }
    if kind == (Kind::Text { has_bom: true }) {
        input.seek(SeekFrom::Start(3)).map_err(|error| unreadable(&error))?;
        head.drain(..3);
    }
    Ok(Opened { input, head, kind, n_bytes })
}

fn too_big(n_bytes: u64, most: u64) -> Result<(), FileProblem> {
    if n_bytes > most { Err(FileProblem::TooBig { most }) } else { Ok(()) }
}

pub(crate) fn unreadable(error: &io::Error) -> FileProblem {
    FileProblem::Unreadable { reason: error.to_string() }
}

fn kind(head: &[u8]) -> Result<Kind, FileProblem> {
    match head {
        [b'P', b'K', 3, 4, ..] => return Ok(Kind::Workbook),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(FileProblem::OldWorkbook),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(FileProblem::Utf16),
        _ => {}
    }
    let has_bom = head.starts_with(b"\xef\xbb\xbf");
    let text = if has_bom { &head[3..] } else { head };
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(FileProblem::Empty);
    }
    if looks_like_utf16(text) {
        return Err(FileProblem::Utf16);
    }
    if is_binary(text) { Err(FileProblem::Binary) } else { Ok(Kind::Text { has_bom }) }
}

/// Without a byte-order mark, Latin text in UTF-16 is still half made of zeros.
fn looks_like_utf16(text: &[u8]) -> bool {
    let zeros_at = |odd: usize| text.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    even.max(odd) * 4 > text.len() && even.min(odd) * 8 < text.len()
}

/// Text has no zero byte and few control characters, one in twenty at most.
fn is_binary(text: &[u8]) -> bool {
    let is_control = |b: &&u8| b.is_ascii_control() && !matches!(b, b'\t'..=b'\r');
    text.contains(&0) || text.iter().filter(is_control).count() * 20 > text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes_not_by_its_name() {
        for (head, expected) in [
            (&b"id;name\n"[..], Ok(Kind::Text { has_bom: false })),
            (b"\xef\xbb\xbfid;name\n", Ok(Kind::Text { has_bom: true })),
            (b"id;pr\xe9nom\n", Ok(Kind::Text { has_bom: false })),
            (b"PK\x03\x04", Ok(Kind::Workbook)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Err(FileProblem::OldWorkbook)),
            (b"\xff\xfei\0d\0", Err(FileProblem::Utf16)),
            (b"\xfe\xff\0i\0d", Err(FileProblem::Utf16)),
            (b"i\0d\0;\0n\0a\0m\0e\0", Err(FileProblem::Utf16)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Err(FileProblem::Binary)),
            (b"%PDF-1.7\n\x01\x02\x03\x04", Err(FileProblem::Binary)),
            (b"", Err(FileProblem::Empty)),
            (b"\xef\xbb\xbf", Err(FileProblem::Empty)),
            (b" \n\r\n\t", Err(FileProblem::Empty)),
        ] {
            assert_eq!(kind(head), expected, "{head:?}");
        }
    }
}
