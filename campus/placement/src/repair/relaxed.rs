//! The pairs that one change would allow.

use matching::Block;

use crate::{
    Round,
    candidates::Candidates,
    outcome::Outcome,
    repair::MOST_MINUTES,
    rules::{Obstacle, Pairing, obstacles},
};

/// A pair that is not allowed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relaxed {
    pub(super) agent: u32,
    pub(super) offer: u32,
    pub(super) change: Relaxation,
}

/// The change that would allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relaxation {
    /// So many minutes more.
    Reach(u32),
    /// Lodging.
    Boarding,
}

/// The pairs that one change would allow to those who are unplaced, and to those whom they
/// compete with, by agent. None if pairs are given: nothing is known of their rules.
pub(super) fn relaxed(outcome: &Outcome) -> Vec<Relaxed> {
    let round = outcome.round;
    if round.given_pairs {
        return vec![];
    }
    let candidates = Candidates::new(round);
    let (mut relaxed, mut offers) = (vec![], vec![]);
    for (agent, learner) in (0_u32..).zip(&round.posed.numbering.learner_of) {
        let own = &round.learners[*learner as usize];
        if own.fixed.is_some() || !competes(outcome, agent) {
            continue;
        }
        candidates.beyond(*learner, MOST_MINUTES, &mut offers);
        for offer in offers.iter().filter(|offer| outcome.solved.is_open(round, **offer)) {
            if let Some(change) = relaxation(round, &round.pairing(*learner, *offer)) {
                relaxed.push(Relaxed { agent, offer: *offer, change });
            }
        }
    }
    relaxed
}

fn competes(outcome: &Outcome, agent: u32) -> bool {
    outcome.solved.found.plan.certificate.agent_block[agent as usize] != Block::Outside
}

/// The change that would allow a pair, if its travel is all that stands in the way.
fn relaxation(round: &Round, pairing: &Pairing) -> Option<Relaxation> {
    let found = obstacles(pairing);
    let [Obstacle::TooFar(too_far)] = found.as_slice() else { return None };
    let minutes = too_far.minutes.map_or(0, |beyond| beyond.minutes - beyond.limit);
    let by_road = too_far.km.map_or(0, |beyond| {
        let hours = (beyond.km - beyond.limit) / speed(round, pairing.learner.mode);
        whole_minutes(hours * 60.0)
    });
    let more = minutes.max(by_road);
    if more <= MOST_MINUTES {
        return Some(Relaxation::Reach(more.max(1)));
    }
    (0 < pairing.offer.beds).then_some(Relaxation::Boarding)
}

fn speed(round: &Round, mode: travel::Mode) -> f64 {
    round.speeds.speed_kmh().of(mode)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few minutes, or the most"
)]
fn whole_minutes(minutes: f64) -> u32 {
    minutes.ceil().clamp(0.0, 1e6) as u32
}
