//! What a record says of one thing: the column, its words, what may stand in it.

use std::{fmt, ptr};

use kernel::{InWords, Lang};

use crate::{Noun, Unfit};

/// What every record of a noun says of one thing. Its name is the column of the table and
/// the header of a file.
pub struct Field {
    /// The name, in `snake_case`.
    pub name: &'static str,
    /// What people call it.
    pub label: Words,
    /// Other headers that name it.
    pub synonyms: &'static [&'static str],
    /// What may stand in it.
    pub kind: Kind,
    /// Whether every record has it.
    pub is_required: bool,
    /// Whether no two records of the tenant have the same.
    pub is_unique: bool,
}

/// A word in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// What may stand in a field.
pub enum Kind {
    /// A text of at most so many characters.
    Text {
        /// The most characters.
        most: usize,
    },
    /// A text that is checked, and kept as the check writes it.
    Code(fn(&str) -> Result<String, Unfit>),
    /// A whole number.
    Whole {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// A number.
    Decimal {
        /// The least.
        least: f64,
        /// The most.
        most: f64,
    },
    /// A day.
    Day,
    /// Yes or no.
    YesNo,
    /// One of a closed list.
    OneOf(&'static [Choice]),
    /// Several texts, with `|` between them in a file.
    List,
    /// Several of a closed list.
    SomeOf(&'static [Choice]),
    /// A record of this noun or another.
    Link(&'static Noun),
}

/// One of a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How it is kept.
    pub code: &'static str,
    /// What people call it.
    pub label: Words,
}

/// The longest a name may be.
const A_NAME: usize = 200;
/// The longest a note may be.
const A_NOTE: usize = 4_000;

impl Field {
    const fn new(name: &'static str, fr: &'static str, en: &'static str, kind: Kind) -> Self {
        let label = Words { fr, en };
        Self { name, label, synonyms: &[], kind, is_required: false, is_unique: false }
    }

    /// A text as long as a name.
    #[must_use]
    pub const fn text(name: &'static str, fr: &'static str, en: &'static str) -> Self {
        Self::new(name, fr, en, Kind::Text { most: A_NAME })
    }

    /// A text as long as a note.
    #[must_use]
    pub const fn note(name: &'static str, fr: &'static str, en: &'static str) -> Self {
        Self::new(name, fr, en, Kind::Text { most: A_NOTE })
    }

    /// A text that is checked.
    #[must_use]
    pub const fn code(
        name: &'static str,
        fr: &'static str,
        en: &'static str,
        read: fn(&str) -> Result<String, Unfit>,
    ) -> Self {
        Self::new(name, fr, en, Kind::Code(read))
    }

    /// A whole number in these bounds.
    #[must_use]
    pub const fn whole(
        name: &'static str,
        fr: &'static str,
        en: &'static str,
        (least, most): (i64, i64),
    ) -> Self {
        Self::new(name, fr, en, Kind::Whole { least, most })
    }

    /// A number in these bounds.
    #[must_use]
    pub const fn decimal(
        name: &'static str,
        fr: &'static str,
        en: &'static str,
        (least, most): (f64, f64),
    ) -> Self {
        Self::new(name, fr, en, Kind::Decimal { least, most })
    }

    /// A day.
    #[must_use]
    pub const fn day(name: &'static str, fr: &'static str, en: &'static str) -> Self {
        Self::new(name, fr, en, Kind::Day)
    }

    /// Yes or no.
    #[must_use]
    pub const fn yes_no(name: &'static str, fr: &'static str, en: &'static str) -> Self {
        Self::new(name, fr, en, Kind::YesNo)
    }

    /// One of a closed list.
    #[must_use]
    pub const fn one_of(
        name: &'static str,
        fr: &'static str,
        en: &'static str,
        choices: &'static [Choice],
    ) -> Self {
        Self::new(name, fr, en, Kind::OneOf(choices))
    }

    /// Several of a closed list.
    #[must_use]
    pub const fn some_of(
        name: &'static str,
        fr: &'static str,
        en: &'static str,
        choices: &'static [Choice],
    ) -> Self {
        Self::new(name, fr, en, Kind::SomeOf(choices))
    }

    /// Several texts.
    #[must_use]
    pub const fn list(name: &'static str, fr: &'static str, en: &'static str) -> Self {
        Self::new(name, fr, en, Kind::List)
    }

    /// Another record.
    #[must_use]
    pub const fn link(
        name: &'static str,
        fr: &'static str,
        en: &'static str,
        to: &'static Noun,
    ) -> Self {
        Self::new(name, fr, en, Kind::Link(to))
    }

    /// The same field, that every record must have.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// The same field, of which no two records of the tenant have the same.
    #[must_use]
    pub const fn unique(self) -> Self {
        Self { is_unique: true, ..self }
    }

    /// The same field, found under these headers too.
    #[must_use]
    pub const fn also(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }

    /// The choice of a code, in a field that is one or some of a closed list.
    #[must_use]
    pub fn choice(&self, code: &str) -> Option<&'static Choice> {
        match self.kind {
            Kind::OneOf(choices) | Kind::SomeOf(choices) => {
                choices.iter().find(|choice| choice.code == code)
            }
            _ => None,
        }
    }

    /// Whether it is the very same field.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl Choice {
    /// A choice.
    #[must_use]
    pub const fn new(code: &'static str, fr: &'static str, en: &'static str) -> Self {
        Self { code, label: Words { fr, en } }
    }
}

impl Words {
    /// A word in both languages.
    #[must_use]
    pub const fn new(fr: &'static str, en: &'static str) -> Self {
        Self { fr, en }
    }

    /// The word in a language.
    #[must_use]
    pub const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

impl InWords for Words {
    fn in_words(&self, lang: Lang) -> String {
        self.of(lang).to_owned()
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.name)
    }
}
