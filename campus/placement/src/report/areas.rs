//! Regions far apart have a map each: nobody reads a plan across an empty country.

use std::collections::{BTreeMap, BTreeSet};

use charts::At;

/// Cells of half a degree: two are one region if nothing but so many lie between.
const CELLS_PER_DEGREE: f64 = 2.0;
const REACH: i64 = 2;
/// Beyond, one map of the whole says more than many of parts.
const MOST_AREAS: usize = 4;

/// Which points are of one region.
pub(super) struct Areas {
    area_of: BTreeMap<Cell, usize>,
    count: usize,
}

/// Half a degree of latitude and of longitude.
type Cell = (i64, i64);

impl Areas {
    /// The region with the most points first.
    pub(super) fn around(points: impl Iterator<Item = At>) -> Self {
        let mut counts: BTreeMap<Cell, usize> = BTreeMap::new();
        for at in points {
            *counts.entry(cell(at)).or_default() += 1;
        }
        let mut regions = regions(counts.keys().copied().collect());
        let size = |region: &BTreeSet<Cell>| region.iter().map(|cell| counts[cell]).sum::<usize>();
        regions.sort_by_key(|region| std::cmp::Reverse(size(region)));
        if MOST_AREAS < regions.len() {
            regions = vec![counts.keys().copied().collect()];
        }
        let numbered = regions.iter().enumerate();
        let area_of =
            numbered.flat_map(|(area, cells)| cells.iter().map(move |cell| (*cell, area)));
        Self { area_of: area_of.collect(), count: regions.len() }
    }

    /// How many regions there are.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The region of a point.
    pub(super) fn of(&self, at: At) -> usize {
        self.area_of.get(&cell(at)).copied().unwrap_or(0)
    }
}

fn regions(mut left: BTreeSet<Cell>) -> Vec<BTreeSet<Cell>> {
    let mut regions = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut region = BTreeSet::from([first]);
        let mut around = vec![first];
        while let Some((y, x)) = around.pop() {
            let is_near = |cell: &Cell| (cell.0 - y).abs() <= REACH && (cell.1 - x).abs() <= REACH;
            let near: Vec<Cell> = left.iter().filter(|cell| is_near(cell)).copied().collect();
            for cell in near {
                left.remove(&cell);
                region.insert(cell);
                around.push(cell);
            }
        }
        regions.push(region);
    }
    regions
}

#[expect(clippy::cast_possible_truncation, reason = "degrees are at most 180")]
fn cell(at: At) -> Cell {
    ((at.lat * CELLS_PER_DEGREE).floor() as i64, (at.lon * CELLS_PER_DEGREE).floor() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_far_apart_are_told_apart_the_fuller_first() {
        let [angers, cholet, marseille] =
            [(47.47, -0.55), (47.06, -0.88), (43.3, 5.37)].map(|(lat, lon)| At { lat, lon });
        let areas = Areas::around([marseille, cholet, angers].into_iter());
        assert_eq!(areas.count(), 2);
        assert_eq!([angers, cholet, marseille].map(|at| areas.of(at)), [0, 0, 1]);
    }
}
