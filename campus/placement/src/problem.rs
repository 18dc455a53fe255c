//! Placement words ↔ `matching::Problem`. Learners and offers are given to the engine in
//! an order drawn from the seed and their ids, so that the rows of the files may come in
//! any order; companies by SIREN. Workshops are slots among the others, and sites of the
//! engine in the order of their ids.

use std::collections::BTreeMap;

use kernel::{InWords, Lang};
use matching::{
    Agent, BadSite, CannotOpen, Group, Invalid, Limits, Openings, Pair, Problem, Published, Site,
    Slot,
};

use crate::{Label, Opens, Round, Workshop, candidates::Candidates};

/// A problem, and which of its numbers stands for which learner and offer.
#[derive(Clone, Debug)]
pub(crate) struct Posed {
    pub(crate) openings: Openings,
    pub(crate) numbering: Numbering,
}

/// The engine's numbers of learners and offers. Companies keep theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "`slot_of[offer]` reads as it is meant")]
pub(crate) struct Numbering {
    /// The learner of each agent.
    pub(crate) learner_of: Vec<u32>,
    /// The offer of each slot.
    pub(crate) offer_of: Vec<u32>,
    /// The slot of each offer.
    pub(crate) slot_of: Vec<u32>,
    /// The agent of each learner.
    pub(crate) agent_of: Vec<u32>,
}

/// Every pair of a round, in the engine's numbers, by agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pairs {
    pub(crate) starts: Vec<u32>,
    pub(crate) pairs: Vec<Pair>,
}

/// Why a round cannot be posed as a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unposable {
    /// The burden of a pair does not fit in 32 bits.
    Burden {
        /// Id of the learner.
        learner: String,
        /// Id of the offer.
        offer: String,
    },
    /// Something that the engine refuses.
    Engine(Invalid),
    /// Learners are locked in workshops that may not open together, or cost too much.
    Workshops(BadSite),
    /// Workshops that are to open whatever the plan cannot.
    Required(CannotOpen),
}

impl Numbering {
    /// The numbers of these learners and offers.
    pub(crate) fn new(seed: u64, learners: &[&str], offers: &[&str]) -> Self {
        let learner_of = matching::order(seed, learners);
        let offer_of = matching::order(seed, offers);
        let (agent_of, slot_of) = (inverse(&learner_of), inverse(&offer_of));
        Self { learner_of, offer_of, slot_of, agent_of }
    }

    /// The numbers of the learners and offers of a round.
    pub(crate) fn of(round: &Round) -> Self {
        let learners: Vec<&str> = round.learners.iter().map(|l| l.id.as_str()).collect();
        let offers: Vec<&str> = round.offers.iter().map(|o| o.id.as_str()).collect();
        Self::new(round.settings.round.seed, &learners, &offers)
    }
}

impl Pairs {
    /// The pairs of an agent.
    pub(crate) fn of(&self, agent: u32) -> &[Pair] {
        let (start, end) = (self.starts[agent as usize], self.starts[agent as usize + 1]);
        &self.pairs[start as usize..end as usize]
    }

    /// Keeps the pairs of these slots.
    pub(crate) fn retain(&mut self, keeps: impl Fn(u32) -> bool) {
        let mut kept = 0_u32;
        let mut start = 0_u32;
        for agent in 1..self.starts.len() {
            for idx in start..self.starts[agent] {
                let pair = self.pairs[idx as usize];
                if keeps(pair.slot) {
                    self.pairs[kept as usize] = pair;
                    kept += 1;
                }
            }
            start = self.starts[agent];
            self.starts[agent] = kept;
        }
        self.pairs.truncate(kept as usize);
    }
}

fn inverse(order: &[u32]) -> Vec<u32> {
    let mut inverse = vec![0; order.len()];
    for (position, index) in (0_u32..).zip(order) {
        inverse[*index as usize] = position;
    }
    inverse
}

impl Posed {
    /// A problem without learners, before a round is posed.
    pub(crate) fn empty() -> Self {
        let nothing = Problem::new(vec![], vec![], vec![], vec![0], vec![]);
        let problem = nothing.unwrap_or_else(|_| unreachable!("no index points anywhere"));
        let openings = Openings::new(problem, vec![], Limits::default());
        let openings = openings.unwrap_or_else(|_| unreachable!("there is no site"));
        Self { openings, numbering: Numbering::default() }
    }

    /// The problem, the places of workshops among all others.
    pub(crate) fn problem(&self) -> &Problem {
        self.openings.problem()
    }

    /// Poses a round with the pairs that the rules allow.
    pub(crate) fn by_rules(round: &Round) -> Result<Self, Unposable> {
        let numbering = Numbering::of(round);
        let pairs = allowed_pairs(round, &numbering)?;
        Self::with_pairs(round, numbering, pairs)
    }

    /// Poses a round whose learners, places or settings changed: pairs that were given stay
    /// as they were, others are found again.
    pub(crate) fn again(self, round: &Round) -> Result<Self, Unposable> {
        if !round.given_pairs {
            return Self::by_rules(round);
        }
        let mut pairs = Pairs { starts: vec![0], pairs: vec![] };
        for agent in (0_u32..).take(round.learners.len()) {
            pairs.pairs.extend(self.problem().pairs_of(agent));
            let end = u32::try_from(pairs.pairs.len());
            pairs.starts.push(end.map_err(|_| Unposable::Engine(Invalid::TooMany))?);
        }
        let numbering = self.numbering;
        pairs.retain(|slot| {
            let offer = numbering.offer_of[slot as usize];
            round.has_places(&round.offers[offer as usize])
        });
        Self::with_pairs(round, numbering, pairs)
    }

    /// Poses a round with these pairs.
    pub(crate) fn with_pairs(
        round: &Round,
        numbering: Numbering,
        pairs: Pairs,
    ) -> Result<Self, Unposable> {
        let agents = numbering.learner_of.iter().map(|l| agent(round, &numbering, *l)).collect();
        let slots = numbering.offer_of.iter().map(|offer| slot(round, *offer)).collect();
        let groups = round.companies.iter().map(|c| Group { capacity: c.limit }).collect();
        let problem = Problem::new(agents, slots, groups, pairs.starts, pairs.pairs)
            .map_err(Unposable::Engine)?;
        let (sites, limits) = (sites(round, &numbering), limits(round));
        let mut openings = Openings::new(problem, sites, limits).map_err(Unposable::Workshops)?;
        let required = required(round);
        if !required.is_empty() {
            openings = openings.requiring(&required).map_err(Unposable::Required)?;
        }
        Ok(Self { openings, numbering })
    }
}

/// The workshops, by id, as sites of the engine.
fn sites(round: &Round, numbering: &Numbering) -> Vec<Site> {
    let site = |(offer, workshop): (u32, &Workshop)| Site {
        slot: numbering.slot_of[offer as usize],
        smallest: workshop.smallest,
        cost: workshop.cost_eur,
    };
    round.workshops().map(site).collect()
}

/// The workshops that open whatever the plan.
fn required(round: &Round) -> Vec<u32> {
    let sites = (0_u32..).zip(round.workshops());
    let always = sites.filter(|(_, (_, workshop))| workshop.opens == Opens::Always);
    always.map(|(site, _)| site).collect()
}

/// What the workshops may come to: those that need the same cannot both open.
fn limits(round: &Round) -> Limits {
    let mut needing: BTreeMap<&Label, Vec<u32>> = BTreeMap::new();
    for (site, (_, workshop)) in (0_u32..).zip(round.workshops()) {
        for need in &workshop.needs {
            needing.entry(need).or_default().push(site);
        }
    }
    let settings = &round.settings.workshops;
    Limits {
        budget: settings.budget_eur,
        most: settings.most,
        exclusive: needing.into_values().filter(|sites| 1 < sites.len()).collect(),
        keep_filled: !settings.from_companies,
    }
}

fn agent(round: &Round, numbering: &Numbering, learner: u32) -> Agent {
    let fixed = round.learners[learner as usize].fixed;
    let published = match round.published[learner as usize] {
        Published::In(offer) => Published::In(numbering.slot_of[offer as usize]),
        elsewhere @ (Published::No | Published::Gone) => elsewhere,
    };
    Agent {
        class: round.learners[learner as usize].class,
        published,
        fixed: fixed.map(|offer| numbering.slot_of[offer as usize]),
    }
}

fn slot(round: &Round, offer: u32) -> Slot {
    let offer = &round.offers[offer as usize];
    Slot { capacity: offer.places, group: round.company_idx(offer) }
}

/// Asks the rules about the offers that each learner might take. A lock is a pair even
/// if it breaks a rule: who forces it answers for it.
fn allowed_pairs(round: &Round, numbering: &Numbering) -> Result<Pairs, Unposable> {
    let candidates = Candidates::new(round);
    let mut pairs = Pairs { starts: vec![0], pairs: vec![] };
    let mut offers = vec![];
    for learner in &numbering.learner_of {
        candidates.of(*learner, &mut offers);
        if let Some(fixed) = round.learners[*learner as usize].fixed
            && !offers.contains(&fixed)
        {
            offers.push(fixed);
        }
        for offer in &offers {
            if let Some(burden) = allowed(round, *learner, *offer)? {
                pairs.pairs.push(Pair { burden, slot: numbering.slot_of[*offer as usize] });
            }
        }
        let end = u32::try_from(pairs.pairs.len());
        pairs.starts.push(end.map_err(|_| Unposable::Engine(Invalid::TooMany))?);
    }
    Ok(pairs)
}

/// The burden of a pair, if the learner may have this offer.
fn allowed(round: &Round, learner: u32, offer: u32) -> Result<Option<u32>, Unposable> {
    let pairing = round.pairing(learner, offer);
    if pairing.learner.fixed != Some(offer) && !crate::rules::allows(&pairing) {
        return Ok(None);
    }
    let too_large = || Unposable::Burden {
        learner: pairing.learner.id.clone(),
        offer: pairing.offer.id.clone(),
    };
    round.burden(&pairing).map(Some).ok_or_else(too_large)
}

impl InWords for Unposable {
    fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Burden { learner, offer }, Lang::Fr) => format!(
                "le fardeau de {learner} chez {offer} dépasse {}\u{a0}: baissez les poids de [burden]",
                u32::MAX
            ),
            (Self::Burden { learner, offer }, Lang::En) => format!(
                "the burden of {learner} at {offer} is over {}: lower the weights of [burden]",
                u32::MAX
            ),
            (Self::Engine(Invalid::TooLarge), Lang::Fr) => {
                "la somme des fardeaux est trop grande pour être exacte\u{a0}: baissez les poids de \
                 [burden], ou les valeurs de burden"
                    .to_owned()
            }
            (Self::Required(CannotOpen::TooFew { wanted, could }), Lang::Fr) => format!(
                "les ateliers à ouvrir demandent {wanted} élèves, et {could} au plus peuvent y \
                 venir\u{a0}: baissez leur effectif minimal, ou mettez from_companies = true dans \
                 [workshops]"
            ),
            (Self::Required(CannotOpen::TooFew { wanted, could }), Lang::En) => format!(
                "the workshops to open need {wanted} learners, and {could} at most can come: lower \
                 their smallest group, or set from_companies = true in [workshops]"
            ),
            (Self::Required(_), Lang::Fr) => {
                "les ateliers à ouvrir ne peuvent pas ouvrir ensemble\u{a0}: fermez-en un".to_owned()
            }
            (Self::Required(_), Lang::En) => {
                "the workshops to open may not open together: close one of them".to_owned()
            }
            (Self::Workshops(_), Lang::Fr) => {
                "des élèves sont imposés dans des ateliers qui ne peuvent pas ouvrir ensemble \
                 (budget, nombre ou moyens communs)\u{a0}: retirez une place imposée, ou relevez la \
                 limite de [workshops]"
                    .to_owned()
            }
            (Self::Workshops(_), Lang::En) => {
                "learners are locked in workshops that may not open together (budget, number or \
                 shared needs): remove a lock, or raise the limit of [workshops]"
                    .to_owned()
            }
            (Self::Engine(Invalid::TooLarge), Lang::En) => {
                "the sum of burdens is too large to be exact: lower the weights of [burden], or the \
                 values of burden"
                    .to_owned()
            }
            (Self::Engine(other), Lang::Fr) => {
                format!("le problème ne peut pas être posé\u{a0}: {other}")
            }
            (Self::Engine(other), Lang::En) => format!("the problem cannot be posed: {other}"),
        }
    }
}
