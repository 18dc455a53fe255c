//! The chain of the journal: each seal holds the digests of its acts and the seal before,
//! so that an act changed, taken out, put in or moved after it was sealed is found.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    Row, StoreError, Tx,
    digest::Digest,
    journal::{self, ActDigest, digest_of_change},
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
    let digests = tx.all(asked.bind(tenant)).await?;
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
    let now = tx.now();
    let mut digest = head_of_seal((tenant, number), &before, now.as_microsecond());
    for row in digests {
        digest = digest.with(Some(&row.text(0)?));
    }
    let row = sql("insert into storage_seals (tenant, number, sealed_at, n_acts, digest) \
                   values (?, ?, ?, ?, ?)");
    tx.run(row.bind(tenant).bind(number).bind(now).bind(n_acts).bind(digest.end())).await?;
    let sealed = sql("update storage_acts set seal = ? where tenant = ? and seal is null");
    tx.run(sealed.bind(number).bind(tenant)).await?;
    Ok(n_acts)
}

/// Everything wrong in the journals of all tenants; nothing if the chains hold. Whoever may
/// take out the last seal with all its acts leaves no trace here: only a copy of that seal
/// kept elsewhere shows it.
pub async fn verify(tx: &mut Tx) -> Result<Vec<Broken>, StoreError> {
    let mut chain = Chain { seals: seals(tx).await?, ..Chain::default() };
    let asked = sql("select a.id, a.at, a.actor, a.verb, a.subject, a.undoes, a.n_changes, \
                     a.tenant, a.seal, a.digest, c.number, c.salt, c.digest, c.place, c.record, \
                     c.version_before, c.version_after, c.value_before, c.value_after \
                     from storage_acts a left join storage_changes c on c.act = a.id \
                     order by a.tenant, a.seal, a.id, c.number");
    tx.each(asked, |row| chain.read(&row)).await?;
    chain.end_act();
    chain.end_seal();
    let alone = sql("select c.act, c.number from storage_changes c \
                     where not exists (select 1 from storage_acts a where a.id = c.act)");
    for row in tx.all(alone).await? {
        chain.broken.push(Broken::Change { act: row.id(0)?, number: row.whole(1)? });
    }
    Ok(chain.end())
}

/// A seal as it stands in the database.
struct Seal {
    sealed_at: i64,
    n_acts: i64,
    digest: String,
    is_met: bool,
}

type Seals = BTreeMap<(Uuid, i64), Seal>;

async fn seals(tx: &mut Tx) -> Result<Seals, StoreError> {
    let asked = sql("select tenant, number, sealed_at, n_acts, digest from storage_seals");
    let mut seals = Seals::new();
    for row in tx.all(asked).await? {
        let sealed_at = row.instant(2)?.as_microsecond();
        let seal = Seal { sealed_at, n_acts: row.whole(3)?, digest: row.text(4)?, is_met: false };
        seals.insert((row.id(0)?, row.whole(1)?), seal);
    }
    Ok(seals)
}

/// The journal as it is read: act after act of seal after seal.
#[derive(Default)]
struct Chain {
    seals: Seals,
    act: Option<(Uuid, String, ActDigest)>,
    seal: Option<((Uuid, i64), i64, Digest)>,
    broken: Vec<Broken>,
}

impl Chain {
    /// Reads a change of an act, or an act without any.
    fn read(&mut self, row: &Row) -> Result<(), StoreError> {
        let id = row.id(0)?;
        if self.act.as_ref().is_none_or(|(act, ..)| *act != id) {
            self.end_act();
            let (entry, tenant) = (journal::read_act(row)?, row.id(7)?);
            let (seal, digest) = (row.opt_whole(8)?, row.text(9)?);
            self.add_to_seal(seal.map(|number| (tenant, number)), &digest);
            self.act = Some((id, digest, ActDigest::new(tenant, &entry)));
        }
        let Some(number) = row.opt_whole(10)? else { return Ok(()) };
        let (salt, digest) = (row.opt_text(11)?, row.text(12)?);
        let change = journal::read_change(row, 13)?;
        let is_true = match salt {
            Some(salt) => digest_of_change(&change, &salt) == digest,
            // It was erased: only its digest is left.
            None => change.before.is_none() && change.after.is_none(),
        };
        if !is_true {
            self.broken.push(Broken::Change { act: id, number });
        }
        let read = self.act.take();
        self.act = read.map(|(id, kept, made)| (id, kept, made.with(number, &change, &digest)));
        Ok(())
    }

    fn end_act(&mut self) {
        if let Some((act, kept, made)) = self.act.take()
            && made.end() != kept
        {
            self.broken.push(Broken::Act { act });
        }
    }

    fn add_to_seal(&mut self, at: Option<(Uuid, i64)>, digest: &str) {
        if self.seal.as_ref().map(|(seal, ..)| *seal) != at {
            self.end_seal();
            self.seal = at.map(|(tenant, number)| {
                let before = self.seals.get(&(tenant, number - 1)).map_or("", |seal| &seal.digest);
                let sealed_at = self.seals.get(&(tenant, number)).map_or(0, |seal| seal.sealed_at);
                ((tenant, number), 0, head_of_seal((tenant, number), before, sealed_at))
            });
        }
        let seal = self.seal.take();
        self.seal = seal.map(|(at, n_acts, made)| (at, n_acts + 1, made.with(Some(digest))));
    }

    fn end_seal(&mut self) {
        let Some((at, n_acts, made)) = self.seal.take() else { return };
        let kept = self.seals.get_mut(&at);
        let is_true = kept.is_some_and(|kept| {
            kept.is_met = true;
            kept.n_acts == n_acts && kept.digest == made.end()
        });
        if !is_true {
            self.broken.push(Broken::Seal { tenant: at.0, number: at.1 });
        }
    }

    /// Seals without acts, or after one that is not there.
    fn end(mut self) -> Vec<Broken> {
        for ((tenant, number), seal) in &self.seals {
            let is_next = *number == 1 || self.seals.contains_key(&(*tenant, number - 1));
            if !seal.is_met || !is_next {
                self.broken.push(Broken::Seal { tenant: *tenant, number: *number });
            }
        }
        self.broken
    }
}

fn head_of_seal((tenant, number): (Uuid, i64), before: &str, sealed_at: i64) -> Digest {
    Digest::new()
        .with(Some(&tenant.to_string()))
        .with_number(Some(number))
        .with(Some(before))
        .with_number(Some(sealed_at))
}
