//! A kind of record, described once: its table, its fields, what identifies one, what makes
//! one sound.

use std::{fmt, pin::Pin, ptr};

use jiff::civil::Date;
use places::Places;
use storage::Tx;
use uuid::Uuid;

use crate::{Field, Flaw, Kind, RecordError, Unit, Values, Words};

/// A kind of record.
pub struct Noun {
    /// The table.
    pub table: &'static str,
    /// What one is called.
    pub one: Words,
    /// What several are called.
    pub many: Words,
    /// What each says.
    pub fields: &'static [&'static Field],
    /// The fields by which one is found, the usual one first.
    pub keys: &'static [&'static Field],
    /// The fields that name one to people, and sort them.
    pub title: &'static [&'static Field],
    /// The fields whose words are searched.
    pub searched: &'static [&'static Field],
    /// The field that says whose each is, filled with the writer's own when left blank.
    pub owner: Option<&'static Field>,
    /// The field that says who brought each, filled with whoever makes one.
    pub brought_by: Option<&'static Field>,
    /// Whether they are about people, so that reading them is journalled.
    pub is_personal: bool,
    /// Completes one, and tells everything that is wrong with it over several fields.
    pub check: fn(&mut Values, &Surroundings) -> Vec<Flaw>,
    /// What else belongs to the act that changes some of them: looks at other records, completes
    /// these, adds changes; tells what is wrong with which.
    pub follow: Option<Follow>,
}

/// Looks at the records of a noun that an act changes, before anything is kept.
pub type Follow = for<'a, 's> fn(&'a mut Tx, &'a mut Unit<'s>, &'a Surroundings) -> Following<'a>;

/// What a [`Follow`] finds wrong: the record, and why.
pub type Following<'a> =
    Pin<Box<dyn Future<Output = Result<Vec<(Uuid, Flaw)>, RecordError>> + Send + 'a>>;

/// What a check may look at besides the record.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Where communes are.
    pub places: Places,
    /// The day.
    pub today: Date,
}

impl Noun {
    /// The place of a field in the values of a record.
    ///
    /// # Panics
    /// When the field is not one of this noun's: an error of the program.
    #[must_use]
    pub fn index(&self, field: &Field) -> usize {
        let place = self.fields.iter().position(|own| own.is(field));
        place.unwrap_or_else(|| panic!("{} has no field {}", self.table, field.name))
    }

    /// The field of this name, if there is one.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name).copied()
    }

    /// The fields that lead to other records, and the nouns of those.
    pub fn links(&self) -> impl Iterator<Item = (&'static Field, &'static Noun)> + use<> {
        self.fields.iter().filter_map(|field| match field.kind {
            Kind::Link(noun) => Some((*field, noun)),
            _ => None,
        })
    }

    /// Whether it is the very same noun.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }

    /// The names of the columns of the fields.
    pub(crate) fn columns(&self) -> String {
        self.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ")
    }
}

/// The check of a noun whose fields do not depend on each other.
#[must_use]
pub fn sound(_: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    vec![]
}

impl fmt::Debug for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Noun({})", self.table)
    }
}
