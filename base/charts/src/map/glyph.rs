//! The marks of a map: a shape for each kind, so that colour is never alone.

use maud::{Markup, html};

use super::gather::Place;
use super::label::Area;
use super::projection::Spot;
use crate::number::{Unit, real};
use crate::tone::Tone;

const GAP: f64 = 1.5;

/// What a mark looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A full square.
    Square,
    /// A circle, empty.
    Ring,
    /// A full circle.
    Disc,
    /// A full diamond.
    Diamond,
}

/// One kind of marks of one place, as drawn.
struct Glyph {
    shape: Shape,
    tone: Tone,
    count: u32,
    spot: Spot,
    radius: f64,
}

/// All the places, the fullest below.
pub(super) fn draw(places: &[Place]) -> Markup {
    let mut glyphs: Vec<Glyph> = places.iter().flat_map(set_out).collect();
    glyphs.sort_by_key(|g| (std::cmp::Reverse(g.count), g.shape, g.tone));
    html! {
        g stroke-width="1.6" {
            @for glyph in &glyphs { (glyph.shape.draw(glyph.spot, glyph.radius, glyph.tone)) }
        }
        g class="counts" text-anchor="middle" font-weight="600" {
            @for glyph in glyphs.iter().filter(|g| 1 < g.count) { (glyph.figure()) }
        }
    }
}

/// What a place covers, so that no name is written over it.
pub(super) fn areas(place: &Place) -> impl Iterator<Item = Area> {
    set_out(place).into_iter().map(|Glyph { spot, radius, .. }| Area {
        x: spot.x - radius,
        y: spot.y - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
    })
}

/// The kinds of one place side by side, two in a row, centred on it.
fn set_out(place: &Place) -> Vec<Glyph> {
    let kinds: Vec<_> = place.counts.iter().map(|(&kind, &count)| (kind, count)).collect();
    let radius_of_row = |row: &[(_, u32)]| row.iter().map(|k| radius(k.1)).fold(0.0, f64::max);
    let height: f64 = kinds.chunks(2).map(|row| 2.0 * radius_of_row(row) + GAP).sum::<f64>() - GAP;
    let mut y = place.spot.y - height / 2.0;
    let mut glyphs = Vec::with_capacity(kinds.len());
    for row in kinds.chunks(2) {
        let tall = radius_of_row(row);
        let width = row.iter().map(|k| 2.0 * radius(k.1) + GAP).sum::<f64>() - GAP;
        let mut x = place.spot.x - width / 2.0;
        for &((shape, tone), count) in row {
            let radius = radius(count);
            let spot = Spot { x: x + radius, y: y + tall };
            glyphs.push(Glyph { shape, tone, count, spot, radius });
            x += 2.0 * radius + GAP;
        }
        y += 2.0 * tall + GAP;
    }
    glyphs
}

/// Grows with the root of the count, as areas do.
fn radius(count: u32) -> f64 {
    if count < 2 { 4.2 } else { (5.2 + 1.3 * real(count).sqrt()).min(18.0) }
}

impl Glyph {
    fn figure(&self) -> Markup {
        let tone = if self.shape == Shape::Ring { self.tone } else { Tone::Paper };
        let size = (self.radius * if self.count < 100 { 1.35 } else { 0.95 }).min(14.0);
        html! {
            text class=(tone.class()) color=(tone.literal()) fill="currentColor"
                font-size=(Unit(size)) x=(Unit(self.spot.x))
                y=(Unit(self.spot.y + size * 0.35)) { (self.count) }
        }
    }
}

impl Shape {
    /// The shape around a spot, with a hair of paper around it.
    pub(super) fn draw(self, spot: Spot, radius: f64, tone: Tone) -> Markup {
        let (x, y, r) = (Unit(spot.x), Unit(spot.y), Unit(radius));
        html! {
            g class=(tone.class()) color=(tone.literal()) {
                @match self {
                    Self::Square => rect fill="currentColor" x=(Unit(spot.x - radius * 0.9))
                        y=(Unit(spot.y - radius * 0.9)) width=(Unit(radius * 1.8))
                        height=(Unit(radius * 1.8)) {}
                    Self::Ring => {
                        circle class="c-paper-fill" fill=(Tone::Paper.literal())
                            stroke="currentColor" cx=(x) cy=(y) r=(Unit(radius - 0.8)) {}
                    }
                    Self::Disc => circle fill="currentColor" cx=(x) cy=(y) r=(r) {}
                    Self::Diamond => path fill="currentColor"
                        d=(diamond(spot, radius * 1.15)) {}
                }
            }
        }
    }
}

fn diamond(spot: Spot, radius: f64) -> String {
    let (x, y, r, back) = (Unit(spot.x), Unit(spot.y - radius), Unit(radius), Unit(-radius));
    format!("M{x} {y}l{r} {r} {back} {r} {back} {back}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_of_a_place_do_not_cover_each_other() {
        let kinds = [Shape::Square, Shape::Ring, Shape::Disc, Shape::Diamond];
        let counts = kinds.into_iter().zip([3, 1, 12, 40]).map(|(s, n)| ((s, Tone::Blue), n));
        let place = Place { spot: Spot { x: 50.0, y: 50.0 }, counts: counts.collect() };
        let glyphs = set_out(&place);
        for (i, a) in glyphs.iter().enumerate() {
            for b in &glyphs[i + 1..] {
                assert!(a.radius + b.radius <= a.spot.away(b.spot), "{:?} {:?}", a.shape, b.shape);
            }
        }
    }
}
