//! The engine's proof, in the order of ids.

use matching::Block;
use serde::{Deserialize, Serialize};

use crate::{Learner, Round, outcome::Outcome};

/// Why no plan is better: for each learner, offer and company in the order of their
/// ids, the block it belongs to (−1: outside all of them) and the price of its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The block of each learner.
    pub learner_block: Vec<i64>,
    /// The block of each offer.
    pub offer_block: Vec<i64>,
    /// The block of each company with a limit.
    pub company_block: Vec<i64>,
    /// The price of a place in each offer, without that of its company.
    pub offer_price: Vec<i64>,
    /// The price of a place in each company with a limit.
    pub company_price: Vec<i64>,
    /// The block of the places above the smallest group of each open workshop that has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spare_block: Vec<i64>,
    /// Their price.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spare_price: Vec<i64>,
}

impl Outcome<'_> {
    /// The engine's proof, in the order of ids.
    pub(crate) fn certificate(&self) -> Certificate {
        let numbering = &self.round.posed.numbering;
        let proof = &self.solved.found.plan.certificate;
        let spare = numbering.offer_of.len();
        let of_learners = numbering.agent_of.iter().map(|agent| *agent as usize);
        let of_offers = || numbering.slot_of.iter().map(|slot| *slot as usize);
        Certificate {
            learner_block: of_learners.map(|agent| number(proof.agent_block[agent])).collect(),
            offer_block: of_offers().map(|slot| number(proof.slot_block[slot])).collect(),
            company_block: proof.group_block.iter().map(|block| number(*block)).collect(),
            offer_price: of_offers().map(|slot| proof.slot_price[slot]).collect(),
            company_price: proof.group_price.clone(),
            spare_block: proof.slot_block[spare..].iter().map(|block| number(*block)).collect(),
            spare_price: proof.slot_price[spare..].to_vec(),
        }
    }
}

impl Certificate {
    /// The proof in the engine's numbers; `None` if a table has the wrong length or a
    /// block cannot be.
    pub(crate) fn for_engine(&self, round: &Round) -> Option<matching::Certificate> {
        let numbering = &round.posed.numbering;
        let by_agent = reordered(&self.learner_block, &numbering.learner_of)?;
        let mut by_slot = reordered(&self.offer_block, &numbering.offer_of)?;
        by_slot.extend(&self.spare_block);
        let mut slot_price = reordered(&self.offer_price, &numbering.offer_of)?;
        slot_price.extend(&self.spare_price);
        // A lock is no part of any proof, so that its block would prove nothing.
        let locked =
            |(learner, block): (&Learner, &i64)| learner.fixed.is_none() || *block == OUTSIDE;
        if !round.learners.iter().zip(&self.learner_block).all(locked) {
            return None;
        }
        let has_companies = self.company_block.len() == round.companies.len()
            && self.company_price.len() == round.companies.len();
        has_companies.then_some(matching::Certificate {
            agent_block: blocks(&by_agent)?,
            slot_block: blocks(&by_slot)?,
            group_block: blocks(&self.company_block)?,
            slot_price,
            group_price: self.company_price.clone(),
        })
    }
}

fn reordered(values: &[i64], order: &[u32]) -> Option<Vec<i64>> {
    (values.len() == order.len()).then(|| order.iter().map(|idx| values[*idx as usize]).collect())
}

fn blocks(numbers: &[i64]) -> Option<Vec<Block>> {
    numbers.iter().map(|number| block(*number)).collect()
}

/// The number that stands for being outside all blocks.
const OUTSIDE: i64 = -1;

fn number(block: Block) -> i64 {
    match block {
        Block::Full(tier) => i64::from(tier),
        Block::Outside => OUTSIDE,
    }
}

fn block(number: i64) -> Option<Block> {
    match number {
        OUTSIDE => Some(Block::Outside),
        tier => u32::try_from(tier).ok().map(Block::Full),
    }
}
