use std::{fmt::Debug, str::FromStr};

use kernel::{
    Cfd, CommuneCode, Euros, Idcc, InWords, Lang, Level, Mef, Naf, Nda, Rncp, Rome, Siren, Siret,
    Uai, fold, quoted,
};

/// Reads the bytes as every code, and what is accepted again from its own text.
pub fn codes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    code::<Siren>(&text);
    code::<Siret>(&text);
    code::<Uai>(&text);
    code::<Rncp>(&text);
    code::<Cfd>(&text);
    code::<Mef>(&text);
    code::<Rome>(&text);
    code::<CommuneCode>(&text);
    code::<Level>(&text);
    code::<Nda>(&text);
    code::<Naf>(&text);
    code::<Idcc>(&text);
    code::<Euros>(&text);
    let folded = fold(&text);
    assert_eq!(fold(&folded), folded);
    assert!(quoted(&text, Lang::Fr).chars().count() <= 65);
}

fn code<T>(text: &str)
where
    T: FromStr<Err: InWords> + ToString + PartialEq + Debug,
{
    match text.parse::<T>() {
        Ok(code) => assert_eq!(code.to_string().parse::<T>().ok(), Some(code)),
        Err(refusal) => {
            for lang in [Lang::Fr, Lang::En] {
                assert!(refusal.in_words(lang).chars().count() < 300);
            }
        }
    }
}
