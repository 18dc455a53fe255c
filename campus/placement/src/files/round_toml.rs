//! `round.toml`: every key optional, unknown ones refused with the nearest known.

use jiff::civil::Date;
use kernel::{InWords, Lang, quoted};
use tables::{Fault, Faults, Problem, nearest};
use toml::{Table, Value};

use crate::{
    Keep, Settings,
    files::{
        columns::{LEARNERS, OFFERS, PAIRS, TRAVEL},
        refusal::Refusal,
        source::Source,
    },
};

/// The largest file of settings that is read.
const MOST_BYTES: u64 = 1 << 20;

/// What is wrong with a value of the settings.
#[derive(Clone, Debug, PartialEq)]
enum Wrong {
    Syntax { line: usize },
    TooLarge,
    UnknownKey { nearest: Option<String> },
    NotSection,
    NotDate,
    NotWhole { most: u64 },
    NotNumber { least: f64, most: f64 },
    NotText,
    NotYesNo,
    NotKeep,
    UnknownColumn { nearest: Option<String> },
    OneDateOnly,
    EndsFirst,
}

/// The value and what is wrong with it; a key alone if that is what is wrong.
struct OnValue<'a> {
    value: &'a str,
    wrong: &'a Wrong,
}

/// Puts a value in its place.
type Set = fn(&mut Settings, &Value) -> Result<(), Wrong>;

/// More than any budget, in euros.
pub(crate) const MOST_EUR: u64 = 1_000_000_000;
const MOST_WEIGHT: u64 = 1_000_000;

const ROUND: &[(&str, Set)] = &[
    ("starts", |s, v| set(&mut s.round.starts, date(v).map(Some))),
    ("ends", |s, v| set(&mut s.round.ends, date(v).map(Some))),
    ("day", |s, v| set(&mut s.round.day, date(v).map(Some))),
    ("seed", |s, v| set(&mut s.round.seed, whole(v, i64::MAX.unsigned_abs()))),
];

const BURDEN: &[(&str, Set)] = &[
    ("minute", |s, v| set(&mut s.burden.minute, small(v, MOST_WEIGHT))),
    ("wish_rank", |s, v| set(&mut s.burden.wish_rank, small(v, MOST_WEIGHT))),
    ("misfit", |s, v| set(&mut s.burden.misfit, small(v, MOST_WEIGHT))),
];

const TRAVELLING: &[(&str, Set)] = &[
    ("detour", |s, v| set(&mut s.travel.detour, number(v, 1.0, 10.0))),
    ("access_min", |s, v| set(&mut s.travel.access_min, small(v, 600))),
    ("speed_kmh", |s, v| {
        let speeds = v.as_table().ok_or(Wrong::NotSection)?;
        let unknown = speeds.keys().find(|key| !SPEEDS.iter().any(|(name, _)| name == key));
        match unknown {
            Some(key) => Err(Wrong::unknown(key, SPEEDS)),
            None => SPEEDS.iter().try_for_each(|(key, set)| match speeds.get(*key) {
                Some(value) => set(s, value),
                None => Ok(()),
            }),
        }
    }),
];

const SPEEDS: &[(&str, Set)] = &[
    ("walk", |s, v| set(&mut s.travel.speed_kmh.walk, number(v, 0.1, 1_000.0))),
    ("bike", |s, v| set(&mut s.travel.speed_kmh.bike, number(v, 0.1, 1_000.0))),
    ("transit", |s, v| set(&mut s.travel.speed_kmh.transit, number(v, 0.1, 1_000.0))),
    ("car", |s, v| set(&mut s.travel.speed_kmh.car, number(v, 0.1, 1_000.0))),
];

const WORKSHOPS: &[(&str, Set)] = &[
    ("budget_eur", |s, v| set(&mut s.workshops.budget_eur, whole(v, MOST_EUR).map(Some))),
    ("most", |s, v| set(&mut s.workshops.most, small(v, MOST_WEIGHT).map(Some))),
    ("from_companies", |s, v| {
        set(&mut s.workshops.from_companies, v.as_bool().ok_or(Wrong::NotYesNo))
    }),
];

const RERUN: &[(&str, Set)] = &[("keep", |s, v| {
    let keep = match v.as_str() {
        Some("published") => Ok(Keep::Published),
        Some("none") => Ok(Keep::None),
        Some(_) | None => Err(Wrong::NotKeep),
    };
    set(&mut s.rerun.keep, keep)
})];

const REPAIR: &[(&str, Set)] = &[
    ("reach_min", |s, v| set(&mut s.repair.reach_min, small(v, MOST_WEIGHT))),
    ("place", |s, v| set(&mut s.repair.place, small(v, MOST_WEIGHT))),
    ("workshop", |s, v| set(&mut s.repair.workshop, small(v, MOST_WEIGHT))),
    ("lock", |s, v| set(&mut s.repair.lock, small(v, MOST_WEIGHT))),
    ("boarding", |s, v| set(&mut s.repair.boarding, small(v, MOST_WEIGHT))),
];

const SECTIONS: &[(&str, &[(&str, Set)])] = &[
    ("round", ROUND),
    ("burden", BURDEN),
    ("travel", TRAVELLING),
    ("workshops", WORKSHOPS),
    ("rerun", RERUN),
    ("repair", REPAIR),
];

/// The columns of ids, which no default can fill.
const IDS: [&str; 3] = ["id", "learner", "offer"];

/// Reads a file of settings.
pub(super) fn read(path: &Source, faults: &mut Faults) -> Settings {
    let name = path.name();
    match text(path) {
        Ok(text) => read_text(&name, &text, faults),
        Err(problem) => {
            faults.push(Fault::on_file(&name, problem));
            Settings::default()
        }
    }
}

/// Whether a text can be the rest of a `round.toml`, after `[round]` and `[workshops]`.
pub(crate) fn settings_of(text: &str) -> Result<(), Faults> {
    let whole = format!("[round]\n[workshops]\n{text}\n");
    let bytes = whole.into_bytes().into();
    let source = Source::Memory { name: "round.toml".to_owned(), bytes };
    let mut faults = Faults::new();
    read(&source, &mut faults);
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn text(path: &Source) -> Result<String, Problem> {
    let unreadable =
        |why: std::io::Error| Problem::refused(&Refusal::Unreadable { why: why.to_string() });
    if MOST_BYTES < path.n_bytes().map_err(unreadable)? {
        return Err(Problem::refused(&Wrong::TooLarge));
    }
    path.text().map_err(unreadable)
}

/// Reads the text of a file of settings.
pub(super) fn read_text(name: &str, text: &str, faults: &mut Faults) -> Settings {
    let mut settings = Settings::default();
    let table: Table = match text.parse() {
        Ok(table) => table,
        Err(why) => {
            let offset = toml::de::Error::span(&why).map_or(0, |span| span.start);
            let line = 1 + text.bytes().take(offset).filter(|b| *b == b'\n').count();
            faults.push(Fault::on_file(name, Problem::refused(&Wrong::Syntax { line })));
            return settings;
        }
    };
    let mut refuse = |key: String, value: &Value, wrong: &Wrong| {
        let value = value.to_string();
        let problem = Problem::refused(&OnValue { value: &value, wrong });
        let value = Some(value.clone());
        faults.push(Fault { column: Some(key), value, ..Fault::on_file(name, problem) });
    };
    for (section, value) in &table {
        let Some(keys) = value.as_table() else {
            let known = sections().any(|known| known == section);
            let wrong = if known { Wrong::NotSection } else { Wrong::among(section, sections()) };
            refuse(section.clone(), value, &wrong);
            continue;
        };
        for (key, value) in keys {
            if let Err(wrong) = read_key(&mut settings, section, key, value) {
                refuse(format!("[{section}] {key}"), value, &wrong);
            }
        }
        if keys.is_empty() && !sections().any(|known| known == section) {
            refuse(section.clone(), value, &Wrong::among(section, sections()));
        }
    }
    check_dates(name, &settings, faults);
    settings
}

fn sections() -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().map(|(name, _)| *name).chain(["columns", "defaults"])
}

fn read_key(settings: &mut Settings, section: &str, key: &str, value: &Value) -> Result<(), Wrong> {
    match section {
        "columns" => {
            let ours = value.as_str().ok_or(Wrong::NotText)?;
            known_column(ours, &[])?;
            settings.columns.insert(key.to_owned(), ours.to_owned());
            return Ok(());
        }
        "defaults" => {
            known_column(key, &IDS)?;
            settings.defaults.insert(key.to_owned(), cell(value)?);
            return Ok(());
        }
        _ => {}
    }
    let Some((_, keys)) = SECTIONS.iter().find(|(name, _)| *name == section) else {
        return Err(Wrong::among(section, sections()));
    };
    match keys.iter().find(|(name, _)| *name == key) {
        Some((_, set)) => set(settings, value),
        None => Err(Wrong::unknown(key, keys)),
    }
}

fn known_column(name: &str, except: &[&str]) -> Result<(), Wrong> {
    let all = [LEARNERS, OFFERS, TRAVEL, PAIRS];
    let known = || all.iter().flat_map(|columns| columns.iter().map(|column| column.name));
    let known = || known().filter(|column| !except.contains(column));
    if known().any(|column| column == name) {
        return Ok(());
    }
    Err(Wrong::UnknownColumn { nearest: nearest(name, known()).map(str::to_owned) })
}

/// A default as it would stand in a cell.
fn cell(value: &Value) -> Result<String, Wrong> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            value.to_string()
        }
        Value::Array(_) | Value::Table(_) => return Err(Wrong::NotText),
    };
    if text.is_empty() { Err(Wrong::NotText) } else { Ok(text) }
}

fn check_dates(name: &str, settings: &Settings, faults: &mut Faults) {
    let wrong = match (settings.round.starts, settings.round.ends) {
        (Some(starts), Some(ends)) if ends < starts => Wrong::EndsFirst,
        (Some(_), None) | (None, Some(_)) => Wrong::OneDateOnly,
        (Some(_), Some(_)) | (None, None) => return,
    };
    let problem = Problem::refused(&wrong);
    faults.push(Fault { column: Some("[round]".to_owned()), ..Fault::on_file(name, problem) });
}

fn set<T>(place: &mut T, value: Result<T, Wrong>) -> Result<(), Wrong> {
    *place = value?;
    Ok(())
}

fn date(value: &Value) -> Result<Date, Wrong> {
    let text = match value {
        Value::Datetime(day) if day.time.is_none() => day.to_string(),
        Value::String(text) => text.clone(),
        _ => return Err(Wrong::NotDate),
    };
    text.parse().map_err(|_| Wrong::NotDate)
}

fn whole(value: &Value, most: u64) -> Result<u64, Wrong> {
    let number = value.as_integer().and_then(|number| u64::try_from(number).ok());
    number.filter(|number| *number <= most).ok_or(Wrong::NotWhole { most })
}

fn small(value: &Value, most: u64) -> Result<u32, Wrong> {
    u32::try_from(whole(value, most)?).map_err(|_| Wrong::NotWhole { most })
}

#[expect(clippy::cast_precision_loss, reason = "far beyond any speed or detour")]
fn number(value: &Value, least: f64, most: f64) -> Result<f64, Wrong> {
    let number = value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
    let within = number.filter(|number| (least..=most).contains(number));
    within.ok_or(Wrong::NotNumber { least, most })
}

impl Wrong {
    fn unknown(key: &str, keys: &[(&'static str, Set)]) -> Self {
        Self::among(key, keys.iter().map(|(name, _)| *name))
    }

    fn among<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self::UnknownKey { nearest: nearest(given, known).map(str::to_owned) }
    }
}

impl InWords for OnValue<'_> {
    fn in_words(&self, lang: Lang) -> String {
        let wrong = self.wrong.in_words(lang);
        match (self.wrong, lang) {
            (Wrong::UnknownKey { .. } | Wrong::NotSection, _) => wrong,
            (_, Lang::Fr) => format!("{}\u{a0}: {wrong}", quoted(self.value, lang)),
            (_, Lang::En) => format!("{}: {wrong}", quoted(self.value, lang)),
        }
    }
}

impl InWords for Wrong {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl Wrong {
    fn in_french(&self) -> String {
        match self {
            Self::Syntax { line } => format!("ligne {line}\u{a0}: ce n’est pas du TOML"),
            Self::TooLarge => {
                "fichier de plus de 1\u{a0}Mio\u{a0}: est-ce le bon\u{a0}?".to_owned()
            }
            Self::UnknownKey { nearest } => match nearest {
                Some(key) => format!("clé inconnue\u{a0}: est-ce {}\u{a0}?", quoted(key, Lang::Fr)),
                None => "clé inconnue\u{a0}: retirez-la".to_owned(),
            },
            Self::NotSection => "il faut une section, entre crochets".to_owned(),
            Self::NotDate => "il faut une date, par exemple 2026-06-08".to_owned(),
            Self::NotWhole { most } => format!("il faut un nombre entier de 0 à {most}"),
            Self::NotNumber { least, most } => format!("il faut un nombre de {least} à {most}"),
            Self::NotText => "il faut un texte ou un nombre".to_owned(),
            Self::NotYesNo => "il faut true ou false".to_owned(),
            Self::NotKeep => "il faut \"published\" ou \"none\"".to_owned(),
            Self::UnknownColumn { nearest } => match nearest {
                Some(name) => {
                    format!("colonne inconnue\u{a0}: est-ce {}\u{a0}?", quoted(name, Lang::Fr))
                }
                None => "colonne inconnue\u{a0}: voyez la liste des colonnes".to_owned(),
            },
            Self::OneDateOnly => "donnez starts et ends, ou aucun des deux".to_owned(),
            Self::EndsFirst => {
                "ends est avant starts\u{a0}: corrigez l’une des deux dates".to_owned()
            }
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::Syntax { line } => format!("line {line}: this is not TOML"),
            Self::TooLarge => "file of more than 1 MiB: is it the right one?".to_owned(),
            Self::UnknownKey { nearest } => match nearest {
                Some(key) => format!("unknown key: is it {}?", quoted(key, Lang::En)),
                None => "unknown key: remove it".to_owned(),
            },
            Self::NotSection => "a section is needed, in brackets".to_owned(),
            Self::NotDate => "a date is needed, such as 2026-06-08".to_owned(),
            Self::NotWhole { most } => format!("a whole number from 0 to {most} is needed"),
            Self::NotNumber { least, most } => format!("a number from {least} to {most} is needed"),
            Self::NotText => "a text or a number is needed".to_owned(),
            Self::NotYesNo => "true or false is needed".to_owned(),
            Self::NotKeep => "\"published\" or \"none\" is needed".to_owned(),
            Self::UnknownColumn { nearest } => match nearest {
                Some(name) => format!("unknown column: is it {}?", quoted(name, Lang::En)),
                None => "unknown column: see the list of columns".to_owned(),
            },
            Self::OneDateOnly => "give starts and ends, or neither".to_owned(),
            Self::EndsFirst => "ends is before starts: correct one of the two dates".to_owned(),
        }
    }
}
