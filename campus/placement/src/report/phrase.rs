//! The small phrases that every section uses.

use kernel::{InWords, Lang, Minutes, Percent, grouped};

/// Longer texts of the files are cut: a page is read by people.
const MOST_CHARS: usize = 90;

/// The text of the language.
pub(super) const fn say<'t>(lang: Lang, french: &'t str, english: &'t str) -> &'t str {
    match lang {
        Lang::Fr => french,
        Lang::En => english,
    }
}

/// A number and its noun, singular then plural in each language: "1 élève", "30 élèves".
pub(super) fn counted(n: usize, lang: Lang, french: [&str; 2], english: [&str; 2]) -> String {
    format!("{}\u{a0}{}", number(n, lang), noun(n, lang, french, english))
}

/// The noun alone, singular or plural. In French nought is singular.
pub(super) fn noun<'t>(
    n: usize,
    lang: Lang,
    french: [&'t str; 2],
    english: [&'t str; 2],
) -> &'t str {
    match lang {
        Lang::Fr => french[usize::from(1 < n)],
        Lang::En => english[usize::from(n != 1)],
    }
}

/// "30 élèves".
pub(super) fn learners(n: usize, lang: Lang) -> String {
    counted(n, lang, ["élève", "élèves"], ["learner", "learners"])
}

/// "10 places".
pub(super) fn places(n: usize, lang: Lang) -> String {
    counted(n, lang, ["place", "places"], ["place", "places"])
}

/// A whole number as people write it.
pub(super) fn number(n: usize, lang: Lang) -> String {
    grouped(i64::try_from(n).unwrap_or(i64::MAX), lang)
}

/// "12 sur 15".
pub(super) fn out_of(n: usize, all: usize, lang: Lang) -> String {
    let (n, all) = (number(n, lang), number(all, lang));
    match lang {
        Lang::Fr => format!("{n}\u{a0}sur\u{a0}{all}"),
        Lang::En => format!("{n}\u{a0}of\u{a0}{all}"),
    }
}

/// "21,1 %", or nothing when the whole is empty.
pub(super) fn percent(part: usize, whole: usize, lang: Lang) -> Option<String> {
    let [part, whole] = [part, whole].map(|n| u64::try_from(n).unwrap_or(u64::MAX));
    Percent::of(part, whole).map(|percent| percent.in_words(lang))
}

/// "≈ 34 min": the sign says that the minutes are estimated.
pub(super) fn minutes(minutes: u32, estimated: bool) -> String {
    let about = if estimated { "≈\u{a0}" } else { "" };
    format!("{about}{}", Minutes(minutes))
}

/// "12,4 km", estimated.
pub(super) fn km(km: f64, lang: Lang) -> String {
    let figure = format!("{km:.1}");
    match lang {
        Lang::Fr => format!("{}\u{a0}km", figure.replace('.', ",")),
        Lang::En => format!("{figure}\u{a0}km"),
    }
}

/// "1er", "2e", "1st", "12th".
pub(super) fn ordinal(n: u32, lang: Lang) -> String {
    match (lang, n % 10, n % 100) {
        (Lang::Fr, ..) if n == 1 => "1er".to_owned(),
        (Lang::Fr, ..) => format!("{n}e"),
        (Lang::En, _, 11..=13) => format!("{n}th"),
        (Lang::En, 1, _) => format!("{n}st"),
        (Lang::En, 2, _) => format!("{n}nd"),
        (Lang::En, 3, _) => format!("{n}rd"),
        (Lang::En, ..) => format!("{n}th"),
    }
}

/// How a learner travels: "à pied".
pub(super) const fn mode(mode: travel::Mode, lang: Lang) -> &'static str {
    match mode {
        travel::Mode::Walk => say(lang, "à pied", "on foot"),
        travel::Mode::Bike => say(lang, "à vélo", "by bike"),
        travel::Mode::Transit => say(lang, "en transports en commun", "by public transport"),
        travel::Mode::Car => say(lang, "en voiture", "by car"),
    }
}

/// With a capital, as sentences begin.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A text of the files, cut if it is too long to be read.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nought_and_one_are_singular_in_french_only_one_in_english() {
        let said = |n, lang| learners(n, lang);
        assert_eq!(
            [0, 1, 2].map(|n| said(n, Lang::Fr)),
            ["0\u{a0}élève", "1\u{a0}élève", "2\u{a0}élèves"]
        );
        assert_eq!([0, 1].map(|n| said(n, Lang::En)), ["0\u{a0}learners", "1\u{a0}learner"]);
    }

    #[test]
    fn ordinals_follow_each_language() {
        assert_eq!([1, 2, 21].map(|n| ordinal(n, Lang::Fr)), ["1er", "2e", "21e"]);
        assert_eq!(
            [1, 2, 3, 11, 21].map(|n| ordinal(n, Lang::En)),
            ["1st", "2nd", "3rd", "11th", "21st"]
        );
    }

    #[test]
    fn a_text_too_long_to_be_read_is_cut_between_letters() {
        assert_eq!(cut("Cholet"), "Cholet");
        assert_eq!(cut(&"é".repeat(200)).chars().count(), MOST_CHARS + 1);
    }
}
