//! What is answered: who has which slot, what it is worth, and the proof.

/// The best plan and its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The slot of each agent, by index.
    pub slot_of: Vec<Option<u32>>,
    /// What the plan is worth.
    pub objective: Objective,
    /// Why no plan is better.
    pub certificate: Certificate,
}

/// What a plan is worth, in the order that counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Objective {
    /// Agents placed.
    pub placed: u32,
    /// Published agents who have a pair and whose slot differs or is lost.
    pub changes: u32,
    /// Sum of the burdens of the pairs chosen.
    pub burden: u64,
}

/// Why no plan places more agents of any prefix of the tiers, nor costs less.
///
/// Blocks prove the first, prices the second: see `docs/proof.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The block of each agent.
    pub agent_block: Vec<Block>,
    /// The block of each slot.
    pub slot_block: Vec<Block>,
    /// The block of each group.
    pub group_block: Vec<Block>,
    /// The price of a place in each slot, that of its group not included.
    pub slot_price: Vec<i64>,
    /// The price of a place in each group.
    pub group_price: Vec<i64>,
}

/// Which part of the Dulmage-Mendelsohn split something belongs to: the tier (counted
/// from 0 among those of the problem) in which an unplaced agent first reaches it,
/// or outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// Reached from an unplaced agent of this tier, and of no tier before.
    Full(u32),
    /// Not reached: every agent has a place here.
    Outside,
}
