//! The largest set of agents that can be seated, which also serves the tiers in order.
//!
//! Agents are seated greedily, the least mobile first and where the crowd is thinnest
//! (after Karp and Sipser 1981), then by shortest augmenting paths (Kuhn 1955). A search
//! that fails has found a closed set without a free place: nobody searches there again,
//! so all the failures together look once at each pair. Then, tier by tier, an unseated agent takes the seat of one of a later tier along an alternating
//! path. Seatable sets are the independent sets of a matroid, so the set that results
//! is the largest for every prefix of the tiers (Rado 1957, Edmonds 1971).
//!
//! What the fruitless searches of each tier visit is the Dulmage-Mendelsohn split
//! (1958): it becomes the blocks of the certificate.

use crate::problem::index;
use crate::seats::{NONE, Seats};
use crate::{Block, Problem};

/// A largest seating, and the block of each slot and group.
pub(crate) struct Largest {
    pub(crate) seats: Seats,
    pub(crate) slot_block: Vec<Block>,
    pub(crate) group_block: Vec<Block>,
}

/// Finds it. `rank` is the rank of each agent's tier; agents in `apart` are left out.
pub(crate) fn largest(problem: &Problem, rank: &[u32], apart: &[bool], seats: Seats) -> Largest {
    let mut search = Search::new(problem, rank, seats);
    let mut waiting = search.seat_greedily(apart);
    search.exhaust(&mut waiting, Goal::OpenPlace);
    search.forget();
    waiting.sort_unstable_by_key(|a| (rank[*a as usize], *a));
    for tier in ranks_of(&waiting, rank) {
        search.exhaust(&mut waiting, Goal::SeatAfter(tier));
    }
    let (slot_block, group_block) = search.blocks();
    Largest { seats: search.seats, slot_block, group_block }
}

/// Every rank from the first among the unseated to the last of all: whoever is evicted
/// for an earlier tier may still be waiting in a later one.
fn ranks_of(waiting: &[u32], rank: &[u32]) -> std::ops::RangeInclusive<u32> {
    let first = waiting.iter().map(|a| rank[*a as usize]).min();
    let last = rank.iter().copied().max();
    first.unwrap_or(1)..=if first.is_some() { last.unwrap_or(0) } else { 0 }
}

#[derive(Clone, Copy)]
enum Goal {
    /// A place that nobody has.
    OpenPlace,
    /// The seat of an agent of a tier after this rank, for an agent of this rank.
    SeatAfter(u32),
}

/// Visited by no search, or for good (nothing to gain there any more).
const NEVER: u32 = 0;
const DEAD: u32 = u32::MAX;

struct Search<'a> {
    problem: &'a Problem,
    rank: &'a [u32],
    seats: Seats,
    // Searches are numbered from 1; `mark` is the number of the last that visited a node.
    number: u32,
    // Nodes are the slots, then the groups.
    mark: Vec<u32>,
    dead_at: Vec<u32>,
    // Slot: the agent who would enter, `NONE` if a place comes free through the group.
    // Group: the slot it was reached from.
    parent: Vec<u32>,
    queue: Vec<u32>,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem, rank: &'a [u32], seats: Seats) -> Self {
        let n = seats.n_slots() + seats.n_groups();
        Self {
            problem,
            rank,
            seats,
            number: NEVER,
            mark: vec![NEVER; n],
            dead_at: vec![NONE; n],
            parent: vec![NONE; n],
            queue: Vec::new(),
        }
    }

    fn seat_greedily(&mut self, apart: &[bool]) -> Vec<u32> {
        let mut agents: Vec<u32> = (0u32..).take(apart.len()).collect();
        agents.retain(|a| !apart[*a as usize] && !self.problem.pairs_of(*a).is_empty());
        agents.sort_by_key(|a| self.problem.pairs_of(*a).len());
        let crowd = self.crowd();
        agents.retain(|&a| {
            let open = self.problem.pairs_of(a).iter().filter(|p| self.seats.is_open(p.slot));
            let thinnest = open.min_by_key(|p| crowd[p.slot as usize]);
            thinnest.inspect(|p| self.seats.sit(a, p.slot)).is_none()
        });
        agents
    }

    /// How many agents could want each place of a slot, in 1,024ths.
    fn crowd(&self) -> Vec<u64> {
        let per_place = |(wanted, slot): (u32, u32)| {
            u64::from(wanted) * 1024 / u64::from(self.seats.capacity(slot).max(1))
        };
        self.problem.demand().into_iter().zip(0u32..).map(per_place).collect()
    }

    /// Improves what can be for the waiting agents whom the goal concerns. Who cannot be
    /// helped now cannot be later: what their search visited is left out of all others.
    fn exhaust(&mut self, waiting: &mut Vec<u32>, goal: Goal) {
        let rank = self.rank;
        let mut evicted = Vec::new();
        waiting.retain(|&root| {
            let concerned = match goal {
                Goal::OpenPlace => true,
                Goal::SeatAfter(tier) => rank[root as usize] == tier,
            };
            let out = if concerned { self.improve(root, goal) } else { None };
            evicted.extend(out.filter(|out| *out != NONE));
            out.is_none()
        });
        waiting.append(&mut evicted);
    }

    /// Seats `root` if the goal can be reached; returns who lost a seat, or [`NONE`].
    fn improve(&mut self, root: u32, goal: Goal) -> Option<u32> {
        self.number += 1;
        self.queue.clear();
        let mut found = self.reach_pairs(root, goal);
        let mut next = 0;
        while found.is_none() && next < self.queue.len() {
            found = self.expand(self.queue[next], goal);
            next += 1;
        }
        if found.is_none() {
            self.bury(goal);
        }
        found.map(|slot| self.replay(slot, root, goal))
    }

    fn expand(&mut self, node: u32, goal: Goal) -> Option<u32> {
        if self.seats.n_slots() <= node as usize {
            return self.expand_group(node);
        }
        if let Goal::SeatAfter(tier) = goal
            && self.victim(node, tier).is_some()
        {
            return Some(node);
        }
        if self.seats.has_room(node) {
            self.reach_group(node);
        }
        for i in 0..self.seats.occupants(node).len() {
            let occupant = self.seats.occupants(node)[i];
            if let Some(found) = self.reach_pairs(occupant, goal) {
                return Some(found);
            }
        }
        None
    }

    fn reach_pairs(&mut self, agent: u32, goal: Goal) -> Option<u32> {
        let problem = self.problem;
        for pair in problem.pairs_of(agent) {
            if self.visit(pair.slot) {
                self.parent[pair.slot as usize] = agent;
                if matches!(goal, Goal::OpenPlace) && self.seats.is_open(pair.slot) {
                    return Some(pair.slot);
                }
            }
        }
        None
    }

    fn reach_group(&mut self, slot: u32) {
        let group = self.seats.group_of(slot);
        if group == NONE {
            return;
        }
        let node = self.group_node(group);
        if self.visit(node) {
            self.parent[node as usize] = slot;
        }
    }

    fn expand_group(&mut self, node: u32) -> Option<u32> {
        let group = node - self.group_node(0);
        for i in 0..self.seats.slots_of_group(group).len() {
            let slot = self.seats.slots_of_group(group)[i];
            if 0 < self.seats.load(slot) && self.visit(slot) {
                self.parent[slot as usize] = NONE;
            }
        }
        None
    }

    fn group_node(&self, group: u32) -> u32 {
        index(self.seats.n_slots()) + group
    }

    fn visit(&mut self, node: u32) -> bool {
        let mark = &mut self.mark[node as usize];
        if *mark == DEAD || *mark == self.number {
            return false;
        }
        *mark = self.number;
        self.queue.push(node);
        true
    }

    fn victim(&self, slot: u32, tier: u32) -> Option<u32> {
        let after = self.seats.occupants(slot).iter().copied();
        after.filter(|a| tier < self.rank[*a as usize]).max_by_key(|a| (self.rank[*a as usize], *a))
    }

    /// Moves everybody along the path that ends in `slot`.
    fn replay(&mut self, slot: u32, root: u32, goal: Goal) -> u32 {
        let out = match goal {
            Goal::OpenPlace => NONE,
            Goal::SeatAfter(tier) => self.victim(slot, tier).unwrap_or(NONE),
        };
        if out != NONE {
            self.seats.leave(out);
        }
        let mut into = slot;
        loop {
            let mut entering = self.parent[into as usize];
            while entering == NONE {
                let node = self.group_node(self.seats.group_of(into));
                into = self.parent[node as usize];
                entering = self.parent[into as usize];
            }
            let from = self.seats.leave(entering);
            self.seats.sit(entering, into);
            if entering == root {
                return out;
            }
            into = from;
        }
    }

    fn bury(&mut self, goal: Goal) {
        for &node in &self.queue {
            self.mark[node as usize] = DEAD;
            if let Goal::SeatAfter(tier) = goal {
                self.dead_at[node as usize] = tier;
            }
        }
    }

    fn forget(&mut self) {
        self.mark.fill(NEVER);
    }

    /// A slot of a group that is full of reached agents is closed to all others, even
    /// if it was not reached itself.
    fn blocks(&self) -> (Vec<Block>, Vec<Block>) {
        let block = |tier: u32| if tier == NONE { Block::Outside } else { Block::Full(tier) };
        let (slots, groups) = self.dead_at.split_at(self.seats.n_slots());
        let group_block: Vec<Block> = groups.iter().map(|t| block(*t)).collect();
        let slot_block = (0u32..).zip(slots).map(|(slot, tier)| match self.seats.group_of(slot) {
            NONE => block(*tier),
            group => block(*tier).min(group_block[group as usize]),
        });
        (slot_block.collect(), group_block)
    }
}
