//! Exact points of communes, laid over the embedded ones.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, BufRead, Write},
};

use kernel::{CommuneCode, InWords, Lang};
use travel::Point;

/// Points of communes that take the place of the embedded ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exact {
    points: BTreeMap<CommuneCode, Point>,
}

/// A file of exact points that cannot be read.
#[derive(Debug)]
pub enum OverlayError {
    /// The file cannot be read.
    Io(io::Error),
    /// A line that [`Exact::write`] has not written.
    Line(usize),
}

/// The first line of the file.
const FIRST_LINE: &str = "# exact points of communes: code, latitude, longitude";

impl Exact {
    /// The exact point of a commune.
    #[must_use]
    pub fn of(&self, code: &CommuneCode) -> Option<Point> {
        self.points.get(code).copied()
    }

    /// How many communes have an exact point.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether no commune has an exact point.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Gives a commune its exact point.
    pub fn insert(&mut self, code: CommuneCode, point: Point) {
        self.points.insert(code, point);
    }

    /// Writes the points, one line each, to be read by [`Exact::read`].
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        writeln!(out, "{FIRST_LINE}")?;
        for (code, point) in &self.points {
            writeln!(out, "{code}\t{:.5}\t{:.5}", point.lat(), point.lon())?;
        }
        out.flush()
    }

    /// Reads points that [`Exact::write`] has written.
    pub fn read(from: impl BufRead) -> Result<Self, OverlayError> {
        let mut points = BTreeMap::new();
        for (line, number) in from.lines().zip(1..) {
            let line = line.map_err(OverlayError::Io)?;
            if number == 1 && line == FIRST_LINE {
                continue;
            }
            let (code, point) = pair(&line).ok_or(OverlayError::Line(number))?;
            points.insert(code, point);
        }
        Ok(Self { points })
    }
}

fn pair(line: &str) -> Option<(CommuneCode, Point)> {
    let mut cells = line.split('\t');
    let code = cells.next()?.parse().ok()?;
    let (lat, lon) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let point = Point::new(lat, lon).ok()?;
    cells.next().is_none().then_some((code, point))
}

impl InWords for OverlayError {
    fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Io(error), Lang::Fr) => {
                format!("le fichier des points exacts ne se lit pas ({error})")
            }
            (Self::Io(error), Lang::En) => {
                format!("the file of exact points cannot be read ({error})")
            }
            (Self::Line(number), Lang::Fr) => format!(
                "la ligne {number} du fichier des points exacts est abîmée\u{a0}: refaites l’import"
            ),
            (Self::Line(number), Lang::En) => {
                format!("line {number} of the file of exact points is damaged: import it again")
            }
        }
    }
}

impl fmt::Display for OverlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for OverlayError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact() -> Exact {
        let mut exact = Exact::default();
        exact.insert("49099".parse().unwrap(), Point::new(47.059_47, -0.879_32).unwrap());
        exact.insert("2A004".parse().unwrap(), Point::new(41.926_5, 8.737_0).unwrap());
        exact
    }

    #[test]
    fn points_are_read_back_as_they_were_written() {
        let mut written = Vec::new();
        exact().write(&mut written).unwrap();
        assert_eq!(Exact::read(written.as_slice()).unwrap(), exact());
    }

    #[test]
    fn a_damaged_line_is_refused_with_its_number() {
        let text = format!("{FIRST_LINE}\n49099\t47.0\t-0.9\n49100\t47.0\n");
        let refusal = Exact::read(text.as_bytes()).unwrap_err();
        assert!(matches!(refusal, OverlayError::Line(3)), "{refusal}");
        assert!(Exact::read("49099\t470.0\t-0.9".as_bytes()).is_err());
    }
}
