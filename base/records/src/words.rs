//! The words by which records are found, kept beside them: the same search in both engines,
//! blind to case and accents.

use std::cmp::Reverse;

use storage::{Arg, Sql, StoreError, Tx, holes};
use uuid::Uuid;

use crate::{
    Cursor, Noun, Values,
    store::BATCH,
    values::{A_WORD, begun},
};

/// The tables of this crate.
pub const SCHEMA: storage::Schema = storage::Schema {
    name: "records",
    steps: &["create table records_words (\
        tenant text not null, place text not null, word sortedtext not null, \
        sort_key sortedtext not null, record text not null, \
        primary key (tenant, place, word, sort_key, record));\
        create index records_words_record on records_words (record);"],
};

/// By what a record is found: its words, and what sorts it.
type Found = (Vec<String>, String);

/// Replaces the words of records: what each said, what it says.
pub(crate) async fn change<'v>(
    tx: &mut Tx,
    tenant: Uuid,
    noun: &'static Noun,
    records: impl Iterator<Item = (Uuid, Option<&'v Values>, Option<&'v Values>)>,
) -> Result<(), StoreError> {
    if noun.searched.is_empty() {
        return Ok(());
    }
    let found = |values: &Values| (values.words(), values.sort_key());
    let (mut gone, mut come): (Vec<Uuid>, Vec<(Uuid, Found)>) = (vec![], vec![]);
    for (id, was, is) in records {
        let (was, is) = (was.map(found), is.map(found));
        if was == is {
            continue;
        }
        gone.extend(was.map(|_| id));
        come.extend(is.map(|is| (id, is)));
    }
    take_out(tx, &gone).await?;
    put_in(tx, tenant, noun, &come).await
}

async fn take_out(tx: &mut Tx, records: &[Uuid]) -> Result<(), StoreError> {
    for batch in records.chunks(BATCH) {
        let holes = vec!["?"; batch.len()].join(", ");
        let text = format!("delete from records_words where record in ({holes})");
        tx.run(Sql::of_names(text).bind_all(batch.iter().copied())).await?;
    }
    Ok(())
}

async fn put_in(
    tx: &mut Tx,
    tenant: Uuid,
    noun: &'static Noun,
    records: &[(Uuid, Found)],
) -> Result<(), StoreError> {
    let rows: Vec<(Uuid, &str, &str)> = records
        .iter()
        .flat_map(|(id, (words, key))| words.iter().map(|word| (*id, word.as_str(), key.as_str())))
        .collect();
    for batch in rows.chunks(BATCH) {
        let text = format!(
            "insert into records_words (tenant, place, word, sort_key, record) values {}",
            holes(batch.len(), 5)
        );
        let rows = batch.iter().fold(Sql::of_names(text), |rows, (id, word, sort_key)| {
            rows.bind(tenant).bind(noun.table).bind(*word).bind(*sort_key).bind(*id)
        });
        tx.run(rows).await?;
    }
    Ok(())
}

/// The records that have all these words, or words that begin like them: a table of their
/// identifiers, in the order of their titles, and its arguments. None without any word.
pub(crate) fn found(
    tenant: Uuid,
    noun: &'static Noun,
    words: &str,
    after: Option<&Cursor>,
) -> Option<(String, Vec<Arg>)> {
    let folded = kernel::fold(words);
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    // The longest is likely to be the rarest.
    words.sort_by_key(|word| Reverse(word.len()));
    let (first, others) = words.split_first()?;
    let mut text = "select w.sort_key, w.record from records_words w \
                    where w.tenant = ? and w.place = ? and w.word >= ? and w.word < ?"
        .to_owned();
    let mut args: Vec<Arg> = vec![tenant.into(), noun.table.into()];
    args.extend(beginning(first));
    for word in others {
        text += " and w.record in (select record from records_words \
                 where tenant = ? and place = ? and word >= ? and word < ?)";
        args.extend([tenant.into(), noun.table.into()]);
        args.extend(beginning(word));
    }
    if let Some(Cursor { sort_key, id }) = after {
        text += " and (w.sort_key, w.record) > (?, ?)";
        args.extend([sort_key.as_str().into(), (*id).into()]);
    }
    // A record may have several words that begin alike. SQLite sees that rows which are grouped
    // so come in this order.
    text += " group by w.sort_key, w.record order by w.sort_key, w.record";
    Some((text, args))
}

/// The bounds of the words that begin like one: nothing sorts after the last character.
fn beginning(word: &str) -> [Arg; 2] {
    let begun = begun(word.to_owned(), A_WORD);
    let end = format!("{begun}\u{10ffff}");
    [begun.into(), end.into()]
}
