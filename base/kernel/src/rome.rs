use crate::{
    CodeKind, Flaw,
    code::{Ascii, code, has_shape},
};

code!(
    /// A trade of the national directory: a letter and 4 digits.
    Rome,
    5,
    read
);

impl Rome {
    const KIND: CodeKind = CodeKind::Rome;
}

fn read(text: Ascii<5>) -> Result<Ascii<5>, Flaw> {
    has_shape(text.as_bytes(), "A9999").then_some(text).ok_or(Flaw::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trade_is_a_letter_and_four_digits() {
        assert_eq!("b1803".parse::<Rome>().unwrap().as_str(), "B1803");
        for wrong in ["B180", "B18033", "11803", "couture", "É1803"] {
            assert!(wrong.parse::<Rome>().is_err(), "{wrong}");
        }
    }
}
