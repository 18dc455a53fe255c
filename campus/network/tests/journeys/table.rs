//! The published table of rights, walked on a real database: for each role and resource, what
//! the table says is what is seen, what is hidden and what can be changed.

use std::collections::BTreeSet;

use network::Verb;
use records::{Asked, Kind, Record, RecordError, Unit, Value, Values};
use storage::Tx;
use uuid::Uuid;

use crate::{
    authorisations::PUBLISHED,
    ground::Ground,
    published::{Line, Whom, lines},
    region::{Region, region},
};

#[tokio::test]
async fn what_the_table_says_is_what_is_seen_and_what_can_be_changed() {
    databases::each(async |place: String| {
        let region = region(&place).await;
        let lines = lines(PUBLISHED);
        let resources: Vec<&Line> = lines.iter().filter(|line| !line.table.is_empty()).collect();
        let mut n_cells = 0;
        for actor in &region.actors {
            let scope = region.ground.acting(&actor.email).await;
            // Nothing that a role may do is kept: the next one meets the same records.
            let mut tx = region.ground.database.begin(region.ground.now).await.unwrap();
            for line in &resources {
                let walked = Walked { region: &region, whom: actor, line };
                n_cells += walked.walk(&mut tx, &scope).await;
            }
            tx.roll_back().await.unwrap();
        }
        assert!(3_000 < n_cells, "{n_cells} cells are too few to be the whole table");
    })
    .await;
}

#[tokio::test]
async fn what_the_table_says_of_a_verb_is_what_may_be_done() {
    let verbs = [
        ("plan a round", Verb::PlanRound),
        ("publish a plan", Verb::PublishRound),
        ("close a round", Verb::CloseRound),
        ("back up the database", Verb::Backup),
        ("restore the database", Verb::Restore),
        ("check the database", Verb::Check),
        ("read the history", Verb::History),
        ("undo an act", Verb::Undo),
        ("import reference codes", Verb::ImportReference),
        ("read the table of rights", Verb::Rights),
    ];
    databases::each(async |place: String| {
        let region = region(&place).await;
        let lines = lines(PUBLISHED);
        let told: Vec<&Line> = lines.iter().filter(|line| line.table.is_empty()).collect();
        assert_eq!(told.len(), verbs.len());
        for (line, (name, verb)) in told.into_iter().zip(verbs) {
            assert_eq!(line.resource, name);
            for actor in &region.actors {
                let scope = region.ground.acting(&actor.email).await;
                let may = line.cell(actor.role) == "yes";
                assert_eq!(verb.is_allowed(&scope), may, "{name}: {}", actor.email);
                assert_eq!(verb.check(&scope).is_ok(), may, "{name}: {}", actor.email);
            }
        }
    })
    .await;
}

/// One role and one resource.
struct Walked<'a> {
    region: &'a Region,
    whom: &'a Whom,
    line: &'a Line,
}

impl Walked<'_> {
    /// Reads and changes every record of the resource; says how many times it asserted.
    async fn walk(&self, tx: &mut Tx, scope: &records::Scope) -> usize {
        let noun = self.region.noun(&self.line.table);
        let ground: &Ground = &self.region.ground;
        let all = records::page(tx, &ground.keeper, noun, &Asked::default()).await.unwrap().records;
        let seen = records::page(tx, scope, noun, &Asked::default()).await.unwrap().records;
        let ids: BTreeSet<Uuid> = seen.iter().map(|record| record.id).collect();
        assert!(!all.is_empty(), "{}: no record to walk", self.line.table);
        for record in &all {
            let may = self.line.may(self.whom, record, &self.region.known);
            let told = format!("{} {:?} {:?}", self.line.table, self.whom.role, record);
            assert_eq!(ids.contains(&record.id), may.reads, "reads {told}");
            if let Some(seen) = seen.iter().find(|seen| seen.id == record.id) {
                self.check_private(record, seen, may.reads_in_full);
            }
            self.check_found_by_private(tx, scope, record, may.reads_in_full).await;
            let changed = change(tx, scope, &ground.around, record).await;
            match (may.writes, changed) {
                (true, Ok(())) | (false, Err(RecordError::NotAllowed { .. })) => {}
                (_, other) => panic!("writes {told}: {other:?}"),
            }
        }
        all.len() * 3
    }

    /// What is private is blank unless the table says that it is read.
    fn check_private(&self, record: &Record, seen: &Record, in_full: bool) {
        for column in &self.line.private {
            let Some(field) = record.noun().field(column) else { continue };
            let expected = if in_full { record.get(field) } else { &Value::Absent };
            assert_eq!(seen.get(field), expected, "{}.{column}", self.line.table);
        }
    }

    /// Nobody finds a record by what is private in it.
    async fn check_found_by_private(
        &self,
        tx: &mut Tx,
        scope: &records::Scope,
        record: &Record,
        in_full: bool,
    ) {
        for column in &self.line.private {
            let Some(field) = record.noun().field(column) else { continue };
            if *record.get(field) == Value::Absent {
                continue;
            }
            let asked = Asked::only(field, record.get(field).clone());
            let found = records::page(tx, scope, record.noun(), &asked).await.unwrap().records;
            let is_found = found.iter().any(|found| found.id == record.id);
            assert_eq!(is_found, in_full, "{}.{column}", self.line.table);
        }
    }
}

/// Changes something harmless in a record.
async fn change(
    tx: &mut Tx,
    scope: &records::Scope,
    around: &records::Surroundings,
    record: &Record,
) -> Result<(), RecordError> {
    let harmless = ["note", "territory", "quality", "address", "fact", "ends"];
    let field = harmless.iter().find_map(|name| record.noun().field(name)).unwrap();
    let value = match field.kind {
        Kind::Day => Value::Day(jiff::civil::date(2030, 1, 1)),
        _ => Value::text("touché"),
    };
    let after: Values = record.values.clone().with(field, value);
    let mut unit = Unit::new(scope, "edit");
    unit.edit(record.clone(), after);
    unit.save(tx, around).await.map(|_| ())
}
