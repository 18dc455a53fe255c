//! What records lead to.

use std::collections::{BTreeSet, HashMap};

use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::{Field, Kind, Noun, Record, Scope, Value, store::by_ids};

/// The records that these values lead to and that the scope may see, by their identifiers:
/// one statement for each noun.
pub async fn linked<'v>(
    tx: &mut Tx,
    scope: &Scope,
    values: impl Iterator<Item = (&'static Field, &'v Value)>,
) -> Result<HashMap<Uuid, Record>, StoreError> {
    let mut asked: Vec<(&'static Noun, BTreeSet<Uuid>)> = vec![];
    for (field, value) in values {
        let (Kind::Link(to), Value::Link(id)) = (&field.kind, value) else { continue };
        match asked.iter_mut().find(|(noun, _)| noun.is(to)) {
            Some((_, ids)) => drop(ids.insert(*id)),
            None => asked.push((to, [*id].into())),
        }
    }
    let mut linked = HashMap::new();
    for (noun, ids) in asked {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let records = by_ids(tx, scope, noun, &ids).await?;
        linked.extend(records.into_iter().map(|record| (record.id, record)));
    }
    Ok(linked)
}
