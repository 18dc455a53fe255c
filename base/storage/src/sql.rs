//! A statement and its arguments, written once for both engines.

use std::{borrow::Cow, fmt::Write};

use jiff::{Timestamp, civil::Date};
use sqlx::{Any, AssertSqlSafe, any::AnyArguments, query::Query};
use uuid::Uuid;

use crate::Engine;

/// A statement with `?` for each argument. Its text is part of the program, never of what
/// people type: values are bound.
#[derive(Clone, Debug)]
pub struct Sql {
    text: Cow<'static, str>,
    args: Vec<Arg>,
}

/// A value bound to a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text, or null.
    Text(Option<String>),
    /// A whole number, or null.
    Whole(Option<i64>),
    /// A number, or null.
    Decimal(Option<f64>),
    /// Bytes, or null.
    Bytes(Option<Vec<u8>>),
}

/// A statement of the program, without its arguments.
#[must_use]
pub const fn sql(text: &'static str) -> Sql {
    Sql { text: Cow::Borrowed(text), args: Vec::new() }
}

impl Sql {
    /// A statement put together from names that stand in the program.
    #[must_use]
    pub const fn of_names(text: String) -> Self {
        Self { text: Cow::Owned(text), args: Vec::new() }
    }

    /// Binds the next argument.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Arg>) -> Self {
        self.args.push(value.into());
        self
    }

    /// Binds the next arguments.
    #[must_use]
    pub fn bind_all<A: Into<Arg>>(mut self, values: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(values.into_iter().map(Into::into));
        self
    }

    /// The text as the engine wants it. SQLite finds `?` at once but searches a list for each
    /// `$1`: with the thousands of a bulk insert that is twenty times slower.
    fn into_parts(self, engine: Engine) -> (String, Vec<Arg>) {
        let text = match engine {
            Engine::Sqlite => self.text.into_owned(),
            Engine::Postgres => numbered(&self.text),
        };
        (text, self.args)
    }
}

/// `?`, `?`, … as `$1`, `$2`, …
fn numbered(text: &str) -> String {
    let mut parts = text.split('?');
    let mut numbered = parts.next().unwrap_or_default().to_owned();
    for (number, part) in (1..).zip(parts) {
        // Writing to a string cannot fail.
        let _ = write!(numbered, "${number}");
        numbered.push_str(part);
    }
    numbered
}

/// `(?, ?), (?, ?)`: so many rows of so many values.
#[must_use]
pub fn holes(n_rows: usize, n_columns: usize) -> String {
    let row = format!("({})", vec!["?"; n_columns].join(", "));
    vec![row; n_rows].join(", ")
}

/// How many arguments a statement has that a connection keeps for the next time: those of bulk
/// work are as large as they are rare.
const MOST_KEPT: usize = 100;

/// A statement for the driver.
pub(crate) fn query(sql: Sql, engine: Engine) -> Query<'static, Any, AnyArguments> {
    let (text, args) = sql.into_parts(engine);
    let query = sqlx::query(AssertSqlSafe(text)).persistent(args.len() <= MOST_KEPT);
    args.into_iter().fold(query, |query, arg| match arg {
        Arg::Text(text) => query.bind(text),
        Arg::Whole(number) => query.bind(number),
        Arg::Decimal(Some(number)) => query.bind(number),
        // The driver takes the nulls of long and short decimals for each other, and PostgreSQL
        // keeps the width of the first that it sees.
        Arg::Decimal(None) => query.bind(None::<f32>),
        Arg::Bytes(bytes) => query.bind(bytes),
    })
}

macro_rules! arg {
    ($($Value:ty => |$value:ident| $arg:expr;)*) => {
        $(impl From<$Value> for Arg {
            fn from($value: $Value) -> Self {
                $arg
            }
        })*
    };
}

arg! {
    &str => |text| Self::Text(Some(text.to_owned()));
    String => |text| Self::Text(Some(text));
    Option<String> => |text| Self::Text(text);
    Option<&str> => |text| Self::Text(text.map(str::to_owned));
    Uuid => |id| Self::Text(Some(id.to_string()));
    Option<Uuid> => |id| Self::Text(id.map(|id| id.to_string()));
    Date => |day| Self::Text(Some(day.to_string()));
    Option<Date> => |day| Self::Text(day.map(|day| day.to_string()));
    Timestamp => |at| Self::Text(Some(stamp(at)));
    Option<Timestamp> => |at| Self::Text(at.map(stamp));
    i64 => |number| Self::Whole(Some(number));
    Option<i64> => |number| Self::Whole(number);
    u32 => |number| Self::Whole(Some(number.into()));
    bool => |is_so| Self::Whole(Some(is_so.into()));
    f64 => |number| Self::Decimal(Some(number));
    Option<f64> => |number| Self::Decimal(number);
    Vec<u8> => |bytes| Self::Bytes(Some(bytes));
}

/// An instant as text that sorts in time: always with microseconds.
fn stamp(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_gets_the_placeholders_that_it_reads_fastest() {
        let statement = || sql("select a from t where b = ? and c in (?, ?)");
        assert_eq!(
            statement().into_parts(Engine::Postgres).0,
            "select a from t where b = $1 and c in ($2, $3)"
        );
        assert_eq!(statement().into_parts(Engine::Sqlite).0, statement().text);
    }

    #[test]
    fn instants_sort_as_text() {
        let at = |text: &str| stamp(text.parse().unwrap());
        assert!(at("2026-06-03T08:00:00Z") < at("2026-06-03T08:00:00.5Z"));
        assert!(at("2026-06-03T08:00:00.5Z") < at("2026-06-03T08:00:01Z"));
    }
}
