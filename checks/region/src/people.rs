//! Who lives on the land and who takes them: agents, slots, groups of slots.

use rand::RngExt;
use rand::distr::weighted::WeightedIndex;
use rand::seq::SliceRandom;
use rand_distr::Distribution;

use crate::land::{Chance, Land, Point, anywhere, around, normal, weighted, zipf};

/// How many kinds of agents and slots there are; a pair is of one kind.
pub(crate) const N_KINDS: usize = 12;
/// How many slots of a hundred take one agent, two, and so on.
const CAPACITIES: [usize; 6] = [30, 28, 17, 12, 8, 5];
/// Sets of grades that a slot takes, as bits, and how often each occurs.
const GRADES_TAKEN: [(u8, f64); 6] =
    [(0b111, 0.5), (0b011, 0.2), (0b110, 0.12), (0b001, 0.1), (0b010, 0.05), (0b100, 0.03)];
/// How far agents go, in kilometres, and how often each occurs.
const REACHES: [(f64, f64); 5] =
    [(15.0, 0.15), (20.0, 0.2), (30.0, 0.3), (40.0, 0.2), (60.0, 0.15)];
/// The most slots in one group.
const GROUP: usize = 4;

pub(crate) struct Agent {
    pub(crate) home: Point,
    pub(crate) kind: usize,
    pub(crate) grade: u8,
    pub(crate) reach: f64,
    pub(crate) class: u32,
    /// How many pairs it keeps, the least burdensome first.
    pub(crate) most_pairs: usize,
}

pub(crate) struct Slot {
    pub(crate) site: Point,
    pub(crate) kind: usize,
    pub(crate) grades: u8,
    /// What the slot is best for; an agent of another grade is a misfit.
    pub(crate) best_grade: u8,
    pub(crate) capacity: u32,
}

pub(crate) fn agents(land: &Land, count: usize, chance: &mut Chance) -> Vec<Agent> {
    let towns = weighted(land.towns.iter().map(|town| town.weight));
    let kinds = weighted(kind_shares());
    let grades = weighted([0.5, 0.3, 0.2]);
    let classes = weighted([0.05, 0.15, 0.8]);
    let reaches = weighted(REACHES.map(|(_, share)| share));
    (0..count)
        .map(|_| {
            let town = &land.towns[towns.sample(chance)];
            let is_between_towns = chance.random_bool(0.08);
            let home = if is_between_towns {
                anywhere(chance)
            } else {
                around(town.centre, town.spread, chance)
            };
            Agent {
                home,
                kind: kinds.sample(chance),
                grade: small(grades.sample(chance)),
                reach: REACHES[reaches.sample(chance)].0,
                class: u32::from(small(classes.sample(chance))) + 1,
                most_pairs: chance.random_range(20..=30),
            }
        })
        .collect()
}

/// As many slots as give a hundred agents so many places on average.
pub(crate) fn slots(
    land: &Land,
    n_agents: usize,
    places_per_100: usize,
    chance: &mut Chance,
) -> Vec<Slot> {
    let towns = land.towns.iter().map(|t| t.weight.powf(1.05) * uneven(0.35, chance));
    let towns = weighted(towns.collect::<Vec<_>>());
    let kinds = weighted(kind_shares().map(|s| s * uneven(0.12, chance)).collect::<Vec<_>>());
    let capacities = WeightedIndex::new(CAPACITIES).expect("some share is positive");
    let grades = weighted(GRADES_TAKEN.map(|(_, share)| share));
    (0..n_slots(n_agents, places_per_100))
        .map(|_| {
            let town = &land.towns[towns.sample(chance)];
            Slot {
                site: around(town.centre, town.spread * 1.15, chance),
                kind: kinds.sample(chance),
                grades: GRADES_TAKEN[grades.sample(chance)].0,
                best_grade: chance.random_range(0..3),
                capacity: u32::from(small(capacities.sample(chance))) + 1,
            }
        })
        .collect()
}

/// The group of each slot, and the limit of each group: one place to two short of the sum
/// of its capacities, where it has several slots.
pub(crate) fn groups(slots: &[Slot], chance: &mut Chance) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<usize> = (0..slots.len()).collect();
    order.shuffle(chance);
    let mut group_of = vec![0; slots.len()];
    let mut capacities: Vec<u32> = Vec::new();
    let mut rest = order.as_slice();
    while !rest.is_empty() {
        let (group, others) = rest.split_at(chance.random_range(1..=GROUP).min(rest.len()));
        let sum: u32 = group.iter().map(|&slot| slots[slot].capacity).sum();
        let short = if group.len() == 1 { 0 } else { chance.random_range(1..=2) };
        for &slot in group {
            group_of[slot] = u32::try_from(capacities.len()).expect("few groups");
        }
        capacities.push((sum - short.min(sum)).max(1));
        rest = others;
    }
    (group_of, capacities)
}

fn n_slots(n_agents: usize, places_per_100: usize) -> usize {
    let per_100_slots: usize = (1..).zip(CAPACITIES).map(|(places, share)| places * share).sum();
    (n_agents * places_per_100 / per_100_slots).max(N_KINDS)
}

fn kind_shares() -> impl Iterator<Item = f64> {
    (0..N_KINDS).map(|kind| zipf(kind, 0.5))
}

/// A factor around one: what makes towns differ in more than size.
fn uneven(deviation: f64, chance: &mut Chance) -> f64 {
    (deviation * normal().sample(chance)).exp()
}

fn small(index: usize) -> u8 {
    u8::try_from(index).expect("tables are short")
}
