/// A colour by its part, not by its value: the page decides what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Text and lines.
    Ink,
    /// Secondary text, axes.
    Quiet,
    /// What shows through: the background, halos.
    Paper,
    /// The inside of outlines.
    Land,
    /// First accent.
    Blue,
    /// Second accent.
    Red,
    /// Third accent.
    Yellow,
}

/// Rules that let a page give its own colours and text sizes to the drawings.
pub const STYLE: &str = include_str!("style.css");

impl Tone {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Ink => "c-ink",
            Self::Quiet => "c-quiet",
            Self::Paper => "c-paper",
            Self::Land => "c-land",
            Self::Blue => "c-blue",
            Self::Red => "c-red",
            Self::Yellow => "c-yellow",
        }
    }

    /// The colour of a drawing that stands alone.
    pub(crate) const fn literal(self) -> &'static str {
        match self {
            Self::Ink => "#1d2026",
            Self::Quiet => "#5b5f66",
            Self::Paper => "#fbfaf7",
            Self::Land => "#efede6",
            Self::Blue => "#24527d",
            Self::Red => "#a32d2a",
            Self::Yellow => "#d8b13a",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_has_a_rule_whose_fallback_is_its_literal_colour() {
        let tones =
            [Tone::Ink, Tone::Quiet, Tone::Paper, Tone::Land, Tone::Blue, Tone::Red, Tone::Yellow];
        for tone in tones {
            let name = tone.class().trim_start_matches("c-");
            let rule = format!(".{}{{color:var(--chart-{name},{})}}", tone.class(), tone.literal());
            assert!(STYLE.contains(&rule), "{rule}");
        }
    }
}
