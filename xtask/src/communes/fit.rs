//! From the units of the drawing to degrees.
//!
//! The drawing is a Mercator projection: `x = a·lon + b` and `y = c − a·m(lat)`. The three
//! numbers are fitted by least squares so that, for each département, the middle of the
//! box around its outline is the middle of the box around its communes.

use std::{collections::BTreeMap, f64::consts::FRAC_PI_4};

use anyhow::{Context, Result, ensure};
use places::Entry;
use travel::{Point, km};

use super::svg::Drawn;

/// Outlines in degrees, and how well they fit.
pub(super) struct Fitted {
    pub(super) outlines: Vec<(String, Vec<Vec<Point>>)>,
    pub(super) report: String,
}

/// Communes of a département below which its box means little.
const FEWEST: usize = 30;

/// Fits the drawing to the communes whose point is known.
pub(super) fn fit(outlines: &[Drawn], entries: &[Entry]) -> Result<Fitted> {
    let mut communes: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
    for entry in entries.iter().filter(|e| e.kind == places::Kind::Whole && !e.is_approximate) {
        communes.entry(entry.code.departement()).or_default().push(entry.point);
    }
    let mut controls = Vec::new();
    for drawn in outlines {
        let known = communes.get(drawn.code.as_str()).filter(|points| FEWEST < points.len());
        if let Some(known) = known {
            let flat = known.iter().map(|point| (point.lon().to_radians(), mercator(*point)));
            let drawn = drawn.rings.iter().flatten().copied();
            let (lon, north) = middle(flat).context("no commune")?;
            let (x, y) = middle(drawn).context("no line")?;
            controls.push(Control { lon, north, x, y });
        }
    }
    ensure!(controls.len() > 80, "only {} départements to fit", controls.len());
    let map = Map::through(&controls);
    let outlines: Vec<_> = outlines
        .iter()
        .map(|drawn| Ok((drawn.code.clone(), map.rings(&drawn.rings)?)))
        .collect::<Result<_>>()?;
    Ok(Fitted { report: report(&outlines, &communes), outlines })
}

/// The middle of a département: projected, in radians, and drawn.
struct Control {
    lon: f64,
    north: f64,
    x: f64,
    y: f64,
}

/// The numbers `a`, `b` and `c`.
struct Map {
    scale: f64,
    left: f64,
    top: f64,
}

impl Map {
    /// Least squares in closed form: one scale for both axes, one shift for each.
    fn through(controls: &[Control]) -> Self {
        let n = controls.iter().map(|_| 1.0).sum::<f64>();
        let mean = |of: fn(&Control) -> f64| controls.iter().map(of).sum::<f64>() / n;
        let (lon, north) = (mean(|c| c.lon), mean(|c| c.north));
        let (x, y) = (mean(|c| c.x), mean(|c| c.y));
        let (mut product, mut square) = (0.0, 0.0);
        for control in controls {
            product += (control.lon - lon) * (control.x - x);
            product -= (control.north - north) * (control.y - y);
            square += (control.lon - lon).powi(2) + (control.north - north).powi(2);
        }
        let scale = product / square;
        Self { scale, left: x - scale * lon, top: y + scale * north }
    }

    fn rings(&self, rings: &[Vec<(f64, f64)>]) -> Result<Vec<Vec<Point>>> {
        rings.iter().map(|ring| ring.iter().map(|&at| self.point(at)).collect()).collect()
    }

    fn point(&self, (x, y): (f64, f64)) -> Result<Point> {
        let lon = ((x - self.left) / self.scale).to_degrees();
        let north = (self.top - y) / self.scale;
        let lat = (2.0 * (north.exp().atan() - FRAC_PI_4)).to_degrees();
        Ok(Point::new(lat, lon)?)
    }
}

fn mercator(point: Point) -> f64 {
    (FRAC_PI_4 + point.lat().to_radians() / 2.0).tan().ln()
}

/// The middle of the box around points.
fn middle(points: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let mut frame: Option<[f64; 4]> = None;
    for (x, y) in points {
        let [left, right, low, high] = frame.unwrap_or([x, x, y, y]);
        frame = Some([left.min(x), right.max(x), low.min(y), high.max(y)]);
    }
    frame.map(|[left, right, low, high]| (f64::midpoint(left, right), f64::midpoint(low, high)))
}

/// How many communes fall outside of their département, and how far.
fn report(outlines: &[(String, Vec<Vec<Point>>)], communes: &BTreeMap<&str, Vec<Point>>) -> String {
    let (mut n, mut far) = (0, Vec::new());
    for (code, rings) in outlines {
        for point in communes.get(code.as_str()).into_iter().flatten() {
            n += 1;
            if !rings.iter().any(|ring| is_inside(ring, *point)) {
                far.push(rings.iter().map(|ring| from_line(ring, *point)).fold(f64::MAX, f64::min));
            }
        }
    }
    far.sort_by(f64::total_cmp);
    let at = |share: usize| far.get(far.len() * share / 100).copied().unwrap_or(0.0);
    format!(
        "outlines: {} of {n} communes fall outside of theirs, half of these by less than {:.1} km, \
         99 % by less than {:.1} km, the farthest by {:.1} km",
        far.len(),
        at(50),
        at(99),
        far.last().copied().unwrap_or(0.0)
    )
}

fn sides(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn is_inside(ring: &[Point], point: Point) -> bool {
    let crossings = sides(ring).filter(|(a, b)| {
        (point.lat() < a.lat()) != (point.lat() < b.lat()) && {
            let share = (point.lat() - a.lat()) / (b.lat() - a.lat());
            point.lon() < a.lon() + share * (b.lon() - a.lon())
        }
    });
    crossings.count() % 2 == 1
}

/// The kilometres from a line, which is short enough to be seen as flat.
fn from_line(ring: &[Point], point: Point) -> f64 {
    let narrowing = point.lat().to_radians().cos();
    let away = sides(ring).filter_map(|(a, b)| {
        let (dx, dy) = ((b.lon() - a.lon()) * narrowing, b.lat() - a.lat());
        let (px, py) = ((point.lon() - a.lon()) * narrowing, point.lat() - a.lat());
        let share = ((px * dx + py * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        let foot = Point::new(
            a.lat() + share * (b.lat() - a.lat()),
            a.lon() + share * (b.lon() - a.lon()),
        );
        foot.ok().map(|foot| km(foot, point))
    });
    away.fold(f64::MAX, f64::min)
}
