//! The words by which records are found, kept beside them: the same search in both engines,
//! blind to case and accents.

use storage::{Sql, StoreError, Tx, holes};
use uuid::Uuid;

use crate::{Noun, Values, store::BATCH};

/// The tables of this crate.
pub const SCHEMA: storage::Schema = storage::Schema {
    name: "records",
    steps: &["create table records_words (\
        tenant text not null, place text not null, word sortedtext not null, record text not null, \
        primary key (tenant, place, word, record));\
        create index records_words_record on records_words (record);"],
};

/// A record that is put in: its identifier, version, values.
type Put<'a> = (Uuid, i64, &'a Values);

/// Puts in the words of records that are made, and replaces those of records that are changed.
pub(crate) async fn set(
    tx: &mut Tx,
    tenant: Uuid,
    noun: &'static Noun,
    (made, changed): (&[Put<'_>], &[Put<'_>]),
) -> Result<(), StoreError> {
    if noun.searched.is_empty() {
        return Ok(());
    }
    let old: Vec<Uuid> = changed.iter().map(|(id, ..)| *id).collect();
    clear(tx, noun, &old).await?;
    let words: Vec<(Uuid, String)> = made
        .iter()
        .chain(changed)
        .flat_map(|(id, _, values)| values.words().into_iter().map(move |word| (*id, word)))
        .collect();
    for batch in words.chunks(BATCH) {
        let text = format!(
            "insert into records_words (tenant, place, word, record) values {}",
            holes(batch.len(), 4)
        );
        let rows = batch.iter().fold(Sql::of_names(text), |rows, (id, word)| {
            rows.bind(tenant).bind(noun.table).bind(word.as_str()).bind(*id)
        });
        tx.run(rows).await?;
    }
    Ok(())
}

/// Takes out the words of records.
pub(crate) async fn clear(
    tx: &mut Tx,
    noun: &'static Noun,
    ids: &[Uuid],
) -> Result<(), StoreError> {
    if noun.searched.is_empty() {
        return Ok(());
    }
    for batch in ids.chunks(BATCH) {
        let text = format!(
            "delete from records_words where record in ({})",
            vec!["?"; batch.len()].join(", ")
        );
        tx.run(Sql::of_names(text).bind_all(batch.iter().copied())).await?;
    }
    Ok(())
}
