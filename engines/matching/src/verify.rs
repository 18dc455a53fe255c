//! Checks a plan and its proof, sharing nothing with the solver but the types.
//!
//! Why the conditions suffice. Let `A(k)` be the agents and `S(k)` the slots of blocks up
//! to tier `k`. Pairs of `A(k)` lead only into `S(k)`, whose places are all taken by
//! `A(k)`, all of tiers up to `k`; so of these at least those who are unseated now stay
//! unseated in any plan, and as nobody else of tiers up to `k` is unseated, no plan seats
//! more of them (König 1931, Hall 1935). A plan that is as good for every prefix seats
//! block by block, so prices that make each seat a cheapest one of its agent within the
//! block, with nothing to gain for the unseated, prove the least cost (complementary
//! slackness of linear programming).

use crate::{Block, Objective, Plan, Problem, Published};

/// What is false in a plan or its certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Falsehood {
    /// A table of the plan does not have one entry per agent, slot or group.
    #[error("a table of the plan has the wrong length")]
    Length,
    /// An agent sits in a slot that is not one of its pairs, or away from its fixed slot.
    #[error("agent {0} may not have this slot")]
    NotAllowed(u32),
    /// More agents in a slot than it takes.
    #[error("slot {0} holds more agents than it takes")]
    SlotOverfull(u32),
    /// More agents in the slots of a group than it takes.
    #[error("group {0} holds more agents than it takes")]
    GroupOverfull(u32),
    /// A stated total is not what the plan adds up to.
    #[error("the totals are not those of the plan")]
    Objective,
    /// An agent is in a block where its tier, its seat or its lack of one forbids it.
    #[error("agent {0} is in the wrong block")]
    AgentBlock(u32),
    /// A pair leads out of a block that should be closed.
    #[error("the block of agent {0} is not closed")]
    NotClosed(u32),
    /// A slot is in a block that comes after that of its group.
    #[error("slot {0} is in the wrong block")]
    SlotBlock(u32),
    /// A slot of a block that should be full has a free place.
    #[error("slot {0} is not full")]
    SlotNotFull(u32),
    /// A group of a block that should be full has a free place.
    #[error("group {0} is not full")]
    GroupNotFull(u32),
    /// A price has a sign or a value that its slot does not allow.
    #[error("slot {0} cannot have this price")]
    SlotPrice(u32),
    /// A price has a sign or a value that its group does not allow.
    #[error("group {0} cannot have this price")]
    GroupPrice(u32),
    /// An agent could have a cheaper seat at these prices.
    #[error("the prices do not prove the seat of agent {0}")]
    NotCheapest(u32),
}

/// Checks that the plan keeps every rule of the problem and that its certificate proves
/// it the best. Looks once at each pair.
///
/// # Errors
/// The first [`Falsehood`] found.
pub fn verify(problem: &Problem, plan: &Plan) -> Result<(), Falsehood> {
    let check = Check::new(problem, plan)?;
    check.seats()?;
    check.blocks()?;
    check.prices()
}

struct Check<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
    rank: Vec<u32>,
    slot_load: Vec<u64>,
    group_load: Vec<u64>,
}

impl<'a> Check<'a> {
    fn new(problem: &'a Problem, plan: &'a Plan) -> Result<Self, Falsehood> {
        let (agents, slots, groups) =
            (problem.agents().len(), problem.slots().len(), problem.groups().len());
        let proof = &plan.certificate;
        let lengths = [
            (plan.slot_of.len(), agents),
            (proof.agent_block.len(), agents),
            (proof.slot_block.len(), slots),
            (proof.slot_price.len(), slots),
            (proof.group_block.len(), groups),
            (proof.group_price.len(), groups),
        ];
        if lengths.iter().any(|(stated, real)| stated != real) {
            return Err(Falsehood::Length);
        }
        let (mut slot_load, mut group_load) = (vec![0; slots], vec![0; groups]);
        for (agent, slot) in (0u32..).zip(&plan.slot_of).filter_map(|(a, s)| Some((a, (*s)?))) {
            let load = slot_load.get_mut(slot as usize).ok_or(Falsehood::NotAllowed(agent))?;
            *load += 1;
            if let Some(group) = problem.slots()[slot as usize].group {
                group_load[group as usize] += 1;
            }
        }
        Ok(Self { problem, plan, rank: problem.ranks(), slot_load, group_load })
    }

    /// Every agent in a slot it may have, within all capacities; the totals are true.
    fn seats(&self) -> Result<(), Falsehood> {
        let mut total = Objective::default();
        for (a, agent) in (0u32..).zip(self.problem.agents()) {
            let slot = self.plan.slot_of[a as usize];
            let pairs = self.problem.pairs_of(a);
            if agent.fixed.is_some() && agent.fixed != slot {
                return Err(Falsehood::NotAllowed(a));
            }
            if let Some(slot) = slot {
                let pair = pairs.iter().find(|p| p.slot == slot).ok_or(Falsehood::NotAllowed(a))?;
                total.placed += 1;
                total.burden += u64::from(pair.burden);
            }
            let stays = match agent.published {
                Published::No => true,
                Published::In(was) => slot.map(|s| self.problem.origin(s)) == Some(was),
                Published::Gone => false,
            };
            total.changes += u32::from(!stays && !pairs.is_empty());
        }
        for (s, slot) in (0u32..).zip(self.problem.slots()) {
            if u64::from(slot.capacity) < self.slot_load[s as usize] {
                return Err(Falsehood::SlotOverfull(s));
            }
        }
        for (g, group) in (0u32..).zip(self.problem.groups()) {
            if u64::from(group.capacity) < self.group_load[g as usize] {
                return Err(Falsehood::GroupOverfull(g));
            }
        }
        if total == self.plan.objective { Ok(()) } else { Err(Falsehood::Objective) }
    }

    /// The blocks prove that no prefix of the tiers can be served better.
    fn blocks(&self) -> Result<(), Falsehood> {
        for (a, agent) in (0u32..).zip(self.problem.agents()) {
            if agent.fixed.is_none() {
                self.agent_block(a)?;
            }
        }
        let proof = &self.plan.certificate;
        for s in (0u32..).take(self.problem.slots().len()) {
            let block = proof.slot_block[s as usize];
            let bound = self.binding_group(s).is_some();
            if self.group_of(s).is_some_and(|g| proof.group_block[g as usize] < block) {
                return Err(Falsehood::SlotBlock(s));
            }
            if block != Block::Outside && !bound && !self.slot_is_full(s) {
                return Err(Falsehood::SlotNotFull(s));
            }
        }
        let full =
            |g: u32| proof.group_block[g as usize] == Block::Outside || self.group_is_full(g);
        match (0u32..).take(self.problem.groups().len()).find(|g| !full(*g)) {
            Some(group) => Err(Falsehood::GroupNotFull(group)),
            None => Ok(()),
        }
    }

    fn agent_block(&self, a: u32) -> Result<(), Falsehood> {
        let proof = &self.plan.certificate;
        let block = proof.agent_block[a as usize];
        let tier = Block::Full(self.rank[a as usize]);
        let fits = match self.plan.slot_of[a as usize] {
            Some(slot) => tier <= block && proof.slot_block[slot as usize] == block,
            None => tier == block,
        };
        if !fits {
            return Err(Falsehood::AgentBlock(a));
        }
        let pairs = self.problem.pairs_of(a);
        if pairs.iter().any(|p| block < proof.slot_block[p.slot as usize]) {
            return Err(Falsehood::NotClosed(a));
        }
        Ok(())
    }

    /// The prices prove that no plan as good so far costs less.
    fn prices(&self) -> Result<(), Falsehood> {
        let proof = &self.plan.certificate;
        for s in (0u32..).take(self.problem.slots().len()) {
            let price = proof.slot_price[s as usize];
            let free =
                proof.slot_block[s as usize] != Block::Outside && self.binding_group(s).is_none();
            if !free && (price < 0 || (price != 0 && !self.slot_is_full(s))) {
                return Err(Falsehood::SlotPrice(s));
            }
        }
        for g in (0u32..).take(self.problem.groups().len()) {
            let price = proof.group_price[g as usize];
            let free = proof.group_block[g as usize] != Block::Outside;
            if !free && (price < 0 || (price != 0 && !self.group_is_full(g))) {
                return Err(Falsehood::GroupPrice(g));
            }
        }
        for (a, agent) in (0u32..).zip(self.problem.agents()) {
            if agent.fixed.is_none() {
                self.seat_is_cheapest(a)?;
            }
        }
        Ok(())
    }

    fn seat_is_cheapest(&self, a: u32) -> Result<(), Falsehood> {
        let proof = &self.plan.certificate;
        let block = proof.agent_block[a as usize];
        let own = self.problem.pairs_of(a).iter();
        let own = own.filter(|p| proof.slot_block[p.slot as usize] == block);
        let pay = |p: &crate::Pair| i128::from(self.problem.cost(a, *p)) + self.price(p.slot);
        let (mut least, mut paid) = (i128::MAX, None);
        for pair in own {
            least = least.min(pay(pair));
            if self.plan.slot_of[a as usize] == Some(pair.slot) {
                paid = Some(pay(pair));
            }
        }
        let may_stay_out = block == Block::Full(self.rank[a as usize]);
        let holds = match paid {
            Some(paid) => paid == least && (!may_stay_out || paid <= 0),
            None => 0 <= least,
        };
        if holds { Ok(()) } else { Err(Falsehood::NotCheapest(a)) }
    }

    /// The price of a place in a slot, that of the group binding it included.
    fn price(&self, slot: u32) -> i128 {
        let proof = &self.plan.certificate;
        let group = self.binding_group(slot).map_or(0, |g| proof.group_price[g as usize]);
        i128::from(proof.slot_price[slot as usize]) + i128::from(group)
    }

    fn group_of(&self, slot: u32) -> Option<u32> {
        self.problem.slots()[slot as usize].group
    }

    /// The group of a slot, if it is of the same block: else the slot is full before
    /// the group matters.
    fn binding_group(&self, slot: u32) -> Option<u32> {
        let proof = &self.plan.certificate;
        self.group_of(slot)
            .filter(|g| proof.group_block[*g as usize] == proof.slot_block[slot as usize])
    }

    fn slot_is_full(&self, slot: u32) -> bool {
        self.slot_load[slot as usize] == u64::from(self.problem.slots()[slot as usize].capacity)
    }

    fn group_is_full(&self, group: u32) -> bool {
        self.group_load[group as usize] == u64::from(self.problem.groups()[group as usize].capacity)
    }
}
