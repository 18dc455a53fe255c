//! How long it takes to load the largest regions together, 100,000 learners and 40,000 offers,
//! from a database into a problem: the records, the files made of them, the problem posed.
//! The peer of the database is the same round read from its files alone.

use std::sync::OnceLock;

use divan::Bencher;
use jiff::{Timestamp, civil::date};
use kernel::{InWords, Lang};
use network::partner;
use placement::{
    Options,
    campaign::{Files, Gathered, gather},
    nouns::{offer, round},
};
use places::Places;
use records::{Grant, Noun, Scope, Sees, Surroundings, Unit, Values};
use storage::{Database, StoreError, Tx};
use tokio::runtime::Runtime;
use uuid::Uuid;

const N_LEARNERS: usize = 100_000;
const N_OFFERS: usize = 40_000;
const N_SCHOOLS: usize = 300;
const TRADES: [&str; 6] = ["B1803", "B1802", "B1805", "H2402", "B1606", "B1809"];

fn main() {
    divan::main();
}

/// The records into memory, in a fixed number of statements.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn records(bencher: Bencher<'_, '_>) {
    let campus = campus();
    bencher.bench_local(|| campus.gathered());
}

/// What `metier round plan` does before it solves.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn problem(bencher: Bencher<'_, '_>) {
    let campus = campus();
    bencher.bench_local(|| posed(&Files::of(&campus.gathered(), date(2026, 6, 3))));
}

/// The peer: the same from files in memory, without a database.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn problem_from_files(bencher: Bencher<'_, '_>) {
    let files = Files::of(&campus().gathered(), date(2026, 6, 3));
    bencher.bench_local(|| posed(&files));
}

fn posed(files: &Files) -> placement::Round {
    let round = placement::read(&files.inputs(), &Options::default(), &|_| ());
    round.unwrap_or_else(|faults| panic!("{}", faults.in_words(Lang::En)))
}

struct Campus {
    runtime: Runtime,
    database: Database,
    scope: Scope,
    round: Uuid,
}

impl Campus {
    fn gathered(&self) -> Gathered {
        let gathered = self.runtime.block_on(async {
            let mut tx = self.database.begin_reading(Timestamp::UNIX_EPOCH).await?;
            let gathered = gather(&mut tx, &self.scope, self.round).await;
            tx.roll_back().await?;
            Ok::<_, StoreError>(gathered)
        });
        let gathered = gathered.expect("the database answers");
        gathered.unwrap_or_else(|error| panic!("{error}"))
    }
}

/// The campus, made once.
fn campus() -> &'static Campus {
    static CAMPUS: OnceLock<Campus> = OnceLock::new();
    CAMPUS.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime starts");
        let folder = tempfile::tempdir().expect("a temporary folder");
        // The process ends with it.
        let path = folder.keep().join("round.db").display().to_string();
        let made = runtime.block_on(made(&path));
        let (database, scope, round) = made.unwrap_or_else(|why| panic!("{why}"));
        Campus { runtime, database, scope, round }
    })
}

async fn made(path: &str) -> Result<(Database, Scope, Uuid), records::RecordError> {
    let now = Timestamp::UNIX_EPOCH;
    let schema = [
        storage::SCHEMA,
        records::SCHEMA,
        network::SCHEMA,
        catalogue::SCHEMA,
        learners::SCHEMA,
        placement::nouns::SCHEMA,
    ];
    let database = Database::create(path, &schema, now).await?;
    let nouns: Vec<&'static Noun> =
        [network::NOUNS, &catalogue::NOUNS, &learners::NOUNS, placement::nouns::NOUNS].concat();
    let all = || Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() };
    let nobody = Scope::new(Uuid::from_u128(1), "bench@example.org", None);
    let scope = nouns.into_iter().fold(nobody, |scope, noun| scope.with(noun, all()));
    let surroundings = Surroundings { places: Places::embedded(), today: date(2026, 6, 3) };
    let mut tx = database.begin(now).await?;
    let mut unit = Unit::new(&scope, "fill");
    fill(&mut unit, &tx)?;
    let june = Values::blank(&round::ROUNDS)
        .with(&round::NAME, "Juin")
        .with(&round::STARTS, date(2026, 6, 8))
        .with(&round::ENDS, date(2026, 7, 3));
    let june = unit.create(&tx, june)?;
    unit.save(&mut tx, &surroundings).await?;
    tx.commit().await?;
    Ok((database, scope, june))
}

fn fill(unit: &mut Unit<'_>, tx: &Tx) -> Result<(), StoreError> {
    let partner = |name: String, kind: &str| {
        Values::blank(&partner::PARTNERS)
            .with(&partner::NAME, name.as_str())
            .with(&partner::KIND, kind)
            .with(&partner::HEADCOUNT, 20)
    };
    let mut classes = vec![];
    for at in 0..N_SCHOOLS {
        let school = unit.create(tx, partner(format!("Lycée {at}"), "school"))?;
        for (level, trade) in (3..).zip(TRADES.iter().take(3)) {
            classes.push((class(unit, tx, school, (level, trade))?, school));
        }
    }
    let companies = (0..N_OFFERS)
        .map(|at| unit.create(tx, partner(format!("Atelier {at}"), "company")))
        .collect::<Result<Vec<_>, _>>()?;
    for at in 0..N_LEARNERS {
        unit.create(tx, learner(at, classes[at % classes.len()]))?;
    }
    for (at, company) in companies.into_iter().enumerate() {
        let (lat, lon) = somewhere(at * 7 + 3);
        let offer = Values::blank(&offer::OFFERS)
            .with(&offer::REFERENCE, format!("O{at}").as_str())
            .with(&offer::COMPANY, company)
            .with(&offer::TRADE, TRADES[at % TRADES.len()])
            .with(&offer::LEVELS, "3|4|5")
            .with(&offer::PLACES, 1 + i64::try_from(at % 4).unwrap_or(0))
            .with(&offer::LAT, lat)
            .with(&offer::LON, lon);
        unit.create(tx, offer)?;
    }
    Ok(())
}

fn learner(at: usize, (class, school): (Uuid, Uuid)) -> Values {
    use learners::learner;
    let (lat, lon) = somewhere(at);
    Values::blank(&learner::LEARNERS)
        .with(&learner::REFERENCE, format!("L{at}").as_str())
        .with(&learner::LAST_NAME, format!("Nom{at}").as_str())
        .with(&learner::FIRST_NAME, "Ada")
        .with(&learner::BIRTH_DATE, date(2006, 3, 2))
        .with(&learner::SCHOOL, school)
        .with(&learner::CLASS, class)
        .with(&learner::TRADE, TRADES[at % TRADES.len()])
        .with(&learner::LAT, lat)
        .with(&learner::LON, lon)
        .with(&learner::REACH_MIN, 30)
        .with(&learner::MODE, "transit")
}

fn class(
    unit: &mut Unit<'_>,
    tx: &Tx,
    school: Uuid,
    (level, trade): (i64, &str),
) -> Result<Uuid, StoreError> {
    use catalogue::{class, programme};
    let programme = Values::blank(&programme::PROGRAMMES)
        .with(&programme::TITLE, trade)
        .with(&programme::SCHOOL, school)
        .with(&programme::LEVEL, level)
        .with(&programme::MODE, "school")
        .with(&programme::TRADES, trade);
    let programme = unit.create(tx, programme)?;
    let class = Values::blank(&class::CLASSES)
        .with(&class::NAME, trade)
        .with(&class::PROGRAMME, programme)
        .with(&class::SCHOOL, school)
        .with(&class::STARTS, date(2025, 9, 1))
        .with(&class::ENDS, date(2026, 7, 4));
    unit.create(tx, class)
}

/// A point of the mainland: the golden ratio spreads them evenly without chance.
fn somewhere(at: usize) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred thousand")]
    let at = at as f64;
    let part = |step: f64| (at * step).fract();
    (44.0 + 5.0 * part(0.618_034), -1.0 + 7.0 * part(0.754_878))
}
