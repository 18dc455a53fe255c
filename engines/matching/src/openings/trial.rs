//! Openings that were tried: the best plan known, and what each trial taught.

use std::collections::BTreeSet;

use crate::openings::dual::{Filling, filling, of_blocks, of_costs, without_burdens};
use crate::openings::pool::Pool;
use crate::openings::{Aim, Opened, Openings, Prices, Site};
use crate::{Plan, solve};

/// The best plan known.
pub(super) struct Best {
    pub(super) open: Vec<bool>,
    pub(super) plan: Plan,
    pub(super) values: Vec<i64>,
}

/// What openings are tried with.
pub(super) struct Trials<'a> {
    openings: &'a Openings,
    aims: &'a [Aim],
    pub(super) ranks: Vec<u32>,
    without_burdens: Openings,
    /// How many sit elsewhere than in sites, at most.
    filled: u32,
    pub(super) best: Best,
    tried: BTreeSet<Vec<bool>>,
}

impl<'a> Trials<'a> {
    /// Starts with nothing open but the sites that must be. `filled` agents at
    /// most sit elsewhere than in sites.
    pub(super) fn new(openings: &'a Openings, aims: &'a [Aim], filled: u32) -> Self {
        let open = openings.all_locked();
        let plan = solve(&openings.opened(&open).problem);
        let values = openings.values(aims, &open, &plan);
        Self {
            openings,
            aims,
            ranks: openings.problem().ranks(),
            without_burdens: openings.with_problem(without_burdens(openings.problem())),
            filled,
            best: Best { open, plan, values },
            tried: BTreeSet::new(),
        }
    }

    /// Forgets what was tried: another aim asks for other prices.
    pub(super) fn restart(&mut self) {
        self.tried.clear();
    }

    /// Finds what these sites come to, keeps the plan if it is the best, and the prices that
    /// show it for this aim, or for the first before it that falls short.
    pub(super) fn try_open(&mut self, pool: &mut Pool, aim: usize, open: &[bool]) {
        if !self.tried.insert(open.to_vec()) {
            return;
        }
        let opened = self.openings.opened(open);
        let plan = solve(&opened.problem);
        if !self.fits(&opened, open, &plan)
            && let Filling::Short(prices) = filling(self.openings, self.aims, open, self.filled)
        {
            pool.add(prices);
            return;
        }
        let values = self.openings.values(self.aims, open, &plan);
        let short = (0..aim).find(|idx| values[*idx] < self.best.values[*idx]).unwrap_or(aim);
        match self.aims[short] {
            Aim::Placed | Aim::Served(_) => pool.add(self.of_blocks(self.aims[short], &plan)),
            Aim::Kept => {
                let opened = self.without_burdens.opened(open);
                let plan = solve(&opened.problem);
                pool.add(of_costs(self.aims, &opened, &plan, false));
            }
            Aim::Burden => pool.add(of_costs(self.aims, &opened, &plan, true)),
            Aim::Filled | Aim::Money => {}
        }
        if self.best.values < values {
            self.best = Best { open: open.to_vec(), plan, values };
        }
    }

    /// Whether every smallest group came, and the other slots stayed as full as they must.
    fn fits(&self, opened: &Opened, open: &[bool], plan: &Plan) -> bool {
        let loads = opened.loads(self.openings, plan);
        let came = |(idx, site): (usize, &Site)| !open[idx] || site.smallest <= loads[idx];
        let keeps = self.openings.limits().keep_filled;
        (!keeps || opened.filled(self.openings, plan) == self.filled)
            && self.openings.sites().iter().enumerate().all(came)
    }

    /// The prices of a plan's blocks: see [`of_blocks`].
    pub(super) fn of_blocks(&self, aim: Aim, plan: &Plan) -> Prices {
        let agents = self.openings.problem().agents();
        let is_fixed = |agent: u32| agents[agent as usize].fixed.is_some();
        of_blocks(self.aims, aim, &self.ranks, is_fixed, &plan.certificate.agent_block)
    }
}
