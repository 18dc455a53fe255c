//! All that a round is planned from, read from the records in a fixed number of statements.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::{Siren, Siret};
use learners::{Studies, learner as pupil};
use network::partner;
use records::{Asked, Filter, Record, RecordError, Scope, Value, by_ids, find, page};
use storage::Tx;
use uuid::Uuid;

use crate::{
    campaign::State,
    nouns::{
        entrant, lock, memory, offer,
        placement::{self as placed, PLACEMENTS},
        round::{self, ROUNDS},
        wish, workshop,
    },
};

/// All that a round is planned from.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The round.
    pub round: Record,
    /// Its learners.
    pub learners: Vec<Record>,
    /// What each learns and where.
    pub studies: HashMap<Uuid, Studies>,
    /// The offers that were confirmed and may have days in common with it.
    pub offers: Vec<Record>,
    /// The companies of the offers, the schools of the workshops.
    pub partners: HashMap<Uuid, Record>,
    /// The workshops that schools could open.
    pub workshops: Vec<Record>,
    /// Wishes and refusals.
    pub wishes: Vec<Record>,
    /// What people decided.
    pub locks: Vec<Record>,
    /// What was proposed so far.
    pub placements: Vec<Record>,
    /// What closed rounds remember.
    pub memories: Vec<Record>,
    /// How many trainees each company hosts during the round by other rounds.
    pub hosted: HashMap<Siren, u32>,
}

/// Reads all that a round is planned from.
pub async fn gather(tx: &mut Tx, scope: &Scope, round: Uuid) -> Result<Gathered, RecordError> {
    let asked = round.to_string();
    let round = find(tx, scope, &ROUNDS, round).await?;
    let round = round.ok_or(RecordError::Absent { noun: &ROUNDS, asked })?;
    let learners = learners_of(tx, scope, &round).await?;
    let studies = learners::studies(tx, scope, &learners).await?;
    let confirmed = Asked::only(&offer::STATE, offer::CONFIRMED);
    let mut offers = page(tx, scope, &offer::OFFERS, &confirmed).await?.records;
    offers.retain(|offer| may_overlap(&round, offer.day(&offer::STARTS), offer.day(&offer::ENDS)));
    let workshops = page(tx, scope, &workshop::WORKSHOPS, &Asked::default()).await?.records;
    let companies = offers.iter().filter_map(|offer| offer.link(&offer::COMPANY));
    let schools = workshops.iter().filter_map(|workshop| workshop.link(&workshop::SCHOOL));
    let mut ids: Vec<Uuid> = companies.chain(schools).collect();
    ids.sort_unstable();
    ids.dedup();
    let partners = by_ids(tx, scope, &partner::PARTNERS, &ids).await?;
    let partners = partners.into_iter().map(|record| (record.id, record)).collect();
    let wishes = page(tx, scope, &wish::WISHES, &Asked::default()).await?.records;
    let locks = page(tx, scope, &lock::LOCKS, &Asked::only(&lock::ROUND, round.id)).await?.records;
    let placements = Asked::only(&placed::ROUND, round.id);
    let placements = page(tx, scope, &PLACEMENTS, &placements).await?.records;
    let memories = match round.yes_no(&round::REMEMBERS) {
        Some(true) => page(tx, scope, &memory::MEMORIES, &Asked::default()).await?.records,
        Some(false) | None => vec![],
    };
    let hosted = hosted(tx, scope, &round).await?;
    Ok(Gathered {
        round,
        learners,
        studies,
        offers,
        partners,
        workshops,
        wishes,
        locks,
        placements,
        memories,
        hosted,
    })
}

/// The learners of the classes that take part; all who are in a class if none is named.
async fn learners_of(
    tx: &mut Tx,
    scope: &Scope,
    round: &Record,
) -> Result<Vec<Record>, RecordError> {
    let entrants = Asked::only(&entrant::ROUND, round.id);
    let entrants = page(tx, scope, &entrant::ENTRANTS, &entrants).await?.records;
    let classes = entrants.iter().filter_map(|entrant| entrant.link(&entrant::CLASS));
    let classes: Vec<Value> = classes.map(Value::Link).collect();
    let filters = match classes[..] {
        [] => vec![],
        [..] => vec![Filter::Among(&pupil::CLASS, classes)],
    };
    let asked = Asked { filters, ..Asked::default() };
    let mut learners = page(tx, scope, &pupil::LEARNERS, &asked).await?.records;
    learners.retain(|learner| learner.link(&pupil::CLASS).is_some());
    Ok(learners)
}

/// How many trainees each company hosts during the round by other rounds.
async fn hosted(
    tx: &mut Tx,
    scope: &Scope,
    round: &Record,
) -> Result<HashMap<Siren, u32>, RecordError> {
    let accepted = Asked::only(&placed::STATE, State::Accepted.code());
    let mut others = page(tx, scope, &PLACEMENTS, &accepted).await?.records;
    others.retain(|other| other.link(&placed::ROUND) != Some(round.id));
    let rounds: Vec<Uuid> = others.iter().filter_map(|other| other.link(&placed::ROUND)).collect();
    let rounds = by_ids(tx, scope, &ROUNDS, &rounds).await?;
    let overlapping: Vec<Uuid> = rounds
        .iter()
        .filter(|other| may_overlap(round, other.day(&round::STARTS), other.day(&round::ENDS)))
        .map(|other| other.id)
        .collect();
    let is_during = |other: &Record| {
        other.link(&placed::ROUND).is_some_and(|round| overlapping.contains(&round))
    };
    let companies: Vec<Uuid> =
        others.iter().filter(|o| is_during(o)).filter_map(|o| o.link(&placed::COMPANY)).collect();
    let known = by_ids(tx, scope, &partner::PARTNERS, &companies).await?;
    let sirens: HashMap<Uuid, Siren> =
        known.iter().filter_map(|record| Some((record.id, siret_of(record)?.siren()))).collect();
    let mut hosted = HashMap::new();
    for siren in companies.iter().filter_map(|company| sirens.get(company)) {
        *hosted.entry(*siren).or_insert(0) += 1;
    }
    Ok(hosted)
}

/// The SIRET of a partner.
pub(super) fn siret_of(partner: &Record) -> Option<Siret> {
    partner.text(&partner::SIRET).and_then(|siret| siret.parse().ok())
}

/// Whether these days may have some in common with the round: unknown ends may.
fn may_overlap(round: &Record, starts: Option<Date>, ends: Option<Date>) -> bool {
    let (first, last) = (round.day(&round::STARTS), round.day(&round::ENDS));
    let begins_in_time = starts.zip(last).is_none_or(|(starts, last)| starts <= last);
    let ends_late_enough = ends.zip(first).is_none_or(|(ends, first)| first <= ends);
    begins_in_time && ends_late_enough
}
