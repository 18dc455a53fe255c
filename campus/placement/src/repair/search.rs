//! The repairs of each learner without a place.

use matching::Problem;

use crate::{
    outcome::Outcome,
    repair::{
        Change, Move, N_TOLD, Repair,
        paths::{Arcs, Kinds, Next, Onward, Way},
        relaxed::relaxed,
    },
};

/// Each kind alone, then all together.
const ASKED: [Kinds; 5] = [
    Kinds { reach: true, boarding: false, place: false, lock: false },
    Kinds { reach: false, boarding: false, place: true, lock: false },
    Kinds { reach: false, boarding: true, place: false, lock: false },
    Kinds { reach: false, boarding: false, place: false, lock: true },
    Kinds { reach: true, boarding: true, place: true, lock: true },
];

/// The cheapest few repairs of each learner without a place, in the order of learners.
///
/// Each is a path of moves that keeps everybody else placed: it is walked to its end before
/// it is told.
pub(crate) fn repairs(outcome: &Outcome) -> Vec<Vec<Repair>> {
    let relaxed = relaxed(outcome);
    let arcs = Arcs::new(outcome, &relaxed);
    let searches: Vec<(Kinds, Onward)> =
        ASKED.iter().map(|kinds| (*kinds, arcs.onward(*kinds))).collect();
    let workshops = workshops(outcome);
    let unplaced = (0_u32..).zip(&outcome.offer_of).filter(|(_, offer)| offer.is_none());
    let of_learner = |(learner, _)| {
        let agent = outcome.round.posed.numbering.agent_of[learner as usize];
        let mut found: Vec<Repair> = searches
            .iter()
            .filter_map(|(kinds, onward)| cheapest(&arcs, agent, *kinds, onward))
            .collect();
        found.extend(workshops.iter().filter_map(|opened| opened.repair(outcome, learner)));
        found.sort_by_key(|repair| (repair.price, repair.moves.len()));
        found.dedup_by(|a, b| a.changes == b.changes);
        found.truncate(N_TOLD);
        found
    };
    unplaced.map(of_learner).collect()
}

fn cheapest(arcs: &Arcs, agent: u32, kinds: Kinds, onward: &Onward) -> Option<Repair> {
    let ways = arcs.ways_of(agent).into_iter().filter_map(|(slot, way)| {
        let price = arcs.cost(way, kinds)? + onward.price[slot as usize]?;
        Some((price, slot, way))
    });
    let (price, slot, way) = ways.min()?;
    let mut walk = Walk { outcome: arcs.outcome, changes: vec![], moves: vec![] };
    walk.enters(agent, slot, way);
    let mut at = slot;
    loop {
        match onward.next[at as usize]? {
            Next::Free => break,
            Next::More => {
                walk.one_more(at);
                break;
            }
            Next::Leaves(agent, slot, way) => {
                walk.enters(agent, slot, way);
                at = slot;
            }
            Next::Group(slot) => at = slot,
        }
    }
    Some(Repair { price, changes: walk.changes, moves: walk.moves })
}

/// A path in the words of the round.
struct Walk<'a> {
    outcome: &'a Outcome<'a>,
    changes: Vec<Change>,
    moves: Vec<Move>,
}

impl Walk<'_> {
    fn enters(&mut self, agent: u32, slot: u32, way: Way) {
        let round = self.outcome.round;
        let learner = round.posed.numbering.learner_of[agent as usize];
        let offer = self.outcome.solved.offer(round, slot);
        let was = self.outcome.offer_of[learner as usize];
        if was == Some(offer) {
            // From one part of a workshop to the other.
            return;
        }
        let id = round.learners[learner as usize].id.clone();
        let to = round.offers[offer as usize].id.clone();
        match way {
            Way::Allowed => {}
            Way::Released => {
                let locked = was.map(|offer| round.offers[offer as usize].id.clone());
                let offer = locked.unwrap_or_default();
                self.changes.push(Change::Lock { learner: id, offer });
            }
            Way::Reach(more) => {
                let reach = round.learners[learner as usize].reach;
                let minutes = round.journey(learner, offer).map_or(0, |journey| journey.minutes);
                let limit = reach.minutes.filter(|limit| *limit < minutes);
                self.changes.push(Change::Reach { learner: id, offer: to, minutes, limit, more });
            }
            Way::Boarding => self.changes.push(Change::Boarding { learner: id, offer: to }),
        }
        self.moves.push(goes(self.outcome, learner, offer));
    }

    fn one_more(&mut self, slot: u32) {
        let round = self.outcome.round;
        let offer = &round.offers[self.outcome.solved.offer(round, slot) as usize];
        let site = offer.site.as_ref();
        self.changes.push(Change::Place {
            offer: offer.id.clone(),
            company: offer.company.clone(),
            commune: site.and_then(|site| site.commune_name()).map(str::to_owned),
            trade: offer.trades.first().map(ToString::to_string),
            places: offer.places + 1,
        });
    }
}

fn goes(outcome: &Outcome, learner: u32, offer: u32) -> Move {
    let round = outcome.round;
    let to = &round.offers[offer as usize];
    Move {
        learner: round.learners[learner as usize].id.clone(),
        offer: to.id.clone(),
        company: to.company.clone(),
        commune: to.site.as_ref().and_then(|site| site.commune_name()).map(str::to_owned),
    }
}

/// A closed workshop that would open, were there the money and the leave.
struct Opened {
    offer: u32,
    site: u32,
    learners: u32,
}

/// The closed workshops that share no need with an open one and for which enough would
/// come without anybody losing a place.
fn workshops(outcome: &Outcome) -> Vec<Opened> {
    let (round, found) = (outcome.round, &outcome.solved.found);
    let openings = &round.posed.openings;
    let mut opened = vec![];
    for (site, (offer, _)) in (0_u32..).zip(round.workshops()) {
        let mut open = found.open.clone();
        if std::mem::replace(&mut open[site as usize], true) || excluded(openings, &open) {
            continue;
        }
        let with = openings.opened(&open);
        let plan = matching::solve(&with.problem);
        let comes = with.loads(openings, &plan)[site as usize];
        let learners = plan.objective.placed.saturating_sub(found.plan.objective.placed);
        let is_filled = with.filled(openings, &plan) == filled(outcome);
        if openings.sites()[site as usize].smallest <= comes && 0 < learners && is_filled {
            opened.push(Opened { offer, site, learners });
        }
    }
    opened
}

fn excluded(openings: &matching::Openings, open: &[bool]) -> bool {
    let shared = |set: &Vec<u32>| 1 < set.iter().filter(|site| open[**site as usize]).count();
    openings.limits().exclusive.iter().any(shared)
}

/// How many have a place in a company.
fn filled(outcome: &Outcome) -> u32 {
    let in_company = |offer: &&u32| outcome.round.offers[**offer as usize].workshop.is_none();
    let n = outcome.offer_of.iter().flatten().filter(in_company).count();
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Opened {
    /// The repair of a learner who may have this workshop.
    fn repair(&self, outcome: &Outcome, learner: u32) -> Option<Repair> {
        let round = outcome.round;
        let problem: &Problem = round.posed.problem();
        let site = round.posed.openings.sites()[self.site as usize];
        let pairs = problem.pairs_of(round.posed.numbering.agent_of[learner as usize]);
        pairs.iter().find(|pair| pair.slot == site.slot)?;
        let offer = &round.offers[self.offer as usize];
        let change = Change::Workshop {
            workshop: offer.id.clone(),
            school: offer.company.clone(),
            learners: self.learners,
            min_learners: site.smallest,
            cost_eur: site.cost,
        };
        Some(Repair {
            price: u64::from(round.settings.repair.workshop),
            changes: vec![change],
            moves: vec![goes(outcome, learner, self.offer)],
        })
    }
}
