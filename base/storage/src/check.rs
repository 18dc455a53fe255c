//! Whether the database is sound: the engine's own view, links to nothing, the journal.

use jiff::Timestamp;
use kernel::{InWords, Lang};

use crate::{Database, Engine, StoreError, Tx, seal, sql};

/// Something wrong in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The engine finds its file damaged.
    Engine(String),
    /// A row points at one that is not there.
    Orphan {
        /// The table of the row.
        table: String,
        /// What it points at, or which row.
        to: String,
        /// How many such rows.
        n_rows: u64,
    },
    /// The journal is not what was written.
    Journal(seal::Broken),
}

/// Everything wrong in the database; nothing if it is sound.
pub async fn check(database: &Database, now: Timestamp) -> Result<Vec<Finding>, StoreError> {
    let mut tx = database.begin_reading(now).await?;
    let mut findings = vec![];
    if tx.engine() == Engine::Sqlite {
        findings.extend(file(&mut tx).await?);
    }
    match seal::verify(&mut tx).await {
        Ok(broken) => findings.extend(broken.into_iter().map(Finding::Journal)),
        Err(StoreError::Damaged { why }) => findings.push(Finding::Engine(why)),
        Err(StoreError::Corrupt { table, id, why }) => {
            findings.push(Finding::Engine(format!("{table} {id} {why}")));
        }
        Err(other) => return Err(other),
    }
    // Nothing was written: whether a damaged file can be left in good order does not matter.
    let _ = tx.roll_back().await;
    Ok(findings)
}

async fn file(tx: &mut Tx) -> Result<Vec<Finding>, StoreError> {
    let mut findings = vec![];
    for row in tx.all(sql("select integrity_check from pragma_integrity_check")).await? {
        let says = row.text(0)?;
        if says != "ok" {
            findings.push(Finding::Engine(says));
        }
    }
    let orphans = sql("select \"table\", \"parent\", count(*) from pragma_foreign_key_check \
                       group by \"table\", \"parent\"");
    for row in tx.all(orphans).await? {
        let n_rows = u64::try_from(row.whole(2)?).unwrap_or(0);
        findings.push(Finding::Orphan { table: row.text(0)?, to: row.text(1)?, n_rows });
    }
    Ok(findings)
}

impl InWords for Finding {
    fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Engine(says), Lang::Fr) => {
                format!("fichier abîmé\u{a0}: {says}\u{202f}; restaurez la dernière sauvegarde")
            }
            (Self::Engine(says), Lang::En) => {
                format!("damaged file: {says}; restore the last backup")
            }
            (Self::Orphan { table, to, n_rows }, Lang::Fr) => {
                format!("{table}\u{a0}: liens vers rien ({to})\u{a0}: {n_rows}")
            }
            (Self::Orphan { table, to, n_rows }, Lang::En) => {
                format!("{table}: links to nothing ({to}): {n_rows}")
            }
            (Self::Journal(broken), _) => journal(broken, lang),
        }
    }
}

fn journal(broken: &seal::Broken, lang: Lang) -> String {
    match (broken, lang) {
        (seal::Broken::Change { act, number }, Lang::Fr) => {
            format!("journal\u{a0}: les valeurs {number} de l’acte {act} ont été modifiées")
        }
        (seal::Broken::Change { act, number }, Lang::En) => {
            format!("journal: values {number} of act {act} were altered")
        }
        (seal::Broken::Act { act }, Lang::Fr) => {
            format!("journal\u{a0}: l’acte {act} a été modifié")
        }
        (seal::Broken::Act { act }, Lang::En) => format!("journal: act {act} was altered"),
        (seal::Broken::Seal { tenant, number }, Lang::Fr) => format!(
            "journal\u{a0}: le sceau {number} de {tenant} ne tient pas\u{a0}: des actes ont été \
             ajoutés, retirés ou déplacés"
        ),
        (seal::Broken::Seal { tenant, number }, Lang::En) => format!(
            "journal: seal {number} of {tenant} does not hold: acts were added, removed or moved"
        ),
    }
}
