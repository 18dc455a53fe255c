//! Every text can be read on its background: WCAG 2.2, 1.4.3 and 1.4.11.

use std::collections::BTreeMap;

use crate::desk::{Desk, french};

const TEXTS: [&str; 5] = ["ink", "quiet", "madder", "woad", "weld"];
const GROUNDS: [&str; 2] = ["paper", "land"];
const AA: f64 = 4.5;

#[test]
fn every_text_colour_contrasts_with_every_ground_in_light_and_dark() {
    let page = Desk::two_schools().report(&french());
    let (light, rest) = page.split_once("prefers-color-scheme:dark").unwrap();
    let (dark, _) = rest.split_once("}}").unwrap();
    for theme in [colours(light), colours(dark)] {
        for text in TEXTS {
            for ground in GROUNDS {
                let contrast = contrast(theme[text], theme[ground]);
                assert!(AA <= contrast, "{text} on {ground}: {contrast:.2}");
            }
        }
    }
}

/// The variables that hold a colour, by name.
fn colours(css: &str) -> BTreeMap<&str, [u8; 3]> {
    let declared = css.split("--").filter_map(|part| part.split_once(":#"));
    declared.filter_map(|(name, rest)| Some((name, rgb(rest.get(..6)?)?))).collect()
}

fn rgb(hex: &str) -> Option<[u8; 3]> {
    let part = |i: usize| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let [a, b] = [luminance(a), luminance(b)];
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    linear.into_iter().zip([0.2126, 0.7152, 0.0722]).map(|(part, weight)| part * weight).sum()
}
