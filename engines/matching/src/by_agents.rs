//! Seats agents one after another, each along the cheapest alternating path from the
//! agent to a free place (Hungarian method as successive shortest paths: Kuhn 1955,
//! Tomizawa 1971, Edmonds and Karp 1972).
//!
//! Pairs are sorted by burden, so a scan stops at the first that could not beat the best
//! end found: searches stay in the neighbourhood of the agent.

use crate::frontier::{Frontier, Way};
use crate::market::Market;
use crate::seats::NONE;

/// Seats all these agents at the least cost; prices end non-negative, 0 where there is
/// room. Every one of them can be seated together with all others: the split says so.
pub(crate) fn seat(market: &mut Market, agents: impl Iterator<Item = u32>) {
    let mut waiting = Vec::new();
    for agent in agents {
        if !sit_at_cheapest(market, agent) {
            waiting.push(agent);
        }
    }
    let mut search =
        Search { frontier: Frontier::new(market.n_nodes()), best: i64::MAX, end: NONE };
    for agent in waiting {
        search.seat(market, agent);
    }
}

fn sit_at_cheapest(market: &mut Market, agent: u32) -> bool {
    let part = market.part;
    let cheapest = part.pairs_of(agent).iter().min_by_key(|p| (part.cost(agent, **p), p.slot));
    match cheapest {
        Some(pair) if market.seats.is_open(pair.slot) => {
            market.sit(agent, *pair);
            true
        }
        Some(_) | None => false,
    }
}

struct Search {
    frontier: Frontier,
    // The nearest end known so far: an open slot, or a group with room.
    best: i64,
    end: u32,
}

impl Search {
    fn seat(&mut self, market: &mut Market, root: u32) {
        self.frontier.restart();
        self.best = i64::MAX;
        self.end = NONE;
        self.scan(market, root, 0);
        while let Some((distance, node)) = self.frontier.settle(self.best) {
            match market.node_group(node) {
                Some(group) => self.expand_group(market, group, distance),
                None => self.expand_slot(market, node, distance),
            }
        }
        self.raise_prices(market);
        self.replay(market, root);
    }

    /// Offers every slot of the agent, `base` being the distance of the agent's dual.
    fn scan(&mut self, market: &Market, agent: u32, base: i64) {
        for pair in market.part.pairs_of(agent) {
            if self.best <= base + i64::from(pair.burden) {
                break;
            }
            let price = market.slot_price[pair.slot as usize];
            let distance = base + market.part.cost(agent, *pair) + price;
            if self.best <= distance {
                continue;
            }
            self.frontier.offer(pair.slot, distance, Way::Agent { agent, other: NONE });
            if market.seats.is_open(pair.slot) {
                self.best = distance;
                self.end = pair.slot;
            }
        }
    }

    fn expand_slot(&mut self, market: &Market, slot: u32, distance: i64) {
        let group = market.seats.group_of(slot);
        if group != NONE && market.seats.has_room(slot) {
            self.frontier.offer(market.group_node(group), distance, Way::Group(slot));
        }
        for &occupant in market.seats.occupants(slot) {
            self.scan(market, occupant, distance - market.pays(occupant));
        }
    }

    /// A full group makes room when somebody leaves one of its slots.
    fn expand_group(&mut self, market: &Market, group: u32, distance: i64) {
        let node = market.group_node(group);
        for &slot in market.seats.slots_of_group(group) {
            let distance = distance + market.premium(slot);
            if distance < self.best {
                self.frontier.offer(slot, distance, Way::Group(node));
            }
        }
    }

    fn raise_prices(&self, market: &mut Market) {
        for (node, distance) in self.frontier.settled() {
            match market.node_group(node) {
                Some(group) => market.group_price[group as usize] += self.best - distance,
                None => market.slot_price[node as usize] += self.best - distance,
            }
        }
    }

    fn replay(&self, market: &mut Market, root: u32) {
        let mut into = self.end;
        loop {
            match self.frontier.way(into) {
                Way::Agent { agent, .. } => {
                    let from = market.move_to(agent, into);
                    if agent == root {
                        return;
                    }
                    into = from;
                }
                Way::Group(node) => into = node,
                Way::Root => unreachable!("the root is an agent, not a node"),
            }
        }
    }
}
