//! Fills places one after another, each along the cheapest alternating path from the
//! place to an agent who may stay unseated: the search of [`crate::by_agents`] turned
//! round. In a full block there are more agents than places, so it ends at once at a
//! free neighbour where a search from the agents would visit the whole block.

use crate::Pair;
use crate::frontier::{Frontier, Way};
use crate::market::Market;
use crate::problem::index;
use crate::seats::NONE;

/// Fills every place at the least cost; everybody seated before stays seated. Prices may
/// end negative: what it takes to draw an agent to a place.
pub(crate) fn fill(market: &mut Market) {
    let mut search = Search::new(market);
    let n_nodes = index(market.n_nodes());
    for node in 0..n_nodes {
        for _ in 0..places_left(market, node) {
            search.fill(market, node);
        }
    }
}

/// Places that a node must still fill: a slot without a group, or a group.
fn places_left(market: &Market, node: u32) -> u32 {
    match market.node_group(node) {
        Some(group) => market.seats.group_places_left(group),
        None if market.seats.group_of(node) == NONE => {
            market.seats.capacity(node) - market.seats.load(node)
        }
        None => 0,
    }
}

struct Search {
    frontier: Frontier,
    // The agents of each slot by burden: `pairs[starts[s]..starts[s + 1]]`, `slot`
    // holding the agent.
    starts: Vec<u32>,
    pairs: Vec<Pair>,
    // No agent pays more than this: it bounds what a scan can still find.
    most_paid: i64,
    best: i64,
    end: (u32, u32),
}

impl Search {
    fn new(market: &Market) -> Self {
        let (starts, pairs) = market.part.by_slot();
        let agents = (0u32..).take(market.part.agents.len());
        let paid = agents.filter(|a| market.is_seated(*a)).map(|a| market.pays(a));
        let most_paid = paid.max().unwrap_or(0).max(0);
        let frontier = Frontier::new(market.n_nodes());
        Self { frontier, starts, pairs, most_paid, best: i64::MAX, end: (NONE, NONE) }
    }

    fn fill(&mut self, market: &mut Market, root: u32) {
        self.frontier.restart();
        self.best = i64::MAX;
        self.end = (NONE, NONE);
        self.frontier.offer(root, 0, Way::Root);
        while let Some((distance, node)) = self.frontier.settle(self.best) {
            match market.node_group(node) {
                Some(group) => self.expand_group(market, group, distance),
                None => self.expand_slot(market, node, distance),
            }
        }
        self.lower_prices(market);
        self.replay(market);
    }

    /// One agent more is wanted in this slot, or one place less: its group may give it
    /// to another slot.
    fn expand_slot(&mut self, market: &Market, slot: u32, distance: i64) {
        let group = market.seats.group_of(slot);
        if group != NONE {
            let onward = distance + market.premium(slot);
            if onward < self.best {
                self.frontier.offer(market.group_node(group), onward, Way::Group(slot));
            }
        }
        let base = distance + market.slot_price[slot as usize];
        let (first, end) = (self.starts[slot as usize], self.starts[slot as usize + 1]);
        for i in first as usize..end as usize {
            let Pair { burden, slot: agent } = self.pairs[i];
            if self.best <= base + i64::from(burden) - self.most_paid {
                break;
            }
            self.consider(market, slot, base, Pair { burden, slot: agent });
        }
    }

    fn consider(&mut self, market: &Market, slot: u32, base: i64, entry: Pair) {
        let Pair { burden, slot: agent } = entry;
        let distance = base + market.part.cost(agent, Pair { burden, slot });
        let seat = market.seats.slot_of[agent as usize];
        if seat == NONE {
            if distance < self.best {
                self.best = distance;
                self.end = (agent, slot);
            }
        } else if seat != slot {
            let distance = distance - market.pays(agent);
            if distance < self.best {
                self.frontier.offer(seat, distance, Way::Agent { agent, other: slot });
            }
        }
    }

    fn expand_group(&mut self, market: &Market, group: u32, distance: i64) {
        let node = market.group_node(group);
        for &slot in market.seats.slots_of_group(group) {
            if market.seats.has_room(slot) {
                self.frontier.offer(slot, distance, Way::Group(node));
            }
        }
    }

    fn lower_prices(&self, market: &mut Market) {
        for (node, distance) in self.frontier.settled() {
            match market.node_group(node) {
                Some(group) => market.group_price[group as usize] -= self.best - distance,
                None => market.slot_price[node as usize] -= self.best - distance,
            }
        }
    }

    /// From the free agent back to the root: each enters the slot that wanted it.
    fn replay(&self, market: &mut Market) {
        let mut moves = vec![self.end];
        let mut node = self.end.1;
        loop {
            match self.frontier.way(node) {
                Way::Root => break,
                Way::Group(from) => node = from,
                Way::Agent { agent, other } => {
                    moves.push((agent, other));
                    node = other;
                }
            }
        }
        // The root has room: the last mover goes first.
        for (agent, slot) in moves.into_iter().rev() {
            market.move_to(agent, slot);
        }
    }
}
