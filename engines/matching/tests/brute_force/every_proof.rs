//! Every plan of a tiny problem that is not the best, with every certificate within bounds.

use matching::{Block, Certificate, Plan};

use crate::small::Small;
use crate::worth::{SlotOf, best, totals, worth};

const BLOCKS: [Block; 3] = [Block::Full(0), Block::Full(1), Block::Outside];
const PRICES: [i64; 4] = [-1, 0, 1, 2];

/// Where a plan breaks a rule, its certificate hardly matters: one in so many is tried.
const STRIDE: usize = 97;

/// Every plan that is worth less than the best, or breaks a rule, its totals being those
/// that it adds up to, with every certificate.
pub(crate) fn every_worse_plan(small: &Small) -> impl Iterator<Item = Plan> {
    let (agents, slots) = (small.agents.len(), small.slots.len());
    let groups = small.groups.len();
    let best = best(small);
    let seats = every(agents, slots + 1).map(move |seats| {
        seats.into_iter().map(|seat| u32::try_from(seat).unwrap().checked_sub(1)).collect()
    });
    seats.flat_map(move |slot_of: SlotOf| {
        let objective = totals(small, &slot_of);
        let stride = match worth(small, &slot_of) {
            Some(worth) if worth == best => None,
            Some(_) => Some(1),
            None => Some(STRIDE),
        };
        stride.into_iter().flat_map(move |stride| {
            let slot_of = slot_of.clone();
            certificates(agents, slots, groups).step_by(stride).map(move |certificate| Plan {
                slot_of: slot_of.clone(),
                objective,
                certificate,
            })
        })
    })
}

fn certificates(
    agents: usize,
    slots: usize,
    groups: usize,
) -> impl Iterator<Item = Certificate> + Clone {
    let prices = every(slots + groups, PRICES.len());
    every(agents + slots + groups, BLOCKS.len()).flat_map(move |blocks| {
        prices.clone().map(move |prices| {
            let blocks: Vec<Block> = blocks.iter().map(|&block| BLOCKS[block]).collect();
            let prices: Vec<i64> = prices.iter().map(|&price| PRICES[price]).collect();
            Certificate {
                agent_block: blocks[..agents].to_vec(),
                slot_block: blocks[agents..agents + slots].to_vec(),
                group_block: blocks[agents + slots..].to_vec(),
                slot_price: prices[..slots].to_vec(),
                group_price: prices[slots..].to_vec(),
            }
        })
    })
}

/// Every row of so many digits below a base.
fn every(n_digits: usize, base: usize) -> impl Iterator<Item = Vec<usize>> + Clone {
    let count = (0..n_digits).fold(1, |count, _| count * base);
    (0..count).map(move |number| {
        let mut rest = number;
        let mut digit = || {
            let digit = rest % base;
            rest /= base;
            digit
        };
        (0..n_digits).map(|_| digit()).collect()
    })
}
