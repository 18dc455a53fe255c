//! What the campus could do instead: which workshops for how much, and where one more place
//! in a company would serve.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use matching::{Block, Openings, Problem, Slot};
use serde::{Deserialize, Serialize};

use crate::{Offer, Round, outcome::Outcome};

/// Up to so many workshops, every choice of them is looked at; beyond, each alone.
const MOST_COMBINED: usize = 8;

/// How many choices are told.
const MOST_ROWS: usize = 10;

/// How many trades and territories are told.
const MOST_AREAS: usize = 12;

/// In a choice that leaves out at most so many, their ids are told.
const MOST_TOLD: usize = 20;

/// How many communes are told together.
const MOST_COMMUNES: usize = 4;

/// Pairs looked at in all: on larger rounds less is compared.
const MOST_WORK: usize = 40_000_000;

/// Choices of workshops up to the budget, and what more places would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// The choices that no other beats in both money and learners, and the one of the plan,
    /// the cheapest first.
    pub choices: Vec<Choice>,
    /// Where more places would serve, if no workshop opened.
    pub more_places: Vec<MorePlaces>,
}

/// A choice of workshops, and the best plan with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Ids of the workshops that open.
    pub workshops: Vec<String>,
    /// What they cost.
    pub cost_eur: u64,
    /// Learners placed, in companies and workshops.
    pub placed: u32,
    /// Learners without a place.
    pub out: u32,
    /// Their ids if they are few, as the best plan of this choice leaves them.
    pub left_out: Vec<String>,
    /// It is that of the plan.
    pub is_the_plan: bool,
    /// Places in companies of a few communes that would place as many; none if it takes more.
    pub instead: Vec<Instead>,
}

/// Places of companies that would do as much as workshops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// How many more.
    pub places: u32,
    /// The commune.
    pub commune: String,
}

/// Where one more place would serve one more learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MorePlaces {
    /// The trade.
    pub trade: Option<String>,
    /// The code of the département.
    pub department: Option<String>,
    /// How many more learners places there could serve: the first so many places serve one
    /// each, further ones none.
    pub learners: u32,
}

/// What the campus could do instead; nothing if everybody has a place without workshops.
pub(crate) fn advice(outcome: &Outcome) -> Option<Advice> {
    let round = outcome.round;
    let openings = &round.posed.openings;
    let nothing = Tried::new(openings, &openings.all_locked(), None)?;
    let n_learners = u32::try_from(round.learners.len()).ok()?;
    if nothing.plan.objective.placed == n_learners {
        return None;
    }
    let more_places = Areas::of(round, &nothing).more_places();
    Some(Advice { choices: choices(outcome, &nothing), more_places })
}

/// A choice of workshops, tried.
struct Tried {
    open: Vec<bool>,
    problem: Problem,
    plan: matching::Plan,
    /// How many are placed in companies.
    filled: u32,
}

impl Tried {
    /// The best plan with these workshops, if their smallest groups come and, where they may
    /// not take learners from companies, these stay as full as without them.
    fn new(openings: &Openings, open: &[bool], nothing: Option<&Self>) -> Option<Self> {
        let opened = openings.opened(open);
        let plan = matching::solve(&opened.problem);
        let loads = opened.loads(openings, &plan);
        let mut sites = openings.sites().iter().zip(&loads).zip(open);
        let comes = sites.all(|((site, load), open)| !open || site.smallest <= *load);
        let filled = opened.filled(openings, &plan);
        let keeps = nothing.is_none_or(|nothing| nothing.filled == filled);
        (comes && (keeps || !openings.limits().keep_filled)).then(|| Self {
            open: open.to_vec(),
            problem: opened.problem,
            plan,
            filled,
        })
    }
}

/// The choices worth telling, the cheapest first.
fn choices(outcome: &Outcome, nothing: &Tried) -> Vec<Choice> {
    let round = outcome.round;
    let openings = &round.posed.openings;
    let chosen = &outcome.solved.found.open;
    let mut tried: Vec<(u64, Tried)> = sets(openings, chosen)
        .into_iter()
        .filter_map(|open| {
            Some((openings.cost(&open), Tried::new(openings, &open, Some(nothing))?))
        })
        .collect();
    let placed = |tried: &Tried| tried.plan.objective.placed;
    tried.sort_by_key(|(cost, tried)| (*cost, std::cmp::Reverse(placed(tried))));
    let mut most = None;
    tried.retain(|(_, tried)| {
        let is_better = most.is_none_or(|most| most < placed(tried));
        most = most.max(Some(placed(tried)));
        is_better || tried.open == *chosen
    });
    thin(&mut tried, chosen);
    let communes = Communes::of(round, nothing);
    let choice = |(cost_eur, tried): &(u64, Tried)| {
        let more = placed(tried).saturating_sub(placed(nothing));
        let left_out = left_out(round, tried);
        let out = u32::try_from(left_out.len()).unwrap_or(u32::MAX);
        Choice {
            workshops: ids(round, &tried.open),
            cost_eur: *cost_eur,
            placed: placed(tried),
            out,
            left_out: if left_out.len() <= MOST_TOLD { left_out } else { vec![] },
            is_the_plan: tried.open == *chosen,
            instead: communes.instead(more),
        }
    };
    tried.iter().map(choice).collect()
}

/// Nothing, each workshop alone, what is chosen, and every choice if they are few: those
/// that the limits admit.
fn sets(openings: &Openings, chosen: &[bool]) -> Vec<Vec<bool>> {
    let n = openings.sites().len();
    let locked = openings.all_locked();
    let with = |sites: &mut dyn Iterator<Item = usize>| {
        let mut open = locked.clone();
        sites.for_each(|site| open[site] = true);
        open
    };
    let mut sets: BTreeSet<Vec<bool>> = BTreeSet::from([locked.clone(), chosen.to_vec()]);
    if n <= MOST_COMBINED {
        let some = |set: usize| with(&mut (0..n).filter(|site| set & 1 << site != 0));
        sets.extend((0..1_usize << n).map(some));
    } else if openings.problem().n_pairs().saturating_mul(n) <= MOST_WORK {
        sets.extend((0..n).map(|site| with(&mut std::iter::once(site))));
    }
    sets.into_iter().filter(|open| openings.admits(open)).collect()
}

/// Keeps the first, the plan's, and those evenly between, up to the most that are told.
fn thin(tried: &mut Vec<(u64, Tried)>, chosen: &[bool]) {
    let n = tried.len();
    if n <= MOST_ROWS {
        return;
    }
    let mut at = 0;
    tried.retain(|(_, tried)| {
        let step = at * (MOST_ROWS - 1) / (n - 1) != (at + 1) * (MOST_ROWS - 1) / (n - 1);
        at += 1;
        at == 1 || step || tried.open == chosen
    });
}

fn ids(round: &Round, open: &[bool]) -> Vec<String> {
    let workshops = round.workshops().zip(open).filter(|(_, open)| **open);
    workshops.map(|((offer, _), _)| round.offers[offer as usize].id.clone()).collect()
}

fn left_out(round: &Round, tried: &Tried) -> Vec<String> {
    let agents = round.posed.numbering.agent_of.iter();
    let out = round
        .learners
        .iter()
        .zip(agents)
        .filter(|(_, agent)| tried.plan.slot_of[**agent as usize].is_none());
    out.map(|(learner, _)| learner.id.clone()).collect()
}

/// The communes where more places would serve, those of most learners first.
struct Communes<'a> {
    nothing: &'a Tried,
    /// How many learners places there could serve, the commune, and its slots.
    by_gain: Vec<(u32, String, Vec<u32>)>,
}

impl<'a> Communes<'a> {
    fn of(round: &Round, nothing: &'a Tried) -> Self {
        let name = |offer: &Offer| {
            offer.site.as_ref().and_then(|site| site.commune_name()).map(str::to_owned)
        };
        let by_name = full_slots(round, nothing, name);
        let gain = |(name, slots): (Option<String>, Vec<u32>)| {
            Some((gain(&nothing.problem, &nothing.plan, &slots), name?, slots))
        };
        let mut by_gain: Vec<_> = by_name.into_iter().filter_map(gain).collect();
        by_gain.sort_by(|(a, a_name, _), (b, b_name, _)| b.cmp(a).then(a_name.cmp(b_name)));
        Self { nothing, by_gain }
    }

    /// As few communes as it takes, one after the other, for places there to serve so many;
    /// nothing if it takes too many. Places once taken stay taken when more are added, so
    /// each commune counts for what it adds.
    fn instead(&self, learners: u32) -> Vec<Instead> {
        let (mut slots, mut served, mut instead) = (vec![], 0, vec![]);
        for (_, commune, own) in &self.by_gain {
            if learners <= served || instead.len() == MOST_COMMUNES {
                break;
            }
            slots.extend(own);
            let all = gain(&self.nothing.problem, &self.nothing.plan, &slots);
            let places = (all - served).min(learners - served);
            if 0 < places {
                instead.push(Instead { places, commune: commune.clone() });
                served += places;
            }
        }
        if learners <= served { instead } else { vec![] }
    }
}

/// How many more learners places in each trade and territory could serve.
struct Areas(Vec<MorePlaces>);

impl Areas {
    fn of(round: &Round, tried: &Tried) -> Self {
        let area = |offer: &Offer| {
            let trade = offer.trades.first().map(ToString::to_string);
            let department = offer.site.as_ref().and_then(|site| site.department());
            (trade, department.map(str::to_owned))
        };
        let by_area = full_slots(round, tried, area);
        let more = |((trade, department), slots): (_, Vec<u32>)| {
            let learners = gain(&tried.problem, &tried.plan, &slots);
            MorePlaces { trade, department, learners }
        };
        Self(by_area.into_iter().map(more).filter(|more| 0 < more.learners).collect())
    }

    fn more_places(mut self) -> Vec<MorePlaces> {
        self.0.sort_by_key(|more| std::cmp::Reverse(more.learners));
        self.0.truncate(MOST_AREAS);
        self.0
    }
}

/// The slots of companies where learners compete, by what `key` says of their offers; none
/// if that is too much to compare.
fn full_slots<K: Ord>(
    round: &Round,
    tried: &Tried,
    key: impl Fn(&Offer) -> K,
) -> BTreeMap<K, Vec<u32>> {
    let mut slots: BTreeMap<K, Vec<u32>> = BTreeMap::new();
    for (offer, slot) in round.offers.iter().zip(&round.posed.numbering.slot_of) {
        let is_full = tried.plan.certificate.slot_block[*slot as usize] != Block::Outside;
        if is_full && offer.workshop.is_none() {
            slots.entry(key(offer)).or_default().push(*slot);
        }
    }
    if tried.problem.n_pairs().saturating_mul(slots.len()) <= MOST_WORK {
        slots
    } else {
        BTreeMap::new()
    }
}

/// How many more would be placed if these slots took everybody, within their companies'
/// limits.
fn gain(problem: &Problem, plan: &matching::Plan, slots: &[u32]) -> u32 {
    let mut widened: Vec<Slot> = problem.slots().to_vec();
    let everybody = u32::try_from(problem.agents().len()).unwrap_or(u32::MAX);
    for slot in slots {
        widened[*slot as usize].capacity = everybody;
    }
    let wide = problem.with_capacities(widened.iter().map(|slot| slot.capacity));
    matching::solve(&wide).objective.placed.saturating_sub(plan.objective.placed)
}
