//! What is asked of the records of a noun.

use std::collections::BTreeSet;

use storage::Arg;
use travel::Point;
use uuid::Uuid;

use crate::{Field, Noun, Record, Value};

/// What is asked of the records of a noun.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Words that each must have, or begin, whatever their case and accents.
    pub words: String,
    /// What each must say.
    pub filters: Vec<Filter>,
    /// Only those around a point.
    pub near: Option<Near>,
    /// Only those after this one, for the next page.
    pub after: Option<Cursor>,
    /// The most of them.
    pub most: usize,
}

/// What a record must say.
#[derive(Clone, Debug)]
pub enum Filter {
    /// This, or one of these.
    Among(&'static Field, Vec<Value>),
    /// Nothing.
    Blank(&'static Field),
    /// This or more.
    From(&'static Field, Value),
    /// This or less.
    Until(&'static Field, Value),
    /// One of these identifiers.
    Ids(Vec<Uuid>),
}

/// Around a point.
#[derive(Clone, Copy, Debug)]
pub struct Near {
    /// The field of the latitude.
    pub lat: &'static Field,
    /// The field of the longitude.
    pub lon: &'static Field,
    /// The point.
    pub point: Point,
    /// At most so many kilometres as the crow flies.
    pub km: f64,
}

/// Where a page ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The key that sorts the last record.
    pub sort_key: String,
    /// The last record.
    pub id: Uuid,
}

/// Some records, in the order of their titles.
#[derive(Clone, Debug)]
pub struct Page {
    /// The records.
    pub records: Vec<Record>,
    /// Where the next page begins; none after the last.
    pub next: Option<Cursor>,
}

impl Default for Asked {
    fn default() -> Self {
        Self { words: String::new(), filters: vec![], near: None, after: None, most: usize::MAX }
    }
}

impl Asked {
    /// All that say this.
    #[must_use]
    pub fn only(field: &'static Field, value: impl Into<Value>) -> Self {
        Self::default().and(field, value)
    }

    /// The same, that also say this.
    #[must_use]
    pub fn and(mut self, field: &'static Field, value: impl Into<Value>) -> Self {
        self.filters.push(Filter::Among(field, vec![value.into()]));
        self
    }

    /// Whether it asks for any word.
    pub(crate) fn has_words(&self) -> bool {
        !kernel::fold(&self.words).trim().is_empty()
    }

    /// The fields that records of this noun are asked by.
    pub(crate) fn fields(&self, noun: &'static Noun) -> impl Iterator<Item = &'static Field> {
        let near = self.near.iter().flat_map(|near| [near.lat, near.lon]);
        let searched = if self.has_words() { noun.searched } else { &[] };
        let filtered = self.filters.iter().filter_map(Filter::field);
        filtered.chain(near).chain(searched.iter().copied())
    }
}

impl Filter {
    pub(crate) fn field(&self) -> Option<&'static Field> {
        match self {
            Self::Among(field, _)
            | Self::Blank(field)
            | Self::From(field, _)
            | Self::Until(field, _) => Some(field),
            Self::Ids(_) => None,
        }
    }

    pub(crate) fn condition(&self, table: &str) -> (String, Vec<Arg>) {
        match self {
            // PostgreSQL refuses an empty list.
            Self::Among(_, values) if values.is_empty() => ("1 = 0".to_owned(), vec![]),
            Self::Ids(ids) if ids.is_empty() => ("1 = 0".to_owned(), vec![]),
            Self::Among(field, values) => (
                format!("{table}.{} in ({})", field.name, vec!["?"; values.len()].join(", ")),
                values.iter().map(|value| value.arg(field)).collect(),
            ),
            Self::Blank(field) => (format!("{table}.{} is null", field.name), vec![]),
            Self::From(field, value) => {
                (format!("{table}.{} >= ?", field.name), vec![value.arg(field)])
            }
            Self::Until(field, value) => {
                (format!("{table}.{} <= ?", field.name), vec![value.arg(field)])
            }
            Self::Ids(ids) => {
                let distinct: BTreeSet<Uuid> = ids.iter().copied().collect();
                let holes = vec!["?"; distinct.len()].join(", ");
                (format!("{table}.id in ({holes})"), distinct.into_iter().map(Into::into).collect())
            }
        }
    }
}

/// Kilometres of one degree of latitude.
const DEGREE_KM: f64 = 111.2;

impl Near {
    /// The box around the circle, which an index serves; the circle is looked at after.
    pub(crate) fn condition(&self, table: &str) -> (String, Vec<Arg>) {
        let (lat, lon) = (self.point.lat(), self.point.lon());
        let half = self.km / DEGREE_KM;
        let wide = half / lat.to_radians().cos().max(0.01);
        let text = format!(
            "{table}.{} between ? and ? and {table}.{} between ? and ?",
            self.lat.name, self.lon.name
        );
        let args = [lat - half, lat + half, lon - wide, lon + wide];
        (text, args.map(Into::into).to_vec())
    }

    /// Whether a record lies in the circle.
    pub(crate) fn has(&self, record: &Record) -> bool {
        self.distance_km(record).is_some_and(|km| km <= self.km)
    }

    /// Kilometres from the point to a record, as the crow flies.
    #[must_use]
    pub fn distance_km(&self, record: &Record) -> Option<f64> {
        let (lat, lon) = (record.decimal(self.lat)?, record.decimal(self.lon)?);
        Some(travel::km(self.point, Point::new(lat, lon).ok()?))
    }
}
