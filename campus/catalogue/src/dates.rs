use kernel::{InWords, Lang, Period};
use records::{Field, Flaw, Values};

/// Refuses a record that ends before it starts.
#[must_use]
pub fn in_order(values: &Values, starts: &Field, ends: &'static Field) -> Option<Flaw> {
    let (first, last) = (values.day(starts)?, values.day(ends)?);
    if first <= last {
        return None;
    }
    let told = |lang| Period::new(last, first).map(|backwards| backwards.in_words(lang));
    let (fr, en) = (told(Lang::Fr).unwrap_or_default(), told(Lang::En).unwrap_or_default());
    Some(Flaw::on(
        ends,
        format!("la fin vient avant le début\u{a0}: échangez les deux dates si c’est {fr}"),
        format!("it ends before it starts: swap the two days if {en} is meant"),
    ))
}
