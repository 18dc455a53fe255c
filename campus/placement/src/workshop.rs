//! What makes an offer a simulated workshop: places that open only if it is worth it.

use crate::Label;

/// A production line that a school could open. Its places, trades and site are those of
/// the [`Offer`](crate::Offer) that it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    /// The fewest learners that it opens for, at least 1.
    pub smallest: u32,
    /// What it costs to open.
    pub cost_eur: u64,
    /// Who and what it needs: two workshops that need the same cannot both open.
    pub needs: Vec<Label>,
    /// Whether it opens.
    pub opens: Opens,
}

/// Whether a workshop opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opens {
    /// If the best plan opens it.
    #[default]
    IfBest,
    /// Whatever the plan.
    Always,
    /// In no plan.
    Never,
}
