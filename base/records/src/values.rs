//! What a record says, field by field.

use jiff::civil::Date;
use kernel::{Lang, fold};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::{Field, Noun, Value, value};

/// What a record says, field by field.
#[derive(Clone, Debug)]
pub struct Values {
    noun: &'static Noun,
    // Invariant: as many as the noun has fields.
    values: Vec<Value>,
}

impl Values {
    /// A record that says nothing yet.
    #[must_use]
    pub fn blank(noun: &'static Noun) -> Self {
        Self { noun, values: vec![Value::Absent; noun.fields.len()] }
    }

    pub(crate) fn of(noun: &'static Noun, values: Vec<Value>) -> Self {
        debug_assert_eq!(noun.fields.len(), values.len(), "{noun:?}");
        Self { noun, values }
    }

    /// What kind of record it is.
    #[must_use]
    pub const fn noun(&self) -> &'static Noun {
        self.noun
    }

    /// What stands in a field.
    #[must_use]
    pub fn get(&self, field: &Field) -> &Value {
        &self.values[self.noun.index(field)]
    }

    /// The same values with another one in a field.
    #[must_use]
    pub fn with(mut self, field: &Field, value: impl Into<Value>) -> Self {
        self.set(field, value);
        self
    }

    /// Puts a value in a field.
    pub fn set(&mut self, field: &Field, value: impl Into<Value>) {
        let at = self.noun.index(field);
        self.values[at] = value.into();
    }

    /// The fields and what stands in them.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Field, &Value)> {
        self.noun.fields.iter().copied().zip(&self.values)
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: &Field) -> Option<&str> {
        match self.get(field) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a field that holds several.
    pub fn list(&self, field: &Field) -> impl Iterator<Item = &str> {
        value::items(self.text(field).unwrap_or_default())
    }

    /// The whole number of a field.
    #[must_use]
    pub fn whole(&self, field: &Field) -> Option<i64> {
        match self.get(field) {
            Value::Whole(number) => Some(*number),
            _ => None,
        }
    }

    /// The number of a field.
    #[must_use]
    pub fn decimal(&self, field: &Field) -> Option<f64> {
        match self.get(field) {
            Value::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// The day of a field.
    #[must_use]
    pub fn day(&self, field: &Field) -> Option<Date> {
        match self.get(field) {
            Value::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// Whether a field says yes; nothing if it says nothing.
    #[must_use]
    pub fn yes_no(&self, field: &Field) -> Option<bool> {
        match self.get(field) {
            Value::YesNo(is_so) => Some(*is_so),
            _ => None,
        }
    }

    /// The record that a field leads to.
    #[must_use]
    pub fn link(&self, field: &Field) -> Option<Uuid> {
        match self.get(field) {
            Value::Link(id) => Some(*id),
            _ => None,
        }
    }

    /// What names the record to people.
    #[must_use]
    pub fn title(&self) -> String {
        let parts = self.noun.title.iter().map(|field| self.get(field).shown(field, Lang::Fr));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What sorts the record: the same in both engines.
    pub(crate) fn sort_key(&self) -> String {
        sort_key(&self.title())
    }

    /// The words by which it is found.
    pub(crate) fn words(&self) -> Vec<String> {
        let texts = self.noun.searched.iter().map(|field| fold(&self.get(field).written()));
        let mut words: Vec<String> = texts
            .flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .filter(|word| !word.is_empty())
            .map(|word| begun(word, A_WORD))
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Everything that it says, as the journal keeps it.
    pub(crate) fn json(&self) -> String {
        let said = self.iter().filter(|(_, value)| **value != Value::Absent);
        object(said.map(|(field, value)| (field.name, value.json())))
    }

    /// What it says otherwise than another, as the journal keeps it: the other, then this.
    pub(crate) fn json_against(&self, before: &Self) -> (String, String) {
        let differing = || self.differences(before);
        (
            object(differing().map(|(field, was, _)| (field.name, was.json()))),
            object(differing().map(|(field, _, is)| (field.name, is.json()))),
        )
    }

    /// The fields that say otherwise than before, what was there and what is.
    pub fn differences<'a>(
        &'a self,
        before: &'a Self,
    ) -> impl Iterator<Item = (&'static Field, &'a Value, &'a Value)> {
        let both = before.values.iter().zip(&self.values);
        let all = self.noun.fields.iter().copied().zip(both);
        all.filter(|(_, (was, is))| was != is).map(|(field, (was, is))| (field, was, is))
    }

    /// The same values with those that the journal kept; none if a field of then is not there
    /// any more, or holds other things.
    pub(crate) fn with_json(mut self, json: &str) -> Option<Self> {
        let kept: Map<String, Json> = serde_json::from_str(json).ok()?;
        for (name, value) in &kept {
            let field = self.noun.field(name)?;
            self.set(field, Value::of_json(field, value)?);
        }
        Some(self)
    }
}

/// The most letters of a title that sort it, and of a word that find it: indexes take no more.
const A_TITLE: usize = 200;
/// The same for a word.
pub(crate) const A_WORD: usize = 60;

/// What sorts a record of this title.
pub(crate) fn sort_key(title: &str) -> String {
    begun(fold(title), A_TITLE)
}

/// The beginning of a text.
pub(crate) fn begun(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
    }
    text
}

fn object<'f>(fields: impl Iterator<Item = (&'f str, Json)>) -> String {
    let object: Map<String, Json> = fields.map(|(name, value)| (name.to_owned(), value)).collect();
    Json::Object(object).to_string()
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.noun.is(other.noun) && self.values == other.values
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

impl From<bool> for Value {
    fn from(is_so: bool) -> Self {
        Self::YesNo(is_so)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Link(id)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}
