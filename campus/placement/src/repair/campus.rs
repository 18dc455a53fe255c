//! The cheapest changes that leave nobody of the whole campus out, or as few as can be.
//!
//! Everything that may change becomes a place or a pair with its price as burden: a best
//! matching of that problem, its proof checked, is the cheapest set of changes. Who has a
//! place now keeps one: they are the first class.

use matching::{Agent, Pair, Problem, Published, Slot};
use serde::{Deserialize, Serialize};

use crate::{
    outcome::Outcome,
    repair::{
        Change,
        relaxed::{Relaxation, Relaxed, relaxed},
    },
};

/// The cheapest changes for the whole campus; workshops and their learners stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampusRepair {
    /// What the changes cost, in the units of `[repair]`: no cheaper set places as many.
    pub price: u64,
    /// The changes.
    pub changes: Vec<Change>,
    /// How many learners they place who have no place now: no set places more.
    pub placed: u32,
    /// Ids of those whom no such change places.
    pub still_out: Vec<String>,
}

/// The cheapest changes for all who are unplaced; nothing if nobody is. The proof of the
/// engine was checked.
pub(crate) fn campus(outcome: &Outcome) -> Option<CampusRepair> {
    if outcome.offer_of.iter().all(Option::is_some) {
        return None;
    }
    let relaxed = relaxed(outcome);
    let changed = Changed::new(outcome, &relaxed)?;
    let plan = matching::solve(&changed.problem);
    matching::verify(&changed.problem, &plan).ok()?;
    Some(changed.told(outcome, &plan))
}

/// The problem with everything that may change, priced.
struct Changed {
    problem: Problem,
    /// The slot of the round of each slot from `n_slots` on: a place more.
    more_of: Vec<u32>,
    n_slots: u32,
    /// The relaxed pairs by agent and slot.
    relaxed: std::collections::HashMap<(u32, u32), Relaxation>,
}

impl Changed {
    fn new(outcome: &Outcome, relaxed: &[Relaxed]) -> Option<Self> {
        let (round, now) = (outcome.round, &outcome.solved.problem);
        let prices = round.settings.repair;
        let n_unplaced = outcome.offer_of.iter().filter(|offer| offer.is_none()).count();
        let n_unplaced = u32::try_from(n_unplaced).ok()?;
        let mut slots = now.slots().to_vec();
        let n_slots = u32::try_from(slots.len()).ok()?;
        let (mut more_of, mut more) = (vec![], vec![None; slots.len()]);
        for slot in 0..n_slots {
            let offer = outcome.solved.offer(round, slot);
            if round.offers[offer as usize].workshop.is_none() {
                more[slot as usize] = Some(u32::try_from(slots.len()).ok()?);
                let group = slots[slot as usize].group;
                slots.push(Slot { capacity: n_unplaced, group });
                more_of.push(slot);
            }
        }
        let mut by_pair = std::collections::HashMap::new();
        let (mut starts, mut pairs, mut agents) = (vec![0], vec![], vec![]);
        let mut ahead = relaxed.iter().peekable();
        for (a, agent) in (0_u32..).zip(now.agents()) {
            let mut enter = |slot: u32, price: u32| {
                pairs.push(Pair { slot, burden: price });
                if let Some(slot) = more[slot as usize] {
                    pairs.push(Pair { slot, burden: price.saturating_add(prices.place) });
                }
            };
            for pair in now.pairs_of(a) {
                let is_kept = agent.fixed.is_none_or(|fixed| fixed == pair.slot);
                enter(pair.slot, if is_kept { 0 } else { prices.lock });
            }
            while let Some(next) = ahead.next_if(|next| next.agent == a) {
                let slot = round.posed.numbering.slot_of[next.offer as usize];
                by_pair.insert((a, slot), next.change);
                enter(
                    slot,
                    match next.change {
                        Relaxation::Reach(more) => more.saturating_mul(prices.reach_min),
                        Relaxation::Boarding => prices.boarding,
                    },
                );
            }
            starts.push(u32::try_from(pairs.len()).ok()?);
            let is_placed = outcome.solved.found.plan.slot_of[a as usize].is_some();
            let class = if is_placed { 0 } else { agent.class.saturating_add(1) };
            let seat = outcome.solved.found.plan.slot_of[a as usize];
            let in_workshop = |slot: &u32| more[*slot as usize].is_none();
            agents.push(Agent { class, published: Published::No, fixed: seat.filter(in_workshop) });
        }
        let groups = now.groups().to_vec();
        let problem = Problem::new(agents, slots, groups, starts, pairs).ok()?;
        Some(Self { problem, more_of, n_slots, relaxed: by_pair })
    }

    fn told(&self, outcome: &Outcome, plan: &matching::Plan) -> CampusRepair {
        let round = outcome.round;
        let (mut changes, mut still_out, mut placed) = (vec![], vec![], 0);
        let mut more: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
        for (learner, now) in (0_u32..).zip(&outcome.offer_of) {
            let agent = round.posed.numbering.agent_of[learner as usize];
            let own = &round.learners[learner as usize];
            let Some(slot) = plan.slot_of[agent as usize] else {
                still_out.push(own.id.clone());
                continue;
            };
            placed += u32::from(now.is_none());
            let is_more = slot.checked_sub(self.n_slots).map(|idx| self.more_of[idx as usize]);
            let slot = is_more.unwrap_or(slot);
            let offer = outcome.solved.offer(round, slot);
            if is_more.is_some() {
                *more.entry(offer).or_default() += 1;
            }
            let to = round.offers[offer as usize].id.clone();
            match self.relaxed.get(&(agent, slot)) {
                Some(Relaxation::Reach(minutes_more)) => {
                    let minutes = round.journey(learner, offer).map_or(0, |j| j.minutes);
                    let limit = own.reach.minutes.filter(|limit| *limit < minutes);
                    let (learner, more) = (own.id.clone(), *minutes_more);
                    changes.push(Change::Reach { learner, offer: to, minutes, limit, more });
                }
                Some(Relaxation::Boarding) => {
                    changes.push(Change::Boarding { learner: own.id.clone(), offer: to });
                }
                None if own.fixed.is_some_and(|fixed| fixed != offer) => {
                    let locked = own.fixed.map(|fixed| round.offers[fixed as usize].id.clone());
                    let offer = locked.unwrap_or_default();
                    changes.push(Change::Lock { learner: own.id.clone(), offer });
                }
                None => {}
            }
        }
        changes.extend(more.into_iter().map(|(offer, more)| {
            let own = &round.offers[offer as usize];
            let site = own.site.as_ref();
            Change::Place {
                offer: own.id.clone(),
                company: own.company.clone(),
                commune: site.and_then(|site| site.commune_name()).map(str::to_owned),
                trade: own.trades.first().map(ToString::to_string),
                places: own.places + more,
            }
        }));
        CampusRepair { price: plan.objective.burden, changes, placed, still_out }
    }
}
