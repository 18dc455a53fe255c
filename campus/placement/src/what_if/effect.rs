//! What changes do to a plan.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    Plan, Reason,
    plan::{Placement, Status, Summary},
    what_if::{Change, Note},
};

/// The fewest changes are the objective of this number, from 0.
const FEWEST_CHANGES: u8 = 3;

/// What changes do to a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// The changes.
    pub changes: Vec<Change>,
    /// What they brought with them.
    pub notes: Vec<Note>,
    /// Who gains a place, by id.
    pub gains: Vec<Gain>,
    /// Who loses her place, by id.
    pub losses: Vec<Loss>,
    /// Who moves from one place to another, by id.
    pub moves: Vec<Move>,
    /// The workshops that open.
    pub opens: Vec<String>,
    /// The workshops that no longer do.
    pub closes: Vec<String>,
    /// Whether it is proved that no plan as good for what counts before has fewer learners
    /// lose their place or move; nothing when two plans are compared of which the second was not
    /// made to change the first.
    pub fewest_proved: Option<bool>,
    /// What the plan came to.
    pub before: Summary,
    /// What the new plan comes to.
    pub after: Summary,
}

/// Who gains a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gain {
    /// Id of the learner.
    pub learner: String,
    /// Where.
    pub to: Seat,
}

/// Who loses her place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Loss {
    /// Id of the learner.
    pub learner: String,
    /// Where it was.
    pub from: Seat,
    /// Why she has none now.
    pub reason: Reason,
}

/// Who moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Id of the learner.
    pub learner: String,
    /// From where.
    pub from: Seat,
    /// To where.
    pub to: Seat,
}

/// Someone's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// Id of the offer or workshop.
    pub offer: String,
    /// Name of the company or school.
    pub company: Option<String>,
    /// Minutes of travel, one way; absent when pairs are given.
    pub minutes: Option<u32>,
    /// The minutes are estimated.
    pub estimated: bool,
}

/// What has changed from one plan to the next of the same learners.
#[must_use]
pub fn compare(changes: &[Change], notes: &[Note], before: &Plan, after: &Plan) -> Effect {
    let was: BTreeMap<&str, &Placement> =
        before.placements.iter().map(|placed| (placed.learner.as_str(), placed)).collect();
    let (mut gains, mut moves) = (vec![], vec![]);
    for placed in &after.placements {
        let (learner, to) = (placed.learner.clone(), Seat::of(placed));
        match was.get(placed.learner.as_str()) {
            None => gains.push(Gain { learner, to }),
            Some(was) if was.offer != placed.offer => {
                moves.push(Move { learner, from: Seat::of(was), to });
            }
            Some(_) => {}
        }
    }
    let lost = after.unplaced.iter().filter_map(|unplaced| {
        let from = Seat::of(was.get(unplaced.learner.as_str())?);
        let (learner, reason) = (unplaced.learner.clone(), unplaced.reason.clone());
        Some(Loss { learner, from, reason })
    });
    let is_proved = |plan: &Plan| match plan.status {
        Status::Optimal => true,
        Status::Feasible => FEWEST_CHANGES <= plan.proved_through,
    };
    Effect {
        changes: changes.to_vec(),
        notes: notes.to_vec(),
        gains,
        losses: lost.collect(),
        moves,
        opens: newly_open(before, after),
        closes: newly_open(after, before),
        fewest_proved: (!changes.is_empty()).then(|| is_proved(after)),
        before: before.summary(),
        after: after.summary(),
    }
}

/// The workshops that are open in the second plan and not in the first.
fn newly_open(first: &Plan, second: &Plan) -> Vec<String> {
    let open = first.workshops.iter().filter(|workshop| workshop.open);
    let open: BTreeSet<&str> = open.map(|workshop| workshop.workshop.as_str()).collect();
    let opened = second.workshops.iter().filter(|workshop| workshop.open);
    let opened = opened.filter(|workshop| !open.contains(workshop.workshop.as_str()));
    opened.map(|workshop| workshop.workshop.clone()).collect()
}

impl Seat {
    fn of(placed: &Placement) -> Self {
        Self {
            offer: placed.offer.clone(),
            company: placed.company.clone(),
            minutes: placed.minutes,
            estimated: placed.estimated,
        }
    }
}
