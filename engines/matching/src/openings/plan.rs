//! What is answered: which sites open, who sits where, and the proof.
//!
//! The proof goes aim by aim. *Prices* on agents give, for any opening, the most that a
//! weighted sum of aims can come to: a fixed part, and what each site adds if it opens. A
//! *tree* cuts the openings into cases; in each leaf some of these bounds, added up with
//! weights, leave no room for more than the stated bound of the aim.

use crate::{Aim, Plan};

/// The best openings, the best plan with them, and the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPlan {
    /// Which sites open.
    pub open: Vec<bool>,
    /// Who sits where, in the slots of [`crate::Openings::opened`]; its certificate proves
    /// it the best with these sites.
    pub plan: Plan,
    /// Why no other opening is better.
    pub proof: Proof,
}

/// Why no other opening is better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Bounds that the leaves share.
    pub prices: Vec<Prices>,
    /// The proof of each aim, in order; fewer than the aims if the search was stopped.
    pub aims: Vec<AimProof>,
}

/// What being seated is worth to each agent at most: for a weighted sum of aims, a plan is
/// worth no more than these, plus what the places add above them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    /// The weight of each aim in the sum, in order; [`Aim::Money`] has none here.
    pub weights: Vec<i64>,
    /// The price of each agent, not below zero.
    pub agent: Vec<i64>,
}

/// No admissible plan that is as good for the aims before comes to more than `bound`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AimProof {
    /// Which aim.
    pub aim: Aim,
    /// The bound. The aim is proved if the plan comes to it.
    pub bound: i64,
    /// Cases, in the order of a walk that goes to the open side first.
    pub tree: Vec<Branch>,
}

/// A case of the openings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Branch {
    /// This site is open in the case that follows, closed in the one after.
    Site(u32),
    /// The sites that are open already exceed a limit.
    Inadmissible,
    /// Bounds that leave no room.
    Leaf(Leaf),
}

/// Weights, none below zero, of the bounds that close a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// Of shared prices.
    pub prices: Vec<Weight>,
    /// Of the money that the open sites cost.
    pub money: i64,
    /// Of the budget.
    pub budget: i64,
    /// Of the most sites.
    pub most: i64,
    /// Of sets of sites of which one may open.
    pub exclusive: Vec<Weight>,
}

/// A weight of something, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Of what.
    pub index: u32,
    /// How much.
    pub weight: i64,
}
