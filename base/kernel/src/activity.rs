//! What bodies that train, economic activities and branches of bargaining are numbered by.

use crate::{
    CodeKind, Flaw,
    code::{Ascii, code, has_shape},
};

code!(
    /// A body that trains, by the number of its declaration (numéro de déclaration
    /// d'activité): 11 characters.
    Nda,
    11,
    read_nda
);

code!(
    /// An economic activity, in the nomenclature of 2008 or in that of 2025, which have the same
    /// shape: 2 digits, a point, 2 digits and a letter.
    Naf,
    6,
    read_naf
);

code!(
    /// A branch of collective bargaining: 4 digits; leading zeros may be left out.
    Idcc,
    4,
    read_idcc
);

impl Nda {
    const KIND: CodeKind = CodeKind::Nda;
}

impl Naf {
    const KIND: CodeKind = CodeKind::Naf;
}

impl Idcc {
    const KIND: CodeKind = CodeKind::Idcc;
}

fn read_nda(text: Ascii<11>) -> Result<Ascii<11>, Flaw> {
    if has_shape(text.as_bytes(), "***********") { Ok(text) } else { Err(Flaw::Shape) }
}

fn read_naf(text: Ascii<6>) -> Result<Ascii<6>, Flaw> {
    if has_shape(text.as_bytes(), "99.99A") {
        return Ok(text);
    }
    if !has_shape(text.as_bytes(), "9999A") {
        return Err(Flaw::Shape);
    }
    let (division, class) = text.as_str().split_at(2);
    Ascii::tidied(&format!("{division}.{class}")).ok_or(Flaw::Shape)
}

fn read_idcc(text: Ascii<4>) -> Result<Ascii<4>, Flaw> {
    let is_blank = text.as_bytes().is_empty();
    let text = text.zero_filled();
    if !is_blank && has_shape(text.as_bytes(), "9999") { Ok(text) } else { Err(Flaw::Shape) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_training_body_has_eleven_characters() {
        for right in ["11755555575", "11 75 12345 75", "942A1234520"] {
            assert!(right.parse::<Nda>().is_ok(), "{right}");
        }
        for wrong in ["1175555557", "117555555755", "11-75-55555", ""] {
            assert_eq!(wrong.parse::<Nda>().unwrap_err().flaw, Flaw::Shape, "{wrong}");
        }
    }

    #[test]
    fn an_activity_is_accepted_in_both_nomenclatures_with_or_without_its_point() {
        for (given, kept) in [
            ("14.13Z", "14.13Z"),
            ("1413z", "14.13Z"),
            ("14.21Y", "14.21Y"),
            ("47.72H", "47.72H"),
            (" 15 12Z", "15.12Z"),
        ] {
            assert_eq!(given.parse::<Naf>().unwrap().as_str(), kept);
        }
        for wrong in ["14.13", "1413", "141.3Z", "14.133Z", "A413Z", "14,13Z", ""] {
            assert_eq!(wrong.parse::<Naf>().unwrap_err().flaw, Flaw::Shape, "{wrong}");
        }
    }

    #[test]
    fn a_branch_keeps_the_zero_that_a_spreadsheet_eats() {
        assert_eq!("0247".parse::<Idcc>().unwrap().as_str(), "0247");
        assert_eq!("247".parse::<Idcc>().unwrap().as_str(), "0247");
        assert_eq!("2528".parse::<Idcc>().unwrap().as_str(), "2528");
        for wrong in ["", "24A7", "02470"] {
            assert_eq!(wrong.parse::<Idcc>().unwrap_err().flaw, Flaw::Shape, "{wrong}");
        }
    }
}
