//! Which slots an agent may have, and what each would cost.

use rand::RngExt;
use rand_distr::{Distribution, Gumbel};
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::land::{Chance, Point};
use crate::people::{Agent, N_KINDS, Slot};

/// How many of the nearest slots are looked at.
const NEAREST: usize = 64;
/// How many slots an agent wishes for.
const N_WISHES: usize = 5;
/// What each rank below the first wish costs.
const PER_RANK: u32 = 20;
/// What a slot that was not wished for costs.
const UNWISHED: u32 = 150;
/// What each grade away from the best one costs.
const PER_GRADE: u32 = 40;

type Tree = RTree<GeomWithData<Point, u32>>;

pub(crate) fn pairs(agents: &[Agent], slots: &[Slot], chance: &mut Chance) -> Vec<Vec<(u32, u32)>> {
    let trees: Vec<Tree> = (0..N_KINDS).map(|kind| tree(slots, kind)).collect();
    agents.iter().map(|agent| pairs_of(agent, &trees[agent.kind], slots, chance)).collect()
}

fn tree(slots: &[Slot], kind: usize) -> Tree {
    let of_kind = (0u32..).zip(slots).filter(|(_, slot)| slot.kind == kind);
    RTree::bulk_load(of_kind.map(|(index, slot)| GeomWithData::new(slot.site, index)).collect())
}

/// A slot within reach, what it would cost unless wished for, and how attractive it is.
struct Candidate {
    slot: u32,
    burden: u32,
    appeal: f64,
}

fn pairs_of(agent: &Agent, tree: &Tree, slots: &[Slot], chance: &mut Chance) -> Vec<(u32, u32)> {
    let mut candidates: Vec<Candidate> = tree
        .nearest_neighbor_iter_with_distance_2(&agent.home)
        .take(NEAREST)
        .map(|(found, squared)| (found.data, squared.sqrt()))
        .take_while(|&(_, km)| km <= agent.reach)
        .filter(|&(slot, _)| slots[slot as usize].grades >> agent.grade & 1 == 1)
        .map(|(slot, km)| candidate(slot, km, agent, &slots[slot as usize], chance))
        .collect();
    candidates.sort_by(|a, b| b.appeal.total_cmp(&a.appeal));
    let wish = (0..).map(|rank| rank * PER_RANK).take(N_WISHES);
    let mut pairs: Vec<(u32, u32)> = candidates
        .iter()
        .zip(wish.chain(std::iter::repeat(UNWISHED)))
        .map(|(candidate, wish)| (candidate.slot, candidate.burden + wish))
        .collect();
    pairs.sort_by_key(|&(slot, burden)| (burden, slot));
    pairs.truncate(agent.most_pairs);
    pairs
}

fn candidate(slot: u32, km: f64, agent: &Agent, of: &Slot, chance: &mut Chance) -> Candidate {
    let gumbel = Gumbel::new(0.0, 1.0).expect("one is a scale");
    let grades_away = u32::from(of.best_grade.abs_diff(agent.grade));
    Candidate {
        slot,
        burden: tenths(km) + grades_away * PER_GRADE + chance.random_range(0..60),
        appeal: gumbel.sample(chance) - km / 8.0,
    }
}

/// Kilometres as a whole number of tenths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a distance within the region, in tenths, is a small positive number"
)]
fn tenths(km: f64) -> u32 {
    (km * 10.0).round() as u32
}
