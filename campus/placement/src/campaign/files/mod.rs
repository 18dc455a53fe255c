//! The files of a round, made from its records: what `metier place` would be given. So the
//! plan of records is made, proved and verified by the very same code as that of files, and
//! whoever is given the files can verify it.

mod learners;
mod places;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use records::{Record, Value};
use tables::{Dialect, write_csv};
use uuid::Uuid;

use super::{
    Gathered, Ids, State,
    ids::{by_id, named},
    pinned::place_of,
};
use crate::{
    Inputs, Source,
    files::of_bytes,
    nouns::{offer, placement as placed, round, workshop},
    plan::{FORMAT, Role},
};

pub(super) use learners::{Target, wished};

/// The files of a round, in memory.
#[derive(Clone, Debug)]
pub struct Files {
    /// Their names and what they hold.
    pub contents: Vec<(&'static str, Vec<u8>)>,
    /// Which record each id stands for.
    pub ids: Ids,
}

/// The names of the files.
pub(super) const NAMES: [(&str, Role); 5] = [
    ("learners.csv", Role::Learners),
    ("offers.csv", Role::Offers),
    ("workshops.csv", Role::Workshops),
    ("round.toml", Role::Round),
    ("previous.json", Role::Previous),
];

impl Files {
    /// The files of what was gathered, on a day.
    #[must_use]
    pub fn of(gathered: &Gathered, today: Date) -> Self {
        let ids = ids(gathered);
        let mut contents = vec![
            ("learners.csv", learners::learners(gathered, &ids)),
            ("offers.csv", places::offers(gathered, &ids, today)),
        ];
        if !gathered.workshops.is_empty() {
            contents.push(("workshops.csv", places::workshops(gathered, &ids)));
        }
        contents.push(("round.toml", settings(&gathered.round, today).into_bytes()));
        if let Some(previous) = previous(gathered, &ids, &contents) {
            contents.push(("previous.json", previous));
        }
        Self { contents, ids }
    }

    /// What one of the files holds.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.contents.iter().find(|(own, _)| *own == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// The files, as a round is read from them.
    #[must_use]
    pub fn inputs(&self) -> Inputs {
        let source = |name: &str| {
            let bytes = self.get(name)?;
            Some(Source::Memory { name: name.to_owned(), bytes: bytes.into() })
        };
        Inputs {
            learners: source("learners.csv").unwrap_or_default(),
            offers: source("offers.csv").unwrap_or_default(),
            workshops: source("workshops.csv"),
            round: source("round.toml"),
            previous: source("previous.json"),
            ..Inputs::default()
        }
    }
}

fn ids(gathered: &Gathered) -> Ids {
    let school = |learner: &Record| {
        let studies = gathered.studies.get(&learner.id);
        studies.and_then(|studies| studies.school.clone()).unwrap_or_default()
    };
    let partner = |id: Option<Uuid>| {
        let known = id.and_then(|id| gathered.partners.get(&id));
        known.map(records::export::name).unwrap_or_default()
    };
    let none = BTreeMap::new();
    let offers = named(
        &gathered.offers,
        &offer::REFERENCE,
        |record| partner(record.link(&offer::COMPANY)),
        &none,
    );
    let workshops = named(
        &gathered.workshops,
        &workshop::REFERENCE,
        |record| partner(record.link(&workshop::SCHOOL)),
        &offers,
    );
    let learners = named(&gathered.learners, &::learners::learner::REFERENCE, school, &none);
    Ids { learners, offers, workshops }
}

/// The settings of a round as the file that tells them.
fn settings(round: &Record, today: Date) -> String {
    let said = |name: &str, value: &Value| match value {
        Value::Absent => String::new(),
        value => format!("{name} = {}\n", value.written()),
    };
    let day = Value::Day(round.day(&round::DAY).unwrap_or(today));
    let from_companies = round.yes_no(&round::FROM_COMPANIES) == Some(true);
    [
        "[round]\n".to_owned(),
        said("starts", round.get(&round::STARTS)),
        said("ends", round.get(&round::ENDS)),
        said("day", &day),
        said("seed", round.get(&round::SEED)),
        "[workshops]\n".to_owned(),
        said("budget_eur", round.get(&round::BUDGET_EUR)),
        said("most", round.get(&round::MOST_WORKSHOPS)),
        format!("from_companies = {from_companies}\n"),
        round.text(&round::SETTINGS).unwrap_or_default().to_owned(),
        "\n".to_owned(),
    ]
    .concat()
}

/// What was proposed and still stands, as a plan that a rerun changes as little as it can.
fn previous(gathered: &Gathered, ids: &Ids, files: &[(&'static str, Vec<u8>)]) -> Option<Vec<u8>> {
    let learners = by_id(&ids.learners);
    let places: HashMap<Uuid, &str> =
        by_id(&ids.offers).into_iter().chain(by_id(&ids.workshops)).collect();
    let open = gathered.placements.iter().filter(|p| State::of(p).is_some_and(State::is_open));
    let placements: Vec<serde_json::Value> = open
        .filter_map(|placement| {
            let learner = learners.get(&placement.link(&placed::LEARNER)?)?;
            let place = place_of(placement)?;
            Some(serde_json::json!({ "learner": learner, "offer": places.get(&place)? }))
        })
        .collect();
    if placements.is_empty() {
        return None;
    }
    let inputs: Vec<serde_json::Value> = files
        .iter()
        .filter_map(|(name, bytes)| {
            let (_, role) = NAMES.iter().find(|(own, _)| own == name)?;
            Some(serde_json::json!({ "role": role, "name": name, "sha256": of_bytes(bytes) }))
        })
        .collect();
    let plan = serde_json::json!({
        "format": FORMAT, "inputs": inputs, "placements": placements,
    });
    Some(plan.to_string().into_bytes())
}

/// The columns that a file cannot do without.
const NEEDED: [&str; 6] = ["id", "trade", "trades", "level", "levels", "places"];

/// A table of the round. A column of which no record says anything is left out: then the rule
/// that needs it is not applied, and the plan says so, as for a file that never had it.
fn csv<const N: usize>(header: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let rows: Vec<[String; N]> = rows.collect();
    let is_said =
        |at: &usize| NEEDED.contains(&header[*at]) || rows.iter().any(|row| !row[*at].is_empty());
    let kept: Vec<usize> = (0..N).filter(is_said).collect();
    let header: Vec<&str> = kept.iter().map(|at| header[*at]).collect();
    let rows = rows.iter().map(|row| kept.iter().map(|at| row[*at].as_str()));
    let mut bytes = vec![];
    // Writing to memory cannot fail.
    let _ = write_csv(&mut bytes, Dialect::Plain, &header, rows);
    bytes
}
