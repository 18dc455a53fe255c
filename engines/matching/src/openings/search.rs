//! The search for the best opening: aim by aim, branch and bound over the sites, bounds
//! from prices (see [`super::bound`]), the linear relaxation over shares in [`super::master`].
//!
//! For one opening the best plan is that of a problem without sites. Each opening that is
//! tried leaves prices that are exact for it; shares between leave the cuts of
//! [`super::flow`]. A case is closed when what all bounds leave room for is no more than
//! the best plan known.

use std::collections::BTreeSet;

use crate::openings::bound::{Bound, Places};
use crate::openings::dual::{Filling, filling, of_blocks, of_costs, without_burdens};
use crate::openings::flow::Network;
use crate::openings::leaf::{Ceiling, Question, Source, ceiling, rounded};
use crate::openings::master::{self, Room, Row};
use crate::openings::{Aim, AimProof, Branch, Leaf, OpenPlan, Openings, Prices, Proof, Weight};
use crate::problem::index;
use crate::{Block, Plan, solve};

/// How far below the next whole number a relaxation must stay for its leaf to be tried.
const MARGIN: f64 = 1e-3;

/// The best openings: see [`Aim`] for the order of what counts. `stop` is asked now and
/// then; once it says so, the best found so far is returned with what is proved.
#[must_use]
pub fn solve_openings(openings: &Openings, stop: &dyn Fn() -> bool) -> OpenPlan {
    let aims = openings.aims();
    let mut search = Search::new(openings, &aims, stop);
    let mut proofs = vec![];
    for aim in 0..aims.len() {
        let proof = search.prove(aim);
        let proved = proof.bound == search.best.values[aim];
        proofs.push(proof);
        if !proved {
            break;
        }
    }
    let Best { open, plan, .. } = search.best;
    OpenPlan { open, plan, proof: pruned(search.prices, proofs) }
}

/// The best plan known.
struct Best {
    open: Vec<bool>,
    plan: Plan,
    values: Vec<i64>,
}

struct Search<'a> {
    openings: &'a Openings,
    aims: &'a [Aim],
    stop: &'a dyn Fn() -> bool,
    places: Places<'a>,
    ranks: Vec<u32>,
    without_burdens: Openings,
    /// How many sit elsewhere than in sites, at most.
    filled: u32,
    /// Those who compete for places, of each aim that counts agents.
    networks: Vec<Option<Network>>,
    prices: Vec<Prices>,
    bounds: Vec<Bound>,
    best: Best,
    tried: BTreeSet<Vec<bool>>,
    n_cases: u32,
}

impl<'a> Search<'a> {
    fn new(openings: &'a Openings, aims: &'a [Aim], stop: &'a dyn Fn() -> bool) -> Self {
        let problem = openings.problem();
        let locked: Vec<bool> =
            (0u32..).take(openings.sites().len()).map(|s| 0 < openings.locked(s)).collect();
        let closed = solve(&openings.closed());
        let n_locked: u32 = (0u32..).take(locked.len()).map(|s| openings.locked(s)).sum();
        let ranks = problem.ranks();
        let competes = |agent: &u32| {
            closed.certificate.agent_block[*agent as usize] != Block::Outside
                && problem.agents()[*agent as usize].fixed.is_none()
        };
        let everyone = 0u32..index(problem.agents().len());
        let network = |aim: &Aim| {
            let rank = match aim {
                Aim::Placed => u32::MAX,
                Aim::Served(rank) => *rank,
                Aim::Filled | Aim::Kept | Aim::Money | Aim::Burden => return None,
            };
            let agents = everyone.clone().filter(competes);
            Some(Network::new(openings, agents.filter(|a| ranks[*a as usize] <= rank).collect()))
        };
        let opened = openings.opened(&locked);
        let plan = solve(&opened.problem);
        let values = openings.values(aims, &locked, &plan);
        let mut search = Self {
            openings,
            aims,
            stop,
            places: Places::new(openings, aims),
            networks: aims.iter().map(network).collect(),
            ranks,
            without_burdens: openings.with_problem(without_burdens(problem)),
            filled: closed.objective.placed - n_locked,
            prices: vec![],
            bounds: vec![],
            best: Best { open: locked, plan, values },
            tried: BTreeSet::new(),
            n_cases: 0,
        };
        if aims[0] == Aim::Filled {
            let prices = search.of_blocks(Aim::Filled, &closed);
            search.add(prices);
        }
        search
    }

    /// Proves that no opening is better in this aim, those before being as good.
    fn prove(&mut self, aim: usize) -> AimProof {
        self.tried.clear();
        self.n_cases = 0;
        if self.aims[aim] != Aim::Money {
            let weights = (0..self.aims.len()).map(|idx| i64::from(idx == aim)).collect();
            self.add(Prices { weights, agent: vec![0; self.ranks.len()] });
        }
        if matches!(self.aims[aim], Aim::Placed | Aim::Served(_)) {
            let all = vec![true; self.openings.sites().len()];
            let plan = solve(&self.openings.opened(&all).problem);
            let prices = self.of_blocks(self.aims[aim], &plan);
            self.add(prices);
        }
        let best = self.best.open.clone();
        self.try_open(aim, best);
        let mut fixed: Vec<Option<bool>> = self.best.open.iter().map(|_| None).collect();
        for (site, fixed) in (0u32..).zip(&mut fixed) {
            if 0 < self.openings.locked(site) {
                *fixed = Some(true);
            } else if !self.openings.can_open(site) {
                *fixed = Some(false);
            }
        }
        let mut proof = AimProof { aim: self.aims[aim], bound: i64::MIN, tree: vec![] };
        self.close(aim, &mut fixed, &mut proof);
        proof.bound = proof.bound.max(self.best.values[aim]);
        proof
    }

    /// Closes a case, or cuts it in two.
    fn close(&mut self, aim: usize, fixed: &mut [Option<bool>], proof: &mut AimProof) {
        let open: Vec<bool> = fixed.iter().map(|fixed| *fixed == Some(true)).collect();
        if !self.openings.admits(&open) {
            proof.tree.push(Branch::Inadmissible);
            return;
        }
        if fixed.iter().all(Option::is_some) {
            self.close_whole(aim, &open, fixed, proof);
            return;
        }
        self.n_cases += 1;
        let share = loop {
            let (sources, rows) = self.rows(aim);
            let (room, weights) = match master::most(&rows, fixed) {
                Room::Most { z, share, weights } => (Some((z, share)), weights),
                Room::None { weights } => (None, weights),
                Room::Unknown => break vec![0.5; fixed.len()],
            };
            let leaf = rounded(&sources, &self.without_aim(aim, &sources, weights, room.is_none()));
            let is_over = (self.stop)();
            let ends = is_over
                || room.as_ref().is_none_or(|(z, _)| *z < self.value(aim) as f64 + 1.0 - MARGIN);
            if ends && self.push_leaf(aim, leaf, fixed, proof, is_over) {
                return;
            }
            let Some((z, share)) = room else { break vec![0.5; fixed.len()] };
            if is_over || !self.sharpen(aim, z, &share) {
                break share;
            }
        };
        let site = most_divided(&share, fixed);
        proof.tree.push(Branch::Site(index(site)));
        for side in [true, false] {
            fixed[site] = Some(side);
            self.close(aim, fixed, proof);
        }
        fixed[site] = None;
    }

    /// A case in which every site is decided: its own prices are exact.
    fn close_whole(
        &mut self,
        aim: usize,
        open: &[bool],
        fixed: &[Option<bool>],
        proof: &mut AimProof,
    ) {
        let own = self.try_open(aim, open.to_vec());
        let mut leaf = Leaf::default();
        let first = own.unwrap_or_else(|| index(self.prices.len()));
        for index in (first..index(self.prices.len())).chain(0..first) {
            leaf.prices = vec![Weight { index, weight: 1 }];
            if self.push_leaf(aim, leaf.clone(), fixed, proof, false) {
                return;
            }
        }
        leaf = Leaf { money: 1, ..Leaf::default() };
        self.push_leaf(aim, leaf, fixed, proof, true);
    }

    /// Adds a leaf if it closes the case at the value of the best plan, or if `anyhow`, at
    /// whatever it proves.
    fn push_leaf(
        &mut self,
        aim: usize,
        leaf: Leaf,
        fixed: &[Option<bool>],
        proof: &mut AimProof,
        anyhow: bool,
    ) -> bool {
        let question =
            Question { openings: self.openings, aims: self.aims, aim, values: &self.best.values };
        let bound = match ceiling(&question, &leaf, &self.prices, &self.bounds, fixed) {
            Ceiling::Empty => i64::MIN,
            Ceiling::Most(most) => most,
            Ceiling::Unknown => return false,
        };
        if self.value(aim) < bound && !anyhow {
            return false;
        }
        proof.bound = proof.bound.max(bound);
        proof.tree.push(Branch::Leaf(leaf));
        true
    }

    fn value(&self, aim: usize) -> i64 {
        self.best.values[aim]
    }

    /// Looks for bounds that these shares break, and for better plans near them; whether
    /// any was found.
    fn sharpen(&mut self, aim: usize, z: f64, share: &[f64]) -> bool {
        let before = self.prices.len();
        let value = self.value(aim);
        for idx in 0..=aim {
            let Some(network) = &self.networks[idx] else { continue };
            let competing = network.competing(share);
            let rank = if let Aim::Served(rank) = self.aims[idx] { rank } else { u32::MAX };
            let agents = self.openings.problem().agents().iter().zip(&self.ranks).zip(&competing);
            let price = agents.map(|((agent, tier), competes)| {
                i64::from(agent.fixed.is_none() && *tier <= rank && !competes)
            });
            let weights = (0..self.aims.len()).map(|known| i64::from(known == idx)).collect();
            let prices = Prices { weights, agent: price.collect() };
            let bound = self.places.bound(&prices);
            let wanted = if idx == aim { z } else { self.value(idx) as f64 };
            if at(&bound, share) < wanted - 0.01 {
                self.prices.push(prices);
                self.bounds.push(bound);
            }
        }
        let open = self.rounded(share);
        self.try_open(aim, open);
        before < self.prices.len() || value < self.value(aim)
    }

    /// The sites of the largest shares, from a half on, as far as they may open together.
    fn rounded(&self, share: &[f64]) -> Vec<bool> {
        let mut order: Vec<usize> = (0..share.len()).filter(|site| 0.5 <= share[*site]).collect();
        order.sort_by(|a, b| share[*b].total_cmp(&share[*a]).then(a.cmp(b)));
        let mut open: Vec<bool> =
            (0u32..).take(share.len()).map(|s| 0 < self.openings.locked(s)).collect();
        for site in order {
            let was = std::mem::replace(&mut open[site], true);
            if !self.openings.admits(&open) {
                open[site] = was;
            }
        }
        open
    }

    /// Finds what these sites come to, and keeps the prices that show it; the first of them
    /// by number, if there are any.
    fn try_open(&mut self, aim: usize, open: Vec<bool>) -> Option<u32> {
        let first = index(self.prices.len());
        if !self.tried.insert(open.clone()) {
            return None;
        }
        let opened = self.openings.opened(&open);
        let plan = solve(&opened.problem);
        let loads = opened.loads(self.openings, &plan);
        let fits = |(idx, site): (usize, &crate::Site)| !open[idx] || site.smallest <= loads[idx];
        let is_filled =
            self.aims[0] != Aim::Filled || opened.filled(self.openings, &plan) == self.filled;
        if !is_filled || !self.openings.sites().iter().enumerate().all(fits) {
            if let Filling::Short(prices) = filling(self.openings, self.aims, &open, self.filled) {
                self.add(prices);
            }
            return Some(first);
        }
        let values = self.openings.values(self.aims, &open, &plan);
        let short = (0..aim).find(|idx| values[*idx] < self.value(*idx)).unwrap_or(aim);
        match self.aims[short] {
            Aim::Placed | Aim::Served(_) => {
                let prices = self.of_blocks(self.aims[short], &plan);
                self.add(prices);
            }
            Aim::Kept => {
                let opened = self.without_burdens.opened(&open);
                let plan = solve(&opened.problem);
                self.add(of_costs(self.aims, &opened, &plan, false));
            }
            Aim::Burden => self.add(of_costs(self.aims, &opened, &plan, true)),
            Aim::Filled | Aim::Money => {}
        }
        if self.best.values < values {
            self.best = Best { open, plan, values };
        }
        Some(first)
    }

    fn of_blocks(&self, aim: Aim, plan: &Plan) -> Prices {
        let agents = self.openings.problem().agents();
        let is_fixed = |agent: u32| agents[agent as usize].fixed.is_some();
        of_blocks(self.aims, aim, &self.ranks, is_fixed, &plan.certificate.agent_block)
    }

    fn add(&mut self, prices: Prices) {
        self.bounds.push(self.places.bound(&prices));
        self.prices.push(prices);
    }

    /// The rows of the relaxation for an aim.
    fn rows(&self, aim: usize) -> (Vec<Source>, Vec<Row>) {
        let mut sources = vec![];
        let mut rows = vec![];
        for (idx, (prices, bound)) in (0u32..).zip(self.prices.iter().zip(&self.bounds)) {
            if prices.weights.iter().skip(aim + 1).any(|weight| *weight != 0) {
                continue;
            }
            let given = prices.weights.iter().zip(&self.best.values).take(aim);
            let given: i128 = given.map(|(w, v)| i128::from(*w) * i128::from(*v)).sum();
            sources.push(Source::Prices(idx));
            rows.push(Row {
                z: prices.weights[aim] as f64,
                share: bound.adds.iter().map(|add| -add.unwrap_or(0) as f64).collect(),
                most: (bound.base - given) as f64,
            });
        }
        self.limit_rows(aim, &mut sources, &mut rows);
        (sources, rows)
    }

    fn limit_rows(&self, aim: usize, sources: &mut Vec<Source>, rows: &mut Vec<Row>) {
        let limits = self.openings.limits();
        let costs: Vec<f64> = self.openings.sites().iter().map(|site| site.cost as f64).collect();
        let money = self.aims.iter().position(|aim| *aim == Aim::Money).unwrap_or(0);
        if money <= aim {
            let (z, most) =
                if money == aim { (1.0, 0.0) } else { (0.0, -self.value(money) as f64) };
            sources.push(Source::Money);
            rows.push(Row { z, share: costs.clone(), most });
        }
        if let Some(budget) = limits.budget {
            sources.push(Source::Budget);
            rows.push(Row { z: 0.0, share: costs, most: budget as f64 });
        }
        let n = self.openings.sites().len();
        if let Some(most) = limits.most {
            sources.push(Source::Most);
            rows.push(Row { z: 0.0, share: vec![1.0; n], most: f64::from(most) });
        }
        for (idx, set) in (0u32..).zip(&limits.exclusive) {
            let mut share = vec![0.0; n];
            set.iter().for_each(|site| share[*site as usize] = 1.0);
            sources.push(Source::Exclusive(idx));
            rows.push(Row { z: 0.0, share, most: 1.0 });
        }
    }

    /// The weights of an empty case: no row of the aim itself has one.
    fn without_aim(
        &self,
        aim: usize,
        sources: &[Source],
        mut weights: Vec<f64>,
        is_empty: bool,
    ) -> Vec<f64> {
        if is_empty {
            for (source, weight) in sources.iter().zip(&mut weights) {
                let of_aim = match source {
                    Source::Prices(idx) => self.prices[*idx as usize].weights[aim] != 0,
                    Source::Money => self.aims[aim] == Aim::Money,
                    Source::Budget | Source::Most | Source::Exclusive(_) => false,
                };
                if of_aim {
                    *weight = 0.0;
                }
            }
        }
        weights
    }
}

/// The bound where sites are open to these shares.
fn at(bound: &Bound, share: &[f64]) -> f64 {
    let adds = bound.adds.iter().zip(share).map(|(add, share)| add.unwrap_or(0) as f64 * share);
    bound.base as f64 + adds.sum::<f64>()
}

/// The free site whose share is nearest to a half.
fn most_divided(share: &[f64], fixed: &[Option<bool>]) -> usize {
    let free = (0..share.len()).filter(|site| fixed[*site].is_none());
    let nearest = free.min_by(|a, b| (share[*a] - 0.5).abs().total_cmp(&(share[*b] - 0.5).abs()));
    nearest.expect("a case that is cut has a free site")
}

/// Only the prices that a leaf uses are kept.
fn pruned(prices: Vec<Prices>, mut aims: Vec<AimProof>) -> Proof {
    let mut place = vec![None; prices.len()];
    let mut kept = vec![];
    for branch in aims.iter_mut().flat_map(|proof| &mut proof.tree) {
        if let Branch::Leaf(leaf) = branch {
            for weight in &mut leaf.prices {
                let known = &mut place[weight.index as usize];
                weight.index = *known.get_or_insert_with(|| {
                    kept.push(prices[weight.index as usize].clone());
                    index(kept.len() - 1)
                });
            }
        }
    }
    Proof { prices: kept, aims }
}
