//! A disk that fills up: what was kept stays, what was not is told.

use std::{env, fs, path::Path, process::Command};

use storage::{Database, SCHEMA, StoreError, Tx, backup, check, sql};

use crate::ground::{THINGS, at, n_things, open};

/// Set for the process in which no file may grow beyond some size.
const LIMITED: &str = "METIER_TEST_LIMITED";

async fn add(database: &Database, number: i64) -> Result<u64, StoreError> {
    let work = async |tx: &mut Tx| {
        let row = sql("insert into things (id, name, size) values (?, ?, ?)");
        tx.run(row.bind(number.to_string()).bind("x".repeat(20_000)).bind(number)).await
    };
    database.write(at(number), work).await
}

/// Adds things until there is no room; says how many were kept.
async fn fills_up(database: &Database) -> i64 {
    for number in 0..100_000 {
        match add(database, number).await {
            Ok(n_rows) => assert_eq!(n_rows, 1),
            Err(StoreError::Full) => return number,
            Err(other) => panic!("{number}: {other:?}"),
        }
    }
    panic!("it never fills up");
}

/// What is kept is read, what is not is not there; nothing is damaged.
async fn stays_whole(database: &Database, n_kept: i64) {
    assert!(10 < n_kept, "{n_kept}");
    assert_eq!(n_things(database).await, n_kept);
    assert_eq!(check(database, at(0)).await.unwrap(), []);
    let refused = add(database, n_kept).await.unwrap_err();
    assert!(matches!(refused, StoreError::Full), "{refused:?}");
    assert_eq!(n_things(database).await, n_kept);
}

/// A disk of its own: only who owns the machine can have one.
fn small_disk(folder: &Path) -> bool {
    let mut mount = Command::new("mount");
    let mounted = mount.args(["-t", "tmpfs", "-o", "size=3m", "none"]).arg(folder).output();
    mounted.is_ok_and(|mounted| mounted.status.success())
}

#[tokio::test]
async fn a_full_disk_keeps_what_it_has_and_takes_more_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    if !small_disk(folder.path()) {
        eprintln!("no disk can be mounted here: the limited process shows the same but for room");
        return;
    }
    let ballast = folder.path().join("ballast");
    fs::write(&ballast, vec![0; 500_000]).unwrap();
    let path = folder.path().join("metier.db");
    let place = path.display().to_string();
    let database = open(&place).await;
    let n_kept = fills_up(&database).await;
    stays_whole(&database, n_kept).await;
    let refused = backup(&database, &folder.path().join("a.backup"), at(1)).await;
    fs::remove_file(&ballast).unwrap();
    add(&database, n_kept).await.unwrap();
    assert_eq!(n_things(&database).await, n_kept + 1);
    database.close().await;
    let again = Database::open(&place, &[SCHEMA, THINGS], at(2)).await.unwrap();
    assert_eq!(check(&again, at(3)).await.unwrap(), []);
    again.close().await;
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{left:?}");
    assert!(refused.is_ok() || matches!(refused, Err(StoreError::Full)), "{refused:?}");
    let unmounted = Command::new("umount").arg(folder.path()).status().unwrap();
    assert!(unmounted.success());
}

/// The same in a process whose files may not grow beyond two megabytes, for whoever cannot
/// mount a disk.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_keeps_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let program = env::current_exe().unwrap();
    let limited = "trap '' XFSZ; ulimit -f 4096; exec \"$0\" \
                   --exact full::in_a_limited_process --nocapture";
    let ended = Command::new("sh")
        .args(["-c", limited])
        .arg(program)
        .env(LIMITED, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned();
    assert!(ended.status.success() && said.contains("kept, then full"), "{said}");
}

/// Only does something in the process that the test above starts.
#[tokio::test]
async fn in_a_limited_process() {
    let Some(folder) = env::var_os(LIMITED) else { return };
    let place = Path::new(&folder).join("metier.db").display().to_string();
    let database = open(&place).await;
    let n_kept = fills_up(&database).await;
    stays_whole(&database, n_kept).await;
    println!("{n_kept} kept, then full");
}
