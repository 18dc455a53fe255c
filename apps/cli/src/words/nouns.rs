//! The help of each kind of records: what they are called, and their fields.

use kernel::Lang;
use records::Field;

use crate::nouns::Known;
use crate::records::filters::takes;

/// What the records are called.
pub(super) fn about(known: &Known, lang: Lang) -> String {
    let many = known.noun.many.of(lang);
    let mut letters = many.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// The fields and what may stand in each.
pub(super) fn fields(known: &Known, lang: Lang) -> String {
    let fields = known.noun.fields;
    let width = fields.iter().map(|field| field.name.len() + 1).max().unwrap_or(0);
    let line = |field: &&Field| {
        let mark = if field.is_required { "*" } else { "" };
        let (name, label) = (format!("{}{mark}", field.name), field.label.of(lang));
        format!("  {name:width$}  {label} ({})", takes(field, lang))
    };
    let title = match lang {
        Lang::Fr => "Champs (* : nécessaires) :",
        Lang::En => "Fields (*: needed):",
    };
    let lines = fields.iter().map(line).collect::<Vec<_>>().join("\n");
    format!("{title}\n{lines}")
}
