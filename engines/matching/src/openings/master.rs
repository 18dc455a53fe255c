//! The linear relaxation over shares of sites: what all bounds known so far leave room for.
//!
//! Bounds are added as the search meets them (Benders 1962). The interior point method of
//! clarabel gives shares well inside the optimal face, which makes good cuts, and the
//! multipliers that close a leaf. Its figures are rounded; leaves are checked in integers.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{
    DefaultSettingsBuilder, DefaultSolver, IPSolver, NonnegativeConeT, SolverStatus,
};

/// A row `z_weight × z + Σ weight × share ≤ most`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) z: f64,
    pub(super) share: Vec<f64>,
    pub(super) most: f64,
}

/// What the rows leave room for.
pub(super) enum Room {
    /// At most `z`, with these shares; the weight of each row in the proof.
    Most { z: f64, share: Vec<f64>, weights: Vec<f64> },
    /// Nothing; the weight of each row in the proof.
    None { weights: Vec<f64> },
    /// The method failed: nothing is known.
    Unknown,
}

/// The largest `z` within these rows, shares between 0 and 1 or fixed.
pub(super) fn most(rows: &[Row], fixed: &[Option<bool>]) -> Room {
    let free: Vec<usize> = (0..fixed.len()).filter(|site| fixed[*site].is_none()).collect();
    let system = System::new(rows, fixed, &free);
    let n = free.len() + 1;
    let mut cost = vec![0.0; n];
    cost[free.len()] = -1.0;
    let m = system.most.len();
    let settings = DefaultSettingsBuilder::default().verbose(false).max_iter(100).build();
    let Ok(settings) = settings else { return Room::Unknown };
    let quadratic = CscMatrix::zeros((n, n));
    let cones = [NonnegativeConeT(m)];
    let solver =
        DefaultSolver::new(&quadratic, &cost, &system.matrix, &system.most, &cones, settings);
    let Ok(mut solver) = solver else { return Room::Unknown };
    solver.solve();
    let weights = || {
        let scaled = solver.solution.z.iter().zip(&system.scale);
        scaled.take(rows.len()).map(|(weight, scale)| (weight / scale).max(0.0)).collect()
    };
    match solver.solution.status {
        SolverStatus::Solved | SolverStatus::AlmostSolved => {
            let x = &solver.solution.x;
            let mut share: Vec<f64> =
                fixed.iter().map(|open| f64::from(u8::from(*open == Some(true)))).collect();
            for (value, site) in x.iter().zip(&free) {
                share[*site] = value.clamp(0.0, 1.0);
            }
            Room::Most { z: x[free.len()], share, weights: weights() }
        }
        SolverStatus::PrimalInfeasible | SolverStatus::AlmostPrimalInfeasible => {
            Room::None { weights: weights() }
        }
        _ => Room::Unknown,
    }
}

/// The rows as clarabel takes them, each divided by its largest entry, and the limits of
/// the shares after them.
struct System {
    matrix: CscMatrix<f64>,
    most: Vec<f64>,
    scale: Vec<f64>,
}

impl System {
    fn new(rows: &[Row], fixed: &[Option<bool>], free: &[usize]) -> Self {
        let largest = |row: &Row| {
            let shares = free.iter().map(|site| row.share[*site].abs());
            shares.fold(row.z.abs(), f64::max)
        };
        let scale: Vec<f64> =
            rows.iter().map(|row| Some(largest(row)).filter(|s| 0.0 < *s).unwrap_or(1.0)).collect();
        let open: Vec<usize> = (0..fixed.len()).filter(|site| fixed[*site] == Some(true)).collect();
        let left = |row: &Row| row.most - open.iter().map(|site| row.share[*site]).sum::<f64>();
        let mut most: Vec<f64> =
            rows.iter().zip(&scale).map(|(row, scale)| left(row) / scale).collect();
        let (mut starts, mut at, mut values) = (vec![0], vec![], vec![]);
        let column = |entry: &dyn Fn(&Row) -> f64, at: &mut Vec<usize>, values: &mut Vec<f64>| {
            for (idx, (row, scale)) in rows.iter().zip(&scale).enumerate() {
                if entry(row) != 0.0 {
                    at.push(idx);
                    values.push(entry(row) / scale);
                }
            }
        };
        for (position, site) in free.iter().enumerate() {
            column(&|row| row.share[*site], &mut at, &mut values);
            let limit = rows.len() + 2 * position;
            at.extend([limit, limit + 1]);
            values.extend([1.0, -1.0]);
            starts.push(at.len());
            most.extend([1.0, 0.0]);
        }
        column(&|row| row.z, &mut at, &mut values);
        starts.push(at.len());
        let matrix = CscMatrix::new(most.len(), free.len() + 1, starts, at, values);
        Self { matrix, most, scale }
    }
}
