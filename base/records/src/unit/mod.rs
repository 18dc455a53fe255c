//! Changes to records that belong together: checked, kept and journalled as one act.

mod gate;
mod rows;
mod write;

use std::collections::HashMap;

use storage::{StoreError, Tx, journal};
use uuid::Uuid;

pub(crate) use gate::already;
use write::Write;

use crate::{Field, Flaw, Noun, Record, RecordError, Scope, Surroundings, Value, Values};

/// Changes to records that belong together. Nothing is done until [`Unit::save`]: then all
/// of it, as one act of the journal.
#[derive(Debug)]
pub struct Unit<'s> {
    scope: &'s Scope,
    verb: &'static str,
    undoes: Option<Uuid>,
    writes: Vec<Write>,
    // Invariant: the place among the writes of each record that has one.
    places: HashMap<Uuid, usize>,
}

/// A record that an act changes.
#[derive(Clone, Copy, Debug)]
pub struct Touched<'u> {
    /// Which.
    pub id: Uuid,
    /// As it is; none if it is made.
    pub before: Option<&'u Record>,
    /// What it would say; none if it is removed.
    pub after: Option<&'u Values>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The act in the journal; none if there was nothing to do.
    pub act: Option<Uuid>,
    /// How many records were changed.
    pub n_records: usize,
}

impl<'s> Unit<'s> {
    /// An act of this person that does nothing yet.
    #[must_use]
    pub fn new(scope: &'s Scope, verb: &'static str) -> Self {
        Self { scope, verb, undoes: None, writes: vec![], places: HashMap::new() }
    }

    /// The same act, that undoes another.
    pub(crate) fn undoing(mut self, act: Uuid) -> Self {
        self.undoes = Some(act);
        self
    }

    /// A record more.
    pub fn create(&mut self, tx: &Tx, values: Values) -> Result<Uuid, StoreError> {
        let id = tx.new_id()?;
        self.put_back(id, 1, values);
        Ok(id)
    }

    /// A record more, whose identifier is known.
    pub fn put_back(&mut self, id: Uuid, version: i64, values: Values) {
        self.push(Write::Create { id, version, values });
    }

    /// A record that says something else than before; nothing if it says the same. A record
    /// that the act makes or changes already says both.
    pub fn edit(&mut self, before: Record, after: Values) {
        if let Some(said) = self.after_mut(before.id) {
            for (field, _, is) in after.differences(&before.values) {
                said.set(field, is.clone());
            }
            return;
        }
        let version = before.version + 1;
        if before.values != after {
            self.push(Write::Edit { before, version, after });
        }
    }

    /// A record less.
    pub fn remove(&mut self, before: Record) {
        self.push(Write::Remove { before });
    }

    fn push(&mut self, write: Write) {
        self.places.insert(write.id(), self.writes.len());
        self.writes.push(write);
    }

    fn after_mut(&mut self, id: Uuid) -> Option<&mut Values> {
        match self.writes.get_mut(*self.places.get(&id)?) {
            Some(Write::Create { values, .. } | Write::Edit { after: values, .. }) => Some(values),
            Some(Write::Remove { .. }) | None => None,
        }
    }

    /// What it does to a record.
    fn write(&self, id: Uuid) -> Option<&Write> {
        self.writes.get(*self.places.get(&id)?)
    }

    /// What is done, in one word.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        self.verb
    }

    /// Who acts.
    #[must_use]
    pub const fn scope(&self) -> &'s Scope {
        self.scope
    }

    /// The records of a noun that it changes.
    pub fn touched(&self, noun: &'static Noun) -> impl Iterator<Item = Touched<'_>> {
        self.of(noun).map(|write| Touched {
            id: write.id(),
            before: write.before(),
            after: write.after(),
        })
    }

    /// Completes a record that it makes or changes.
    pub fn amend(&mut self, id: Uuid, field: &'static Field, value: impl Into<Value>) {
        if let Some(values) = self.after_mut(id) {
            values.set(field, value);
        }
    }

    /// How many records it changes.
    #[must_use]
    pub fn n_records(&self) -> usize {
        self.writes.len()
    }

    /// Checks everything, then does it and writes it to the journal.
    pub async fn save(
        mut self,
        tx: &mut Tx,
        surroundings: &Surroundings,
    ) -> Result<Done, RecordError> {
        if self.writes.is_empty() {
            return Ok(Done { act: None, n_records: 0 });
        }
        if self.undoes.is_none() {
            // What is put back goes in exactly as it was.
            self.complete(0, surroundings)?;
            let n_given = self.writes.len();
            if let Some((noun, flaws)) = self.follow(tx, surroundings).await? {
                let flaws = flaws.into_iter().map(|(_, flaw)| flaw).collect();
                return Err(RecordError::Unfit { noun, flaws });
            }
            self.complete(n_given, surroundings)?;
        }
        self.check_rights()?;
        self.check_versions(tx).await?;
        self.check_links(tx).await?;
        for leaving in self.check_unique(tx).await? {
            rows::leave(tx, &leaving).await?;
        }
        for noun in self.nouns() {
            self.put(tx, noun).await?;
            self.put_words(tx, noun).await?;
        }
        for noun in self.nouns().into_iter().rev() {
            self.take_out(tx, noun).await?;
        }
        let n_records = self.writes.len();
        let act = journal::Act {
            tenant: self.scope.tenant,
            actor: &self.scope.actor,
            verb: self.verb,
            subject: &self.subject(),
            undoes: self.undoes,
        };
        let changes: Vec<journal::Change> = self.writes.iter().map(Write::change).collect();
        let act = journal::write(tx, &act, &changes).await?;
        Ok(Done { act: Some(act), n_records })
    }

    /// Fills what follows from the rest of the records from this one on, and refuses what is
    /// not sound.
    fn complete(&mut self, from: usize, surroundings: &Surroundings) -> Result<(), RecordError> {
        let home = self.scope.home;
        for write in &mut self.writes[from..] {
            // Nobody becomes the owner of a record by changing it.
            let (values, home) = match write {
                Write::Create { values, .. } => (values, home),
                Write::Edit { after, .. } => (after, None),
                Write::Remove { .. } => continue,
            };
            let flaws = complete(values, home, surroundings);
            if !flaws.is_empty() {
                return Err(RecordError::Unfit { noun: values.noun(), flaws });
            }
        }
        Ok(())
    }

    /// Has each noun look at its records; the first that finds something wrong ends it.
    pub(crate) async fn follow(
        &mut self,
        tx: &mut Tx,
        surroundings: &Surroundings,
    ) -> Result<Option<(&'static Noun, Vec<(Uuid, Flaw)>)>, RecordError> {
        let mut asked: Vec<&'static Noun> = vec![];
        // What one adds, the next look at.
        while let Some(noun) =
            self.nouns().into_iter().find(|noun| !asked.iter().any(|known| known.is(noun)))
        {
            asked.push(noun);
            let Some(follow) = noun.follow else { continue };
            let flaws = follow(tx, self, surroundings).await?;
            if !flaws.is_empty() {
                return Ok(Some((noun, flaws)));
            }
        }
        Ok(None)
    }

    /// The nouns of its records, in the order in which they came: what is linked to first.
    fn nouns(&self) -> Vec<&'static Noun> {
        let mut nouns: Vec<&'static Noun> = vec![];
        for write in &self.writes {
            if !nouns.iter().any(|noun| noun.is(write.noun())) {
                nouns.push(write.noun());
            }
        }
        nouns
    }

    fn of(&self, noun: &'static Noun) -> impl Iterator<Item = &Write> {
        self.writes.iter().filter(move |write| write.noun().is(noun))
    }

    /// What the act is about: the title of one record, or how many of which.
    fn subject(&self) -> String {
        if let [one] = &self.writes[..] {
            return format!("{}\u{a0}: {}", one.noun().one.fr, one.title());
        }
        let count = |noun: &&'static Noun| match self.of(noun).count() {
            1 => format!("1 {}", noun.one.fr),
            n => format!("{n} {}", noun.many.fr),
        };
        self.nouns().iter().map(count).collect::<Vec<_>>().join(", ")
    }
}

/// Fills what follows from the rest of a record, and tells everything wrong with it.
pub(crate) fn complete(
    values: &mut Values,
    home: Option<Uuid>,
    surroundings: &Surroundings,
) -> Vec<Flaw> {
    let noun = values.noun();
    for field in [noun.owner, noun.brought_by].into_iter().flatten() {
        if let Some(home) = home
            && *values.get(field) == Value::Absent
        {
            values.set(field, home);
        }
    }
    let mut flaws = (noun.check)(values, surroundings);
    let blank = |field: &&&'static Field| field.is_required && *values.get(field) == Value::Absent;
    flaws.extend(noun.fields.iter().filter(blank).map(|field| Flaw::missing(field)));
    flaws
}
