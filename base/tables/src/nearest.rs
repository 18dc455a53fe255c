use kernel::fold;

/// The known name that was probably meant, if any is close enough.
///
/// Names are compared without case, accents or punctuation; among equals the first wins.
///
/// ```
/// let known = ["reach_min", "reach_km", "mode"];
/// assert_eq!(tables::nearest("Reach mn", known.into_iter()), Some("reach_min"));
/// assert_eq!(tables::nearest("colour", known.into_iter()), None);
/// ```
pub fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let given = fold(given);
    known
        .filter_map(|name| Some((distance(&given, &fold(name))?, name)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many letters to change, unless it is more than a third of them.
fn distance(given: &str, name: &str) -> Option<usize> {
    let longest = given.chars().count().max(name.chars().count());
    let most = longest.div_ceil(3);
    // Beyond this nothing is a slip of the hand, and the comparison is quadratic.
    if longest > 100 || longest == 0 {
        return None;
    }
    Some(strsim::osa_distance(given, name)).filter(|changes| *changes <= most && *changes < longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["min_learners", "places", "places_max", "commune"];

    fn check(given: &str, meant: Option<&str>) {
        assert_eq!(nearest(given, KNOWN.into_iter()), meant, "{given}");
    }

    #[test]
    fn a_slip_of_the_hand_is_understood() {
        check("placse", Some("places"));
        check("Place", Some("places"));
        check("Comune", Some("commune"));
        check("min-learner", Some("min_learners"));
    }

    #[test]
    fn another_word_is_not() {
        check("couleur", None);
        check("", None);
        check("x", None);
    }

    #[test]
    fn a_very_long_name_costs_nothing() {
        check(&"places".repeat(1_000_000), None);
    }
}
