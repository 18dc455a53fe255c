//! Prices that prove what one opening comes to: from the certificate of its best plan.

use crate::openings::{Aim, Opened, Openings, Prices};
use crate::problem::index;
use crate::{Agent, Block, Pair, Plan, Problem, Published, Slot, solve};

/// How far the places that must be taken can be: the prices that show why not all of them.
pub(super) enum Filling {
    /// All are.
    Full,
    /// Not all: these prices show it.
    Short(Prices),
}

/// Whether the smallest groups of the open sites can come, the other slots staying as full
/// as they can be if they must: `filled` of them.
pub(super) fn filling(openings: &Openings, aims: &[Aim], open: &[bool], filled: u32) -> Filling {
    let problem = openings.problem();
    let keep = openings.limits().keep_filled;
    let mut slots: Vec<Slot> = problem.slots().to_vec();
    let mut wanted = if keep { filled } else { index(n_fixed(openings)) };
    if !keep {
        for slot in &mut slots {
            slot.capacity = 0;
        }
        for slot in problem.agents().iter().filter_map(|agent| agent.fixed) {
            slots[slot as usize].capacity += 1;
        }
    }
    for (idx, site) in (0u32..).zip(openings.sites()) {
        let must = if open[idx as usize] { site.smallest.max(openings.locked(idx)) } else { 0 };
        slots[site.slot as usize].capacity = must;
        wanted += if keep { must } else { must - openings.locked(idx) };
    }
    let problem = plain(problem, slots);
    let plan = solve(&problem);
    if plan.objective.placed == wanted {
        return Filling::Full;
    }
    let agent = plan.certificate.agent_block.iter().zip(problem.agents());
    let agent =
        agent.map(|(block, agent)| i64::from(*block == Block::Outside && agent.fixed.is_none()));
    let weights = aims.iter().map(|aim| i64::from(*aim == Aim::Filled)).collect();
    Filling::Short(Prices { weights, agent: agent.collect() })
}

fn n_fixed(openings: &Openings) -> usize {
    openings.problem().agents().iter().filter(|agent| agent.fixed.is_some()).count()
}

/// The same pairs without tiers, burdens or a published plan.
fn plain(problem: &Problem, slots: Vec<Slot>) -> Problem {
    let strip = |agent: &Agent| Agent { class: 0, published: Published::No, fixed: agent.fixed };
    rebuilt(problem, problem.agents().iter().map(strip).collect(), slots)
}

/// The problem without its burdens: what counts up to the fewest changes.
pub(super) fn without_burdens(problem: &Problem) -> Problem {
    rebuilt(problem, problem.agents().to_vec(), problem.slots().to_vec())
}

fn rebuilt(problem: &Problem, agents: Vec<Agent>, slots: Vec<Slot>) -> Problem {
    let (mut starts, mut pairs) = (vec![0], Vec::with_capacity(problem.n_pairs()));
    for agent in (0u32..).take(agents.len()) {
        pairs.extend(problem.pairs_of(agent).iter().map(|pair| Pair { burden: 0, ..*pair }));
        starts.push(index(pairs.len()));
    }
    let groups = problem.groups().to_vec();
    Problem::new(agents, slots, groups, starts, pairs).expect("no more than the problem holds")
}

/// Prices that show that no more agents can be seated, of the tiers up to `rank`, where the
/// certificate's blocks are those of a plan: those inside the blocks cost nothing.
pub(super) fn of_blocks(
    aims: &[Aim],
    aim: Aim,
    ranks: &[u32],
    is_fixed: impl Fn(u32) -> bool,
    block: &[Block],
) -> Prices {
    let rank = if let Aim::Served(rank) = aim { rank } else { u32::MAX };
    let price = |agent: u32| {
        let (tier, block) = (ranks[agent as usize], block[agent as usize]);
        i64::from(tier <= rank && Block::Full(rank.min(u32::MAX - 1)) < block && !is_fixed(agent))
    };
    let agents = 0u32..index(ranks.len());
    let weights = aims.iter().map(|known| i64::from(*known == aim)).collect();
    Prices { weights, agent: agents.map(price).collect() }
}

/// Prices that show what these open sites come to in changes, or in burden if `burden`,
/// when all aims before are as good as with this plan.
pub(super) fn of_costs(aims: &[Aim], opened: &Opened, plan: &Plan, burden: bool) -> Prices {
    let problem = &opened.problem;
    let dual = Dual::new(problem, plan);
    let n_ranks = dual.ranks.iter().max().map_or(1, |rank| rank + 1);
    // Seating an agent of a tier is worth this much, published agents a change less.
    let stake = |rank: u32| dual.margin * i64::from(n_ranks - rank);
    let worth = |rank: u32| {
        let changes = if dual.is_published[rank as usize] { dual.change } else { 0 };
        stake(rank) - changes - dual.surcharge
    };
    let weights = aims.iter().map(|aim| match *aim {
        Aim::Filled => dual.surcharge,
        Aim::Placed => worth(n_ranks - 1),
        Aim::Served(rank) => worth(rank) - worth(rank + 1),
        Aim::Kept => dual.change,
        Aim::Money => 0,
        Aim::Burden => i64::from(burden),
    });
    let base = |block: Block| match block {
        Block::Full(rank) => stake(rank),
        Block::Outside => 0,
    };
    let price = |agent: u32| {
        let block = plan.certificate.agent_block[agent as usize];
        match plan.slot_of[agent as usize] {
            Some(slot) if problem.agents()[agent as usize].fixed.is_none() => {
                let paid = dual.pays(agent, slot);
                stake(dual.ranks[agent as usize]) - base(block) - paid
            }
            Some(_) | None => 0,
        }
    };
    let agents = 0u32..index(problem.agents().len());
    Prices { weights: weights.collect(), agent: agents.map(price).collect() }
}

/// The prices of a certificate, and the figures that set the tiers apart.
struct Dual<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
    ranks: Vec<u32>,
    is_published: Vec<bool>,
    change: i64,
    surcharge: i64,
    margin: i64,
}

impl<'a> Dual<'a> {
    fn new(problem: &'a Problem, plan: &'a Plan) -> Self {
        let ranks = problem.ranks();
        let n_ranks = ranks.iter().max().map_or(1, |rank| rank + 1);
        let mut is_published = vec![false; n_ranks as usize];
        for (rank, agent) in ranks.iter().zip(problem.agents()) {
            is_published[*rank as usize] |= agent.published != Published::No;
        }
        let slots = 0u32..index(problem.slots().len());
        let surcharge = slots.map(|slot| problem.surcharge_of(slot)).max().unwrap_or(0);
        let change = problem.change_cost();
        let mut dual = Self { problem, plan, ranks, is_published, change, surcharge, margin: 0 };
        dual.margin = dual.widest();
        dual
    }

    /// More than any agent pays, and than what any two prices differ by.
    fn widest(&self) -> i64 {
        let agents = 0u32..index(self.problem.agents().len());
        let costs = agents.flat_map(|agent| {
            self.problem.pairs_of(agent).iter().map(move |pair| self.problem.cost(agent, *pair))
        });
        let slots = 0u32..index(self.problem.slots().len());
        let prices = slots.map(|slot| self.price(slot).abs());
        1 + costs.max().unwrap_or(0) + 2 * prices.max().unwrap_or(0)
    }

    fn pays(&self, agent: u32, slot: u32) -> i64 {
        let own = self.problem.pairs_of(agent).iter();
        let cost =
            own.filter(|p| p.slot == slot).map(|p| self.problem.cost(agent, *p)).sum::<i64>();
        cost + self.price(slot)
    }

    /// The price of a place in a slot, that of the group that binds it included.
    fn price(&self, slot: u32) -> i64 {
        let proof = &self.plan.certificate;
        let block = proof.slot_block[slot as usize];
        let group = self.problem.slots()[slot as usize].group;
        let binding = group.filter(|group| proof.group_block[*group as usize] == block);
        proof.slot_price[slot as usize]
            + binding.map_or(0, |group| proof.group_price[group as usize])
    }
}
