//! A plan told to everybody: what it says of each learner becomes a proposal, what it no
//! longer says is taken back, what stands stays as it is.

use std::collections::{BTreeMap, HashMap};

use jiff::Span;
use network::{Verb, partner};
use records::{Asked, Record, Scope, Surroundings, Unit, Value, Values, by_ids, page};
use storage::{
    Tx,
    outbox::{self, Channel, Message},
};
use uuid::Uuid;

use super::{
    Files, Kept, Motive, RoundError, State,
    gather::{Gathered, gather},
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
    let mut publishing = Publishing::new(scope, (&round, &kept), &gathered, surroundings);
    for placement in &kept.plan.placements {
        publishing.propose(tx, placement)?;
    }
    publishing.withdraw_the_rest()?;
    let Publishing { mut unit, mut done, told, .. } = publishing;
    mark(tx, scope, &mut unit, (&round, &kept), surroundings).await?;
    unit.save(tx, surroundings).await?;
    done.n_messages = tell(tx, scope, &kept, &told).await?;
    Ok(done)
}

/// A plan being published.
struct Publishing<'a> {
    unit: Unit<'a>,
    done: Published,
    /// How many learners each company is told of.
    told: BTreeMap<Uuid, u32>,
    /// What stands for each learner, until the plan says the same or something else.
    standing: HashMap<Uuid, Record>,
    schools: HashMap<Uuid, Value>,
    companies: HashMap<Uuid, Uuid>,
    round: &'a Record,
    kept: &'a Kept,
    surroundings: &'a Surroundings,
}

impl<'a> Publishing<'a> {
    fn new(
        scope: &'a Scope,
        (round, kept): (&'a Record, &'a Kept),
        gathered: &Gathered,
        surroundings: &'a Surroundings,
    ) -> Self {
        let is_open = |placement: &&Record| State::of(placement).is_some_and(State::is_open);
        let open = gathered.placements.iter().filter(is_open);
        let school = |learner: &Record| learner.get(&learners::learner::SCHOOL).clone();
        let company = |offer: &Record| Some((offer.id, offer.link(&offer::COMPANY)?));
        Self {
            unit: Unit::new(scope, "publish"),
            done: Published::default(),
            told: BTreeMap::new(),
            standing: open.filter_map(|p| Some((p.link(&col::LEARNER)?, p.clone()))).collect(),
            schools: gathered.learners.iter().map(|one| (one.id, school(one))).collect(),
            companies: gathered.offers.iter().filter_map(company).collect(),
            round,
            kept,
            surroundings,
        }
    }

    /// Proposes what a plan says of a learner, unless it stands already.
    fn propose(&mut self, tx: &Tx, placement: &Placement) -> Result<(), RoundError> {
        let ids = &self.kept.files.ids;
        let place = match placement.kind {
            Kind::Company => ids.offers.get(&placement.offer),
            Kind::Workshop => ids.workshops.get(&placement.offer),
        };
        // Ids of the plan are those of its files: the round was read from them.
        let (Some(&learner), Some(&place)) = (ids.learners.get(&placement.learner), place) else {
            return Ok(());
        };
        match self.standing.remove(&learner) {
            Some(standing) if place_of(&standing) == Some(place) => {
                self.done.n_kept += 1;
                return Ok(());
            }
            Some(standing) => self.withdraw(standing)?,
            None => {}
        }
        let values = self.proposal(placement, learner, place);
        self.unit.create(tx, values)?;
        self.done.n_proposed += 1;
        if let Some(company) = self.companies.get(&place) {
            *self.told.entry(*company).or_insert(0) += 1;
        }
        Ok(())
    }

    fn proposal(&self, placement: &Placement, learner: Uuid, place: Uuid) -> Values {
        let today = self.surroundings.today;
        let days = self.round.whole(&round::ANSWER_DAYS);
        let last = days.and_then(|days| today.checked_add(Span::new().days(days)).ok());
        let at = match placement.kind {
            Kind::Company => &col::OFFER,
            Kind::Workshop => &col::WORKSHOP,
        };
        let mut values = Values::blank(&PLACEMENTS)
            .with(&col::ROUND, self.round.id)
            .with(&col::PLAN, self.kept.record.id)
            .with(&col::LEARNER, learner)
            .with(&col::SCHOOL, self.schools.get(&learner).cloned().unwrap_or_default())
            .with(&col::COMPANY, self.companies.get(&place).copied())
            .with(at, place)
            .with(&col::MINUTES, placement.minutes.map(i64::from))
            .with(&col::NEAR_LIMIT, placement.near_limit)
            .with(&col::PROPOSED_ON, today)
            .with(&col::EXPIRES_ON, last);
        // The school that opens a workshop said yes by offering it.
        let by_company = placement.kind == Kind::Workshop;
        State::Proposed { by_company, by_learner: false }.write(&mut values, today);
        values
    }

    /// Takes back what the plan no longer says.
    fn withdraw_the_rest(&mut self) -> Result<(), RoundError> {
        let rest: Vec<Record> = self.standing.drain().map(|(_, standing)| standing).collect();
        rest.into_iter().try_for_each(|standing| self.withdraw(standing))
    }

    fn withdraw(&mut self, standing: Record) -> Result<(), RoundError> {
        let Some(state) = State::of(&standing) else { return Ok(()) };
        let mut values = standing.values.clone();
        state.withdrawn(Motive::Replaced)?.write(&mut values, self.surroundings.today);
        self.unit.edit(standing, values);
        self.done.n_withdrawn += 1;
        Ok(())
    }
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
