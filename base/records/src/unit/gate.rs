//! What must hold before an act is kept.

use std::collections::{BTreeMap, BTreeSet};

use storage::{Tx, journal, references};
use uuid::Uuid;

use super::{Unit, write::Write};
use crate::{
    Field, Flaw, Noun, Record, RecordError, Stale, Value, Values,
    refusal::absent_id,
    store::{self, BATCH, by_ids},
};

impl Unit<'_> {
    /// Whoever changes a record may change it as it was and as it will be.
    pub(super) fn check_rights(&self) -> Result<(), RecordError> {
        for write in &self.writes {
            let noun = write.noun();
            let may = self.scope.writes(noun);
            let (id, both) = match write {
                Write::Create { id, values, .. } => (*id, [Some(values), None]),
                Write::Edit { before, after, .. } => {
                    (before.id, [Some(&before.values), Some(after)])
                }
                Write::Remove { before } => (before.id, [Some(&before.values), None]),
            };
            let is_allowed = both.into_iter().flatten().all(|values| may.has(id, values));
            // Who does not see all of a record would erase the rest.
            let is_seen =
                write.before().is_none_or(|record| !self.scope.hides(record.id, &record.values));
            if !is_allowed || !is_seen {
                return Err(RecordError::NotAllowed { noun });
            }
        }
        Ok(())
    }

    pub(super) async fn check_versions(&self, tx: &mut Tx) -> Result<(), RecordError> {
        for noun in self.nouns() {
            let befores = self.of(noun).filter_map(Write::before);
            let ids: Vec<Uuid> = befores.map(|before| before.id).collect();
            if ids.is_empty() {
                continue;
            }
            let versions = store::versions(tx, noun, &ids).await?;
            for write in self.of(noun) {
                let Some(before) = write.before() else { continue };
                match versions.get(&before.id) {
                    None => return Err(absent_id(noun, before.id)),
                    Some(version) if *version == before.version => {}
                    Some(_) => return Err(self.stale(tx, write, before.id).await?),
                }
            }
        }
        Ok(())
    }

    async fn stale(
        &self,
        tx: &mut Tx,
        write: &Write,
        id: Uuid,
    ) -> Result<RecordError, RecordError> {
        let noun = write.noun();
        let theirs = store::find(tx, self.scope, noun, id).await?;
        let theirs = theirs.ok_or_else(|| absent_id(noun, id))?;
        let last = journal::last_change(tx, self.scope.tenant, id).await?;
        let last =
            last.map(|act| format!("{}, {}", act.actor, act.at.strftime("%Y-%m-%d %H:%M UTC")));
        let yours = match write {
            Write::Create { values, .. } | Write::Edit { after: values, .. } => values.clone(),
            Write::Remove { .. } => Values::blank(noun),
        };
        Ok(RecordError::Stale(Box::new(Stale { theirs, yours, last })))
    }

    /// Whoever links to a record may see it, or makes it in the same act.
    pub(super) async fn check_links(&self, tx: &mut Tx) -> Result<(), RecordError> {
        for noun in self.nouns() {
            for (field, to) in noun.links() {
                let ids = self.of(noun).filter_map(|write| write.new_link(field));
                let ids: BTreeSet<Uuid> = ids.filter(|id| self.write(*id).is_none()).collect();
                if ids.is_empty() {
                    continue;
                }
                let ids: Vec<Uuid> = ids.into_iter().collect();
                let seen = by_ids(tx, self.scope, to, &ids).await?;
                let seen: BTreeSet<Uuid> = seen.iter().map(|record| record.id).collect();
                if let Some(id) = ids.iter().find(|id| !seen.contains(id)) {
                    return Err(absent_id(to, *id));
                }
            }
        }
        Ok(())
    }

    /// No two records of the tenant have the same value in a field that is unique. Says which
    /// records of this act must give theirs up before another takes it.
    pub(super) async fn check_unique(&self, tx: &mut Tx) -> Result<Vec<Leaving>, RecordError> {
        let mut all_leaving = vec![];
        for noun in self.nouns() {
            for field in noun.fields.iter().copied().filter(|field| field.is_unique) {
                let given = self.given(noun, field)?;
                let values: Vec<Value> = given.keys().map(|text| Value::text(text)).collect();
                let others = store::taken(tx, self.scope.tenant, noun, field, &values).await?;
                let others: Vec<(&String, Uuid)> = others
                    .iter()
                    .filter(|(text, other)| given.get(*text) != Some(*other))
                    .map(|(text, other)| (text, *other))
                    .collect();
                let stays =
                    |other: Uuid| self.write(other).is_none_or(|own| own.before().is_none());
                if let Some((text, _)) = others.iter().find(|(_, other)| stays(*other)) {
                    return Err(taken(noun, field, text));
                }
                let ids: Vec<Uuid> = others.into_iter().map(|(_, other)| other).collect();
                all_leaving.push(Leaving { noun, field, ids });
            }
        }
        all_leaving.retain(|leaving| !leaving.ids.is_empty());
        Ok(all_leaving)
    }

    /// The values of a unique field that its records will have, and whose each will be.
    fn given(
        &self,
        noun: &'static Noun,
        field: &'static Field,
    ) -> Result<BTreeMap<String, Uuid>, RecordError> {
        let mut given: BTreeMap<String, Uuid> = BTreeMap::new();
        for write in self.of(noun) {
            let Some(text) = write.after().and_then(|values| values.text(field)) else { continue };
            if given.insert(text.to_owned(), write.id()).is_some() {
                return Err(taken(noun, field, text));
            }
        }
        Ok(given)
    }

    /// What is removed must not be led to by what stays.
    pub(super) async fn check_in_use(
        &self,
        tx: &mut Tx,
        noun: &'static Noun,
        gone: &[&Record],
    ) -> Result<(), RecordError> {
        let leaving: BTreeSet<Uuid> =
            self.writes.iter().filter_map(Write::removed).map(|record| record.id).collect();
        for (table, column) in references(tx, noun.table).await? {
            for batch in gone.chunks(BATCH) {
                let ids = batch.iter().map(|record| record.id);
                let used = store::used(tx, (&table, &column), ids, leaving.len() + 1).await?;
                let used = used.into_iter().find(|(by, _)| !leaving.contains(by));
                let Some((_, used)) = used else { continue };
                let record = batch.iter().find(|record| record.id == used);
                let title = record.map(|record| record.title()).unwrap_or_default();
                return Err(RecordError::InUse { title, by: noun, table });
            }
        }
        Ok(())
    }
}

/// Records that give up what stands in a unique field.
pub(super) struct Leaving {
    pub(super) noun: &'static Noun,
    pub(super) field: &'static Field,
    pub(super) ids: Vec<Uuid>,
}

fn taken(noun: &'static Noun, field: &'static Field, text: &str) -> RecordError {
    RecordError::Unfit { noun, flaws: vec![already(field, text)] }
}

/// The flaw of a value that another record has.
pub(crate) fn already(field: &'static Field, text: &str) -> Flaw {
    Flaw::on(
        field,
        format!("«\u{a0}{text}\u{a0}» est déjà celui d’une autre fiche"),
        format!("“{text}” is that of another record already"),
    )
}
