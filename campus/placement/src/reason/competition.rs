//! One learner more than places: the sets that the proof shows, in the words of the
//! round.

use std::{
    collections::{BTreeSet, HashMap},
    rc::Rc,
};

use matching::{Pair, Published};

use crate::{
    Label, Offer,
    outcome::Outcome,
    reason::{
        Competition, Component, OwnOffer, Reason, Unplaced, no_place::Shelves,
        workshops::ClosedWorkshops,
    },
    repair::repairs,
};

/// In sets of at most so many learners, ids are told.
const SMALL: u32 = 20;

/// How many of her own offers are told to an unplaced learner.
const N_OWN: usize = 5;

/// How many communes are named.
const N_COMMUNES: usize = 6;

/// Why each unplaced learner is, and the sets that the reasons share.
pub(crate) fn reasons(outcome: &Outcome) -> (Vec<Component>, Vec<Unplaced>) {
    let mut rivals = Rivals::new(outcome);
    let shelves = Shelves::new(outcome.round);
    let closed = ClosedWorkshops::new(outcome);
    let unplaced = (0_u32..).zip(&outcome.offer_of).filter(|(_, offer)| offer.is_none());
    let unplaced = unplaced
        .zip(repairs(outcome))
        .map(|((learner, _), repairs)| Unplaced {
            learner: outcome.round.learners[learner as usize].id.clone(),
            reason: match rivals.reason(learner) {
                Some(competition) => Reason::Competition(competition),
                None if outcome.suits_workshops(learner) => {
                    Reason::Workshops(closed.reason(learner))
                }
                None => Reason::NoPlace(shelves.reason(learner)),
            },
            changed: outcome.round.published[learner as usize] != Published::No,
            repairs,
        })
        .collect();
    (rivals.components(), unplaced)
}

/// The alternating paths of a plan.
struct Rivals<'a> {
    outcome: &'a Outcome<'a>,
    paths: matching::Competition,
    /// How many learners the set of each unplaced one has, herself included.
    sizes: Vec<usize>,
    scopes: HashMap<Vec<u32>, Rc<Scope>>,
}

/// Where a set of offers is, and for which trades.
struct Scope {
    trades: Vec<String>,
    departments: Vec<String>,
    communes: Vec<String>,
}

impl<'a> Rivals<'a> {
    fn new(outcome: &'a Outcome<'a>) -> Self {
        let paths = matching::competition(&outcome.solved.problem, &outcome.solved.found.plan);
        let sizes = paths.sizes();
        Self { outcome, paths, sizes, scopes: HashMap::new() }
    }

    /// Why this learner is unplaced, if any place passes the rules.
    fn reason(&mut self, learner: u32) -> Option<Competition> {
        let posed = &self.outcome.round.posed;
        let agent = posed.numbering.agent_of[learner as usize];
        let outcome = self.outcome;
        let is_open = |pair: &Pair| {
            let offer = posed.numbering.offer_of[pair.slot as usize];
            outcome.solved.is_open(outcome.round, offer)
        };
        let pairs: Vec<Pair> =
            posed.problem().pairs_of(agent).iter().copied().filter(is_open).collect();
        if pairs.is_empty() {
            return None;
        }
        let entry = self.paths.enters.binary_search_by_key(&agent, |(agent, _)| *agent).ok()?;
        let components = self.paths.enters[entry].1.clone();
        let n_learners = u32::try_from(self.sizes[entry]).unwrap_or(u32::MAX);
        let n_places = n_learners.saturating_sub(1);
        let scope = self.scope(&components);
        let n_own_offers = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        let own = pairs.into_iter().take(N_OWN);
        Some(Competition {
            components,
            n_learners,
            n_places,
            trades: scope.trades.clone(),
            departments: scope.departments.clone(),
            communes: scope.communes.clone(),
            n_own_offers,
            own_offers: own.map(|pair| self.own_offer(pair, n_learners <= SMALL)).collect(),
        })
    }

    fn own_offer(&self, pair: Pair, is_small: bool) -> OwnOffer {
        let round = self.outcome.round;
        let idx = round.posed.numbering.offer_of[pair.slot as usize] as usize;
        let (offer, held_by) = (&round.offers[idx], &self.outcome.held_by[idx]);
        let ids = held_by.iter().map(|learner| round.learners[*learner as usize].id.clone());
        OwnOffer {
            offer: offer.id.clone(),
            company: offer.company.clone(),
            n_held: u32::try_from(held_by.len()).unwrap_or(u32::MAX),
            held_by: if is_small { ids.collect() } else { vec![] },
        }
    }

    /// What the offers of these components, and of all they lead to, have in common.
    fn scope(&mut self, entries: &[u32]) -> Rc<Scope> {
        if let Some(known) = self.scopes.get(entries) {
            return Rc::clone(known);
        }
        let reached = self.reached(entries);
        let components = reached.iter().map(|c| &self.paths.components[*c as usize]);
        let offers = components.flat_map(|component| self.offers(component));
        let scope = Rc::new(Scope::of(offers));
        self.scopes.insert(entries.to_vec(), Rc::clone(&scope));
        scope
    }

    fn reached(&self, entries: &[u32]) -> BTreeSet<u32> {
        let mut reached: BTreeSet<u32> = entries.iter().copied().collect();
        let mut ahead = entries.to_vec();
        while let Some(component) = ahead.pop() {
            let next = &self.paths.components[component as usize].leads_to;
            ahead.extend(next.iter().filter(|c| reached.insert(**c)));
        }
        reached
    }

    /// The offers of a component: a workshop may be there twice, and one that is closed
    /// has no place to compete for.
    fn offers(&self, component: &matching::Component) -> impl Iterator<Item = &'a Offer> + use<'a> {
        let Outcome { round, solved, .. } = *self.outcome;
        let offers: BTreeSet<u32> =
            component.slots.iter().map(|slot| solved.offer(round, *slot)).collect();
        let open = offers.into_iter().filter(move |offer| solved.is_open(round, *offer));
        open.map(|offer| &round.offers[offer as usize])
    }

    /// Every component, in the order of the engine, which the reasons count in.
    fn components(&self) -> Vec<Component> {
        let round = self.outcome.round;
        let learner_of = &round.posed.numbering.learner_of;
        let learner = |agent: &u32| &round.learners[learner_of[*agent as usize] as usize].id;
        let company = |group: &u32| round.companies[*group as usize].siren.to_string();
        let components = self.paths.components.iter();
        components
            .map(|component| Component {
                learners: sorted(component.agents.iter().map(|a| learner(a).clone())),
                offers: sorted(self.offers(component).map(|offer| offer.id.clone())),
                companies: sorted(component.groups.iter().map(company)),
                leads_to: component.leads_to.clone(),
            })
            .collect()
    }
}

fn sorted(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.collect();
    ids.sort_unstable();
    ids
}

impl Scope {
    fn of<'a>(offers: impl Iterator<Item = &'a Offer>) -> Self {
        let mut trades: BTreeSet<&Label> = BTreeSet::new();
        let mut communes = BTreeSet::new();
        for offer in offers {
            trades.extend(&offer.trades);
            communes.extend(offer.site.as_ref().and_then(|site| site.commune.as_ref()));
        }
        let departments: BTreeSet<_> = communes.iter().map(|c| c.department.clone()).collect();
        let names: BTreeSet<_> = communes.iter().map(|commune| commune.name.clone()).collect();
        let few = names.len() <= N_COMMUNES;
        Self {
            trades: trades.into_iter().map(ToString::to_string).collect(),
            departments: departments.into_iter().collect(),
            communes: if few { names.into_iter().collect() } else { vec![] },
        }
    }
}
