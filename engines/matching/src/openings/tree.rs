//! The cases of a search: a tree of sites decided, the case with the most room first.

use std::collections::BinaryHeap;

use crate::openings::{Branch, Leaf};
use crate::problem::index;

/// The sites decided so far: open, closed, or not yet.
pub(super) type Case = [Option<bool>];

/// What is known of a case.
pub(super) struct Bounded {
    /// The most that the aim comes to in it.
    ceiling: i64,
    /// Why.
    why: Branch,
    /// Where to cut it.
    share: Vec<f64>,
}

impl Bounded {
    pub(super) fn new(ceiling: i64, leaf: Leaf, share: Vec<f64>) -> Self {
        Self { ceiling, why: Branch::Leaf(leaf), share }
    }

    pub(super) fn ceiling(&self) -> i64 {
        self.ceiling
    }

    /// The same, to be cut by other shares.
    pub(super) fn cut_by(self, share: Vec<f64>) -> Self {
        Self { share, ..self }
    }

    pub(super) fn inadmissible() -> Self {
        Self { ceiling: i64::MIN, why: Branch::Inadmissible, share: vec![] }
    }
}

/// A case, and the two that it was cut into if it was.
struct Node {
    case: Vec<Option<bool>>,
    above: usize,
    depth: u32,
    bounded: Bounded,
    cut: Option<(u32, [usize; 2])>,
}

/// The cases, each once.
pub(super) struct Tree {
    nodes: Vec<Node>,
    // Cases not cut, the one with the most room first, then the deepest, then the first.
    open: BinaryHeap<(i64, u32, std::cmp::Reverse<usize>)>,
}

impl Tree {
    /// One case, in which these sites are decided.
    pub(super) fn new(case: Vec<Option<bool>>) -> Self {
        let bounded = Bounded::inadmissible();
        let root = Node { case, above: 0, depth: 0, bounded, cut: None };
        Self { nodes: vec![root], open: BinaryHeap::new() }
    }

    /// How many cases there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn case(&self, node: usize) -> &Case {
        &self.nodes[node].case
    }

    /// The bound of the case that this one was cut from: it holds here too.
    pub(super) fn leaf_above(&self, node: usize) -> Leaf {
        match &self.nodes[self.nodes[node].above].bounded.why {
            Branch::Leaf(leaf) => leaf.clone(),
            Branch::Site(_) | Branch::Inadmissible => Leaf::default(),
        }
    }

    pub(super) fn set(&mut self, node: usize, bounded: Bounded) {
        let own = &mut self.nodes[node];
        self.open.push((bounded.ceiling, own.depth, std::cmp::Reverse(node)));
        own.bounded = bounded;
    }

    /// The case with the most room, if it has more than `value`.
    pub(super) fn widest(&self, value: i64) -> Option<usize> {
        let (ceiling, _, node) = self.open.peek()?;
        (value < *ceiling).then_some(node.0)
    }

    /// The most room of any case.
    pub(super) fn bound(&self) -> i64 {
        self.open.peek().map_or(i64::MIN, |(ceiling, ..)| *ceiling)
    }

    /// Cuts the widest case at the site whose share is nearest to a half: open, closed.
    pub(super) fn cut(&mut self, node: usize) -> [usize; 2] {
        self.open.pop();
        let first = self.nodes.len();
        let own = &mut self.nodes[node];
        let share = std::mem::take(&mut own.bounded.share);
        let (depth, case) = (own.depth + 1, std::mem::take(&mut own.case));
        let free = (0..case.len()).filter(|site| case[*site].is_none());
        let from_half = |site: &usize| (share[*site] - 0.5).abs();
        let site = free.min_by(|a, b| from_half(a).total_cmp(&from_half(b)));
        let site = site.expect("a whole case has exact prices, so no room");
        own.cut = Some((index(site), [first, first + 1]));
        for side in [true, false] {
            let mut case = case.clone();
            case[site] = Some(side);
            let bounded = Bounded::inadmissible();
            self.nodes.push(Node { case, above: node, depth, bounded, cut: None });
        }
        [first, first + 1]
    }

    /// The cases in the order of the proof: a case, its open side, its closed side.
    pub(super) fn branches(self) -> Vec<Branch> {
        let mut branches = Vec::with_capacity(self.nodes.len());
        let mut ahead = vec![0];
        while let Some(node) = ahead.pop() {
            let own = &self.nodes[node];
            match own.cut {
                Some((site, [open, closed])) => {
                    branches.push(Branch::Site(site));
                    ahead.extend([closed, open]);
                }
                None => branches.push(own.bounded.why.clone()),
            }
        }
        branches
    }
}
