//! What a file would do, row by row, before it does it.

use std::collections::{HashMap, HashSet};

use storage::Tx;
use tables::{Faults, Problem, Table};
use uuid::Uuid;

use super::{
    Options,
    cells::{self, Sheet, SheetRow},
    known::{About, Known, first_key},
    matching::{self, NoMatch},
};
use crate::{
    Field, Noun, Record, RecordError, Scope, Surroundings, Unit, Value, Values,
    store::taken,
    unit::{already, complete},
};

/// What a file would do.
#[derive(Debug)]
pub struct Preview {
    /// What its rows are.
    pub noun: &'static Noun,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// Everything wrong with it: nothing is imported unless this is empty.
    pub faults: Faults,
    /// The field by which rows found their records.
    pub key: Option<&'static Field>,
    /// The headers that no field claims.
    pub unknown_columns: Vec<String>,
    /// The headers of the file, to write it again.
    pub(super) headers: Vec<String>,
}

/// What a row would do.
#[derive(Debug)]
pub struct Row {
    /// Its number, as a spreadsheet shows it.
    pub number: u64,
    /// What it would do.
    pub effect: RowEffect,
    /// Its cells, as they are.
    pub(super) texts: Vec<String>,
}

/// What a row would do.
#[derive(Clone, Debug)]
pub enum RowEffect {
    /// Make a record.
    New(Box<Values>),
    /// Change one.
    Changed {
        /// As it is.
        record: Box<Record>,
        /// As it would be.
        values: Box<Values>,
        /// What would change, by cell.
        cells: Vec<Change>,
    },
    /// Nothing: the record says the same.
    Unchanged,
    /// It has faults.
    Faulty,
}

/// What would change in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The name of the field.
    pub field: &'static str,
    /// What it says.
    pub old: Value,
    /// What it would say.
    pub new: Value,
}

impl Preview {
    /// How many rows are new, changed, unchanged and faulty.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        self.rows.iter().fold([0; 4], |mut counts, row| {
            counts[match row.effect {
                RowEffect::New(_) => 0,
                RowEffect::Changed { .. } => 1,
                RowEffect::Unchanged => 2,
                RowEffect::Faulty => 3,
            }] += 1;
            counts
        })
    }
}

/// Reads a file and says what it would do. Nothing is written.
pub async fn preview(
    tx: &mut Tx,
    scope: &Scope,
    (noun, file): (&'static Noun, (&str, Vec<u8>)),
    options: &Options,
    surroundings: &Surroundings,
) -> Result<Preview, RecordError> {
    let columns = cells::columns(noun);
    let opened = Table::from_bytes(file.0, file.1, &columns, &options.renames);
    let mut faults = Faults::new();
    let table = match opened {
        Ok(table) => table,
        Err(faults) => return Ok(unread(noun, faults)),
    };
    let mut sheet = cells::read(noun, table, &mut faults);
    for row in &mut sheet.rows {
        for (field, value) in &options.fixed {
            row.values.set(field, value.clone());
        }
    }
    matching::links(tx, scope, &mut sheet, &mut faults).await?;
    own(scope, noun, &mut sheet);
    let keys = matching::keys(noun, &sheet, options.key);
    matching::refuse_twice(&mut sheet, &keys, &mut faults);
    let mut known = Known::of(tx, scope, &sheet, (noun, &keys)).await?;
    let judging = Judging { scope, noun, options, surroundings, keys: &keys };
    let mut effects = vec![];
    for row in &sheet.rows {
        let effect = match row.faulty[..] {
            [] => judging.effect(&sheet, row, &mut known, &mut faults),
            [..] => judging.all_else(&sheet, row, &mut faults),
        };
        effects.push(effect);
    }
    refuse_taken(tx, scope, &sheet, &mut effects, &mut faults).await?;
    if faults.is_empty() && noun.follow.is_some() {
        follow(tx, scope, &sheet, (&mut effects, &mut faults), surroundings).await?;
    }
    let rows = sheet.rows.into_iter().zip(effects);
    Ok(Preview {
        noun,
        rows: rows
            .map(|(row, effect)| Row { number: row.number, effect, texts: row.texts })
            .collect(),
        faults,
        key: keys.first().copied(),
        headers: sheet.headers,
        unknown_columns: sheet.unknown,
    })
}

/// Has the noun look at what the rows would do, as it will when they are imported.
async fn follow(
    tx: &mut Tx,
    scope: &Scope,
    sheet: &Sheet,
    (effects, faults): (&mut [RowEffect], &mut Faults),
    surroundings: &Surroundings,
) -> Result<(), RecordError> {
    let mut unit = Unit::new(scope, "import");
    let mut places = HashMap::new();
    for (at, effect) in effects.iter().enumerate() {
        if let Some(id) = super::add(&mut unit, tx, effect.clone())? {
            places.insert(id, at);
        }
    }
    let Some((_, flaws)) = unit.follow(tx, surroundings).await? else { return Ok(()) };
    for (id, flaw) in flaws {
        let Some(&at) = places.get(&id) else { continue };
        faults.push(sheet.fault(&sheet.rows[at], flaw.field, Problem::refused(&flaw.why)));
        effects[at] = RowEffect::Faulty;
    }
    Ok(())
}

/// A row that does not say whose it is belongs to whoever brings it.
fn own(scope: &Scope, noun: &'static Noun, sheet: &mut Sheet) {
    let (Some(owner), Some(home)) = (noun.owner, scope.home) else { return };
    for row in &mut sheet.rows {
        let is_written = row.links.iter().any(|(field, _)| field.is(owner));
        if *row.values.get(owner) == Value::Absent && !is_written {
            row.values.set(owner, home);
        }
    }
}

fn unread(noun: &'static Noun, faults: Faults) -> Preview {
    let (rows, headers, unknown_columns) = (vec![], vec![], vec![]);
    Preview { noun, rows, faults, key: None, unknown_columns, headers }
}

/// What rows are judged by.
struct Judging<'a> {
    scope: &'a Scope,
    noun: &'static Noun,
    options: &'a Options,
    surroundings: &'a Surroundings,
    keys: &'a [&'static Field],
}

impl Judging<'_> {
    /// What else is wrong with a row some of whose cells are: all of it is told at once.
    fn all_else(&self, sheet: &Sheet, row: &SheetRow, faults: &mut Faults) -> RowEffect {
        let mut values = row.values.clone();
        let flaws = complete(&mut values, self.scope.home, self.surroundings);
        // A blank may be what the record says already, and a bad cell may make a good one look bad.
        let is_told = |field: &'static Field| row.faulty.iter().any(|faulty| faulty.is(field));
        let is_said = |field: &'static Field| *row.values.get(field) != Value::Absent;
        for flaw in flaws {
            if flaw.field.is_some_and(|field| is_said(field) && !is_told(field)) {
                faults.push(sheet.fault(row, flaw.field, Problem::refused(&flaw.why)));
            }
        }
        RowEffect::Faulty
    }

    fn effect(
        &self,
        sheet: &Sheet,
        row: &SheetRow,
        known: &mut Known,
        faults: &mut Faults,
    ) -> RowEffect {
        let record = match known.take(row, self.keys) {
            About::One(record) => Some(*record),
            About::Earlier { row: first_row } => {
                let why = Problem::refused(&NoMatch::SameRecord { first_row });
                faults.push(sheet.fault(row, None, why));
                return RowEffect::Faulty;
            }
            About::Unknown => None,
        };
        // Where a noun has several keys, a new record may have none of them.
        let needs_key = self.options.key.is_some() || self.noun.keys.len() == 1;
        if let (true, None, None, Some(key)) =
            (needs_key, &record, first_key(&row.values, self.keys), self.keys.first())
        {
            faults.push(sheet.blank(row, key));
            return RowEffect::Faulty;
        }
        let mut values = match &record {
            None => row.values.clone(),
            Some(record) => self.merged(sheet, row, record),
        };
        if record.as_ref().is_some_and(|record| record.values == values) {
            return RowEffect::Unchanged;
        }
        let home = self.scope.home.filter(|_| record.is_none());
        let flaws = complete(&mut values, home, self.surroundings);
        if !flaws.is_empty() {
            for flaw in flaws {
                faults.push(sheet.fault(row, flaw.field, Problem::refused(&flaw.why)));
            }
            return RowEffect::Faulty;
        }
        if record.as_ref().is_some_and(|record| record.values == values) {
            return RowEffect::Unchanged;
        }
        let may = self.scope.writes(self.noun);
        let id = record.as_ref().map_or_else(Uuid::nil, |record| record.id);
        let was = record.as_ref().map(|record| &record.values);
        let is_seen = was.is_none_or(|was| !self.scope.hides(id, was));
        if !is_seen || !was.into_iter().chain([&values]).all(|values| may.has(id, values)) {
            let why = Problem::refused(&RecordError::NotAllowed { noun: self.noun });
            faults.push(sheet.fault(row, None, why));
            return RowEffect::Faulty;
        }
        let Some(record) = record else { return RowEffect::New(Box::new(values)) };
        let cells: Vec<Change> = values
            .differences(&record.values)
            .map(|(field, old, new)| Change {
                field: field.name,
                old: old.clone(),
                new: new.clone(),
            })
            .collect();
        RowEffect::Changed { record: Box::new(record), values: Box::new(values), cells }
    }

    /// The record with what the row says; blanks erase only if asked to.
    fn merged(&self, sheet: &Sheet, row: &SheetRow, record: &Record) -> Values {
        let mut values = record.values.clone();
        let fixed = self.options.fixed.iter().map(|(field, _)| *field);
        // An owner that was only taken for granted does not replace one.
        let is_assumed = |field: &Field| {
            self.noun.owner.is_some_and(|owner| owner.is(field))
                && !row.links.iter().any(|(of, _)| of.is(field))
        };
        let said = sheet.fields.iter().copied().filter(|field| !is_assumed(field));
        for field in said.chain(fixed) {
            let said = row.values.get(field);
            if *said != Value::Absent || self.options.blanks_erase {
                values.set(field, said.clone());
            }
        }
        values
    }
}

/// Refuses rows whose value in a unique field is that of another row or of a record that keeps
/// it, whoever may see that record.
async fn refuse_taken(
    tx: &mut Tx,
    scope: &Scope,
    sheet: &Sheet,
    effects: &mut [RowEffect],
    faults: &mut Faults,
) -> Result<(), RecordError> {
    let Some(noun) = sheet.rows.first().map(|row| row.values.noun()) else { return Ok(()) };
    for field in noun.fields.iter().copied().filter(|field| field.is_unique) {
        let texts = effects.iter().filter_map(|effect| effect.after()?.text(field));
        let values: Vec<Value> = texts.map(Value::text).collect();
        let taken = taken(tx, scope.tenant, noun, field, &values).await?;
        let changed: HashSet<Uuid> = effects.iter().filter_map(RowEffect::changes).collect();
        let mut given: HashMap<String, u64> = HashMap::new();
        for (effect, row) in effects.iter_mut().zip(&sheet.rows) {
            let Some(text) = effect.after().and_then(|values| values.text(field)) else { continue };
            let is_kept =
                |other: &Uuid| Some(*other) != effect.changes() && !changed.contains(other);
            let first_row = *given.entry(text.to_owned()).or_insert(row.number);
            let why = if first_row != row.number {
                Problem::refused(&NoMatch::Twice { given: text.to_owned(), first_row })
            } else if taken.get(text).is_some_and(is_kept) {
                Problem::refused(&already(field, text).why)
            } else {
                continue;
            };
            faults.push(sheet.fault(row, Some(field), why));
            *effect = RowEffect::Faulty;
        }
    }
    Ok(())
}

impl RowEffect {
    /// What the record would say.
    fn after(&self) -> Option<&Values> {
        match self {
            Self::New(values) | Self::Changed { values, .. } => Some(values),
            Self::Unchanged | Self::Faulty => None,
        }
    }

    /// The record that it would change.
    fn changes(&self) -> Option<Uuid> {
        match self {
            Self::Changed { record, .. } => Some(record.id),
            Self::New(_) | Self::Unchanged | Self::Faulty => None,
        }
    }
}
