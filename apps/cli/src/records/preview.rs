//! What a file would do, as people and programs read it.

use kernel::Lang;
use records::import::{Change, Preview, Row, RowEffect};
use records::{Field, Record, RecordError, Scope, linked};
use serde_json::{Value as Json, json};
use storage::Tx;
use uuid::Uuid;

use super::shown::{self, Linked, changed};

/// The most changed rows that are told one by one.
const MOST_ROWS: usize = 30;

/// What each row would do, and to which version of which record.
#[derive(PartialEq, Eq)]
pub(super) struct Outline(Vec<Option<(Uuid, i64)>>);

/// What each row would do.
pub(super) fn outline(preview: &Preview) -> Outline {
    let effect = |row: &Row| match &row.effect {
        RowEffect::Changed { record, .. } => Some((record.id, record.version)),
        RowEffect::New(_) => Some((Uuid::nil(), 0)),
        RowEffect::Unchanged | RowEffect::Faulty => None,
    };
    Outline(preview.rows.iter().map(effect).collect())
}

/// Whether nothing is new and nothing changes.
pub(super) fn does_nothing(preview: &Preview) -> bool {
    let [new, changed, ..] = preview.counts();
    new + changed == 0
}

/// The records that the changed cells lead to.
pub(super) async fn linked_in(
    tx: &mut Tx,
    scope: &Scope,
    preview: &Preview,
) -> Result<Linked, RecordError> {
    let cells = changes(preview).flat_map(|(.., cells)| cells);
    let values = cells.filter_map(|cell| Some((preview.noun.field(cell.field)?, cell)));
    let values = values.flat_map(|(field, cell)| [(field, &cell.old), (field, &cell.new)]);
    Ok(linked(tx, scope, values).await?)
}

/// The rows that change a record.
fn changes(preview: &Preview) -> impl Iterator<Item = (u64, &Record, &[Change])> {
    preview.rows.iter().filter_map(|row| match &row.effect {
        RowEffect::Changed { record, cells, .. } => Some((row.number, &**record, &cells[..])),
        RowEffect::New(_) | RowEffect::Unchanged | RowEffect::Faulty => None,
    })
}

/// How many rows do what, the cells that change, the columns that are left aside.
pub(super) fn told(preview: &Preview, linked: &Linked, lang: Lang) -> String {
    let mut lines = vec![counted(preview, lang)];
    for (number, record, cells) in changes(preview).take(MOST_ROWS) {
        let cells = cells.iter().filter_map(|cell| Some((preview.noun.field(cell.field)?, cell)));
        let cells: Vec<String> = cells
            .map(|(field, cell)| changed((field, &cell.old, &cell.new), linked, lang))
            .collect();
        let (title, cells) = (record.title(), cells.join(", "));
        lines.push(match lang {
            Lang::Fr => format!("  ligne {number}, {title}\u{a0}: {cells}"),
            Lang::En => format!("  row {number}, {title}: {cells}"),
        });
    }
    let rest = changes(preview).count().saturating_sub(MOST_ROWS);
    if 0 < rest {
        lines.push(match lang {
            Lang::Fr => format!("  et {rest} autres\u{a0}: --preview --json les montre toutes"),
            Lang::En => format!("  and {rest} more: --preview --json shows them all"),
        });
    }
    if !preview.unknown_columns.is_empty() {
        let columns = preview.unknown_columns.join(", ");
        lines.push(match lang {
            Lang::Fr => format!(
                "colonnes laissées de côté\u{a0}: {columns} (--column \"En-tête=champ\" les reprend)"
            ),
            Lang::En => format!("columns left aside: {columns} (--column \"Header=field\" takes them)"),
        });
    }
    lines.join("\n")
}

fn counted(preview: &Preview, lang: Lang) -> String {
    let [new, changed, unchanged, faulty] = preview.counts();
    let key = preview.key.map(|key| key.label.of(lang));
    match lang {
        Lang::Fr => format!(
            "nouvelles\u{a0}: {new}, modifiées\u{a0}: {changed}, inchangées\u{a0}: {unchanged}, à \
             corriger\u{a0}: {faulty}{}",
            key.map(|key| format!(" (retrouvées par\u{a0}: {key})")).unwrap_or_default()
        ),
        Lang::En => format!(
            "new: {new}, changed: {changed}, unchanged: {unchanged}, to correct: {faulty}{}",
            key.map(|key| format!(" (found by: {key})")).unwrap_or_default()
        ),
    }
}

/// How many rows do what, for a program.
pub(super) fn counts(preview: &Preview) -> Json {
    let [new, changed, unchanged, faulty] = preview.counts();
    json!({ "new": new, "changed": changed, "unchanged": unchanged, "faulty": faulty })
}

/// Everything for a program: counts, cells, faults.
pub(super) fn json(preview: &Preview, linked: &Linked, lang: Lang) -> Json {
    let cell = |number: u64, record: &Record, field: &'static Field, cell: &Change| {
        json!({
            "row": number,
            "record": record.id,
            "field": field.name,
            "old": shown::cell(field, &cell.old, linked),
            "new": shown::cell(field, &cell.new, linked),
        })
    };
    let cells: Vec<Json> = changes(preview)
        .flat_map(|(number, record, cells)| {
            cells.iter().map(move |change| (number, record, change))
        })
        .filter_map(|(number, record, change)| {
            Some(cell(number, record, preview.noun.field(change.field)?, change))
        })
        .collect();
    let faults: Vec<Json> = preview
        .faults
        .iter()
        .map(|fault| {
            let why = fault.problem.on_value(fault.value.as_deref().unwrap_or_default(), lang);
            json!({ "row": fault.row, "column": fault.column, "value": fault.value, "why": why })
        })
        .collect();
    let mut json = counts(preview);
    json["cells"] = cells.into();
    json["faults"] = faults.into();
    json["columns_left_aside"] = preview.unknown_columns.clone().into();
    json
}
