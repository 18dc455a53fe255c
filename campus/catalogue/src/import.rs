//! A file of the State compared with what is kept, and kept in its turn: one act.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use kernel::{InWords, Lang};
use network::Verb;
use records::{
    Asked, Done, Field, Record, RecordError, Scope, Surroundings, Unit, Value, Values, page,
};
use storage::{Passing, StoreError, Tx};
use tables::Faults;

use crate::{
    CODES,
    code::{
        CLOSES, CODE, IMPORTED_ON, LABEL, LEVEL, NOMENCLATURE, Nomenclature, OPENS, REPLACED_BY,
        SOURCE,
    },
    official::{self, Said},
};

/// A file of codes.
#[derive(Clone, Debug)]
pub struct CodeFile<'a> {
    /// Which codes are wanted from it.
    pub nomenclature: Nomenclature,
    /// Its name.
    pub name: &'a str,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Where it comes from, with its version.
    pub source: &'a str,
    /// How much of the nomenclature it is.
    pub extent: Extent,
}

/// How much of a nomenclature a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All codes in use: those that it has not any more are closed.
    Whole,
    /// Some: nothing is told of the others.
    Extract,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The act of the journal, by which it is undone.
    pub done: Done,
    /// Codes that were not known.
    pub n_new: usize,
    /// Codes of which the file says something else than before.
    pub n_changed: usize,
    /// Codes of which it says the same.
    pub n_unchanged: usize,
    /// Codes that are not in it any more, and are closed from now on.
    pub n_closed: usize,
    /// Rows without a code of the nomenclature, or without a name for one that is not known.
    pub n_others: usize,
}

/// Why a file of codes was not imported. Nothing was changed.
#[derive(Debug)]
pub enum ImportError {
    /// Everything wrong with the file.
    Faults(Faults),
    /// The records.
    Records(RecordError),
}

/// Imports the codes of an official file, all of them or none. What is kept stays dated: a
/// code that is not in a whole file any more is closed, never erased.
pub async fn import_codes(
    tx: &mut Tx,
    scope: &Scope,
    file: CodeFile<'_>,
    surroundings: &Surroundings,
) -> Result<Imported, ImportError> {
    Verb::ImportReference.check(scope)?;
    let CodeFile { nomenclature, name, bytes, source, extent } = file;
    let read = official::read(nomenclature, name, bytes).map_err(ImportError::Faults)?;
    let extent = if read.has_labels { extent } else { Extent::Extract };
    let asked = Asked::only(&NOMENCLATURE, nomenclature.code());
    let kept = page(tx, scope, &CODES, &asked).await?.records;
    let mut kept: BTreeMap<String, Record> = kept
        .into_iter()
        .filter_map(|record| Some((record.text(&CODE)?.to_owned(), record)))
        .collect();
    let today = surroundings.today;
    let telling = Telling { nomenclature, source, extent, today, tells: read.tells };
    let mut unit = Unit::new(scope, "import codes");
    let mut imported = Imported {
        done: Done { act: None, n_records: 0 },
        n_new: 0,
        n_changed: 0,
        n_unchanged: 0,
        n_closed: 0,
        n_others: read.n_others,
    };
    for (code, said) in read.said {
        match kept.remove(&code) {
            Some(record) => match telling.changed(&record, &said) {
                Some(values) => {
                    imported.n_changed += 1;
                    unit.edit(record, values);
                }
                None => imported.n_unchanged += 1,
            },
            None if said.label.is_none() => imported.n_others += 1,
            None => {
                imported.n_new += 1;
                unit.create(tx, telling.of_new(&code, &said))?;
            }
        }
    }
    for record in kept.into_values().filter(|_| extent == Extent::Whole) {
        if let Some(values) = telling.closed(&record) {
            imported.n_closed += 1;
            unit.edit(record, values);
        }
    }
    imported.done = unit.save(tx, surroundings).await?;
    Ok(imported)
}

/// What a file tells, whatever the code.
struct Telling<'a> {
    nomenclature: Nomenclature,
    source: &'a str,
    extent: Extent,
    today: Date,
    tells: Vec<&'static Field>,
}

impl Telling<'_> {
    fn of_new(&self, code: &str, said: &Said) -> Values {
        let blank =
            Values::blank(&CODES).with(&NOMENCLATURE, self.nomenclature.code()).with(&CODE, code);
        self.signed(self.told(blank, said))
    }

    /// What is kept of a code once the file has spoken; none if it says the same.
    fn changed(&self, record: &Record, said: &Said) -> Option<Values> {
        let values = self.told(record.values.clone(), said);
        (values != record.values).then(|| self.signed(values))
    }

    /// A code that is not in use any more; none if that was known.
    fn closed(&self, record: &Record) -> Option<Values> {
        if record.day(&CLOSES).is_some_and(|closes| closes <= self.today) {
            return None;
        }
        // One that never opened closes on the day on which it would have.
        let closes = record.day(&OPENS).map_or(self.today, |opens| opens.max(self.today));
        Some(self.signed(record.values.clone().with(&CLOSES, closes)))
    }

    fn told(&self, mut values: Values, said: &Said) -> Values {
        let is_whole = self.extent == Extent::Whole;
        let tells = |field: &Field| self.tells.iter().any(|told| told.is(field));
        let told: [(&'static Field, bool, Value); 5] = [
            (&LABEL, false, said.label.as_deref().into()),
            (&LEVEL, tells(&LEVEL) && is_whole, said.level.into()),
            (&OPENS, tells(&OPENS) && is_whole, said.opens.into()),
            // What a whole file still has is in use, even if it has no days.
            (&CLOSES, is_whole, self.closes(&values, said).into()),
            (
                &REPLACED_BY,
                tells(&REPLACED_BY) && is_whole,
                Value::text(&said.replaced_by.join("|")),
            ),
        ];
        // In an extract a blank tells nothing.
        for (field, may_blank, value) in told {
            if may_blank || value != Value::Absent {
                values.set(field, value);
            }
        }
        // A register may date an end before the beginning: the end is what matters here.
        if values.day(&CLOSES).is_some_and(|closes| values.day(&OPENS) > Some(closes)) {
            values.set(&OPENS, Value::Absent);
        }
        values
    }

    /// The last day of a code; of one that is out of use without a day, the day on which that
    /// was first seen.
    fn closes(&self, values: &Values, said: &Said) -> Option<Date> {
        if !said.is_over {
            return said.closes;
        }
        let is_past = |day: &Date| *day <= self.today;
        let known = values.day(&CLOSES).filter(is_past);
        said.closes.filter(is_past).or(known).or(Some(self.today))
    }

    fn signed(&self, values: Values) -> Values {
        values.with(&SOURCE, self.source).with(&IMPORTED_ON, self.today)
    }
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Records(error.into())
    }
}

impl From<RecordError> for ImportError {
    fn from(error: RecordError) -> Self {
        Self::Records(error)
    }
}

impl Passing for ImportError {
    fn is_passing(&self) -> bool {
        match self {
            Self::Faults(_) => false,
            Self::Records(error) => error.is_passing(),
        }
    }
}

impl InWords for ImportError {
    fn in_words(&self, lang: Lang) -> String {
        match self {
            Self::Faults(faults) => faults.in_words(lang),
            Self::Records(error) => error.in_words(lang),
        }
    }
}

impl InWords for Imported {
    fn in_words(&self, lang: Lang) -> String {
        let Self { n_new, n_changed, n_unchanged, n_closed, n_others, .. } = self;
        match lang {
            Lang::Fr => format!(
                "codes nouveaux\u{a0}: {n_new}, modifiés\u{a0}: {n_changed}, inchangés\u{a0}: \
                 {n_unchanged}, fermés\u{a0}: {n_closed}\u{a0}; lignes sans code retenu\u{a0}: {n_others}"
            ),
            Lang::En => format!(
                "codes new: {n_new}, changed: {n_changed}, unchanged: {n_unchanged}, closed: \
                 {n_closed}; rows without a code that is kept: {n_others}"
            ),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for ImportError {}
