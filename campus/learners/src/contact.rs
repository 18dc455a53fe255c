//! Addresses and telephones as the check of a field keeps them, so that the same ones are equal.

use records::Unfit;

/// A telephone as it is kept: figures in pairs if it is French, the country first otherwise.
pub(crate) fn phone(given: &str) -> Result<String, Unfit> {
    let bare: String =
        given.chars().filter(|c| !c.is_whitespace() && !".-/()".contains(*c)).collect();
    let national = ["+33", "0033"].iter().find_map(|country| bare.strip_prefix(country));
    let digits = match national {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        // A spreadsheet eats the zero of a number.
        None if bare.len() == 9 && !bare.starts_with('0') => format!("0{bare}"),
        None => bare,
    };
    let is_french = digits.len() == 10 && digits.starts_with('0');
    let (sign, figures) =
        digits.strip_prefix('+').map_or(("", digits.as_str()), |figures| ("+", figures));
    let is_long_enough = (3..=15).contains(&figures.len());
    if !is_long_enough || !figures.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Unfit::new(
            "ce n’est pas un numéro de téléphone\u{a0}: écrivez par exemple 06 12 34 56 78 ou \
             +32 470 12 34 56",
            "this is no telephone number: write for example 06 12 34 56 78 or +32 470 12 34 56",
        ));
    }
    if !is_french {
        return Ok(format!("{sign}{figures}"));
    }
    let pairs = (0..5).map(|pair| &figures[2 * pair..2 * pair + 2]);
    Ok(pairs.collect::<Vec<_>>().join(" "))
}

/// A French postcode, whose first zero a spreadsheet may have eaten; any other as it is.
pub(crate) fn postcode(given: &str) -> Result<String, Unfit> {
    const MOST: usize = 12;
    let bare: String = given.split_whitespace().collect();
    let is_number = bare.bytes().all(|b| b.is_ascii_digit());
    match (is_number, bare.len()) {
        (true, 4) => Ok(format!("0{bare}")),
        (true, 5) => Ok(bare),
        (false, ..=MOST) => Ok(given.trim().to_owned()),
        _ => Err(Unfit::new(
            "ce n’est pas un code postal\u{a0}: il faut 5 chiffres, par exemple 49300",
            "this is no postcode: it takes 5 digits, such as 49300",
        )),
    }
}

/// An address of e-mail, in lower case.
pub(crate) fn email(given: &str) -> Result<String, Unfit> {
    Ok(given.to_lowercase())
}
