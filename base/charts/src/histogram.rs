//! How many values fall into each step of a scale.

use maud::{Markup, html};

use crate::caption::Caption;
use crate::number::{Unit, real};
use crate::tone::Tone;

const WIDTH: f64 = 480.0;
const TALLEST: f64 = 130.0;
const TOP: f64 = 22.0;

/// How many of something fall between which bounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// What the drawing says of itself.
    pub caption: Caption,
    /// What the bounds measure, under the axis: "minutes".
    pub unit: String,
    /// The bins, in order.
    pub bins: Vec<Bin>,
}

/// One bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Its lower bound, as written under its left edge.
    pub from: String,
    /// How many fall in it.
    pub count: u32,
}

impl Histogram {
    /// Draws the bins on one scale, each with its count above.
    #[must_use]
    pub fn draw(&self) -> Markup {
        let most = self.bins.iter().map(|b| b.count).max().unwrap_or(0).max(1);
        let n_bins = self.bins.iter().map(|_| 1.0).sum::<f64>();
        let pitch = (WIDTH / f64::max(n_bins, 1.0)).min(64.0);
        let base = TOP + TALLEST;
        let content = html! {
            @for (x, bin) in std::iter::successors(Some(0.0), |x| Some(x + pitch)).zip(&self.bins) {
                (bin.draw(x, pitch, base, TALLEST / real(most)))
            }
            line class="c-ink" color=(Tone::Ink.literal()) stroke="currentColor"
                x1="0" x2=(Unit(pitch * n_bins)) y1=(Unit(base)) y2=(Unit(base)) {}
            text class="c-quiet" color=(Tone::Quiet.literal()) fill="currentColor"
                x="0" y=(Unit(base + 36.0)) font-size="13" { (self.unit) }
        };
        self.caption.frame("chart-histogram", WIDTH, base + 42.0, &content)
    }
}

impl Bin {
    fn draw(&self, x: f64, pitch: f64, base: f64, per_unit: f64) -> Markup {
        let height = real(self.count) * per_unit;
        html! {
            @if 0 < self.count {
                rect class="c-blue" color=(Tone::Blue.literal()) fill="currentColor"
                    x=(Unit(x + 1.0)) y=(Unit(base - height)) width=(Unit(pitch - 2.0))
                    height=(Unit(height)) {}
                text class="c-ink" color=(Tone::Ink.literal()) fill="currentColor"
                    x=(Unit(x + pitch / 2.0)) y=(Unit(base - height - 6.0)) font-size="14"
                    text-anchor="middle" { (self.count) }
            }
            text class="c-quiet" color=(Tone::Quiet.literal()) fill="currentColor"
                x=(Unit(x)) y=(Unit(base + 17.0)) font-size="13" { (self.from) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tallest_bin_is_as_tall_as_the_drawing_allows_and_an_empty_one_has_no_bar() {
        let bin = |from: &str, count| Bin { from: from.to_owned(), count };
        let histogram = Histogram {
            caption: Caption::default(),
            unit: "minutes".to_owned(),
            bins: vec![bin("0", 4), bin("10", 0), bin("20", 2)],
        };
        let drawing = histogram.draw().into_string();
        assert_eq!(drawing.matches("<rect").count(), 2);
        assert!(drawing.contains(r#"height="130""#) && drawing.contains(r#"height="65""#));
    }
}
