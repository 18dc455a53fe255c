//! A PostgreSQL server for one run of the tests: in a folder of its own, on a port of its
//! own, gone with the run.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::debian::{POSTGRES, is_root, provide};
use crate::step::run;

/// The variable by which `checks/databases` is told the server.
const VARIABLE: &str = "METIER_TEST_POSTGRES";
/// The role that owns everything in the server, without a password.
const ROLE: &str = "metier";
/// The folder holds nothing to keep: a test waits for no disk.
const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
];

/// A server that runs; dropped, it is stopped and its folder removed.
pub(crate) struct Server {
    process: Child,
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// Starts an empty server, installed first where the package is missing.
    pub(crate) fn start() -> Result<Self> {
        provide(&[POSTGRES])?;
        let folder = fresh_folder()?;
        let port = free_port()?;
        let started = fill(&folder).and_then(|()| serve(&folder, port));
        match started {
            Ok(process) => Ok(Self { process, folder, port }),
            Err(error) => {
                remove(&folder);
                Err(error)
            }
        }
    }

    /// Tells a command that runs tests where the server answers.
    pub(crate) fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let url = format!("postgres://{ROLE}@127.0.0.1:{}/postgres", self.port);
        command.env(VARIABLE, url)
    }
}

/// Runs a command that is told of a server of its own.
pub(crate) fn beside(words: &[String]) -> Result<()> {
    let server = Server::start()?;
    let mut command = Command::new(&words[0]);
    run("command", server.tell(command.args(&words[1..])))
}

impl Drop for Server {
    fn drop(&mut self) {
        // Without a heading: the verdict of the tests stays the last thing on the screen.
        let mut stop = program("pg_ctl");
        stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(data(&self.folder));
        if let Err(error) = stop.status().and_then(|_| self.process.wait()) {
            eprintln!("PostgreSQL does not stop: {error}");
        }
        remove(&self.folder);
    }
}

/// A new folder that belongs to whom the server runs as. In `/tmp`, whatever `TMPDIR` says:
/// the path of a socket is short, and another user must be able to get there.
fn fresh_folder() -> Result<PathBuf> {
    let made = command("mktemp").args(["--directory", "/tmp/metier-postgres-XXXXXX"]).output()?;
    let path = String::from_utf8(made.stdout)?;
    if !made.status.success() {
        bail!("no folder for PostgreSQL: {}", String::from_utf8_lossy(&made.stderr));
    }
    Ok(path.trim_end().into())
}

/// Asks the system for a port that nobody listens on. Another program may take it before the
/// server does; the server then refuses to start and the run is to be done again.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

fn fill(folder: &Path) -> Result<()> {
    let mut init = program("initdb");
    init.args(["--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"]);
    init.args(["--username", ROLE, "--pgdata"]).arg(data(folder)).stdout(Stdio::null());
    run("PostgreSQL", &mut init)
}

fn serve(folder: &Path, port: u16) -> Result<Child> {
    let mut server = program("postgres");
    server.arg("-D").arg(data(folder)).arg("-k").arg(folder).args(["-p", &port.to_string()]);
    for setting in SETTINGS {
        server.args(["-c", setting]);
    }
    let mut process = server.stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let messages = process.stderr.take().context("PostgreSQL has no messages")?;
    wait_until_ready(messages)?;
    Ok(process)
}

/// Reads what the server says until it is ready; the rest is read too, lest it wait for a
/// reader, and dropped: refusals are what many tests provoke.
fn wait_until_ready(messages: ChildStderr) -> Result<()> {
    let mut messages = BufReader::new(messages);
    let mut said = String::new();
    while !said.contains("ready to accept connections") {
        if messages.read_line(&mut said)? == 0 {
            bail!("PostgreSQL does not start:\n{said}");
        }
    }
    thread::spawn(move || io::copy(&mut messages, &mut io::sink()));
    Ok(())
}

fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        eprintln!("{} stays: {error}", folder.display());
    }
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// A program of the server, of its newest version.
fn program(name: &str) -> Command {
    let server = POSTGRES.path().unwrap_or_default();
    command(server.with_file_name(name))
}

/// A command as whoever the server runs as: it refuses the administrator, and Debian's
/// package makes a user for it. The server is told to end when this program does, so that
/// an interrupted run leaves no server behind.
fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.current_dir("/").args(["--pdeathsig", "INT"]);
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    }
    command.arg("--").arg(program);
    command
}
