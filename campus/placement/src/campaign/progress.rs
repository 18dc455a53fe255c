//! How far a round has come: places collected, what grows stale, what was answered.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};
use records::{Record, Scope};
use storage::Tx;
use uuid::Uuid;

use super::{RoundError, State, gather};
use crate::nouns::{offer, placement as placed, round};

/// How far a round has come.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The round.
    pub round: Record,
    /// Learners and places by trade; those who do not say theirs come first.
    pub by_trade: BTreeMap<String, Collected>,
    /// Offers whose word has lapsed, by the round's first day.
    pub n_lapsed: usize,
    /// Offers whose word lapses within a week.
    pub n_lapsing: usize,
    /// Placements by the code of their state.
    pub placements: BTreeMap<&'static str, usize>,
    /// Proposals whose last day to answer has passed.
    pub n_overdue: usize,
}

/// What a trade has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Learners who need a place.
    pub n_learners: usize,
    /// Offers confirmed.
    pub n_offers: usize,
    /// Places that they make.
    pub n_places: i64,
}

/// How far a round has come on a day.
pub async fn progress(
    tx: &mut Tx,
    scope: &Scope,
    id: Uuid,
    today: Date,
) -> Result<Progress, RoundError> {
    let gathered = gather(tx, scope, id).await?;
    let mut by_trade: BTreeMap<String, Collected> = BTreeMap::new();
    for learner in &gathered.learners {
        let studies = gathered.studies.get(&learner.id);
        let trade = studies.and_then(|studies| studies.trade.clone()).unwrap_or_default();
        by_trade.entry(trade).or_default().n_learners += 1;
    }
    for offer in &gathered.offers {
        let trade = offer.text(&offer::TRADE).unwrap_or_default();
        let collected = by_trade.entry(trade.to_owned()).or_default();
        collected.n_offers += 1;
        collected.n_places += offer.whole(&offer::PLACES).unwrap_or(0);
    }
    let until = |offer: &Record| offer.day(&offer::CONFIRMED_UNTIL);
    let in_a_week = today.checked_add(Span::new().days(7)).unwrap_or(Date::MAX);
    let is_lapsed = |offer: &&Record| until(offer).is_some_and(|until| until < today);
    let is_lapsing =
        |offer: &&Record| until(offer).is_some_and(|until| (today..=in_a_week).contains(&until));
    let mut placements = BTreeMap::new();
    let mut n_overdue = 0;
    for placement in &gathered.placements {
        let Some(state) = State::of(placement) else { continue };
        *placements.entry(state.code()).or_insert(0) += 1;
        let is_overdue = state.on(today, placement.day(&placed::EXPIRES_ON)) != state;
        n_overdue += usize::from(is_overdue);
    }
    Ok(Progress {
        n_lapsed: gathered.offers.iter().filter(is_lapsed).count(),
        n_lapsing: gathered.offers.iter().filter(is_lapsing).count(),
        round: gathered.round,
        by_trade,
        placements,
        n_overdue,
    })
}

impl Progress {
    /// Whether the round takes no more changes.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.round.text(&round::STATE) == Some(round::CLOSED)
    }
}
