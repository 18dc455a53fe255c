//! What the best opening of sites is worth according to HiGHS, aim by aim.

use std::collections::BTreeMap;

use highs::{Col, HighsModelStatus, RowProblem, Sense};
use matching::{Aim, Openings, Pair, Published};

/// The value of each aim of the openings, in order, found by mixed-integer programming: each
/// aim in turn, held at its best value while the next one is sought.
///
/// # Panics
/// When HiGHS does not prove an optimum.
#[must_use]
pub fn opening_of_highs(openings: &Openings) -> Vec<i64> {
    let programme = Programme::new(openings);
    let mut held: Vec<(Vec<i64>, i64)> = vec![];
    for aim in openings.aims() {
        let weights = programme.weights(aim);
        let value = programme.most(&weights, &held);
        held.push((weights, value));
    }
    held.into_iter().map(|(_, value)| value).collect()
}

/// One variable per pair, then one per site: whether it opens.
struct Programme<'a> {
    openings: &'a Openings,
    seats: Vec<(u32, Pair)>,
    ranks: Vec<u32>,
}

impl<'a> Programme<'a> {
    fn new(openings: &'a Openings) -> Self {
        let problem = openings.problem();
        let agents = (0u32..).take(problem.agents().len());
        let of = |agent| problem.pairs_of(agent).iter().map(move |pair| (agent, *pair));
        Self { openings, seats: agents.flat_map(of).collect(), ranks: problem.ranks() }
    }

    /// What each variable brings to an aim.
    fn weights(&self, aim: Aim) -> Vec<i64> {
        let agents = self.openings.problem().agents();
        let seat = |(agent, pair): &(u32, Pair)| match aim {
            Aim::Filled => i64::from(self.openings.site_of(pair.slot).is_none()),
            Aim::Placed => 1,
            Aim::Served(rank) => i64::from(self.ranks[*agent as usize] <= rank),
            Aim::Kept => i64::from(agents[*agent as usize].published == Published::In(pair.slot)),
            Aim::Money => 0,
            Aim::Burden => -i64::from(pair.burden),
        };
        let site = |cost: u64| match aim {
            Aim::Money => -i64::try_from(cost).expect("small"),
            _ => 0,
        };
        let sites = self.openings.sites().iter().map(|own| site(own.cost));
        self.seats.iter().map(seat).chain(sites).collect()
    }

    /// The most that these weights come to, the sums held being kept.
    fn most(&self, weights: &[i64], held: &[(Vec<i64>, i64)]) -> i64 {
        let mut programme = RowProblem::default();
        let (seats, sites) = self.columns(&mut programme, weights);
        self.limit_agents_and_slots(&mut programme, &seats, &sites);
        self.limit_sites(&mut programme, &sites);
        let columns: Vec<Col> = seats.iter().chain(&sites).copied().collect();
        for (weights, value) in held {
            let row = columns.iter().copied().zip(weights.iter().map(|weight| real(*weight)));
            programme.add_row(real(*value)..=real(*value), row);
        }
        let mut model = programme.optimise(Sense::Maximise);
        model.make_quiet();
        model.set_option("mip_rel_gap", 0.0);
        model.set_option("threads", 1);
        let solved = model.solve();
        let is_proved =
            matches!(solved.status(), HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty);
        assert!(is_proved, "HiGHS proved no optimum: {:?}", solved.status());
        let taken = solved.get_solution();
        let chosen = taken.columns().iter().zip(weights).filter(|(taken, _)| 0.5 < **taken);
        chosen.map(|(_, weight)| weight).sum()
    }

    fn columns(&self, programme: &mut RowProblem, weights: &[i64]) -> (Vec<Col>, Vec<Col>) {
        let agents = self.openings.problem().agents();
        let (of_seats, of_sites) = weights.split_at(self.seats.len());
        let mut column = |weight: &i64, least: bool| {
            programme.add_integer_column(real(*weight), u32::from(least)..=1)
        };
        let seats = self.seats.iter().zip(of_seats).map(|((agent, pair), weight)| {
            column(weight, agents[*agent as usize].fixed == Some(pair.slot))
        });
        let seats = seats.collect();
        let must = |site: u32| self.openings.must_open(site);
        let sites = (0u32..).zip(of_sites).map(|(site, weight)| column(weight, must(site)));
        (seats, sites.collect())
    }

    /// One place an agent; the places of slots, of groups and of open sites, and the smallest
    /// groups of these.
    fn limit_agents_and_slots(&self, programme: &mut RowProblem, seats: &[Col], sites: &[Col]) {
        let problem = self.openings.problem();
        let mut of_agent: BTreeMap<u32, Vec<Col>> = BTreeMap::new();
        let mut of_slot: BTreeMap<u32, Vec<Col>> = BTreeMap::new();
        let mut of_group: BTreeMap<u32, Vec<Col>> = BTreeMap::new();
        for ((agent, pair), column) in self.seats.iter().zip(seats) {
            of_agent.entry(*agent).or_default().push(*column);
            of_slot.entry(pair.slot).or_default().push(*column);
            if let Some(group) = problem.slots()[pair.slot as usize].group {
                of_group.entry(group).or_default().push(*column);
            }
        }
        let ones =
            |columns: &[Col]| columns.iter().map(|column| (*column, 1.0)).collect::<Vec<_>>();
        for columns in of_agent.values() {
            programme.add_row(..=1, ones(columns));
        }
        for (group, columns) in &of_group {
            programme.add_row(..=problem.groups()[*group as usize].capacity, ones(columns));
        }
        for (slot, columns) in &of_slot {
            let capacity = problem.slots()[*slot as usize].capacity;
            let mut row = ones(columns);
            let Some(site) = self.openings.site_of(*slot) else {
                programme.add_row(..=capacity, row);
                continue;
            };
            let open = sites[site as usize];
            row.push((open, -f64::from(capacity)));
            programme.add_row(..=0, row.clone());
            row.pop();
            row.push((open, -f64::from(self.openings.sites()[site as usize].smallest)));
            programme.add_row(0.., row);
        }
        // A site that nobody may have stays closed.
        for (site, own) in self.openings.sites().iter().enumerate() {
            if !of_slot.contains_key(&own.slot) {
                programme.add_row(..=0, [(sites[site], 1.0)]);
            }
        }
    }

    fn limit_sites(&self, programme: &mut RowProblem, sites: &[Col]) {
        let limits = self.openings.limits();
        let costs = self.openings.sites().iter().map(|site| real_u(site.cost));
        if let Some(budget) = limits.budget {
            programme.add_row(..=real_u(budget), sites.iter().copied().zip(costs));
        }
        let ones = sites.iter().map(|site| (*site, 1.0));
        if let Some(most) = limits.most {
            programme.add_row(..=f64::from(most), ones);
        }
        for set in &limits.exclusive {
            programme.add_row(..=1, set.iter().map(|site| (sites[*site as usize], 1.0)));
        }
    }
}

fn real(whole: i64) -> f64 {
    f64::from(i32::try_from(whole).expect("the sums of a small instance fit in 32 bits"))
}

fn real_u(whole: u64) -> f64 {
    f64::from(u32::try_from(whole).expect("the sums of a small instance fit in 32 bits"))
}
