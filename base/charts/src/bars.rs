//! Horizontal bars in two parts, with their figures written out.

use maud::{Markup, html};

use crate::caption::Caption;
use crate::number::{Unit, real, text_width};
use crate::tone::Tone;

const WIDTH: f64 = 480.0;
const ROW: f64 = 42.0;
const KEY: f64 = 26.0;
const TRACK: f64 = 372.0;

/// Horizontal bars, one per line, each split into parts; the figures stand beside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// What the drawing says of itself.
    pub caption: Caption,
    /// What the parts are, from the left.
    pub series: Vec<Series>,
    /// The lines, from the top.
    pub bars: Vec<Bar>,
}

/// What one part of every bar is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name in the key.
    pub name: String,
    /// Its colour.
    pub tone: Tone,
    /// How it is drawn, so that colour is not alone to tell.
    pub part: Part,
}

/// How a part is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Full of its colour.
    Filled,
    /// A dashed outline, empty.
    Open,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What the line is about.
    pub name: String,
    /// One count per series.
    pub counts: Vec<u32>,
    /// The figures in words, at the end of the line: "12 of 15".
    pub figures: String,
}

impl Bars {
    /// Draws the bars, all on one scale.
    #[must_use]
    pub fn draw(&self) -> Markup {
        let longest = self.bars.iter().map(Bar::total).max().unwrap_or(0).max(1);
        let per_unit = TRACK / real(longest);
        let height = KEY + ROW * self.bars.iter().map(|_| 1.0).sum::<f64>() + 4.0;
        let content = html! {
            (self.key())
            @for (y, bar) in rows().zip(&self.bars) {
                text class="c-ink" color=(Tone::Ink.literal()) fill="currentColor"
                    x="0" y=(Unit(y + 15.0)) font-size="14" { (bar.name) }
                (self.parts(bar, y + 22.0, per_unit))
                text class="c-ink" color=(Tone::Ink.literal()) fill="currentColor"
                    x=(Unit(WIDTH)) y=(Unit(y + 33.0)) font-size="14" text-anchor="end" {
                    (bar.figures)
                }
            }
        };
        self.caption.frame("chart-bars", WIDTH, height, &content)
    }

    fn parts(&self, bar: &Bar, y: f64, per_unit: f64) -> Markup {
        let widths = bar.counts.iter().map(|&count| real(count) * per_unit);
        html! {
            @for ((series, x), width) in self.series.iter().zip(starts(widths.clone())).zip(widths) {
                @if 0.0 < width { (series.swatch(x, y, width, 12.0)) }
            }
        }
    }

    fn key(&self) -> Markup {
        let widths = self.series.iter().map(|s| 52.0 + text_width(&s.name, 14.0));
        html! {
            @for (series, x) in self.series.iter().zip(starts(widths)) {
                (series.swatch(x, 2.0, 16.0, 12.0))
                text class="c-quiet" color=(Tone::Quiet.literal()) fill="currentColor"
                    x=(Unit(x + 22.0)) y="13" font-size="13" { (series.name) }
            }
        }
    }
}

impl Bar {
    fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

impl Series {
    fn swatch(&self, x: f64, y: f64, width: f64, height: f64) -> Markup {
        html! {
            @match self.part {
                Part::Filled => rect class=(self.tone.class()) color=(self.tone.literal())
                    fill="currentColor" x=(Unit(x)) y=(Unit(y)) width=(Unit(width))
                    height=(Unit(height)) {}
                // Half a unit inside, so that the outline stays within the part.
                Part::Open => rect class=(self.tone.class()) color=(self.tone.literal())
                    fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 2.5"
                    x=(Unit(x + 1.5)) y=(Unit(y + 0.8)) width=(Unit((width - 2.3).max(0.5)))
                    height=(Unit(height - 1.6)) {}
            }
        }
    }
}

/// Where each of these widths begins, one after the other from the left.
fn starts(widths: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
    widths.scan(0.0, |x, width| {
        let start = *x;
        *x += width;
        Some(start)
    })
}

fn rows() -> impl Iterator<Item = f64> {
    std::iter::successors(Some(KEY), |y| Some(y + ROW))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_track_and_its_figures_are_text() {
        let series = |part| Series { name: "in".to_owned(), tone: Tone::Blue, part };
        let bars = Bars {
            caption: Caption::default(),
            series: vec![series(Part::Filled), series(Part::Open)],
            bars: vec![Bar { name: "one".into(), counts: vec![3, 0], figures: "3 of 3".into() }],
        };
        let drawing = bars.draw().into_string();
        assert!(drawing.contains(r#"width="372""#), "{drawing}");
        assert!(drawing.contains(">3 of 3</text>"), "{drawing}");
    }

    #[test]
    fn no_bar_at_all_is_still_a_drawing() {
        assert!(Bars::default().draw().into_string().starts_with("<svg"));
    }
}
