//! The file of simulated workshops.

use tables::Faults;

use crate::{
    Label, Offer, Opens, Regulated, Workshop,
    files::{
        cells::Cells,
        columns::workshop as col,
        labels::Labels,
        no_workshop::NoWorkshop,
        offers::{MOST_PLACES, levels_of, period_of},
        spots::{Spots, Where},
    },
};

/// More than any workshop costs, in euros.
const MOST_EUR: u64 = 100_000_000;

/// What is being read of the file of workshops.
pub(super) struct Reading<'a> {
    spots: Spots<'a>,
    labels: Labels,
    pairs_given: bool,
    access_known: bool,
    pub(super) offers: Vec<(u64, Offer)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(spots: Spots<'a>, pairs_given: bool, access_known: bool) -> Self {
        Self { spots, labels: Labels::default(), pairs_given, access_known, offers: vec![] }
    }

    /// Reads a row. A workshop with an id is kept whatever its faults, so that those who
    /// name it are not at fault too.
    pub(super) fn row(&mut self, cells: &Cells, faults: &mut Faults) {
        let Some(id) = cells.row().required(col::ID, faults) else { return };
        let (starts, ends) = period_of(cells, col::STARTS, col::ENDS, faults);
        let at = Where { lat: col::LAT, lon: col::LON, commune: col::COMMUNE };
        let places = places(cells, faults);
        let offer = Offer {
            id: id.to_owned(),
            company: cells.at(col::SCHOOL).text(col::SCHOOL).map(str::to_owned),
            siret: None,
            trades: self.trades(cells, faults),
            levels: levels_of(cells, col::LEVELS, self.pairs_given, faults),
            site: self.spots.of(cells, at, self.pairs_given, faults),
            places,
            company_max: None,
            minors: None,
            min_age: None,
            regulated: Regulated::No,
            access: self.access_known.then(|| self.labels.list(cells, col::ACCESS)),
            beds: 0,
            skills: vec![],
            starts,
            ends,
            reserved_for: vec![],
            open_from: None,
            confirmed_until: None,
            workshop: Some(Workshop {
                smallest: smallest(cells, places, faults),
                cost_eur: cost(cells, faults),
                needs: self.needs(cells, faults),
                opens: Opens::default(),
            }),
            others: cells.others(),
        };
        self.offers.push((cells.row().number(), offer));
    }

    fn trades(&mut self, cells: &Cells, faults: &mut Faults) -> Vec<Label> {
        if !self.pairs_given {
            cells.at(col::TRADES).required(col::TRADES, faults);
        }
        self.labels.list(cells, col::TRADES)
    }

    fn needs(&mut self, cells: &Cells, faults: &mut Faults) -> Vec<Label> {
        let row = cells.at(col::NEEDS);
        let given = row.text(col::NEEDS).unwrap_or_default();
        if !given.is_empty() && given.split('|').any(|need| need.trim().is_empty()) {
            row.refuse(col::NEEDS, &NoWorkshop::EmptyNeed, faults);
        }
        self.labels.list(cells, col::NEEDS)
    }
}

fn places(cells: &Cells, faults: &mut Faults) -> u32 {
    let row = cells.at(col::PLACES);
    let places = row.required(col::PLACES, faults);
    // A place too many does not matter where a fault is reported.
    places.and_then(|_| row.whole(col::PLACES, 1..=MOST_PLACES, faults)).unwrap_or(MOST_PLACES)
}

fn smallest(cells: &Cells, places: u32, faults: &mut Faults) -> u32 {
    let row = cells.at(col::MIN_LEARNERS);
    let smallest = row.whole(col::MIN_LEARNERS, 0..=MOST_PLACES, faults).unwrap_or(1).max(1);
    if places < smallest {
        row.refuse(col::MIN_LEARNERS, &NoWorkshop::SmallestAbovePlaces { places }, faults);
    }
    smallest
}

fn cost(cells: &Cells, faults: &mut Faults) -> u64 {
    cells.at(col::COST_EUR).whole(col::COST_EUR, 0..=MOST_EUR, faults).unwrap_or(0)
}
