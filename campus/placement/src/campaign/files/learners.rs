//! The learners' file of a round, from the records.

use std::collections::HashMap;

use learners::{Studies, learner as pupil};
use records::Record;
use uuid::Uuid;

use super::csv;
use crate::{
    USUAL_CLASS,
    campaign::{
        Gathered, Ids,
        gather::siret_of,
        ids::by_id,
        pinned::{Pinned, pinned, refused},
    },
    nouns::{memory, wish},
};

const LEARNERS: [&str; 19] = [
    "id",
    "school",
    "programme",
    "trade",
    "level",
    "lat",
    "lon",
    "commune",
    "reach_min",
    "reach_km",
    "mode",
    "birth_date",
    "priority",
    "wishes",
    "refuses",
    "fixed",
    "accepts_boarding",
    "needs",
    "skills",
];

pub(super) fn learners(gathered: &Gathered, ids: &Ids) -> Vec<u8> {
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
        let told_of =
            |read: fn(&Studies) -> Option<String>| studies.and_then(read).unwrap_or_default();
        let fixed = match pinned.get(&learner.id) {
            Some(Pinned(place)) => places.get(place).copied().unwrap_or_default(),
            None => "",
        };
        [
            names.get(&learner.id).copied().unwrap_or_default().to_owned(),
            told_of(|studies| studies.school.clone()),
            told_of(|studies| studies.programme.clone()),
            told_of(|studies| studies.trade.clone()),
            told_of(|studies| studies.level.map(|level| level.to_string())),
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
            text(&pupil::SKILLS),
        ]
    });
    csv(&LEARNERS, rows)
}

/// What a wish or a refusal points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::campaign) enum Target {
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
pub(in crate::campaign) fn wished(wish: &Record) -> Option<Target> {
    let offer = wish.link(&wish::OFFER).map(Target::Place);
    offer.or_else(|| wish.link(&wish::COMPANY).map(Target::Company))
}
