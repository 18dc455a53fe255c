//! The embedded table of communes: how it is laid out, and its writer.

use std::{collections::BTreeMap, fmt};

use kernel::CommuneCode;
use travel::Point;

use crate::{
    Kind,
    columns::{HEADER, MAGIC, NONE, PER_DEGREE},
    spelling::spelled,
};

/// One place to put in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its code.
    pub code: CommuneCode,
    /// Its official name.
    pub name: String,
    /// Its point.
    pub point: Point,
    /// Whether the point is only that of its neighbourhood.
    pub is_approximate: bool,
    /// Its inhabitants; 0 when unknown.
    pub population: u32,
    /// What it is.
    pub kind: Kind,
    /// Its postcodes; former communes have none of their own.
    pub postcodes: Vec<u32>,
}

/// Entries that do not fit the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// Too many entries, or numbers too large for their column.
    TooLarge,
    /// A place is part of a commune that is not there.
    NoWhole(CommuneCode),
    /// Two places of today with one code.
    Twice(CommuneCode),
}

/// Packs places into the table that the library embeds. The order given does not matter.
pub fn pack(mut entries: Vec<Entry>) -> Result<Vec<u8>, PackError> {
    entries.sort_by(|a, b| key(a).cmp(&key(b)));
    let n_current = entries.iter().filter(|entry| !is_former(entry)).count();
    let current = &entries[..n_current];
    if let Some(pair) = current.windows(2).find(|pair| pair[0].code == pair[1].code) {
        return Err(PackError::Twice(pair[0].code));
    }
    let ranks: BTreeMap<_, _> = current.iter().map(|entry| entry.code).zip(0..).collect();
    let mut pairs = Vec::new();
    for (entry, record) in entries.iter().zip(0..) {
        pairs.extend(entry.postcodes.iter().map(|&postcode| (postcode, record)));
    }
    let names: String = entries.iter().map(|entry| entry.name.as_str()).collect();
    let counts = [n_current, entries.len(), pairs.len(), names.len()];
    let mut packed = Packed(Vec::with_capacity(HEADER + 32 * entries.len() + names.len()));
    packed.0.extend(MAGIC);
    packed.column(4, counts.into_iter().map(Ok))?;
    packed.records(&entries, &ranks)?;
    packed.column(3, pairs.iter().map(|&(postcode, _)| fitted(postcode)))?;
    pairs.sort_unstable();
    packed.column(3, pairs.iter().map(|&(postcode, _)| fitted(postcode)))?;
    packed.column(2, pairs.iter().map(|&(_, record)| Ok(record)))?;
    packed.0.extend(names.as_bytes());
    Ok(packed.0)
}

/// The order of the records: those of today first.
fn key(entry: &Entry) -> (bool, CommuneCode, &str) {
    (is_former(entry), entry.code, &entry.name)
}

fn is_former(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Former { .. })
}

struct Packed(Vec<u8>);

impl Packed {
    /// The columns with one value per record, in the order of `columns::WIDTHS`.
    fn records(
        &mut self,
        entries: &[Entry],
        ranks: &BTreeMap<CommuneCode, usize>,
    ) -> Result<(), PackError> {
        for entry in entries {
            self.0.extend(entry.code.as_str().as_bytes());
        }
        self.column(3, entries.iter().map(|entry| parts(entry.point.lat() + 90.0)))?;
        self.column(3, entries.iter().map(|entry| parts(entry.point.lon() + 180.0)))?;
        self.column(3, entries.iter().map(|entry| fitted(entry.population)))?;
        self.column(1, entries.iter().map(|entry| Ok(flag(entry))))?;
        self.column(2, entries.iter().map(|entry| whole(entry, ranks)))?;
        self.column(2, ends(entries.iter().map(|entry| entry.postcodes.len())))?;
        self.column(3, ends(entries.iter().map(|entry| entry.name.len())))?;
        let mut by_name: Vec<_> = (0..entries.len()).collect();
        by_name.sort_by_cached_key(|&record| (spelled(&entries[record].name), record));
        self.column(2, by_name.into_iter().map(Ok))
    }

    fn column(
        &mut self,
        width: usize,
        values: impl Iterator<Item = Result<usize, PackError>>,
    ) -> Result<(), PackError> {
        for value in values {
            let bytes = value?.to_le_bytes();
            if bytes[width..].iter().any(|&byte| byte != 0) {
                return Err(PackError::TooLarge);
            }
            self.0.extend(&bytes[..width]);
        }
        Ok(())
    }
}

fn ends(lengths: impl Iterator<Item = usize>) -> impl Iterator<Item = Result<usize, PackError>> {
    lengths.scan(0, |end, length| {
        *end += length;
        Some(Ok(*end))
    })
}

fn flag(entry: &Entry) -> usize {
    let kind = match entry.kind {
        Kind::Whole => 0,
        Kind::Arrondissement { .. } => crate::places::ARRONDISSEMENT,
        Kind::Former { .. } => crate::places::FORMER,
    };
    usize::from(kind | if entry.is_approximate { crate::places::APPROXIMATE } else { 0 })
}

fn whole(entry: &Entry, ranks: &BTreeMap<CommuneCode, usize>) -> Result<usize, PackError> {
    match entry.kind {
        Kind::Whole => Ok(NONE),
        Kind::Arrondissement { of } | Kind::Former { of } => {
            ranks.get(&of).copied().filter(|&rank| rank != NONE).ok_or(PackError::NoWhole(of))
        }
    }
}

fn fitted(number: u32) -> Result<usize, PackError> {
    usize::try_from(number).map_err(|_| PackError::TooLarge)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 360 times PER_DEGREE, by the invariant of points"
)]
fn parts(degrees: f64) -> Result<usize, PackError> {
    fitted((degrees * PER_DEGREE).round() as u32)
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "too many communes, or a number too large"),
            Self::NoWhole(code) => write!(f, "no commune {code} for its part"),
            Self::Twice(code) => write!(f, "the code {code} twice"),
        }
    }
}

impl std::error::Error for PackError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Columns;

    fn entry(code: &str, name: &str, kind: Kind) -> Entry {
        Entry {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            point: Point::new(47.25, -0.125).unwrap(),
            is_approximate: false,
            population: 54_404,
            kind,
            postcodes: vec![49_300],
        }
    }

    fn entries() -> Vec<Entry> {
        let of = "49099".parse().unwrap();
        vec![
            Entry { postcodes: Vec::new(), ..entry("49269", "Le Puy", Kind::Former { of }) },
            entry("49328", "Saumur", Kind::Whole),
            entry("49099", "Cholet", Kind::Whole),
        ]
    }

    #[test]
    fn places_are_read_back_as_they_were_packed() {
        let packed = pack(entries()).unwrap();
        let columns = Columns::of(&packed).unwrap();
        assert_eq!((columns.n_current(), columns.len()), (2, 3));
        let puy = columns.with_code("49269").unwrap();
        assert_eq!((columns.name(puy), columns.part_of(puy)), ("Le Puy", Some(0)));
        assert_eq!(columns.point(0), Point::new(47.25, -0.125).ok());
        assert_eq!((columns.code(1), columns.population(1)), ("49328", 54_404));
        assert_eq!(columns.with_postcode(49_300).collect::<Vec<_>>(), [0, 1]);
        let names: Vec<_> = (0..3).map(|rank| columns.name(columns.named(rank))).collect();
        assert_eq!(names, ["Cholet", "Le Puy", "Saumur"]);
    }

    #[test]
    fn the_order_given_does_not_matter() {
        let mut turned = entries();
        turned.reverse();
        assert_eq!(pack(turned), pack(entries()));
    }

    #[test]
    fn a_code_twice_and_a_part_of_nothing_are_refused() {
        let mut twice = entries();
        twice.push(entry("49099", "Chollet", Kind::Whole));
        assert_eq!(pack(twice), Err(PackError::Twice("49099".parse().unwrap())));
        let lost = entries().into_iter().take(1).collect();
        assert_eq!(pack(lost), Err(PackError::NoWhole("49099".parse().unwrap())));
    }

    #[test]
    fn a_table_cut_short_is_not_read() {
        let packed = pack(entries()).unwrap();
        assert!((0..packed.len()).all(|length| Columns::of(&packed[..length]).is_none()));
    }
}
