//! Who did or read what, when, with which effect. Nothing is ever taken out: undoing is one
//! more act. The values stand beside the acts and can be erased by law; their salted
//! digests stay, so that the chain holds without them (see [`crate::seal`]).

use std::collections::HashMap;

use jiff::Timestamp;
use uuid::Uuid;

use crate::{Row, Sql, StoreError, Tx, digest::Digest, holes, sql, transaction::random};

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

/// How many changes go into one statement: engines limit the number of arguments.
const BATCH: usize = 1_000;

/// Writes an act to the journal, with what it did. Says which act it is.
pub async fn write(tx: &mut Tx, act: &Act<'_>, changes: &[Change]) -> Result<Uuid, StoreError> {
    let id = tx.new_id()?;
    let salted = changes
        .iter()
        .map(|change| {
            let salt = hexadecimal(random::<16>()?);
            let digest = digest_of_change(change, &salt);
            Ok((change, salt, digest))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let entry = Entry {
        id,
        at: tx.now(),
        actor: act.actor.to_owned(),
        verb: act.verb.to_owned(),
        subject: act.subject.to_owned(),
        undoes: act.undoes,
        n_changes: i64::try_from(changes.len()).unwrap_or(i64::MAX),
    };
    let digest = digest_of_act(act.tenant, &entry, salted.iter().map(|(.., digest)| &**digest));
    let row = sql("insert into storage_acts \
                   (id, tenant, at, actor, verb, subject, undoes, n_changes, digest) \
                   values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    let row = row.bind(id).bind(act.tenant).bind(entry.at).bind(act.actor).bind(act.verb);
    let row = row.bind(act.subject).bind(act.undoes).bind(entry.n_changes).bind(digest);
    tx.run(row).await?;
    let numbered: Vec<_> = (0_i64..).zip(salted).collect();
    for batch in numbered.chunks(BATCH) {
        let text = format!(
            "insert into storage_changes (act, number, place, record, version_before, \
             version_after, value_before, value_after, salt, digest) values {}",
            holes(batch.len(), 10)
        );
        let rows = batch.iter().fold(Sql::of_names(text), |rows, (number, one)| {
            let (change, salt, digest) = one;
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

/// The last version that each of these records ever had, whether it is still there or not.
pub async fn last_versions(
    tx: &mut Tx,
    records: &[Uuid],
) -> Result<HashMap<Uuid, i64>, StoreError> {
    let mut versions = HashMap::new();
    for batch in records.chunks(5 * BATCH) {
        let text = format!(
            "select record, max(coalesce(version_after, version_before)) from storage_changes \
             where record in ({}) and (version_before is not null or version_after is not null) \
             group by record",
            vec!["?"; batch.len()].join(", ")
        );
        let asked = Sql::of_names(text).bind_all(batch.iter().copied());
        tx.each(asked, |row| {
            versions.insert(row.id(0)?, row.whole(1)?);
            Ok(())
        })
        .await?;
    }
    Ok(versions)
}

/// Whether an act was undone, and not done again.
pub async fn is_undone(tx: &mut Tx, tenant: Uuid, act: Uuid) -> Result<bool, StoreError> {
    let asked = sql("select 1 from storage_acts u where u.tenant = ? and u.undoes = ? \
                     and not exists (select 1 from storage_acts r \
                     where r.tenant = u.tenant and r.undoes = u.id)");
    Ok(tx.first(asked.bind(tenant).bind(act)).await?.is_some())
}

fn read_act(row: &Row) -> Result<Entry, StoreError> {
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
    let version = |number: Option<i64>| number.map(|number| number.to_string());
    Digest::new()
        .with(Some(salt))
        .with(Some(&change.place))
        .with(Some(&change.record.to_string()))
        .with(version(change.version_before).as_deref())
        .with(version(change.version_after).as_deref())
        .with(change.before.as_deref())
        .with(change.after.as_deref())
        .end()
}

/// The digest of an act and of the digests of its changes.
pub(crate) fn digest_of_act<'d>(
    tenant: Uuid,
    entry: &Entry,
    changes: impl Iterator<Item = &'d str>,
) -> String {
    let undone = entry.undoes.map(|id| id.to_string());
    let head = Digest::new()
        .with(Some(&tenant.to_string()))
        .with(Some(&entry.id.to_string()))
        .with(Some(&entry.at.as_microsecond().to_string()))
        .with(Some(&entry.actor))
        .with(Some(&entry.verb))
        .with(Some(&entry.subject))
        .with(undone.as_deref())
        .with(Some(&entry.n_changes.to_string()));
    changes.fold(head, |digest, change| digest.with(Some(change))).end()
}

fn hexadecimal(bytes: [u8; 16]) -> String {
    uuid::Uuid::from_bytes(bytes).simple().to_string()
}
