//! The rows of an act go into their tables and out of them.

use storage::{Sql, StoreError, Tx, holes};
use uuid::Uuid;

use super::{Unit, gate::Leaving, write::Write};
use crate::{Noun, Record, RecordError, Unfit, Values, store::BATCH, words};

/// How many arguments go into one statement: engines take some more.
const MOST_ARGS: usize = 30_000;

impl Unit<'_> {
    /// Makes and changes the records of a noun.
    pub(super) async fn put(&self, tx: &mut Tx, noun: &'static Noun) -> Result<(), RecordError> {
        let made = self.of(noun).filter(|write| write.before().is_none());
        let made: Vec<(Uuid, i64, &Values)> = made.filter_map(Write::put).collect();
        let changed = self.of(noun).filter(|write| write.before().is_some());
        let changed: Vec<(Uuid, i64, &Values)> = changed.filter_map(Write::put).collect();
        let sets = ["version", "sort_key"]
            .into_iter()
            .chain(noun.fields.iter().map(|field| field.name))
            .map(|column| format!("{column} = excluded.{column}"))
            .collect::<Vec<_>>()
            .join(", ");
        self.insert(tx, noun, &made, "").await?;
        let update = format!(" on conflict (id) do update set {sets}");
        self.insert(tx, noun, &changed, &update).await?;
        Ok(())
    }

    /// Has the records of a noun be found by the words that they have now.
    pub(super) async fn put_words(
        &self,
        tx: &mut Tx,
        noun: &'static Noun,
    ) -> Result<(), RecordError> {
        let records = self.of(noun).map(|write| {
            let was = write.before().map(|record| &record.values);
            (write.id(), was, write.after())
        });
        words::change(tx, self.scope.tenant, noun, records).await?;
        Ok(())
    }

    async fn insert(
        &self,
        tx: &mut Tx,
        noun: &'static Noun,
        puts: &[(Uuid, i64, &Values)],
        otherwise: &str,
    ) -> Result<(), RecordError> {
        let n_columns = noun.fields.len() + 4;
        for batch in puts.chunks(MOST_ARGS / n_columns) {
            let text = format!(
                "insert into {} (id, tenant, version, sort_key, {}) values {}{otherwise}",
                noun.table,
                noun.columns(),
                holes(batch.len(), n_columns)
            );
            let mut statement = Sql::of_names(text);
            for (id, version, values) in batch {
                statement = statement.bind(*id).bind(self.scope.tenant).bind(*version);
                statement = statement.bind(values.sort_key());
                statement = statement.bind_all(values.iter().map(|(field, v)| v.arg(field)));
            }
            tx.run(statement).await.map_err(|error| refused(error, noun))?;
        }
        Ok(())
    }

    /// Takes out the records of a noun.
    pub(super) async fn take_out(
        &self,
        tx: &mut Tx,
        noun: &'static Noun,
    ) -> Result<(), RecordError> {
        let gone: Vec<&Record> = self.of(noun).filter_map(Write::removed).collect();
        if gone.is_empty() {
            return Ok(());
        }
        self.check_in_use(tx, noun, &gone).await?;
        for batch in gone.chunks(BATCH) {
            let ids: Vec<Uuid> = batch.iter().map(|record| record.id).collect();
            let holes = vec!["?"; ids.len()].join(", ");
            let text = format!("delete from {} where id in ({holes})", noun.table);
            tx.run(Sql::of_names(text).bind_all(ids)).await?;
        }
        Ok(())
    }
}

/// Has records give up their unique values, for others of the same act to take: an engine
/// compares each row as it comes. Their identifiers stand there meanwhile.
pub(super) async fn leave(tx: &mut Tx, leaving: &Leaving) -> Result<(), StoreError> {
    let Leaving { noun, field, ids } = leaving;
    for batch in ids.chunks(BATCH) {
        let holes = vec!["?"; batch.len()].join(", ");
        let text = format!("update {} set {} = id where id in ({holes})", noun.table, field.name);
        tx.run(Sql::of_names(text).bind_all(batch.iter().copied())).await?;
    }
    Ok(())
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
