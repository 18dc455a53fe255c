use crate::Lang;

/// The whole number as people write it: `12 345` in French, `12,345` in English.
#[must_use]
pub fn grouped(number: i64, lang: Lang) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(group_mark(lang));
        }
        text.push(digit);
    }
    text
}

/// What stands between the units and the tenths.
pub(crate) const fn decimal_mark(lang: Lang) -> char {
    match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    }
}

/// What stands between the hundreds and the thousands: a narrow no-break space in French.
const fn group_mark(lang: Lang) -> char {
    match lang {
        Lang::Fr => '\u{202f}',
        Lang::En => ',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(grouped(999, Lang::Fr), "999");
        assert_eq!(grouped(1_000, Lang::Fr), "1\u{202f}000");
        assert_eq!(grouped(-1_234_567, Lang::En), "-1,234,567");
        assert_eq!(grouped(i64::MIN, Lang::En), "-9,223,372,036,854,775,808");
    }
}
