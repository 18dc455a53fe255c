//! Why an agent is left out: the smallest set, herself included, that has one agent more
//! than places.
//!
//! It is what alternating paths reach from her: the fundamental circuit of the seatable
//! sets' matroid, so taking anybody out of it would let all the others sit. Such sets
//! overlap widely; what they share is stored once, as the strongly connected components
//! of the alternating graph (Tarjan 1972).

use std::collections::BTreeMap;

use crate::problem::index;
use crate::seats::indices_by_key;
use crate::{Plan, Problem};

/// The competition around every unseated agent who has a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Competition {
    /// Components, each before those it leads to.
    pub components: Vec<Component>,
    /// Unseated agents with at least one pair, and the components they enter by their
    /// own pairs.
    pub enters: Vec<(u32, Vec<u32>)>,
}

/// Slots and groups that all reach one another through who sits in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Component {
    /// Who sits in its slots, fixed agents apart.
    pub agents: Vec<u32>,
    /// Its slots.
    pub slots: Vec<u32>,
    /// Its groups.
    pub groups: Vec<u32>,
    /// The components that its agents could also move to.
    pub leads_to: Vec<u32>,
}

impl Competition {
    /// The components of each unseated agent's set: all that her own lead to, in order.
    /// One entry per entry of `enters`.
    #[must_use]
    pub fn sets(&self) -> Vec<Vec<u32>> {
        let mut known: BTreeMap<&[u32], Vec<u32>> = BTreeMap::new();
        let sets = self.enters.iter().map(|(_, enters)| {
            known.entry(enters).or_insert_with(|| self.reachable(enters)).clone()
        });
        sets.collect()
    }

    /// How many agents each unseated agent's set has, herself included; places are one
    /// fewer. One entry per entry of `enters`.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let mut known: BTreeMap<&[u32], usize> = BTreeMap::new();
        let n_agents = |id: u32| self.components[id as usize].agents.len();
        let sizes = self.enters.iter().map(|(_, enters)| {
            let size = || 1 + self.reachable(enters).into_iter().map(n_agents).sum::<usize>();
            *known.entry(enters).or_insert_with(size)
        });
        sizes.collect()
    }

    fn reachable(&self, enters: &[u32]) -> Vec<u32> {
        let mut seen = vec![false; self.components.len()];
        let mut stack: Vec<u32> = enters.to_vec();
        let mut reached = Vec::new();
        while let Some(id) = stack.pop() {
            if !std::mem::replace(&mut seen[id as usize], true) {
                reached.push(id);
                stack.extend(&self.components[id as usize].leads_to);
            }
        }
        reached.sort_unstable();
        reached
    }
}

/// Reads the competition off a plan that seats as many agents as can be.
///
/// Looks a few times at each pair of the agents involved.
#[must_use]
pub fn competition(problem: &Problem, plan: &Plan) -> Competition {
    let mut graph = Graph::new(problem, plan);
    let unseated: Vec<u32> = (0u32..)
        .zip(&plan.slot_of)
        .filter(|(a, slot)| slot.is_none() && !problem.pairs_of(*a).is_empty())
        .map(|(a, _)| a)
        .collect();
    for agent in &unseated {
        for pair in problem.pairs_of(*agent) {
            graph.explore(pair.slot);
        }
    }
    // Tarjan's components come out last first.
    let n = index(graph.found.len());
    let id = |node: u32| n - 1 - graph.component_of[node as usize];
    let component = |nodes: &Vec<u32>| graph.component(nodes, &id);
    let components = graph.found.iter().rev().map(component).collect();
    let enters = unseated.into_iter().map(|agent| {
        let mut ids: Vec<u32> = problem.pairs_of(agent).iter().map(|p| id(p.slot)).collect();
        ids.sort_unstable();
        ids.dedup();
        (agent, ids)
    });
    Competition { components, enters: enters.collect() }
}

const UNSEEN: u32 = u32::MAX;

/// The alternating graph: from a slot to wherever one of its occupants could move.
struct Graph<'a> {
    problem: &'a Problem,
    slot_load: Vec<u32>,
    // Who may move, by slot: `movers[starts[s]..starts[s + 1]]`.
    starts: Vec<u32>,
    movers: Vec<u32>,
    group_starts: Vec<u32>,
    group_slots: Vec<u32>,
    // Tarjan's marks, by node: slots first, then groups.
    number: Vec<u32>,
    low: Vec<u32>,
    component_of: Vec<u32>,
    next_number: u32,
    open: Vec<u32>,
    found: Vec<Vec<u32>>,
}

impl<'a> Graph<'a> {
    fn new(problem: &'a Problem, plan: &Plan) -> Self {
        let n_slots = problem.slots().len();
        let n = n_slots + problem.groups().len();
        let mut slot_load = vec![0; n_slots];
        plan.slot_of.iter().flatten().for_each(|s| slot_load[*s as usize] += 1);
        let movable = plan.slot_of.iter().zip(problem.agents());
        let movable = movable.map(|(slot, a)| if a.fixed.is_none() { *slot } else { None });
        let (starts, movers) = indices_by_key(movable, n_slots);
        let bound = problem.slots().iter().map(|s| s.group);
        let (group_starts, group_slots) = indices_by_key(bound, problem.groups().len());
        Self {
            problem,
            slot_load,
            starts,
            movers,
            group_starts,
            group_slots,
            number: vec![UNSEEN; n],
            low: vec![0; n],
            component_of: vec![UNSEEN; n],
            next_number: 0,
            open: Vec::new(),
            found: Vec::new(),
        }
    }

    fn movers(&self, slot: u32) -> &[u32] {
        &self.movers[self.starts[slot as usize] as usize..self.starts[slot as usize + 1] as usize]
    }

    /// Where a node leads, with repetitions.
    fn successors(&self, node: u32) -> Vec<u32> {
        let n_slots = self.starts.len() - 1;
        if let Some(g) = (node as usize).checked_sub(n_slots) {
            let slots = self.group_starts[g] as usize..self.group_starts[g + 1] as usize;
            let slots = self.group_slots[slots].iter().copied();
            return slots.filter(|s| !self.movers(*s).is_empty()).collect();
        }
        let slot = self.problem.slots()[node as usize];
        let movers = self.movers(node).iter();
        let mut nodes: Vec<u32> =
            movers.flat_map(|a| self.problem.pairs_of(*a).iter().map(|p| p.slot)).collect();
        if let Some(group) = slot.group
            && self.slot_load[node as usize] < slot.capacity
        {
            nodes.push(index(n_slots) + group);
        }
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// Tarjan's algorithm from one node, without recursion.
    fn explore(&mut self, root: u32) {
        if self.number[root as usize] != UNSEEN {
            return;
        }
        let mut path = vec![self.enter(root)];
        while let Some((node, successors)) = path.last_mut() {
            let node = *node;
            match successors.pop() {
                Some(next) if self.number[next as usize] == UNSEEN => {
                    let step = self.enter(next);
                    path.push(step);
                }
                Some(next) => {
                    if self.component_of[next as usize] == UNSEEN {
                        self.lower(node, self.number[next as usize]);
                    }
                }
                None => {
                    path.pop();
                    self.close(node);
                    if let Some((above, _)) = path.last() {
                        self.lower(*above, self.low[node as usize]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: u32) -> (u32, Vec<u32>) {
        self.number[node as usize] = self.next_number;
        self.low[node as usize] = self.next_number;
        self.next_number += 1;
        self.open.push(node);
        (node, self.successors(node))
    }

    fn lower(&mut self, node: u32, to: u32) {
        let low = &mut self.low[node as usize];
        *low = (*low).min(to);
    }

    /// Closes a component if `node` was its first.
    fn close(&mut self, node: u32) {
        if self.low[node as usize] != self.number[node as usize] {
            return;
        }
        let first = self.open.iter().rposition(|n| *n == node).expect("an open node is listed");
        let mut nodes = self.open.split_off(first);
        nodes.sort_unstable();
        let id = index(self.found.len());
        for node in &nodes {
            self.component_of[*node as usize] = id;
        }
        self.found.push(nodes);
    }

    fn component(&self, nodes: &[u32], id: &impl Fn(u32) -> u32) -> Component {
        let n_slots = index(self.starts.len() - 1);
        let own = id(nodes[0]);
        let mut leads_to: Vec<u32> =
            nodes.iter().flat_map(|n| self.successors(*n)).map(id).filter(|c| *c != own).collect();
        leads_to.sort_unstable();
        leads_to.dedup();
        let (slots, groups): (Vec<u32>, Vec<u32>) = nodes.iter().partition(|n| **n < n_slots);
        let mut agents: Vec<u32> = slots.iter().flat_map(|s| self.movers(*s)).copied().collect();
        agents.sort_unstable();
        let groups = groups.into_iter().map(|g| g - n_slots).collect();
        Component { agents, slots, groups, leads_to }
    }
}
