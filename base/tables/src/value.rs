//! What the text of a cell can mean, wherever it was typed.

use jiff::civil::Date;

/// A whole number: `12`, `1 234`, `12,0` as spreadsheets export it.
#[must_use]
pub fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let text = without_group_spaces(text)?;
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((&text, "0"));
    let exact = !rest.is_empty() && rest.bytes().all(|b| b == b'0');
    if exact { whole.parse().ok() } else { None }
}

/// A number: `47,06`, `47.06`, `1 234,5`, `1e-05`.
#[must_use]
pub fn decimal(text: &str) -> Option<f64> {
    let text = without_group_spaces(text)?.replace(',', ".");
    // Rust also reads `inf` and `nan`, which nobody means.
    let looks_right = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    if !looks_right {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A day: `2026-06-05`, `05/06/2026`; a time after it is not looked at.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    if !time.bytes().all(|b| b.is_ascii_digit() || b":.Z".contains(&b)) {
        return None;
    }
    let mark = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| "-/.".contains(*c))?;
    let mut parts = day.split(mark);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = match (first.len(), last.len()) {
        (4, 1 | 2) => (first, last),
        (1 | 2, 4) => (last, first),
        _ => return None,
    };
    let month = (month.len() <= 2 && parts.next().is_none()).then(|| digits(month))??;
    Date::new(digits(year)?, i8::try_from(month).ok()?, i8::try_from(digits(day)?).ok()?).ok()
}

/// A day as spreadsheets count it, from 1900 or from 1904.
pub(crate) fn serial_date(serial: f64, since_1904: bool) -> Option<Date> {
    // 31 December 9999, the last day that a spreadsheet knows.
    const LAST: f64 = 2_958_465.0;
    let serial = serial.floor();
    if !(1.0..=LAST).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole, and bounded just above")]
    let n_days = serial as i32;
    let day_zero = match (since_1904, n_days) {
        (true, _) => Date::new(1904, 1, 1),
        // Lotus took 1900 for a leap year, and Excel kept its 29 February, the 60th day.
        (false, 60) => return None,
        (false, 1..60) => Date::new(1899, 12, 31),
        (false, _) => Date::new(1899, 12, 30),
    };
    day_zero.ok()?.checked_add(jiff::Span::new().days(n_days)).ok()
}

/// Yes or no, in French or English.
#[must_use]
pub fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "oui" | "o" | "yes" | "y" | "vrai" | "true" | "1" | "x" => Some(true),
        "non" | "n" | "no" | "faux" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// Whether it is a long number that a spreadsheet rounded, `7,32829E+13`.
pub(crate) fn is_rounded(text: &str) -> bool {
    let exponent = text.split_once(['E', 'e']).map(|(digits, exponent)| {
        decimal(digits).is_some() && exponent.strip_prefix('+').is_some_and(|e| whole(e).is_some())
    });
    exponent.unwrap_or(false)
}

/// The text without the spaces between its digits; none if a space stands elsewhere.
fn without_group_spaces(text: &str) -> Option<String> {
    let mut bare = String::with_capacity(text.len());
    let mut after_space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            after_space = true;
            continue;
        }
        let between_digits = c.is_ascii_digit() && bare.ends_with(|b: char| b.is_ascii_digit());
        if after_space && !between_digits {
            return None;
        }
        after_space = false;
        bare.push(c);
    }
    Some(bare)
}

fn digits(text: &str) -> Option<i16> {
    let only_digits = text.bytes().all(|b| b.is_ascii_digit());
    if only_digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn whole_numbers_are_read_as_spreadsheets_write_them() {
        for (text, number) in
            [("12", 12), ("-3", -3), ("12,0", 12), ("12.00", 12), ("1 234", 1_234), ("007", 7)]
        {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        assert_eq!(whole("1\u{202f}234\u{a0}567,0"), Some(1_234_567));
        for text in ["12,5", "12,", "douze", "1e3", "- 3", "1 2 a", "", "9223372036854775808"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_take_a_comma_or_a_point() {
        for (text, number) in [
            ("47,06", 47.06),
            ("47.06", 47.06),
            ("-0,5", -0.5),
            ("1 234,5", 1_234.5),
            ("1e-05", 1e-5),
        ] {
            assert_eq!(decimal(text), Some(number), "{text}");
        }
        for text in ["1,234.5", "nan", "inf", "1e999", "47°06", "-", ""] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_the_two_usual_orders() {
        for text in [
            "2026-06-05",
            "05/06/2026",
            "5/6/2026",
            "05.06.2026",
            "05-06-2026",
            "2026-06-05T00:00:00",
        ] {
            assert_eq!(date(text), Some(day(2026, 6, 5)), "{text}");
        }
        for text in [
            "05/06/26",
            "06/25/2026",
            "2026-02-29",
            "2026-06",
            "20260605",
            "5 juin 2026",
            "46178",
            "1/2/3/2026",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_as_spreadsheets_count_them() {
        for (serial, since_1904, expected) in [
            (46_178.0, false, Some(day(2026, 6, 5))),
            (46_178.75, false, Some(day(2026, 6, 5))),
            (44_716.0, true, Some(day(2026, 6, 5))),
            (1.0, false, Some(day(1900, 1, 1))),
            (59.0, false, Some(day(1900, 2, 28))),
            (60.0, false, None),
            (61.0, false, Some(day(1900, 3, 1))),
            (2_958_465.0, false, Some(day(9999, 12, 31))),
            (2_958_466.0, false, None),
            (-1.0, false, None),
            (f64::NAN, false, None),
            (2_958_465.0, true, None),
        ] {
            assert_eq!(serial_date(serial, since_1904), expected, "{serial}");
        }
    }

    #[test]
    fn yes_and_no_are_understood_in_both_languages() {
        for text in ["oui", "O", "Yes", "VRAI", "true", "1", "x"] {
            assert_eq!(yes_no(text), Some(true), "{text}");
        }
        for text in ["non", "N", "no", "Faux", "false", "0"] {
            assert_eq!(yes_no(text), Some(false), "{text}");
        }
        assert_eq!(yes_no("peut-être"), None);
    }

    #[test]
    fn a_number_rounded_by_a_spreadsheet_is_recognised() {
        assert!(is_rounded("7,32829E+13") && is_rounded("1e+05"));
        assert!(!is_rounded("1E-05") && !is_rounded("73282932000074") && !is_rounded("chef"));
    }
}
