//! The sites chosen: what is left is a problem without any.
//!
//! A site that opens for a smallest group becomes two slots: the places that must be
//! taken, and those to spare. The second cost more than all changes and burdens together,
//! so a best plan fills the first if any best plan does: by Mendelsohn and Dulmage (1958),
//! agents who can be seated together and places that can be filled together can be so both
//! at once. The other slots count as the first kind if they must stay as full as they can.

use crate::openings::Openings;
use crate::problem::index;
use crate::{Plan, Problem, Slot};

/// A problem without sites: those that were open are plain slots, the others have no place.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The problem. Its slots are those of the openings, and after them the places to spare
    /// of the open sites; [`Problem::origin`] says which slot each belongs to.
    pub problem: Problem,
}

impl Opened {
    pub(super) fn new(openings: &Openings, open: &[bool]) -> Self {
        let problem = openings.problem();
        let keep = openings.limits().keep_filled;
        let mut slots = problem.slots().to_vec();
        let mut costly = vec![!keep; slots.len()];
        let mut origin = vec![];
        let mut spares = vec![];
        for (idx, site) in (0u32..).zip(openings.sites()) {
            let own = &mut slots[site.slot as usize];
            costly[site.slot as usize] = false;
            if !open[idx as usize] {
                own.capacity = 0;
                continue;
            }
            let must = site.smallest.max(openings.locked(idx));
            let spare = own.capacity - must;
            own.capacity = must;
            if 0 < spare {
                origin.push(site.slot);
                spares.push(Slot { capacity: spare, group: None });
            }
        }
        costly.extend(spares.iter().map(|_| true));
        slots.extend(spares);
        let problem = problem.with_slots(slots, origin, &costly);
        Self { problem: problem.expect("the openings were checked") }
    }

    /// How many agents a plan seats in each site, by the slot of the openings' problem.
    #[must_use]
    pub fn loads(&self, openings: &Openings, plan: &Plan) -> Vec<u32> {
        let mut loads = vec![0; openings.sites().len()];
        for slot in plan.slot_of.iter().flatten() {
            if let Some(site) = openings.site_of(self.problem.origin(*slot)) {
                loads[site as usize] += 1;
            }
        }
        loads
    }

    /// How many agents a plan seats elsewhere than in a site.
    #[must_use]
    pub fn filled(&self, openings: &Openings, plan: &Plan) -> u32 {
        let elsewhere = |slot: &u32| openings.site_of(self.problem.origin(*slot)).is_none();
        index(plan.slot_of.iter().flatten().filter(|slot| elsewhere(slot)).count())
    }
}
