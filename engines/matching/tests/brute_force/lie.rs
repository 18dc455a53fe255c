//! False statements planted in a plan or its certificate.

use matching::{Block, Plan};
use proptest::prelude::*;

use crate::small::Small;
use crate::worth::totals;

/// Something said otherwise than the engine said it.
#[derive(Clone, Debug)]
pub(crate) enum Lie {
    /// The agent sits elsewhere, and the totals are those of that plan.
    Seat {
        agent: usize,
        slot: Option<u32>,
    },
    Placed(u32),
    Changes(u32),
    Burden(u64),
    AgentBlock {
        agent: usize,
        block: Block,
    },
    SlotBlock {
        slot: usize,
        block: Block,
    },
    GroupBlock {
        group: usize,
        block: Block,
    },
    SlotPrice {
        slot: usize,
        price: i64,
    },
    GroupPrice {
        group: usize,
        price: i64,
    },
}

impl Lie {
    /// Tells the lie in the plan; what it is about may be absent from a smaller problem.
    pub(crate) fn tell(&self, small: &Small, plan: &mut Plan) {
        let proof = &mut plan.certificate;
        match *self {
            Self::Seat { agent, slot } => {
                put(&mut plan.slot_of, agent, slot);
                plan.objective = totals(small, &plan.slot_of);
            }
            Self::Placed(placed) => plan.objective.placed = placed,
            Self::Changes(changes) => plan.objective.changes = changes,
            Self::Burden(burden) => plan.objective.burden = burden,
            Self::AgentBlock { agent, block } => put(&mut proof.agent_block, agent, block),
            Self::SlotBlock { slot, block } => put(&mut proof.slot_block, slot, block),
            Self::GroupBlock { group, block } => put(&mut proof.group_block, group, block),
            Self::SlotPrice { slot, price } => put(&mut proof.slot_price, slot, price),
            Self::GroupPrice { group, price } => put(&mut proof.group_price, group, price),
        }
    }
}

/// Any lie about any problem.
pub(crate) fn lie() -> impl Strategy<Value = Lie> {
    let index = 0..6usize;
    let block = || prop_oneof![Just(Block::Outside), (0..4u32).prop_map(Block::Full)];
    let price = || prop_oneof![-3..12i64, Just(i64::MIN), Just(i64::MAX), any::<i64>()];
    prop_oneof![
        4 => (index.clone(), prop::option::of(0..5u32)).prop_map(|(agent, slot)| Lie::Seat { agent, slot }),
        1 => (0..7u32).prop_map(Lie::Placed),
        1 => (0..7u32).prop_map(Lie::Changes),
        1 => (0..40u64).prop_map(Lie::Burden),
        1 => (index.clone(), block()).prop_map(|(agent, block)| Lie::AgentBlock { agent, block }),
        1 => (index.clone(), block()).prop_map(|(slot, block)| Lie::SlotBlock { slot, block }),
        1 => (index.clone(), block()).prop_map(|(group, block)| Lie::GroupBlock { group, block }),
        2 => (index.clone(), price()).prop_map(|(slot, price)| Lie::SlotPrice { slot, price }),
        2 => (index, price()).prop_map(|(group, price)| Lie::GroupPrice { group, price }),
    ]
}

fn put<T>(table: &mut [T], index: usize, value: T) {
    if let Some(entry) = table.get_mut(index) {
        *entry = value;
    }
}
