//! Looking communes up by code, name or postcode.

use std::cmp::Reverse;

use kernel::CommuneCode;
use travel::Point;

use crate::{
    Commune, Exact, Kind, NotFound,
    columns::{Columns, partition},
    departement::departement,
    query::{self, Query},
    spelling::spelled,
};

/// The communes of France.
#[derive(Clone, Debug)]
pub struct Places {
    columns: Columns<'static>,
    exact: Exact,
}

const COMMUNES: &[u8] = include_bytes!("../data/communes.bin");
pub(crate) const FORMER: u8 = 4;
pub(crate) const ARRONDISSEMENT: u8 = 2;
pub(crate) const APPROXIMATE: u8 = 1;

impl Places {
    /// The communes that the program carries; nothing is read or decoded yet.
    ///
    /// # Panics
    /// Never with the table that the tests of this crate have seen.
    #[must_use]
    pub fn embedded() -> Self {
        let columns = Columns::of(COMMUNES).expect("the embedded table of communes is whole");
        Self { columns, exact: Exact::default() }
    }

    /// The same communes at these points where they are given.
    #[must_use]
    pub fn with_points(self, exact: Exact) -> Self {
        Self { exact, ..self }
    }

    /// The communes of today, by code; arrondissements and former communes are left out.
    pub fn communes(&self) -> impl Iterator<Item = Commune> {
        let records = 0..self.columns.n_current();
        records.filter_map(|record| self.commune(record)).filter(|c| c.kind == Kind::Whole)
    }

    /// The commune with this code; a former code gives the former commune.
    #[must_use]
    pub fn by_code(&self, code: &CommuneCode) -> Option<Commune> {
        self.commune(self.columns.with_code(code.as_str())?)
    }

    /// The commune of this name, in the département of this code or name if one is given.
    pub fn by_name(&self, name: &str, of: Option<&str>) -> Result<Commune, NotFound> {
        let mut query = Query::read(name);
        if let Some(of) = of {
            let found = departement(of).ok_or_else(|| NotFound::departement(of))?;
            query.departement = Some(found.code);
        }
        self.answer(name, &query)
    }

    /// The communes of this postcode, largest first. A city gives way to its arrondissement.
    #[must_use]
    pub fn by_postcode(&self, postcode: &str) -> Vec<Commune> {
        query::postcode(postcode.trim()).map_or_else(Vec::new, |number| self.posted(number))
    }

    /// The postcodes of a commune.
    #[must_use]
    pub fn postcodes(&self, commune: &Commune) -> Vec<String> {
        let record = self.columns.with_code(commune.today().as_str());
        let numbers = record.into_iter().flat_map(|record| self.columns.postcodes(record));
        numbers.map(|number| format!("{number:05}")).collect()
    }

    /// The commune that a text means: a code of INSEE, a postcode, a name, or a name with
    /// its postcode or département.
    ///
    /// ```
    /// let places = places::Places::embedded();
    /// let cholet = places.find("49300 CHOLET").unwrap();
    /// assert_eq!(cholet.code.as_str(), "49099");
    /// assert!(places.find("Saint-Denis").is_err(), "there are several");
    /// ```
    pub fn find(&self, text: &str) -> Result<Commune, NotFound> {
        let bare = text.split_whitespace().collect::<String>();
        if bare.is_empty() {
            return Err(NotFound::Empty);
        }
        match bare.parse::<CommuneCode>() {
            Ok(code) => self.numbered(text, code),
            Err(_) => self.answer(text, &Query::read(text)),
        }
    }

    /// Five digits may be a code, a postcode, or the code of one commune and the postcode of others.
    fn numbered(&self, text: &str, code: CommuneCode) -> Result<Commune, NotFound> {
        let coded = self.by_code(&code);
        let mut found = self.by_postcode(code.as_str());
        match coded {
            Some(commune) if !matches!(commune.kind, Kind::Former { .. }) => {
                found.retain(|posted| posted.code != commune.code);
                found.insert(0, commune);
            }
            Some(former) if found.is_empty() => found.push(former),
            Some(_) | None => {}
        }
        NotFound::unless_one(text, found, Vec::new)
    }

    fn answer(&self, text: &str, query: &Query) -> Result<Commune, NotFound> {
        let in_place = |commune: &Commune| {
            query.departement.is_none_or(|code| commune.code.departement() == code)
                && query.postcode.is_none_or(|number| self.has_postcode(commune, number))
        };
        let named = self.named_with_article(&query.name);
        let mut fitting: Vec<_> = named.iter().copied().filter(in_place).collect();
        prefer_today(&mut fitting);
        if let Some(number) = query.postcode {
            self.prefer_arrondissement(&mut fitting, number);
        }
        let near = || if named.is_empty() { self.near(query) } else { named };
        NotFound::unless_one(text, fitting, near)
    }

    /// The communes of this name, spelled out, in the order of their codes.
    pub(crate) fn named(&self, name: &str) -> Vec<Commune> {
        let first = self.rank(name);
        (first..self.columns.len())
            .map(|rank| self.columns.named(rank))
            .take_while(|&record| spelled(self.columns.name(record)) == name)
            .filter_map(|record| self.commune(record))
            .collect()
    }

    /// Official files often leave out the article that names begin with.
    fn named_with_article(&self, name: &str) -> Vec<Commune> {
        let articles = ["", "le ", "la ", "les ", "l "];
        let names = articles.iter().map(|article| self.named(&format!("{article}{name}")));
        names.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The first rank, in the order of names, of a name not before this one.
    pub(crate) fn rank(&self, name: &str) -> usize {
        let columns = &self.columns;
        partition(columns.len(), |rank| spelled(columns.name(columns.named(rank))).as_str() < name)
    }

    pub(crate) fn columns(&self) -> &Columns<'static> {
        &self.columns
    }

    fn posted(&self, number: u32) -> Vec<Commune> {
        let records = self.columns.with_postcode(number);
        let mut found: Vec<_> = records.filter_map(|record| self.commune(record)).collect();
        self.prefer_arrondissement(&mut found, number);
        found.sort_by_key(|commune| (Reverse(commune.population), commune.code));
        found.dedup_by_key(|commune| commune.code);
        found
    }

    fn has_postcode(&self, commune: &Commune, number: u32) -> bool {
        let today = self.columns.with_code(commune.today().as_str());
        let own = match commune.kind {
            Kind::Arrondissement { .. } => self.columns.with_code(commune.code.as_str()),
            Kind::Whole | Kind::Former { .. } => today,
        };
        own.is_some_and(|record| self.columns.postcodes(record).any(|posted| posted == number))
    }

    /// Puts the arrondissement of this postcode in the place of its city.
    fn prefer_arrondissement(&self, found: &mut [Commune], number: u32) {
        let parts: Vec<_> = self
            .columns
            .with_postcode(number)
            .filter_map(|record| self.commune(record))
            .filter(|commune| matches!(commune.kind, Kind::Arrondissement { .. }))
            .collect();
        for commune in found {
            if let [part] = parts.as_slice()
                && part.today() == commune.code
            {
                *commune = *part;
            }
        }
    }

    /// Builds a record's commune; none if the table were corrupt.
    pub(crate) fn commune(&self, record: usize) -> Option<Commune> {
        let columns = &self.columns;
        let code: CommuneCode = columns.code(record).parse().ok()?;
        let whole = columns.part_of(record).and_then(|of| columns.code(of).parse().ok());
        let flag = columns.flag(record);
        let kind = match whole {
            Some(of) if flag & FORMER != 0 => Kind::Former { of },
            Some(of) if flag & ARRONDISSEMENT != 0 => Kind::Arrondissement { of },
            Some(_) | None => Kind::Whole,
        };
        let exact: Option<Point> = match kind {
            Kind::Former { of } if of == code => None,
            Kind::Whole | Kind::Arrondissement { .. } | Kind::Former { .. } => self.exact.of(&code),
        };
        Some(Commune {
            code,
            name: columns.name(record),
            point: exact.or_else(|| columns.point(record))?,
            is_approximate: exact.is_none() && flag & APPROXIMATE != 0,
            population: u32::try_from(columns.population(record)).ok()?,
            kind,
        })
    }
}

/// Former communes count only where no commune of today has the name.
fn prefer_today(found: &mut Vec<Commune>) {
    let is_former = |commune: &Commune| matches!(commune.kind, Kind::Former { .. });
    if found.iter().any(|commune| !is_former(commune)) {
        found.retain(|commune| !is_former(commune));
    }
}
