//! What openings are chosen for, in the order that counts.

use crate::openings::Openings;
use crate::{Plan, Published};

/// One aim of several, each to be as large as can be. They are counted from plans:
/// [`Openings::aims`] says which matter, [`Openings::values`] what a plan comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Agents seated elsewhere than in sites.
    Filled,
    /// Agents seated.
    Placed,
    /// Agents seated of the tiers up to the one of this rank.
    Served(u32),
    /// Agents in the slot where they were published.
    Kept,
    /// Money not spent: the cost of the open sites, below zero.
    Money,
    /// Burden not borne: the sum of burdens, below zero.
    Burden,
}

impl Openings {
    /// The aims that matter, in order: those that cannot differ are left out.
    #[must_use]
    pub fn aims(&self) -> Vec<Aim> {
        let ranks = self.problem().ranks();
        let last = ranks.iter().copied().max().unwrap_or(0);
        let was_published =
            self.problem().agents().iter().any(|agent| agent.published != Published::No);
        let filled = self.limits().keep_filled.then_some(Aim::Filled);
        let kept = was_published.then_some(Aim::Kept);
        let aims = filled.into_iter().chain([Aim::Placed]);
        let aims = aims.chain((0..last).map(Aim::Served)).chain(kept);
        aims.chain([Aim::Money, Aim::Burden]).collect()
    }

    /// What a plan of these open sites is worth, aim by aim.
    #[must_use]
    pub fn values(&self, aims: &[Aim], open: &[bool], plan: &Plan) -> Vec<i64> {
        let opened = self.opened(open);
        let ranks = self.problem().ranks();
        let slot_of: Vec<Option<u32>> =
            plan.slot_of.iter().map(|slot| slot.map(|s| opened.problem.origin(s))).collect();
        let count = |holds: &dyn Fn(u32, u32) -> bool| -> i64 {
            let seated = (0u32..).zip(&slot_of).filter_map(|(a, slot)| Some((a, (*slot)?)));
            seated.map(|(a, slot)| i64::from(holds(a, slot))).sum()
        };
        let value = |aim: &Aim| match *aim {
            Aim::Filled => count(&|_, slot| self.site_of(slot).is_none()),
            Aim::Placed => count(&|_, _| true),
            Aim::Served(rank) => count(&|agent, _| ranks[agent as usize] <= rank),
            Aim::Kept => count(&|agent, slot| {
                self.problem().agents()[agent as usize].published == Published::In(slot)
            }),
            Aim::Money => -i64::try_from(self.cost(open)).unwrap_or(i64::MAX),
            Aim::Burden => -i64::try_from(plan.objective.burden).unwrap_or(i64::MAX),
        };
        aims.iter().map(value).collect()
    }
}
