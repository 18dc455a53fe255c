//! The same agents before other slots.

use super::{Invalid, Pair, Problem, Slot, change_cost_of, index};

impl Problem {
    /// The same agents before other slots: `slots` replaces the table, the slots after
    /// those of this problem being second parts of the one that `origin` says. Slots that
    /// are `costly` are used only as far as nobody loses a place by it, before any change
    /// and any burden count.
    ///
    /// # Errors
    /// As [`Problem::new`].
    pub(crate) fn with_slots(
        &self,
        slots: Vec<Slot>,
        origin: Vec<u32>,
        costly: &[bool],
    ) -> Result<Self, Invalid> {
        let mut second = vec![None; self.slots.len()];
        for (part, of) in (self.n_own_slots..).zip(&origin) {
            second[*of as usize] = Some(part);
        }
        let (mut starts, mut pairs) = (vec![0], Vec::with_capacity(self.pairs.len()));
        for agent in (0u32..).take(self.agents.len()) {
            for pair in self.pairs_of(agent) {
                pairs.push(*pair);
                pairs.extend(second[pair.slot as usize].map(|slot| Pair { slot, ..*pair }));
            }
            starts.push(index(pairs.len()));
        }
        let mut problem =
            Self::new(self.agents.clone(), slots, self.groups.clone(), starts, pairs)?;
        problem.n_own_slots = self.n_own_slots;
        problem.origin = origin;
        let surcharge = problem.surcharge().ok_or(Invalid::TooLarge)?;
        problem.surcharge = costly.iter().map(|is| if *is { surcharge } else { 0 }).collect();
        Ok(problem)
    }

    /// The same problem with other capacities, one per slot.
    ///
    /// # Panics
    /// If a capacity is missing, or below the agents fixed there.
    #[must_use]
    pub fn with_capacities(&self, mut capacities: impl Iterator<Item = u32>) -> Self {
        let mut problem = self.clone();
        for slot in &mut problem.slots {
            slot.capacity = capacities.next().expect("one capacity per slot");
        }
        problem.check_fixed().expect("fixed agents keep their places");
        problem
    }

    /// One more than all burdens and changes together.
    fn surcharge(&self) -> Option<i64> {
        let n = i64::try_from(self.agents.len()).ok()?;
        let worst = self.change_cost.max(change_cost_of(&self.starts, &self.pairs)?);
        let surcharge = n.checked_add(1)?.checked_mul(worst)?;
        let path = n.checked_add(1)?.checked_mul(4)?;
        (path.checked_mul(surcharge)? < 1 << 62).then_some(surcharge)
    }
}
