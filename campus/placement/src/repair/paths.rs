//! The cheapest way to a place for everybody at once: from the free places back.
//!
//! A learner enters a slot, who leaves it enters another, and so on to a free place: what
//! the changes on the way cost is the length of the path (Dijkstra 1959, backwards, so that
//! one search serves all who are unplaced).

use std::{cmp::Reverse, collections::BinaryHeap};

use matching::Problem;

use crate::{
    outcome::Outcome,
    repair::relaxed::{Relaxation, Relaxed},
    settings,
};

/// Which kinds of changes a search may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each kind is allowed or not by itself")]
pub(super) struct Kinds {
    pub(super) reach: bool,
    pub(super) boarding: bool,
    pub(super) place: bool,
    pub(super) lock: bool,
}

/// How an agent may enter a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// By a pair that is allowed.
    Allowed,
    /// By one that is, once its lock is released.
    Released,
    /// With so many minutes more.
    Reach(u32),
    /// With lodging.
    Boarding,
}

/// Where the path goes on from a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Next {
    /// It has a free place.
    Free,
    /// It has one place more.
    More,
    /// This agent leaves it for this slot.
    Leaves(u32, u32, Way),
    /// Somebody leaves this slot of its group.
    Group(u32),
}

/// The arcs of all agents, existing and relaxed, and who sits where.
pub(super) struct Arcs<'a> {
    pub(super) outcome: &'a Outcome<'a>,
    relaxed: &'a [Relaxed],
    /// Agents and ways into each slot.
    into: Vec<Vec<(u32, Way)>>,
    load: Vec<u32>,
    group_load: Vec<u32>,
    by_group: Vec<Vec<u32>>,
}

/// The cheapest way on from each slot.
pub(super) struct Onward {
    pub(super) price: Vec<Option<u64>>,
    pub(super) next: Vec<Option<Next>>,
}

impl<'a> Arcs<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>, relaxed: &'a [Relaxed]) -> Self {
        let problem: &Problem = &outcome.solved.problem;
        let plan = &outcome.solved.found.plan;
        let (mut load, mut group_load) =
            (vec![0; problem.slots().len()], vec![0; problem.groups().len()]);
        for slot in plan.slot_of.iter().flatten() {
            load[*slot as usize] += 1;
            if let Some(group) = problem.slots()[*slot as usize].group {
                group_load[group as usize] += 1;
            }
        }
        let mut by_group = vec![vec![]; problem.groups().len()];
        for (s, slot) in (0_u32..).zip(problem.slots()) {
            if let Some(group) = slot.group {
                by_group[group as usize].push(s);
            }
        }
        let mut into = vec![vec![]; problem.slots().len()];
        for (a, agent) in (0_u32..).zip(problem.agents()) {
            if plan.slot_of[a as usize].is_none() {
                continue;
            }
            let way = if agent.fixed.is_some() { Way::Released } else { Way::Allowed };
            for pair in problem.pairs_of(a) {
                into[pair.slot as usize].push((a, way));
            }
        }
        let mut arcs = Self { outcome, relaxed, into, load, group_load, by_group };
        for pair in relaxed.iter().filter(|r| plan.slot_of[r.agent as usize].is_some()) {
            let slot = arcs.slot(pair.offer);
            arcs.into[slot as usize].push((pair.agent, way(pair.change)));
        }
        arcs
    }

    /// The slot of an offer.
    pub(super) fn slot(&self, offer: u32) -> u32 {
        self.outcome.round.posed.numbering.slot_of[offer as usize]
    }

    /// The ways of an agent without a place into slots.
    pub(super) fn ways_of(&self, agent: u32) -> Vec<(u32, Way)> {
        let allowed = self.outcome.solved.problem.pairs_of(agent).iter();
        let mut ways: Vec<_> = allowed.map(|pair| (pair.slot, Way::Allowed)).collect();
        let first = self.relaxed.partition_point(|relaxed| relaxed.agent < agent);
        let own = self.relaxed[first..].iter().take_while(|relaxed| relaxed.agent == agent);
        ways.extend(own.map(|relaxed| (self.slot(relaxed.offer), way(relaxed.change))));
        ways
    }

    /// The cheapest way on from every slot with changes of these kinds.
    pub(super) fn onward(&self, kinds: Kinds) -> Onward {
        let n = self.load.len();
        let mut onward = Onward { price: vec![None; n], next: vec![None; n] };
        let mut heap = BinaryHeap::new();
        for slot in (0_u32..).take(n) {
            if let Some((price, next)) = self.ends(slot, kinds) {
                heap.push(Reverse((price, slot, next)));
            }
        }
        while let Some(Reverse((price, slot, next))) = heap.pop() {
            if onward.price[slot as usize].is_some() {
                continue;
            }
            onward.price[slot as usize] = Some(price);
            onward.next[slot as usize] = Some(next);
            for (agent, way) in &self.into[slot as usize] {
                let from = self.outcome.solved.found.plan.slot_of[*agent as usize];
                if let Some((from, cost)) = from.zip(self.cost(*way, kinds))
                    && from != slot
                {
                    heap.push(Reverse((price + cost, from, Next::Leaves(*agent, slot, *way))));
                }
            }
            for other in self.opened_by(slot) {
                heap.push(Reverse((price, other, Next::Group(slot))));
            }
        }
        onward
    }

    /// Whether a path can end in a slot, and at what price.
    fn ends(&self, slot: u32, kinds: Kinds) -> Option<(u64, Next)> {
        let own = self.outcome.solved.problem.slots()[slot as usize];
        if !self.group_has_room(slot) {
            return None;
        }
        if self.load[slot as usize] < own.capacity {
            return Some((0, Next::Free));
        }
        let offer = self.outcome.solved.offer(self.outcome.round, slot);
        let is_company = self.outcome.round.offers[offer as usize].workshop.is_none();
        (kinds.place && is_company).then(|| (u64::from(self.prices().place), Next::More))
    }

    fn group_has_room(&self, slot: u32) -> bool {
        let problem = &self.outcome.solved.problem;
        let group = problem.slots()[slot as usize].group;
        group.is_none_or(|group| {
            self.group_load[group as usize] < problem.groups()[group as usize].capacity
        })
    }

    /// The slots with room of a full group, which has a place once one leaves this slot.
    fn opened_by(&self, slot: u32) -> impl Iterator<Item = u32> {
        let problem = &self.outcome.solved.problem;
        let group = problem.slots()[slot as usize]
            .group
            .filter(|_| !self.group_has_room(slot) && 0 < self.load[slot as usize]);
        let slots = group.map(|group| self.by_group[group as usize].iter()).into_iter().flatten();
        slots.copied().filter(move |other| {
            *other != slot && self.load[*other as usize] < problem.slots()[*other as usize].capacity
        })
    }

    /// What a way costs, if its kind may be used.
    pub(super) fn cost(&self, way: Way, kinds: Kinds) -> Option<u64> {
        let prices = self.prices();
        match way {
            Way::Allowed => Some(0),
            Way::Released => kinds.lock.then(|| u64::from(prices.lock)),
            Way::Reach(more) => kinds.reach.then(|| u64::from(prices.reach_min) * u64::from(more)),
            Way::Boarding => kinds.boarding.then(|| u64::from(prices.boarding)),
        }
    }

    fn prices(&self) -> settings::Repair {
        self.outcome.round.settings.repair
    }
}

fn way(change: Relaxation) -> Way {
    match change {
        Relaxation::Reach(more) => Way::Reach(more),
        Relaxation::Boarding => Way::Boarding,
    }
}
