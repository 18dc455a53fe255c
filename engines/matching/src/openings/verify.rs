//! Checks openings and their proof, sharing nothing with the search but the types.
//!
//! Why it suffices. Take any admissible plan, a weight for each aim and a price for each
//! agent. The weighted sum of its aims is at most all prices, plus what each slot's agents
//! bring above theirs; a slot that is no site takes at most its places and only those who
//! bring something, an open site between its smallest group and its places. So the sum is
//! at most a fixed part and one part per open site, whatever the plan. Bounds may be added
//! up with weights that are not negative, as may the limits on the sites. In a leaf what
//! they come to, the free sites being open where that adds, less the aims before at their
//! value, is a ceiling for the aim. A tree that asks site after site covers every opening.

use crate::openings::{Aim, AimProof, Branch, Leaf, OpenPlan, Opened, Openings, Prices};
use crate::{Falsehood, Published, verify};

/// What a checked proof proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proved {
    /// The objectives proved, counted from 0: the filled slots, the agents placed, the tiers
    /// served, the fewest changes, the least money, the least burden.
    pub through: u8,
    /// How far the next aim may be from the best; nothing if all are proved.
    pub gap: Option<(Aim, u64)>,
}

/// What is false in openings or their proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FalseOpening {
    /// The seats, or the proof that they are the best for these sites.
    #[error(transparent)]
    Seats(#[from] Falsehood),
    /// A table of the proof has the wrong length, or an index points outside its table.
    #[error("a table of the proof has the wrong length")]
    Length,
    /// The open sites exceed a limit, or one that must open is closed.
    #[error("these sites may not open together")]
    Inadmissible,
    /// An open site has fewer agents than its smallest group.
    #[error("site {0} has fewer agents than its smallest group")]
    TooFew(u32),
    /// The aims are not those of the openings, in their order.
    #[error("the proof is not of these aims")]
    Aims,
    /// A price or a weight is below zero.
    #[error("a price or a weight is below zero")]
    Sign,
    /// A price or a weight is too large for sums to be exact.
    #[error("a price or a weight is too large")]
    TooLarge,
    /// A leaf does not prove a bound, or a case is called inadmissible and is not.
    #[error("the tree of aim {0} has a leaf that proves nothing")]
    Leaf(u32),
    /// The stated bound is not what the leaves prove.
    #[error("the bound of aim {0} is not what its leaves prove")]
    Bound(u32),
}

/// Checks that a plan of openings keeps every rule and that its proof holds.
///
/// # Errors
/// The first [`FalseOpening`] found.
pub fn verify_openings(openings: &Openings, plan: &OpenPlan) -> Result<Proved, FalseOpening> {
    let opened = sites(openings, plan)?;
    verify(&opened.problem, &plan.plan)?;
    let loads = opened.loads(openings, &plan.plan);
    for ((idx, site), load) in (0u32..).zip(openings.sites()).zip(loads) {
        if plan.open[idx as usize] && load < site.smallest {
            return Err(FalseOpening::TooFew(idx));
        }
    }
    let aims = openings.aims();
    let values = openings.values(&aims, &plan.open, &plan.plan);
    let ground = Ground::new(openings, &aims);
    let sums = ground.sums(&plan.proof.prices)?;
    for (idx, proof) in (0u32..).zip(&plan.proof.aims) {
        let aim = idx as usize;
        if aims.get(aim) != Some(&proof.aim) {
            return Err(FalseOpening::Aims);
        }
        let case =
            Case { ground: &ground, sums: &sums, prices: &plan.proof.prices, aim, values: &values };
        let found = case.ceiling(proof).ok_or(FalseOpening::Leaf(idx))?;
        if proof.bound != found.max(values[aim]) {
            return Err(FalseOpening::Bound(idx));
        }
        if values[aim] < proof.bound {
            if aim + 1 < plan.proof.aims.len() {
                return Err(FalseOpening::Aims);
            }
            let gap = Some((proof.aim, proof.bound.abs_diff(values[aim])));
            return Ok(Proved { through: stage(proof.aim).saturating_sub(1), gap });
        }
    }
    if plan.proof.aims.len() == aims.len() {
        Ok(Proved { through: 5, gap: None })
    } else {
        Err(FalseOpening::Aims)
    }
}

/// The objective that an aim belongs to.
fn stage(aim: Aim) -> u8 {
    match aim {
        Aim::Filled => 0,
        Aim::Placed => 1,
        Aim::Served(_) => 2,
        Aim::Kept => 3,
        Aim::Money => 4,
        Aim::Burden => 5,
    }
}

fn sites(openings: &Openings, plan: &OpenPlan) -> Result<Opened, FalseOpening> {
    if plan.open.len() != openings.sites().len() {
        return Err(FalseOpening::Length);
    }
    let keeps = |site: u32| !openings.must_open(site) || plan.open[site as usize];
    let n = u32::try_from(plan.open.len()).map_err(|_| FalseOpening::Length)?;
    if !openings.admits(&plan.open) || !(0..n).all(keeps) {
        return Err(FalseOpening::Inadmissible);
    }
    Ok(openings.opened(&plan.open))
}

/// The largest price or weight: with 2³² pairs and burdens of 32 bits, sums stay exact.
const LARGEST: u64 = 1 << 60;

/// The largest sum of a price list, and of the weights of a leaf: together they stay exact.
const LARGEST_SUM: u128 = 1 << 70;
const LARGEST_WEIGHTS: u128 = 1 << 52;

/// A fixed part, and one per site if it opens.
struct Sum {
    fixed: i128,
    site: Vec<i128>,
}

/// What the bounds stand on: the pairs of each slot, without the fixed agents.
struct Ground<'a> {
    openings: &'a Openings,
    aims: &'a [Aim],
    ranks: Vec<u32>,
    pairs: Vec<(u32, u32, u32)>,
    slot_left: Vec<u32>,
    group_left: Vec<u32>,
}

impl<'a> Ground<'a> {
    fn new(openings: &'a Openings, aims: &'a [Aim]) -> Self {
        let problem = openings.problem();
        let mut pairs = vec![];
        for (a, agent) in (0u32..).zip(problem.agents()) {
            if agent.fixed.is_none() {
                pairs.extend(problem.pairs_of(a).iter().map(|pair| (pair.slot, a, pair.burden)));
            }
        }
        pairs.sort_unstable();
        let (slot_left, group_left) = problem.capacities_left();
        Self { openings, aims, ranks: problem.ranks(), pairs, slot_left, group_left }
    }

    fn sums(&self, prices: &[Prices]) -> Result<Vec<Sum>, FalseOpening> {
        prices.iter().map(|prices| self.sum(prices)).collect()
    }

    fn sum(&self, prices: &Prices) -> Result<Sum, FalseOpening> {
        let problem = self.openings.problem();
        if prices.weights.len() != self.aims.len() || prices.agent.len() != problem.agents().len() {
            return Err(FalseOpening::Length);
        }
        if prices.agent.iter().any(|price| *price < 0) {
            return Err(FalseOpening::Sign);
        }
        let is_large = |value: &i64| LARGEST < value.unsigned_abs();
        if prices.agent.iter().chain(&prices.weights).any(is_large) {
            return Err(FalseOpening::TooLarge);
        }
        let mut sum = Sum { fixed: 0, site: vec![0; self.openings.sites().len()] };
        for (a, agent) in (0u32..).zip(problem.agents()) {
            sum.fixed += match agent.fixed {
                None => i128::from(prices.agent[a as usize]),
                Some(slot) => {
                    let own = problem.pairs_of(a).iter().filter(|pair| pair.slot == slot);
                    own.map(|pair| self.brings(prices, slot, a, pair.burden)).sum()
                }
            };
        }
        let mut above = vec![vec![]; problem.groups().len()];
        for of_slot in self.pairs.chunk_by(|a, b| a.0 == b.0) {
            let slot = of_slot[0].0;
            let gain = |(s, a, burden): &(u32, u32, u32)| {
                self.brings(prices, *s, *a, *burden) - i128::from(prices.agent[*a as usize])
            };
            let mut gains: Vec<i128> = of_slot.iter().map(gain).collect();
            gains.sort_unstable_by_key(|gain| std::cmp::Reverse(*gain));
            gains.truncate(self.slot_left[slot as usize] as usize);
            let at_least = match self.openings.site_of(slot) {
                Some(site) => {
                    let smallest = self.openings.sites()[site as usize].smallest;
                    smallest.saturating_sub(self.openings.locked(site)) as usize
                }
                None => 0,
            };
            let counted =
                gains.iter().zip(0..).filter(|(gain, taken)| *taken < at_least || 0 < **gain);
            let counted: Vec<i128> = counted.map(|(gain, _)| *gain).collect();
            match (self.openings.site_of(slot), problem.slots()[slot as usize].group) {
                (Some(site), _) => sum.site[site as usize] = counted.iter().sum(),
                (None, Some(group)) => above[group as usize].extend(counted),
                (None, None) => sum.fixed += counted.iter().sum::<i128>(),
            }
        }
        for (mut gains, left) in above.into_iter().zip(&self.group_left) {
            gains.sort_unstable_by_key(|gain: &i128| std::cmp::Reverse(*gain));
            sum.fixed += gains.iter().take(*left as usize).sum::<i128>();
        }
        if sum.site.iter().chain([&sum.fixed]).any(|part| LARGEST_SUM < part.unsigned_abs()) {
            return Err(FalseOpening::TooLarge);
        }
        Ok(sum)
    }

    /// What a pair adds to the weighted aims.
    fn brings(&self, prices: &Prices, slot: u32, agent: u32, burden: u32) -> i128 {
        let adds = |aim: &Aim| match *aim {
            Aim::Filled => i64::from(self.openings.site_of(slot).is_none()),
            Aim::Placed => 1,
            Aim::Served(rank) => i64::from(self.ranks[agent as usize] <= rank),
            Aim::Kept => {
                let published = self.openings.problem().agents()[agent as usize].published;
                i64::from(published == Published::In(slot))
            }
            Aim::Money => 0,
            Aim::Burden => -i64::from(burden),
        };
        let terms = self.aims.iter().zip(&prices.weights).filter(|(_, weight)| **weight != 0);
        terms.map(|(aim, weight)| i128::from(adds(aim)) * i128::from(*weight)).sum()
    }
}

/// The cases of one aim.
struct Case<'a> {
    ground: &'a Ground<'a>,
    sums: &'a [Sum],
    prices: &'a [Prices],
    aim: usize,
    values: &'a [i64],
}

impl Case<'_> {
    /// The most that the leaves of a tree leave room for; `None` if one proves nothing or
    /// the tree is not whole. Nothing at all counts as the least number.
    fn ceiling(&self, proof: &AimProof) -> Option<i64> {
        let openings = self.ground.openings;
        let mut fixed: Vec<Option<bool>> = (0u32..)
            .take(openings.sites().len())
            .map(|site| openings.must_open(site).then_some(true))
            .collect();
        for (site, fixed) in (0u32..).zip(&mut fixed) {
            if !openings.can_open(site) {
                *fixed = Some(false);
            }
        }
        // The sites asked on the way here, and whether their open side is behind us.
        let mut way: Vec<(u32, bool)> = vec![];
        let mut most = i64::MIN;
        let mut branches = proof.tree.iter();
        loop {
            match branches.next()? {
                Branch::Site(site) => {
                    let asked = fixed.get_mut(*site as usize).filter(|asked| asked.is_none())?;
                    *asked = Some(true);
                    way.push((*site, false));
                    continue;
                }
                Branch::Inadmissible => {
                    let open: Vec<bool> = fixed.iter().map(|open| *open == Some(true)).collect();
                    if openings.admits(&open) {
                        return None;
                    }
                }
                Branch::Leaf(leaf) => most = most.max(self.leaf(leaf, &fixed)?),
            }
            while let Some((site, true)) = way.last().copied() {
                way.pop();
                fixed[site as usize] = None;
            }
            match way.last_mut() {
                Some((site, is_behind)) => {
                    fixed[*site as usize] = Some(false);
                    *is_behind = true;
                }
                None => return branches.next().is_none().then_some(most),
            }
        }
    }

    /// What a leaf leaves room for, the aims before being worth what the plan's are.
    fn leaf(&self, leaf: &Leaf, fixed: &[Option<bool>]) -> Option<i64> {
        let weights = leaf.prices.iter().chain(&leaf.exclusive).map(|weight| weight.weight);
        let weights = weights.chain([leaf.money, leaf.budget, leaf.most]);
        let total: u128 = weights.clone().map(|weight| u128::from(weight.unsigned_abs())).sum();
        if weights.clone().any(|weight| weight < 0) || LARGEST_WEIGHTS < total {
            return None;
        }
        let weight_of = self.weights(leaf)?;
        let Sum { fixed: mut room, site: adds } = self.added_up(leaf)?;
        for (fixed, add) in fixed.iter().zip(&adds) {
            room += match fixed {
                Some(true) => *add,
                Some(false) => 0,
                None => (*add).max(0),
            };
        }
        for (weight, value) in weight_of.iter().zip(self.values).take(self.aim) {
            room = room.checked_sub(weight.checked_mul(i128::from(*value))?)?;
        }
        match weight_of[self.aim] {
            0 => (room < 0).then_some(i64::MIN),
            weight if 0 < weight => i64::try_from(room.div_euclid(weight)).ok(),
            _ => None,
        }
    }

    /// The weight of each aim in a leaf; none may come after the aim itself.
    fn weights(&self, leaf: &Leaf) -> Option<Vec<i128>> {
        let aims = self.ground.aims;
        let money = aims.iter().position(|aim| *aim == Aim::Money)?;
        let mut weights = vec![0_i128; aims.len()];
        weights[money] = i128::from(leaf.money);
        for used in &leaf.prices {
            let own = &self.prices.get(used.index as usize)?.weights;
            // Money is not in the sums: a weight of it there means nothing.
            if own[money] != 0 {
                return None;
            }
            for (total, own) in weights.iter_mut().zip(own) {
                *total += i128::from(used.weight) * i128::from(*own);
            }
        }
        weights.iter().skip(self.aim + 1).all(|weight| *weight == 0).then_some(weights)
    }

    /// The bounds and limits of a leaf, added up.
    fn added_up(&self, leaf: &Leaf) -> Option<Sum> {
        let (sites, limits) = (self.ground.openings.sites(), self.ground.openings.limits());
        let lacks = limits.budget.is_none() && leaf.budget != 0;
        if lacks || (limits.most.is_none() && leaf.most != 0) {
            return None;
        }
        let per_euro = i128::from(leaf.money) + i128::from(leaf.budget);
        let per_site = i128::from(leaf.most);
        let own = sites.iter().map(|site| -per_euro * i128::from(site.cost) - per_site);
        let mut sum = Sum { fixed: 0, site: own.collect() };
        sum.fixed += i128::from(leaf.budget) * i128::from(limits.budget.unwrap_or(0));
        sum.fixed += per_site * i128::from(limits.most.unwrap_or(0));
        for used in &leaf.prices {
            let bound = self.sums.get(used.index as usize)?;
            sum.fixed += i128::from(used.weight) * bound.fixed;
            for (total, site) in sum.site.iter_mut().zip(&bound.site) {
                *total += i128::from(used.weight) * site;
            }
        }
        for used in &leaf.exclusive {
            sum.fixed += i128::from(used.weight);
            for site in limits.exclusive.get(used.index as usize)? {
                sum.site[*site as usize] -= i128::from(used.weight);
            }
        }
        Some(sum)
    }
}
