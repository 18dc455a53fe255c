//! A code looked up on a day.

use jiff::civil::Date;
use records::{Asked, Record, Scope, page};
use storage::{StoreError, Tx};

use crate::{
    CODES,
    code::{CLOSES, CODE, LABEL, LEVEL, NOMENCLATURE, Nomenclature, OPENS, REPLACED_BY},
};

/// What is known of a code on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// The list that it is in.
    pub nomenclature: Nomenclature,
    /// The code.
    pub code: String,
    /// What it stands for.
    pub label: String,
    /// The level of qualification.
    pub level: Option<i64>,
    /// Whether it can be used on that day.
    pub standing: Standing,
    /// The codes that take its place.
    pub replaced_by: Vec<String>,
}

/// Whether a code can be used on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It opens later.
    NotYet {
        /// Then.
        from: Date,
    },
    /// It can.
    InForce {
        /// Its last day, if that is known.
        until: Option<Date>,
    },
    /// It cannot any more.
    Ended {
        /// Its last day.
        on: Date,
    },
}

/// Looks a code up, as it stands on a day; none if it is not known, or no such code.
pub async fn code(
    tx: &mut Tx,
    scope: &Scope,
    nomenclature: Nomenclature,
    code: &str,
    today: Date,
) -> Result<Option<Official>, StoreError> {
    let Ok(code) = nomenclature.read(code) else { return Ok(None) };
    let asked = Asked::only(&NOMENCLATURE, nomenclature.code()).and(&CODE, code.as_str());
    let found = page(tx, scope, &CODES, &asked).await?.records;
    Ok(found.first().and_then(|record| Official::of(record, today)))
}

impl Official {
    /// What a record of [`CODES`] says of a day.
    #[must_use]
    pub fn of(record: &Record, today: Date) -> Option<Self> {
        let standing = match (record.day(&OPENS), record.day(&CLOSES)) {
            (_, Some(closes)) if closes < today => Standing::Ended { on: closes },
            (Some(opens), _) if today < opens => Standing::NotYet { from: opens },
            (_, until) => Standing::InForce { until },
        };
        Some(Self {
            nomenclature: Nomenclature::of(record.text(&NOMENCLATURE)?)?,
            code: record.text(&CODE)?.to_owned(),
            label: record.text(&LABEL)?.to_owned(),
            level: record.whole(&LEVEL),
            standing,
            replaced_by: record.list(&REPLACED_BY).map(str::to_owned).collect(),
        })
    }
}
