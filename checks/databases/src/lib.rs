#![doc = include_str!("../README.md")]

mod server;

use tempfile::TempDir;

/// An empty database that nobody else uses; dropped, it is gone.
#[derive(Debug)]
pub struct Place {
    /// `SQLite` or `PostgreSQL`, to name it in a failure.
    pub engine: &'static str,
    /// Where it is: a path at which there is no file yet, or `postgres://…`.
    pub url: String,
    _hold: Hold,
}

/// What keeps a database until its place is dropped.
#[derive(Debug)]
#[expect(dead_code, reason = "each is held to be dropped, which removes the database")]
enum Hold {
    Folder(TempDir),
    Server(server::Fresh),
}

/// The variable that says where PostgreSQL is.
const VARIABLE: &str = "METIER_TEST_POSTGRES";

/// Runs a test once on each engine, on an empty database.
///
/// # Panics
/// When the test does, or when a database cannot be made.
pub async fn each<F>(test: F)
where
    F: AsyncFn(String),
{
    for place in places().await {
        // The test runner shows this beside a failure: it names the engine that failed.
        eprintln!("on {}: {}", place.engine, place.url);
        test(place.url.clone()).await;
    }
}

/// An empty database on each engine, for a test that compares them.
///
/// # Panics
/// When a database cannot be made.
pub async fn places() -> Vec<Place> {
    let mut places = vec![sqlite()];
    match std::env::var(VARIABLE) {
        Ok(url) => places.push(postgres(&url).await),
        Err(_) => eprintln!("{VARIABLE} is not set: SQLite only"),
    }
    places
}

fn sqlite() -> Place {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let url = folder.path().join("metier.db").to_string_lossy().into_owned();
    Place { engine: "SQLite", url, _hold: Hold::Folder(folder) }
}

async fn postgres(server: &str) -> Place {
    let fresh = server::Fresh::create(server).await;
    Place { engine: "PostgreSQL", url: fresh.url(), _hold: Hold::Server(fresh) }
}
