//! The proof that no other choice of workshops is better, as `plan.json` keeps it:
//! workshops and learners in the order of their ids.

use std::collections::BTreeMap;

use matching::{Aim, Branch};
use serde::{Deserialize, Serialize};

use crate::Round;

/// Why no other workshops are better: the bounds that the search rests on, and its cases
/// aim by aim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Bounds that the cases share.
    pub prices: Vec<Prices>,
    /// The cases of each aim.
    pub aims: Vec<AimProof>,
}

/// The price of each learner in a weighted sum of aims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// The weight of each aim.
    pub weights: Vec<i64>,
    /// The price of most learners.
    pub usual: i64,
    /// The others, by number, with their price.
    pub others: Vec<(u32, i64)>,
}

/// The cases that bound an aim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AimProof {
    /// No plan comes to more.
    pub bound: i64,
    /// The cases: a workshop's number, then the cases with it open, then with it closed.
    pub cases: Vec<Case>,
}

/// A case of the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Case {
    /// This workshop is open in the case that follows, closed in the one after.
    Workshop(u32),
    /// More is open than may be.
    Inadmissible,
    /// What bounds it.
    Bound(Bound),
}

/// Weights of what bounds a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// Of prices, by number.
    pub prices: Vec<(u32, i64)>,
    /// Of the money spent, the budget, and the most workshops.
    pub money: i64,
    /// Of the budget.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub budget: i64,
    /// Of the most workshops.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub most: i64,
    /// Of shared needs, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<(u32, i64)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(weight: &i64) -> bool {
    *weight == 0
}

/// The engine's proof in the order of ids; nothing if there are no workshops.
pub(crate) fn told(round: &Round, proof: &matching::Proof) -> Option<Opening> {
    if round.posed.openings.sites().is_empty() {
        return None;
    }
    let prices = proof.prices.iter().map(|prices| told_prices(round, prices)).collect();
    let aims = proof
        .aims
        .iter()
        .map(|aim| AimProof { bound: aim.bound, cases: aim.tree.iter().map(case).collect() });
    Some(Opening { prices, aims: aims.collect() })
}

fn told_prices(round: &Round, prices: &matching::Prices) -> Prices {
    let by_learner = round.posed.numbering.agent_of.iter().map(|a| prices.agent[*a as usize]);
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for price in by_learner.clone() {
        *counts.entry(price).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(price, count)| (**count, **price));
    let usual = most.map_or(0, |(price, _)| *price);
    let others = (0_u32..).zip(by_learner).filter(|(_, price)| *price != usual).collect();
    Prices { weights: prices.weights.clone(), usual, others }
}

fn case(branch: &Branch) -> Case {
    let pairs = |weights: &[matching::Weight]| -> Vec<(u32, i64)> {
        weights.iter().map(|weight| (weight.index, weight.weight)).collect()
    };
    match branch {
        Branch::Site(site) => Case::Workshop(*site),
        Branch::Inadmissible => Case::Inadmissible,
        Branch::Leaf(leaf) => Case::Bound(Bound {
            prices: pairs(&leaf.prices),
            money: leaf.money,
            budget: leaf.budget,
            most: leaf.most,
            needs: pairs(&leaf.exclusive),
        }),
    }
}

impl Opening {
    /// The proof in the engine's numbers; `None` if it cannot be one of this round.
    pub(crate) fn for_engine(&self, round: &Round) -> Option<matching::Proof> {
        let aims: Vec<Aim> = round.posed.openings.aims();
        if aims.len() < self.aims.len() {
            return None;
        }
        let prices: Option<Vec<_>> = self.prices.iter().map(|p| p.for_engine(round)).collect();
        let aims = aims.into_iter().zip(&self.aims).map(|(aim, proof)| matching::AimProof {
            aim,
            bound: proof.bound,
            tree: proof.cases.iter().map(branch).collect(),
        });
        Some(matching::Proof { prices: prices?, aims: aims.collect() })
    }
}

impl Prices {
    fn for_engine(&self, round: &Round) -> Option<matching::Prices> {
        let agent_of = &round.posed.numbering.agent_of;
        let mut agent = vec![self.usual; agent_of.len()];
        for (learner, price) in &self.others {
            agent[*agent_of.get(*learner as usize)? as usize] = *price;
        }
        Some(matching::Prices { weights: self.weights.clone(), agent })
    }
}

fn branch(case: &Case) -> Branch {
    let weights = |pairs: &[(u32, i64)]| -> Vec<matching::Weight> {
        let weight =
            |(index, weight): &(u32, i64)| matching::Weight { index: *index, weight: *weight };
        pairs.iter().map(weight).collect()
    };
    match case {
        Case::Workshop(site) => Branch::Site(*site),
        Case::Inadmissible => Branch::Inadmissible,
        Case::Bound(bound) => Branch::Leaf(matching::Leaf {
            prices: weights(&bound.prices),
            money: bound.money,
            budget: bound.budget,
            most: bound.most,
            exclusive: weights(&bound.needs),
        }),
    }
}
