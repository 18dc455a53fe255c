//! What records are called in the files of a round: their references, made unique.

use std::collections::{BTreeMap, HashMap};

use records::{Field, Record};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The names of learners and of places in the files of a round, and the records that bear
/// them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ids {
    /// Learners.
    pub learners: BTreeMap<String, Uuid>,
    /// Offers.
    pub offers: BTreeMap<String, Uuid>,
    /// Workshops.
    pub workshops: BTreeMap<String, Uuid>,
}

/// The names of records by their identifiers: the reference, with the owner's after it where
/// two owners have the same; the identifier where there is none. `taken` are names of others.
pub(super) fn named(
    records: &[Record],
    reference: &'static Field,
    owner: impl Fn(&Record) -> String,
    taken: &BTreeMap<String, Uuid>,
) -> BTreeMap<String, Uuid> {
    let mut n_bearers: HashMap<&str, u32> = HashMap::new();
    for text in records.iter().filter_map(|record| record.text(reference)) {
        *n_bearers.entry(text).or_insert(0) += 1;
    }
    let name = |record: &Record| {
        let Some(text) = record.text(reference) else { return record.id.to_string() };
        let is_alone = n_bearers.get(text) == Some(&1) && !taken.contains_key(text);
        if is_alone { text.to_owned() } else { format!("{text}@{}", owner(record)) }
    };
    let mut names = BTreeMap::new();
    for record in records {
        let mut wanted = name(record);
        if names.contains_key(&wanted) || taken.contains_key(&wanted) {
            wanted = record.id.to_string();
        }
        names.insert(wanted, record.id);
    }
    names
}

/// The names by identifier.
pub(super) fn by_id(names: &BTreeMap<String, Uuid>) -> HashMap<Uuid, &str> {
    names.iter().map(|(name, id)| (*id, name.as_str())).collect()
}
