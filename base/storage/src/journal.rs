//! Who did or read what, when, with which effect. Nothing is ever taken out: undoing is one
//! more act. The values stand beside the acts and can be erased by law; their salted
//! digests stay, so that the chain holds without them (see [`crate::seal`]).

use std::collections::HashMap;

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Row, Sql, StoreError, Tx,
    digest::{Digest, hexadecimal},
    holes, sql,
    transaction::random,
};

/// One unit of work, as it is told to the journal.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    /// Whose journal it goes to.
    pub tenant: Uuid,
    /// Who acts.
    pub actor: &'a str,
    /// What is done, in one word.
    pub verb: &'a str,
    /// To what, as a person would say it.
    pub subject: &'a str,
    /// The act that it undoes.
    pub undoes: Option<Uuid>,
}

/// What an act did to one record. A read has neither values nor versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The table.
    pub place: String,
    /// The record.
    pub record: Uuid,
    /// Its version before; none if it was not there.
    pub version_before: Option<i64>,
    /// Its version after; none if it is gone.
    pub version_after: Option<i64>,
    /// What it held, as JSON, of what changed.
    pub before: Option<String>,
    /// What it holds, as JSON, of what changed.
    pub after: Option<String>,
}

/// An act as it stands in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Names the act.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What was done.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// The act that it undoes.
    pub undoes: Option<Uuid>,
    /// How many records it changed or read.
    pub n_changes: i64,
}

/// An act in the course of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The act.
    pub act: Uuid,
    /// The act that it undoes.
    pub undoes: Option<Uuid>,
    /// Whether the record was there after it.
    pub is_there: bool,
    /// The version of the record after it; of a record that it removed, the last.
    pub version: i64,
}

/// How many changes go into one statement: engines limit the number of arguments.
const BATCH: usize = 1_000;

/// Writes an act to the journal, with what it did. Says which act it is.
pub async fn write(tx: &mut Tx, act: &Act<'_>, changes: &[Change]) -> Result<Uuid, StoreError> {
    let id = tx.new_id()?;
    let entry = Entry {
        id,
        at: tx.now(),
        actor: act.actor.to_owned(),
        verb: act.verb.to_owned(),
        subject: act.subject.to_owned(),
        undoes: act.undoes,
        n_changes: i64::try_from(changes.len()).unwrap_or(i64::MAX),
    };
    let mut digest_of_act = ActDigest::new(act.tenant, &entry);
    let mut numbered = Vec::with_capacity(changes.len());
    for (number, change) in (0_i64..).zip(changes) {
        let salt = hexadecimal(&random::<16>()?);
        let digest = digest_of_change(change, &salt);
        digest_of_act = digest_of_act.with(number, change, &digest);
        numbered.push((number, change, salt, digest));
    }
    let row = sql("insert into storage_acts \
                   (id, tenant, at, actor, verb, subject, undoes, n_changes, digest) \
                   values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    let row = row.bind(id).bind(act.tenant).bind(entry.at).bind(act.actor).bind(act.verb);
    let row =
        row.bind(act.subject).bind(act.undoes).bind(entry.n_changes).bind(digest_of_act.end());
    tx.run(row).await?;
    for batch in numbered.chunks(BATCH) {
        let text = format!(
            "insert into storage_changes (act, number, place, record, version_before, \
             version_after, value_before, value_after, salt, digest) values {}",
            holes(batch.len(), 10)
        );
        let rows =
            batch.iter().fold(Sql::of_names(text), |rows, (number, change, salt, digest)| {
                rows.bind(id)
                    .bind(*number)
                    .bind(&*change.place)
                    .bind(change.record)
                    .bind(change.version_before)
                    .bind(change.version_after)
                    .bind(change.before.clone())
                    .bind(change.after.clone())
                    .bind(&**salt)
                    .bind(&**digest)
            });
        tx.run(rows).await?;
    }
    Ok(id)
}

/// The last acts of a tenant, the last first; those on one record if it is given.
pub async fn acts(
    tx: &mut Tx,
    tenant: Uuid,
    record: Option<Uuid>,
    most: u32,
) -> Result<Vec<Entry>, StoreError> {
    let asked = match record {
        None => sql("select id, at, actor, verb, subject, undoes, n_changes from storage_acts \
                     where tenant = ? order by id desc limit ?")
        .bind(tenant),
        Some(record) => sql("select id, at, actor, verb, subject, undoes, n_changes \
                             from storage_acts where tenant = ? and id in \
                             (select act from storage_changes where record = ?) \
                             order by id desc limit ?")
        .bind(tenant)
        .bind(record),
    };
    tx.all(asked.bind(most)).await?.iter().map(read_act).collect()
}

/// The last acts of a tenant, the last first: those of one person, and those that did nothing
/// outside some tables.
pub async fn acts_within(
    tx: &mut Tx,
    tenant: Uuid,
    actor: &str,
    places: &[&str],
    most: u32,
) -> Result<Vec<Entry>, StoreError> {
    let outside = match places.len() {
        0 => String::new(),
        n => format!("and place not in ({})", vec!["?"; n].join(", ")),
    };
    let asked = Sql::of_names(format!(
        "select id, at, actor, verb, subject, undoes, n_changes from storage_acts \
         where tenant = ? and (actor = ? or (0 < n_changes and not exists \
         (select 1 from storage_changes where act = storage_acts.id {outside}))) \
         order by id desc limit ?"
    ));
    let asked = asked.bind(tenant).bind(actor).bind_all(places.iter().copied()).bind(most);
    tx.all(asked).await?.iter().map(read_act).collect()
}

/// One act of a tenant.
pub async fn act(tx: &mut Tx, tenant: Uuid, id: Uuid) -> Result<Option<Entry>, StoreError> {
    let asked = sql("select id, at, actor, verb, subject, undoes, n_changes from storage_acts \
                     where tenant = ? and id = ?");
    let row = tx.first(asked.bind(tenant).bind(id)).await?;
    row.as_ref().map(read_act).transpose()
}

/// What an act did, in the order in which it did it.
pub async fn changes(tx: &mut Tx, act: Uuid) -> Result<Vec<Change>, StoreError> {
    let asked = sql("select place, record, version_before, version_after, value_before, \
                     value_after from storage_changes where act = ? order by number");
    tx.all(asked.bind(act)).await?.iter().map(|row| read_change(row, 0)).collect()
}

/// What happened to one record, act by act, the last first.
pub async fn history(
    tx: &mut Tx,
    tenant: Uuid,
    record: Uuid,
) -> Result<Vec<(Entry, Change)>, StoreError> {
    let asked = sql("select a.id, a.at, a.actor, a.verb, a.subject, a.undoes, a.n_changes, \
                     c.place, c.record, c.version_before, c.version_after, c.value_before, \
                     c.value_after from storage_changes c join storage_acts a on a.id = c.act \
                     where a.tenant = ? and c.record = ? order by a.id desc");
    let rows = tx.all(asked.bind(tenant).bind(record)).await?;
    rows.iter().map(|row| Ok((read_act(row)?, read_change(row, 7)?))).collect()
}

/// The last act that changed a record; reading it is no change.
pub async fn last_change(
    tx: &mut Tx,
    tenant: Uuid,
    record: Uuid,
) -> Result<Option<Entry>, StoreError> {
    let asked = sql("select a.id, a.at, a.actor, a.verb, a.subject, a.undoes, a.n_changes \
                     from storage_changes c join storage_acts a on a.id = c.act \
                     where a.tenant = ? and c.record = ? \
                     and (c.version_before is not null or c.version_after is not null) \
                     order by a.id desc limit 1");
    let row = tx.first(asked.bind(tenant).bind(record)).await?;
    row.as_ref().map(read_act).transpose()
}

/// What each of these records went through, from its first version on.
pub async fn courses(
    tx: &mut Tx,
    records: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Step>>, StoreError> {
    let mut courses: HashMap<Uuid, Vec<Step>> = HashMap::new();
    for batch in records.chunks(5 * BATCH) {
        let text = format!(
            "select c.record, c.act, a.undoes, c.version_after, \
             coalesce(c.version_after, c.version_before) as version \
             from storage_changes c join storage_acts a on a.id = c.act \
             where c.record in ({}) and (c.version_before is not null \
             or c.version_after is not null) order by c.record, version, \
             (c.version_after is null)",
            vec!["?"; batch.len()].join(", ")
        );
        let asked = Sql::of_names(text).bind_all(batch.iter().copied());
        tx.each(asked, |row| {
            let step = Step {
                act: row.id(1)?,
                undoes: row.opt_id(2)?,
                is_there: row.opt_whole(3)?.is_some(),
                version: row.whole(4)?,
            };
            courses.entry(row.id(0)?).or_default().push(step);
            Ok(())
        })
        .await?;
    }
    Ok(courses)
}

/// Whether an act was undone, and not done again.
pub async fn is_undone(tx: &mut Tx, tenant: Uuid, act: Uuid) -> Result<bool, StoreError> {
    let asked = sql("select 1 from storage_acts u where u.tenant = ? and u.undoes = ? \
                     and not exists (select 1 from storage_acts r \
                     where r.tenant = u.tenant and r.undoes = u.id)");
    Ok(tx.first(asked.bind(tenant).bind(act)).await?.is_some())
}

pub(crate) fn read_act(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: row.id(0)?,
        at: row.instant(1)?,
        actor: row.text(2)?,
        verb: row.text(3)?,
        subject: row.text(4)?,
        undoes: row.opt_id(5)?,
        n_changes: row.whole(6)?,
    })
}

pub(crate) fn read_change(row: &Row, from: usize) -> Result<Change, StoreError> {
    Ok(Change {
        place: row.text(from)?,
        record: row.id(from + 1)?,
        version_before: row.opt_whole(from + 2)?,
        version_after: row.opt_whole(from + 3)?,
        before: row.opt_text(from + 4)?,
        after: row.opt_text(from + 5)?,
    })
}

/// The digest of a change: it shows that the values beside it are those of the act, and
/// says nothing of them once they are erased with their salt.
pub(crate) fn digest_of_change(change: &Change, salt: &str) -> String {
    Digest::new()
        .with(Some(salt))
        .with(change.before.as_deref())
        .with(change.after.as_deref())
        .end()
}

/// The digest of an act being made: of what the act is, then of each of its changes.
pub(crate) struct ActDigest(Digest);

impl ActDigest {
    pub(crate) fn new(tenant: Uuid, entry: &Entry) -> Self {
        let undone = entry.undoes.map(|id| id.to_string());
        let head = Digest::new()
            .with(Some(&tenant.to_string()))
            .with(Some(&entry.id.to_string()))
            .with_number(Some(entry.at.as_microsecond()))
            .with(Some(&entry.actor))
            .with(Some(&entry.verb))
            .with(Some(&entry.subject))
            .with(undone.as_deref())
            .with_number(Some(entry.n_changes));
        Self(head)
    }

    /// Adds what stays of a change when its values are erased.
    pub(crate) fn with(self, number: i64, change: &Change, digest: &str) -> Self {
        let digest = self
            .0
            .with_number(Some(number))
            .with(Some(&change.place))
            .with(Some(&change.record.to_string()))
            .with_number(change.version_before)
            .with_number(change.version_after)
            .with(Some(digest));
        Self(digest)
    }

    pub(crate) fn end(self) -> String {
        self.0.end()
    }
}
