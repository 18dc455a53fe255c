//! Plans that are kept, with the files that they were made from and their proof.

use network::Verb;
use records::{Asked, Record, RecordError, Scope, Surroundings, Unit, Value, Values, page};
use storage::Tx;
use uuid::Uuid;

use super::{Files, Ids, Made, RoundError, files::NAMES, store};
use crate::{
    Plan,
    nouns::{
        plan::{self as col, PLANS},
        round::{self, ROUNDS},
    },
    plan::Status,
};

/// A plan as it was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its record.
    pub record: Record,
    /// The plan.
    pub plan: Plan,
    /// The files that it was made from.
    pub files: Files,
    /// The text of the plan, as it was written.
    pub json: String,
}

/// The file of the plan itself.
const PLAN: &str = "plan.json";
/// The file that says which record each id stands for.
const IDS: &str = "ids.json";

/// Keeps a plan under a name, and says which it is. A round that was collecting is planned
/// from here on.
pub async fn keep(
    tx: &mut Tx,
    scope: &Scope,
    (round, name): (Uuid, &str),
    made: &Made,
    surroundings: &Surroundings,
) -> Result<Record, RoundError> {
    Verb::PlanRound.check(scope)?;
    let round = open_round(tx, scope, round).await?;
    let plans = page(tx, scope, &PLANS, &Asked::only(&col::ROUND, round.id)).await?.records;
    let number = plans.iter().filter_map(|plan| plan.whole(&col::NUMBER)).max().unwrap_or(0) + 1;
    let summary = made.plan.summary();
    let status = match summary.status {
        Status::Optimal => "optimal",
        Status::Feasible => "feasible",
    };
    let eur = i64::try_from(summary.workshops_eur).unwrap_or(i64::MAX);
    let burden = i64::try_from(summary.burden).unwrap_or(i64::MAX);
    let totals = &made.plan.totals;
    let values = Values::blank(&PLANS)
        .with(&col::ROUND, round.id)
        .with(&col::NUMBER, number)
        .with(&col::NAME, name)
        .with(&col::MADE_ON, surroundings.today)
        .with(&col::MADE_BY, scope.actor.as_str())
        .with(&col::STATUS, status)
        .with(&col::LEARNERS, i64::from(totals.learners))
        .with(&col::PLACED, i64::from(totals.placed))
        .with(&col::IN_WORKSHOPS, i64::from(totals.in_workshops))
        .with(&col::BURDEN, burden)
        .with(&col::WORKSHOPS, i64::from(summary.workshops))
        .with(&col::WORKSHOPS_EUR, eur)
        .with(&col::IS_PUBLISHED, false);
    let mut unit = Unit::new(scope, "plan");
    let id = unit.create(tx, values)?;
    if round.text(&round::STATE) == Some(round::COLLECTING) {
        let planned = round.values.clone().with(&round::STATE, round::PLANNED);
        unit.edit(round, planned);
    }
    unit.save(tx, surroundings).await?;
    for (name, bytes) in &made.files.contents {
        store::put(tx, id, name, bytes).await?;
    }
    store::put(tx, id, PLAN, &json(&made.plan)?).await?;
    store::put(tx, id, IDS, &json(&made.files.ids)?).await?;
    let kept = records::find(tx, scope, &PLANS, id).await?;
    kept.ok_or(RoundError::NoPlan)
}

/// A plan that was kept: the one of this number, else the last.
pub async fn kept(
    tx: &mut Tx,
    scope: &Scope,
    round: Uuid,
    number: Option<i64>,
) -> Result<Kept, RoundError> {
    let plans = page(tx, scope, &PLANS, &Asked::only(&col::ROUND, round)).await?.records;
    let chosen = match number {
        Some(number) => plans.into_iter().find(|plan| plan.whole(&col::NUMBER) == Some(number)),
        None => plans.into_iter().max_by_key(|plan| plan.whole(&col::NUMBER)),
    };
    with_files(tx, chosen.ok_or(RoundError::NoPlan)?).await
}

/// The plan that was told to everybody, if there is one.
pub async fn published(
    tx: &mut Tx,
    scope: &Scope,
    round: Uuid,
) -> Result<Option<Kept>, RoundError> {
    let asked = Asked::only(&col::ROUND, round).and(&col::IS_PUBLISHED, true);
    match page(tx, scope, &PLANS, &asked).await?.records.pop() {
        Some(record) => with_files(tx, record).await.map(Some),
        None => Ok(None),
    }
}

/// A round that is not closed.
pub(super) async fn open_round(
    tx: &mut Tx,
    scope: &Scope,
    round: Uuid,
) -> Result<Record, RoundError> {
    let asked = round.to_string();
    let found = records::find(tx, scope, &ROUNDS, round).await?;
    let round = found.ok_or(RecordError::Absent { noun: &ROUNDS, asked })?;
    if *round.get(&round::STATE) == Value::text(round::CLOSED) {
        return Err(RoundError::Closed);
    }
    Ok(round)
}

async fn with_files(tx: &mut Tx, record: Record) -> Result<Kept, RoundError> {
    let (mut contents, mut plan, mut ids, mut text) = (vec![], None, None, String::new());
    for (name, bytes) in store::files(tx, record.id).await? {
        match name.as_str() {
            PLAN => {
                plan = Some(parsed::<Plan>(&record, &bytes)?);
                text = String::from_utf8_lossy(&bytes).into_owned();
            }
            IDS => ids = Some(parsed::<Ids>(&record, &bytes)?),
            name => {
                let known = NAMES.iter().find(|(own, _)| *own == name);
                contents.extend(known.map(|(own, _)| (*own, bytes)));
            }
        }
    }
    let (Some(plan), Some(ids)) = (plan, ids) else { return Err(RoundError::NoPlan) };
    // In the order in which they were made: the plan names them so.
    contents.sort_by_key(|(name, _)| NAMES.iter().position(|(own, _)| own == name));
    Ok(Kept { record, plan, files: Files { contents, ids }, json: text })
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, RoundError> {
    serde_json::to_vec(value).map_err(|why| RoundError::Unproved(why.to_string()))
}

fn parsed<T: serde::de::DeserializeOwned>(record: &Record, bytes: &[u8]) -> Result<T, RoundError> {
    serde_json::from_slice(bytes)
        .map_err(|why| storage::StoreError::corrupt("placement_plan_files", record.id, why).into())
}
