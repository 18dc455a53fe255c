//! SIREN and SIRET: companies and their establishments.

use crate::{
    CodeKind, Flaw,
    code::{Ascii, code, has_shape},
};

code!(
    /// A company: 9 digits, the last a check digit.
    Siren,
    9,
    read_siren
);

code!(
    /// An establishment of a company: the SIREN and 5 digits.
    Siret,
    14,
    read_siret
);

/// La Poste numbers its establishments by the sum of their digits.
const LA_POSTE: &[u8] = b"356000000";

impl Siren {
    const KIND: CodeKind = CodeKind::Siren;
}

impl Siret {
    const KIND: CodeKind = CodeKind::Siret;

    /// The company of this establishment.
    #[must_use]
    pub fn siren(&self) -> Siren {
        Siren(self.0.first())
    }
}

fn read_siren(text: Ascii<9>) -> Result<Ascii<9>, Flaw> {
    let digits = text.as_bytes();
    if !has_shape(digits, "999999999") {
        return Err(Flaw::Shape);
    }
    if luhn(digits) { Ok(text) } else { Err(Flaw::CheckDigit) }
}

fn read_siret(text: Ascii<14>) -> Result<Ascii<14>, Flaw> {
    let digits = text.as_bytes();
    if !has_shape(digits, "99999999999999") {
        return Err(Flaw::Shape);
    }
    let of_la_poste = digits.starts_with(LA_POSTE) && sum(digits).is_multiple_of(5);
    if of_la_poste || (luhn(digits) && luhn(&digits[..9])) {
        Ok(text)
    } else {
        Err(Flaw::CheckDigit)
    }
}

fn sum(digits: &[u8]) -> u32 {
    digits.iter().map(|d| u32::from(d - b'0')).sum()
}

/// From the right, every second digit counts twice, and its own digits are added.
fn luhn(digits: &[u8]) -> bool {
    let total: u32 = digits.iter().rev().enumerate().map(|(i, d)| weight(i, d - b'0')).sum();
    total.is_multiple_of(10)
}

fn weight(place: usize, digit: u8) -> u32 {
    let digit = u32::from(digit);
    match (place % 2, digit) {
        (0, _) => digit,
        (_, 0..=4) => 2 * digit,
        (_, _) => 2 * digit - 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_siret_is_accepted_with_or_without_spaces() {
        for siret in ["73282932000074", "130 025 265 00013", " 982\u{a0}224\u{202f}388 00016 "] {
            assert!(siret.parse::<Siret>().is_ok(), "{siret}");
        }
    }

    #[test]
    fn a_siret_with_one_wrong_digit_is_told_from_one_too_short() {
        let flaw = |given: &str| given.parse::<Siret>().unwrap_err().flaw;
        assert_eq!(flaw("13002526500012"), Flaw::CheckDigit);
        assert_eq!(flaw("1300252650001"), Flaw::Shape);
        assert_eq!(flaw("1300252650001A"), Flaw::Shape);
        assert_eq!(flaw("130025265000133"), Flaw::Shape);
        assert_eq!(flaw(""), Flaw::Shape);
        assert_eq!(flaw("１３００２５２６５０００１３"), Flaw::Shape);
    }

    #[test]
    fn a_siret_needs_the_key_of_its_siren_too() {
        // Passes Luhn over 14 digits while its first 9 do not.
        assert_eq!("10000000000008".parse::<Siret>().unwrap_err().flaw, Flaw::CheckDigit);
    }

    #[test]
    fn la_poste_counts_the_sum_of_its_digits() {
        for siret in ["35600000000048", "35600000009075", "35600000009093", "35600000049837"] {
            assert!(siret.parse::<Siret>().is_ok(), "{siret}");
        }
        assert_eq!("35600000009090".parse::<Siret>().unwrap_err().flaw, Flaw::CheckDigit);
    }

    #[test]
    fn a_siren_is_checked_by_its_last_digit() {
        assert!("552100554".parse::<Siren>().is_ok());
        assert!("356000000".parse::<Siren>().is_ok());
        assert_eq!("552100555".parse::<Siren>().unwrap_err().flaw, Flaw::CheckDigit);
    }

    #[test]
    fn the_siren_of_a_siret_is_its_first_nine_digits() {
        let siret: Siret = "35600000009075".parse().unwrap();
        assert_eq!(siret.siren(), "356000000".parse().unwrap());
    }
}
