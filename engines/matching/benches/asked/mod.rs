//! The same question put to the engine and to a peer: LEMON's network simplex, as the
//! crate `mcmf` brings it.

use matching::{Agent, Group, Pair, Problem, Published, Slot};
use mcmf::{Capacity, Cost, GraphBuilder, Vertex};
use region::Region;

/// What of a region the question takes into account beyond its pairs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asked {
    /// One class, no group.
    Plainly,
    /// Slots share the limits of their groups.
    WithGroups,
    /// Lower classes are served first.
    WithClasses,
}

/// The region as the engine reads it.
pub(crate) fn problem(region: &Region, asked: Asked) -> Problem {
    let (has_groups, has_classes) = match asked {
        Asked::Plainly => (false, false),
        Asked::WithGroups => (true, false),
        Asked::WithClasses => (false, true),
    };
    let agent = |&class: &u32| Agent {
        class: if has_classes { class } else { 1 },
        published: Published::No,
        fixed: None,
    };
    let slot =
        |(&capacity, &group): (&u32, &u32)| Slot { capacity, group: has_groups.then_some(group) };
    let groups = if has_groups { region.group_capacities.as_slice() } else { &[] };
    let mut starts = vec![0];
    let mut pairs = Vec::with_capacity(region.n_pairs());
    for own in &region.pairs {
        pairs.extend(own.iter().map(|&(slot, burden)| Pair { burden, slot }));
        starts.push(u32::try_from(pairs.len()).unwrap());
    }
    Problem::new(
        region.classes.iter().map(agent).collect(),
        region.capacities.iter().zip(&region.group_of).map(slot).collect(),
        groups.iter().map(|&capacity| Group { capacity }).collect(),
        starts,
        pairs,
    )
    .unwrap()
}

/// What the peer is asked: agents, slots and groups are the nodes of a flow.
pub(crate) type Graph = GraphBuilder<Node>;

/// A node of the peer's graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    /// One unit comes in.
    Agent(u32),
    /// As many units go out as the slot takes.
    Slot(u32),
    /// As many units go out as the group takes.
    Group(u32),
}

/// The region as the peer reads it; it knows no classes.
pub(crate) fn graph(region: &Region, has_groups: bool) -> Graph {
    let mut graph = Graph::new();
    for (agent, own) in (0..).map(Node::Agent).zip(&region.pairs) {
        graph.add_edge(Vertex::Source, agent, Capacity(1), Cost(0));
        for &(slot, burden) in own {
            graph.add_edge(agent, Node::Slot(slot), Capacity(1), Cost(signed(burden)));
        }
    }
    for (slot, (&places, &group)) in (0..).zip(region.capacities.iter().zip(&region.group_of)) {
        let to = if has_groups { Node::Group(group).into() } else { Vertex::Sink };
        graph.add_edge(Node::Slot(slot), to, Capacity(signed(places)), Cost(0));
    }
    let groups = if has_groups { region.group_capacities.as_slice() } else { &[] };
    for (group, &places) in (0..).map(Node::Group).zip(groups) {
        graph.add_edge(group, Vertex::Sink, Capacity(signed(places)), Cost(0));
    }
    graph
}

/// What the peer answers: agents placed, burden.
pub(crate) fn peer(graph: &Graph) -> (u32, u64) {
    let (burden, paths) = graph.mcmf();
    (paths.iter().map(mcmf::Path::amount).sum(), u64::try_from(burden).unwrap())
}

fn signed(amount: u32) -> i32 {
    i32::try_from(amount).unwrap()
}
