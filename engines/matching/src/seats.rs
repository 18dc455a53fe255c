//! Who sits where while a plan is being built: loads of slots and groups, occupants.

use crate::Slot;

/// No slot, no group, no agent.
pub(crate) const NONE: u32 = u32::MAX;

/// A partial assignment within capacities, with the occupants of each slot at hand.
#[derive(Clone, Debug)]
pub(crate) struct Seats {
    // Invariants: `slot_of[a] == s` exactly when `a` is one of the first `load[s]` seats
    // of `s`, at position `seat_of[a]`; loads are within capacities.
    pub(crate) slot_of: Vec<u32>,
    seat_of: Vec<u32>,
    starts: Vec<u32>,
    by_slot: Vec<u32>,
    load: Vec<u32>,
    group_load: Vec<u32>,
    group: Vec<u32>,
    group_capacity: Vec<u32>,
    group_starts: Vec<u32>,
    group_slots: Vec<u32>,
}

impl Seats {
    /// Nobody seated. A capacity beyond `most` (the agents who could want the slot) is
    /// cut to it: seats are laid out one by one.
    pub(crate) fn new(
        n_agents: usize,
        slots: &[Slot],
        most: &[u32],
        group_capacity: Vec<u32>,
    ) -> Self {
        let starts = running_sum(slots.iter().zip(most).map(|(s, m)| s.capacity.min(*m)));
        let group: Vec<u32> = slots.iter().map(|s| s.group.unwrap_or(NONE)).collect();
        let (group_starts, group_slots) =
            indices_by_key(slots.iter().map(|s| s.group), group_capacity.len());
        Self {
            slot_of: vec![NONE; n_agents],
            seat_of: vec![0; n_agents],
            by_slot: vec![NONE; starts[slots.len()] as usize],
            load: vec![0; slots.len()],
            group_load: vec![0; group_capacity.len()],
            starts,
            group,
            group_capacity,
            group_starts,
            group_slots,
        }
    }

    pub(crate) fn capacity(&self, slot: u32) -> u32 {
        self.starts[slot as usize + 1] - self.starts[slot as usize]
    }

    pub(crate) fn load(&self, slot: u32) -> u32 {
        self.load[slot as usize]
    }

    /// The slot itself has a free place, whatever its group says.
    pub(crate) fn has_room(&self, slot: u32) -> bool {
        self.load[slot as usize] < self.capacity(slot)
    }

    pub(crate) fn group_has_room(&self, group: u32) -> bool {
        self.group_load[group as usize] < self.group_capacity[group as usize]
    }

    pub(crate) fn group_places_left(&self, group: u32) -> u32 {
        self.group_capacity[group as usize] - self.group_load[group as usize]
    }

    /// One more agent may sit in this slot without anybody leaving.
    pub(crate) fn is_open(&self, slot: u32) -> bool {
        let group = self.group_of(slot);
        self.has_room(slot) && (group == NONE || self.group_has_room(group))
    }

    pub(crate) fn group_of(&self, slot: u32) -> u32 {
        self.group[slot as usize]
    }

    pub(crate) fn n_groups(&self) -> usize {
        self.group_capacity.len()
    }

    pub(crate) fn n_slots(&self) -> usize {
        self.load.len()
    }

    pub(crate) fn slots_of_group(&self, group: u32) -> &[u32] {
        let g = group as usize;
        &self.group_slots[self.group_starts[g] as usize..self.group_starts[g + 1] as usize]
    }

    pub(crate) fn occupants(&self, slot: u32) -> &[u32] {
        let first = self.starts[slot as usize] as usize;
        &self.by_slot[first..first + self.load[slot as usize] as usize]
    }

    pub(crate) fn sit(&mut self, agent: u32, slot: u32) {
        let s = slot as usize;
        debug_assert!(self.has_room(slot) && self.slot_of[agent as usize] == NONE);
        self.by_slot[(self.starts[s] + self.load[s]) as usize] = agent;
        self.seat_of[agent as usize] = self.load[s];
        self.slot_of[agent as usize] = slot;
        self.load[s] += 1;
        if self.group[s] != NONE {
            self.group_load[self.group[s] as usize] += 1;
        }
    }

    /// Frees the agent's seat and returns its slot; [`NONE`] if it had none.
    pub(crate) fn leave(&mut self, agent: u32) -> u32 {
        let slot = self.slot_of[agent as usize];
        if slot == NONE {
            return NONE;
        }
        let s = slot as usize;
        self.load[s] -= 1;
        let last = self.by_slot[(self.starts[s] + self.load[s]) as usize];
        let seat = self.seat_of[agent as usize];
        self.by_slot[(self.starts[s] + seat) as usize] = last;
        self.seat_of[last as usize] = seat;
        self.slot_of[agent as usize] = NONE;
        if self.group[s] != NONE {
            self.group_load[self.group[s] as usize] -= 1;
        }
        slot
    }
}

/// Partial sums from 0, the total last.
pub(crate) fn running_sum(counts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sums = vec![0];
    let mut total = 0;
    for count in counts {
        total += count;
        sums.push(total);
    }
    sums
}

/// Indices by key: starts, then the indices of each key in order.
pub(crate) fn indices_by_key(
    keys: impl Iterator<Item = Option<u32>> + Clone,
    n_keys: usize,
) -> (Vec<u32>, Vec<u32>) {
    let mut counts = vec![0; n_keys];
    keys.clone().flatten().for_each(|k| counts[k as usize] += 1);
    let starts = running_sum(counts.into_iter());
    let mut next = starts.clone();
    let mut indices = vec![0; starts[n_keys] as usize];
    for (index, key) in (0u32..).zip(keys).filter_map(|(i, k)| Some((i, k?))) {
        indices[next[key as usize] as usize] = index;
        next[key as usize] += 1;
    }
    (starts, indices)
}
