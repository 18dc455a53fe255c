//! A database of its own on a server of PostgreSQL.

use std::thread;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

/// A database that is dropped with this value, whoever is still connected to it.
#[derive(Debug)]
pub(crate) struct Fresh {
    server: String,
    name: String,
}

impl Fresh {
    /// Creates an empty database on the server at this address.
    pub(crate) async fn create(server: &str) -> Self {
        let name = format!("t_{}", Uuid::now_v7().simple());
        perform(server, format!("create database \"{name}\""))
            .await
            .unwrap_or_else(|error| panic!("no database on {server}: {error}"));
        Self { server: server.to_owned(), name }
    }

    /// Where it is: the address of the server with this database in the place of its own.
    pub(crate) fn url(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').expect("an address names a database");
        format!("{server}/{}", self.name)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let server = self.server.clone();
        let sql = format!("drop database if exists \"{}\" with (force)", self.name);
        // The runtime of the test cannot wait here, and may be unwinding: another thread does.
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(perform(&server, sql))
        });
        if let Ok(Err(error)) = dropped.join() {
            // The server ends with the run of the tests, and this database with it.
            eprintln!("{} stays: {error}", self.name);
        }
    }
}

async fn perform(server: &str, sql: String) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(server).await?;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}
