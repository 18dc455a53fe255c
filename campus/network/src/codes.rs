//! What people write to be identified and reached, read as it is kept.

use std::{fmt::Display, str::FromStr};

use kernel::{InWords, Lang, quoted};
use records::Unfit;
use uuid::Uuid;

/// A code of the administration, as it is kept.
pub fn code<C: FromStr<Err: InWords> + Display>(typed: &str) -> Result<String, Unfit> {
    typed.parse().map(|code: C| code.to_string()).map_err(|why| Unfit::of(&why))
}

/// An identifier of a record that a later crate keeps.
pub fn identifier(typed: &str) -> Result<String, Unfit> {
    Uuid::try_parse(typed).map(|id| id.to_string()).map_err(|_| {
        Unfit::new(
            format!("{} n’est pas un identifiant de fiche", quoted(typed, Lang::Fr)),
            format!("{} is not the identifier of a record", quoted(typed, Lang::En)),
        )
    })
}

/// The longest address that mail carries.
const LONGEST_EMAIL: usize = 254;

/// An e-mail address, in lower case and without what stands around it in a message.
pub fn email(typed: &str) -> Result<String, Unfit> {
    let bare = match (typed.rfind('<'), typed.rfind('>')) {
        (Some(open), Some(close)) if open < close => &typed[open + 1..close],
        _ => typed,
    };
    let bare = bare.trim().trim_end_matches(['.', ',', ';']);
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare).to_lowercase();
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || ",;:<>()\"\\".contains(c);
    let is_right = bare.split_once('@').is_some_and(|(local, domain)| {
        let labels: Vec<&str> = domain.split('.').collect();
        !local.is_empty()
            && !domain.contains('@')
            && 2 <= labels.len()
            && labels.iter().all(|label| !label.is_empty())
    });
    if is_right && !bare.contains(forbidden) && bare.chars().count() <= LONGEST_EMAIL {
        return Ok(bare);
    }
    Err(Unfit::new(
        format!(
            "{} n’est pas une adresse électronique\u{a0}: il en faut une seule, par exemple \
             prenom.nom@exemple.fr",
            quoted(typed, Lang::Fr)
        ),
        format!(
            "{} is not an e-mail address: it takes one, such as name@example.org",
            quoted(typed, Lang::En)
        ),
    ))
}

/// The French numbers overseas, by the digits after their zero, and the code to call them by.
const OVERSEAS: [(&str, [&str; 4]); 4] = [
    ("+262", ["262", "263", "692", "693"]),
    ("+590", ["590", "690", "691", "590"]),
    ("+594", ["594", "694", "594", "694"]),
    ("+596", ["596", "696", "697", "596"]),
];

/// A telephone number as it is called from anywhere: a French one gets its `+33`.
pub fn phone(typed: &str) -> Result<String, Unfit> {
    let spaced = typed.replace("(0)", "");
    let apart = |c: &char| !c.is_whitespace() && !".-/()\u{2010}\u{2011}".contains(*c);
    let bare: String = spaced.chars().filter(apart).collect();
    let (is_abroad, digits) = match (bare.strip_prefix('+'), bare.strip_prefix("00")) {
        (Some(digits), _) | (None, Some(digits)) => (true, digits),
        (None, None) => (false, bare.as_str()),
    };
    let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
    // A spreadsheet eats the zero of a number.
    let national = digits.strip_prefix('0').unwrap_or(digits);
    let is_national = national.len() == 9 && !national.starts_with('0');
    match (all_digits, is_abroad, digits.len()) {
        (true, true, 8..=15) if !digits.starts_with('0') => Ok(format!("+{digits}")),
        (true, false, 9 | 10) if is_national => Ok(format!("{}{national}", prefix(national))),
        // Short numbers are called as they are.
        (true, false, 4) if digits.starts_with('3') => Ok(digits.to_owned()),
        _ => Err(Unfit::new(
            format!(
                "{} n’est pas un numéro de téléphone\u{a0}: par exemple 02 41 00 00 00 ou \
                 +32 2 555 12 12",
                quoted(typed, Lang::Fr)
            ),
            format!(
                "{} is not a telephone number: such as 02 41 00 00 00 or +32 2 555 12 12",
                quoted(typed, Lang::En)
            ),
        )),
    }
}

fn prefix(national: &str) -> &'static str {
    let overseas = OVERSEAS.iter().find(|(_, areas)| areas.contains(&&national[..3]));
    overseas.map_or("+33", |(prefix, _)| prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case_without_what_stands_around_it() {
        for (given, kept) in [
            (" Ann.Martin@Lycee-Exemple.FR ", "ann.martin@lycee-exemple.fr"),
            ("Ann Martin <ann@exemple.fr>", "ann@exemple.fr"),
            ("mailto:ann@exemple.fr", "ann@exemple.fr"),
            ("ann@exemple.fr;", "ann@exemple.fr"),
            ("o'neil+pfmp@sub.exemple.co.uk", "o'neil+pfmp@sub.exemple.co.uk"),
        ] {
            assert_eq!(email(given).as_deref(), Ok(kept), "{given}");
        }
    }

    #[test]
    fn what_is_no_address_or_several_is_refused() {
        for wrong in ["ann", "ann@", "@exemple.fr", "ann@exemple", "a@b.fr, c@d.fr", "a b@c.fr"] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
        assert!(email(&format!("{}@exemple.fr", "a".repeat(300))).is_err());
    }

    #[test]
    fn a_french_number_is_written_as_it_is_called_from_abroad() {
        for (given, kept) in [
            ("02 41 00 00 00", "+33241000000"),
            ("02.41.00.00.00", "+33241000000"),
            ("241000000", "+33241000000"),
            ("+33 (0)2 41 00 00 00", "+33241000000"),
            ("0033 2-41-00-00-00", "+33241000000"),
            ("0262\u{a0}41\u{202f}00 00", "+262262410000"),
            ("0690 12 34 56", "+590690123456"),
            ("+32 2 555 12 12", "+3225551212"),
            ("3949", "3949"),
        ] {
            assert_eq!(phone(given).as_deref(), Ok(kept), "{given}");
        }
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        for wrong in ["", "02 41", "02 41 00 00 00 00", "+0 123 456 789", "demander à l'accueil"] {
            assert!(phone(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_code_is_kept_as_its_type_writes_it() {
        assert_eq!(code::<kernel::Siret>("732 829 320 00074").as_deref(), Ok("73282932000074"));
        let why = code::<kernel::Uai>("0951099C").unwrap_err();
        assert!(why.fr.contains("clé de contrôle") && why.en.contains("check digit"));
    }
}
