//! What is asked: agents, slots, the groups that bind slots together, and the
//! pairs that are allowed.

mod variant;

use std::collections::BTreeMap;
use std::ops::Range;

/// Who needs a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Priority class: agents of a lower class are served first.
    pub class: u32,
    /// Where the published plan had put this agent.
    pub published: Published,
    /// The slot this agent must have, whatever else happens. One of its pairs.
    pub fixed: Option<u32>,
}

/// What the published plan said of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// Absent from the published plan, or without a place in it.
    No,
    /// Placed in this slot.
    In(u32),
    /// Placed in a slot that is not part of the problem any more.
    Gone,
}

/// What offers places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// How many agents it takes.
    pub capacity: u32,
    /// The group whose limit it shares.
    pub group: Option<u32>,
}

/// A limit over several slots together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// How many agents its slots take together.
    pub capacity: u32,
}

/// One slot that an agent may have, and what it would cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The burden of this pairing.
    pub burden: u32,
    /// Index of the slot.
    pub slot: u32,
}

/// A problem whose indices and sums were checked.
///
/// The plan depends on the order of agents and slots: give them in an order that does
/// not depend on the input's (see [`crate::order`]).
#[derive(Clone, Debug)]
pub struct Problem {
    // Invariants: every index is in range; the pairs of an agent are sorted by
    // (burden, slot), each slot at most once; a fixed slot is among the pairs and
    // fixed agents fit their slots and groups; sums of costs fit in 62 bits.
    // `surcharge` is empty, or has one entry per slot.
    agents: Vec<Agent>,
    slots: Vec<Slot>,
    groups: Vec<Group>,
    starts: Vec<u32>,
    pairs: Vec<Pair>,
    change_cost: i64,
    surcharge: Vec<i64>,
    n_own_slots: u32,
    origin: Vec<u32>,
}

/// Why a problem cannot be posed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// An index points outside its table.
    #[error("agent {agent}: an index points outside its table")]
    Index {
        /// Index of the agent.
        agent: u32,
    },
    /// A group index points outside its table.
    #[error("slot {slot}: its group does not exist")]
    GroupIndex {
        /// Index of the slot.
        slot: u32,
    },
    /// The same slot twice among the pairs of an agent.
    #[error("agent {agent}: slot {slot} given twice")]
    TwicePaired {
        /// Index of the agent.
        agent: u32,
        /// Index of the slot.
        slot: u32,
    },
    /// A fixed slot that is not among the agent's pairs.
    #[error("agent {agent}: its fixed slot is not one of its pairs")]
    FixedUnpaired {
        /// Index of the agent.
        agent: u32,
    },
    /// More agents fixed in a slot, or in the slots of its group, than it takes.
    #[error("slot {slot}: more agents are fixed than it, or its group, takes")]
    FixedTooMany {
        /// Index of the slot.
        slot: u32,
    },
    /// Sums of burdens would not fit in 62 bits.
    #[error("burdens are too large to be summed exactly")]
    TooLarge,
    /// More than 2³² − 2 agents, slots or pairs.
    #[error("too many agents, slots or pairs for 32-bit indices")]
    TooMany,
}

impl Problem {
    /// Checks and packs a problem. `starts[a]..starts[a + 1]` are the pairs of agent
    /// `a`; the pairs of one agent may come in any order.
    ///
    /// # Errors
    /// [`Invalid`] names the first thing that breaks an invariant.
    ///
    /// # Panics
    /// If `starts` does not hold one entry per agent and the end.
    pub fn new(
        agents: Vec<Agent>,
        slots: Vec<Slot>,
        groups: Vec<Group>,
        starts: Vec<u32>,
        mut pairs: Vec<Pair>,
    ) -> Result<Self, Invalid> {
        let most = u32::MAX as usize - 2;
        if agents.len() + slots.len() + groups.len() > most || pairs.len() > most {
            return Err(Invalid::TooMany);
        }
        check_slots(&slots, groups.len())?;
        assert_eq!(starts.len(), agents.len() + 1, "one start per agent and the end");
        let mut seen = vec![u32::MAX; slots.len()];
        for (a, agent) in (0u32..).zip(&agents) {
            let own = &mut pairs[starts[a as usize] as usize..starts[a as usize + 1] as usize];
            own.sort_unstable();
            check_agent(a, agent, own, &mut seen)?;
        }
        let change_cost = change_cost(&agents, &starts, &pairs).ok_or(Invalid::TooLarge)?;
        let n_own_slots = index(slots.len());
        let (surcharge, origin) = (vec![], vec![]);
        let problem = Self {
            agents,
            slots,
            groups,
            starts,
            pairs,
            change_cost,
            surcharge,
            n_own_slots,
            origin,
        };
        problem.check_fixed()?;
        Ok(problem)
    }

    /// The slot that this one is, or is the second part of.
    #[must_use]
    pub fn origin(&self, slot: u32) -> u32 {
        match slot.checked_sub(self.n_own_slots) {
            Some(part) => self.origin[part as usize],
            None => slot,
        }
    }

    /// The agents, by index.
    #[must_use]
    pub fn agents(&self) -> &[Agent] {
        &self.agents
    }

    /// The slots, by index.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The groups, by index.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The pairs of an agent, by burden then slot.
    #[must_use]
    pub fn pairs_of(&self, agent: u32) -> &[Pair] {
        &self.pairs[self.range(agent)]
    }

    /// How many pairs there are in all.
    #[must_use]
    pub fn n_pairs(&self) -> usize {
        self.pairs.len()
    }

    /// The cost of a pair: its burden, plus what outweighs every burden together when
    /// a published agent would change slot.
    #[must_use]
    pub fn cost(&self, agent: u32, pair: Pair) -> i64 {
        let changes = match self.agents[agent as usize].published {
            Published::No => false,
            Published::In(slot) => slot != self.origin(pair.slot),
            Published::Gone => true,
        };
        i64::from(pair.burden)
            + if changes { self.change_cost } else { 0 }
            + self.surcharge_of(pair.slot)
    }

    /// What a place of this slot costs above all changes and burdens together.
    pub(crate) fn surcharge_of(&self, slot: u32) -> i64 {
        self.surcharge.get(slot as usize).copied().unwrap_or(0)
    }

    /// The tier of an agent: published agents come before all others, then classes in
    /// order. A lower tier is served first.
    #[must_use]
    pub fn tier(&self, agent: u32) -> Tier {
        let agent = self.agents[agent as usize];
        Tier { new: agent.published == Published::No, class: agent.class }
    }

    /// The rank of each agent's tier among the tiers of the problem, from 0.
    #[must_use]
    pub fn ranks(&self) -> Vec<u32> {
        let tiers: Vec<Tier> = (0u32..).take(self.agents.len()).map(|a| self.tier(a)).collect();
        let mut distinct = tiers.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let ranked: BTreeMap<Tier, u32> = distinct.into_iter().zip(0u32..).collect();
        tiers.iter().map(|tier| ranked[tier]).collect()
    }

    /// What is left of the capacities of slots and of groups once fixed agents are seated.
    #[must_use]
    pub fn capacities_left(&self) -> (Vec<u32>, Vec<u32>) {
        let mut slots: Vec<u32> = self.slots.iter().map(|s| s.capacity).collect();
        let mut groups: Vec<u32> = self.groups.iter().map(|g| g.capacity).collect();
        for slot in self.agents.iter().filter_map(|a| a.fixed) {
            slots[slot as usize] -= 1;
            if let Some(group) = self.slots[slot as usize].group {
                groups[group as usize] -= 1;
            }
        }
        (slots, groups)
    }

    /// How many agents, fixed ones included, could want each slot.
    pub(crate) fn demand(&self) -> Vec<u32> {
        let mut demand = vec![0; self.slots.len()];
        for pair in &self.pairs {
            demand[pair.slot as usize] += 1;
        }
        demand
    }

    /// What a change of slot costs a published agent, above all burdens together.
    pub(crate) fn change_cost(&self) -> i64 {
        self.change_cost
    }

    fn range(&self, agent: u32) -> Range<usize> {
        self.starts[agent as usize] as usize..self.starts[agent as usize + 1] as usize
    }

    fn check_fixed(&self) -> Result<(), Invalid> {
        let mut slot_left: Vec<u32> = self.slots.iter().map(|s| s.capacity).collect();
        let mut group_left: Vec<u32> = self.groups.iter().map(|g| g.capacity).collect();
        for slot in self.agents.iter().filter_map(|a| a.fixed) {
            let full = Invalid::FixedTooMany { slot };
            let left = &mut slot_left[slot as usize];
            *left = left.checked_sub(1).ok_or(full)?;
            if let Some(group) = self.slots[slot as usize].group {
                let left = &mut group_left[group as usize];
                *left = left.checked_sub(1).ok_or(full)?;
            }
        }
        Ok(())
    }
}

/// The order in which agents are served: published first, then by class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tier {
    new: bool,
    class: u32,
}

/// A count as an index: [`Problem::new`] keeps agents, slots and groups together, and
/// pairs, below 2³².
pub(crate) fn index(count: usize) -> u32 {
    u32::try_from(count).expect("checked when the problem was made")
}

fn check_slots(slots: &[Slot], n_groups: usize) -> Result<(), Invalid> {
    match (0u32..).zip(slots).find(|(_, s)| s.group.is_some_and(|g| n_groups <= g as usize)) {
        Some((slot, _)) => Err(Invalid::GroupIndex { slot }),
        None => Ok(()),
    }
}

fn check_agent(a: u32, agent: &Agent, own: &[Pair], seen: &mut [u32]) -> Result<(), Invalid> {
    for pair in own {
        let mark = seen.get_mut(pair.slot as usize).ok_or(Invalid::Index { agent: a })?;
        if *mark == a {
            return Err(Invalid::TwicePaired { agent: a, slot: pair.slot });
        }
        *mark = a;
    }
    if let Published::In(slot) = agent.published
        && seen.len() <= slot as usize
    {
        return Err(Invalid::Index { agent: a });
    }
    match agent.fixed {
        Some(fixed) if !own.iter().any(|p| p.slot == fixed) => {
            Err(Invalid::FixedUnpaired { agent: a })
        }
        Some(_) | None => Ok(()),
    }
}

/// One more than the largest possible sum of burdens, or `None` when prices along the
/// longest alternating path could pass 62 bits. Zero when nothing was published.
fn change_cost(agents: &[Agent], starts: &[u32], pairs: &[Pair]) -> Option<i64> {
    let outweighs = change_cost_of(starts, pairs)?;
    let largest = pairs.iter().map(|p| i64::from(p.burden)).max().unwrap_or(0);
    let published = agents.iter().any(|a| a.published != Published::No);
    let change_cost = if published { outweighs } else { 0 };
    let path = i64::try_from(agents.len()).ok()?.checked_add(1)?;
    let bound = path.checked_mul(2)?.checked_mul(largest.checked_add(change_cost)?)?;
    (bound < 1 << 62).then_some(change_cost)
}

/// One more than the largest possible sum of burdens.
fn change_cost_of(starts: &[u32], pairs: &[Pair]) -> Option<i64> {
    let mut sum: i64 = 1;
    for ends in starts.windows(2) {
        let worst = pairs[ends[0] as usize..ends[1] as usize].last();
        sum = sum.checked_add(worst.map_or(0, |p| i64::from(p.burden)))?;
    }
    Some(sum)
}
