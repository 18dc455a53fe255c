//! From degrees to the units of the drawing: equirectangular around the middle.

use super::At;

const MARGIN: f64 = 44.0;
/// Half a degree of latitude: one town is shown with its surroundings, not alone.
const LEAST_SPAN: f64 = 0.5;
const LEAST_HEIGHT: f64 = 360.0;
const MOST_HEIGHT: f64 = 840.0;
const KM_PER_DEGREE: f64 = 111.2;

/// From degrees to the drawing: equirectangular around the middle of what is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    west: f64,
    north: f64,
    per_degree: f64,
    narrowing: f64,
    /// The height that fits, for the width that was asked.
    pub(super) height: f64,
}

/// A point of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Projection {
    /// Fits these points in this width, or `None` when there is none.
    pub(super) fn around(points: impl Iterator<Item = At>, width: f64) -> Option<Self> {
        let [south, north, west, east] = bounds(points)?;
        let narrowing = f64::midpoint(south, north).to_radians().cos().max(0.05);
        let tall = (north - south).max(LEAST_SPAN);
        let wide = ((east - west) * narrowing).max(LEAST_SPAN);
        let inner = width - 2.0 * MARGIN;
        let per_degree = (inner / wide).min((MOST_HEIGHT - 2.0 * MARGIN) / tall);
        let height = (tall * per_degree + 2.0 * MARGIN).clamp(LEAST_HEIGHT, MOST_HEIGHT);
        Some(Self {
            west: f64::midpoint(west, east) - width / 2.0 / per_degree / narrowing,
            north: f64::midpoint(south, north) + height / 2.0 / per_degree,
            per_degree,
            narrowing,
            height,
        })
    }

    pub(super) fn spot(&self, at: At) -> Spot {
        Spot {
            x: (at.lon - self.west) * self.narrowing * self.per_degree,
            y: (self.north - at.lat) * self.per_degree,
        }
    }

    pub(super) fn length_of_km(&self, km: f64) -> f64 {
        km / KM_PER_DEGREE * self.per_degree
    }
}

impl Spot {
    pub(super) fn away(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

fn bounds(points: impl Iterator<Item = At>) -> Option<[f64; 4]> {
    points
        .filter(At::is_finite)
        .map(|at| [at.lat, at.lat, at.lon, at.lon])
        .reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].max(b[3])])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_falls_inside_the_margin() {
        let points = [(47.06, -0.88), (43.3, 5.37), (48.07, -0.77), (43.7, 7.27)];
        let points = points.map(|(lat, lon)| At { lat, lon });
        let projection = Projection::around(points.into_iter(), 720.0).unwrap();
        for spot in points.map(|at| projection.spot(at)) {
            assert!((MARGIN - 0.1..=720.1 - MARGIN).contains(&spot.x), "{spot:?}");
            assert!((MARGIN - 0.1..=projection.height + 0.1 - MARGIN).contains(&spot.y));
        }
    }

    #[test]
    fn a_single_point_stands_in_the_middle() {
        let projection = Projection::around([At { lat: 47.0, lon: -1.0 }].into_iter(), 720.0);
        let projection = projection.unwrap();
        let spot = projection.spot(At { lat: 47.0, lon: -1.0 });
        assert!((spot.x - 360.0).abs() < 0.1 && (spot.y - projection.height / 2.0).abs() < 0.1);
    }
}
