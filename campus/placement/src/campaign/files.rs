//! The files of a round, made from its records: what `metier place` would be given. So the
//! plan of records is made, proved and verified by the very same code as that of files, and
//! whoever is given the files can verify it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use learners::learner as pupil;
use network::partner;
use records::{Record, Value};
use tables::{Dialect, write_csv};
use uuid::Uuid;

use super::{
    Gathered, Ids, State,
    gather::siret_of,
    hosting_quota::hosting_quota,
    ids::{by_id, named},
    pinned::{Pinned, pinned, refused},
};
use crate::{
    Inputs, Source, USUAL_CLASS,
    files::of_bytes,
    plan::{FORMAT, Role},
    nouns::{memory, offer, placement as placed, round, wish, workshop},
};

/// The files of a round, in memory.
#[derive(Clone, Debug)]
pub struct Files {
    /// Their names and what they hold.
    pub contents: Vec<(&'static str, Vec<u8>)>,
    /// Which record each id stands for.
    pub ids: Ids,
}

const LEARNERS: [&str; 18] = [
    "id", "school", "programme", "trade", "level", "lat", "lon", "commune", "reach_min",
    "reach_km", "mode", "birth_date", "priority", "wishes", "refuses", "fixed",
    "accepts_boarding", "needs",
];
const OFFERS: [&str; 20] = [
    "id", "company", "siret", "trade", "levels", "lat", "lon", "commune", "places",
    "company_max", "minors", "min_age", "regulated", "access", "beds", "starts", "ends",
    "reserved_for", "open_from", "confirmed_until",
];
const WORKSHOPS: [&str; 14] = [
    "id", "school", "trades", "levels", "lat", "lon", "commune", "places", "min_learners",
    "cost_eur", "needs", "starts", "ends", "access",
];

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
            ("learners.csv", learners(gathered, &ids)),
            ("offers.csv", offers(gathered, &ids, today)),
        ];
        if !gathered.workshops.is_empty() {
            contents.push(("workshops.csv", workshops(gathered, &ids)));
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
        studies.map(|studies| studies.school.clone()).unwrap_or_default()
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
    let learners = named(&gathered.learners, &pupil::REFERENCE, school, &none);
    Ids { learners, offers, workshops }
}

fn learners(gathered: &Gathered, ids: &Ids) -> Vec<u8> {
    let pinned = pinned(gathered);
    let refused = refused(gathered);
    let wishes = wishes(gathered);
    let remembered = remembered(gathered);
    let names = by_id(&ids.learners);
    let places: HashMap<Uuid, &str> =
        by_id(&ids.offers).into_iter().chain(by_id(&ids.workshops)).collect();
    let told = |targets: Option<&Vec<Target>>| {
        let targets = targets.into_iter().flatten().filter_map(|target| match target {
            Target::Place(id) => places.get(id).map(|name| (*name).to_owned()),
            Target::Company(id) => {
                let company = gathered.partners.get(id)?;
                siret_of(company).map(|siret| siret.to_string())
            }
        });
        let mut told: Vec<String> = vec![];
        for target in targets {
            if !told.contains(&target) {
                told.push(target);
            }
        }
        told.join("|")
    };
    let rows = gathered.learners.iter().map(|learner| {
        let text = |field| learner.get(field).written();
        let studies = gathered.studies.get(&learner.id);
        let of_studies = |read: fn(&learners::Studies) -> String| {
            studies.map(read).unwrap_or_default()
        };
        let fixed = match pinned.get(&learner.id) {
            Some(Pinned(place)) => places.get(place).copied().unwrap_or_default(),
            None => "",
        };
        [
            names.get(&learner.id).copied().unwrap_or_default().to_owned(),
            of_studies(|studies| studies.school.clone()),
            of_studies(|studies| studies.programme.clone()),
            of_studies(|studies| studies.trade.clone().unwrap_or_default()),
            of_studies(|studies| studies.level.map(|level| level.to_string()).unwrap_or_default()),
            text(&pupil::LAT),
            text(&pupil::LON),
            text(&pupil::COMMUNE),
            text(&pupil::REACH_MIN),
            text(&pupil::REACH_KM),
            text(&pupil::MODE),
            text(&pupil::BIRTH_DATE),
            priority(learner, remembered.contains_key(&learner.id)),
            told(wishes.get(&learner.id)),
            told(refused.get(&learner.id)),
            fixed.to_owned(),
            text(&pupil::ACCEPTS_BOARDING),
            text(&pupil::NEEDS),
        ]
    });
    let skills = gathered.learners.iter().map(|learner| learner.get(&pupil::SKILLS).written());
    let rows = rows.zip(skills).map(|(row, skills)| row.into_iter().chain([skills]).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    csv(&[&LEARNERS[..], &["skills"]].concat(), rows)
}

/// What a wish or a refusal points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An offer or a workshop.
    Place(Uuid),
    /// Every offer of a company.
    Company(Uuid),
}

/// The class of a learner: one higher if an earlier round left her out or served her badly.
fn priority(learner: &Record, is_remembered: bool) -> String {
    let class = learner.whole(&pupil::PRIORITY).unwrap_or(i64::from(USUAL_CLASS));
    (class - i64::from(is_remembered)).max(1).to_string()
}

fn remembered(gathered: &Gathered) -> HashMap<Uuid, &Record> {
    let of_others = gathered
        .memories
        .iter()
        .filter(|memory| memory.link(&memory::ROUND) != Some(gathered.round.id));
    of_others.filter_map(|memory| Some((memory.link(&memory::LEARNER)?, memory))).collect()
}

/// What each learner wishes, the first first.
fn wishes(gathered: &Gathered) -> HashMap<Uuid, Vec<Target>> {
    let mut ranked: HashMap<Uuid, Vec<(i64, Uuid, Target)>> = HashMap::new();
    for wish in &gathered.wishes {
        if wish.text(&wish::KIND) != Some(wish::WISH) {
            continue;
        }
        let (Some(learner), Some(target)) = (wish.link(&wish::LEARNER), wished(wish)) else {
            continue;
        };
        let rank = wish.whole(&wish::RANK).unwrap_or(i64::MAX);
        ranked.entry(learner).or_default().push((rank, wish.id, target));
    }
    let sorted = ranked.into_iter().map(|(learner, mut wishes)| {
        wishes.sort_by_key(|(rank, id, _)| (*rank, *id));
        (learner, wishes.into_iter().map(|(.., target)| target).collect())
    });
    sorted.collect()
}

/// What a wish or a refusal points at.
pub(super) fn wished(wish: &Record) -> Option<Target> {
    let offer = wish.link(&wish::OFFER).map(Target::Place);
    offer.or_else(|| wish.link(&wish::COMPANY).map(Target::Company))
}

fn offers(gathered: &Gathered, ids: &Ids, today: Date) -> Vec<u8> {
    let names = by_id(&ids.offers);
    let day = gathered.round.day(&round::STARTS).unwrap_or(today);
    let rows = gathered.offers.iter().map(|offer| {
        let text = |field| offer.get(field).written();
        let company = offer.link(&offer::COMPANY).and_then(|id| gathered.partners.get(&id));
        let siret = company.and_then(siret_of);
        let most = company.zip(siret).and_then(|(company, siret)| {
            let headcount = u32::try_from(company.whole(&partner::HEADCOUNT)?).ok()?;
            let hosted = gathered.hosted.get(&siret.siren()).copied().unwrap_or(0);
            Some(hosting_quota(headcount, day)?.saturating_sub(hosted))
        });
        [
            names.get(&offer.id).copied().unwrap_or_default().to_owned(),
            company.and_then(|company| company.text(&partner::NAME)).unwrap_or_default().to_owned(),
            siret.map(|siret| siret.to_string()).unwrap_or_default(),
            text(&offer::TRADE),
            text(&offer::LEVELS),
            text(&offer::LAT),
            text(&offer::LON),
            text(&offer::COMMUNE),
            text(&offer::PLACES),
            most.map(|most| most.to_string()).unwrap_or_default(),
            text(&offer::MINORS),
            text(&offer::MIN_AGE),
            regulated(offer),
            text(&offer::ACCESS),
            text(&offer::BEDS),
            text(&offer::STARTS),
            text(&offer::ENDS),
            text(&offer::RESERVED_FOR),
            text(&offer::OPEN_FROM),
            text(&offer::CONFIRMED_UNTIL),
        ]
    });
    let skills = gathered.offers.iter().map(|offer| offer.get(&offer::SKILLS).written());
    let rows = rows.zip(skills).map(|(row, skills)| row.into_iter().chain([skills]).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    csv(&[&OFFERS[..], &["skills"]].concat(), rows)
}

fn regulated(offer: &Record) -> String {
    match offer.text(&offer::REGULATED) {
        Some("undeclared") => "yes",
        Some("declared") => "declared",
        _ => "",
    }
    .to_owned()
}

fn workshops(gathered: &Gathered, ids: &Ids) -> Vec<u8> {
    let names = by_id(&ids.workshops);
    let rows = gathered.workshops.iter().map(|workshop| {
        let text = |field| workshop.get(field).written();
        let school = workshop.link(&workshop::SCHOOL).and_then(|id| gathered.partners.get(&id));
        let school = school.and_then(|school| school.text(&partner::NAME)).unwrap_or_default();
        vec![
            names.get(&workshop.id).copied().unwrap_or_default().to_owned(),
            school.to_owned(),
            text(&workshop::TRADES),
            text(&workshop::LEVELS),
            text(&workshop::LAT),
            text(&workshop::LON),
            text(&workshop::COMMUNE),
            text(&workshop::PLACES),
            text(&workshop::MIN_LEARNERS),
            text(&workshop::COST_EUR),
            text(&workshop::NEEDS),
            text(&workshop::STARTS),
            text(&workshop::ENDS),
            text(&workshop::ACCESS),
        ]
    });
    csv(&WORKSHOPS, rows.collect())
}

/// The settings of a round as the file that tells them.
fn settings(round: &Record, today: Date) -> String {
    let mut text = String::from("[round]\n");
    let mut key = |name: &str, value: &Value| {
        if *value != Value::Absent {
            text.push_str(&format!("{name} = {}\n", value.written()));
        }
    };
    key("starts", round.get(&round::STARTS));
    key("ends", round.get(&round::ENDS));
    let day = round.day(&round::DAY).unwrap_or(today);
    key("day", &Value::Day(day));
    key("seed", round.get(&round::SEED));
    let (budget, most) = (round.get(&round::BUDGET_EUR), round.get(&round::MOST_WORKSHOPS));
    let from_companies = round.yes_no(&round::FROM_COMPANIES) == Some(true);
    text.push_str("[workshops]\n");
    for (name, value) in [("budget_eur", budget), ("most", most)] {
        if *value != Value::Absent {
            text.push_str(&format!("{name} = {}\n", value.written()));
        }
    }
    text.push_str(&format!("from_companies = {from_companies}\n"));
    text.push_str(round.text(&round::SETTINGS).unwrap_or_default());
    text.push('\n');
    text
}

/// What was proposed and still stands, as a plan that a rerun changes as little as it can.
fn previous(
    gathered: &Gathered,
    ids: &Ids,
    files: &[(&'static str, Vec<u8>)],
) -> Option<Vec<u8>> {
    let learners = by_id(&ids.learners);
    let places: HashMap<Uuid, &str> =
        by_id(&ids.offers).into_iter().chain(by_id(&ids.workshops)).collect();
    let open = gathered.placements.iter().filter(|p| State::of(p).is_some_and(State::is_open));
    let placements: Vec<serde_json::Value> = open
        .filter_map(|placement| {
            let learner = learners.get(&placement.link(&placed::LEARNER)?)?;
            let place = placement.link(&placed::OFFER).or(placement.link(&placed::WORKSHOP))?;
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

fn csv(header: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut bytes = vec![];
    // Writing to memory cannot fail.
    let _ = write_csv(&mut bytes, Dialect::Plain, header, rows);
    bytes
}
