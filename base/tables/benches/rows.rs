//! Rows read per second, from a file of pairs as big as the biggest that a round brings.

use std::{collections::BTreeMap, fmt::Write, io::Cursor};

use divan::{Bencher, counter::ItemsCount};
use tables::{Column, Faults, Table, write_xlsx};

const COLUMNS: &[Column] = &[
    Column::required("person", &["élève"]),
    Column::required("offer", &["offre"]),
    Column::required("burden", &["poids"]),
];

const N_ROWS: u32 = 1_000_000;

fn main() {
    divan::main();
}

fn rows(n_rows: u32) -> impl Iterator<Item = [String; 3]> {
    (0..n_rows).map(|i| [format!("L{}", i / 25), format!("O{}", i % 9_973), (i % 97).to_string()])
}

/// Reads every cell as text, and the last as a number.
fn read(name: &str, bytes: Vec<u8>) -> u64 {
    let mut faults = Faults::new();
    let mut sum = 0;
    let table = Table::from_bytes(name, bytes, COLUMNS, &BTreeMap::new());
    if let Ok(table) = table {
        table.for_each(&mut faults, |row, faults| {
            let ids = row.required(0, faults).zip(row.required(1, faults));
            let burden = row.whole(2, 0..=1_000_u32, faults).map_or(0, u64::from);
            sum += burden + ids.map_or(0, |(a, b)| (a.len() + b.len()) as u64);
        });
    }
    assert!(faults.is_empty() && sum > 0, "{faults}");
    sum
}

#[divan::bench(sample_count = 10)]
fn csv(bencher: Bencher) {
    let mut text = String::from("person,offer,burden\n");
    for [person, offer, burden] in rows(N_ROWS) {
        // Writing into a string does not fail.
        let _ = writeln!(text, "{person},{offer},{burden}");
    }
    bencher
        .counter(ItemsCount::new(N_ROWS))
        .with_inputs(|| text.clone().into_bytes())
        .bench_values(|bytes| read("pairs.csv", bytes));
}

#[divan::bench(sample_count = 3)]
fn xlsx(bencher: Bencher) {
    const N_ROWS: u32 = 100_000;
    let mut out = Cursor::new(Vec::new());
    let written = write_xlsx(&mut out, "Pairs", &["person", "offer", "burden"], rows(N_ROWS));
    assert!(written.is_ok());
    bencher
        .counter(ItemsCount::new(N_ROWS))
        .with_inputs(|| out.get_ref().clone())
        .bench_values(|bytes| read("pairs.xlsx", bytes));
}
