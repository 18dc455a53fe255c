//! A part being solved: who sits where at which prices.
//!
//! Invariant at all times: for every pair, cost + price of the slot is at least what the
//! agent pays (for a seated agent: the cost and price of its own seat; for one that may
//! stay unseated: nothing). So the seating is the cheapest for the agents and the places
//! that it serves: linear programming duality.

use crate::Pair;
use crate::problem::index;
use crate::seats::{NONE, Seats};
use crate::split::Part;

pub(crate) struct Market<'a> {
    pub(crate) part: &'a Part,
    pub(crate) seats: Seats,
    /// Price of a place in each slot, that of its group included. A slot with room costs
    /// what its group costs.
    pub(crate) slot_price: Vec<i64>,
    pub(crate) group_price: Vec<i64>,
    /// Cost of each seated agent's seat.
    cost: Vec<i64>,
}

impl<'a> Market<'a> {
    pub(crate) fn new(part: &'a Part) -> Self {
        let capacities = part.group_capacity.clone();
        Self {
            part,
            seats: Seats::new(part.agents.len(), &part.slot, &part.demand(), capacities),
            slot_price: vec![0; part.slots.len()],
            group_price: vec![0; part.groups.len()],
            cost: vec![0; part.agents.len()],
        }
    }

    pub(crate) fn n_nodes(&self) -> usize {
        self.part.slots.len() + self.part.groups.len()
    }

    /// The node of a group: slots come first.
    pub(crate) fn group_node(&self, group: u32) -> u32 {
        index(self.part.slots.len()) + group
    }

    /// The group of a node, `None` for a slot.
    pub(crate) fn node_group(&self, node: u32) -> Option<u32> {
        (node as usize).checked_sub(self.part.slots.len())?;
        Some(node - self.group_node(0))
    }

    /// Cost and price of an agent's seat.
    pub(crate) fn pays(&self, agent: u32) -> i64 {
        self.cost[agent as usize] + self.slot_price[self.seats.slot_of[agent as usize] as usize]
    }

    /// What a full slot costs above its group: nothing while it has room.
    pub(crate) fn premium(&self, slot: u32) -> i64 {
        match self.seats.group_of(slot) {
            NONE => self.slot_price[slot as usize],
            group => self.slot_price[slot as usize] - self.group_price[group as usize],
        }
    }

    pub(crate) fn is_seated(&self, agent: u32) -> bool {
        self.seats.slot_of[agent as usize] != NONE
    }

    /// Seats an agent by one of its pairs.
    pub(crate) fn sit(&mut self, agent: u32, pair: Pair) {
        self.cost[agent as usize] = self.part.cost(agent, pair);
        self.seats.sit(agent, pair.slot);
    }

    /// Moves an agent to another slot of its pairs; returns the slot it leaves.
    pub(crate) fn move_to(&mut self, agent: u32, slot: u32) -> u32 {
        let from = self.seats.leave(agent);
        let own = self.part.pairs_of(agent);
        let pair = own.iter().find(|p| p.slot == slot).expect("a way goes along a pair");
        self.sit(agent, *pair);
        from
    }
}
