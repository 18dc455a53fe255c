use crate::spelling::spelled;

/// A département, or what stands for one overseas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departement {
    /// Its code: 2 characters, 3 overseas.
    pub code: &'static str,
    /// Its official name.
    pub name: &'static str,
}

const LINES: &str = include_str!("../data/departements.txt");

/// Every département, by code.
pub fn departements() -> impl Iterator<Item = Departement> {
    LINES
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, name)| Departement { code, name })
}

/// The département of this code or name.
///
/// ```
/// assert_eq!(places::departement("49").unwrap().name, "Maine-et-Loire");
/// assert_eq!(places::departement("cotes d'armor").unwrap().code, "22");
/// ```
#[must_use]
pub fn departement(code_or_name: &str) -> Option<Departement> {
    let wanted = code_or_name.trim();
    let coded = || departements().find(|d| d.code.eq_ignore_ascii_case(wanted));
    let named = || {
        let name = spelled(wanted);
        departements().find(|d| spelled(d.name) == name)
    };
    coded().or_else(named)
}

/// The département that the first digits of a postcode tell.
pub(crate) fn of_postcode(postcode: u32) -> Option<Departement> {
    let code = match postcode / 1_000 {
        20 if postcode < 20_200 => "2A".to_owned(),
        20 => "2B".to_owned(),
        97 | 98 => (postcode / 100).to_string(),
        first => format!("{first:02}"),
    };
    departements().find(|d| d.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_departement_is_known_by_its_code_and_by_its_name() {
        for (given, code) in
            [("2a", "2A"), ("La Réunion", "974"), (" 01", "01"), ("val d oise", "95")]
        {
            assert_eq!(departement(given).map(|d| d.code), Some(code), "{given}");
        }
        assert_eq!(departement("20"), None);
        assert_eq!(departement(""), None);
    }

    #[test]
    fn a_postcode_tells_its_departement() {
        for (postcode, code) in
            [(49_321, "49"), (1_000, "01"), (97_490, "974"), (20_090, "2A"), (20_200, "2B")]
        {
            assert_eq!(of_postcode(postcode).map(|d| d.code), Some(code), "{postcode}");
        }
        assert_eq!(of_postcode(99_000), None);
    }
}
