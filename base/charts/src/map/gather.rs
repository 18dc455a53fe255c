//! Marks that could not be told apart become one place with counts.

use std::collections::BTreeMap;

use super::projection::{Projection, Spot};
use super::{Link, Mark, Shape};
use crate::number::real;
use crate::tone::Tone;

/// Marks of this distance or less are one place; the first that leaves few enough.
const REACHES: [f64; 4] = [20.0, 26.0, 34.0, 46.0];
const MOST_PLACES: usize = 500;
const MOST_THREADS: usize = 1_500;

/// What is drawn in place of the marks and links given.
#[derive(Debug)]
pub(super) struct Gathered {
    /// Fullest first.
    pub(super) places: Vec<Place>,
    /// Thinnest first, so that the thick ones lie above.
    pub(super) threads: Vec<Thread>,
    pub(super) links_left_out: usize,
}

/// All that is drawn in one spot.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) spot: Spot,
    pub(super) counts: BTreeMap<(Shape, Tone), u32>,
}

/// Every link between two places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thread {
    pub(super) from: Spot,
    pub(super) to: Spot,
    pub(super) count: u32,
}

impl Gathered {
    pub(super) fn new(projection: &Projection, marks: &[Mark], links: &[Link]) -> Self {
        let cells = cells(projection, marks);
        let centres = REACHES
            .iter()
            .map(|&reach| centres(&cells, reach))
            .find(|centres| centres.len() <= MOST_PLACES)
            .unwrap_or_else(|| centres(&cells, 2.0 * REACHES[REACHES.len() - 1]));
        let centre_of: BTreeMap<Cell, usize> =
            cells.keys().filter_map(|&c| Some((c, nearest(&centres, middle(c))?))).collect();
        let at = |at| {
            let spot = projection.spot(at);
            centre_of.get(&cell(spot)).map(|&i| (spot, i))
        };
        let marks: Vec<_> =
            marks.iter().filter_map(|&m| at(m.at).map(|(spot, i)| (m, spot, i))).collect();
        let mut places = places(&marks, centres.len());
        let ends = links.iter().filter_map(|l| Some((at(l.from)?.1, at(l.to)?.1)));
        let (threads, links_left_out) = threads(&places, ends);
        places.retain(|place| !place.counts.is_empty());
        Self { places, threads, links_left_out }
    }
}

/// A spot to the nearest unit, line first.
type Cell = (i64, i64);

#[expect(clippy::cast_possible_truncation, reason = "a drawing is some hundred units wide")]
fn cell(spot: Spot) -> Cell {
    (spot.y.round() as i64, spot.x.round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "a drawing is some hundred units wide")]
fn middle((y, x): Cell) -> Spot {
    Spot { x: x as f64, y: y as f64 }
}

/// How many marks each cell holds.
fn cells(projection: &Projection, marks: &[Mark]) -> BTreeMap<Cell, u32> {
    let mut cells = BTreeMap::new();
    for mark in marks.iter().filter(|m| m.at.is_finite()) {
        let count: &mut u32 = cells.entry(cell(projection.spot(mark.at))).or_default();
        *count = count.saturating_add(mark.count);
    }
    cells
}

/// The fullest cells first, unless one already chosen is within reach. Stops when there
/// are clearly too many.
fn centres(cells: &BTreeMap<Cell, u32>, reach: f64) -> Vec<Spot> {
    let mut order: Vec<_> = cells.iter().collect();
    order.sort_by_key(|&(cell, count)| (std::cmp::Reverse(count), cell));
    let mut centres: Vec<Spot> = Vec::new();
    for spot in order.into_iter().map(|(&cell, _)| middle(cell)) {
        if centres.iter().all(|&centre| reach < spot.away(centre)) {
            centres.push(spot);
        }
        if MOST_PLACES < centres.len() {
            break;
        }
    }
    centres
}

fn nearest(centres: &[Spot], spot: Spot) -> Option<usize> {
    let away = |i: &usize| spot.away(centres[*i]);
    (0..centres.len()).min_by(|a, b| away(a).total_cmp(&away(b)))
}

/// One place per centre, in the middle of its marks.
fn places(marks: &[(Mark, Spot, usize)], n_centres: usize) -> Vec<Place> {
    let nowhere = || Place { spot: Spot { x: 0.0, y: 0.0 }, counts: BTreeMap::new() };
    let mut places: Vec<Place> = (0..n_centres).map(|_| nowhere()).collect();
    for &(mark, spot, i) in marks {
        let place = &mut places[i];
        let (before, weight) = (real(place.counts.values().sum()), real(mark.count));
        let share = weight / (before + weight).max(1.0);
        place.spot.x += share * (spot.x - place.spot.x);
        place.spot.y += share * (spot.y - place.spot.y);
        *place.counts.entry((mark.shape, mark.tone)).or_default() += mark.count;
    }
    places
}

fn threads(places: &[Place], ends: impl Iterator<Item = (usize, usize)>) -> (Vec<Thread>, usize) {
    let mut counts: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (from, to) in ends.filter(|(from, to)| from != to) {
        *counts.entry((from, to)).or_default() += 1;
    }
    let mut threads: Vec<_> = counts.into_iter().collect();
    threads.sort_by_key(|&(ends, count)| (count, ends));
    let left_out = threads.len().saturating_sub(MOST_THREADS);
    let thread = |((from, to), count): ((usize, usize), u32)| Thread {
        from: places[from].spot,
        to: places[to].spot,
        count,
    };
    (threads.split_off(left_out).into_iter().map(thread).collect(), left_out)
}

#[cfg(test)]
mod tests {
    use super::super::At;
    use super::*;

    fn mark(lat: f64, lon: f64, shape: Shape) -> Mark {
        Mark { at: At { lat, lon }, shape, tone: Tone::Blue, count: 1 }
    }

    fn gather(marks: &[Mark], links: &[Link]) -> Gathered {
        let projection = Projection::around(marks.iter().map(|m| m.at), 720.0).unwrap();
        Gathered::new(&projection, marks, links)
    }

    #[test]
    fn neighbours_become_one_place_with_their_counts_by_kind() {
        let marks = [
            mark(47.06, -0.88, Shape::Disc),
            mark(47.0601, -0.8801, Shape::Disc),
            mark(47.06, -0.88, Shape::Ring),
            mark(48.07, -0.77, Shape::Disc),
        ];
        let gathered = gather(&marks, &[]);
        let mut counts: Vec<Vec<u32>> =
            gathered.places.iter().map(|p| p.counts.values().copied().collect()).collect();
        counts.sort();
        assert_eq!(counts, [vec![1], vec![1, 2]]);
    }

    #[test]
    fn links_between_the_same_places_become_one_and_those_within_a_place_none() {
        let (a, b) = (mark(47.0, -1.0, Shape::Disc), mark(48.0, -1.0, Shape::Ring));
        let links = [(a, b), (a, b), (a, a)].map(|(from, to)| Link { from: from.at, to: to.at });
        let gathered = gather(&[a, b], &links);
        assert_eq!(gathered.threads.iter().map(|t| t.count).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_crowd_spread_over_a_country_stays_a_few_hundred_places() {
        let marks: Vec<Mark> = (0..5_000_i32)
            .map(|i| mark(43.0 + f64::from(i % 71) * 0.1, f64::from(i % 89) * 0.1, Shape::Disc))
            .collect();
        let gathered = gather(&marks, &[]);
        assert!(gathered.places.len() <= MOST_PLACES, "{}", gathered.places.len());
        let count: u32 = gathered.places.iter().flat_map(|p| p.counts.values()).sum();
        assert_eq!(count, 5_000);
    }
}
