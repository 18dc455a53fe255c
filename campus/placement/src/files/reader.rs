//! The steps of reading a round. A step that fails leaves the round as it is, so that the
//! next ones find their own faults too.

use tables::{Column, Fault, Faults, Problem};

use crate::{
    Keep, Round, Settings, Stage, Warning,
    files::{
        Inputs, Options,
        cells::{Sheet, unknown_columns, wanted},
        columns::{self, LEARNERS, OFFERS, PAIRS, TRAVEL, WORKSHOPS},
        learners, locks,
        no_workshop::NoWorkshop,
        notes, offers, pairs, previous,
        refusal::Refusal,
        round_toml,
        source::Source,
        spots::Spots,
        travel, workshops,
    },
    plan::{Input, Role},
    problem::{Numbering, Posed, Unposable},
};

/// A round being read.
pub(super) struct Reader<'a> {
    inputs: &'a Inputs,
    options: &'a Options,
    progress: &'a dyn Fn(Stage),
    faults: Faults,
    round: Round,
    /// The row of each learner.
    rows: Vec<u64>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        inputs: &'a Inputs,
        options: &'a Options,
        progress: &'a dyn Fn(Stage),
    ) -> Self {
        let mut round = Round::empty();
        round.given_pairs = inputs.pairs.is_some();
        Self { inputs, options, progress, faults: Faults::new(), round, rows: vec![] }
    }

    pub(super) fn read_settings(&mut self) {
        let mut settings = Settings::default();
        if let Some(path) = &self.inputs.round {
            settings = round_toml::read(path, &mut self.faults);
        }
        settings.round.seed = self.options.seed.unwrap_or(settings.round.seed);
        settings.force_locks = self.options.force_locks;
        let given = &mut self.round.given;
        given.period = settings.round.period().is_some();
        given.decided_on = settings.round.decided_on().is_some();
        // Their bounds were checked with the keys.
        self.round.speeds = settings.travel.settings().unwrap_or_default();
        self.round.settings = settings;
    }

    pub(super) fn read_offers(&mut self) {
        (self.progress)(Stage::Offers);
        let settings = self.round.settings.clone();
        let only = self.only(&[columns::offer::ID, columns::offer::PLACES]);
        let path = &self.inputs.offers;
        let opened = open(Role::Offers, path, wanted(OFFERS, &settings.defaults, only), &settings);
        let Some(sheet) = self.opened(opened) else { return };
        let given = sheet.given();
        let access_known = given.contains("access");
        let spots = Spots::new(&self.options.places);
        let mut reading = offers::Reading::new(spots, self.round.given_pairs, access_known);
        let warnings = sheet.for_each(&mut self.faults, |cells, faults| reading.row(cells, faults));
        self.round.warnings.extend(warnings);
        self.round.given.offer = given;
        self.round.companies = reading.companies();
        let mut rows = reading.offers;
        by_id(path, &mut rows, |offer| &offer.id, &mut self.faults);
        self.round.offers = rows.into_iter().map(|(_, offer)| offer).collect();
    }

    /// Reads the workshops, which stand among the offers from here on.
    pub(super) fn read_workshops(&mut self) {
        let Some(path) = &self.inputs.workshops else { return };
        let settings = self.round.settings.clone();
        let only = self.only(&[columns::workshop::ID, columns::workshop::PLACES]);
        let columns = wanted(WORKSHOPS, &settings.defaults, only);
        let opened = open(Role::Workshops, path, columns, &settings);
        let Some(sheet) = self.opened(opened) else { return };
        let given = sheet.given();
        let spots = Spots::new(&self.options.places);
        let access_known = given.contains("access");
        let mut reading = workshops::Reading::new(spots, self.round.given_pairs, access_known);
        let warnings = sheet.for_each(&mut self.faults, |cells, faults| reading.row(cells, faults));
        self.round.warnings.extend(warnings);
        let mut rows = reading.offers;
        by_id(path, &mut rows, |workshop| &workshop.id, &mut self.faults);
        for (row, workshop) in &rows {
            if self.round.offer_idx(&workshop.id).is_some() {
                let given = workshop.id.clone();
                let taken = NoWorkshop::IdOfOffer { given: given.clone() };
                let fault = Fault::on_file(&path.name(), Problem::refused(&taken));
                let column = Some("id".to_owned());
                self.faults.push(Fault { row: Some(*row), column, value: Some(given), ..fault });
            }
        }
        self.round.offers.extend(rows.into_iter().map(|(_, workshop)| workshop));
        self.round.offers.sort_by(|a, b| a.id.cmp(&b.id));
        self.round
            .given
            .offer
            .extend(["starts", "ends", "access"].iter().filter(|c| given.contains(*c)));
    }

    pub(super) fn read_learners(&mut self) {
        (self.progress)(Stage::Learners);
        let settings = self.round.settings.clone();
        let only = self.only(&[columns::learner::ID]);
        let path = &self.inputs.learners;
        let columns = wanted(LEARNERS, &settings.defaults, only);
        let opened = open(Role::Learners, path, columns, &settings);
        let Some(sheet) = self.opened(opened) else { return };
        let given = sheet.given();
        let spots = Spots::new(&self.options.places);
        let mut reading = learners::Reading::new(spots, &self.round);
        let warnings = sheet.for_each(&mut self.faults, |cells, faults| reading.row(cells, faults));
        let (mut rows, n_without_mode) = (reading.learners, reading.n_without_mode);
        self.round.warnings.extend(warnings);
        if 0 < n_without_mode && !self.round.given_pairs {
            self.round.warnings.push(Warning::TransitAssumed { learners: n_without_mode });
        }
        self.round.given.learner = given;
        by_id(path, &mut rows, |learner| &learner.id, &mut self.faults);
        (self.rows, self.round.learners) = rows.into_iter().unzip();
        self.round.published = vec![matching::Published::No; self.round.learners.len()];
    }

    pub(super) fn read_travel(&mut self) {
        let Some(path) = &self.inputs.travel else { return };
        (self.progress)(Stage::Travel);
        let opened = path.table(TRAVEL, &self.round.settings.columns);
        let Some(table) = self.opened(opened) else { return };
        self.round.warnings.extend(unknown_columns(Role::Travel, &table));
        let (learners, offers) = (&self.round.learners, &self.round.offers);
        self.round.travel = travel::read(table, learners, offers, &mut self.faults);
    }

    pub(super) fn read_previous(&mut self) {
        let Some(path) = &self.inputs.previous else { return };
        (self.progress)(Stage::Previous);
        let (files, force) = (self.files(), self.options.force_previous);
        let asked = previous::Asked { path, files: &files, force };
        let (published, warnings) = previous::read(&asked, &self.round, &mut self.faults);
        self.round.warnings.extend(warnings);
        match self.round.settings.rerun.keep {
            Keep::Published if !published.is_empty() => self.round.published = published,
            Keep::Published | Keep::None => {}
        }
    }

    pub(super) fn check_locks(&mut self) {
        let file = self.inputs.learners.name();
        let warnings = locks::check(&self.round, &self.rows, &file, &mut self.faults);
        self.round.warnings.extend(warnings);
    }

    pub(super) fn note(&mut self) {
        let warnings = notes::warnings(&self.round);
        self.round.warnings.extend(warnings);
        self.round.rules_not_applied = notes::rules_not_applied(&self.round);
    }

    /// Poses the problem, unless something else is wrong: then the pairs are only read.
    pub(super) fn find_pairs(&mut self) {
        (self.progress)(Stage::Pairs);
        let posed = match &self.inputs.pairs {
            Some(path) => self.given_pairs(path),
            None if self.faults.is_empty() => Some(Posed::by_rules(&self.round)),
            None => None,
        };
        match posed {
            Some(Ok(posed)) => self.round.posed = posed,
            Some(Err(why)) => {
                let path = self.inputs.pairs.as_ref().unwrap_or(&self.inputs.learners);
                let problem = Problem::refused(&why);
                self.faults.push(Fault::on_file(&path.name(), problem));
            }
            None => {}
        }
    }

    fn given_pairs(&mut self, path: &Source) -> Option<Result<Posed, Unposable>> {
        let opened = path.table(PAIRS, &self.round.settings.columns);
        let table = self.opened(opened)?;
        self.round.warnings.extend(unknown_columns(Role::Pairs, &table));
        let numbering = Numbering::of(&self.round);
        let pairs = pairs::read(table, &self.round, &numbering, &mut self.faults);
        let file = self.inputs.learners.name();
        locks::check_pairs(
            (&self.round, &self.rows),
            (&numbering, &pairs),
            &file,
            &mut self.faults,
        );
        let sound = self.faults.is_empty();
        sound.then(|| Posed::with_pairs(&self.round, numbering, pairs))
    }

    pub(super) fn hash_inputs(&mut self) {
        if !self.faults.is_empty() {
            return;
        }
        for (role, path) in self.files() {
            let name = path.name();
            match path.sha256() {
                Ok(sha256) => self.round.inputs.push(Input { role, name, sha256 }),
                Err(why) => {
                    let why = Refusal::Unreadable { why: why.to_string() };
                    self.faults.push(Fault::on_file(&name, Problem::refused(&why)));
                }
            }
        }
    }

    /// The files given.
    fn files(&self) -> Vec<(Role, &'a Source)> {
        let inputs = self.inputs;
        let files = [
            (Role::Learners, Some(&inputs.learners)),
            (Role::Offers, Some(&inputs.offers)),
            (Role::Workshops, inputs.workshops.as_ref()),
            (Role::Travel, inputs.travel.as_ref()),
            (Role::Pairs, inputs.pairs.as_ref()),
            (Role::Round, inputs.round.as_ref()),
            (Role::Previous, inputs.previous.as_ref()),
        ];
        let given = files.into_iter().filter_map(|(role, path)| Some((role, path?)));
        given.collect()
    }

    /// The round, if nothing is wrong with it.
    pub(super) fn round(self) -> Result<Round, Faults> {
        if self.faults.is_empty() { Ok(self.round) } else { Err(self.faults) }
    }

    /// The columns that are required when pairs are given.
    fn only<'c>(&self, columns: &'c [usize]) -> Option<&'c [usize]> {
        self.round.given_pairs.then_some(columns)
    }

    fn opened<T>(&mut self, opened: Result<T, Faults>) -> Option<T> {
        opened.map_err(|faults| self.faults.append(faults)).ok()
    }
}

fn open<'s>(
    role: Role,
    path: &Source,
    columns: Vec<Column>,
    settings: &'s Settings,
) -> Result<Sheet<'s>, Faults> {
    let table = path.table(&columns, &settings.columns)?;
    Sheet::new(role, columns, table, &settings.defaults)
}

/// Sorts rows by id; refuses an id that an earlier row has.
fn by_id<T>(path: &Source, rows: &mut [(u64, T)], id: fn(&T) -> &String, faults: &mut Faults) {
    rows.sort_by(|(row, a), (other, b)| id(a).cmp(id(b)).then(row.cmp(other)));
    for same in rows.chunk_by(|(_, a), (_, b)| id(a) == id(b)) {
        let first_row = same[0].0;
        for (row, later) in same.iter().skip(1) {
            let twice = Problem::refused(&Refusal::Twice { given: id(later).clone(), first_row });
            let (column, value) = (Some("id".to_owned()), Some(id(later).clone()));
            let fault = Fault::on_file(&path.name(), twice);
            faults.push(Fault { row: Some(*row), column, value, ..fault });
        }
    }
}
