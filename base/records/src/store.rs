//! Reading records: each statement is limited to what the scope may see.

use std::collections::{BTreeSet, HashMap};

use storage::{Sql, StoreError, Tx};
use travel::Point;
use uuid::Uuid;

use crate::{Field, Noun, Record, Scope, Value};

/// How many identifiers or keys go into one statement.
pub(crate) const BATCH: usize = 5_000;

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

    /// The fields that records are asked by.
    fn fields(&self) -> impl Iterator<Item = &'static Field> {
        let near = self.near.iter().flat_map(|near| [near.lat, near.lon]);
        self.filters.iter().filter_map(Filter::field).chain(near)
    }
}

/// One record, if there is one that the scope may see.
pub async fn find(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    id: Uuid,
) -> Result<Option<Record>, StoreError> {
    Ok(by_ids(tx, scope, noun, &[id]).await?.pop())
}

/// Those of these records that the scope may see, in no order.
pub async fn by_ids(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    ids: &[Uuid],
) -> Result<Vec<Record>, StoreError> {
    let mut records = vec![];
    for batch in ids.chunks(BATCH) {
        let asked = Asked { filters: vec![Filter::Ids(batch.to_vec())], ..Asked::default() };
        records.extend(page(tx, scope, noun, &asked).await?.records);
    }
    Ok(records)
}

/// The records that are asked for and that the scope may see, in the order of their titles.
pub async fn page(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    asked: &Asked,
) -> Result<Page, StoreError> {
    let statement = statement(scope, noun, asked, &format!("{}.sort_key", noun.table));
    let n_columns = noun.fields.len() + 2;
    let mut found: Vec<(Record, String)> = vec![];
    tx.each(statement, |row| {
        let mut record = Record::of_row(noun, &row)?;
        scope.mask(record.id, &mut record.values);
        if asked.near.is_none_or(|near| near.has(&record)) {
            found.push((record, row.text(n_columns)?));
        }
        Ok(())
    })
    .await?;
    let has_more = asked.most < found.len();
    found.truncate(asked.most);
    let last = found.last().filter(|_| has_more);
    let next = last.map(|(record, key)| Cursor { sort_key: key.clone(), id: record.id });
    Ok(Page { records: found.into_iter().map(|(record, _)| record).collect(), next })
}

/// How many records are asked for that the scope may see.
pub async fn count(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    asked: &Asked,
) -> Result<u64, StoreError> {
    let (conditions, args) = conditions(scope, noun, asked);
    let text = format!("select count(*) from {} where {conditions}", noun.table);
    let row = tx.first(Sql::of_names(text).bind_all(args)).await?;
    row.map_or(Ok(0), |row| Ok(u64::try_from(row.whole(0)?).unwrap_or(0)))
}

/// The records of these names that the scope may see.
pub(crate) async fn by_sort_keys(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    sort_keys: Vec<String>,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let (conditions, args) = conditions(scope, noun, &Asked::default());
    let text = format!(
        "select id, sort_key from {} where {conditions} and sort_key in ({})",
        noun.table,
        vec!["?"; sort_keys.len()].join(", ")
    );
    let rows = tx.all(Sql::of_names(text).bind_all(args).bind_all(sort_keys)).await?;
    rows.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// The records of the tenant by the values of a field, whoever may see them: only to know
/// whether a value is taken.
pub(crate) async fn taken(
    tx: &mut Tx,
    tenant: Uuid,
    noun: &'static Noun,
    field: &'static Field,
    values: &[Value],
) -> Result<HashMap<String, Uuid>, StoreError> {
    let mut taken = HashMap::new();
    for batch in values.chunks(BATCH) {
        let (table, column) = (noun.table, field.name);
        let text = format!(
            "select id, {column} from {table} where tenant = ? and {column} in ({})",
            vec!["?"; batch.len()].join(", ")
        );
        let args = batch.iter().map(|value| value.arg(field));
        for row in tx.all(Sql::of_names(text).bind(tenant).bind_all(args)).await? {
            taken.insert(row.text(1)?, row.id(0)?);
        }
    }
    Ok(taken)
}

/// Rows of a table that lead to one of these records, whoever may see them: which row, and to
/// which record.
pub(crate) async fn used(
    tx: &mut Tx,
    (table, column): (&str, &str),
    records: impl Iterator<Item = Uuid>,
    most: usize,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let ids: Vec<Uuid> = records.collect();
    let holes = vec!["?"; ids.len()].join(", ");
    let text = format!("select id, {column} from {table} where {column} in ({holes}) limit {most}");
    let rows = tx.all(Sql::of_names(text).bind_all(ids)).await?;
    rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect()
}

/// The versions of records, whoever may see them; a record that is gone is not there.
pub(crate) async fn versions(
    tx: &mut Tx,
    noun: &'static Noun,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, i64>, StoreError> {
    let mut versions = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let holes = vec!["?"; batch.len()].join(", ");
        let text = format!("select id, version from {} where id in ({holes})", noun.table);
        for row in tx.all(Sql::of_names(text).bind_all(batch.iter().copied())).await? {
            versions.insert(row.id(0)?, row.whole(1)?);
        }
    }
    Ok(versions)
}

fn statement(scope: &Scope, noun: &'static Noun, asked: &Asked, also: &str) -> Sql {
    let (conditions, args) = conditions(scope, noun, asked);
    // One more than asked tells whether there is a next page; distance is looked at after.
    let limit = match asked.near {
        None if asked.most < usize::MAX => format!(" limit {}", asked.most + 1),
        _ => String::new(),
    };
    let (columns, table) = (noun.columns(), noun.table);
    let text = format!(
        "select id, version, {columns}, {also} from {table} where {conditions} \
         order by {table}.sort_key, {table}.id{limit}"
    );
    Sql::of_names(text).bind_all(args)
}

fn conditions(scope: &Scope, noun: &'static Noun, asked: &Asked) -> (String, Vec<storage::Arg>) {
    let (table, tenant) = (noun.table, scope.tenant);
    let mut texts = vec![format!("{table}.tenant = ?")];
    let mut args: Vec<storage::Arg> = vec![tenant.into()];
    let (text, more) = scope.reads(noun).condition(table);
    texts.push(text);
    args.extend(more);
    // What is not seen of a record is not asked of it either.
    for sees in asked.fields().filter_map(|field| scope.shows(noun, field)) {
        let (text, more) = sees.condition(table);
        texts.push(text);
        args.extend(more);
    }
    for filter in &asked.filters {
        let (text, more) = filter.condition(table);
        texts.push(text);
        args.extend(more);
    }
    let words = kernel::fold(&asked.words);
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        texts.push(format!(
            "{table}.id in (select record from records_words \
             where tenant = ? and place = ? and word >= ? and word < ?)"
        ));
        // Nothing sorts after the last character: these are the words that begin like it.
        let end = format!("{word}\u{10ffff}");
        args.extend([tenant.into(), table.into(), word.into(), end.into()]);
    }
    if let Some(near) = &asked.near {
        let (text, more) = near.condition(table);
        texts.push(text);
        args.extend(more);
    }
    if let Some(Cursor { sort_key, id }) = &asked.after {
        texts.push(format!("({table}.sort_key, {table}.id) > (?, ?)"));
        args.extend([sort_key.as_str().into(), (*id).into()]);
    }
    (texts.join(" and "), args)
}

impl Filter {
    fn field(&self) -> Option<&'static Field> {
        match self {
            Self::Among(field, _)
            | Self::Blank(field)
            | Self::From(field, _)
            | Self::Until(field, _) => Some(field),
            Self::Ids(_) => None,
        }
    }

    fn condition(&self, table: &str) -> (String, Vec<storage::Arg>) {
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
    fn condition(&self, table: &str) -> (String, Vec<storage::Arg>) {
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
    fn has(&self, record: &Record) -> bool {
        self.distance_km(record).is_some_and(|km| km <= self.km)
    }

    /// Kilometres from the point to a record, as the crow flies.
    #[must_use]
    pub fn distance_km(&self, record: &Record) -> Option<f64> {
        let (lat, lon) = (record.decimal(self.lat)?, record.decimal(self.lon)?);
        Some(travel::km(self.point, Point::new(lat, lon).ok()?))
    }
}
