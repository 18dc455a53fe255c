//! Outlines cut to the frame, and written with no more points than can be seen.

use std::fmt::Write as _;

use super::projection::Spot;
use crate::number::Unit;

/// The cut runs outside the frame, where its line is not seen.
const OUTSIDE: f64 = 6.0;
/// Nearer than this to the last point kept, a point adds nothing.
const NEAR: f64 = 0.6;

/// The part of a ring that is within the frame (Sutherland and Hodgman, 1974).
pub(super) fn within(ring: &[Spot], width: f64, height: f64) -> Vec<Spot> {
    let sides: [(Axis, f64, bool); 4] = [
        (Axis::X, -OUTSIDE, true),
        (Axis::X, width + OUTSIDE, false),
        (Axis::Y, -OUTSIDE, true),
        (Axis::Y, height + OUTSIDE, false),
    ];
    sides
        .into_iter()
        .fold(ring.to_vec(), |ring, (axis, limit, keep_above)| cut(&ring, axis, limit, keep_above))
}

/// A closed path, empty when nothing is left to see.
pub(super) fn path(ring: &[Spot]) -> String {
    let mut seen: Vec<Spot> = Vec::with_capacity(ring.len());
    for &spot in ring {
        if seen.last().is_none_or(|last| NEAR < last.away(spot)) {
            seen.push(spot);
        }
    }
    let [first, rest @ ..] = seen.as_slice() else { return String::new() };
    if rest.len() < 2 {
        return String::new();
    }
    let mut path = format!("M{} {}L", Unit(first.x), Unit(first.y));
    for spot in rest {
        // Writing to a String cannot fail.
        let _ = write!(path, "{} {} ", Unit(spot.x), Unit(spot.y));
    }
    path.pop();
    path.push('Z');
    path
}

#[derive(Clone, Copy)]
enum Axis {
    X,
    Y,
}

impl Axis {
    const fn of(self, spot: Spot) -> f64 {
        match self {
            Self::X => spot.x,
            Self::Y => spot.y,
        }
    }
}

fn cut(ring: &[Spot], axis: Axis, limit: f64, keep_above: bool) -> Vec<Spot> {
    let inside = |s: Spot| if keep_above { limit <= axis.of(s) } else { axis.of(s) <= limit };
    let Some(&last) = ring.last() else { return Vec::new() };
    let mut kept = Vec::with_capacity(ring.len());
    let mut before = last;
    for &spot in ring {
        if inside(before) != inside(spot) {
            let share = (limit - axis.of(before)) / (axis.of(spot) - axis.of(before));
            kept.push(Spot {
                x: before.x + share * (spot.x - before.x),
                y: before.y + share * (spot.y - before.y),
            });
        }
        if inside(spot) {
            kept.push(spot);
        }
        before = spot;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Spot> {
        points.iter().map(|&(x, y)| Spot { x, y }).collect()
    }

    #[test]
    fn a_ring_around_the_frame_becomes_the_frame() {
        let big = ring(&[(-900.0, -900.0), (900.0, -900.0), (900.0, 900.0), (-900.0, 900.0)]);
        let kept = within(&big, 100.0, 50.0);
        let on = |x: f64, sides: [f64; 2]| sides.iter().any(|side| (x - side).abs() < 0.001);
        assert!(kept.iter().all(|s| on(s.x, [-OUTSIDE, 100.0 + OUTSIDE])), "{kept:?}");
        assert!(kept.iter().all(|s| on(s.y, [-OUTSIDE, 50.0 + OUTSIDE])), "{kept:?}");
    }

    #[test]
    fn a_ring_elsewhere_leaves_nothing() {
        let far = ring(&[(900.0, 900.0), (990.0, 900.0), (990.0, 990.0)]);
        assert_eq!(path(&within(&far, 100.0, 50.0)), "");
    }

    #[test]
    fn points_too_near_to_be_seen_are_not_written() {
        let drawn = path(&ring(&[(0.0, 0.0), (0.1, 0.1), (9.0, 0.0), (9.0, 9.0)]));
        assert_eq!(drawn, "M0 0L9 0 9 9Z");
    }
}
