//! The search for the best opening: aim by aim, branch and bound over the sites, bounds
//! from prices (see [`super::bound`]), the linear relaxation over shares in [`super::master`].
//!
//! For one opening the best plan is that of a problem without sites. Each opening that is
//! tried leaves prices that are exact for it; shares between leave the cuts of
//! [`super::flow`]. A case is closed when what all bounds leave room for is no more than
//! the best plan known.

use crate::openings::flow::Network;
use crate::openings::leaf::{Ceiling, Question, ceiling, rounded};
use crate::openings::master::{self, Room};
use crate::openings::pool::{Pool, Rows, real};
use crate::openings::tree::{Bounded, Case, Tree};
use crate::openings::trial::{Best, Trials};
use crate::openings::{Aim, AimProof, Branch, Leaf, OpenPlan, Openings, Prices, Proof, Weight};
use crate::problem::index;
use crate::{Block, Plan, solve};

/// The most prices and cases of a proof: together some tens of megabytes.
const MOST_PRICES: usize = 16_000_000;
const MOST_CASES: usize = 100_000;

/// The best openings: see [`Aim`] for the order of what counts. `stop` is asked now and
/// then; once it says so, the best found so far is returned with what is proved.
///
/// Same openings, same plan, if it was not stopped. A proof that grows beyond some tens of
/// megabytes stops it too.
#[must_use]
pub fn solve_openings(openings: &Openings, stop: &dyn Fn() -> bool) -> OpenPlan {
    let aims = openings.aims();
    let mut search = Search::new(openings, &aims, stop);
    let mut proofs = vec![];
    for aim in 0..aims.len() {
        let proof = search.prove(aim);
        let proved = proof.bound == search.value(aim);
        proofs.push(proof);
        if !proved {
            break;
        }
    }
    let Best { open, plan, .. } = search.trials.best;
    OpenPlan { open, plan, proof: pruned(&search.pool.prices, proofs) }
}

struct Search<'a> {
    openings: &'a Openings,
    aims: &'a [Aim],
    stop: &'a dyn Fn() -> bool,
    /// Those who compete for places, for each aim that counts agents.
    networks: Vec<Option<Network>>,
    pool: Pool<'a>,
    trials: Trials<'a>,
}

impl<'a> Search<'a> {
    fn new(openings: &'a Openings, aims: &'a [Aim], stop: &'a dyn Fn() -> bool) -> Self {
        let closed = solve(&openings.closed());
        let sites = 0u32..index(openings.sites().len());
        let n_locked: u32 = sites.map(|site| openings.locked(site)).sum();
        let trials = Trials::new(openings, aims, closed.objective.placed - n_locked);
        let networks = networks(openings, aims, &trials.ranks, &closed);
        let mut pool = Pool::new(openings, aims);
        if aims[0] == Aim::Filled {
            pool.add(trials.of_blocks(Aim::Filled, &closed));
        }
        Self { openings, aims, stop, networks, pool, trials }
    }

    fn value(&self, aim: usize) -> i64 {
        self.trials.best.values[aim]
    }

    /// Proves that no opening is better in this aim, those before being as good; or how much
    /// better it can be, if stopped.
    fn prove(&mut self, aim: usize) -> AimProof {
        self.trials.restart();
        self.pool.wake_all();
        if self.aims[aim] != Aim::Money {
            let weights = (0..self.aims.len()).map(|idx| i64::from(idx == aim)).collect();
            self.pool.add(Prices { weights, agent: vec![0; self.trials.ranks.len()] });
        }
        if matches!(self.aims[aim], Aim::Placed | Aim::Served(_)) {
            let all = vec![true; self.openings.sites().len()];
            let plan = solve(&self.openings.opened(&all).problem);
            self.pool.add(self.trials.of_blocks(self.aims[aim], &plan));
        }
        let best = self.trials.best.open.clone();
        self.trials.try_open(&mut self.pool, aim, &best);
        let tree = self.close(aim);
        let bound = tree.bound().max(self.value(aim));
        AimProof { aim: self.aims[aim], bound, tree: tree.branches() }
    }

    /// Cuts the case with the most room, again and again, until no case has more than the
    /// best plan known.
    fn close(&mut self, aim: usize) -> Tree {
        let mut tree = Tree::new(self.openings.undecided());
        self.enter(aim, &mut tree, 0);
        while let Some(node) = tree.widest(self.value(aim)) {
            if self.is_over(&tree) {
                break;
            }
            for child in tree.cut(node) {
                self.enter(aim, &mut tree, child);
            }
        }
        tree
    }

    /// Whether to stop: because it was asked, or because the proof grows too large to keep.
    fn is_over(&self, tree: &Tree) -> bool {
        let prices = self.pool.prices.len() * self.trials.ranks.len();
        MOST_PRICES < prices || MOST_CASES < tree.len() || (self.stop)()
    }

    /// Bounds a case that was cut from another.
    fn enter(&mut self, aim: usize, tree: &mut Tree, node: usize) {
        let case = tree.case(node).to_vec();
        let open: Vec<bool> = case.iter().map(|open| *open == Some(true)).collect();
        let bounded = if !self.openings.admits(&open) {
            Bounded::inadmissible()
        } else if case.iter().all(Option::is_some) {
            self.bound_whole(aim, &open, &case)
        } else {
            self.bound(aim, &case, &tree.leaf_above(node))
        };
        tree.set(node, bounded);
    }

    /// Bounds a case until it is closed or nothing sharper is found.
    fn bound(&mut self, aim: usize, case: &Case, above: &Leaf) -> Bounded {
        loop {
            let Rows { sources, rows } = self.pool.rows(aim, &self.trials.best.values);
            let (most, mut weights) = match master::most(&rows, case) {
                Room::Most { z, share, weights } => (Some((z, share)), weights),
                Room::None { weights } => (None, weights),
                Room::Unknown => return self.loosely(aim, case, above),
            };
            self.pool.note(&sources, &weights);
            if most.is_none() {
                self.pool.without_aim(aim, &sources, &mut weights);
            }
            let leaf = rounded(&sources, &weights);
            let ceiling = self.ceiling(aim, &leaf, case);
            let is_closed = ceiling.is_some_and(|ceiling| ceiling <= self.value(aim));
            let Some((z, share)) = most.filter(|_| !is_closed) else {
                return match ceiling {
                    Some(ceiling) => Bounded::new(ceiling, leaf, vec![0.5; case.len()]),
                    None => self.loosely(aim, case, above),
                };
            };
            let is_over = (self.stop)();
            let woke = self.pool.wake(aim, &self.trials.best.values, z, &share);
            if is_over || !(woke || self.sharpen(aim, z, &share)) {
                let loosely = self.loosely(aim, case, above);
                return match ceiling {
                    Some(ceiling) if ceiling <= loosely.ceiling() => {
                        Bounded::new(ceiling, leaf, share)
                    }
                    Some(_) | None => loosely.cut_by(share),
                };
            }
        }
    }

    /// The best single bound of a case, or the one of the case that it was cut from: where
    /// the relaxation fails.
    fn loosely(&self, aim: usize, case: &Case, above: &Leaf) -> Bounded {
        let of_money = Leaf { money: 1, ..Leaf::default() };
        let of_prices =
            |index: u32| Leaf { prices: vec![Weight { index, weight: 1 }], ..Leaf::default() };
        let all = (0..index(self.pool.prices.len())).rev();
        let leaves = all.map(of_prices).chain([of_money, above.clone()]);
        let bounded = leaves.filter_map(|leaf| Some((self.ceiling(aim, &leaf, case)?, leaf)));
        let least = bounded.min_by_key(|(ceiling, _)| *ceiling);
        let (ceiling, leaf) = least.expect("each aim has a bound of its own");
        Bounded::new(ceiling, leaf, vec![0.5; case.len()])
    }

    /// A case in which every site is decided: its own prices are exact.
    fn bound_whole(&mut self, aim: usize, open: &[bool], case: &Case) -> Bounded {
        self.trials.try_open(&mut self.pool, aim, open);
        self.loosely(aim, case, &Leaf::default())
    }

    /// What a leaf proves of a case; the least number if nothing is in it.
    fn ceiling(&self, aim: usize, leaf: &Leaf, case: &Case) -> Option<i64> {
        let values = &self.trials.best.values;
        let question = Question { openings: self.openings, aims: self.aims, aim, values };
        match ceiling(&question, leaf, &self.pool, case) {
            Ceiling::Empty => Some(i64::MIN),
            Ceiling::Most(most) => Some(most),
            Ceiling::Unknown => None,
        }
    }

    /// Looks for bounds that these shares break, and for better plans near them; whether
    /// any was found.
    fn sharpen(&mut self, aim: usize, z: f64, share: &[f64]) -> bool {
        let (before, value) = (self.pool.prices.len(), self.value(aim));
        for idx in 0..=aim {
            let Some(network) = &self.networks[idx] else { continue };
            let competes = network.competing(share);
            let prices = self.of_cut(idx, &competes);
            let wanted = if idx == aim { z } else { real(i128::from(self.value(idx))) };
            self.pool.add_if_broken(prices, share, wanted);
        }
        if before == self.pool.prices.len() {
            let open = self.openings.nearest(share);
            self.trials.try_open(&mut self.pool, aim, &open);
        }
        before < self.pool.prices.len() || value < self.value(aim)
    }

    /// Prices that let only these agents compete.
    fn of_cut(&self, aim: usize, competes: &[bool]) -> Prices {
        let rank = if let Aim::Served(rank) = self.aims[aim] { rank } else { u32::MAX };
        let agents = self.openings.problem().agents().iter();
        let agents = agents.zip(&self.trials.ranks).zip(competes);
        let price = agents.map(|((agent, tier), competes)| {
            i64::from(agent.fixed.is_none() && *tier <= rank && !competes)
        });
        let weights = (0..self.aims.len()).map(|known| i64::from(known == aim));
        Prices { agent: price.collect(), weights: weights.collect() }
    }
}

/// The competition for places, for each aim that counts agents: who has a place in every
/// largest plan without sites is left out of it.
fn networks(
    openings: &Openings,
    aims: &[Aim],
    ranks: &[u32],
    closed: &Plan,
) -> Vec<Option<Network>> {
    let agents = openings.problem().agents();
    let competes = |agent: &u32| {
        closed.certificate.agent_block[*agent as usize] != Block::Outside
            && agents[*agent as usize].fixed.is_none()
    };
    let network = |aim: &Aim| {
        let rank = match aim {
            Aim::Placed => u32::MAX,
            Aim::Served(rank) => *rank,
            Aim::Filled | Aim::Kept | Aim::Money | Aim::Burden => return None,
        };
        let own = (0u32..index(agents.len())).filter(competes);
        Some(Network::new(openings, own.filter(|a| ranks[*a as usize] <= rank).collect()))
    };
    aims.iter().map(network).collect()
}

/// Only the prices that a leaf uses are kept.
fn pruned(prices: &[Prices], mut aims: Vec<AimProof>) -> Proof {
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
