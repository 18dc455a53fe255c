//! Trades as people write them: a ROME code, words, or a code and words.

use kernel::{Rome, fold};
use records::{Field, Flaw, Unfit, Value, Values};

/// The most trades of one record.
const MOST: usize = 20;

/// Reads a trade: words are kept as they are, and a code that opens them is checked.
pub fn trade(given: &str) -> Result<String, Unfit> {
    let given = given.trim();
    let (first, rest) = given.split_once(' ').unwrap_or((given, ""));
    if !looks_like_a_code(first) {
        return Ok(given.to_owned());
    }
    let code: Rome = first.parse().map_err(|why| Unfit::of(&why))?;
    Ok(format!("{code} {rest}").trim().to_owned())
}

/// Tidies the trades of a record, and refuses codes that are none.
pub fn trades(values: &mut Values, field: &'static Field) -> Vec<Flaw> {
    let mut kept: Vec<String> = vec![];
    let mut flaws = vec![];
    for given in values.list(field) {
        match trade(given) {
            Ok(trade) if kept.iter().any(|known| fold(known) == fold(&trade)) => {}
            Ok(trade) => kept.push(trade),
            Err(why) => flaws.push(Flaw { field: Some(field), why }),
        }
    }
    if MOST < kept.len() {
        let given = kept.len();
        flaws.push(Flaw::on(
            field,
            format!("{given} métiers\u{a0}: gardez les {MOST} principaux au plus"),
            format!("{given} trades: keep the {MOST} main ones at most"),
        ));
    }
    values.set(field, Value::text(&kept.join("|")));
    flaws
}

/// One letter and then digits only: whoever writes that means a code.
fn looks_like_a_code(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && 2 < word.len()
        && letters.all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use kernel::{InWords, Lang};

    use super::*;

    #[test]
    fn words_are_kept_and_a_code_that_opens_them_is_written_in_capitals() {
        assert_eq!(trade("couture flou").unwrap(), "couture flou");
        assert_eq!(trade(" b1803 Couture ").unwrap(), "B1803 Couture");
        assert_eq!(trade("B1803").unwrap(), "B1803");
    }

    #[test]
    fn a_code_with_a_digit_too_few_is_refused_with_what_a_code_looks_like() {
        let why = trade("B180 Couture").unwrap_err().in_words(Lang::En);
        assert!(why.contains("a letter and 4 digits"), "{why}");
    }
}
