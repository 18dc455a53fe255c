//! `metier <noun> show`: one record.

use std::process::ExitCode;

use kernel::Lang;
use records::{Noun, Record, Scope, linked, meant, note_read};
use storage::Tx;

use super::{
    args::Show,
    shown::{self, Linked, shown},
};
use crate::desk::Desk;
use crate::exit::Failure;

/// Shows the record that is meant.
pub(super) async fn show(
    desk: &Desk,
    noun: &'static Noun,
    args: &Show,
) -> Result<ExitCode, Failure> {
    let work = async |tx: &mut Tx, scope: &Scope| {
        super::list::refuse_blind(scope, noun)?;
        let record = meant(tx, scope, noun, &args.reference).await?;
        note_read(tx, scope, noun, std::slice::from_ref(&record), "show").await?;
        let linked = linked(tx, scope, record.iter()).await?;
        Ok((record, linked))
    };
    let (record, linked) = desk.look(noun.is_personal, work).await?;
    if args.json {
        say!("{}", shown::json(&record, &linked));
    } else {
        say!("{}", told(&record, &linked, desk.lang));
    }
    Ok(ExitCode::SUCCESS)
}

fn told(record: &Record, linked: &Linked, lang: Lang) -> String {
    let said = record.iter().filter(|(_, value)| **value != records::Value::Absent);
    let mut rows: Vec<(&str, String)> = said
        .map(|(field, value)| (field.label.of(lang), shown(field, value, linked, lang)))
        .collect();
    rows.push(("version", record.version.to_string()));
    rows.push(("id", record.id.to_string()));
    let width = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let line = |(label, value): &(&str, String)| {
        let value = value.replace('\n', &format!("\n{:width$}  ", ""));
        format!("{label:width$}  {value}")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
