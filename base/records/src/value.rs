//! What stands in a field.

use jiff::civil::Date;
use kernel::{Lang, fold};
use serde_json::Value as Json;
use storage::{Arg, Row, StoreError};
use tables::{CellProblem, Problem, nearest, value};
use uuid::Uuid;

use crate::{Choice, Field, Kind, Unfit};

/// What stands in a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Absent,
    /// A text, a code, one of a list; several with `|` between them.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Decimal(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    YesNo(bool),
    /// Another record.
    Link(Uuid),
}

impl Value {
    /// A text; nothing if it is blank.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Absent } else { Self::Text(text.trim().to_owned()) }
    }

    /// Reads what was typed in a field that is no link.
    pub fn read(field: &Field, typed: &str) -> Result<Self, Unfit> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(Self::Absent);
        }
        let refused = |problem: CellProblem| unfit(&problem.into(), typed);
        match &field.kind {
            Kind::Text { most } => text(typed, *most).map(Self::Text),
            Kind::Code(read) => read(typed).map(Self::Text),
            Kind::Whole { least, most } => {
                let number = value::whole(typed).ok_or_else(|| refused(CellProblem::NotWhole))?;
                let out = || refused(out_of(least.to_string(), most.to_string()));
                (*least..=*most).contains(&number).then_some(Self::Whole(number)).ok_or_else(out)
            }
            Kind::Decimal { least, most } => {
                let number =
                    value::decimal(typed).ok_or_else(|| refused(CellProblem::NotDecimal))?;
                let out = || refused(out_of(least.to_string(), most.to_string()));
                (*least..=*most).contains(&number).then_some(Self::Decimal(number)).ok_or_else(out)
            }
            Kind::Day => {
                value::date(typed).map(Self::Day).ok_or_else(|| refused(CellProblem::NotDate))
            }
            Kind::YesNo => {
                value::yes_no(typed).map(Self::YesNo).ok_or_else(|| refused(CellProblem::NotYesNo))
            }
            Kind::OneOf(choices) => choice(typed, choices).map(Self::Text),
            Kind::List => Ok(list(typed)),
            Kind::SomeOf(choices) => {
                let codes = items(typed).map(|item| choice(item, choices));
                Ok(joined(&codes.collect::<Result<Vec<_>, _>>()?))
            }
            Kind::Link(_) => Uuid::try_parse(typed).map(Self::Link).map_err(|_| {
                Unfit::new("ce lien ne mène à aucune fiche", "this link leads to no record")
            }),
        }
    }

    /// As it is written in a file, and read back the same. A link is told by whoever knows
    /// what it leads to.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::YesNo(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
            Self::Link(id) => id.to_string(),
        }
    }

    /// As people read it.
    #[must_use]
    pub fn shown(&self, field: &Field, lang: Lang) -> String {
        match (self, &field.kind, lang) {
            (Self::Text(codes), Kind::OneOf(choices) | Kind::SomeOf(choices), _) => {
                let label = |code: &str| {
                    let choice = choices.iter().find(|choice| choice.code == code);
                    choice.map_or(code.to_owned(), |choice| choice.label.of(lang).to_owned())
                };
                items(codes).map(label).collect::<Vec<_>>().join(", ")
            }
            (Self::Text(texts), Kind::List, _) => items(texts).collect::<Vec<_>>().join(", "),
            (Self::Day(day), _, Lang::Fr) => day.strftime("%d/%m/%Y").to_string(),
            (Self::YesNo(true), _, Lang::Fr) => "oui".to_owned(),
            (Self::YesNo(false), _, Lang::Fr) => "non".to_owned(),
            _ => self.written(),
        }
    }

    /// Reads a column.
    pub(crate) fn of_row(field: &Field, row: &Row, at: usize) -> Result<Self, StoreError> {
        Ok(match field.kind {
            Kind::Text { .. } | Kind::Code(_) | Kind::OneOf(_) | Kind::List | Kind::SomeOf(_) => {
                row.opt_text(at)?.map_or(Self::Absent, Self::Text)
            }
            Kind::Whole { .. } => row.opt_whole(at)?.map_or(Self::Absent, Self::Whole),
            Kind::Decimal { .. } => row.opt_decimal(at)?.map_or(Self::Absent, Self::Decimal),
            Kind::Day => row.opt_date(at)?.map_or(Self::Absent, Self::Day),
            Kind::YesNo => {
                row.opt_whole(at)?.map_or(Self::Absent, |number| Self::YesNo(number != 0))
            }
            Kind::Link(_) => row.opt_id(at)?.map_or(Self::Absent, Self::Link),
        })
    }

    /// Binds it to a column.
    pub(crate) fn arg(&self, field: &Field) -> Arg {
        match (self, &field.kind) {
            (Self::Absent, Kind::Whole { .. } | Kind::YesNo) => Arg::Whole(None),
            (Self::Absent, Kind::Decimal { .. }) => Arg::Decimal(None),
            (Self::Absent, _) => Arg::Text(None),
            (Self::Text(text), _) => text.as_str().into(),
            (Self::Whole(number), _) => (*number).into(),
            (Self::Decimal(number), _) => (*number).into(),
            (Self::Day(day), _) => (*day).into(),
            (Self::YesNo(is_so), _) => (*is_so).into(),
            (Self::Link(id), _) => (*id).into(),
        }
    }

    /// As the journal keeps it.
    pub(crate) fn json(&self) -> Json {
        match self {
            Self::Absent => Json::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Whole(number) => (*number).into(),
            Self::Decimal(number) => (*number).into(),
            Self::Day(day) => day.to_string().into(),
            Self::YesNo(is_so) => (*is_so).into(),
            Self::Link(id) => id.to_string().into(),
        }
    }

    /// As it was before the journal kept it; none if the field holds other things today.
    pub(crate) fn of_json(field: &Field, json: &Json) -> Option<Self> {
        Some(match (&field.kind, json) {
            (_, Json::Null) => Self::Absent,
            (Kind::Whole { .. }, Json::Number(number)) => Self::Whole(number.as_i64()?),
            (Kind::Decimal { .. }, Json::Number(number)) => Self::Decimal(number.as_f64()?),
            (Kind::Day, Json::String(day)) => Self::Day(day.parse().ok()?),
            (Kind::YesNo, Json::Bool(is_so)) => Self::YesNo(*is_so),
            (Kind::Link(_), Json::String(id)) => Self::Link(Uuid::try_parse(id).ok()?),
            (
                Kind::Whole { .. } | Kind::Decimal { .. } | Kind::Day | Kind::YesNo | Kind::Link(_),
                _,
            ) => return None,
            (_, Json::String(text)) => Self::Text(text.clone()),
            _ => return None,
        })
    }
}

/// The texts of a list.
pub(crate) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').map(str::trim).filter(|item| !item.is_empty())
}

fn list(typed: &str) -> Value {
    joined(&items(typed).map(str::to_owned).collect::<Vec<_>>())
}

fn joined(items: &[String]) -> Value {
    if items.is_empty() { Value::Absent } else { Value::Text(items.join("|")) }
}

fn text(typed: &str, most: usize) -> Result<String, Unfit> {
    if most < typed.chars().count() {
        return Err(Unfit::new(
            format!("texte trop long\u{a0}: {most} caractères au plus"),
            format!("text too long: {most} characters at most"),
        ));
    }
    if typed.contains('\0') {
        return Err(Unfit::new(
            "caractère interdit dans le texte\u{a0}: recopiez-le à la main",
            "forbidden character in the text: type it by hand",
        ));
    }
    Ok(typed.to_owned())
}

/// A choice by its code or by what people call it.
fn choice(typed: &str, choices: &[Choice]) -> Result<String, Unfit> {
    let wanted = fold(typed);
    let names = |choice: &Choice| [choice.code, choice.label.fr, choice.label.en];
    let found = choices.iter().find(|choice| names(choice).iter().any(|n| fold(n) == wanted));
    found.map(|choice| choice.code.to_owned()).ok_or_else(|| {
        let labels = |lang: Lang| {
            let labels = choices.iter().map(|choice| choice.label.of(lang));
            let near = nearest(typed, labels.clone());
            let list = labels.collect::<Vec<_>>().join(", ");
            (near, list)
        };
        let given = |lang| kernel::quoted(typed, lang);
        let ((near_fr, fr), (near_en, en)) = (labels(Lang::Fr), labels(Lang::En));
        let near_fr = near_fr.map(|n| format!("vouliez-vous dire «\u{a0}{n}\u{a0}»\u{a0}? "));
        let near_en = near_en.map(|near| format!("did you mean “{near}”? "));
        Unfit::new(
            format!(
                "{} n’est pas prévu\u{a0}: {}choisissez parmi\u{a0}: {fr}",
                given(Lang::Fr),
                near_fr.unwrap_or_default()
            ),
            format!(
                "{} is not known: {}choose one of: {en}",
                given(Lang::En),
                near_en.unwrap_or_default()
            ),
        )
    })
}

fn out_of(least: String, most: String) -> CellProblem {
    CellProblem::OutOfRange { least, most }
}

fn unfit(problem: &Problem, typed: &str) -> Unfit {
    Unfit::new(problem.on_value(typed, Lang::Fr), problem.on_value(typed, Lang::En))
}
