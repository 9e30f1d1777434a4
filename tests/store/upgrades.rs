//! Migration of a database of an earlier version: complete or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;
use tiendo::domain::duty::{DutyEventKind, Submission};
use tiendo::domain::lock::{Lock, LockException, LockStatus};
use tiendo::store::{DutyFilter, ExpectedVersion, SCHEMA_VERSION, Store, StoreError, Write};

use super::fixture::*;

/// The scripts of the earlier versions.
const SCRIPTS: [&str; 3] = [
    include_str!("../../src/store/schema/0001_first.sql"),
    include_str!("../../src/store/schema/0002_shared.sql"),
    include_str!("../../src/store/schema/0003_summaries.sql"),
];

/// A store with a history, and the same data as version 1 of the program stored it.
fn first_version(figures: i64) -> (TempDir, PathBuf, Store) {
    let (folder, store) = with_history(figures);
    let path = as_version(&store, folder.path(), 1);
    (folder, path, store)
}

fn with_history(figures: i64) -> (TempDir, Store) {
    let (folder, store) = on_file();
    for hundredths in 1..=figures {
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), hundredths);
        store
            .write(
                &lan(),
                now(),
                Write::SetFigure {
                    entry: Entry::from(&draft),
                    expected: ExpectedVersion::Any,
                },
            )
            .unwrap();
    }
    let key = key("p-2021/r1", "x.syt", "2023");
    let event = DutyEventKind::Sent(Submission::default());
    let write = Write::RecordStep {
        key,
        event,
        on: Some(day("2023-11-20")),
    };
    store.write(&minh(), now(), write).unwrap();
    // Only the journal gives their order: the clock went back.
    let lock = || Lock {
        plan: "p-2021".into(),
        period: "2022".parse().unwrap(),
        office: None,
    };
    let opening = LockException {
        lock: lock(),
        until: day("2024-06-10"),
        reason: "sửa".into(),
    };
    let clock = [
        "2024-06-05T03:00:00Z",
        "2024-06-05T02:00:00Z",
        "2024-06-05T01:00:00Z",
    ];
    for (at, write) in clock.into_iter().zip([
        Write::Lock(lock()),
        Write::Unlock(opening),
        Write::Lock(lock()),
    ]) {
        assert_eq!(store.write(&lan(), moment(at), write).unwrap().rows, 1);
    }
    (folder, store)
}

/// The rows of a store in a file of an earlier version.
fn as_version(store: &Store, folder: &Path, version: usize) -> PathBuf {
    let path = folder.join("first.db");
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF")
        .unwrap();
    db.execute(
        "ATTACH ?1 AS now",
        [store.path().unwrap().to_str().unwrap()],
    )
    .unwrap();
    for script in &SCRIPTS[..version] {
        db.execute_batch(script).unwrap();
    }
    db.execute_batch("PRAGMA application_id = 0x7469656e")
        .unwrap();
    db.pragma_update(None, "user_version", i64::try_from(version).unwrap())
        .unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    for table in texts(&db, names) {
        let columns = texts(
            &db,
            &format!(
                "SELECT '\"' || name || '\"' FROM pragma_table_info('{table}')
                 WHERE name IN (SELECT name FROM pragma_table_info('{table}', 'now'))"
            ),
        )
        .join(", ");
        db.execute_batch(&format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}"
        ))
        .unwrap();
    }
    db.execute_batch("DETACH now; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    path
}

fn texts(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn upgrade(path: &Path) -> Result<Option<tiendo::store::Upgraded>, StoreError> {
    Store::upgrade(path, &lan(), moment("2026-11-22T01:00:00Z"))
}

#[test]
fn file_of_version_1_keeps_all_data_and_gets_a_complete_journal_chain() {
    let (folder, path, was) = first_version(3);
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::OlderVersion { found: 1, .. })
    ));
    let done = upgrade(&path).unwrap().unwrap();
    assert_eq!((done.from, done.to), (1, SCHEMA_VERSION));
    assert_eq!(done.copy.file_name().unwrap(), "first-v1-2026-11-22.db");
    let store = Store::open(&path).unwrap();
    assert_eq!(store.check().unwrap(), []);
    let lines = store.journal(None, 999).unwrap();
    let (newest, before) = lines.split_first().unwrap();
    assert_eq!(
        (
            newest.kind.as_str(),
            newest.before.as_deref(),
            newest.after.as_deref()
        ),
        (
            "upgrade",
            Some("1"),
            Some(SCHEMA_VERSION.to_string().as_str())
        )
    );
    assert_eq!(
        before,
        was.journal(None, 999).unwrap(),
        "no journal line is missing or changed"
    );
    assert_eq!(store.catalog().unwrap(), was.catalog().unwrap());
    let locks = store.catalog().unwrap().locks;
    let order = [LockStatus::Repeated, LockStatus::Ended, LockStatus::Locked];
    assert_eq!(
        locks.statuses(day("2024-06-05")),
        order,
        "locks keep their order"
    );
    let at = cell("p-2021/1.1", "x.syt", "2023");
    assert_eq!(
        store.figure_history(&at).unwrap(),
        was.figure_history(&at).unwrap()
    );
    let all = DutyFilter::default();
    assert_eq!(store.duties(&all).unwrap(), was.duties(&all).unwrap());
    // The backup is the file as it was; a second one on the same day gets another name.
    assert!(matches!(
        Store::open(&done.copy),
        Err(StoreError::OlderVersion { found: 1, .. })
    ));
    assert_eq!(upgrade(&path).unwrap(), None, "nothing to do");
    let again = folder.path().join("again").join("first.db");
    fs::create_dir(again.parent().unwrap()).unwrap();
    fs::copy(&done.copy, &again).unwrap();
    fs::write(again.with_file_name("first-v1-2026-11-22.db"), "taken").unwrap();
    assert_eq!(
        upgrade(&again).unwrap().unwrap().copy.file_name().unwrap(),
        "first-v1-2026-11-22-2.db"
    );
    assert_eq!(
        fs::read(again.with_file_name("first-v1-2026-11-22.db")).unwrap(),
        b"taken"
    );
}

#[test]
fn failed_migration_leaves_the_file_unchanged() {
    let (_folder, path, _was) = first_version(3);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; UPDATE figure SET office = 'x.nobody'")
        .unwrap();
    drop(db);
    let error = upgrade(&path).unwrap_err();
    assert!(
        matches!(&error, StoreError::Damaged { detail, .. } if detail.contains("figure")),
        "{error:?}"
    );
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::OlderVersion { found: 1, .. })
    ));
    let db = Connection::open(&path).unwrap();
    assert_eq!(
        texts(&db, "SELECT name FROM sqlite_schema WHERE name = 'account'"),
        [""; 0]
    );
    db.execute_batch("CREATE TABLE planted (a)").unwrap();
    drop(db);
    let error = upgrade(&path).unwrap_err();
    assert!(
        matches!(&error, StoreError::Damaged { detail, .. } if detail.contains("planted")),
        "{error:?}"
    );
}

#[test]
fn killed_migration_leaves_the_old_or_the_new_version() {
    let (folder, path, was) = first_version(150);
    let (mut old, mut new) = (0, 0);
    for wait in 0..24 {
        let place = folder.path().join(format!("try-{wait}"));
        fs::create_dir(&place).unwrap();
        let file = place.join("first.db");
        fs::copy(&path, &file).unwrap();
        killed_after(wait * 8, &["--db", file.to_str().unwrap(), "upgrade"]);
        match Store::open(&file) {
            Ok(store) => {
                new += 1;
                assert_eq!(store.check().unwrap(), []);
                assert_eq!(
                    store.journal(None, 9999).unwrap().len(),
                    was.journal(None, 9999).unwrap().len() + 1
                );
            }
            Err(StoreError::OlderVersion { found: 1, .. }) => {
                old += 1;
                assert!(upgrade(&file).unwrap().is_some(), "and can be raised again");
                assert_eq!(Store::open(&file).unwrap().check().unwrap(), []);
            }
            Err(error) => panic!("after {wait} × 8 ms: {error:?}"),
        }
    }
    println!("killed while it was raised: {old} of version 1, {new} of version {SCHEMA_VERSION}");
    assert!(old > 0);
}

#[test]
fn a_file_of_version_2_gets_the_summaries_of_its_duties() {
    let (folder, store) = with_history(3);
    let path = as_version(&store, folder.path(), 2);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("UPDATE duty SET void = 1 WHERE id % 2 = 0")
        .unwrap();
    drop(db);
    let done = upgrade(&path).unwrap().unwrap();
    assert_eq!((done.from, done.to), (2, SCHEMA_VERSION));
    let upgraded = Store::open(&path).unwrap();
    assert_eq!(upgraded.check().unwrap(), []);
    assert_eq!(
        upgraded.duty_counts(None).unwrap(),
        store.duty_counts(None).unwrap()
    );
    let all = DutyFilter::default();
    assert_eq!(upgraded.duties(&all).unwrap(), store.duties(&all).unwrap());
}

#[test]
fn a_file_of_version_3_keeps_its_summaries() {
    let (folder, store) = with_history(3);
    let path = as_version(&store, folder.path(), 3);
    let done = upgrade(&path).unwrap().unwrap();
    assert_eq!((done.from, done.to), (3, SCHEMA_VERSION));
    let upgraded = Store::open(&path).unwrap();
    assert_eq!(upgraded.check().unwrap(), []);
    assert_eq!(
        upgraded.duty_counts(None).unwrap(),
        store.duty_counts(None).unwrap()
    );
}
