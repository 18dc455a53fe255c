//! Each test gets databases of its own, and leaves none.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Mutex;

use futures_util::FutureExt;
use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, Connection};

/// Connects to a place as a crate that stores things does.
async fn connect(url: &str) -> Result<AnyConnection, sqlx::Error> {
    install_default_drivers();
    if url.starts_with("postgres://") {
        AnyConnection::connect(url).await
    } else {
        AnyConnection::connect(&format!("sqlite://{url}?mode=rwc")).await
    }
}

async fn make_table(url: &str) {
    let mut connection = connect(url).await.unwrap();
    sqlx::raw_sql("create table seat (number bigint)").execute(&mut connection).await.unwrap();
}

async fn exists(url: &str) -> bool {
    if url.starts_with("postgres://") {
        connect(url).await.is_ok()
    } else {
        Path::new(url).exists()
    }
}

fn n_engines() -> usize {
    1 + usize::from(std::env::var("METIER_TEST_POSTGRES").is_ok())
}

#[tokio::test]
async fn each_test_starts_from_nothing_on_each_engine() {
    let seen = Mutex::new(Vec::new());
    for _ in 0..2 {
        databases::each(async |url| {
            make_table(&url).await;
            seen.lock().unwrap().push(url);
        })
        .await;
    }
    let seen = seen.into_inner().unwrap();
    assert_eq!(seen.len(), 2 * n_engines());
    for url in seen {
        assert!(!exists(&url).await, "{url} is left");
    }
}

#[tokio::test]
async fn a_test_that_fails_leaves_nothing_either() {
    let seen = Mutex::new(Vec::new());
    for place in databases::places().await {
        let failing = async {
            let place = place;
            make_table(&place.url).await;
            seen.lock().unwrap().push(place.url.clone());
            let _still_connected = connect(&place.url).await.unwrap();
            panic!("on purpose");
        };
        assert!(AssertUnwindSafe(failing).catch_unwind().await.is_err());
    }
    let seen = seen.into_inner().unwrap();
    assert_eq!(seen.len(), n_engines());
    for url in seen {
        assert!(!exists(&url).await, "{url} is left");
    }
}

#[tokio::test]
async fn both_engines_stand_side_by_side_to_be_compared() {
    let places = databases::places().await;
    for place in &places {
        make_table(&place.url).await;
    }
    let engines: Vec<&str> = places.iter().map(|place| place.engine).collect();
    assert_eq!(engines, ["SQLite", "PostgreSQL"][..n_engines()]);
}
