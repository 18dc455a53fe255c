//! Texts compared without case, accents or punctuation.

/// The text as it is compared: lower case, no accent, one space in place of each run of
/// spaces, hyphens, apostrophes and other punctuation, none at the ends.
///
/// ```
/// assert_eq!(kernel::fold("  L’Haÿ-les-Roses "), "l hay les roses");
/// assert_eq!(kernel::fold("Chef-d'ŒUVRE"), "chef d oeuvre");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut apart = false;
    for c in text.chars().filter(|c| !is_combining(*c)) {
        if c.is_alphanumeric() {
            if apart && !folded.is_empty() {
                folded.push(' ');
            }
            apart = false;
            push_plain(&mut folded, c);
        } else {
            apart = true;
        }
    }
    folded
}

/// An accent that stands apart from its letter, as macOS writes file names.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn push_plain(folded: &mut String, c: char) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase().filter(|lower| !is_combining(*lower)) {
        match plain(lower) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(lower),
        }
    }
}

/// The plain letters of an accented one, for the languages written with Latin letters in Europe.
const fn plain(lower: char) -> Option<&'static str> {
    Some(match lower {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'º' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'þ' => "th",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        for (given, folded) in [
            ("Saint-Étienne", "saint etienne"),
            ("ÎLE-D’YEU", "ile d yeu"),
            ("Nom de l'élève", "nom de l eleve"),
            ("reach_min", "reach min"),
            ("Cœur, sœur & Æsope", "coeur soeur aesope"),
            ("Gdańsk — Łódź", "gdansk lodz"),
            ("N°\u{a0}SIRET :", "n siret"),
            (" (Cholet) ", "cholet"),
            ("--", ""),
            ("", ""),
        ] {
            assert_eq!(fold(given), folded, "{given}");
        }
    }

    #[test]
    fn accents_written_apart_are_dropped_like_the_others() {
        assert_eq!(fold("Ele\u{300}ve"), fold("Élève"));
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for text in ["İstanbul", "ǅ", "Straße", "ﬁn", "東京 1"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
