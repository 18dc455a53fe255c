//! Which records are meant, as it is typed.

use kernel::{InWords, Lang, quoted};
use records::{Asked, Cursor, Field, Filter, Flaw, Kind, Near, Noun, RecordError, Scope, Value};
use storage::Tx;
use travel::Point;
use uuid::Uuid;

use super::{args::Filters, fields};
use crate::desk::Desk;
use crate::exit::Failure;

/// Which records are meant, before anything is looked up.
pub(super) struct Typed {
    noun: &'static Noun,
    words: String,
    wheres: Vec<Where>,
    near: Option<Near>,
}

struct Where {
    field: &'static Field,
    compares: Compares,
    value: String,
}

#[derive(Clone, Copy)]
enum Compares {
    Is,
    From,
    Until,
}

impl Typed {
    /// Reads what is typed; tells everything that is wrong with it.
    pub(super) fn read(desk: &Desk, noun: &'static Noun, typed: &Filters) -> Result<Self, Failure> {
        let wheres = typed.wheres.iter().map(|typed| where_(noun, typed, desk.lang));
        let wheres = fields::all(wheres)?;
        let near = match (&typed.near, typed.km) {
            (Some(place), Some(km)) => Some(near(desk, noun, place, km)?),
            _ => None,
        };
        Ok(Self { noun, words: typed.search.clone().unwrap_or_default(), wheres, near })
    }

    /// Whether anything is typed at all.
    pub(super) fn is_all(&self) -> bool {
        self.words.trim().is_empty() && self.wheres.is_empty() && self.near.is_none()
    }

    /// What is asked, with the records that links name.
    pub(super) async fn asked(&self, tx: &mut Tx, scope: &Scope) -> Result<Asked, RecordError> {
        let mut filters = vec![];
        for Where { field, compares, value } in &self.wheres {
            let value = fields::value(tx, scope, field, value).await?;
            let value = value.map_err(|why| RecordError::Unfit {
                noun: self.noun,
                flaws: vec![Flaw { field: Some(field), why }],
            })?;
            filters.push(match (compares, value) {
                (_, Value::Absent) => Filter::Blank(field),
                (Compares::Is, value) => Filter::Among(field, vec![value]),
                (Compares::From, value) => Filter::From(field, value),
                (Compares::Until, value) => Filter::Until(field, value),
            });
        }
        Ok(Asked { words: self.words.clone(), filters, near: self.near, ..Asked::default() })
    }
}

/// `field=value`, `field>=value` or `field<=value`.
fn where_(noun: &Noun, typed: &str, lang: Lang) -> Result<Where, Failure> {
    let (before, value) = typed.split_once('=').unwrap_or((typed, ""));
    let (name, compares) = match before.strip_suffix(['<', '>']) {
        Some(name) if before.ends_with('<') => (name, Compares::Until),
        Some(name) => (name, Compares::From),
        None => (before, Compares::Is),
    };
    let field = fields::field(noun, name, lang)?;
    Ok(Where { field, compares, value: value.trim().to_owned() })
}

fn near(desk: &Desk, noun: &Noun, place: &str, km: f64) -> Result<Near, Failure> {
    let (Some(lat), Some(lon)) = (noun.field("lat"), noun.field("lon")) else {
        return Err(Failure::Usage(nowhere(noun, desk.lang)));
    };
    if !(0.0..=20_000.0).contains(&km) {
        return Err(Failure::Usage(match desk.lang {
            Lang::Fr => "--km\u{a0}: un nombre de kilomètres, par exemple 30".to_owned(),
            Lang::En => "--km: a number of kilometres, for example 30".to_owned(),
        }));
    }
    let point = if let Some(point) = typed_point(place) {
        point
    } else {
        let found = desk.surroundings.places.find(place);
        found.map_err(|why| Failure::Usage(why.in_words(desk.lang)))?.point
    };
    Ok(Near { lat, lon, point, km })
}

/// `47.06,-0.88`.
fn typed_point(place: &str) -> Option<Point> {
    let (lat, lon) = place.split_once(',')?;
    Point::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?).ok()
}

fn nowhere(noun: &Noun, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("--near\u{a0}: les {} n’ont pas de lieu", noun.many.fr),
        Lang::En => format!("--near: {} have no place", noun.many.en),
    }
}

/// The cursor as it is printed, and typed with `--after`.
pub(super) fn written(cursor: &Cursor) -> String {
    format!("{}.{}", cursor.id.simple(), cursor.sort_key.replace(' ', "_"))
}

/// A cursor as it is typed.
pub(super) fn cursor(typed: &str, lang: Lang) -> Result<Cursor, Failure> {
    let read = || {
        let (id, sort_key) = typed.split_once('.')?;
        Some(Cursor { id: Uuid::try_parse(id).ok()?, sort_key: sort_key.replace('_', " ") })
    };
    read().ok_or_else(|| {
        let given = quoted(typed, lang);
        Failure::Usage(match lang {
            Lang::Fr => format!("--after\u{a0}: {given} n’est pas la suite d’une liste"),
            Lang::En => format!("--after: {given} is not the rest of a list"),
        })
    })
}

/// What a field takes, in a few words for the help.
pub(crate) fn takes(field: &Field, lang: Lang) -> String {
    let (fr, en) = match &field.kind {
        Kind::Text { .. } => ("texte", "text"),
        Kind::Code(_) => ("code", "code"),
        Kind::Whole { .. } => ("nombre entier", "whole number"),
        Kind::Decimal { .. } => ("nombre", "number"),
        Kind::Day => ("date", "date"),
        Kind::YesNo => ("oui ou non", "yes or no"),
        Kind::List => ("textes séparés par |", "texts with | between"),
        Kind::OneOf(choices) | Kind::SomeOf(choices) => {
            return choices.iter().map(|choice| choice.code).collect::<Vec<_>>().join(", ");
        }
        Kind::Link(to) => (to.one.fr, to.one.en),
    };
    match lang {
        Lang::Fr => fr.to_owned(),
        Lang::En => en.to_owned(),
    }
}
