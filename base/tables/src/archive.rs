//! A workbook is a ZIP archive: what it would ask of the machine is measured before anything
//! is built from it.

use std::io::{self, Read, Seek};

use zip::{ZipArchive, result::ZipError};

use crate::{FileProblem, Limits, input::unreadable};

/// Any archive may unpack to this much, whatever its ratio.
const ALWAYS: u64 = 16 << 20;

/// What a part that is held in memory, as all but the sheets are, may unpack to.
const HELD: u64 = 256 << 20;

/// Refuses what is not a workbook, or too big a one.
pub(crate) fn check(
    input: &mut (impl Read + Seek),
    n_bytes: u64,
    limits: &Limits,
) -> Result<(), FileProblem> {
    // The directory of the archive would itself be a bomb, whatever length it announces.
    if n_entries(input).map_err(|error| unreadable(&error))? > limits.parts {
        return Err(FileProblem::TooManyParts { most: limits.parts });
    }
    input.rewind().map_err(|error| unreadable(&error))?;
    let mut archive = ZipArchive::new(input).map_err(damaged)?;
    if !archive.file_names().flatten().any(|name| name.starts_with("xl")) {
        return Err(FileProblem::NotAWorkbook);
    }
    let by_ratio = n_bytes.saturating_mul(limits.unpacked_ratio).max(ALWAYS);
    let mut left = limits.unpacked_bytes.min(by_ratio);
    let too_big = FileProblem::UnpacksTooBig { most: left };
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(damaged)?;
        let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let most = if is_sheet { left } else { left.min(HELD) };
        // Sizes announced in the archive may lie: only unpacking tells.
        let n_unpacked = unpacked(&mut part, most)?;
        left =
            left.checked_sub(n_unpacked).filter(|_| n_unpacked <= most).ok_or(too_big.clone())?;
    }
    Ok(())
}

/// The bytes of a part, counted up to one more than the most.
fn unpacked(part: &mut impl Read, most: u64) -> Result<u64, FileProblem> {
    io::copy(&mut part.take(most + 1), &mut io::sink())
        .map_err(|error| FileProblem::Damaged { reason: error.to_string() })
}

fn damaged(error: ZipError) -> FileProblem {
    match error {
        ZipError::Io(error) => unreadable(&error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => FileProblem::OldWorkbook,
        other => FileProblem::Damaged { reason: other.to_string() },
    }
}

/// How many entries the directory has at most: each begins with four bytes of its own.
fn n_entries(input: &mut impl Read) -> io::Result<usize> {
    const MARK: u32 = u32::from_be_bytes(*b"PK\x01\x02");
    let mut buffer = vec![0; 256 << 10];
    let (mut last_four, mut n_entries) = (0, 0);
    loop {
        let n_read = input.read(&mut buffer)?;
        if n_read == 0 {
            return Ok(n_entries);
        }
        for byte in &buffer[..n_read] {
            last_four = last_four << 8 | u32::from(*byte);
            n_entries += usize::from(last_four == MARK);
        }
    }
}
