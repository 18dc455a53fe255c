//! The search for the best opening.

use crate::openings::{OpenPlan, Openings, Proof};
use crate::solve;

/// The best openings: see [`Aim`](crate::Aim) for the order of what counts. `stop` is asked
/// now and then; once it says so, the best found so far is returned with what is proved.
///
/// # Panics
/// Never: the sites that locks open may open.
#[must_use]
pub fn solve_openings(openings: &Openings, stop: &dyn Fn() -> bool) -> OpenPlan {
    let n = openings.sites().len();
    let aims = openings.aims();
    let mut best: Option<(Vec<i64>, OpenPlan)> = None;
    for set in 0..1_u64 << n {
        let open: Vec<bool> = (0..n).map(|site| set & 1 << site != 0).collect();
        if !openings.admits(&open) || stop() {
            continue;
        }
        let opened = openings.opened(&open);
        let plan = solve(&opened.problem);
        let loads = opened.loads(openings, &plan);
        let fits = (0u32..).zip(openings.sites()).zip(&loads).all(|((idx, site), load)| {
            if open[idx as usize] { site.smallest <= *load } else { openings.locked(idx) == 0 }
        });
        let values = openings.values(&aims, &open, &plan);
        if fits && best.as_ref().is_none_or(|(known, _)| *known < values) {
            best = Some((values, OpenPlan { open, plan, proof: Proof::default() }));
        }
    }
    best.expect("opening nothing is possible").1
}
