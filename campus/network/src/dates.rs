//! The order of days.

use kernel::Lang;
use records::{Field, Flaw, Value, Values};

/// The flaw of what ends before it starts.
#[must_use]
pub fn in_order(values: &Values, starts: &'static Field, ends: &'static Field) -> Option<Flaw> {
    let (Value::Day(first), Value::Day(last)) = (values.get(starts), values.get(ends)) else {
        return None;
    };
    let shown = |field, lang| values.get(field).shown(field, lang);
    let told = |lang| (shown(ends, lang), shown(starts, lang));
    let ((last_fr, first_fr), (last_en, first_en)) = (told(Lang::Fr), told(Lang::En));
    (last < first).then(|| {
        Flaw::on(
            ends,
            format!(
                "la fin ({last_fr}) précède le début ({first_fr})\u{a0}: corrigez l’une des deux"
            ),
            format!("it ends ({last_en}) before it starts ({first_en}): correct one of the two"),
        )
    })
}
