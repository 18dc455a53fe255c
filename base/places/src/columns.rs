//! The packed table of communes, read in place: nothing is decoded before it is asked for.
//!
//! All numbers are little-endian. After the header come the columns, one after the other;
//! records are sorted by code, those that are not communes any more at the end.

use travel::Point;

/// The first bytes of the packed table.
pub(crate) const MAGIC: &[u8; 8] = b"communes";
/// The length of the header: the magic and 4 counts.
pub(crate) const HEADER: usize = MAGIC.len() + 4 * 4;
/// Degrees are stored as whole numbers of this part of a degree, 2.8 m.
pub(crate) const PER_DEGREE: f64 = 40_000.0;
/// "Part of no other commune".
pub(crate) const NONE: usize = 0xffff;
/// The widths of the columns with one value per record.
pub(crate) const WIDTHS: [usize; 9] = [5, 3, 3, 3, 1, 2, 2, 3, 2];
/// The widths of the columns with one value per pair of a record and a postcode.
pub(crate) const PAIR_WIDTHS: [usize; 3] = [3, 3, 2];

/// The columns of the packed table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns<'a> {
    // Invariant: every column has the length that the counts give it.
    n_current: usize,
    codes: &'a [u8],
    lats: &'a [u8],
    lons: &'a [u8],
    populations: &'a [u8],
    flags: &'a [u8],
    parts_of: &'a [u8],
    postcode_ends: &'a [u8],
    name_ends: &'a [u8],
    by_name: &'a [u8],
    postcodes: &'a [u8],
    sorted_postcodes: &'a [u8],
    postcode_records: &'a [u8],
    names: &'a str,
}

impl<'a> Columns<'a> {
    /// Finds the columns, unless the lengths do not add up.
    pub(crate) fn of(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut take = |length: usize| -> Option<&'a [u8]> {
            let (column, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(column)
        };
        let counts = take(HEADER - MAGIC.len())?;
        let [n_current, n_all, n_pairs, names] = [0, 1, 2, 3].map(|i| number(counts, i, 4));
        let mut column = |width: usize, n: usize| take(width.checked_mul(n)?);
        let columns = Self {
            n_current,
            codes: column(WIDTHS[0], n_all)?,
            lats: column(WIDTHS[1], n_all)?,
            lons: column(WIDTHS[2], n_all)?,
            populations: column(WIDTHS[3], n_all)?,
            flags: column(WIDTHS[4], n_all)?,
            parts_of: column(WIDTHS[5], n_all)?,
            postcode_ends: column(WIDTHS[6], n_all)?,
            name_ends: column(WIDTHS[7], n_all)?,
            by_name: column(WIDTHS[8], n_all)?,
            postcodes: column(PAIR_WIDTHS[0], n_pairs)?,
            sorted_postcodes: column(PAIR_WIDTHS[1], n_pairs)?,
            postcode_records: column(PAIR_WIDTHS[2], n_pairs)?,
            names: std::str::from_utf8(column(1, names)?).ok()?,
        };
        (rest.is_empty() && n_current <= n_all).then_some(columns)
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.flags.len()
    }

    /// How many of them are communes or arrondissements of today.
    pub(crate) fn n_current(&self) -> usize {
        self.n_current
    }

    pub(crate) fn code(&self, record: usize) -> &'a str {
        let start = record * WIDTHS[0];
        std::str::from_utf8(&self.codes[start..start + WIDTHS[0]]).unwrap_or("")
    }

    pub(crate) fn name(&self, record: usize) -> &'a str {
        let start = if record == 0 { 0 } else { number(self.name_ends, record - 1, 3) };
        self.names.get(start..number(self.name_ends, record, 3)).unwrap_or("")
    }

    pub(crate) fn point(&self, record: usize) -> Option<Point> {
        let lat = degrees(number(self.lats, record, 3)) - 90.0;
        let lon = degrees(number(self.lons, record, 3)) - 180.0;
        Point::new(lat, lon).ok()
    }

    pub(crate) fn population(&self, record: usize) -> usize {
        number(self.populations, record, 3)
    }

    pub(crate) fn flag(&self, record: usize) -> u8 {
        self.flags[record]
    }

    pub(crate) fn part_of(&self, record: usize) -> Option<usize> {
        Some(number(self.parts_of, record, 2)).filter(|&whole| whole != NONE)
    }

    pub(crate) fn postcodes(&self, record: usize) -> impl Iterator<Item = u32> + use<'a> {
        let start = if record == 0 { 0 } else { number(self.postcode_ends, record - 1, 2) };
        let (end, postcodes) = (number(self.postcode_ends, record, 2), self.postcodes);
        (start..end).filter_map(move |pair| u32::try_from(number(postcodes, pair, 3)).ok())
    }

    /// The record at a rank of the order of names.
    pub(crate) fn named(&self, rank: usize) -> usize {
        number(self.by_name, rank, 2)
    }

    /// The record with a code, of today rather than former.
    pub(crate) fn with_code(&self, code: &str) -> Option<usize> {
        let in_part = |from: usize, to: usize| {
            let record = from + partition(to - from, |i| self.code(from + i) < code);
            (record < to && self.code(record) == code).then_some(record)
        };
        in_part(0, self.n_current).or_else(|| in_part(self.n_current, self.len()))
    }

    /// The records with a postcode.
    pub(crate) fn with_postcode(&self, postcode: u32) -> impl Iterator<Item = usize> + use<'a> {
        let (postcodes, records) = (self.sorted_postcodes, self.postcode_records);
        let n_pairs = postcodes.len() / PAIR_WIDTHS[1];
        let wanted = usize::try_from(postcode).unwrap_or(usize::MAX);
        let first = partition(n_pairs, |i| number(postcodes, i, 3) < wanted);
        (first..n_pairs)
            .take_while(move |&i| number(postcodes, i, 3) == wanted)
            .map(move |i| number(records, i, 2))
    }
}

/// The first index at which `before` does not hold any more.
pub(crate) fn partition(n: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = usize::midpoint(low, high);
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// The whole number at an index of a column of `width` bytes.
fn number(column: &[u8], index: usize, width: usize) -> usize {
    let bytes = &column[index * width..(index + 1) * width];
    bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte))
}

fn degrees(parts: usize) -> f64 {
    u32::try_from(parts).map_or(0.0, f64::from) / PER_DEGREE
}
