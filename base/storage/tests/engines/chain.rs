//! What is altered in the journal after it was sealed is found.

use storage::{
    Arg, Database, Engine, Sql, StoreError, Tx,
    journal::{self, Act, Change},
    seal, sql,
};
use uuid::Uuid;

use crate::ground::{Dice, TENANT, at, open};

const OTHER: Uuid = Uuid::from_u128(2);

fn change(dice: &mut Dice, number: u128) -> Change {
    let version_before = [None, Some(1), Some(4)][dice.below(3)];
    let version_after =
        if version_before.is_none() { Some(1) } else { [None, Some(5)][dice.below(2)] };
    let said =
        |version: Option<i64>| version.map(|version| format!("{{\"v\":{version},\"n\":{number}}}"));
    Change {
        place: "things".to_owned(),
        record: Uuid::from_u128(1000 + number),
        version_before,
        version_after,
        before: said(version_before),
        after: said(version_after),
    }
}

/// Two journals of sixty acts in three seals each.
async fn sealed(place: &str) -> Database {
    let database = open(place).await;
    let mut dice = Dice::new(7);
    let mut number = 0;
    for second in 0..60 {
        for tenant in [TENANT, OTHER] {
            let n_changes = dice.below(5);
            let changes: Vec<Change> = (0..n_changes)
                .map(|_| {
                    number += 1;
                    change(&mut dice, number)
                })
                .collect();
            let subject = format!("thing {second}");
            let actor = ["Ann", "Bob"][dice.below(2)];
            let act = Act { tenant, actor, verb: "edit", subject: &subject, undoes: None };
            let mut tx = database.begin(at(second)).await.unwrap();
            journal::write(&mut tx, &act, &changes).await.unwrap();
            if second % 20 == 19 {
                assert_eq!(seal::seal(&mut tx, tenant).await.unwrap(), 20);
                assert_eq!(seal::seal(&mut tx, tenant).await.unwrap(), 0);
            }
            tx.commit().await.unwrap();
        }
    }
    database
}

async fn broken(database: &Database) -> Vec<seal::Broken> {
    let mut tx = database.begin_reading(at(0)).await.unwrap();
    seal::verify(&mut tx).await.unwrap()
}

#[tokio::test]
async fn a_journal_left_alone_holds_sealed_or_not() {
    databases::each(async |place: String| {
        let database = sealed(&place).await;
        assert_eq!(broken(&database).await, []);
        let act = Act { tenant: TENANT, actor: "Ann", verb: "read", subject: "x", undoes: None };
        let work = async |tx: &mut Tx| journal::write(tx, &act, &[]).await;
        database.write::<_, StoreError>(at(99), work).await.unwrap();
        assert_eq!(broken(&database).await, []);
    })
    .await;
}

#[tokio::test]
async fn erased_values_leave_the_chain_whole_and_half_erased_ones_do_not() {
    databases::each(async |place: String| {
        let database = sealed(&place).await;
        let erase = "update storage_changes set salt = null, value_before = null, \
                     value_after = null where number = 1";
        let mut tx = database.begin(at(0)).await.unwrap();
        assert!(10 < tx.run(sql(erase)).await.unwrap());
        assert_eq!(seal::verify(&mut tx).await.unwrap(), []);
        tx.run(sql("update storage_changes set version_after = 9 where number = 1")).await.unwrap();
        assert!(!seal::verify(&mut tx).await.unwrap().is_empty());
        tx.roll_back().await.unwrap();
        for half in ["salt = null", "value_after = null, value_before = null"] {
            let mut tx = database.begin(at(0)).await.unwrap();
            let half = Sql::of_names(format!("update storage_changes set {half} where number = 1"));
            tx.run(half).await.unwrap();
            assert!(!seal::verify(&mut tx).await.unwrap().is_empty());
            tx.roll_back().await.unwrap();
        }
    })
    .await;
}

/// What there is to alter.
struct Journal {
    acts: Vec<String>,
    changes: Vec<(String, i64)>,
    seals: Vec<(String, i64)>,
}

async fn journal(database: &Database) -> Journal {
    let mut tx = database.begin_reading(at(0)).await.unwrap();
    let acts = tx.all(sql("select id from storage_acts order by id")).await.unwrap();
    let changes =
        tx.all(sql("select act, number from storage_changes order by act, number")).await.unwrap();
    let seals = tx.all(sql("select tenant, number from storage_seals order by tenant, number"));
    let pair = |row: &storage::Row| (row.text(0).unwrap(), row.whole(1).unwrap());
    Journal {
        acts: acts.iter().map(|row| row.text(0).unwrap()).collect(),
        changes: changes.iter().map(pair).collect(),
        seals: seals.await.unwrap().iter().map(pair).collect(),
    }
}

/// Where a row is: the table, the condition, what the condition is bound to.
type At = (&'static str, &'static str, Vec<Arg>);

impl Journal {
    fn act(&self, dice: &mut Dice) -> At {
        ("storage_acts", "id = ?", vec![dice.pick(&self.acts).as_str().into()])
    }

    fn change(&self, dice: &mut Dice) -> At {
        let (act, number) = dice.pick(&self.changes);
        ("storage_changes", "act = ? and number = ?", vec![act.as_str().into(), (*number).into()])
    }

    fn seal(&self, dice: &mut Dice) -> At {
        let (tenant, number) = dice.pick(&self.seals);
        let args = vec![tenant.as_str().into(), (*number).into()];
        ("storage_seals", "tenant = ? and number = ?", args)
    }

    fn row(&self, dice: &mut Dice) -> (At, &'static [&'static str]) {
        match dice.below(4) {
            0 => (self.act(dice), &ACT_EDITS),
            1 => (self.seal(dice), &SEAL_EDITS),
            _ => (self.change(dice), &CHANGE_EDITS),
        }
    }
}

/// What may be done to a column so that it says something else.
const ACT_EDITS: [&str; 12] = [
    "actor = actor || 'x'",
    "actor = upper(actor)",
    "verb = 'remove'",
    "subject = ''",
    "undoes = id",
    "n_changes = n_changes + 1",
    "at = '2026-06-03T07:59:59.000001Z'",
    "tenant = '00000000-0000-0000-0000-000000000003'",
    "digest = 'x' || digest",
    "seal = seal + 1",
    "seal = null",
    "seal = 9",
];
const CHANGE_EDITS: [&str; 13] = [
    "place = 'others'",
    "record = act",
    "version_before = coalesce(version_before, 0) + 1",
    "version_after = coalesce(version_after, 0) + 1",
    "version_after = 77",
    "value_before = coalesce(value_before, '') || ' '",
    "value_after = '{}'",
    "value_after = coalesce(value_after, '') || ' ', salt = null",
    "salt = 'x' || salt",
    "digest = 'x' || digest",
    "number = number + 100",
    "value_before = coalesce(value_after, 'a'), value_after = coalesce(value_before, 'b')",
    "version_before = 3, value_before = null, value_after = null, salt = null",
];
const SEAL_EDITS: [&str; 6] = [
    "sealed_at = '2026-06-03T07:59:59.000001Z'",
    "n_acts = n_acts - 1",
    "digest = 'x' || digest",
    "number = number + 100",
    "tenant = '00000000-0000-0000-0000-000000000003'",
    "n_acts = n_acts + 1, sealed_at = '2027-06-03T08:00:00.000000Z'",
];

async fn run(tx: &mut Tx, text: String, args: impl IntoIterator<Item = Arg>) {
    let n_rows = tx.run(Sql::of_names(text.clone()).bind_all(args)).await;
    assert!(0 < n_rows.unwrap_or_else(|error| panic!("{text}: {error:?}")), "{text}");
}

async fn alter(tx: &mut Tx, journal: &Journal, dice: &mut Dice) -> String {
    match dice.below(10) {
        0..5 => {
            let ((table, is_at, args), edits) = journal.row(dice);
            let edit = format!("update {table} set {} where {is_at}", dice.pick(edits));
            run(tx, edit.clone(), args).await;
            edit
        }
        5 => take_out(tx, journal, dice).await,
        6 => put_in(tx, journal, dice).await,
        7 => {
            // One act takes the changes of another.
            let (from, to) = (journal.act(dice).2, journal.act(dice).2);
            let moved = "update storage_changes set act = ?, number = number + 50 \
                         where act = (select act from storage_changes where act <> ? \
                         order by act desc limit 1)";
            run(tx, moved.to_owned(), [to[0].clone(), to[0].clone()]).await;
            format!("{moved} {from:?}")
        }
        _ => swap(tx, journal, dice).await,
    }
}

async fn take_out(tx: &mut Tx, journal: &Journal, dice: &mut Dice) -> String {
    let (table, is_at, args) = journal.row(dice).0;
    if table == "storage_acts" {
        let changes = sql("delete from storage_changes where act = ?").bind_all(args.clone());
        tx.run(changes).await.unwrap();
    }
    let delete = format!("delete from {table} where {is_at}");
    run(tx, delete.clone(), args).await;
    delete
}

async fn put_in(tx: &mut Tx, journal: &Journal, dice: &mut Dice) -> String {
    let (table, is_at, args) = journal.row(dice).0;
    let columns = match table {
        "storage_acts" => {
            "'ffffffff-0000-7000-8000-000000000001', tenant, at, actor, verb, subject, undoes, \
             n_changes, digest, seal"
        }
        "storage_changes" => {
            "act, number + 100, place, record, version_before, version_after, value_before, \
             value_after, salt, digest"
        }
        _ => "tenant, number + 100, sealed_at, n_acts, digest",
    };
    let insert = format!("insert into {table} select {columns} from {table} where {is_at}");
    run(tx, insert.clone(), args).await;
    insert
}

/// Two rows take each other's place: what one says the other says.
async fn swap(tx: &mut Tx, journal: &Journal, dice: &mut Dice) -> String {
    let (of_acts, column) = *dice.pick(&[
        (true, "subject"),
        (true, "at"),
        (true, "digest"),
        (false, "record"),
        (false, "digest"),
        (false, "salt"),
    ]);
    loop {
        let [one, two] =
            [(), ()].map(|()| if of_acts { journal.act(dice) } else { journal.change(dice) });
        let (table, is_at, _) = one;
        let said = Sql::of_names(format!("select {column} from {table} where {is_at}"));
        let first = tx.first(said.clone().bind_all(one.2.clone())).await.unwrap().unwrap();
        let second = tx.first(said.bind_all(two.2.clone())).await.unwrap().unwrap();
        let (first, second) = (first.text(0).unwrap(), second.text(0).unwrap());
        if first == second {
            continue;
        }
        let update = format!("update {table} set {column} = ? where {is_at}");
        run(tx, update.clone(), [Arg::from(second)].into_iter().chain(one.2)).await;
        run(tx, update.clone(), [Arg::from(first)].into_iter().chain(two.2)).await;
        return format!("swap: {update}");
    }
}

#[tokio::test]
async fn a_thousand_alterations_of_a_sealed_journal_are_all_found() {
    databases::each(async |place: String| {
        let database = sealed(&place).await;
        let journal = journal(&database).await;
        let mut dice = Dice::new(2026);
        for number in 0..1_000 {
            let mut tx = database.begin(at(0)).await.unwrap();
            if tx.engine() == Engine::Sqlite {
                // Whoever alters a file is not held by its links either.
                tx.run(sql("pragma defer_foreign_keys = on")).await.unwrap();
            }
            let what = alter(&mut tx, &journal, &mut dice).await;
            let found = seal::verify(&mut tx).await;
            let is_found = found.is_err() || found.is_ok_and(|broken| !broken.is_empty());
            assert!(is_found, "number {number}: {what}");
            tx.roll_back().await.unwrap();
        }
        assert_eq!(broken(&database).await, []);
    })
    .await;
}
