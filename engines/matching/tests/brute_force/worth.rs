//! What a plan is worth, read from the definition alone, and the best that any plan is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use matching::{Objective, Published};

use crate::small::Small;

/// The slot of each agent.
pub(crate) type SlotOf = Vec<Option<u32>>;

/// What a plan is worth; the greater, the better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Worth {
    placed: u32,
    /// Published agents first, then by class.
    placed_of_tier: Vec<u32>,
    changes: Reverse<u32>,
    burden: Reverse<u64>,
}

impl Worth {
    pub(crate) fn objective(&self) -> Objective {
        Objective { placed: self.placed, changes: self.changes.0, burden: self.burden.0 }
    }
}

/// What the plan is worth, or nothing when it breaks a rule.
pub(crate) fn worth(small: &Small, slot_of: &SlotOf) -> Option<Worth> {
    let mut placed_of_tier = BTreeMap::new();
    for (agent, slot) in slot_of.iter().enumerate() {
        *placed_of_tier.entry(tier(small, agent)).or_default() += u32::from(slot.is_some());
    }
    let Objective { placed, changes, burden } = totals(small, slot_of);
    is_allowed(small, slot_of).then(|| Worth {
        placed,
        placed_of_tier: placed_of_tier.into_values().collect(),
        changes: Reverse(changes),
        burden: Reverse(burden),
    })
}

/// What the plan adds up to, whether it keeps the rules or not; a seat that the agent may
/// not have costs nothing.
pub(crate) fn totals(small: &Small, slot_of: &SlotOf) -> Objective {
    let mut totals = Objective::default();
    for (agent, slot) in slot_of.iter().enumerate() {
        totals.placed += u32::from(slot.is_some());
        totals.changes += u32::from(is_change(small, agent, *slot));
        let burden = slot.and_then(|slot| *small.burden[agent].get(slot as usize)?);
        totals.burden += u64::from(burden.unwrap_or(0));
    }
    totals
}

/// The best that any plan is worth.
pub(crate) fn best(small: &Small) -> Worth {
    let mut best = None;
    every_plan(small, &mut Vec::new(), &mut |slot_of| {
        best = best.take().max(worth(small, slot_of));
    });
    best.expect("the fixed agents fit")
}

/// Tries every slot that an agent may have, and none, for each agent in turn.
pub(crate) fn every_plan(small: &Small, slot_of: &mut SlotOf, visit: &mut impl FnMut(&SlotOf)) {
    let Some(row) = small.burden.get(slot_of.len()) else { return visit(slot_of) };
    let slots = (0u32..).zip(row).filter_map(|(slot, burden)| burden.map(|_| Some(slot)));
    for slot in slots.chain([None]) {
        slot_of.push(slot);
        every_plan(small, slot_of, visit);
        slot_of.pop();
    }
}

/// Whether each agent has one of its pairs, its fixed slot if it has one, within all
/// capacities.
pub(crate) fn is_allowed(small: &Small, slot_of: &SlotOf) -> bool {
    let mut slot_left: Vec<u32> = small.slots.iter().map(|slot| slot.capacity).collect();
    let mut group_left: Vec<u32> = small.groups.iter().map(|group| group.capacity).collect();
    slot_of.iter().enumerate().all(|(agent, slot)| {
        let keeps_lock = small.agents[agent].fixed.is_none_or(|fixed| *slot == Some(fixed));
        let Some(slot) = slot.map(|slot| slot as usize) else { return keeps_lock };
        let is_pair = small.burden[agent].get(slot).is_some_and(Option::is_some);
        keeps_lock && is_pair && take(&mut slot_left[slot]) && {
            small.slots[slot].group.is_none_or(|group| take(&mut group_left[group as usize]))
        }
    })
}

/// Takes one place, if there is one.
fn take(left: &mut u32) -> bool {
    let has_place = 0 < *left;
    *left -= u32::from(has_place);
    has_place
}

fn tier(small: &Small, agent: usize) -> (bool, u32) {
    let agent = small.agents[agent];
    (agent.published == Published::No, agent.class)
}

/// A published agent who has a pair and does not keep its slot.
fn is_change(small: &Small, agent: usize, slot: Option<u32>) -> bool {
    let has_pair = small.burden[agent].iter().any(Option::is_some);
    has_pair
        && match small.agents[agent].published {
            Published::No => false,
            Published::In(published) => slot != Some(published),
            Published::Gone => true,
        }
}
