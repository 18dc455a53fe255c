//! The files in which the State publishes its codes, read row by row.
//!
//! Columns are found by name. ROME is as France Travail publishes it (`code_rome`,
//! `libelle_rome`); CFD and MEF as the central base of nomenclatures of the Ministry of education
//! does (`FORMATION_DIPLOME`, `LIBELLE_LONG_200`, `MEF`, `LIBELLE_LONG`, `DATE_OUVERTURE`,
//! `DATE_FERMETURE`); RNCP as France compétences does, in its Standard table and in that of old
//! and new certifications. A list of certifications with both codes serves for either.

use std::collections::{BTreeMap, btree_map::Entry};

use jiff::civil::Date;
use kernel::{InWords, Lang, quoted};
use records::Field;
use tables::{Column, Faults, Row, Table};

use crate::code::{self, Nomenclature};

/// What a file says of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The first row that says it.
    pub(crate) row: u64,
    /// What it stands for.
    pub(crate) label: Option<String>,
    /// The level.
    pub(crate) level: Option<i64>,
    /// The first day.
    pub(crate) opens: Option<Date>,
    /// The last day.
    pub(crate) closes: Option<Date>,
    /// Whether the file says that it is not in use, without saying since when.
    pub(crate) is_over: bool,
    /// The codes that take its place.
    pub(crate) replaced_by: Vec<String>,
}

/// A file of codes, read.
#[derive(Debug)]
pub(crate) struct Read {
    /// What it says of each code.
    pub(crate) said: BTreeMap<String, Said>,
    /// How many rows hold no code of the nomenclature.
    pub(crate) n_others: usize,
    /// The fields that it says something about: what it is silent about stays as it is.
    pub(crate) tells: Vec<&'static Field>,
    /// Whether it says what codes stand for; else it only adds to what is known of some.
    pub(crate) has_labels: bool,
}

const CODE: usize = 0;
const LABEL: usize = 1;
const SHORT_LABEL: usize = 2;
const LEVEL: usize = 3;
const OPENS: usize = 4;
const DECIDED: usize = 5;
const CLOSES: usize = 6;
const LAST_SESSION: usize = 7;
const IN_USE: usize = 8;
const REPLACED_BY: usize = 9;
const REPLACED_BY_TOO: [usize; 6] = [10, 11, 12, 13, 14, 15];

/// The columns of a nomenclature's files, at the places named above.
const fn columns(nomenclature: Nomenclature) -> &'static [Column] {
    match nomenclature {
        Nomenclature::Rome => &ROME,
        Nomenclature::Cfd => &CFD,
        Nomenclature::Mef => &MEF,
        Nomenclature::Rncp => &RNCP,
    }
}

const N_COLUMNS: usize = 16;
/// A column that a nomenclature's files never have.
const NONE: Column = Column::optional("", &[]);

const ROME: [Column; N_COLUMNS] = {
    let mut columns = [NONE; N_COLUMNS];
    columns[CODE] = Column::required("code_rome", &["rome", "code"]);
    columns[LABEL] = Column::required("libelle_rome", &["libellé", "intitulé", "label"]);
    columns
};

const MEF: [Column; N_COLUMNS] = {
    let mut columns = [NONE; N_COLUMNS];
    columns[CODE] = Column::required("mef", &["code mef"]);
    columns[LABEL] = Column::optional("libelle_long", &["libellé", "label"]);
    columns[SHORT_LABEL] = Column::optional("libelle_court", &["libelle_edition"]);
    columns[OPENS] = Column::optional("date_ouverture", &["ouverture", "open"]);
    columns[CLOSES] = Column::optional("date_fermeture", &["fermeture", "close"]);
    columns
};

const CFD: [Column; N_COLUMNS] = {
    let mut columns = [NONE; N_COLUMNS];
    columns[CODE] = Column::required("formation_diplome", &["cfd", "code diplôme"]);
    columns[LABEL] =
        Column::optional("libelle_long_200", &["libellé", "intitulé", "title", "label"]);
    columns[SHORT_LABEL] = Column::optional("libelle_stat_33", &[]);
    columns[LEVEL] = Column::optional("niveau_qualification_rncp", &["niveau", "level"]);
    columns[OPENS] = Column::optional("date_ouverture", &["ouverture", "open"]);
    columns[CLOSES] = Column::optional("date_fermeture", &["fermeture", "close"]);
    columns[LAST_SESSION] =
        Column::optional("date_derniere_session", &["dernière session", "last_session"]);
    columns[REPLACED_BY] = Column::optional("nouveau_diplome_1", &["nouveau diplôme"]);
    columns[REPLACED_BY_TOO[0]] = Column::optional("nouveau_diplome_2", &[]);
    columns[REPLACED_BY_TOO[1]] = Column::optional("nouveau_diplome_3", &[]);
    columns[REPLACED_BY_TOO[2]] = Column::optional("nouveau_diplome_4", &[]);
    columns[REPLACED_BY_TOO[3]] = Column::optional("nouveau_diplome_5", &[]);
    columns[REPLACED_BY_TOO[4]] = Column::optional("nouveau_diplome_6", &[]);
    columns[REPLACED_BY_TOO[5]] = Column::optional("nouveau_diplome_7", &[]);
    columns
};

const RNCP: [Column; N_COLUMNS] = {
    let mut columns = [NONE; N_COLUMNS];
    columns[CODE] = Column::required("numero_fiche", &["rncp", "code rncp"]);
    columns[LABEL] = Column::optional("intitule", &["libellé", "title", "label"]);
    columns[LEVEL] = Column::optional("nomenclature_europe_niveau", &["niveau", "level"]);
    columns[OPENS] = Column::optional("date_effet", &[]);
    columns[DECIDED] = Column::optional("date_decision", &[]);
    columns[CLOSES] = Column::optional("date_fin_enregistrement", &["kit_end"]);
    columns[IN_USE] = Column::optional("actif", &["kit_status"]);
    columns[REPLACED_BY] = Column::optional("nouvelle_certification", &["kit_replaced_by"]);
    columns
};

/// The years that a session may have.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Reads a file, or tells everything that is wrong with it.
pub(crate) fn read(nomenclature: Nomenclature, name: &str, bytes: Vec<u8>) -> Result<Read, Faults> {
    let table = Table::from_bytes(name, bytes, columns(nomenclature), &BTreeMap::new())?;
    let told_by: [(&'static Field, &[usize]); 3] = [
        (&code::LEVEL, &[LEVEL]),
        (&code::OPENS, &[OPENS, DECIDED]),
        (&code::REPLACED_BY, &[REPLACED_BY]),
    ];
    let is_told = |columns: &[usize]| columns.iter().any(|column| table.has(*column));
    let tells = told_by.into_iter().filter(|(_, by)| is_told(by)).map(|(field, _)| field);
    let mut read = Read {
        said: BTreeMap::new(),
        n_others: 0,
        tells: tells.collect(),
        has_labels: is_told(&[LABEL, SHORT_LABEL]),
    };
    let mut faults = Faults::new();
    table.for_each(&mut faults, |row, faults| {
        let Some(code) = read_code(nomenclature, row, faults) else {
            read.n_others += 1;
            return;
        };
        let said = read_row(nomenclature, &code, row, faults);
        match read.said.entry(code) {
            Entry::Vacant(free) => _ = free.insert(said),
            Entry::Occupied(taken) if may_repeat(nomenclature) => taken.into_mut().add(said),
            Entry::Occupied(taken) => {
                let twice = Twice { code: taken.key().clone(), first_row: taken.get().row };
                row.refuse(CODE, &twice, faults);
            }
        }
    });
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

/// Whether a code may stand on several rows: certifications and diplomas are linked many to
/// many, and lists of them repeat either.
const fn may_repeat(nomenclature: Nomenclature) -> bool {
    match nomenclature {
        Nomenclature::Cfd | Nomenclature::Rncp => true,
        Nomenclature::Rome | Nomenclature::Mef => false,
    }
}

/// The code of a row; none if it has none of the nomenclature, or a wrong one.
fn read_code(nomenclature: Nomenclature, row: &Row<'_>, faults: &mut Faults) -> Option<String> {
    let given =
        if may_repeat(nomenclature) { row.text(CODE)? } else { row.required(CODE, faults)? };
    // The file of France compétences also holds the specific register.
    if nomenclature == Nomenclature::Rncp && given.to_ascii_uppercase().starts_with("RS") {
        return None;
    }
    nomenclature.read(given).map_err(|why| row.refuse(CODE, &why, faults)).ok()
}

fn read_row(nomenclature: Nomenclature, code: &str, row: &Row<'_>, faults: &mut Faults) -> Said {
    let label = row.text(LABEL).or_else(|| row.text(SHORT_LABEL));
    let mut replaced_by: Vec<String> = vec![];
    for column in [REPLACED_BY].into_iter().chain(REPLACED_BY_TOO) {
        for given in row.list(column) {
            match nomenclature.read(given) {
                Ok(new) if new == code || replaced_by.contains(&new) => {}
                Ok(new) => replaced_by.push(new),
                // A certification may give way to one of another register.
                Err(_) if nomenclature == Nomenclature::Rncp => {}
                Err(why) => row.refuse(column, &why, faults),
            }
        }
    }
    let last_session = row.whole(LAST_SESSION, YEARS, faults);
    let end_of_session = last_session.and_then(|year| Date::new(year, 12, 31).ok());
    Said {
        row: row.number(),
        label: label.map(|label| label.split_whitespace().collect::<Vec<_>>().join(" ")),
        level: row.text(LEVEL).and_then(level),
        opens: row.date(OPENS, faults).or_else(|| row.date(DECIDED, faults)),
        closes: row.date(CLOSES, faults).or(end_of_session),
        is_over: row.text(IN_USE).is_some_and(|said| said.eq_ignore_ascii_case("inactive")),
        replaced_by,
    }
}

/// The level in `NIV3`, `03` or `3`; none in what has no level.
fn level(text: &str) -> Option<i64> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.trim().parse().ok().filter(|level| (1..=8).contains(level))
}

impl Said {
    /// Adds what a further row says of the same code: it opens with the first and closes with
    /// the last.
    fn add(&mut self, other: Self) {
        self.opens = self.opens.min(other.opens).or(self.opens).or(other.opens);
        self.closes = self.closes.zip(other.closes).map(|(one, two)| one.max(two));
        self.is_over &= other.is_over;
        self.label = self.label.take().or(other.label);
        self.level = self.level.or(other.level);
        for new in other.replaced_by {
            if !self.replaced_by.contains(&new) {
                self.replaced_by.push(new);
            }
        }
    }
}

/// A code stands on two rows of a file where each has its own.
struct Twice {
    code: String,
    first_row: u64,
}

impl InWords for Twice {
    fn in_words(&self, lang: Lang) -> String {
        let (code, row) = (quoted(&self.code, lang), self.first_row);
        match lang {
            Lang::Fr => {
                format!("{code} est déjà à la ligne {row}\u{a0}: gardez une seule des deux")
            }
            Lang::En => format!("{code} is on row {row} already: keep one of the two"),
        }
    }
}
