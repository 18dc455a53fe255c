//! The offers' file.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use kernel::{Level, Siren, Siret, fold};
use tables::Faults;

use crate::{
    Company, Label, Levels, Offer, Regulated, Spot,
    files::{
        cells::Cells,
        columns::offer as col,
        labels::Labels,
        no_offer::NoOffer,
        spots::{Spots, Where},
    },
};

/// More places than any offer has.
pub(crate) const MOST_PLACES: u32 = 100_000;

/// What is being read of the offers' file.
pub(super) struct Reading<'a> {
    spots: Spots<'a>,
    labels: Labels,
    pairs_given: bool,
    access_known: bool,
    pub(super) offers: Vec<(u64, Offer)>,
    limits: HashMap<Siren, (u32, u64)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(spots: Spots<'a>, pairs_given: bool, access_known: bool) -> Self {
        let (labels, limits) = (Labels::default(), HashMap::new());
        Self { spots, labels, pairs_given, access_known, offers: vec![], limits }
    }

    /// Reads a row. An offer with an id is kept whatever its faults, so that those who
    /// name it are not at fault too.
    pub(super) fn row(&mut self, cells: &Cells, faults: &mut Faults) {
        let Some(id) = cells.row().required(col::ID, faults) else { return };
        let (starts, ends) = period_of(cells, col::STARTS, col::ENDS, faults);
        let text = |column: usize| cells.at(column).text(column).map(str::to_owned);
        let offer = Offer {
            id: id.to_owned(),
            company: text(col::COMPANY),
            siret: cells.at(col::SIRET).code::<Siret>(col::SIRET, 14, faults),
            trades: self.trade(cells, faults).into_iter().collect(),
            levels: levels_of(cells, col::LEVELS, self.pairs_given, faults),
            site: self.site(cells, faults),
            places: places(cells, faults),
            company_max: count(cells, col::COMPANY_MAX, faults),
            minors: cells.at(col::MINORS).yes_no(col::MINORS, faults),
            min_age: cells.at(col::MIN_AGE).whole(col::MIN_AGE, 0..=99, faults),
            regulated: regulated(cells, faults),
            access: self.access_known.then(|| self.labels.list(cells, col::ACCESS)),
            beds: count(cells, col::BEDS, faults).unwrap_or(0),
            skills: self.labels.list(cells, col::SKILLS),
            starts,
            ends,
            reserved_for: self.labels.list(cells, col::RESERVED_FOR),
            open_from: cells.at(col::OPEN_FROM).date(col::OPEN_FROM, faults),
            confirmed_until: cells.at(col::CONFIRMED_UNTIL).date(col::CONFIRMED_UNTIL, faults),
            workshop: None,
            others: cells.others(),
        };
        self.limit(&offer, cells, faults);
        self.offers.push((cells.row().number(), offer));
    }

    fn trade(&mut self, cells: &Cells, faults: &mut Faults) -> Option<Label> {
        let row = cells.at(col::TRADE);
        if self.pairs_given {
            return row.text(col::TRADE).map(|text| self.labels.label(text));
        }
        row.required(col::TRADE, faults).map(|text| self.labels.label(text))
    }

    fn site(&mut self, cells: &Cells, faults: &mut Faults) -> Option<Spot> {
        let at = Where { lat: col::LAT, lon: col::LON, commune: col::COMMUNE };
        self.spots.of(cells, at, self.pairs_given, faults)
    }

    /// The limit of a company is the same on all its rows, or given on some only.
    fn limit(&mut self, offer: &Offer, cells: &Cells, faults: &mut Faults) {
        let Some(limit) = offer.company_max else { return };
        let row = cells.at(col::COMPANY_MAX);
        let Some(siret) = offer.siret else {
            // A SIRET that cannot be read is a fault of its own.
            if !cells.has(col::SIRET) {
                row.refuse(col::COMPANY_MAX, &NoOffer::LimitWithoutSiret { limit }, faults);
            }
            return;
        };
        let company = siret.siren();
        let here = (limit, cells.row().number());
        let (first, first_row) = *self.limits.entry(company).or_insert(here);
        if first != limit {
            let refusal = NoOffer::OtherLimit { company, limit, first, first_row };
            row.refuse(col::COMPANY_MAX, &refusal, faults);
        }
    }

    /// The companies with a limit, by SIREN.
    pub(super) fn companies(&self) -> Vec<Company> {
        let limits: BTreeMap<_, _> = self.limits.iter().collect();
        limits
            .into_iter()
            .map(|(siren, (limit, _))| Company { siren: *siren, limit: *limit })
            .collect()
    }
}

fn places(cells: &Cells, faults: &mut Faults) -> u32 {
    let row = cells.at(col::PLACES);
    // A place too many does not matter where a fault is reported.
    row.required(col::PLACES, faults).and_then(|_| count(cells, col::PLACES, faults)).unwrap_or(1)
}

fn count(cells: &Cells, column: usize, faults: &mut Faults) -> Option<u32> {
    cells.at(column).whole(column, 0..=MOST_PLACES, faults)
}

/// The levels of a cell: `3|4` or `3-5`.
pub(super) fn levels_of(
    cells: &Cells,
    column: usize,
    is_optional: bool,
    faults: &mut Faults,
) -> Levels {
    let row = cells.at(column);
    if !is_optional && row.required(column, faults).is_none() {
        return Levels::default();
    }
    let parts = row.list(column).map(stretch);
    let levels = parts.collect::<Option<Vec<_>>>();
    let Some(levels) = levels else {
        let given = row.text(column).unwrap_or_default().to_owned();
        row.refuse(column, &NoOffer::Levels { given }, faults);
        return Levels::default();
    };
    levels.into_iter().flatten().fold(Levels::default(), Levels::with)
}

/// `3` or `3-5`.
fn stretch(text: &str) -> Option<impl Iterator<Item = Level>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse::<Level>().ok()?, last.parse::<Level>().ok()?);
    (first <= last).then(|| Level::all().filter(move |level| (first..=last).contains(level)))
}

fn regulated(cells: &Cells, faults: &mut Faults) -> Regulated {
    let row = cells.at(col::REGULATED);
    let Some(text) = row.text(col::REGULATED) else { return Regulated::No };
    match fold(text).as_str() {
        "oui" | "o" | "yes" | "y" | "vrai" | "true" | "1" | "x" => Regulated::Undeclared,
        "non" | "n" | "no" | "faux" | "false" | "0" => Regulated::No,
        "declare" | "declaree" | "declares" | "declared" | "derogation" => Regulated::Declared,
        _ if row.list(col::REGULATED).all(is_article) => Regulated::Undeclared,
        _ => {
            row.refuse(col::REGULATED, &NoOffer::Regulated { given: text.to_owned() }, faults);
            Regulated::No
        }
    }
}

/// `D4153-28`: an article of the labour code on work that is regulated for minors.
fn is_article(text: &str) -> bool {
    let number = text.trim_start_matches(['D', 'd']).strip_prefix("4153-");
    number.and_then(|number| number.parse().ok()).is_some_and(|number| (15..=37).contains(&number))
}

/// The first and the last day of a row.
pub(super) fn period_of(
    cells: &Cells,
    first: usize,
    last: usize,
    faults: &mut Faults,
) -> (Option<Date>, Option<Date>) {
    let starts = cells.at(first).date(first, faults);
    let ends = cells.at(last).date(last, faults);
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        cells.at(last).refuse(last, &NoOffer::EndsFirst { starts }, faults);
    }
    (starts, ends)
}
