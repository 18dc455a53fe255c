//! Sites open in part: the bound that they break most, by a largest flow and the smallest
//! cut (Ford and Fulkerson 1956, by the blocking flows of Dinic 1970).
//!
//! A site that is open to a share takes that share of its places, and of each agent: this
//! second limit makes the bounds as strong as those of facility location (Cornuéjols,
//! Nemhauser and Wolsey 1990).

use crate::openings::Openings;
use crate::problem::index;
use crate::seats::NONE;

/// Shares are counted in so many parts.
const WHOLE: u16 = 1 << 12;

/// The agents who compete, the places they compete for, and the sites.
pub(super) struct Network {
    n_agents: u32,
    agents: Vec<u32>,
    /// Where the arcs of the sites are: from agents, then to the sink.
    of_site: Vec<(Vec<u32>, u32, u32)>,
    source: u32,
    sink: u32,
    head: Vec<u32>,
    capacity: Vec<i64>,
    arcs_of: Vec<Vec<u32>>,
}

impl Network {
    /// The network of these agents; the places that none of them wants are left out.
    pub(super) fn new(openings: &Openings, agents: Vec<u32>) -> Self {
        let problem = openings.problem();
        let (slot_left, group_left) = problem.capacities_left();
        let n_agents = index(problem.agents().len());
        let slots_from = index(agents.len());
        let groups_from = slots_from + index(problem.slots().len());
        let source = groups_from + index(problem.groups().len());
        let mut network = Self {
            n_agents,
            agents,
            of_site: vec![(vec![], NONE, 0); openings.sites().len()],
            source,
            sink: source + 1,
            head: vec![],
            capacity: vec![],
            arcs_of: vec![vec![]; source as usize + 2],
        };
        let mut is_wanted = vec![false; problem.slots().len()];
        for local in 0..slots_from {
            let agent = network.agents[local as usize];
            network.arc(source, local, whole(1));
            for pair in problem.pairs_of(agent) {
                is_wanted[pair.slot as usize] = true;
                let arc = network.arc(local, slots_from + pair.slot, whole(1));
                if let Some(site) = openings.site_of(pair.slot) {
                    network.of_site[site as usize].0.push(arc);
                }
            }
        }
        for (s, slot) in (0u32..).zip(problem.slots()).filter(|(s, _)| is_wanted[*s as usize]) {
            let left = slot_left[s as usize];
            let onward = slot.group.map_or(network.sink, |group| groups_from + group);
            let arc = network.arc(slots_from + s, onward, whole(left));
            if let Some(site) = openings.site_of(s) {
                let of_site = &mut network.of_site[site as usize];
                (of_site.1, of_site.2) = (arc, left);
            }
        }
        for (g, left) in (0u32..).zip(&group_left) {
            network.arc(groups_from + g, network.sink, whole(*left));
        }
        network
    }

    fn arc(&mut self, from: u32, to: u32, capacity: i64) -> u32 {
        let arc = index(self.head.len());
        self.head.extend([to, from]);
        self.capacity.extend([capacity, 0]);
        self.arcs_of[from as usize].push(arc);
        self.arcs_of[to as usize].push(arc + 1);
        arc
    }

    /// The agents on the near side of the smallest cut when sites are open to these shares:
    /// the competition that they leave.
    pub(super) fn competing(&self, share: &[f64]) -> Vec<bool> {
        let mut flow =
            Flow { network: self, left: self.capacity.clone(), level: vec![], next: vec![] };
        for ((arcs, exit, places), share) in self.of_site.iter().zip(share) {
            #[expect(clippy::cast_possible_truncation, reason = "a share of 4,096ths")]
            let share = (share.clamp(0.0, 1.0) * f64::from(WHOLE)).round() as i64;
            for arc in arcs {
                flow.left[*arc as usize] = share;
            }
            if *exit != NONE {
                flow.left[*exit as usize] = share * i64::from(*places);
            }
        }
        while flow.layer() {
            flow.next = vec![0; self.arcs_of.len()];
            while flow.push(self.source, i64::MAX) != 0 {}
        }
        let mut competing = vec![false; self.n_agents as usize];
        for (agent, level) in self.agents.iter().zip(&flow.level) {
            competing[*agent as usize] = *level != NONE;
        }
        competing
    }
}

/// So many places, in parts.
fn whole(places: u32) -> i64 {
    i64::from(WHOLE) * i64::from(places)
}

struct Flow<'a> {
    network: &'a Network,
    left: Vec<i64>,
    level: Vec<u32>,
    next: Vec<usize>,
}

impl Flow<'_> {
    /// Layers from the source; whether the sink is still reached.
    fn layer(&mut self) -> bool {
        let network = self.network;
        self.level = vec![NONE; network.arcs_of.len()];
        self.level[network.source as usize] = 0;
        let mut queue = vec![network.source];
        let mut done = 0;
        while done < queue.len() {
            let node = queue[done] as usize;
            done += 1;
            for arc in &network.arcs_of[node] {
                let to = network.head[*arc as usize];
                if 0 < self.left[*arc as usize] && self.level[to as usize] == NONE {
                    self.level[to as usize] = self.level[node] + 1;
                    queue.push(to);
                }
            }
        }
        self.level[network.sink as usize] != NONE
    }

    /// Sends flow down one layer after another; the depth is that of the layers.
    fn push(&mut self, node: u32, most: i64) -> i64 {
        let network = self.network;
        if node == network.sink {
            return most;
        }
        let arcs = &network.arcs_of[node as usize];
        while let Some(arc) = arcs.get(self.next[node as usize]) {
            let (arc, to) = (*arc as usize, network.head[*arc as usize]);
            if 0 < self.left[arc] && self.level[to as usize] == self.level[node as usize] + 1 {
                let sent = self.push(to, most.min(self.left[arc]));
                if 0 < sent {
                    self.left[arc] -= sent;
                    self.left[arc ^ 1] += sent;
                    return sent;
                }
            }
            self.next[node as usize] += 1;
        }
        0
    }
}
