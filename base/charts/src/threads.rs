//! One thread for each of a whole: how many are drawn through, how many hang loose.

use maud::{Markup, html};

use crate::caption::Caption;
use crate::number::{Unit, real};
use crate::tone::Tone;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 84.0;
const PICKS: u32 = 13;
/// Where the loose threads end.
const LOOSE: f64 = 56.0;
/// More threads than this would run together: two bands stand for them.
const MOST: u32 = 240;

/// A share of a whole as threads on a loom: those that are held run the whole length and
/// the weft crosses them, the others hang loose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threads {
    /// What the drawing says of itself.
    pub caption: Caption,
    /// How many are held.
    pub held: u32,
    /// How many there are in all.
    pub all: u32,
}

impl Threads {
    /// Draws one thread for each, or two bands when there are too many.
    #[must_use]
    pub fn draw(&self) -> Markup {
        let content = if self.all <= MOST { self.threads() } else { self.bands() };
        self.caption.frame("chart-threads", WIDTH, HEIGHT, &content)
    }

    fn threads(&self) -> Markup {
        let pitch = (WIDTH / real(self.all.max(1))).min(12.0);
        let at = |n: u32| (real(n) + 0.5) * pitch;
        html! {
            g class="c-blue" color=(Tone::Blue.literal()) stroke="currentColor"
                stroke-width=(Unit((pitch * 0.5).clamp(0.9, 3.2))) {
                path fill="none" d=(self.warp(&at)) {}
            }
            g class="c-paper" color=(Tone::Paper.literal()) stroke="currentColor"
                stroke-width="1.8" {
                path fill="none" d=(self.weft(&at)) {}
            }
            g class="c-red" color=(Tone::Red.literal()) {
                path fill="none" stroke="currentColor" d=(self.loose(&at))
                    stroke-width=(Unit((pitch * 0.5).clamp(0.9, 3.2))) {}
                @for n in self.held..self.all {
                    circle fill="currentColor" cx=(Unit(at(n))) cy=(Unit(end_of(n)))
                        r=(Unit((pitch * 0.5).clamp(1.4, 3.2))) {}
                }
            }
        }
    }

    fn warp(&self, at: &impl Fn(u32) -> f64) -> String {
        let warp = |n| format!("M{} 0V{HEIGHT}", Unit(at(n)));
        (0..self.held).map(warp).collect()
    }

    /// The weft passes over every third thread, one further at each pick: a twill.
    fn weft(&self, at: &impl Fn(u32) -> f64) -> String {
        let half = (at(1) - at(0)) * 0.42;
        let over = |n, y| format!("M{} {}H{}", Unit(at(n) - half), Unit(y), Unit(at(n) + half));
        let pick = |row: u32| -> String {
            let y = 5.5 + 6.0 * real(row);
            (0..self.held).filter(|n| (n + row).is_multiple_of(3)).map(|n| over(n, y)).collect()
        };
        (0..PICKS).map(pick).collect()
    }

    fn loose(&self, at: &impl Fn(u32) -> f64) -> String {
        let loose = |n| format!("M{} 0V{}", Unit(at(n)), Unit(end_of(n)));
        (self.held..self.all).map(loose).collect()
    }

    fn bands(&self) -> Markup {
        let cut = WIDTH * real(self.held) / real(self.all.max(1));
        html! {
            rect class="c-blue" color=(Tone::Blue.literal()) fill="currentColor"
                width=(Unit(cut)) height=(Unit(HEIGHT)) {}
            @if self.held < self.all {
                rect class="c-red" color=(Tone::Red.literal()) fill="none" stroke="currentColor"
                    stroke-width="2" stroke-dasharray="6 4" x=(Unit(cut + 3.0)) y="1"
                    width=(Unit((WIDTH - cut - 4.0).max(1.0))) height=(Unit(LOOSE)) {}
            }
        }
    }
}

/// Loose ends are not cut level: they hang, each a little otherwise than the next.
fn end_of(n: u32) -> f64 {
    LOOSE - real(n * 7 % 5) * 5.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(held: u32, all: u32) -> String {
        Threads { caption: Caption::default(), held, all }.draw().into_string()
    }

    #[test]
    fn there_is_one_loose_end_for_each_one_that_is_not_held() {
        assert_eq!(draw(112, 142).matches("<circle").count(), 30);
        assert_eq!(draw(5, 5).matches("<circle").count(), 0);
    }

    #[test]
    fn a_crowd_is_drawn_as_two_bands() {
        assert_eq!(draw(4_000, 5_000).matches("<rect").count(), 2);
        assert!(draw(4_000, 5_000).len() < 2_000);
    }
}
