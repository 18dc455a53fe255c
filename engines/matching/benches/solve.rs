//! How fast the engine is, alone and beside a peer that answers the same question.
//!
//! `cargo bench -p matching` times each case, then prints what the peer needed in the same
//! run and how many times longer that was. A word after `--` chooses among the cases.

#![expect(clippy::unwrap_used, reason = "a benchmark on made-up data")]

use std::time::{Duration, Instant};

use asked::Asked;
use divan::Bencher;
use divan::counter::ItemsCount;
use matching::Problem;
use region::{Region, Shape};

mod asked;

const SHAPES: [Shape; 3] = [region::S, region::M, region::L];

fn main() {
    divan::main();
    if std::env::args().all(|argument| argument == "--bench" || !argument.starts_with('-')) {
        beside_the_peer();
    }
}

#[divan::bench(args = SHAPES, max_time = 10)]
fn solve(bencher: Bencher, shape: Shape) {
    time_solve(bencher, &asked(shape, Asked::Plainly));
}

#[divan::bench(args = SHAPES, max_time = 10)]
fn solve_with_groups(bencher: Bencher, shape: Shape) {
    time_solve(bencher, &asked(shape, Asked::WithGroups));
}

#[divan::bench(args = SHAPES, max_time = 10)]
fn solve_with_classes(bencher: Bencher, shape: Shape) {
    time_solve(bencher, &asked(shape, Asked::WithClasses));
}

#[divan::bench(args = SHAPES, max_time = 10)]
fn verify(bencher: Bencher, shape: Shape) {
    let problem = asked(shape, Asked::Plainly);
    let plan = matching::solve(&problem);
    bencher
        .counter(ItemsCount::new(problem.n_pairs()))
        .bench_local(|| matching::verify(&problem, &plan).unwrap());
}

fn time_solve(bencher: Bencher, problem: &Problem) {
    bencher.counter(ItemsCount::new(problem.n_pairs())).bench_local(|| matching::solve(problem));
}

fn asked(shape: Shape, asked: Asked) -> Problem {
    asked::problem(&Region::new(shape), asked)
}

fn beside_the_peer() {
    println!("\n| shape | pairs | engine, s | pairs/s | mcmf, s | ratio |");
    println!("|---|---|---|---|---|---|");
    for shape in SHAPES {
        let region = Region::new(shape);
        let problem = asked::problem(&region, Asked::Plainly);
        let graph = asked::graph(&region, false);
        let (engine, plan) = shortest(3, || matching::solve(&problem));
        let (peer, totals) = shortest(1, || asked::peer(&graph));
        assert_eq!((plan.objective.placed, plan.objective.burden), totals, "the same optimum");
        let pairs = f64::from(u32::try_from(problem.n_pairs()).unwrap());
        println!(
            "| {shape} | {pairs} | {engine:.4} | {:.2e} | {peer:.3} | {:.1} |",
            pairs / engine,
            peer / engine,
        );
    }
}

/// The seconds of the shortest of a few runs, and the answer.
fn shortest<T>(runs: u32, mut answer: impl FnMut() -> T) -> (f64, T) {
    let mut run = || {
        let start = Instant::now();
        let answered = answer();
        (start.elapsed(), answered)
    };
    let (first, answered) = run();
    let others = (1..runs).map(|_| run().0);
    (others.fold(first, Duration::min).as_secs_f64(), answered)
}
