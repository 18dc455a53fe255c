//! Problems small enough for every plan to be tried.

use matching::{Agent, Group, Pair, Problem, Published, Slot};
use proptest::prelude::*;

const MOST_AGENTS: usize = 7;
const MOST_SLOTS: usize = 4;
const MOST_GROUPS: usize = 2;
const MOST_BURDEN: u32 = 6;

/// A problem before it is posed: whoever reads it needs no engine.
#[derive(Clone, Debug)]
pub(crate) struct Small {
    pub(crate) agents: Vec<Agent>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) groups: Vec<Group>,
    /// The burden of each agent in each slot that it may have.
    pub(crate) burden: Vec<Vec<Option<u32>>>,
}

impl Small {
    /// Poses the problem as it stands.
    pub(crate) fn problem(&self) -> Problem {
        let mut starts = vec![0];
        let mut pairs = Vec::new();
        for own in &self.burden {
            let own = (0..).zip(own).filter_map(|(slot, b)| Some(Pair { burden: (*b)?, slot }));
            pairs.extend(own);
            starts.push(u32::try_from(pairs.len()).unwrap());
        }
        let (agents, slots, groups) =
            (self.agents.clone(), self.slots.clone(), self.groups.clone());
        Problem::new(agents, slots, groups, starts, pairs).unwrap()
    }

    /// The same problem with its agents and slots in another order: position → index now.
    pub(crate) fn permuted(&self, agents: &[u32], slots: &[u32]) -> Self {
        let new_slot =
            |old: u32| (0u32..).zip(slots).find(|&(_, &o)| o == old).map(|(new, _)| new).unwrap();
        let agent = |&old: &u32| {
            let agent = self.agents[old as usize];
            let published = match agent.published {
                Published::In(slot) => Published::In(new_slot(slot)),
                Published::No | Published::Gone => agent.published,
            };
            Agent { published, fixed: agent.fixed.map(new_slot), ..agent }
        };
        let row = |&old: &u32| {
            let row = &self.burden[old as usize];
            slots.iter().map(|&slot| row[slot as usize]).collect()
        };
        Self {
            agents: agents.iter().map(agent).collect(),
            slots: slots.iter().map(|&old| self.slots[old as usize]).collect(),
            groups: self.groups.clone(),
            burden: agents.iter().map(row).collect(),
        }
    }
}

/// How large a problem is.
#[derive(Clone, Copy)]
struct Size {
    n_agents: usize,
    n_slots: usize,
    n_groups: usize,
    most_burden: u32,
    is_rerun: bool,
}

/// Any small problem: ties are frequent, places are few, half of them are reruns.
pub(crate) fn small() -> impl Strategy<Value = Small> {
    (0..=MOST_AGENTS, 1..=MOST_SLOTS, 0..=MOST_GROUPS, any::<bool>()).prop_flat_map(
        |(n_agents, n_slots, n_groups, is_rerun)| {
            sized(Size { n_agents, n_slots, n_groups, most_burden: MOST_BURDEN, is_rerun })
        },
    )
}

/// Any problem small enough for every certificate to be tried: mostly two agents who compete
/// for two slots of which one or both are in a group.
pub(crate) fn tiny() -> impl Strategy<Value = Small> {
    prop_oneof![1 => Just((2, 2, 0)), 3 => Just((2, 2, 1)), 1 => Just((3, 1, 1))].prop_flat_map(
        |(n_agents, n_slots, n_groups)| {
            sized(Size { n_agents, n_slots, n_groups, most_burden: 2, is_rerun: false })
        },
    )
}

fn sized(size: Size) -> impl Strategy<Value = Small> {
    let Size { n_agents, n_slots, n_groups, most_burden, is_rerun } = size;
    let group = (0..=3u32).prop_map(|capacity| Group { capacity });
    let burden = prop::option::weighted(0.65, 0..=most_burden);
    let row = prop::collection::vec(burden, n_slots);
    let wants_lock = prop::bool::weighted(0.15);
    let small = (
        prop::collection::vec(agent(n_slots, is_rerun), n_agents),
        prop::collection::vec(slot(n_groups), n_slots),
        prop::collection::vec(group, n_groups),
        prop::collection::vec(row, n_agents),
    )
        .prop_map(|(agents, slots, groups, burden)| Small { agents, slots, groups, burden });
    (small, prop::collection::vec(wants_lock, n_agents))
        .prop_map(|(small, wants_lock)| locked(small, &wants_lock))
}

fn slot(n_groups: usize) -> impl Strategy<Value = Slot> {
    let n_groups = u32::try_from(n_groups).unwrap();
    (0..=2u32, 0..=n_groups)
        .prop_map(|(capacity, group)| Slot { capacity, group: group.checked_sub(1) })
}

fn agent(n_slots: usize, is_rerun: bool) -> impl Strategy<Value = Agent> {
    let slot = 0..u32::try_from(n_slots).unwrap();
    let published = if is_rerun {
        prop_oneof![
            3 => Just(Published::No),
            4 => slot.prop_map(Published::In),
            1 => Just(Published::Gone),
        ]
        .boxed()
    } else {
        Just(Published::No).boxed()
    };
    (1..=3u32, published).prop_map(|(class, published)| Agent { class, published, fixed: None })
}

/// Fixes each agent who wants it in its last slot, where there is still room.
fn locked(mut small: Small, wants_lock: &[bool]) -> Small {
    let mut slot_left: Vec<u32> = small.slots.iter().map(|slot| slot.capacity).collect();
    let mut group_left: Vec<u32> = small.groups.iter().map(|group| group.capacity).collect();
    for index in (0..small.agents.len()).filter(|&index| wants_lock[index]) {
        let Some(slot) = small.burden[index].iter().rposition(Option::is_some) else { continue };
        let mut lefts = vec![&mut slot_left[slot]];
        lefts.extend(small.slots[slot].group.map(|group| &mut group_left[group as usize]));
        if lefts.iter().all(|left| 0 < **left) {
            for left in lefts {
                *left -= 1;
            }
            small.agents[index].fixed = Some(u32::try_from(slot).unwrap());
        }
    }
    small
}
