//! Outlines of départements for maps.

use travel::Point;

use crate::departement;

/// The outline of a département.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// The code of the département.
    pub code: String,
    /// Its name.
    pub name: &'static str,
    /// Closed lines (the first point is not repeated): the mainland, islands, enclaves.
    pub rings: Vec<Vec<Point>>,
}

const PACKED: &[u8] = include_bytes!("../data/outlines.bin");
/// Degrees are stored as whole numbers of this part of a degree, 11 m.
const PER_DEGREE: f64 = 10_000.0;

/// The outlines of the 96 départements of Europe, by code; some 2 km off at worst.
///
/// # Panics
/// Never with the outlines that the tests of this crate have seen.
#[must_use]
pub fn outlines() -> Vec<Outline> {
    unpacked(PACKED).expect("the embedded outlines are whole")
}

/// Packs outlines, given by code of département, into what the library embeds: none if a
/// step of more than 3 degrees or more than 65,535 steps do not fit.
#[must_use]
pub fn pack_outlines(outlines: &[(String, Vec<Vec<Point>>)]) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    for (code, rings) in outlines {
        packed.extend(format!("{code:<3}").bytes().take(3));
        packed.extend(u16::try_from(rings.len()).ok()?.to_le_bytes());
        for ring in rings {
            packed.extend(u16::try_from(ring.len()).ok()?.to_le_bytes());
            let mut at = (0, 0);
            for (i, point) in ring.iter().enumerate() {
                let to = (parts(point.lat()), parts(point.lon()));
                for step in [to.0 - at.0, to.1 - at.1] {
                    if i == 0 {
                        packed.extend(step.to_le_bytes());
                    } else {
                        packed.extend(i16::try_from(step).ok()?.to_le_bytes());
                    }
                }
                at = to;
            }
        }
    }
    Some(packed)
}

fn unpacked(mut rest: &[u8]) -> Option<Vec<Outline>> {
    let mut outlines = Vec::new();
    while !rest.is_empty() {
        let code = std::str::from_utf8(&take::<3>(&mut rest)?).ok()?.trim_end().to_owned();
        let n_rings = u16::from_le_bytes(take(&mut rest)?);
        let rings = (0..n_rings).map(|_| ring(&mut rest)).collect::<Option<_>>()?;
        let name = departement(&code)?.name;
        outlines.push(Outline { code, name, rings });
    }
    Some(outlines)
}

fn ring(rest: &mut &[u8]) -> Option<Vec<Point>> {
    let n_points = u16::from_le_bytes(take(rest)?);
    let (mut lat, mut lon) = (0, 0);
    (0..n_points)
        .map(|i| {
            if i == 0 {
                (lat, lon) = (i32::from_le_bytes(take(rest)?), i32::from_le_bytes(take(rest)?));
            } else {
                lat += i32::from(i16::from_le_bytes(take(rest)?));
                lon += i32::from(i16::from_le_bytes(take(rest)?));
            }
            Point::new(f64::from(lat) / PER_DEGREE, f64::from(lon) / PER_DEGREE).ok()
        })
        .collect()
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*taken)
}

#[expect(clippy::cast_possible_truncation, reason = "at most 180 times PER_DEGREE")]
fn parts(degrees: f64) -> i32 {
    (degrees * PER_DEGREE).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_read_back_as_they_were_packed() {
        let corner = |lat, lon| Point::new(lat, lon).unwrap();
        let ring = vec![corner(47.0, -0.5), corner(47.5, -0.25), corner(46.75, 0.125)];
        let given = [("49".to_owned(), vec![ring.clone(), ring])];
        let read = unpacked(&pack_outlines(&given).unwrap()).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].name, &read[0].rings), ("Maine-et-Loire", &given[0].1));
    }

    #[test]
    fn a_step_that_does_not_fit_is_refused() {
        let far = vec![Point::new(47.0, -0.5).unwrap(), Point::new(51.0, -0.5).unwrap()];
        assert_eq!(pack_outlines(&[("49".to_owned(), vec![far])]), None);
    }

    #[test]
    fn bytes_cut_short_are_not_read() {
        assert_eq!(unpacked(b"49 \x01"), None);
    }
}
