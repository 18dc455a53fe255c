//! A map: outlines, lines between points, marks and names, fitted to the data.

mod clip;
mod gather;
mod glyph;
mod key;
mod label;
mod projection;

use maud::{Markup, html};

use crate::caption::Caption;
use crate::number::{Unit, real};
use crate::tone::Tone;
use gather::{Gathered, Thread};
pub use glyph::Shape;
use label::Area;
use projection::{Projection, Spot};

const WIDTH: f64 = 720.0;

/// Outlines, marks and the links between them, fitted to the marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// What the drawing says of itself.
    pub caption: Caption,
    /// Closed outlines, each a ring of points; only what is near the marks is kept.
    pub outlines: Vec<Vec<At>>,
    /// What is shown. Marks too near each other to be told apart are drawn as one, with
    /// their count.
    pub marks: Vec<Mark>,
    /// What belongs together, from mark to mark.
    pub links: Vec<Link>,
    /// Names to write, the most important first; those without room are left out.
    pub towns: Vec<Town>,
    /// What the shapes mean, written under the map.
    pub key: Vec<Key>,
}

/// A point on Earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At {
    /// North is positive.
    pub lat: f64,
    /// East is positive.
    pub lon: f64,
}

impl At {
    const fn is_finite(&self) -> bool {
        self.lat.is_finite() && self.lon.is_finite()
    }
}

/// Something somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: At,
    /// What it is, by its shape.
    pub shape: Shape,
    /// And by its colour.
    pub tone: Tone,
    /// How many of them are there.
    pub count: u32,
}

/// A line between two points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// One end: where a mark is.
    pub from: At,
    /// The other end, likewise.
    pub to: At,
}

/// A name on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// Where.
    pub at: At,
    /// The name.
    pub name: String,
}

/// One line of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The shape, or `None` for a link.
    pub shape: Option<Shape>,
    /// Its colour.
    pub tone: Tone,
    /// What it means.
    pub name: String,
}

/// A map, and what it could not show.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The drawing.
    pub markup: Markup,
    /// Links between places that were left out, the thinnest first, because there were
    /// too many to tell apart.
    pub links_left_out: usize,
}

impl Map {
    /// Draws the map; without any mark there is nothing to fit it to, and no map.
    #[must_use]
    pub fn draw(&self) -> Option<Drawn> {
        let projection = Projection::around(self.marks.iter().map(|m| m.at), WIDTH)?;
        let gathered = Gathered::new(&projection, &self.marks, &self.links);
        let key_height = key::height(&self.key);
        let content = html! {
            (self.land(&projection))
            (threads(&gathered.threads))
            (glyph::draw(&gathered.places))
            (self.names(&projection, &gathered))
            (key::scale(&projection))
            g transform={ "translate(0 " (Unit(projection.height)) ")" } { (key::draw(&self.key)) }
        };
        let height = projection.height + key_height;
        Some(Drawn {
            markup: self.caption.frame("chart-map", WIDTH, height, &content),
            links_left_out: gathered.links_left_out,
        })
    }

    fn land(&self, projection: &Projection) -> Markup {
        let rings = self.outlines.iter().map(|ring| {
            let spots: Vec<Spot> = ring.iter().map(|&at| projection.spot(at)).collect();
            clip::path(&clip::within(&spots, WIDTH, projection.height))
        });
        let path: String = rings.collect();
        html! {
            @if !path.is_empty() {
                g class="c-land" color=(Tone::Land.literal()) {
                    path fill="currentColor" d=(path) {}
                }
                g class="c-quiet" color=(Tone::Quiet.literal()) {
                    path fill="none" stroke="currentColor" stroke-width="0.7"
                        stroke-dasharray="5 3" stroke-opacity="0.6" d=(path) {}
                }
            }
        }
    }

    fn names(&self, projection: &Projection, gathered: &Gathered) -> Markup {
        let taken: Vec<Area> = gathered.places.iter().flat_map(glyph::areas).collect();
        let frame = Area { x: 0.0, y: 0.0, width: WIDTH, height: projection.height };
        let names = self.towns.iter().map(|t| (projection.spot(t.at), t.name.as_str()));
        label::draw(names, taken, frame)
    }
}

/// The links, as threads slightly bent so that there and back can be told apart.
fn threads(threads: &[Thread]) -> Markup {
    html! {
        g class="c-blue" color=(Tone::Blue.literal()) fill="none" stroke="currentColor"
            stroke-opacity="0.65" stroke-linecap="round" {
            @for thread in threads {
                path stroke-width=(Unit((0.7 + 0.5 * real(thread.count).sqrt()).min(4.0)))
                    d=(bent(thread)) {}
            }
        }
    }
}

fn bent(thread: &Thread) -> String {
    let (a, b) = (thread.from, thread.to);
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mid_x, mid_y) = (dx / 2.0 - dy * 0.12, dy / 2.0 + dx * 0.12);
    let [x, y, mid_x, mid_y, dx, dy] = [a.x, a.y, mid_x, mid_y, dx, dy].map(Unit);
    format!("M{x} {y}q{mid_x} {mid_y} {dx} {dy}")
}
