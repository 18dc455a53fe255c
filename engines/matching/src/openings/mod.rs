//! Slots that open only if someone pays for them, and the best of all openings.
//!
//! A *site* is such a slot: it costs money to open, is worth opening only from a smallest
//! group on, and may exclude others. The search is in [`solve`](solve_openings), its proof
//! in [`Proof`], the check of the proof in [`verify_openings`]; `docs/openings.md` says why
//! it suffices.

mod aim;
mod bound;
mod dual;
mod flow;
mod leaf;
mod master;
mod opened;
mod plan;
mod pool;
mod search;
mod tree;
mod trial;
mod verify;

use crate::{Problem, problem::index, solve};

pub use aim::Aim;
pub use opened::Opened;
pub use plan::{AimProof, Branch, Leaf, OpenPlan, Prices, Proof, Weight};
pub use search::solve_openings;
pub use verify::{FalseOpening, Proved, verify_openings};

/// A slot that opens only if someone pays for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Index of the slot in the problem.
    pub slot: u32,
    /// The fewest agents that it opens for.
    pub smallest: u32,
    /// What it costs to open.
    pub cost: u64,
}

/// What openings may come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most money, all sites together.
    pub budget: Option<u64>,
    /// The most sites.
    pub most: Option<u32>,
    /// Sets of sites, by their index, of which at most one may open.
    pub exclusive: Vec<Vec<u32>>,
    /// Sites never cost the other slots an agent: as many agents as possible sit in these,
    /// before all other aims.
    pub keep_filled: bool,
}

/// A problem of which some slots are sites.
#[derive(Clone, Debug)]
pub struct Openings {
    // Invariants: the sites' slots are distinct, in range and in no group; the sites that
    // locks open may open together; those required can.
    problem: Problem,
    sites: Vec<Site>,
    limits: Limits,
    site_of: Vec<Option<u32>>,
    locked: Vec<u32>,
    wanted: Vec<u32>,
    required: Vec<bool>,
}

/// Why sites cannot be part of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSite {
    /// An index points outside its table.
    #[error("site {0}: an index points outside its table")]
    Index(u32),
    /// Two sites with the same slot, or one whose slot is in a group.
    #[error("site {0}: its slot is not its own")]
    SlotShared(u32),
    /// The smallest group is larger than the slot.
    #[error("site {0}: it can never open, its smallest group is above its capacity")]
    NeverOpens(u32),
    /// Agents are fixed in sites that may not open together.
    #[error("agents are fixed in sites that may not open together")]
    FixedTooMany,
    /// Sums of costs would not fit in 62 bits.
    #[error("costs are too large to be summed exactly")]
    TooLarge,
}

/// Why sites cannot be open in any plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotOpen {
    /// An index points outside its table.
    #[error("site {0}: an index points outside its table")]
    Index(u32),
    /// They exceed a limit, together with those that locks open.
    #[error("these sites may not open together")]
    Inadmissible,
    /// Fewer agents can come than their smallest groups take.
    #[error("{could} agents can come to these sites, which open for {wanted}")]
    TooFew {
        /// What the smallest groups come to.
        wanted: u32,
        /// How many can come, none of them missed elsewhere.
        could: u32,
    },
}

impl Openings {
    /// Checks the sites of a problem. A smallest group of 0 counts as 1.
    ///
    /// # Errors
    /// [`BadSite`] names the first thing that breaks an invariant.
    pub fn new(problem: Problem, mut sites: Vec<Site>, limits: Limits) -> Result<Self, BadSite> {
        let mut site_of = vec![None; problem.slots().len()];
        let mut total: u64 = 0;
        for (idx, site) in (0u32..).zip(&mut sites) {
            let slot = problem.slots().get(site.slot as usize).ok_or(BadSite::Index(idx))?;
            let known = &mut site_of[site.slot as usize];
            if known.is_some() || slot.group.is_some() {
                return Err(BadSite::SlotShared(idx));
            }
            *known = Some(idx);
            site.smallest = site.smallest.max(1);
            if slot.capacity < site.smallest {
                return Err(BadSite::NeverOpens(idx));
            }
            total =
                total.checked_add(site.cost).filter(|t| *t < 1 << 40).ok_or(BadSite::TooLarge)?;
        }
        let n = index(sites.len());
        if let Some(bad) = limits.exclusive.iter().flatten().find(|s| n <= **s) {
            return Err(BadSite::Index(*bad));
        }
        let mut locked = vec![0; sites.len()];
        for slot in problem.agents().iter().filter_map(|agent| agent.fixed) {
            if let Some(site) = site_of[slot as usize] {
                locked[site as usize] += 1;
            }
        }
        // Who is fixed in a site has it open, whatever its smallest group.
        for (site, locked) in sites.iter_mut().zip(&locked) {
            site.smallest = if *locked == 0 { site.smallest } else { site.smallest.min(*locked) };
        }
        let mut demand = vec![0; problem.slots().len()];
        for agent in (0u32..).take(problem.agents().len()) {
            if problem.agents()[agent as usize].fixed.is_none() {
                problem.pairs_of(agent).iter().for_each(|pair| demand[pair.slot as usize] += 1);
            }
        }
        let wanted = sites.iter().map(|site| demand[site.slot as usize]).collect();
        let required = vec![false; sites.len()];
        let openings = Self { problem, sites, limits, site_of, locked, wanted, required };
        if openings.admits(&openings.all_locked()) {
            Ok(openings)
        } else {
            Err(BadSite::FixedTooMany)
        }
    }

    /// The same, where these sites open whatever it costs.
    ///
    /// # Errors
    /// [`CannotOpen`] if no plan has them open.
    pub fn requiring(mut self, sites: &[u32]) -> Result<Self, CannotOpen> {
        for site in sites {
            *self.required.get_mut(*site as usize).ok_or(CannotOpen::Index(*site))? = true;
        }
        let open = self.all_locked();
        if !self.admits(&open) {
            return Err(CannotOpen::Inadmissible);
        }
        let (wanted, could) = self.groups(&open);
        if could < wanted { Err(CannotOpen::TooFew { wanted, could }) } else { Ok(self) }
    }

    /// How many agents the smallest groups of these sites come to, and how many of them can
    /// be seated, the other slots staying as full as they must. A best plan shows it: see
    /// [`Opened`].
    fn groups(&self, open: &[bool]) -> (u32, u32) {
        let smallest = |(site, own): (u32, &Site)| own.smallest.max(self.locked(site));
        let sites = (0u32..).zip(&self.sites).filter(|(site, _)| open[*site as usize]);
        let wanted = sites.map(smallest).sum();
        let opened = self.opened(open);
        let plan = solve(&opened.problem);
        let spare = index(self.problem.slots().len());
        let is_counted = |slot: &&u32| {
            **slot < spare && (self.limits.keep_filled || self.site_of(**slot).is_some())
        };
        let seated = index(plan.slot_of.iter().flatten().filter(is_counted).count());
        let filled = if self.limits.keep_filled {
            solve(&self.closed()).objective.placed - self.locked.iter().sum::<u32>()
        } else {
            0
        };
        (wanted, seated - filled)
    }

    /// The problem, its sites all among the slots.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The sites, by index.
    #[must_use]
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// What openings may come to.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The site of a slot, if it is one.
    #[must_use]
    pub fn site_of(&self, slot: u32) -> Option<u32> {
        self.site_of[slot as usize]
    }

    /// How many agents are fixed in a site: if any, it must open.
    #[must_use]
    pub fn locked(&self, site: u32) -> u32 {
        self.locked[site as usize]
    }

    /// Whether a site is open in any plan.
    #[must_use]
    pub fn must_open(&self, site: u32) -> bool {
        self.required[site as usize] || self.locked(site) != 0
    }

    /// Whether enough agents could come to a site for it to open.
    #[must_use]
    pub fn can_open(&self, site: u32) -> bool {
        self.locked(site) != 0 || self.sites[site as usize].smallest <= self.wanted[site as usize]
    }

    /// What these sites cost.
    #[must_use]
    pub fn cost(&self, open: &[bool]) -> u64 {
        self.sites.iter().zip(open).filter(|(_, open)| **open).map(|(site, _)| site.cost).sum()
    }

    /// Whether these sites may open together: money, number, exclusions.
    #[must_use]
    pub fn admits(&self, open: &[bool]) -> bool {
        let Limits { budget, most, exclusive, .. } = &self.limits;
        let count = open.iter().filter(|open| **open).count();
        let alone =
            |set: &Vec<u32>| set.iter().filter(|site| open[**site as usize]).nth(1).is_none();
        budget.is_none_or(|budget| self.cost(open) <= budget)
            && most.is_none_or(|most| count <= most as usize)
            && exclusive.iter().all(alone)
    }

    /// The problem in which these sites are open for good and all others closed.
    #[must_use]
    pub fn opened(&self, open: &[bool]) -> Opened {
        Opened::new(self, open)
    }

    /// Only the sites that must open.
    #[must_use]
    pub fn all_locked(&self) -> Vec<bool> {
        (0u32..index(self.sites.len())).map(|site| self.must_open(site)).collect()
    }

    /// The sites that are open or closed in any case, and those to decide.
    pub(crate) fn undecided(&self) -> Vec<Option<bool>> {
        let decided = |site: u32| match (self.must_open(site), self.can_open(site)) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        };
        (0u32..index(self.sites.len())).map(decided).collect()
    }

    /// The sites of the largest shares, from a half on, as far as they may open together.
    pub(crate) fn nearest(&self, share: &[f64]) -> Vec<bool> {
        let mut order: Vec<usize> = (0..share.len()).filter(|site| 0.5 <= share[*site]).collect();
        order.sort_by(|a, b| share[*b].total_cmp(&share[*a]).then(a.cmp(b)));
        let mut open = self.all_locked();
        for site in order {
            let was = std::mem::replace(&mut open[site], true);
            if !self.admits(&open) {
                open[site] = was;
            }
        }
        open
    }

    /// The problem in which every site is closed, but for the agents fixed in it.
    pub(crate) fn closed(&self) -> Problem {
        let mut slots = self.problem.slots().to_vec();
        for (site, locked) in self.sites.iter().zip(&self.locked) {
            slots[site.slot as usize].capacity = *locked;
        }
        let costly = vec![false; slots.len()];
        self.problem.with_slots(slots, vec![], &costly).expect("no more than the problem holds")
    }

    /// The same sites over a problem of the same shape.
    pub(crate) fn with_problem(&self, problem: Problem) -> Self {
        Self { problem, ..self.clone() }
    }
}
