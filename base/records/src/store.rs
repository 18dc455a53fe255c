//! Reading records: each statement is limited to what the scope may see.

use std::collections::HashMap;

use storage::{Sql, StoreError, Tx};
use uuid::Uuid;

use crate::{
    Asked, Cursor, Field, Filter, Noun, Page, Record, Scope, Value,
    statement::{Way, conditions, counting, is_unaided, statement},
};

/// How many identifiers or keys go into one statement.
pub(crate) const BATCH: usize = 5_000;

/// One record, if there is one that the scope may see.
pub async fn find(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    id: Uuid,
) -> Result<Option<Record>, StoreError> {
    Ok(by_ids(tx, scope, noun, &[id]).await?.pop())
}

/// Those of these records that the scope may see, in no order.
pub async fn by_ids(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    ids: &[Uuid],
) -> Result<Vec<Record>, StoreError> {
    let mut records = vec![];
    for batch in ids.chunks(BATCH) {
        let asked = Asked { filters: vec![Filter::Ids(batch.to_vec())], ..Asked::default() };
        records.extend(page(tx, scope, noun, &asked).await?.records);
    }
    Ok(records)
}

/// The records that are asked for and that the scope may see, in the order of their titles.
pub async fn page(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    asked: &Asked,
) -> Result<Page, StoreError> {
    if !is_unaided(tx.engine(), scope, noun, asked) {
        return read(tx, scope, noun, asked, Way::Best).await;
    }
    if asked.most < usize::MAX {
        let first = read(tx, scope, noun, asked, Way::First).await?;
        if first.next.is_some() {
            return Ok(first);
        }
    }
    read(tx, scope, noun, asked, Way::Whole).await
}

async fn read(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    asked: &Asked,
    way: Way,
) -> Result<Page, StoreError> {
    let statement = statement(scope, noun, asked, way);
    let n_columns = noun.fields.len() + 2;
    let mut found: Vec<(Record, String)> = vec![];
    tx.each(statement, |row| {
        let mut record = Record::of_row(noun, &row)?;
        scope.mask(record.id, &mut record.values);
        if asked.near.is_none_or(|near| near.has(&record)) {
            found.push((record, row.text(n_columns)?));
        }
        Ok(())
    })
    .await?;
    let has_more = asked.most < found.len();
    found.truncate(asked.most);
    let last = found.last().filter(|_| has_more);
    let next = last.map(|(record, key)| Cursor { sort_key: key.clone(), id: record.id });
    Ok(Page { records: found.into_iter().map(|(record, _)| record).collect(), next })
}

/// How many records are asked for that the scope may see.
pub async fn count(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    asked: &Asked,
) -> Result<u64, StoreError> {
    let is_unaided = is_unaided(tx.engine(), scope, noun, asked);
    let way = if is_unaided { Way::Whole } else { Way::Best };
    let row = tx.first(counting(scope, noun, asked, way)).await?;
    row.map_or(Ok(0), |row| Ok(u64::try_from(row.whole(0)?).unwrap_or(0)))
}

/// The records of these names that the scope may see.
pub(crate) async fn by_sort_keys(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    sort_keys: Vec<String>,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let (conditions, args) = conditions(scope, noun, &Asked::default());
    let text = format!(
        "select id, sort_key from {} where {conditions} and sort_key in ({})",
        noun.table,
        vec!["?"; sort_keys.len()].join(", ")
    );
    let rows = tx.all(Sql::of_names(text).bind_all(args).bind_all(sort_keys)).await?;
    rows.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// The records of the tenant by the values of a field, whoever may see them: only to know
/// whether a value is taken.
pub(crate) async fn taken(
    tx: &mut Tx,
    tenant: Uuid,
    noun: &'static Noun,
    field: &'static Field,
    values: &[Value],
) -> Result<HashMap<String, Uuid>, StoreError> {
    let mut taken = HashMap::new();
    for batch in values.chunks(BATCH) {
        let (table, column) = (noun.table, field.name);
        let text = format!(
            "select id, {column} from {table} where tenant = ? and {column} in ({})",
            vec!["?"; batch.len()].join(", ")
        );
        let args = batch.iter().map(|value| value.arg(field));
        for row in tx.all(Sql::of_names(text).bind(tenant).bind_all(args)).await? {
            taken.insert(row.text(1)?, row.id(0)?);
        }
    }
    Ok(taken)
}

/// Rows of a table that lead to one of these records, whoever may see them: which row, and to
/// which record.
pub(crate) async fn used(
    tx: &mut Tx,
    (table, column): (&str, &str),
    records: impl Iterator<Item = Uuid>,
    most: usize,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let ids: Vec<Uuid> = records.collect();
    let holes = vec!["?"; ids.len()].join(", ");
    let text = format!("select id, {column} from {table} where {column} in ({holes}) limit {most}");
    let rows = tx.all(Sql::of_names(text).bind_all(ids)).await?;
    rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect()
}

/// The versions of records, whoever may see them; a record that is gone is not there.
pub(crate) async fn versions(
    tx: &mut Tx,
    noun: &'static Noun,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, i64>, StoreError> {
    let mut versions = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let holes = vec!["?"; batch.len()].join(", ");
        let text = format!("select id, version from {} where id in ({holes})", noun.table);
        for row in tx.all(Sql::of_names(text).bind_all(batch.iter().copied())).await? {
            versions.insert(row.id(0)?, row.whole(1)?);
        }
    }
    Ok(versions)
}
