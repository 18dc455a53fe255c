//! The problem cut into parts that can be solved apart: one per connected piece of each
//! block of the Dulmage-Mendelsohn split.
//!
//! In every plan that serves the tiers best, the places of a full block are all taken by
//! its own agents, those of earlier tiers among them are all seated, and everybody
//! outside is seated outside (Dulmage and Mendelsohn 1958). So no cost needs a constant
//! large enough to outweigh all others, and each part stays small.

use crate::largest::Largest;
use crate::problem::index;
use crate::seats::{NONE, running_sum};
use crate::{Block, Pair, Problem, Published, Slot};

/// A part with indices of its own; `agents`, `slots` and `groups` give those of the problem.
pub(crate) struct Part {
    pub(crate) agents: Vec<u32>,
    pub(crate) slots: Vec<u32>,
    pub(crate) groups: Vec<u32>,
    /// Capacities left, with the groups that bind inside this part.
    pub(crate) slot: Vec<Slot>,
    pub(crate) group_capacity: Vec<u32>,
    /// Whether every place must be filled (a full block) or every agent seated (outside).
    pub(crate) is_full: bool,
    /// Agents who must be seated.
    pub(crate) mandatory: Vec<bool>,
    starts: Vec<u32>,
    pairs: Vec<Pair>,
    published: Vec<Published>,
    change_cost: i64,
    surcharge: Vec<i64>,
    /// The slot of the problem that each slot is, or is the second part of.
    origin: Vec<u32>,
}

impl Part {
    /// The pairs of an agent, by burden then slot of the problem.
    pub(crate) fn pairs_of(&self, agent: u32) -> &[Pair] {
        let a = agent as usize;
        &self.pairs[self.starts[a] as usize..self.starts[a + 1] as usize]
    }

    /// See [`Problem::cost`].
    pub(crate) fn cost(&self, agent: u32, pair: Pair) -> i64 {
        let changes = match self.published[agent as usize] {
            Published::No => false,
            Published::In(slot) => slot != self.origin[pair.slot as usize],
            Published::Gone => true,
        };
        i64::from(pair.burden)
            + if changes { self.change_cost } else { 0 }
            + self.surcharge[pair.slot as usize]
    }

    /// How many agents could want each slot.
    pub(crate) fn demand(&self) -> Vec<u32> {
        let mut demand = vec![0; self.slots.len()];
        for pair in &self.pairs {
            demand[pair.slot as usize] += 1;
        }
        demand
    }

    /// The agents of each slot by burden then agent: starts, then pairs whose `slot` holds
    /// the agent.
    pub(crate) fn by_slot(&self) -> (Vec<u32>, Vec<Pair>) {
        let starts = running_sum(self.demand().into_iter());
        let mut next = starts.clone();
        let mut pairs = vec![Pair { burden: 0, slot: 0 }; self.pairs.len()];
        for agent in (0u32..).take(self.agents.len()) {
            for pair in self.pairs_of(agent) {
                let at = &mut next[pair.slot as usize];
                pairs[*at as usize] = Pair { burden: pair.burden, slot: agent };
                *at += 1;
            }
        }
        for ends in starts.windows(2) {
            pairs[ends[0] as usize..ends[1] as usize].sort_unstable();
        }
        (starts, pairs)
    }
}

/// Which part each agent, slot and group belongs to, and what is left of the capacities
/// once fixed agents are seated and the groups' earlier blocks are full.
pub(crate) struct Split<'a> {
    problem: &'a Problem,
    rank: &'a [u32],
    agent_block: Vec<Block>,
    agents: Vec<Vec<u32>>,
    slot_left: Vec<u32>,
    group_left: Vec<u32>,
    slot_block: &'a [Block],
    group_block: &'a [Block],
    local_slot: Vec<u32>,
    local_group: Vec<u32>,
}

impl<'a> Split<'a> {
    /// Cuts the problem. `left` are the capacities without the fixed agents, who are `apart`.
    pub(crate) fn new(
        problem: &'a Problem,
        rank: &'a [u32],
        apart: &[bool],
        left: (Vec<u32>, Vec<u32>),
        largest: &'a Largest,
    ) -> Self {
        let (slot_left, mut group_left) = left;
        let agent_block = agent_blocks(problem, rank, apart, largest);
        for (s, slot) in problem.slots().iter().enumerate() {
            if let Some(g) = slot.group
                && largest.slot_block[s] < largest.group_block[g as usize]
            {
                group_left[g as usize] -= slot_left[s];
            }
        }
        let (local_slot, local_group) =
            (vec![NONE; problem.slots().len()], vec![NONE; problem.groups().len()]);
        let mut split = Self {
            problem,
            rank,
            agent_block,
            agents: Vec::new(),
            slot_left,
            group_left,
            slot_block: &largest.slot_block,
            group_block: &largest.group_block,
            local_slot,
            local_group,
        };
        split.agents = split.pieces(apart);
        split
    }

    /// The block of each agent.
    pub(crate) fn agent_block(&self) -> &[Block] {
        &self.agent_block
    }

    /// How many parts there are.
    pub(crate) fn n_parts(&self) -> usize {
        self.agents.len()
    }

    /// The agents of one part's pairs inside their block.
    fn own_pairs(&self, agent: u32) -> impl Iterator<Item = &'a Pair> + '_ {
        let block = self.agent_block[agent as usize];
        let blocks = self.slot_block;
        self.problem.pairs_of(agent).iter().filter(move |p| blocks[p.slot as usize] == block)
    }

    /// The group that binds a slot inside its block.
    fn own_group(&self, slot: u32) -> Option<u32> {
        let group = self.problem.slots()[slot as usize].group?;
        (self.group_block[group as usize] == self.slot_block[slot as usize]).then_some(group)
    }

    /// Agents by connected piece, pieces and agents in the order of the problem.
    fn pieces(&self, apart: &[bool]) -> Vec<Vec<u32>> {
        let n_slots = self.problem.slots().len();
        let mut sets = Sets::new(n_slots + self.problem.groups().len());
        for slot in (0u32..).take(n_slots) {
            if let Some(group) = self.own_group(slot) {
                sets.join(slot as usize, n_slots + group as usize);
            }
        }
        let agents = || (0u32..).take(apart.len()).filter(|a| !apart[*a as usize]);
        for agent in agents() {
            let mut own = self.own_pairs(agent);
            if let Some(first) = own.next() {
                own.for_each(|p| sets.join(first.slot as usize, p.slot as usize));
            }
        }
        let mut piece_of = vec![usize::MAX; n_slots + self.problem.groups().len()];
        let mut pieces: Vec<Vec<u32>> = Vec::new();
        for agent in agents() {
            let Some(first) = self.own_pairs(agent).next() else { continue };
            let piece = &mut piece_of[sets.root(first.slot as usize)];
            if *piece == usize::MAX {
                *piece = pieces.len();
                pieces.push(Vec::new());
            }
            pieces[*piece].push(agent);
        }
        pieces
    }

    /// Lays out one part.
    pub(crate) fn part(&mut self, index: usize) -> Part {
        let agents = std::mem::take(&mut self.agents[index]);
        let block = self.agent_block[agents[0] as usize];
        let mut part = Part {
            slots: Vec::new(),
            groups: Vec::new(),
            slot: Vec::new(),
            group_capacity: Vec::new(),
            is_full: block != Block::Outside,
            mandatory: agents.iter().map(|a| Block::Full(self.rank[*a as usize]) < block).collect(),
            starts: vec![0],
            pairs: Vec::new(),
            published: Vec::with_capacity(agents.len()),
            change_cost: self.problem.change_cost(),
            surcharge: Vec::new(),
            origin: Vec::new(),
            agents,
        };
        for i in 0..part.agents.len() {
            self.add_agent(&mut part, i);
        }
        self.forget(&part);
        part
    }

    fn add_agent(&mut self, part: &mut Part, i: usize) {
        let agent = part.agents[i];
        let problem = self.problem;
        let block = self.agent_block[agent as usize];
        for pair in problem.pairs_of(agent) {
            if self.slot_block[pair.slot as usize] == block {
                let slot = self.local_slot(part, pair.slot);
                part.pairs.push(Pair { burden: pair.burden, slot });
            }
        }
        part.starts.push(index(part.pairs.len()));
        part.published.push(problem.agents()[agent as usize].published);
    }

    fn local_slot(&mut self, part: &mut Part, slot: u32) -> u32 {
        if self.local_slot[slot as usize] != NONE {
            return self.local_slot[slot as usize];
        }
        let group = self.own_group(slot).map(|group| self.local_group(part, group));
        let local = index(part.slots.len());
        self.local_slot[slot as usize] = local;
        part.slots.push(slot);
        part.origin.push(self.problem.origin(slot));
        part.surcharge.push(self.problem.surcharge_of(slot));
        part.slot.push(Slot { capacity: self.slot_left[slot as usize], group });
        local
    }

    fn local_group(&mut self, part: &mut Part, group: u32) -> u32 {
        if self.local_group[group as usize] != NONE {
            return self.local_group[group as usize];
        }
        let local = index(part.groups.len());
        self.local_group[group as usize] = local;
        part.groups.push(group);
        part.group_capacity.push(self.group_left[group as usize]);
        local
    }

    fn forget(&mut self, part: &Part) {
        part.slots.iter().for_each(|s| self.local_slot[*s as usize] = NONE);
        part.groups.iter().for_each(|g| self.local_group[*g as usize] = NONE);
    }
}

fn agent_blocks(problem: &Problem, rank: &[u32], apart: &[bool], largest: &Largest) -> Vec<Block> {
    let block = |agent: u32| match largest.seats.slot_of[agent as usize] {
        _ if apart[agent as usize] => Block::Outside,
        NONE => Block::Full(rank[agent as usize]),
        slot => largest.slot_block[slot as usize],
    };
    (0u32..).take(problem.agents().len()).map(block).collect()
}

/// Disjoint sets with path halving (Tarjan and van Leeuwen 1984).
struct Sets(Vec<u32>);

impl Sets {
    fn new(n: usize) -> Self {
        Self((0u32..).take(n).collect())
    }

    fn root(&mut self, mut x: usize) -> usize {
        while self.0[x] as usize != x {
            self.0[x] = self.0[self.0[x] as usize];
            x = self.0[x] as usize;
        }
        x
    }

    fn join(&mut self, x: usize, y: usize) {
        let (x, y) = (self.root(x), self.root(y));
        let (low, high) = (x.min(y), x.max(y));
        self.0[high] = index(low);
    }
}
