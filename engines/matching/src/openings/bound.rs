//! What prices on agents allow a weighted sum of aims to come to.
//!
//! Each place takes the agents who bring it most above their price; an open site takes at
//! least its smallest group, even at a loss. Whatever the plan, its sum is no more than all
//! prices and these gains together (Lagrangian relaxation of "an agent has one place",
//! Geoffrion 1974).

use crate::openings::{Aim, Openings, Prices};
use crate::{Problem, Published};

/// The bound of any opening: `base`, and what each site adds if it is open.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) base: i128,
    /// `None` for a site that cannot fill its smallest group.
    pub(super) adds: Vec<Option<i128>>,
}

/// The pairs by slot, fixed agents seated: what bounds are computed from.
pub(super) struct Places<'a> {
    openings: &'a Openings,
    aims: &'a [Aim],
    ranks: Vec<u32>,
    by_slot: Vec<Vec<(u32, u32)>>,
    slot_left: Vec<u32>,
    group_left: Vec<u32>,
}

impl<'a> Places<'a> {
    pub(super) fn new(openings: &'a Openings, aims: &'a [Aim]) -> Self {
        let problem = openings.problem();
        let mut by_slot = vec![vec![]; problem.slots().len()];
        for (a, agent) in (0u32..).zip(problem.agents()) {
            if agent.fixed.is_none() {
                for pair in problem.pairs_of(a) {
                    by_slot[pair.slot as usize].push((a, pair.burden));
                }
            }
        }
        let (slot_left, group_left) = problem.capacities_left();
        Self { openings, aims, ranks: problem.ranks(), by_slot, slot_left, group_left }
    }

    pub(super) fn bound(&self, prices: &Prices) -> Bound {
        let problem = self.openings.problem();
        let worth = Worth::new(self.openings, self.aims, &self.ranks, &prices.weights);
        let mut base: i128 = 0;
        for (a, agent) in (0u32..).zip(problem.agents()) {
            base += match agent.fixed {
                Some(slot) => worth.of(a, slot, burden_of(problem, a, slot)),
                None => i128::from(prices.agent[a as usize]),
            };
        }
        let mut of_group: Vec<Vec<i128>> = vec![vec![]; problem.groups().len()];
        let mut adds = vec![None; self.openings.sites().len()];
        for (s, slot) in (0u32..).zip(problem.slots()) {
            let entries = self.by_slot[s as usize].iter();
            let gains = entries.map(|(a, burden)| {
                worth.of(*a, s, *burden) - i128::from(prices.agent[*a as usize])
            });
            let left = self.slot_left[s as usize] as usize;
            if let Some(site) = self.openings.site_of(s) {
                let least = self.openings.sites()[site as usize].smallest;
                let least = least.saturating_sub(self.openings.locked(site)) as usize;
                adds[site as usize] = best(gains.collect(), least, left);
                continue;
            }
            let mut gains: Vec<i128> = gains.filter(|gain| 0 < *gain).collect();
            if let Some(group) = slot.group {
                keep_largest(&mut gains, left);
                of_group[group as usize].extend(gains);
            } else {
                base += best(gains, 0, left).unwrap_or(0);
            }
        }
        for (gains, left) in of_group.into_iter().zip(&self.group_left) {
            base += best(gains, 0, *left as usize).unwrap_or(0);
        }
        Bound { base, adds }
    }
}

fn burden_of(problem: &Problem, agent: u32, slot: u32) -> u32 {
    problem.pairs_of(agent).iter().find(|p| p.slot == slot).map_or(0, |p| p.burden)
}

/// The most that `least` to `most` of these come to together.
fn best(mut gains: Vec<i128>, least: usize, most: usize) -> Option<i128> {
    if gains.len() < least {
        return None;
    }
    keep_largest(&mut gains, most);
    if least == 0 {
        return Some(gains.into_iter().filter(|gain| 0 < *gain).sum());
    }
    gains.sort_unstable_by(|a, b| b.cmp(a));
    let counts = |(taken, gain): (usize, i128)| (taken < least || 0 < gain).then_some(gain);
    Some(gains.into_iter().enumerate().filter_map(counts).sum())
}

fn keep_largest(gains: &mut Vec<i128>, most: usize) {
    if most < gains.len() {
        if 0 < most {
            gains.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
        }
        gains.truncate(most);
    }
}

/// What a pair brings to a weighted sum of aims.
struct Worth<'a> {
    openings: &'a Openings,
    /// For an agent placed, by the rank of its tier.
    placed: Vec<i64>,
    ranks: &'a [u32],
    filled: i64,
    kept: i64,
    burden: i64,
}

impl<'a> Worth<'a> {
    fn new(openings: &'a Openings, aims: &[Aim], ranks: &'a [u32], weights: &[i64]) -> Self {
        let n_ranks = ranks.iter().max().map_or(1, |rank| rank + 1);
        let mut worth = Self {
            openings,
            placed: vec![0; n_ranks as usize],
            ranks,
            filled: 0,
            kept: 0,
            burden: 0,
        };
        for (aim, weight) in aims.iter().zip(weights) {
            match aim {
                Aim::Filled => worth.filled = *weight,
                Aim::Placed => worth.placed.iter_mut().for_each(|w| *w += weight),
                Aim::Served(rank) => {
                    worth.placed.iter_mut().take(*rank as usize + 1).for_each(|w| *w += weight);
                }
                Aim::Kept => worth.kept = *weight,
                Aim::Money => {}
                Aim::Burden => worth.burden = *weight,
            }
        }
        worth
    }

    fn of(&self, agent: u32, slot: u32, burden: u32) -> i128 {
        let kept = self.kept != 0
            && self.openings.problem().agents()[agent as usize].published == Published::In(slot);
        i128::from(self.placed[self.ranks[agent as usize] as usize])
            + if self.openings.site_of(slot).is_none() { i128::from(self.filled) } else { 0 }
            + if kept { i128::from(self.kept) } else { 0 }
            - i128::from(self.burden) * i128::from(burden)
    }
}
