use crate::{
    CodeKind, Flaw,
    code::{Ascii, code, has_shape},
};

code!(
    /// A school: 7 digits and a check letter; leading zeros may be left out.
    Uai,
    8,
    read
);

/// The check letters, in the order of the remainders: no I, O or Q.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

impl Uai {
    const KIND: CodeKind = CodeKind::Uai;
}

fn read(text: Ascii<8>) -> Result<Ascii<8>, Flaw> {
    let text = text.zero_filled();
    let characters = text.as_bytes();
    if !has_shape(characters, "9999999A") {
        return Err(Flaw::Shape);
    }
    let number = characters[..7].iter().fold(0, |sum, d| 10 * sum + usize::from(d - b'0'));
    if characters[7] == LETTERS[number % 23] { Ok(text) } else { Err(Flaw::CheckDigit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_uai_is_accepted_in_either_case() {
        for uai in ["0951099D", "0681761v", " 0422170F"] {
            assert!(uai.parse::<Uai>().is_ok(), "{uai}");
        }
    }

    #[test]
    fn a_wrong_letter_is_told_from_a_wrong_shape() {
        let flaw = |given: &str| given.parse::<Uai>().unwrap_err().flaw;
        assert_eq!(flaw("0951099C"), Flaw::CheckDigit);
        assert_eq!(flaw("09510990"), Flaw::Shape);
        assert_eq!(flaw("00951099D"), Flaw::Shape);
        assert_eq!(flaw(""), Flaw::Shape);
    }

    #[test]
    fn a_zero_eaten_by_a_spreadsheet_comes_back() {
        assert_eq!("951099D".parse::<Uai>().unwrap().as_str(), "0951099D");
    }
}
