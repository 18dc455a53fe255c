//! The labels of a shortest-path search over slots and groups (Dijkstra 1959), reused
//! from one search to the next without being cleared.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Distances, ways back and the heap of one search at a time.
pub(crate) struct Frontier {
    search: u32,
    mark: Vec<u32>,
    distance: Vec<i64>,
    way: Vec<Way>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    settled: Vec<u32>,
}

/// How a node was reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// The search starts here.
    Root,
    /// This agent would move between the node and `other`.
    Agent {
        /// Who moves.
        agent: u32,
        /// The node at the other end; unused where it follows from the agent's seat.
        other: u32,
    },
    /// A place would pass through the group, from this node.
    Group(u32),
}

impl Frontier {
    pub(crate) fn new(n_nodes: usize) -> Self {
        Self {
            search: 0,
            mark: vec![0; n_nodes],
            distance: vec![0; n_nodes],
            way: vec![Way::Root; n_nodes],
            heap: BinaryHeap::new(),
            settled: Vec::new(),
        }
    }

    /// Starts a new search.
    pub(crate) fn restart(&mut self) {
        if self.search == u32::MAX {
            self.mark.fill(0);
            self.search = 0;
        }
        self.search += 1;
        self.heap.clear();
        self.settled.clear();
    }

    /// Offers a way to a node; kept if it is shorter than what was known.
    pub(crate) fn offer(&mut self, node: u32, distance: i64, way: Way) {
        let n = node as usize;
        if self.mark[n] != self.search || distance < self.distance[n] {
            self.mark[n] = self.search;
            self.distance[n] = distance;
            self.way[n] = way;
            self.heap.push(Reverse((distance, node)));
        }
    }

    /// The nearest node not yet settled, nearer than `limit`.
    pub(crate) fn settle(&mut self, limit: i64) -> Option<(i64, u32)> {
        while let Some(Reverse((distance, node))) = self.heap.pop() {
            if limit <= distance {
                return None;
            }
            if distance == self.distance[node as usize] {
                self.settled.push(node);
                return Some((distance, node));
            }
        }
        None
    }

    /// The nodes settled so far and their distances.
    pub(crate) fn settled(&self) -> impl Iterator<Item = (u32, i64)> + '_ {
        self.settled.iter().map(|n| (*n, self.distance[*n as usize]))
    }

    /// How a node was reached.
    pub(crate) fn way(&self, node: u32) -> Way {
        self.way[node as usize]
    }
}
