//! A round solved and its proof checked: which workshops open, and who sits where.

use std::borrow::Cow;

use matching::{FalseOpening, OpenPlan, Problem, Proved};

use crate::Round;

/// A solved round whose proof holds.
#[derive(Debug)]
pub(crate) struct Solved<'a> {
    /// The problem once the workshops are chosen: those open are offers as others, those
    /// closed have no place. After the slots of the round stand the places to spare of the
    /// open workshops.
    pub(crate) problem: Cow<'a, Problem>,
    /// The openings, the seats and their proof.
    pub(crate) found: OpenPlan,
    /// What is proved.
    pub(crate) proved: Proved,
}

/// The best plan of a round. Only the choice of workshops asks whether to stop.
pub(crate) fn solve(round: &Round, stop: &dyn Fn() -> bool) -> OpenPlan {
    let openings = &round.posed.openings;
    if openings.sites().is_empty() {
        let plan = matching::solve(openings.problem());
        return OpenPlan { open: vec![], plan, proof: matching::Proof::default() };
    }
    matching::solve_openings(openings, stop)
}

impl<'a> Solved<'a> {
    /// Checks a plan and its proof. Which learners of a workshop count as its smallest group
    /// makes no difference to the proof: they are always the first.
    pub(crate) fn checked(round: &'a Round, mut found: OpenPlan) -> Result<Self, FalseOpening> {
        let openings = &round.posed.openings;
        if openings.sites().is_empty() {
            matching::verify(openings.problem(), &found.plan)?;
            let problem = Cow::Borrowed(openings.problem());
            return Ok(Self { problem, found, proved: Proved { through: 5, gap: None } });
        }
        if found.open.len() != openings.sites().len() {
            return Err(FalseOpening::Length);
        }
        let problem = openings.opened(&found.open).problem;
        for slot in found.plan.slot_of.iter_mut().flatten() {
            *slot = problem.origin(*slot);
        }
        seat_the_spare(round, &found.open, &mut found.plan.slot_of);
        let proved = matching::verify_openings(openings, &found)?;
        let problem = Cow::Owned(problem);
        Ok(Self { problem, found, proved })
    }

    /// The offer of a slot.
    pub(crate) fn offer(&self, round: &Round, slot: u32) -> u32 {
        round.posed.numbering.offer_of[self.problem.origin(slot) as usize]
    }

    /// Whether an offer has places in this plan: it is not a workshop that stays closed.
    pub(crate) fn is_open(&self, round: &Round, offer: u32) -> bool {
        let openings = &round.posed.openings;
        let site = openings.site_of(round.posed.numbering.slot_of[offer as usize]);
        site.is_none_or(|site| self.found.open[site as usize])
    }
}

/// Seats those above the smallest group of an open workshop in its places to spare.
fn seat_the_spare(round: &Round, open: &[bool], slot_of: &mut [Option<u32>]) {
    let openings = &round.posed.openings;
    let mut spare = u32::try_from(round.offers.len()).unwrap_or(u32::MAX);
    for (idx, site) in (0_u32..).zip(openings.sites()).filter(|(idx, _)| open[*idx as usize]) {
        let must = site.smallest.max(openings.locked(idx));
        if openings.problem().slots()[site.slot as usize].capacity <= must {
            continue;
        }
        let mut left = must - openings.locked(idx);
        let agents = slot_of.iter_mut().zip(openings.problem().agents());
        for (slot, _) in agents.filter(|(slot, a)| **slot == Some(site.slot) && a.fixed.is_none()) {
            match left.checked_sub(1) {
                Some(fewer) => left = fewer,
                None => *slot = Some(spare),
            }
        }
        spare = spare.saturating_add(1);
    }
}
