//! A plan told to everybody: what it says of each learner becomes a proposal, what it no
//! longer says is taken back, what stands stays as it is.

use std::collections::{BTreeMap, HashMap};

use network::{Verb, partner};
use records::{Asked, Record, Scope, Surroundings, Unit, Value, Values, by_ids, page};
use storage::{
    Tx,
    outbox::{self, Channel, Message},
};
use uuid::Uuid;

use super::{
    Files, Kept, Motive, RoundError, State,
    gather::gather,
    keep::{kept, open_round},
    pinned::place_of,
};
use crate::{
    nouns::{
        offer,
        placement::{self as col, PLACEMENTS},
        plan, round,
    },
    plan::{Input, Kind, Placement, Role},
};

/// What publishing a plan did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many new proposals.
    pub n_proposed: usize,
    /// How many proposals or placements that stay.
    pub n_kept: usize,
    /// How many were taken back.
    pub n_withdrawn: usize,
    /// How many messages to companies.
    pub n_messages: usize,
}

/// Publishes the plan of this number, or the last. A plan that the records have overtaken is
/// refused, unless `force` is set.
pub async fn publish(
    tx: &mut Tx,
    scope: &Scope,
    (id, number): (Uuid, Option<i64>),
    force: bool,
    surroundings: &Surroundings,
) -> Result<Published, RoundError> {
    Verb::PublishRound.check(scope)?;
    let round = open_round(tx, scope, id).await?;
    let kept = kept(tx, scope, id, number).await?;
    let gathered = gather(tx, scope, id).await?;
    if !force {
        let files = Files::of(&gathered, surroundings.today);
        refuse_outdated(&kept, &files)?;
    }
    let mut unit = Unit::new(scope, "publish");
    let mut done = Published::default();
    let mut open: HashMap<Uuid, Record> = gathered
        .placements
        .iter()
        .filter(|placement| State::of(placement).is_some_and(State::is_open))
        .filter_map(|placement| Some((placement.link(&col::LEARNER)?, placement.clone())))
        .collect();
    let schools: HashMap<Uuid, Value> = gathered
        .learners
        .iter()
        .map(|learner| (learner.id, learner.get(&learners::learner::SCHOOL).clone()))
        .collect();
    let companies: HashMap<Uuid, Uuid> = gathered
        .offers
        .iter()
        .filter_map(|offer| Some((offer.id, offer.link(&offer::COMPANY)?)))
        .collect();
    let last = last_day(&round, surroundings);
    let mut told: BTreeMap<Uuid, u32> = BTreeMap::new();
    for placement in &kept.plan.placements {
        let Some(proposed) = proposal(&kept, placement, &companies) else { continue };
        let Proposal { learner, place, company } = proposed;
        match open.remove(&learner) {
            Some(standing) if place_of(&standing) == Some(place) => {
                done.n_kept += 1;
                continue;
            }
            Some(standing) => {
                withdraw(&mut unit, standing, surroundings)?;
                done.n_withdrawn += 1;
            }
            None => {}
        }
        let school = schools.get(&learner).cloned().unwrap_or_default();
        let mut values = Values::blank(&PLACEMENTS)
            .with(&col::ROUND, id)
            .with(&col::PLAN, kept.record.id)
            .with(&col::LEARNER, learner)
            .with(&col::SCHOOL, school)
            .with(&col::COMPANY, company)
            .with(&col::MINUTES, placement.minutes.map(i64::from))
            .with(&col::NEAR_LIMIT, placement.near_limit)
            .with(&col::PROPOSED_ON, surroundings.today)
            .with(&col::EXPIRES_ON, last);
        let at = match placement.kind {
            Kind::Company => &col::OFFER,
            Kind::Workshop => &col::WORKSHOP,
        };
        values.set(at, place);
        // The school that opens a workshop said yes by offering it.
        let by_company = placement.kind == Kind::Workshop;
        State::Proposed { by_company, by_learner: false }.write(&mut values, surroundings.today);
        unit.create(tx, values)?;
        done.n_proposed += 1;
        if let Some(company) = company {
            *told.entry(company).or_insert(0) += 1;
        }
    }
    for standing in open.into_values() {
        withdraw(&mut unit, standing, surroundings)?;
        done.n_withdrawn += 1;
    }
    mark(tx, scope, &mut unit, (&round, &kept), surroundings).await?;
    unit.save(tx, surroundings).await?;
    done.n_messages = tell(tx, scope, &kept, &told).await?;
    Ok(done)
}

/// The plan is the one published, and the round too.
async fn mark(
    tx: &mut Tx,
    scope: &Scope,
    unit: &mut Unit<'_>,
    (round, kept): (&Record, &Kept),
    surroundings: &Surroundings,
) -> Result<(), RoundError> {
    let asked = Asked::only(&plan::ROUND, round.id).and(&plan::IS_PUBLISHED, true);
    for other in page(tx, scope, &plan::PLANS, &asked).await?.records {
        if other.id != kept.record.id {
            let values = other.values.clone().with(&plan::IS_PUBLISHED, false);
            unit.edit(other, values);
        }
    }
    let values = kept.record.values.clone();
    let values = values.with(&plan::IS_PUBLISHED, true);
    unit.edit(kept.record.clone(), values.with(&plan::PUBLISHED_ON, surroundings.today));
    unit.edit(round.clone(), round.values.clone().with(&round::STATE, round::PUBLISHED));
    Ok(())
}

fn withdraw(
    unit: &mut Unit<'_>,
    standing: Record,
    surroundings: &Surroundings,
) -> Result<(), RoundError> {
    let Some(state) = State::of(&standing) else { return Ok(()) };
    let mut values = standing.values.clone();
    state.withdrawn(Motive::Replaced)?.write(&mut values, surroundings.today);
    unit.edit(standing, values);
    Ok(())
}

/// A placement of a plan, by records.
struct Proposal {
    learner: Uuid,
    place: Uuid,
    company: Option<Uuid>,
}

fn proposal(
    kept: &Kept,
    placement: &Placement,
    companies: &HashMap<Uuid, Uuid>,
) -> Option<Proposal> {
    let ids = &kept.files.ids;
    let learner = *ids.learners.get(&placement.learner)?;
    let place = match placement.kind {
        Kind::Company => *ids.offers.get(&placement.offer)?,
        Kind::Workshop => *ids.workshops.get(&placement.offer)?,
    };
    Some(Proposal { learner, place, company: companies.get(&place).copied() })
}

fn last_day(round: &Record, surroundings: &Surroundings) -> Option<jiff::civil::Date> {
    let days = round.whole(&round::ANSWER_DAYS)?;
    surroundings.today.checked_add(jiff::Span::new().days(days)).ok()
}

/// The plan still says what the records say, but for what was published meanwhile.
fn refuse_outdated(kept: &Kept, files: &Files) -> Result<(), RoundError> {
    let differing: Vec<&'static str> = super::files::NAMES
        .into_iter()
        .filter(|(name, role)| {
            let stated = kept.plan.inputs.iter().find(|input: &&Input| input.role == *role);
            let today = files.get(name).map(crate::files::of_bytes);
            *role != Role::Previous && stated.map(|input| &input.sha256) != today.as_ref()
        })
        .map(|(name, _)| name)
        .collect();
    if differing.is_empty() { Ok(()) } else { Err(RoundError::Outdated { files: differing }) }
}

/// One message to each company that has an address: nothing personal in it.
async fn tell(
    tx: &mut Tx,
    scope: &Scope,
    kept: &Kept,
    told: &BTreeMap<Uuid, u32>,
) -> Result<usize, RoundError> {
    let ids: Vec<Uuid> = told.keys().copied().collect();
    let mut n_messages = 0;
    for company in by_ids(tx, scope, &partner::PARTNERS, &ids).await? {
        let Some(to) = company.text(&partner::EMAIL) else { continue };
        let n_learners = told.get(&company.id).copied().unwrap_or(0);
        let message = Message {
            channel: Channel::Mail,
            to: to.to_owned(),
            subject: "Le campus vous propose des stagiaires".to_owned(),
            body: format!(
                "Bonjour,\n\nLe campus vous propose d’accueillir des élèves\u{a0}: {n_learners}. \
                 Votre réponse est attendue auprès du campus.\n"
            ),
            key: format!("proposals {} {}", kept.record.id, company.id),
        };
        outbox::post(tx, scope.tenant, &scope.actor, &message).await?;
        n_messages += 1;
    }
    Ok(n_messages)
}
