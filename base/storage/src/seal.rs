//! The chain of the journal: each seal holds the digests of its acts and the seal before,
//! so that an act changed, taken out, put in or moved after it was sealed is found.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    StoreError, Tx,
    digest::Digest,
    journal::{self, Entry, digest_of_act, digest_of_change},
    sql,
};

/// Something wrong in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The values of a change are not those that were written.
    Change {
        /// The act.
        act: Uuid,
        /// The number of the change in it.
        number: i64,
    },
    /// An act is not as it was written, or its changes are not.
    Act {
        /// Which.
        act: Uuid,
    },
    /// The acts of a seal are not those that were sealed, or a seal is missing.
    Seal {
        /// Whose journal.
        tenant: Uuid,
        /// Which seal.
        number: i64,
    },
}

/// Seals the acts of a tenant that are not sealed yet, and says how many.
pub async fn seal(tx: &mut Tx, tenant: Uuid) -> Result<i64, StoreError> {
    let asked =
        sql("select digest from storage_acts where tenant = ? and seal is null order by id");
    let digests: Vec<String> = tx
        .all(asked.bind(tenant))
        .await?
        .iter()
        .map(|row| row.text(0))
        .collect::<Result<_, _>>()?;
    if digests.is_empty() {
        return Ok(0);
    }
    let last = sql("select number, digest from storage_seals where tenant = ? \
                    order by number desc limit 1");
    let last = tx.first(last.bind(tenant)).await?;
    let (number, before) = match last {
        Some(row) => (row.whole(0)? + 1, row.text(1)?),
        None => (1, String::new()),
    };
    let n_acts = i64::try_from(digests.len()).unwrap_or(i64::MAX);
    let digest = digest_of_seal(tenant, number, &before, digests.iter().map(String::as_str));
    let row = sql("insert into storage_seals (tenant, number, sealed_at, n_acts, digest) \
                   values (?, ?, ?, ?, ?)");
    let now = tx.now();
    tx.run(row.bind(tenant).bind(number).bind(now).bind(n_acts).bind(digest)).await?;
    let sealed = sql("update storage_acts set seal = ? where tenant = ? and seal is null");
    tx.run(sealed.bind(number).bind(tenant)).await?;
    Ok(n_acts)
}

/// Everything wrong in the journals of all tenants; nothing if the chains hold.
pub async fn verify(tx: &mut Tx) -> Result<Vec<Broken>, StoreError> {
    let mut broken = vec![];
    let changes = changes_by_act(tx, &mut broken).await?;
    let asked =
        sql("select id, at, actor, verb, subject, undoes, n_changes, tenant, digest, seal \
                     from storage_acts order by tenant, seal, id");
    let mut sealed: BTreeMap<(Uuid, i64), Vec<String>> = BTreeMap::new();
    for row in tx.all(asked).await? {
        let entry = Entry {
            id: row.id(0)?,
            at: row.instant(1)?,
            actor: row.text(2)?,
            verb: row.text(3)?,
            subject: row.text(4)?,
            undoes: row.opt_id(5)?,
            n_changes: row.whole(6)?,
        };
        let (tenant, digest) = (row.id(7)?, row.text(8)?);
        let of_act = changes.get(&entry.id).map_or(&[][..], Vec::as_slice);
        if digest_of_act(tenant, &entry, of_act.iter().map(String::as_str)) != digest {
            broken.push(Broken::Act { act: entry.id });
        }
        if let Some(seal) = row.opt_whole(9)? {
            sealed.entry((tenant, seal)).or_default().push(digest);
        }
    }
    verify_seals(tx, &sealed, &mut broken).await?;
    Ok(broken)
}

async fn verify_seals(
    tx: &mut Tx,
    sealed: &BTreeMap<(Uuid, i64), Vec<String>>,
    broken: &mut Vec<Broken>,
) -> Result<(), StoreError> {
    let asked = sql("select tenant, number, n_acts, digest from storage_seals \
                     order by tenant, number");
    let mut before: (Option<Uuid>, i64, String) = (None, 0, String::new());
    let mut n_seals = 0;
    for row in tx.all(asked).await? {
        let (tenant, number, digest) = (row.id(0)?, row.whole(1)?, row.text(3)?);
        if before.0 != Some(tenant) {
            before = (Some(tenant), 0, String::new());
        }
        let acts = sealed.get(&(tenant, number)).map_or(&[][..], Vec::as_slice);
        let expected = digest_of_seal(tenant, number, &before.2, acts.iter().map(String::as_str));
        let is_next = number == before.1 + 1;
        let counted = i64::try_from(acts.len()) == Ok(row.whole(2)?);
        if expected != digest || !is_next || !counted {
            broken.push(Broken::Seal { tenant, number });
        }
        n_seals += usize::from(sealed.contains_key(&(tenant, number)));
        before = (Some(tenant), number, digest);
    }
    if n_seals != sealed.len()
        && let Some(&(tenant, number)) = sealed.keys().last()
    {
        // Acts say that they were sealed by a seal that is gone.
        broken.push(Broken::Seal { tenant, number });
    }
    Ok(())
}

/// The digests of the changes of each act; those whose values do not match are broken.
async fn changes_by_act(
    tx: &mut Tx,
    broken: &mut Vec<Broken>,
) -> Result<BTreeMap<Uuid, Vec<String>>, StoreError> {
    let asked = sql("select act, number, salt, digest, place, record, version_before, \
                     version_after, value_before, value_after from storage_changes \
                     order by act, number");
    let mut by_act: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for row in tx.all(asked).await? {
        let (act, number, digest) = (row.id(0)?, row.whole(1)?, row.text(3)?);
        let change = journal::read_change(&row, 4)?;
        // Without its salt a change was erased: only its digest is left.
        let is_true =
            row.opt_text(2)?.is_none_or(|salt| digest_of_change(&change, &salt) == digest);
        if !is_true {
            broken.push(Broken::Change { act, number });
        }
        by_act.entry(act).or_default().push(digest);
    }
    Ok(by_act)
}

fn digest_of_seal<'d>(
    tenant: Uuid,
    number: i64,
    before: &str,
    acts: impl Iterator<Item = &'d str>,
) -> String {
    let head = Digest::new()
        .with(Some(&tenant.to_string()))
        .with(Some(&number.to_string()))
        .with(Some(before));
    acts.fold(head, |digest, act| digest.with(Some(act))).end()
}
