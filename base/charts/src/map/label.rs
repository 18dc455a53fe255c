//! Names of towns, placed where they cover no mark.

use maud::{Markup, html};

use super::projection::Spot;
use crate::number::{Unit, text_width};
use crate::tone::Tone;

const SIZE: f64 = 13.5;
/// Names after this many are left out on a small screen.
const MAJOR: usize = 8;

/// A rectangle of the drawing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The names, each where it covers nothing, or nowhere.
pub(super) fn draw<'a>(
    names: impl Iterator<Item = (Spot, &'a str)>,
    mut taken: Vec<Area>,
    frame: Area,
) -> Markup {
    let mut written = Vec::new();
    for (spot, name) in names {
        let free = |area: &Area| area.within(frame) && !taken.iter().any(|t| t.meets(area));
        if let Some(area) = around(spot, name).into_iter().find(free) {
            taken.push(area);
            written.push((area, name));
        }
    }
    html! {
        g class="towns" font-size=(SIZE) font-style="italic" {
            g class="c-paper" color=(Tone::Paper.literal()) fill="none" stroke="currentColor"
                stroke-width="3.5" stroke-linejoin="round" aria-hidden="true" { (texts(&written)) }
            g class="c-ink" color=(Tone::Ink.literal()) fill="currentColor" { (texts(&written)) }
        }
    }
}

fn texts(written: &[(Area, &str)]) -> Markup {
    html! {
        @for (i, (area, name)) in written.iter().enumerate() {
            text class=[(MAJOR <= i).then_some("minor")] text-anchor="middle"
                x=(Unit(area.x + area.width / 2.0)) y=(Unit(area.y + SIZE * 0.85)) { (name) }
        }
    }
}

/// Below, above, right and left of the spot, near first.
fn around(spot: Spot, name: &str) -> Vec<Area> {
    let (width, height) = (text_width(name, SIZE), SIZE * 1.15);
    let at = |x, y| Area { x, y, width, height };
    let near = |away: f64| {
        [
            at(spot.x - width / 2.0, spot.y + away),
            at(spot.x - width / 2.0, spot.y - away - height),
            at(spot.x + away, spot.y - height / 2.0),
            at(spot.x - away - width, spot.y - height / 2.0),
        ]
    };
    [6.0, 12.0, 18.0, 26.0, 36.0].into_iter().flat_map(near).collect()
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    fn within(&self, frame: Self) -> bool {
        frame.x + 2.0 <= self.x
            && frame.y + 2.0 <= self.y
            && self.x + self.width <= frame.x + frame.width - 2.0
            && self.y + self.height <= frame.y + frame.height - 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_spot_are_written_apart_until_there_is_no_room() {
        let frame = Area { x: 0.0, y: 0.0, width: 720.0, height: 400.0 };
        let spot = Spot { x: 300.0, y: 200.0 };
        let two = draw([(spot, "Cholet"), (spot, "Saumur")].into_iter(), Vec::new(), frame);
        let two = two.into_string();
        let line = |name: &str| {
            let (before, _) = two.split_once(&format!(">{name}<")).unwrap();
            before.rsplit_once("y=").unwrap().1.to_owned()
        };
        assert_ne!(line("Cholet"), line("Saumur"));
        let full = draw([(spot, "Cholet")].into_iter(), vec![frame], frame).into_string();
        assert!(!full.contains("Cholet"));
    }
}
