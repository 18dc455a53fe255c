//! Names that look like one that no commune has.

use std::cmp::Reverse;

use crate::{Commune, Places, query::Query, spelling::spelled};

/// The most likely names offered.
const MOST: usize = 5;

impl Places {
    /// Communes that begin with the name, or differ from it by a few letters; those of the
    /// département first. The first letter is taken as right.
    pub(crate) fn near(&self, query: &Query) -> Vec<Commune> {
        let wanted = query.name.as_str();
        let Some(initial) = wanted.chars().next() else { return Vec::new() };
        let tolerance = (wanted.len() / 4).clamp(1, 3);
        let mut found: Vec<(bool, usize, Reverse<u32>, Commune)> = Vec::new();
        for rank in self.rank(&initial.to_string())..self.columns().len() {
            let record = self.columns().named(rank);
            let name = spelled(self.columns().name(record));
            if !name.starts_with(initial) {
                break;
            }
            if let Some(away) = distance(wanted, &name, tolerance)
                && let Some(commune) = self.commune(record)
            {
                let elsewhere =
                    query.departement.is_some_and(|code| commune.code.departement() != code);
                found.push((elsewhere, away, Reverse(commune.population), commune));
            }
        }
        found
            .sort_by_key(|&(elsewhere, away, size, commune)| (elsewhere, away, size, commune.code));
        found.dedup_by_key(|(.., commune)| (commune.code, commune.name));
        found.into_iter().take(MOST).map(|(.., commune)| commune).collect()
    }
}

/// The letters to change, insert, drop or swap, if no more than `most`; 1 where one name
/// begins with the other.
fn distance(wanted: &str, name: &str, most: usize) -> Option<usize> {
    if begins_with(name, wanted) || begins_with(wanted, name) {
        return Some(1);
    }
    let (wanted, name) = (wanted.as_bytes(), name.as_bytes());
    if wanted.len().abs_diff(name.len()) > most {
        return None;
    }
    let same = wanted.iter().zip(name).take_while(|(letter, other)| letter == other).count();
    let (wanted, name) = (&wanted[same..], &name[same..]);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=name.len()).collect();
    for (i, letter) in wanted.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in name.iter().enumerate() {
            let kept = last[j] + usize::from(letter != other);
            let swaps = i > 0 && j > 0 && *letter == name[j - 1] && wanted[i - 1] == *other;
            let swapped = if swaps { before[j - 1] + 1 } else { usize::MAX };
            row.push(kept.min(last[j + 1] + 1).min(row[j] + 1).min(swapped));
        }
        if row.iter().all(|&away| most < away) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&away| away <= most)
}

fn begins_with(long: &str, short: &str) -> bool {
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_added_dropped_changed_and_swapped_are_counted() {
        for (wanted, name, away) in [
            ("cholet", "cholet", 0),
            ("chollet", "cholet", 1),
            ("cohlet", "cholet", 1),
            ("saumeur", "saumur", 1),
            ("anger", "angers", 1),
            ("la baule", "la baule escoublac", 1),
            ("nante", "rennes", 4),
        ] {
            assert_eq!(distance(wanted, name, away), Some(away), "{wanted} {name}");
        }
        assert_eq!(distance("nante", "rennes", 3), None);
    }
}
