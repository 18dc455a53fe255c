//! The learners' file.

use std::collections::HashSet;

use jiff::civil::Date;
use kernel::{Level, Siret, fold};
use tables::Faults;
use travel::Mode;

use crate::{
    Label, Learner, Offer, Reach, Round, Spot, Target, USUAL_CLASS,
    files::{
        cells::Cells,
        columns::learner as col,
        hints::Hints,
        labels::Labels,
        no_learner::NoLearner,
        spots::{Spots, Where},
    },
};

/// A day's travel: nobody goes farther every morning.
pub(crate) const MOST_MINUTES: u32 = 1_440;
const MOST_KM: f64 = 20_000.0;
const LAST_CLASS: u32 = 99;
const OLDEST: i16 = 120;

/// What is being read of the learners' file.
pub(super) struct Reading<'a> {
    spots: Spots<'a>,
    labels: Labels,
    pairs_given: bool,
    first_day: Option<Date>,
    offers: &'a [Offer],
    sirets: HashSet<Siret>,
    hints: Hints,
    pub(super) learners: Vec<(u64, Learner)>,
    /// How many had no mode of travel.
    pub(super) n_without_mode: u32,
}

impl<'a> Reading<'a> {
    /// The offers of the round are read already.
    pub(super) fn new(spots: Spots<'a>, round: &'a Round) -> Self {
        Self {
            spots,
            labels: Labels::default(),
            pairs_given: round.given_pairs,
            first_day: round.settings.round.starts,
            sirets: round.offers.iter().filter_map(|offer| offer.siret).collect(),
            offers: &round.offers,
            hints: Hints::default(),
            learners: vec![],
            n_without_mode: 0,
        }
    }

    /// Reads a row. A learner with an id is kept whatever the faults, so that rows of
    /// other files that name the learner are not at fault too.
    pub(super) fn row(&mut self, cells: &Cells, faults: &mut Faults) {
        let Some(id) = cells.row().required(col::ID, faults) else { return };
        let text = |column: usize| cells.at(column).text(column).map(str::to_owned);
        let boarding = cells.at(col::ACCEPTS_BOARDING);
        let learner = Learner {
            id: id.to_owned(),
            name: text(col::NAME),
            school: text(col::SCHOOL),
            programme: text(col::PROGRAMME),
            trade: self.trade(cells, faults),
            level: self.level(cells, faults),
            home: self.home(cells, faults),
            reach: self.reach(cells, faults),
            mode: self.mode(cells, faults),
            birth_date: self.birth_date(cells, faults),
            class: class(cells, faults),
            wishes: self.targets(cells, col::WISHES, faults),
            refuses: self.targets(cells, col::REFUSES, faults),
            fixed: self.fixed(cells, faults),
            accepts_boarding: boarding.yes_no(col::ACCEPTS_BOARDING, faults) == Some(true),
            needs: self.labels.list(cells, col::NEEDS),
            skills: self.labels.list(cells, col::SKILLS),
            others: cells.others(),
        };
        self.learners.push((cells.row().number(), learner));
    }

    fn trade(&mut self, cells: &Cells, faults: &mut Faults) -> Option<Label> {
        let row = cells.at(col::TRADE);
        if self.pairs_given {
            return row.text(col::TRADE).map(|text| self.labels.label(text));
        }
        row.required(col::TRADE, faults).map(|text| self.labels.label(text))
    }

    fn level(&self, cells: &Cells, faults: &mut Faults) -> Option<Level> {
        let row = cells.at(col::LEVEL);
        if !self.pairs_given {
            row.required(col::LEVEL, faults)?;
        }
        row.parse::<Level>(col::LEVEL, faults)
    }

    fn home(&mut self, cells: &Cells, faults: &mut Faults) -> Option<Spot> {
        let at = Where { lat: col::LAT, lon: col::LON, commune: col::COMMUNE };
        self.spots.of(cells, at, self.pairs_given, faults)
    }

    /// What the row says; what it does not, a default may, unless it would add a limit of
    /// another unit.
    fn reach(&self, cells: &Cells, faults: &mut Faults) -> Reach {
        let own = [col::REACH_MIN, col::REACH_KM].map(|column| cells.row().text(column).is_some());
        let minutes = if own == [false, true] { cells.row() } else { cells.at(col::REACH_MIN) };
        let km = if own == [true, false] { cells.row() } else { cells.at(col::REACH_KM) };
        let is_given = minutes.text(col::REACH_MIN).is_some() || km.text(col::REACH_KM).is_some();
        if !is_given && !self.pairs_given {
            cells.row().refuse(col::REACH_MIN, &NoLearner::NoReach, faults);
        }
        Reach {
            minutes: minutes.whole(col::REACH_MIN, 0..=MOST_MINUTES, faults),
            km: km.decimal(col::REACH_KM, 0.0..=MOST_KM, faults),
        }
    }

    fn mode(&mut self, cells: &Cells, faults: &mut Faults) -> Mode {
        let row = cells.at(col::MODE);
        let Some(text) = row.text(col::MODE) else {
            self.n_without_mode += 1;
            return Mode::Transit;
        };
        match fold(text).as_str() {
            "walk" | "a pied" | "pied" | "marche" | "on foot" | "foot" => Mode::Walk,
            "bike" | "velo" | "bicyclette" | "bicycle" => Mode::Bike,
            "transit"
            | "transports en commun"
            | "transport en commun"
            | "transports"
            | "tc"
            | "public transport"
            | "bus"
            | "train" => Mode::Transit,
            "car" | "voiture" | "auto" => Mode::Car,
            _ => {
                row.refuse(col::MODE, &NoLearner::Mode { given: text.to_owned() }, faults);
                Mode::Transit
            }
        }
    }

    fn birth_date(&self, cells: &Cells, faults: &mut Faults) -> Option<Date> {
        let row = cells.at(col::BIRTH_DATE);
        let birth = row.date(col::BIRTH_DATE, faults)?;
        let last = self.first_day.unwrap_or(Date::MAX);
        let too_old = self.first_day.is_some_and(|day| birth.year() < day.year() - OLDEST);
        if last <= birth || too_old {
            let given = row.text(col::BIRTH_DATE).unwrap_or_default().to_owned();
            row.refuse(col::BIRTH_DATE, &NoLearner::BirthDate { given }, faults);
            return None;
        }
        Some(birth)
    }

    fn targets(&self, cells: &Cells, column: usize, faults: &mut Faults) -> Vec<Target> {
        let row = cells.at(column);
        let mut targets = vec![];
        for given in row.list(column) {
            let Some(target) = self.target(given) else {
                let refusal = NoLearner::UnknownTarget {
                    given: given.to_owned(),
                    nearest: self.nearest(given),
                };
                row.refuse(column, &refusal, faults);
                continue;
            };
            if targets.contains(&target) {
                row.refuse(column, &NoLearner::WishTwice { given: given.to_owned() }, faults);
            } else {
                targets.push(target);
            }
        }
        targets
    }

    fn target(&self, given: &str) -> Option<Target> {
        if let Some(offer) = self.offer(given) {
            return Some(Target::Offer(offer));
        }
        let siret = given.parse::<Siret>().ok().filter(|siret| self.sirets.contains(siret))?;
        Some(Target::Company(siret))
    }

    fn fixed(&self, cells: &Cells, faults: &mut Faults) -> Option<u32> {
        let row = cells.at(col::FIXED);
        let given = row.text(col::FIXED)?;
        let found = self.offer(given);
        if found.is_none() {
            let (given, nearest) = (given.to_owned(), self.nearest(given));
            row.refuse(col::FIXED, &NoLearner::UnknownOffer { given, nearest }, faults);
        }
        found
    }

    fn offer(&self, id: &str) -> Option<u32> {
        let found = self.offers.binary_search_by(|offer| offer.id.as_str().cmp(id)).ok();
        found.and_then(|idx| u32::try_from(idx).ok())
    }

    fn nearest(&self, given: &str) -> Option<String> {
        self.hints.nearest(given, self.offers.iter().map(|offer| offer.id.as_str()))
    }
}

fn class(cells: &Cells, faults: &mut Faults) -> u32 {
    let row = cells.at(col::PRIORITY);
    row.whole(col::PRIORITY, 1..=LAST_CLASS, faults).unwrap_or(USUAL_CLASS)
}
