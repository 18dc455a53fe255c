//! The bounds found so far, as rows of the linear relaxation.

use crate::openings::bound::{Bound, Places};
use crate::openings::leaf::Source;
use crate::openings::master::Row;
use crate::openings::{Aim, Openings, Prices};

/// After so many relaxations without weight a row sleeps, until shares break it.
const PATIENCE: u32 = 12;

/// Prices and what they bound.
pub(super) struct Pool<'a> {
    openings: &'a Openings,
    aims: &'a [Aim],
    places: Places<'a>,
    pub(super) prices: Vec<Prices>,
    pub(super) bounds: Vec<Bound>,
    idle: Vec<u32>,
}

/// The rows awake, and what each stands for.
pub(super) struct Rows {
    pub(super) sources: Vec<Source>,
    pub(super) rows: Vec<Row>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(openings: &'a Openings, aims: &'a [Aim]) -> Self {
        let places = Places::new(openings, aims);
        Self { openings, aims, places, prices: vec![], bounds: vec![], idle: vec![] }
    }

    pub(super) fn add(&mut self, prices: Prices) {
        let bound = self.places.bound(&prices);
        self.add_bound(prices, bound);
    }

    /// Adds prices if what they bound is, at these shares, below `wanted`.
    pub(super) fn add_if_broken(&mut self, prices: Prices, share: &[f64], wanted: f64) {
        let bound = self.places.bound(&prices);
        if at(&bound, share) < wanted - 0.01 {
            self.add_bound(prices, bound);
        }
    }

    fn add_bound(&mut self, prices: Prices, bound: Bound) {
        self.prices.push(prices);
        self.bounds.push(bound);
        self.idle.push(0);
    }

    /// The rows awake for an aim, those before being worth `values`; the limits after them.
    pub(super) fn rows(&self, aim: usize, values: &[i64]) -> Rows {
        let awake = (0u32..).zip(&self.idle).filter(|(_, idle)| **idle < PATIENCE);
        let awake = awake.map(|(idx, _)| idx).filter(|idx| self.concerns(*idx, aim));
        let (mut sources, mut rows) = (vec![], vec![]);
        for idx in awake {
            sources.push(Source::Prices(idx));
            rows.push(self.row(idx, aim, values));
        }
        self.limits(aim, values, &mut sources, &mut rows);
        Rows { sources, rows }
    }

    /// Notes which rows had weight.
    pub(super) fn note(&mut self, sources: &[Source], weights: &[f64]) {
        for (source, weight) in sources.iter().zip(weights) {
            if let Source::Prices(idx) = source {
                let idle = &mut self.idle[*idx as usize];
                *idle = if *weight < 1e-9 { *idle + 1 } else { 0 };
            }
        }
    }

    /// Wakes the rows that these shares break; whether there are any.
    pub(super) fn wake(&mut self, aim: usize, values: &[i64], z: f64, share: &[f64]) -> bool {
        let mut any = false;
        for idx in (0u32..).take(self.prices.len()) {
            if self.idle[idx as usize] < PATIENCE || !self.concerns(idx, aim) {
                continue;
            }
            let row = self.row(idx, aim, values);
            let sum: f64 = row.share.iter().zip(share).map(|(weight, share)| weight * share).sum();
            let scale = row.share.iter().fold(row.z.abs(), |most, weight| most.max(weight.abs()));
            if row.most + 1e-6 * scale.max(1.0) < row.z * z + sum {
                self.idle[idx as usize] = 0;
                any = true;
            }
        }
        any
    }

    pub(super) fn wake_all(&mut self) {
        self.idle.fill(0);
    }

    /// Whether prices weigh no aim after this one.
    fn concerns(&self, idx: u32, aim: usize) -> bool {
        self.prices[idx as usize].weights.iter().skip(aim + 1).all(|weight| *weight == 0)
    }

    fn row(&self, idx: u32, aim: usize, values: &[i64]) -> Row {
        let (prices, bound) = (&self.prices[idx as usize], &self.bounds[idx as usize]);
        let given = prices.weights.iter().zip(values).take(aim);
        let given: i128 = given.map(|(w, v)| i128::from(*w) * i128::from(*v)).sum();
        Row {
            z: real(i128::from(prices.weights[aim])),
            share: bound.adds.iter().map(|add| -real(add.unwrap_or(0))).collect(),
            most: real(bound.base - given),
        }
    }

    fn limits(&self, aim: usize, values: &[i64], sources: &mut Vec<Source>, rows: &mut Vec<Row>) {
        let limits = self.openings.limits();
        let sites = self.openings.sites();
        let mut add = |source: Source, row: Row| {
            sources.push(source);
            rows.push(row);
        };
        let costs = || sites.iter().map(|site| real(i128::from(site.cost))).collect();
        let money = self.aims.iter().position(|aim| *aim == Aim::Money).unwrap_or(0);
        if money == aim {
            add(Source::Money, Row { z: 1.0, share: costs(), most: 0.0 });
        } else if money < aim {
            let most = -real(i128::from(values[money]));
            add(Source::Money, Row { z: 0.0, share: costs(), most });
        }
        if let Some(budget) = limits.budget {
            add(Source::Budget, Row { z: 0.0, share: costs(), most: real(i128::from(budget)) });
        }
        if let Some(most) = limits.most {
            let share = vec![1.0; sites.len()];
            add(Source::Most, Row { z: 0.0, share, most: f64::from(most) });
        }
        for (idx, set) in (0u32..).zip(&limits.exclusive) {
            let mut share = vec![0.0; sites.len()];
            for site in set {
                share[*site as usize] = 1.0;
            }
            add(Source::Exclusive(idx), Row { z: 0.0, share, most: 1.0 });
        }
    }

    /// The weights that show a case to be empty: those of rows without the aim itself.
    pub(super) fn without_aim(&self, aim: usize, sources: &[Source], weights: &mut [f64]) {
        for (source, weight) in sources.iter().zip(weights) {
            let has_aim = match source {
                Source::Prices(idx) => self.prices[*idx as usize].weights[aim] != 0,
                Source::Money => self.aims[aim] == Aim::Money,
                Source::Budget | Source::Most | Source::Exclusive(_) => false,
            };
            if has_aim {
                *weight = 0.0;
            }
        }
    }
}

/// The bound where sites are open to these shares.
fn at(bound: &Bound, share: &[f64]) -> f64 {
    let adds = bound.adds.iter().zip(share).map(|(add, share)| real(add.unwrap_or(0)) * share);
    real(bound.base) + adds.sum::<f64>()
}

/// A whole number for the relaxation, which rounds anyway.
#[expect(clippy::cast_precision_loss, reason = "leaves are checked in whole numbers")]
pub(super) fn real(whole: i128) -> f64 {
    whole as f64
}
