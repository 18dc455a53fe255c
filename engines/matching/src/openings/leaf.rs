//! What a leaf proves, in whole numbers.

use crate::openings::pool::Pool;
use crate::openings::{Aim, Leaf, Openings, Weight};

/// The weights of a leaf are whole numbers that come to this together, or a little less.
const PRECISION: f64 = 1e15;

/// What a case cannot exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ceiling {
    /// No plan is in the case.
    Empty,
    /// The aim comes to no more than this.
    Most(i64),
    /// Nothing is proved.
    Unknown,
}

/// Where the weights of a leaf stand among the rows of the relaxation.
pub(super) enum Source {
    Prices(u32),
    Money,
    Budget,
    Most,
    Exclusive(u32),
}

/// Rounds the weights of rows to those of a leaf.
pub(super) fn rounded(sources: &[Source], weights: &[f64]) -> Leaf {
    let total: f64 = weights.iter().sum();
    let mut leaf = Leaf::default();
    if total <= 0.0 {
        return leaf;
    }
    for (source, weight) in sources.iter().zip(weights) {
        #[expect(clippy::cast_possible_truncation, reason = "at most 1e15")]
        let weight = (weight / total * PRECISION).round() as i64;
        if weight <= 0 {
            continue;
        }
        match source {
            Source::Prices(index) => leaf.prices.push(Weight { index: *index, weight }),
            Source::Money => leaf.money = weight,
            Source::Budget => leaf.budget = weight,
            Source::Most => leaf.most = weight,
            Source::Exclusive(index) => leaf.exclusive.push(Weight { index: *index, weight }),
        }
    }
    leaf
}

/// The question that a leaf answers: aim number `aim`, those before being worth `values`.
pub(super) struct Question<'a> {
    pub(super) openings: &'a Openings,
    pub(super) aims: &'a [Aim],
    pub(super) aim: usize,
    pub(super) values: &'a [i64],
}

/// What a leaf proves of a case.
pub(super) fn ceiling(
    question: &Question,
    leaf: &Leaf,
    pool: &Pool,
    fixed: &[Option<bool>],
) -> Ceiling {
    let openings = question.openings;
    let limits = openings.limits();
    let mut of_aim = vec![0_i128; question.aims.len()];
    let mut room: i128 = 0;
    let mut adds = vec![0_i128; fixed.len()];
    for Weight { index, weight } in &leaf.prices {
        let (weight, bound) = (i128::from(*weight), &pool.bounds[*index as usize]);
        for (sum, of_aim) in of_aim.iter_mut().zip(&pool.prices[*index as usize].weights) {
            *sum += weight * i128::from(*of_aim);
        }
        room += weight * bound.base;
        for (sum, add) in adds.iter_mut().zip(&bound.adds) {
            *sum += weight * add.unwrap_or(0);
        }
    }
    for (aim, sum) in question.aims.iter().zip(&mut of_aim) {
        if *aim == Aim::Money {
            *sum += i128::from(leaf.money);
        }
    }
    let of_money = i128::from(leaf.money) + i128::from(leaf.budget);
    for (sum, site) in adds.iter_mut().zip(openings.sites()) {
        *sum -= of_money * i128::from(site.cost) + i128::from(leaf.most);
    }
    room += i128::from(leaf.budget) * limits.budget.map_or(0, i128::from);
    room += i128::from(leaf.most) * limits.most.map_or(0, i128::from);
    for Weight { index, weight } in &leaf.exclusive {
        room += i128::from(*weight);
        for site in &limits.exclusive[*index as usize] {
            adds[*site as usize] -= i128::from(*weight);
        }
    }
    for ((fixed, add), site) in fixed.iter().zip(&adds).zip(0u32..) {
        room += match fixed {
            Some(true) => *add,
            None if openings.can_open(site) => (*add).max(0),
            Some(false) | None => 0,
        };
    }
    for (weight, value) in of_aim.iter().zip(question.values).take(question.aim) {
        let given = weight.checked_mul(i128::from(*value));
        let Some(left) = given.and_then(|given| room.checked_sub(given)) else {
            return Ceiling::Unknown;
        };
        room = left;
    }
    let only = of_aim.iter().skip(question.aim + 1).all(|weight| *weight == 0);
    match of_aim[question.aim] {
        0 if only && room < 0 => Ceiling::Empty,
        weight if only && 0 < weight => {
            i64::try_from(room.div_euclid(weight)).map_or(Ceiling::Unknown, Ceiling::Most)
        }
        _ => Ceiling::Unknown,
    }
}
