//! What companies and learners answer, what runs out, what companies take back.

use records::{Asked, Following, Record, RecordError, Scope, Sees, Surroundings, Unit, find, page};
use storage::Tx;
use uuid::Uuid;

use super::{Answer, Motive, RoundError, Side, State};
use crate::nouns::{
    offer::{self, OFFERS},
    placement::{self as col, PLACEMENTS},
};

/// What an answer came to.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The placement as it stands now.
    pub placement: Record,
    /// Its state.
    pub state: State,
}

/// Takes the answer of one side to a proposal. A company answers for itself, a learner and
/// her guardian for her; her school may write down either.
pub async fn answer(
    tx: &mut Tx,
    scope: &Scope,
    placement: Uuid,
    (side, answer): (Side, Answer),
    surroundings: &Surroundings,
) -> Result<Answered, RoundError> {
    let asked = placement.to_string();
    let found = find(tx, scope, &PLACEMENTS, placement).await?;
    let record = found.ok_or(RecordError::Absent { noun: &PLACEMENTS, asked })?;
    if !may_answer(scope, &record, side) {
        return Err(RoundError::NotYourAnswer);
    }
    let state = State::of(&record).ok_or_else(|| corrupt(&record))?;
    let state = state.on(surroundings.today, record.day(&col::EXPIRES_ON));
    let state = state.answered(side, answer)?;
    let mut values = record.values.clone();
    state.write(&mut values, surroundings.today);
    let mut unit = Unit::new(scope, "answer");
    unit.edit(record, values);
    unit.save(tx, surroundings).await?;
    let placement = find(tx, scope, &PLACEMENTS, placement).await?;
    let placement = placement.ok_or(RecordError::NotAllowed { noun: &PLACEMENTS })?;
    Ok(Answered { placement, state })
}

/// Lets the proposals of a round expire whose last day has passed. Returns them.
pub async fn expire(
    tx: &mut Tx,
    scope: &Scope,
    round: Uuid,
    surroundings: &Surroundings,
) -> Result<Vec<Record>, RoundError> {
    let asked = Asked::only(&col::ROUND, round).and(&col::STATE, "proposed");
    let proposed = page(tx, scope, &PLACEMENTS, &asked).await?.records;
    let mut unit = Unit::new(scope, "expire");
    let mut expired = vec![];
    for record in proposed {
        let state = State::of(&record).ok_or_else(|| corrupt(&record))?;
        let state = state.on(surroundings.today, record.day(&col::EXPIRES_ON));
        if state == State::Expired {
            let mut values = record.values.clone();
            state.write(&mut values, surroundings.today);
            expired.push(record.clone());
            unit.edit(record, values);
        }
    }
    unit.save(tx, surroundings).await?;
    Ok(expired)
}

/// Takes an offer back, with every place that it held. Returns those placements, for whom a
/// new plan must find another place.
pub async fn withdraw_offer(
    tx: &mut Tx,
    scope: &Scope,
    offer: Uuid,
    surroundings: &Surroundings,
) -> Result<Vec<Record>, RoundError> {
    let asked = offer.to_string();
    let found = find(tx, scope, &OFFERS, offer).await?;
    let record = found.ok_or(RecordError::Absent { noun: &OFFERS, asked })?;
    let placements = page(tx, scope, &PLACEMENTS, &Asked::only(&col::OFFER, offer)).await?.records;
    let mut unit = Unit::new(scope, "withdraw");
    let values = record.values.clone().with(&offer::STATE, offer::WITHDRAWN);
    unit.edit(record, values);
    let mut lost = vec![];
    for placement in placements {
        let Some(state) = State::of(&placement).filter(|state| state.is_open()) else { continue };
        let mut values = placement.values.clone();
        state.withdrawn(Motive::OfferWithdrawn)?.write(&mut values, surroundings.today);
        lost.push(placement.clone());
        unit.edit(placement, values);
    }
    unit.save(tx, surroundings).await?;
    Ok(lost)
}

/// Whether somebody answers for a side of a placement. The grants say through which column
/// the placement is theirs: the company's answers for the company, the learner's for her, the
/// school's for both.
fn may_answer(scope: &Scope, placement: &Record, side: Side) -> bool {
    match scope.writes(&PLACEMENTS) {
        Sees::Nothing => false,
        Sees::All => true,
        Sees::Those(clauses) => clauses
            .iter()
            .filter(|clause| Sees::Those(vec![(*clause).clone()]).has(placement.id, placement))
            .any(|clause| match side {
                Side::Company => clause.is_on("company") || clause.is_on("school"),
                Side::Learner => clause.is_on("learner") || clause.is_on("school"),
            }),
    }
}

/// A change of a placement that no verb here makes is refused: its state follows from what
/// was proposed and answered.
pub(crate) fn only_by_verbs<'a>(
    _: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    _: &'a Surroundings,
) -> Following<'a> {
    let by_verb = ["publish", "answer", "expire", "withdraw"].contains(&unit.verb());
    let touched: Vec<Uuid> = unit.touched(&PLACEMENTS).map(|touched| touched.id).collect();
    Box::pin(async move {
        if by_verb {
            return Ok(vec![]);
        }
        let flaw = || {
            records::Flaw::on(
                &col::STATE,
                "un placement suit d’un plan publié et des réponses\u{a0}: metier round publish, \
                 metier round answer",
                "a placement follows from a published plan and from answers: metier round \
                 publish, metier round answer",
            )
        };
        Ok(touched.into_iter().map(|id| (id, flaw())).collect())
    })
}

fn corrupt(record: &Record) -> RecordError {
    storage::StoreError::corrupt(PLACEMENTS.table, record.id, "state").into()
}
