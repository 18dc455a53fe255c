//! A solved round, by learner and offer.

use matching::{Aim, Published};

use crate::{
    Plan, Round, Warning, Workshop, advice, opening,
    plan::{self, FORMAT, Gap, Kind, Placement, Status},
    reason::competition,
    repair,
    rules::{Pairing, Subject, TooFar},
    solved::Solved,
};

/// Minutes estimated within so many of the limit are flagged.
const NEAR: u32 = 10;

/// Who goes where, of a round.
pub(crate) struct Outcome<'a> {
    pub(crate) round: &'a Round,
    pub(crate) solved: &'a Solved<'a>,
    /// The offer of each learner.
    pub(crate) offer_of: Vec<Option<u32>>,
    /// The learners of each offer, in order.
    pub(crate) held_by: Vec<Vec<u32>>,
}

impl<'a> Outcome<'a> {
    /// Reads the engine's plan in the words of the round.
    pub(crate) fn new(round: &'a Round, solved: &'a Solved<'a>) -> Self {
        let numbering = &round.posed.numbering;
        let slot = |agent: &u32| solved.found.plan.slot_of[*agent as usize];
        let offer = |slot: u32| solved.offer(round, slot);
        let offer_of: Vec<_> =
            numbering.agent_of.iter().map(|agent| slot(agent).map(offer)).collect();
        let mut held_by = vec![vec![]; round.offers.len()];
        for (learner, offer) in (0_u32..).zip(&offer_of) {
            if let Some(offer) = offer {
                held_by[*offer as usize].push(learner);
            }
        }
        Self { round, solved, offer_of, held_by }
    }

    /// The learners and the offers they have, by learner.
    pub(crate) fn placed(&self) -> impl Iterator<Item = (u32, u32)> {
        (0_u32..).zip(&self.offer_of).filter_map(|(learner, offer)| Some((learner, (*offer)?)))
    }

    /// Everything that the plan states.
    pub(crate) fn plan(&self) -> Plan {
        let round = self.round;
        let proved = self.solved.proved;
        let (competitions, unplaced) = competition::reasons(self);
        Plan {
            format: FORMAT,
            inputs: round.inputs.clone(),
            settings: round.settings.clone(),
            totals: self.totals(),
            fairness: self.fairness(),
            status: if proved.gap.is_none() { Status::Optimal } else { Status::Feasible },
            proved_through: proved.through,
            gap: proved.gap.map(|(aim, amount)| Gap { amount, unit: unit(aim).to_owned() }),
            placements: self
                .placed()
                .map(|(learner, offer)| self.placement(learner, offer))
                .collect(),
            unplaced,
            campus_repair: repair::campus(self),
            competitions,
            workshops: self.workshops(),
            advice: advice::advice(self),
            certificate: self.certificate(),
            opening: opening::told(round, &self.solved.found.proof),
            rules_not_applied: round.rules_not_applied.clone(),
            warnings: self.warnings(),
        }
    }

    /// Whether the rules allow a workshop to a learner.
    pub(crate) fn suits_workshops(&self, learner: u32) -> bool {
        let posed = &self.round.posed;
        let pairs = posed.problem().pairs_of(posed.numbering.agent_of[learner as usize]);
        pairs.iter().any(|pair| posed.openings.site_of(pair.slot).is_some())
    }

    /// What becomes of each workshop.
    fn workshops(&self) -> Vec<plan::Workshop> {
        let workshop = |(offer, workshop): (u32, &Workshop)| {
            let own = &self.round.offers[offer as usize];
            let site = own.site.as_ref();
            plan::Workshop {
                workshop: own.id.clone(),
                school: own.company.clone(),
                commune: site.and_then(|site| site.commune_name()).map(str::to_owned),
                open: self.solved.is_open(self.round, offer),
                learners: u32::try_from(self.held_by[offer as usize].len()).unwrap_or(u32::MAX),
                places: own.places,
                min_learners: workshop.smallest,
                cost_eur: workshop.cost_eur,
            }
        };
        self.round.workshops().map(workshop).collect()
    }

    fn placement(&self, learner: u32, offer: u32) -> Placement {
        let round = self.round;
        let pairing = round.pairing(learner, offer);
        let journey = pairing.journey;
        let lodged = is_lodged(&pairing);
        let near = journey.is_some_and(|j| {
            let limit = pairing.learner.reach.minutes;
            j.estimated
                && !lodged
                && limit.is_some_and(|limit| limit < j.minutes.saturating_add(NEAR))
        });
        Placement {
            learner: pairing.learner.id.clone(),
            offer: pairing.offer.id.clone(),
            kind: match pairing.offer.workshop {
                Some(_) => Kind::Workshop,
                None => Kind::Company,
            },
            company: pairing.offer.company.clone(),
            minutes: journey.map(|j| j.minutes),
            estimated: journey.is_some_and(|j| j.estimated),
            km: journey.and_then(|j| j.km).map(|km| (km * 10.0).round() / 10.0),
            wish_rank: crate::burden::wish_rank(&pairing),
            burden: self.burden(learner, offer),
            near_limit: near,
            lodged,
            fixed: pairing.learner.fixed == Some(offer),
            changed: match round.published[learner as usize] {
                Published::No => false,
                Published::In(was) => was != offer,
                Published::Gone => true,
            },
        }
    }

    /// The burden that the problem gives to a pair of the plan; 0 if it is not a pair.
    fn burden(&self, learner: u32, offer: u32) -> u32 {
        let posed = &self.round.posed;
        let slot = posed.numbering.slot_of[offer as usize];
        let pairs = posed.problem().pairs_of(posed.numbering.agent_of[learner as usize]);
        pairs.iter().find(|pair| pair.slot == slot).map_or(0, |pair| pair.burden)
    }

    /// The warnings of the round, then those that only the plan can raise.
    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = self.round.warnings.clone();
        let declared = |(learner, offer): &(u32, u32)| self.needs_aptitude(*learner, *offer);
        let learners: Vec<String> = self
            .placed()
            .filter(declared)
            .map(|(learner, _)| self.round.learners[learner as usize].id.clone())
            .collect();
        if !learners.is_empty() {
            warnings.push(Warning::AptitudeNeeded { learners });
        }
        if let Some((offer, could_come)) = self.cheapest_above_budget() {
            let offer = &self.round.offers[offer as usize];
            warnings.push(Warning::BudgetOpensNothing {
                budget_eur: self.round.settings.workshops.budget_eur.unwrap_or(0),
                workshop: offer.id.clone(),
                cost_eur: offer.workshop.as_ref().map_or(0, |workshop| workshop.cost_eur),
                could_come,
            });
        }
        warnings.extend((0_u32..).zip(&self.held_by).filter_map(|(o, held)| self.beds(o, held)));
        warnings
    }

    fn needs_aptitude(&self, learner: u32, offer: u32) -> bool {
        let pairing = self.round.pairing(learner, offer);
        pairing.offer.regulated == crate::Regulated::Declared
            && Subject::RegulatedWork.is_informed(&self.round.given)
            && pairing.is_minor()
    }

    fn beds(&self, offer: u32, held: &[u32]) -> Option<Warning> {
        let lodged = held.iter().filter(|l| is_lodged(&self.round.pairing(**l, offer))).count();
        let lodged = u32::try_from(lodged).unwrap_or(u32::MAX);
        let offer = &self.round.offers[offer as usize];
        (offer.beds < lodged).then(|| Warning::TooFewBeds {
            offer: offer.id.clone(),
            lodged,
            beds: offer.beds,
        })
    }
}

/// What the gap of an aim is counted in.
fn unit(aim: Aim) -> &'static str {
    match aim {
        Aim::Filled | Aim::Placed | Aim::Served(_) | Aim::Kept => "learners",
        Aim::Money => "EUR",
        Aim::Burden => "burden",
    }
}

/// Beyond reach, with lodging accepted on both sides.
fn is_lodged(pairing: &Pairing) -> bool {
    let beyond = pairing.journey.and_then(|j| TooFar::beyond(j, pairing.learner.reach));
    beyond.is_some() && pairing.may_lodge()
}
