//! Sites among the slots of a small problem: every plan is tried, every opening with it.

use matching::{
    Aim, CannotOpen, Limits, Openings, Proved, Published, Site, solve_openings, verify_openings,
};
use proptest::prelude::*;

use crate::small::{Small, small};
use crate::worth::{SlotOf, every_plan, is_allowed};

/// A small problem with sites, before it is posed.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    small: Small,
    sites: Vec<Site>,
    limits: Limits,
}

impl Opening {
    fn posed(&self) -> Openings {
        Openings::new(self.small.problem(), self.sites.clone(), self.limits.clone()).unwrap()
    }

    fn load(slot_of: &SlotOf, slot: u32) -> u32 {
        u32::try_from(slot_of.iter().filter(|own| **own == Some(slot)).count()).unwrap()
    }

    fn is_site(&self, slot: u32) -> bool {
        self.sites.iter().any(|site| site.slot == slot)
    }

    fn locked(&self, site: &Site) -> usize {
        self.small.agents.iter().filter(|agent| agent.fixed == Some(site.slot)).count()
    }

    /// Whether a plan opens no more than may open, each site for its smallest group.
    fn admits(&self, slot_of: &SlotOf) -> bool {
        let open: Vec<&Site> =
            self.sites.iter().filter(|site| 0 < Self::load(slot_of, site.slot)).collect();
        let enough =
            |site: &&Site| 0 < self.locked(site) || site.smallest <= Self::load(slot_of, site.slot);
        self.opens(&open) && open.iter().all(enough)
    }

    fn opens(&self, open: &[&Site]) -> bool {
        let Limits { budget, most, exclusive, .. } = &self.limits;
        let is_open =
            |idx: &u32| open.iter().any(|site| site.slot == self.sites[*idx as usize].slot);
        budget.is_none_or(|budget| open.iter().map(|site| site.cost).sum::<u64>() <= budget)
            && most.is_none_or(|most| open.len() <= most as usize)
            && exclusive.iter().all(|set| set.iter().filter(|idx| is_open(idx)).count() <= 1)
    }

    fn filled(&self, slot_of: &SlotOf) -> i64 {
        slot_of.iter().flatten().map(|slot| i64::from(!self.is_site(*slot))).sum()
    }

    fn values(&self, aims: &[Aim], ranks: &[u32], slot_of: &SlotOf) -> Vec<i64> {
        let seated = || (0u32..).zip(slot_of).filter_map(|(agent, slot)| Some((agent, (*slot)?)));
        let value = |aim: &Aim| match *aim {
            Aim::Filled => self.filled(slot_of),
            Aim::Placed => seated().map(|_| 1).sum(),
            Aim::Served(rank) => seated().map(|(a, _)| i64::from(ranks[a as usize] <= rank)).sum(),
            Aim::Kept => {
                let was = |a: u32| self.small.agents[a as usize].published;
                seated().map(|(a, slot)| i64::from(was(a) == Published::In(slot))).sum()
            }
            Aim::Money => {
                let open = self.sites.iter().filter(|site| 0 < Self::load(slot_of, site.slot));
                -open.map(|site| i64::try_from(site.cost).unwrap()).sum::<i64>()
            }
            Aim::Burden => {
                let burden = |(a, slot): (u32, u32)| self.small.burden[a as usize][slot as usize];
                -seated().map(|seat| i64::from(burden(seat).unwrap())).sum::<i64>()
            }
        };
        aims.iter().map(value).collect()
    }

    /// The best of all plans.
    fn best(&self, aims: &[Aim]) -> Vec<i64> {
        let ranks = self.small.problem().ranks();
        let mut best: Option<Vec<i64>> = None;
        every_plan(&self.small, &mut Vec::new(), &mut |slot_of| {
            if is_allowed(&self.small, slot_of) && self.admits(slot_of) {
                best = best.take().max(Some(self.values(aims, &ranks, slot_of)));
            }
        });
        best.expect("the fixed agents fit")
    }
}

prop_compose! {
    fn opening()(small in small(), keep_filled in any::<bool>())(
        cost in prop::collection::vec(0..5u64, small.slots.len()),
        smallest in prop::collection::vec(0..=3u32, small.slots.len()),
        is_site in prop::collection::vec(prop::bool::weighted(0.6), small.slots.len()),
        places in prop::collection::vec(1..=4u32, small.slots.len()),
        budget in prop::option::of(0..10u64),
        most in prop::option::weighted(0.3, 0..3u32),
        pair in prop::option::of((0..4u32, 0..4u32)),
        small in Just(small), keep_filled in Just(keep_filled),
    ) -> Opening {
        let mut small = small;
        let mut sites = vec![];
        for (slot, own) in (0u32..).zip(&mut small.slots) {
            let idx = slot as usize;
            if is_site[idx] && own.group.is_none() {
                own.capacity = own.capacity.max(places[idx]);
                sites.push(Site { slot, smallest: smallest[idx].min(own.capacity), cost: cost[idx] });
            }
        }
        let n = u32::try_from(sites.len()).unwrap();
        let exclusive = pair.filter(|(a, b)| a < b && *b < n).map(|(a, b)| vec![a, b]);
        let exclusive = exclusive.into_iter().collect();
        let mut opening = Opening { small, sites, limits: Limits { budget, most, exclusive, keep_filled } };
        let locked: Vec<Site> =
            opening.sites.iter().filter(|site| 0 < opening.locked(site)).copied().collect();
        if !opening.opens(&locked.iter().collect::<Vec<_>>()) {
            opening.limits = Limits { keep_filled, ..Limits::default() };
        }
        opening
    }
}

fn never() -> bool {
    false
}

impl Opening {
    /// The best of the plans in which this site is open, the other slots staying as full as
    /// they can be if they must.
    fn best_with(&self, aims: &[Aim], site: &Site) -> Option<Vec<i64>> {
        let (mut best, mut best_with): (Option<Vec<i64>>, Option<Vec<i64>>) = (None, None);
        let ranks = self.small.problem().ranks();
        every_plan(&self.small, &mut Vec::new(), &mut |slot_of| {
            if is_allowed(&self.small, slot_of) && self.admits(slot_of) {
                let values = Some(self.values(aims, &ranks, slot_of));
                if 0 < Self::load(slot_of, site.slot) {
                    best_with = best_with.take().max(values.clone());
                }
                best = best.take().max(values);
            }
        });
        let filled = |values: &Option<Vec<i64>>| values.as_ref().map(|values| values[0]);
        let keeps = !self.limits.keep_filled || filled(&best) == filled(&best_with);
        best_with.filter(|_| keeps)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_opening_and_no_plan_is_better_than_those_found(opening in opening()) {
        let openings = opening.posed();
        let aims = openings.aims();
        let found = solve_openings(&openings, &never);
        prop_assert_eq!(
            openings.values(&aims, &found.open, &found.plan),
            opening.best(&aims),
            "{:?}", found
        );
        prop_assert_eq!(verify_openings(&openings, &found), Ok(Proved { through: 5, gap: None }));
    }

    #[test]
    fn a_site_that_is_required_is_open_in_the_best_plan_that_has_it(opening in opening()) {
        for (idx, site) in (0_u32..).zip(&opening.sites) {
            let openings = opening.posed();
            let aims = openings.aims();
            let best = opening.best_with(&aims, site);
            let Ok(openings) = openings.requiring(&[idx]) else {
                prop_assert_eq!(best, None);
                continue;
            };
            let found = solve_openings(&openings, &never);
            let values = openings.values(&aims, &found.open, &found.plan);
            prop_assert_eq!(Some(values), best);
            prop_assert!(found.open[idx as usize]);
            let proved = Proved { through: 5, gap: None };
            prop_assert_eq!(verify_openings(&openings, &found), Ok(proved));
        }
    }

    #[test]
    fn a_search_that_is_stopped_says_what_it_proved(opening in opening(), patience in 0..6u32) {
        let openings = opening.posed();
        let aims = openings.aims();
        let asked = std::cell::Cell::new(0);
        let stop = || { asked.set(asked.get() + 1); patience < asked.get() };
        let found = solve_openings(&openings, &stop);
        let values = openings.values(&aims, &found.open, &found.plan);
        let best = opening.best(&aims);
        let proved = verify_openings(&openings, &found).unwrap();
        for (idx, proof) in found.proof.aims.iter().enumerate() {
            prop_assert!(values[..idx] != best[..idx] || best[idx] <= proof.bound);
        }
        if proved.gap.is_none() {
            prop_assert_eq!(values, best);
        }
    }
}

/// Two agents who want only the site, and one who has a place: the site opens for three.
fn three_for_a_site(keep_filled: bool) -> Opening {
    let agent = matching::Agent { class: 1, published: Published::No, fixed: None };
    let small = Small {
        agents: vec![agent; 3],
        slots: vec![
            matching::Slot { capacity: 1, group: None },
            matching::Slot { capacity: 3, group: None },
        ],
        groups: vec![],
        burden: vec![vec![None, Some(1)], vec![None, Some(1)], vec![Some(1), Some(1)]],
    };
    let sites = vec![Site { slot: 1, smallest: 3, cost: 100 }];
    Opening { small, sites, limits: Limits { keep_filled, ..Limits::default() } }
}

#[test]
fn a_site_that_cannot_be_required_says_how_many_could_come() {
    let required = three_for_a_site(true).posed().requiring(&[0]);
    assert_eq!(required.err(), Some(CannotOpen::TooFew { wanted: 3, could: 2 }));
    let closed = three_for_a_site(false);
    let closed = Opening { limits: Limits { most: Some(0), ..closed.limits }, ..closed };
    assert_eq!(closed.posed().requiring(&[0]).err(), Some(CannotOpen::Inadmissible));
}

#[test]
fn a_smallest_group_that_would_empty_a_place_opens_only_where_that_is_allowed() {
    for (keep_filled, placed) in [(true, 1), (false, 3)] {
        let openings = three_for_a_site(keep_filled).posed();
        let found = solve_openings(&openings, &never);
        assert_eq!(found.plan.objective.placed, placed);
        assert_eq!(found.open, [placed == 3]);
        assert_eq!(verify_openings(&openings, &found), Ok(Proved { through: 5, gap: None }));
    }
}
