//! How people write the arrondissements of Paris, Lyon and Marseille.

/// The official name, spelled out, of what may be an arrondissement: `paris 11eme` is
/// `paris 11e arrondissement`.
pub(crate) fn official(spelled: &str) -> Option<String> {
    let (city, rest) = spelled.split_once(' ')?;
    if !matches!(city, "paris" | "lyon" | "marseille") {
        return None;
    }
    let rank = without_word(rest)?;
    let digits = rank.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = &rank[digits.len()..];
    if !matches!(ending.trim_start(), "" | "e" | "er" | "ere" | "eme" | "ieme" | "nd" | "nde") {
        return None;
    }
    let number: u8 = digits.parse().ok().filter(|n| (1..=20).contains(n))?;
    let ending = if number == 1 { "er" } else { "e" };
    Some(format!("{city} {number}{ending} arrondissement"))
}

/// What stands before the word "arrondissement", or all of it when the word is not there.
fn without_word(rest: &str) -> Option<&str> {
    const WORDS: [&str; 5] = ["arrondissement", "arrondt", "ardt", "arr", "ar"];
    let bare = WORDS.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest).trim_end();
    bare.starts_with(|c: char| c.is_ascii_digit()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_ways_to_write_an_arrondissement_are_understood() {
        for (given, name) in [
            ("paris 11", "paris 11e arrondissement"),
            ("paris 11eme arrondissement", "paris 11e arrondissement"),
            ("marseille 03", "marseille 3e arrondissement"),
            ("lyon 1er", "lyon 1er arrondissement"),
            ("lyon 2 e arr", "lyon 2e arrondissement"),
        ] {
            assert_eq!(official(given).as_deref(), Some(name), "{given}");
        }
    }

    #[test]
    fn other_names_are_left_alone() {
        for given in ["paris", "paris 0", "paris 21", "paris l hopital", "nantes 3", "lyon 3 bis"] {
            assert_eq!(official(given), None, "{given}");
        }
    }
}
