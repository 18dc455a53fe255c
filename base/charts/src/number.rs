//! Numbers as they stand in a drawing: one decimal at most, to keep it small.

use std::fmt;

/// A length or a coordinate, written with one decimal at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit(pub(crate) f64);

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        // Also catches what is not a number, which would spoil the drawing.
        if !tenths.is_normal() {
            f.write_str("0")
        } else if tenths % 10.0 == 0.0 {
            write!(f, "{:.0}", tenths / 10.0)
        } else {
            write!(f, "{:.1}", tenths / 10.0)
        }
    }
}

impl maud::Render for Unit {
    fn render_to(&self, buffer: &mut String) {
        use fmt::Write as _;
        // Writing to a String cannot fail.
        write!(buffer, "{self}").expect("a String takes every write");
    }
}

/// A count as a length, for scales.
pub(crate) fn real(count: u32) -> f64 {
    f64::from(count)
}

/// An estimate of the width of a text of this size, in the same unit.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if "iljtfrI.,:;'’ ·|".contains(c) { 0.32 } else { 0.56 }).sum::<f64>()
        * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_one_decimal_and_no_negative_zero() {
        let written = [12.34, 12.04, -0.04, 0.0, 7.96, f64::NAN].map(|x| Unit(x).to_string());
        assert_eq!(written, ["12.3", "12", "0", "0", "8", "0"]);
    }
}
