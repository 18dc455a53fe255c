use crate::{
    CodeKind, Flaw,
    code::{Ascii, code, has_shape},
};

code!(
    /// A commune in the nomenclature of INSEE, 5 characters; never its postcode.
    CommuneCode,
    5,
    read
);

impl CommuneCode {
    const KIND: CodeKind = CodeKind::Commune;

    /// The code of its département: 2 characters, 3 overseas.
    ///
    /// ```
    /// # fn main() -> Result<(), kernel::CodeError> {
    /// let ajaccio: kernel::CommuneCode = "2A004".parse()?;
    /// assert_eq!(ajaccio.departement(), "2A");
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn departement(&self) -> &str {
        let overseas = matches!(&self.0.as_bytes()[..2], b"97" | b"98");
        &self.as_str()[..if overseas { 3 } else { 2 }]
    }
}

fn read(text: Ascii<5>) -> Result<Ascii<5>, Flaw> {
    let characters = text.as_bytes();
    let in_france = match characters.get(..2) {
        // Corsica was split: 20 is left to postcodes.
        None | Some(b"00" | b"20" | b"96" | b"99") => false,
        Some(b"2A" | b"2B") => has_shape(&characters[2..], "999"),
        Some(_) => has_shape(characters, "99999"),
    };
    in_france.then_some(text).ok_or(Flaw::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn communes_of_the_mainland_corsica_and_overseas_are_accepted() {
        for right in ["01001", "19272", "2A004", "2b033", "49099", "95680", "97411", "98818"] {
            assert!(right.parse::<CommuneCode>().is_ok(), "{right}");
        }
    }

    #[test]
    fn departements_that_do_not_exist_are_refused() {
        for wrong in ["00001", "20004", "96001", "99001", "2C001", "4909", "490990", "49A99", ""] {
            assert!(wrong.parse::<CommuneCode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_departement_has_three_characters_overseas() {
        let departement =
            |code: &str| code.parse::<CommuneCode>().unwrap().departement().to_owned();
        assert_eq!(departement("49099"), "49");
        assert_eq!(departement("2B033"), "2B");
        assert_eq!(departement("97411"), "974");
        assert_eq!(departement("98818"), "988");
    }
}
