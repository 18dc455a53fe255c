use records::Unfit;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zero_that_a_spreadsheet_ate_comes_back() {
        assert_eq!(postcode("1000").as_deref(), Ok("01000"));
        assert_eq!(postcode("49 300").as_deref(), Ok("49300"));
        assert_eq!(postcode("B-1000").as_deref(), Ok("B-1000"));
        assert!(postcode("493001").is_err() && postcode("493").is_err());
    }
}
