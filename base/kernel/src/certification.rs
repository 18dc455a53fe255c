use crate::{
    CodeKind, Flaw,
    code::{Ascii, code, has_shape},
};

code!(
    /// A certification of the national register: `RNCP` and 3 to 5 digits.
    Rncp,
    9,
    read_rncp
);

code!(
    /// A diploma in the nomenclature of the Ministry (code formation diplôme): 8 characters.
    Cfd,
    8,
    read_cfd
);

code!(
    /// A year of training in the nomenclature of the Ministry (module élémentaire de
    /// formation): 10 digits.
    Mef,
    10,
    read_mef
);

impl Rncp {
    const KIND: CodeKind = CodeKind::Rncp;
}

impl Cfd {
    const KIND: CodeKind = CodeKind::Cfd;
}

impl Mef {
    const KIND: CodeKind = CodeKind::Mef;
}

fn read_rncp(text: Ascii<9>) -> Result<Ascii<9>, Flaw> {
    let shapes = ["RNCP999", "RNCP9999", "RNCP99999"];
    keep_if(shapes.iter().any(|shape| has_shape(text.as_bytes(), shape)), text)
}

fn read_cfd(text: Ascii<8>) -> Result<Ascii<8>, Flaw> {
    keep_if(has_shape(text.as_bytes(), "***999**"), text)
}

fn read_mef(text: Ascii<10>) -> Result<Ascii<10>, Flaw> {
    keep_if(has_shape(text.as_bytes(), "9999999999"), text)
}

fn keep_if<const N: usize>(right: bool, text: Ascii<N>) -> Result<Ascii<N>, Flaw> {
    right.then_some(text).ok_or(Flaw::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_rncp_code_has_three_to_five_digits() {
        for right in ["RNCP123", "RNCP4821", "rncp 36477"] {
            assert!(right.parse::<Rncp>().is_ok(), "{right}");
        }
        for wrong in ["RNCP12", "RNCP123456", "36477", "RS1234", "RNCP3647A", ""] {
            assert_eq!(wrong.parse::<Rncp>().unwrap_err().flaw, Flaw::Shape, "{wrong}");
        }
    }

    #[test]
    fn a_diploma_code_has_digits_in_its_middle() {
        for right in ["01022304", "50024004", "40A24001", "010223AB"] {
            assert!(right.parse::<Cfd>().is_ok(), "{right}");
        }
        for wrong in ["0102230", "010A2304", "010223045"] {
            assert!(wrong.parse::<Cfd>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_mef_has_ten_digits() {
        assert!("2532230411".parse::<Mef>().is_ok());
        for wrong in ["253223041", "23910022304", "253223041A"] {
            assert!(wrong.parse::<Mef>().is_err(), "{wrong}");
        }
    }
}
