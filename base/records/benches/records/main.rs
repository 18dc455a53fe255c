//! How long people wait for records: a large import, its preview, a page, one record. Each goal
//! is for SQLite; PostgreSQL, its peer in the same run, may take twice as long.

mod members;

use divan::{Bencher, black_box};
use members::{CLUB, Ground, MEMBERS, N_MEMBERS, NOTE, On, STATUS, engines, file};
use records::{Asked, find, page};

fn main() {
    divan::main();
    members::end();
}

/// 100,000 rows of 20 columns into an empty table, from the bytes of the file to the commit:
/// 30 s at most.
#[divan::bench(args = engines(), sample_count = 1, sample_size = 1)]
fn import_of_100_000_rows(bencher: Bencher<'_, '_>, on: On) {
    bencher.with_inputs(|| (Ground::bare(on), file(0..N_MEMBERS, 3))).bench_local_values(
        |(ground, csv)| {
            ground.import(csv);
            ground
        },
    );
}

/// What a file of 5,000 rows would do to 100,000 records, half of it changes: 2 s at most.
#[divan::bench(args = engines(), sample_count = 5, sample_size = 1)]
fn preview_of_5_000_rows(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    bencher.with_inputs(|| file(N_MEMBERS - 2_500..N_MEMBERS + 2_500, 4)).bench_local_values(
        |csv| {
            let preview = ground.preview(csv);
            assert_eq!(preview.counts(), [2_500, 2_500, 0, 0]);
            preview
        },
    );
}

/// The first 50 of 100,000 that have a status: 20 ms at most.
#[divan::bench(args = engines(), sample_count = 20, sample_size = 5)]
fn page_of_50_by_filter(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    bencher.bench_local(|| first(ground, &Asked::only(&STATUS, "former")));
}

/// The first 50 of a club, which has 500: 20 ms at most.
#[divan::bench(args = engines(), sample_count = 20, sample_size = 5)]
fn page_of_50_of_an_owner(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    let club = ground.club();
    bencher.bench_local(|| first(ground, &Asked::only(&CLUB, club)));
}

/// Those of 100,000 that say what nobody says, in a column without an index: 20 ms at most.
#[divan::bench(args = engines(), sample_count = 20, sample_size = 5)]
fn page_that_is_empty(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    let asked = Asked { most: 50, ..Asked::only(&NOTE, "nobody") };
    bencher.bench_local(|| {
        ground.read(async |tx| Ok(page(tx, &ground.scope, &MEMBERS, &asked).await?))
    });
}

/// The first 50 of 100,000 that are called by two words, one of them of thousands: 20 ms at most.
#[divan::bench(args = engines(), sample_count = 20, sample_size = 5)]
fn page_of_50_by_words(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    bencher.bench_local(|| first(ground, &words("lefev zo")));
}

/// The same by one word, of 8,000 records: 20 ms at most.
#[divan::bench(args = engines(), sample_count = 20, sample_size = 5)]
fn page_of_50_by_a_frequent_word(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    bencher.bench_local(|| first(ground, &words("lefevre")));
}

/// The one that is called by a rare word: 20 ms at most.
#[divan::bench(args = engines(), sample_count = 20, sample_size = 5)]
fn page_by_a_rare_word(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    bencher.bench_local(|| {
        let found =
            ground.read(async |tx| Ok(page(tx, &ground.scope, &MEMBERS, &words("m54321")).await?));
        assert_eq!(found.records.len(), 1);
        found
    });
}

/// One record by its identifier: 5 ms at most.
#[divan::bench(args = engines(), sample_count = 20, sample_size = 20)]
fn one_record(bencher: Bencher<'_, '_>, on: On) {
    let ground = Ground::full(on);
    let id = first(ground, &words("m54321"));
    bencher
        .bench_local(|| ground.read(async |tx| Ok(find(tx, &ground.scope, &MEMBERS, id).await?)));
}

fn words(words: &str) -> Asked {
    Asked { words: words.to_owned(), ..Asked::default() }
}

fn first(ground: &Ground, asked: &Asked) -> uuid::Uuid {
    let asked = Asked { most: 50, ..asked.clone() };
    let found = ground.read(async |tx| Ok(page(tx, &ground.scope, &MEMBERS, &asked).await?));
    black_box(found.records[0].id)
}
