//! Changes to records that belong together: checked, kept and journalled as one act.

use std::collections::{BTreeMap, BTreeSet};

use storage::{Sql, StoreError, Tx, holes, journal};
use uuid::Uuid;

use crate::{
    Field, Flaw, Noun, Record, RecordError, Scope, Stale, Surroundings, Unfit, Value, Values,
    refusal::absent_id,
    store::{self, BATCH, by_ids},
    words,
};

/// Changes to records that belong together. Nothing is done until [`Unit::save`]: then all
/// of it, as one act of the journal.
#[derive(Debug)]
pub struct Unit<'s> {
    scope: &'s Scope,
    verb: &'static str,
    undoes: Option<Uuid>,
    writes: Vec<Write>,
}

/// A change to one record.
#[derive(Clone, Debug)]
enum Write {
    Create { id: Uuid, version: i64, values: Values },
    Edit { before: Record, version: i64, after: Values },
    Remove { before: Record },
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
        Self { scope, verb, undoes: None, writes: vec![] }
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
        self.writes.push(Write::Create { id, version, values });
    }

    /// A record that says something else than before; nothing if it says the same.
    pub fn edit(&mut self, before: Record, after: Values) {
        let version = before.version + 1;
        if before.values != after {
            self.writes.push(Write::Edit { before, version, after });
        }
    }

    /// A record less.
    pub fn remove(&mut self, before: Record) {
        self.writes.push(Write::Remove { before });
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
        let write = self.writes.iter_mut().find(|write| write.id() == id);
        if let Some(Write::Create { values, .. } | Write::Edit { after: values, .. }) = write {
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
            self.complete(surroundings)?;
            if let Some((noun, flaws)) = self.follow(tx, surroundings).await? {
                let flaws = flaws.into_iter().map(|(_, flaw)| flaw).collect();
                return Err(RecordError::Unfit { noun, flaws });
            }
        }
        self.check_rights()?;
        self.check_versions(tx).await?;
        self.check_links(tx).await?;
        self.check_unique(tx).await?;
        for noun in self.nouns() {
            self.put(tx, noun).await?;
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

    /// Fills what follows from the rest, and refuses what is not sound.
    fn complete(&mut self, surroundings: &Surroundings) -> Result<(), RecordError> {
        let home = self.scope.home;
        for write in &mut self.writes {
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

    /// Whoever changes a record may change it as it was and as it will be.
    fn check_rights(&self) -> Result<(), RecordError> {
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
            if !both.into_iter().flatten().all(|values| may.has(id, values)) {
                return Err(RecordError::NotAllowed { noun });
            }
        }
        Ok(())
    }

    async fn check_versions(&self, tx: &mut Tx) -> Result<(), RecordError> {
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
        let last = journal::acts(tx, self.scope.tenant, Some(id), 1).await?.pop();
        let last = last.map(|act| format!("{}, {}", act.actor, act.at.strftime("%Y-%m-%d %H:%M")));
        let yours = match write {
            Write::Create { values, .. } | Write::Edit { after: values, .. } => values.clone(),
            Write::Remove { .. } => Values::blank(noun),
        };
        Ok(RecordError::Stale(Box::new(Stale { theirs, yours, last })))
    }

    /// Whoever links to a record may see it, or makes it in the same act.
    async fn check_links(&self, tx: &mut Tx) -> Result<(), RecordError> {
        let made: BTreeSet<Uuid> = self.writes.iter().map(Write::id).collect();
        for noun in self.nouns() {
            for (field, to) in noun.links() {
                let ids = self.of(noun).filter_map(|write| write.new_link(field));
                let ids: BTreeSet<Uuid> = ids.filter(|id| !made.contains(id)).collect();
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

    /// No two records of the tenant have the same value in a field that is unique.
    async fn check_unique(&self, tx: &mut Tx) -> Result<(), RecordError> {
        for noun in self.nouns() {
            for field in noun.fields.iter().copied().filter(|field| field.is_unique) {
                let mut given: BTreeMap<String, Uuid> = BTreeMap::new();
                for write in self.of(noun) {
                    let Some(text) = write.after().and_then(|values| values.text(field)) else {
                        continue;
                    };
                    if given.insert(text.to_owned(), write.id()).is_some() {
                        return Err(taken(noun, field, text));
                    }
                }
                let values: Vec<Value> = given.keys().map(|text| Value::text(text)).collect();
                let others = store::taken(tx, self.scope.tenant, noun, field, &values).await?;
                let leaving: BTreeSet<Uuid> =
                    self.of(noun).filter_map(Write::before).map(|b| b.id).collect();
                for (text, id) in &given {
                    let other = others.get(text).filter(|other| *other != id);
                    if other.is_some_and(|other| !leaving.contains(other)) {
                        return Err(taken(noun, field, text));
                    }
                }
            }
        }
        Ok(())
    }

    /// Makes and changes the records of a noun.
    async fn put(&self, tx: &mut Tx, noun: &'static Noun) -> Result<(), RecordError> {
        let puts: Vec<(Uuid, i64, &Values)> = self.of(noun).filter_map(Write::put).collect();
        // An engine takes some thirty thousand arguments at once.
        let most = 30_000 / (noun.fields.len() + 4);
        for batch in puts.chunks(most) {
            let columns = format!("id, tenant, version, sort_key, {}", noun.columns());
            let sets = std::iter::once("version")
                .chain(["sort_key"])
                .chain(noun.fields.iter().map(|field| field.name))
                .map(|column| format!("{column} = excluded.{column}"))
                .collect::<Vec<_>>()
                .join(", ");
            let text = format!(
                "insert into {} ({columns}) values {} on conflict (id) do update set {sets}",
                noun.table,
                holes(batch.len(), noun.fields.len() + 4)
            );
            let mut statement = Sql::of_names(text);
            for (id, version, values) in batch {
                statement = statement.bind(*id).bind(self.scope.tenant).bind(*version);
                statement = statement.bind(values.sort_key());
                statement = statement.bind_all(values.iter().map(|(field, v)| v.arg(field)));
            }
            tx.run(statement).await.map_err(|error| refused(error, noun))?;
        }
        words::set(tx, self.scope.tenant, noun, &puts).await?;
        Ok(())
    }

    /// Takes out the records of a noun.
    async fn take_out(&self, tx: &mut Tx, noun: &'static Noun) -> Result<(), RecordError> {
        let gone: Vec<&Record> = self.of(noun).filter_map(Write::removed).collect();
        for batch in gone.chunks(BATCH) {
            let ids: Vec<Uuid> = batch.iter().map(|record| record.id).collect();
            words::clear(tx, noun, &ids).await?;
            let holes = vec!["?"; ids.len()].join(", ");
            let text = format!("delete from {} where id in ({holes})", noun.table);
            let title = batch.first().map(|record| record.title()).unwrap_or_default();
            tx.run(Sql::of_names(text).bind_all(ids)).await.map_err(|error| match error {
                StoreError::Forbidden { .. } => RecordError::InUse { title, by: noun },
                other => other.into(),
            })?;
        }
        Ok(())
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
        let count = |noun: &&'static Noun| format!("{} {}", self.of(noun).count(), noun.many.fr);
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

impl Write {
    fn noun(&self) -> &'static Noun {
        match self {
            Self::Create { values, .. } => values.noun(),
            Self::Edit { before, .. } | Self::Remove { before } => before.noun(),
        }
    }

    fn id(&self) -> Uuid {
        match self {
            Self::Create { id, .. } => *id,
            Self::Edit { before, .. } | Self::Remove { before } => before.id,
        }
    }

    fn before(&self) -> Option<&Record> {
        match self {
            Self::Create { .. } => None,
            Self::Edit { before, .. } | Self::Remove { before } => Some(before),
        }
    }

    fn after(&self) -> Option<&Values> {
        match self {
            Self::Create { values, .. } => Some(values),
            Self::Edit { after, .. } => Some(after),
            Self::Remove { .. } => None,
        }
    }

    fn put(&self) -> Option<(Uuid, i64, &Values)> {
        match self {
            Self::Create { id, version, values } => Some((*id, *version, values)),
            Self::Edit { before, version, after } => Some((before.id, *version, after)),
            Self::Remove { .. } => None,
        }
    }

    fn removed(&self) -> Option<&Record> {
        match self {
            Self::Create { .. } | Self::Edit { .. } => None,
            Self::Remove { before } => Some(before),
        }
    }

    /// The record that a field leads to and did not lead to before.
    fn new_link(&self, field: &'static Field) -> Option<Uuid> {
        let link = self.after()?.link(field)?;
        let was = self.before().and_then(|before| before.link(field));
        (was != Some(link)).then_some(link)
    }

    fn title(&self) -> String {
        match self {
            Self::Create { values, .. } => values.title(),
            Self::Edit { before, .. } | Self::Remove { before } => before.title(),
        }
    }

    fn change(&self) -> journal::Change {
        let change = journal::Change {
            place: self.noun().table.to_owned(),
            record: self.id(),
            version_before: self.before().map(|before| before.version),
            version_after: self.put().map(|(_, version, _)| version),
            before: None,
            after: None,
        };
        match self {
            Self::Create { values, .. } => journal::Change { after: Some(values.json()), ..change },
            Self::Edit { before, after, .. } => {
                let (was, is) = after.json_against(before);
                journal::Change { before: Some(was), after: Some(is), ..change }
            }
            Self::Remove { before } => journal::Change { before: Some(before.json()), ..change },
        }
    }
}

/// What the engine refuses, told for the noun.
fn refused(error: StoreError, noun: &'static Noun) -> RecordError {
    match error {
        StoreError::Forbidden { .. } => RecordError::Refused(Unfit::new(
            format!("{}\u{a0}: une fiche identique existe déjà", noun.one.fr),
            format!("{}: the same record is there already", noun.one.en),
        )),
        other => other.into(),
    }
}

fn taken(noun: &'static Noun, field: &'static Field, text: &str) -> RecordError {
    RecordError::Unfit { noun, flaws: vec![already(field, text)] }
}

/// The flaw of a value that another record has.
pub(crate) fn already(field: &'static Field, text: &str) -> Flaw {
    Flaw::on(
        field,
        format!("«\u{a0}{text}\u{a0}» est déjà celui d’une autre fiche du campus"),
        format!("“{text}” is that of another record of the campus already"),
    )
}
