//! The statements by which records are read.

use storage::{Arg, Engine, Sql};

use crate::{Asked, Cursor, Kind, Noun, Scope, words};

/// How a statement goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the engine thinks best.
    Best,
    /// Through the first records of all, by their titles.
    First,
    /// Through the whole table.
    Whole,
}

/// How many are the first records of all: reading them takes a millisecond.
const N_FIRST: usize = 1_000;

/// Whether no index helps to find the records that are asked for. SQLite does not know how few
/// of them there are, and follows the order of the titles through the whole table, row by row:
/// that takes ten times as long as reading it from end to end.
pub(crate) fn is_unaided(engine: Engine, scope: &Scope, noun: &Noun, asked: &Asked) -> bool {
    let is_indexed = |field: &crate::Field| {
        let is_key = noun.keys.iter().any(|key| key.is(field));
        is_key || field.is_unique || matches!(field.kind, Kind::Link(_))
    };
    engine == Engine::Sqlite
        && !asked.has_words()
        && asked.near.is_none()
        && *scope.reads(noun) == crate::Sees::All
        && !asked.filters.is_empty()
        && asked.filters.iter().all(|filter| filter.field().is_some_and(|field| !is_indexed(field)))
}

/// The records that are asked for, and one more if there are more.
pub(crate) fn statement(scope: &Scope, noun: &'static Noun, asked: &Asked, way: Way) -> Sql {
    let table = noun.table;
    let (among, args) = among(scope, noun, asked, way);
    // One more than asked tells whether there is a next page; distance is looked at after.
    let limit = match asked.near {
        None if asked.most < usize::MAX => format!(" limit {}", asked.most + 1),
        _ => String::new(),
    };
    let mut columns = vec![format!("{table}.id"), format!("{table}.version")];
    columns.extend(noun.fields.iter().map(|field| format!("{table}.{}", field.name)));
    columns.push(format!("{table}.sort_key"));
    // The words are in the order of the titles too: then the first come first.
    let order = if asked.has_words() {
        "found.sort_key, found.record".to_owned()
    } else {
        format!("{table}.sort_key, {table}.id")
    };
    let text = format!("select {} from {among} order by {order}{limit}", columns.join(", "));
    Sql::of_names(text).bind_all(args)
}

/// Where the records are, and what they meet.
fn among(scope: &Scope, noun: &'static Noun, asked: &Asked, way: Way) -> (String, Vec<Arg>) {
    let (conditions, args) = conditions(scope, noun, asked);
    let table = noun.table;
    let after = asked.after.as_ref();
    let (from, mut all_args) = match words::found(scope.tenant, noun, &asked.words, after) {
        // SQLite keeps the order of a cross join; PostgreSQL decides by itself.
        Some((found, found_args)) => {
            let from = format!("({found}) found cross join {table}");
            let joined = format!("{from} where {table}.id = found.record and");
            (joined, found_args)
        }
        None => match way {
            Way::Best => (format!("{table} where"), vec![]),
            Way::Whole => (format!("{table} not indexed where"), vec![]),
            Way::First => first(scope, table, after),
        },
    };
    all_args.extend(args);
    (format!("{from} {conditions}"), all_args)
}

/// The first records of all after one of them.
fn first(scope: &Scope, table: &str, after: Option<&Cursor>) -> (String, Vec<Arg>) {
    let mut args: Vec<Arg> = vec![scope.tenant.into()];
    let mut text = format!("(select * from {table} where tenant = ?");
    if let Some(Cursor { sort_key, id }) = after {
        text += " and (sort_key, id) > (?, ?)";
        args.extend([sort_key.as_str().into(), (*id).into()]);
    }
    (format!("{text} order by sort_key, id limit {N_FIRST}) {table} where"), args)
}

/// How many records are asked for.
pub(crate) fn counting(scope: &Scope, noun: &'static Noun, asked: &Asked, way: Way) -> Sql {
    let (among, args) = among(scope, noun, asked, way);
    Sql::of_names(format!("select count(*) from {among}")).bind_all(args)
}

/// What records must meet.
pub(crate) fn conditions(scope: &Scope, noun: &'static Noun, asked: &Asked) -> (String, Vec<Arg>) {
    let (table, tenant) = (noun.table, scope.tenant);
    let mut texts = vec![format!("{table}.tenant = ?")];
    let mut args: Vec<Arg> = vec![tenant.into()];
    let seen = std::iter::once(scope.reads(noun));
    // What is not seen of a record is not asked of it either.
    let shown = asked.fields(noun).filter_map(|field| scope.shows(noun, field));
    let parts = seen.chain(shown).map(|sees| sees.condition(table));
    let parts = parts.chain(asked.filters.iter().map(|filter| filter.condition(table)));
    for (text, more) in parts.chain(asked.near.iter().map(|near| near.condition(table))) {
        texts.push(text);
        args.extend(more);
    }
    if let Some(Cursor { sort_key, id }) = asked.after.as_ref().filter(|_| !asked.has_words()) {
        texts.push(format!("({table}.sort_key, {table}.id) > (?, ?)"));
        args.extend([sort_key.as_str().into(), (*id).into()]);
    }
    (texts.join(" and "), args)
}
