//! Why a record is refused, in words, with what to do about it.

use std::fmt;

use kernel::{InWords, Lang, quoted};
use storage::{Passing, StoreError};
use uuid::Uuid;

use crate::{Field, Noun, Record, Values};

/// Why a value cannot stand in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// Something wrong with a record.
#[derive(Clone, Debug)]
pub struct Flaw {
    /// The field; none when the record as a whole is meant.
    pub field: Option<&'static Field>,
    /// Why.
    pub why: Unfit,
}

/// Why records were not changed. Nothing was.
#[derive(Debug)]
pub enum RecordError {
    /// The database.
    Store(StoreError),
    /// The person may not do it.
    NotAllowed {
        /// To what.
        noun: &'static Noun,
    },
    /// There is no such record, or the person may not know of it.
    Absent {
        /// What kind.
        noun: &'static Noun,
        /// What was asked for.
        asked: String,
    },
    /// Several records answer to the same words.
    Ambiguous {
        /// What kind.
        noun: &'static Noun,
        /// What was asked for.
        asked: String,
    },
    /// The record is not sound.
    Unfit {
        /// What kind.
        noun: &'static Noun,
        /// Everything wrong with it.
        flaws: Vec<Flaw>,
    },
    /// Somebody changed the record meanwhile.
    Stale(Box<Stale>),
    /// Other records lead to it.
    InUse {
        /// The record.
        title: String,
        /// What kind it is.
        by: &'static Noun,
        /// The table of what leads to it.
        table: String,
    },
    /// The act cannot be undone: these records were changed since.
    ChangedSince {
        /// What they are called.
        titles: Vec<String>,
    },
    /// There is no such act, or it was undone already, or changed nothing.
    NothingToUndo {
        /// What was asked for.
        asked: String,
    },
    /// A rule of whoever called.
    Refused(Unfit),
}

/// A record that somebody changed while another was changing it.
#[derive(Debug)]
pub struct Stale {
    /// What it says now.
    pub theirs: Record,
    /// What it would say.
    pub yours: Values,
    /// Who changed it last, and when.
    pub last: Option<String>,
}

impl Unfit {
    /// A reason in both languages.
    #[must_use]
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into() }
    }

    /// The words of another refusal.
    #[must_use]
    pub fn of(why: &impl InWords) -> Self {
        Self::new(why.in_words(Lang::Fr), why.in_words(Lang::En))
    }
}

impl Flaw {
    /// Something wrong with a field.
    #[must_use]
    pub fn on(field: &'static Field, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { field: Some(field), why: Unfit::new(fr, en) }
    }

    /// A field that every record must have is blank.
    pub(crate) fn missing(field: &'static Field) -> Self {
        Self::on(field, "une valeur est nécessaire", "a value is needed")
    }
}

impl Stale {
    /// Field by field, what it says now and what it would say.
    #[must_use]
    pub fn both(&self, lang: Lang) -> Vec<(&'static str, String, String)> {
        let differing = self.yours.differences(&self.theirs.values);
        differing
            .map(|(field, theirs, yours)| {
                (field.label.of(lang), theirs.shown(field, lang), yours.shown(field, lang))
            })
            .collect()
    }
}

impl Passing for RecordError {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_passing())
    }
}

impl From<StoreError> for RecordError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl InWords for Unfit {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.fr.clone(),
            Lang::En => self.en.clone(),
        }
    }
}

impl InWords for Flaw {
    fn in_words(&self, lang: Lang) -> String {
        let why = self.why.in_words(lang);
        match (self.field, lang) {
            (None, _) => why,
            (Some(field), Lang::Fr) => format!("{}\u{a0}: {why}", field.label.fr),
            (Some(field), Lang::En) => format!("{}: {why}", field.label.en),
        }
    }
}

impl InWords for RecordError {
    fn in_words(&self, lang: Lang) -> String {
        match self {
            Self::Store(error) => error.in_words(lang),
            Self::NotAllowed { noun } => not_allowed(noun, lang),
            Self::Absent { noun, asked } => absent(noun, asked, lang),
            Self::Ambiguous { noun, asked } => ambiguous(noun, asked, lang),
            Self::Unfit { flaws, .. } => {
                flaws.iter().map(|flaw| flaw.in_words(lang)).collect::<Vec<_>>().join("\n")
            }
            Self::Stale(stale) => told_stale(stale, lang),
            Self::InUse { title, by, table } => match lang {
                Lang::Fr => format!(
                    "{}\u{a0}: {} sert encore ({table})\u{a0}: retirez d’abord ce qui y mène",
                    by.one.fr,
                    quoted(title, lang)
                ),
                Lang::En => format!(
                    "{}: {} is still in use ({table}): first remove what leads to it",
                    by.one.en,
                    quoted(title, lang)
                ),
            },
            Self::ChangedSince { titles } => changed_since(titles, lang),
            Self::NothingToUndo { asked } => match lang {
                Lang::Fr => format!(
                    "rien à annuler sous {}\u{a0}: metier history montre les actes",
                    quoted(asked, lang)
                ),
                Lang::En => format!(
                    "nothing to undo under {}: metier history shows the acts",
                    quoted(asked, lang)
                ),
            },
            Self::Refused(why) => why.in_words(lang),
        }
    }
}

fn not_allowed(noun: &Noun, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "votre rôle ne permet pas cela ({})\u{a0}: demandez-le à la personne qui en a la charge",
            noun.many.fr
        ),
        Lang::En => {
            format!("your role does not allow this ({}): ask the person in charge", noun.many.en)
        }
    }
}

fn absent(noun: &Noun, asked: &str, lang: Lang) -> String {
    let asked = quoted(asked, lang);
    match lang {
        Lang::Fr => {
            format!("{}\u{a0}: {asked} introuvable parmi ce que vous pouvez voir", noun.one.fr)
        }
        Lang::En => format!("{}: {asked} not found among what you may see", noun.one.en),
    }
}

fn ambiguous(noun: &Noun, asked: &str, lang: Lang) -> String {
    let asked = quoted(asked, lang);
    let by = |lang| noun.keys.iter().map(|key| key.label.of(lang)).collect::<Vec<_>>().join(", ");
    match lang {
        Lang::Fr => format!(
            "{}\u{a0}: plusieurs répondent à {asked}\u{a0}; précisez par\u{a0}: {}",
            noun.one.fr,
            by(lang)
        ),
        Lang::En => {
            format!("{}: several answer to {asked}; name one by: {}", noun.one.en, by(lang))
        }
    }
}

fn told_stale(stale: &Stale, lang: Lang) -> String {
    let title = quoted(&stale.theirs.title(), lang);
    let by = stale.last.as_ref().map(|last| format!(" ({last})")).unwrap_or_default();
    let head = match lang {
        Lang::Fr => format!(
            "{title} a été modifié entre-temps{by}\u{a0}: rien n’a été enregistré\u{202f}; reprenez \
             à partir de la version actuelle"
        ),
        Lang::En => format!(
            "{title} was changed meanwhile{by}: nothing was saved; start again from the present \
             version"
        ),
    };
    let rows = stale.both(lang).into_iter().map(|(label, theirs, yours)| match lang {
        Lang::Fr => format!(
            "  {label}\u{a0}: actuellement «\u{a0}{theirs}\u{a0}», chez vous «\u{a0}{yours}\u{a0}»"
        ),
        Lang::En => format!("  {label}: now “{theirs}”, yours “{yours}”"),
    });
    std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
}

fn changed_since(titles: &[String], lang: Lang) -> String {
    const MOST: usize = 20;
    let shown = titles.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    let rest = titles.len().saturating_sub(MOST);
    let rest = if rest == 0 { String::new() } else { format!(" (+ {rest})") };
    match lang {
        Lang::Fr => format!(
            "annulation impossible\u{a0}: modifiés depuis\u{a0}: {shown}{rest}\u{202f}; annulez \
             d’abord ces modifications"
        ),
        Lang::En => {
            format!("cannot be undone: changed since: {shown}{rest}; undo those changes first")
        }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for RecordError {}

/// What a record that cannot be found was asked by.
pub(crate) fn absent_id(noun: &'static Noun, id: Uuid) -> RecordError {
    RecordError::Absent { noun, asked: id.to_string() }
}
