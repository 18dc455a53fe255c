//! The legend of a map: only the marks that are drawn.

use maud::{Markup, html};

use super::projection::{Projection, Spot};
use super::{Key, WIDTH};
use crate::number::Unit;
use crate::tone::Tone;

const LINE: f64 = 26.0;
const TOP: f64 = 18.0;
/// In two columns, wide enough for the larger text of small screens.
const COLUMN: f64 = WIDTH / 2.0;

pub(super) fn height(key: &[Key]) -> f64 {
    if key.is_empty() { 0.0 } else { lines(key).map(|_| LINE).sum::<f64>() + TOP }
}

pub(super) fn draw(key: &[Key]) -> Markup {
    let line_tops = std::iter::successors(Some(TOP), |y| Some(y + LINE));
    html! {
        g class="key" font-size="14" {
            @for (y, line) in line_tops.zip(lines(key)) {
                @for (x, item) in [0.0, COLUMN].into_iter().zip(line) {
                    (sample(item, x, y + 8.0))
                    text class="c-ink" color=(Tone::Ink.literal()) fill="currentColor"
                        x=(Unit(x + 26.0)) y=(Unit(y + 13.0)) { (item.name) }
                }
            }
        }
    }
}

/// A bar of a round number of kilometres, at the bottom right.
pub(super) fn scale(projection: &Projection) -> Markup {
    let rounds = [100.0_f64, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0];
    let fits = |km: &f64| projection.length_of_km(*km) <= 130.0;
    let Some(km) = rounds.into_iter().find(fits) else { return html! {} };
    let length = projection.length_of_km(km);
    let (right, y) = (WIDTH - 12.0, projection.height - 12.0);
    let text = format!("{km} km");
    html! {
        g class="c-quiet" color=(Tone::Quiet.literal()) {
            path fill="none" stroke="currentColor"
                d={ "M" (Unit(right - length)) " " (Unit(y - 4.0)) "v4h" (Unit(length)) "v-4" } {}
            text fill="currentColor" font-size="12" text-anchor="end"
                x=(Unit(right - length - 6.0)) y=(Unit(y)) {
                (text)
            }
        }
    }
}

fn lines(key: &[Key]) -> impl Iterator<Item = &[Key]> {
    key.chunks(2)
}

fn sample(item: &Key, x: f64, y: f64) -> Markup {
    html! {
        @if let Some(shape) = item.shape {
            g stroke-width="1.6" { (shape.draw(Spot { x: x + 10.0, y }, 5.5, item.tone)) }
        } @else {
            g class=(item.tone.class()) color=(item.tone.literal()) {
                path fill="none" stroke="currentColor" stroke-width="1.6"
                    d={ "M" (Unit(x + 1.0)) " " (Unit(y + 3.0)) "q9 -8 18 0" } {}
            }
        }
    }
}
