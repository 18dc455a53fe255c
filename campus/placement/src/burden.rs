//! What a pairing costs: travel, wishes, skills.

use crate::{Weights, rules::Pairing};

/// The burden of a pairing, or `None` if it does not fit in 32 bits. A learner without
/// wishes loses nothing for them; skills count if `skills_known`.
#[must_use]
pub(crate) fn burden(pairing: &Pairing, weights: &Weights, skills_known: bool) -> Option<u32> {
    let minutes = pairing.journey.map_or(0, |journey| journey.minutes);
    let lacking = if skills_known { n_lacking(pairing) } else { 0 };
    let parts = [
        (minutes, weights.minute),
        (ranks_below_first(pairing), weights.wish_rank),
        (lacking, weights.misfit),
    ];
    parts.into_iter().try_fold(0_u32, |sum, (n, weight)| sum.checked_add(n.checked_mul(weight)?))
}

/// The rank of the offer among the learner's wishes, from 1.
#[must_use]
pub(crate) fn wish_rank(pairing: &Pairing) -> Option<u32> {
    let idx = pairing.learner.wishes.iter().position(|wish| pairing.is_at(*wish))?;
    u32::try_from(idx + 1).ok()
}

/// What is not wished counts as one rank below the last wish.
fn ranks_below_first(pairing: &Pairing) -> u32 {
    let n_wishes = u32::try_from(pairing.learner.wishes.len()).unwrap_or(u32::MAX);
    wish_rank(pairing).map_or(n_wishes, |rank| rank - 1)
}

fn n_lacking(pairing: &Pairing) -> u32 {
    let had = &pairing.learner.skills;
    let lacking = pairing.offer.skills.iter().filter(|skill| !had.contains(skill)).count();
    u32::try_from(lacking).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Label, Target, rules::sample};

    const WEIGHTS: Weights = Weights { minute: 1, wish_rank: 5, misfit: 20 };

    #[test]
    fn without_wishes_or_skills_only_the_minutes_count() {
        assert_eq!(burden(&sample::pair().pairing(), &WEIGHTS, true), Some(30));
    }

    #[test]
    fn each_rank_below_the_first_costs_and_not_wished_is_one_below_the_last() {
        let mut sample = sample::pair();
        for (wishes, rank, cost) in [
            (vec![Target::Offer(0), Target::Offer(1)], Some(1), 30),
            (vec![Target::Offer(1), Target::Offer(0)], Some(2), 35),
            (vec![Target::Offer(1), Target::Offer(2)], None, 40),
        ] {
            sample.learner.wishes = wishes;
            assert_eq!(wish_rank(&sample.pairing()), rank);
            assert_eq!(burden(&sample.pairing(), &WEIGHTS, true), Some(cost));
        }
    }

    #[test]
    fn each_wanted_skill_lacking_costs_if_the_learners_skills_are_known() {
        let mut sample = sample::pair();
        sample.offer.skills = vec![Label::new("Coupe"), Label::new("broderie")];
        sample.learner.skills = vec![Label::new("coupe")];
        assert_eq!(burden(&sample.pairing(), &WEIGHTS, true), Some(50));
        assert_eq!(burden(&sample.pairing(), &WEIGHTS, false), Some(30));
    }

    #[test]
    fn a_burden_beyond_32_bits_is_refused() {
        let weights = Weights { minute: u32::MAX / 30, ..WEIGHTS };
        assert!(burden(&sample::pair().pairing(), &weights, true).is_some());
        let weights = Weights { minute: u32::MAX / 30 + 1, ..WEIGHTS };
        assert_eq!(burden(&sample::pair().pairing(), &weights, true), None);
    }
}
