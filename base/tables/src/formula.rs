//! Cells that a spreadsheet would take for a formula.
//!
//! In CSV they are written after an apostrophe, which spreadsheets show as text; `plain` takes
//! it off again. Both are exact inverses: `plain(&safe(text)) == text`.

use std::borrow::Cow;

use crate::value;

/// The text as it can be written in CSV.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was written: without the apostrophe that only guarded it.
pub(crate) fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(guarded) if is_formula(guarded) => guarded,
        Some(_) | None => text,
    }
}

/// Whether a spreadsheet could run it, apostrophes in front set aside.
fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let starts = |text: &str| text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let hidden = bare.starts_with(['\t', '\r', '\n']);
    // A number is left alone only if nothing stands after it, a line break for example.
    let number = bare.trim_start();
    hidden || (starts(number) && (number.trim_end() != number || value::decimal(number).is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+33 6 12 34 56 78 ext", "'+33 6 12 34 56 78 ext"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("  =1", "'  =1"),
            ("+0\r", "'+0\r"),
            ("-3", "-3"),
            ("-3,5", "-3,5"),
            ("+4.25", "+4.25"),
            ("'=1", "''=1"),
            ("'L", "'L"),
            ("couture", "couture"),
            ("", ""),
        ] {
            assert_eq!(safe(text), written, "{text:?}");
            assert_eq!(plain(written), text, "{text:?}");
        }
    }
}
