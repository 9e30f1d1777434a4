//! Database files: created completely or not at all, refused without a change, backed up and checked.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tiendo::store::{ExpectedVersion, SCHEMA_VERSION, SeedData, Store, StoreError, Write};

use super::fixture::*;

/// Asserts that a file is refused and that folder and file are unchanged.
fn refused(path: &Path) -> StoreError {
    let folder = path.parent().unwrap();
    let listing = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let (names, bytes) = (listing(folder), fs::read(path).ok());
    let error = Store::open(path).unwrap_err();
    assert_eq!(
        (listing(folder), fs::read(path).ok()),
        (names, bytes),
        "{error:?}"
    );
    error
}

/// Changes a closed database without the program.
fn tamper(path: &Path, sql: &str) {
    let db = Connection::open(path).unwrap();
    db.execute_batch(sql).unwrap();
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

#[test]
fn reopened_file_has_all_saved_data() {
    let (folder, store) = on_file();
    let path = folder.path().join("tiendo.db");
    let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 3350);
    store
        .write(
            &lan(),
            now(),
            Write::SetFigure {
                entry: Entry::from(&draft),
                expected: ExpectedVersion::Absent,
            },
        )
        .unwrap();
    let seen = store.figures_of_cell(&draft.cell).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.figures_of_cell(&draft.cell).unwrap(), seen);
    assert_eq!(
        store.path().unwrap().canonicalize().unwrap(),
        path.canonicalize().unwrap()
    );
}

#[test]
fn new_file_is_private_and_overwrites_nothing() {
    let (folder, store) = on_file();
    let path = folder.path().join("tiendo.db");
    let before = fs::read(&path).unwrap();
    let again = Store::create(&path, &seed_data(), &lan(), now());
    assert!(matches!(again, Err(StoreError::FileExists(_))));
    assert_eq!(fs::read(&path).unwrap(), before);
    drop(store);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn failed_create_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep").join("tiendo.db");
    let seed_data = SeedData {
        groups: Vec::new(),
        ..seed_data()
    };
    let failed = Store::create(&path, &seed_data, &lan(), now());
    assert!(matches!(failed, Err(StoreError::NotFound(code)) if code == "x.so"));
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0);
}

#[test]
fn foreign_files_are_refused_and_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(matches!(
        refused(&at("missing.db")),
        StoreError::FileMissing(_)
    ));
    assert!(matches!(
        Store::open(&at("no/folder.db")),
        Err(StoreError::FileMissing(_))
    ));
    fs::write(at("empty.db"), "").unwrap();
    assert!(matches!(
        refused(&at("empty.db")),
        StoreError::ForeignFile(_)
    ));
    fs::write(at("text.db"), "Kế hoạch\n".repeat(500)).unwrap();
    assert!(matches!(
        refused(&at("text.db")),
        StoreError::ForeignFile(_)
    ));
    fs::create_dir(at("folder.db")).unwrap();
    assert!(matches!(refused(&at("folder.db")), StoreError::NotAFile(_)));
    let other = Connection::open(at("other.db")).unwrap();
    other
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        .unwrap();
    assert!(matches!(
        refused(&at("other.db")),
        StoreError::ForeignFile(_)
    ));
    drop(other);
    assert!(matches!(
        refused(&at("other.db")),
        StoreError::ForeignFile(_)
    ));
}

#[test]
#[cfg(unix)]
fn links_are_refused() {
    let (folder, store) = on_file();
    drop(store);
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(folder.path().join("tiendo.db"), &link).unwrap();
    assert!(matches!(refused(&link), StoreError::NotAFile(_)));
    // A hard link of the file: each name would have a log of its own.
    let second = folder.path().join("second.db");
    fs::hard_link(folder.path().join("tiendo.db"), &second).unwrap();
    for name in ["tiendo.db", "second.db"] {
        assert!(
            matches!(
                refused(&folder.path().join(name)),
                StoreError::HardLinked(_)
            ),
            "{name}"
        );
    }
    fs::remove_file(&second).unwrap();
    Store::open(&folder.path().join("tiendo.db")).unwrap();
}

/// Opening a pipe for reading would block.
#[test]
#[cfg(unix)]
fn pipe_is_refused_without_blocking() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.db");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    assert!(matches!(Store::open(&pipe), Err(StoreError::NotAFile(_))));
    let socket = folder.path().join("socket.db");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    assert!(matches!(Store::open(&socket), Err(StoreError::NotAFile(_))));
}

#[test]
fn other_versions_and_planted_triggers_are_refused() {
    for (sql, expected) in [
        (
            format!("PRAGMA user_version = {}", SCHEMA_VERSION + 1),
            Some(SCHEMA_VERSION + 1),
        ),
        ("PRAGMA user_version = -1".to_owned(), Some(-1)),
        ("PRAGMA user_version = 0".to_owned(), None),
        ("PRAGMA application_id = 7".to_owned(), None),
    ] {
        let (folder, store) = on_file();
        drop(store);
        let path = folder.path().join("tiendo.db");
        tamper(&path, &sql);
        let error = refused(&path);
        match expected {
            Some(version) => {
                assert!(
                    matches!(error, StoreError::NewerVersion { found, known: SCHEMA_VERSION, .. } if found == version)
                );
            }
            None => assert!(matches!(error, StoreError::ForeignFile(_)), "{sql}"),
        }
    }
    for planted in [
        "CREATE TRIGGER planted AFTER INSERT ON journal BEGIN DELETE FROM figure; END",
        "CREATE VIEW planted AS SELECT 1",
        "CREATE TABLE planted (a)",
        "DROP INDEX duty_open",
    ] {
        let (folder, store) = on_file();
        drop(store);
        let path = folder.path().join("tiendo.db");
        tamper(&path, planted);
        assert!(
            matches!(refused(&path), StoreError::Damaged { .. }),
            "{planted}"
        );
    }
}

#[test]
fn damage_is_reported() {
    let (folder, store) = on_file();
    drop(store);
    let path = folder.path().join("tiendo.db");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let error = Store::open(&path)
        .and_then(|store| store.check().map(|findings| assert!(!findings.is_empty())));
    assert!(
        matches!(error, Err(StoreError::CutShort { .. })),
        "{error:?}"
    );
    let mut damaged = whole.clone();
    damaged[4096 * 2..4096 * 3].fill(0xa5);
    fs::write(&path, &damaged).unwrap();
    let is_reported = match Store::open(&path).and_then(|store| store.check()) {
        Ok(findings) => !findings.is_empty(),
        Err(error) => matches!(error, StoreError::Damaged { .. }),
    };
    assert!(is_reported);
}

#[test]
fn file_names_are_not_interpreted() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["file:x.db?mode=ro", "a b%20c#d?.db", "kế hoạch.db"] {
        let path = folder.path().join(name);
        let store = Store::create(&path, &seed_data(), &lan(), now()).unwrap();
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 1);
        store
            .write(
                &lan(),
                now(),
                Write::SetFigure {
                    entry: Entry::from(&draft),
                    expected: ExpectedVersion::Absent,
                },
            )
            .unwrap();
        drop(store);
        assert!(path.is_file());
        Store::open(&path).unwrap();
    }
}

#[test]
fn backup_is_an_independent_database() {
    let (folder, store) = on_file();
    let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 3350);
    store
        .write(
            &lan(),
            now(),
            Write::SetFigure {
                entry: Entry::from(&draft),
                expected: ExpectedVersion::Absent,
            },
        )
        .unwrap();
    let to = folder.path().join("copy of it.db");
    store.backup(&to).unwrap();
    assert!(matches!(store.backup(&to), Err(StoreError::FileExists(_))));
    let copy = Store::open(&to).unwrap();
    assert_eq!(copy.check().unwrap(), []);
    assert_eq!(
        copy.figures_of_cell(&draft.cell).unwrap(),
        store.figures_of_cell(&draft.cell).unwrap()
    );
    assert_eq!(copy.catalog().unwrap(), store.catalog().unwrap());
    assert_eq!(
        copy.journal(None, 99).unwrap(),
        store.journal(None, 99).unwrap()
    );
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        left.iter()
            .all(|name| !name.to_string_lossy().ends_with(".new")),
        "{left:?}"
    );
    assert!(matches!(
        store.backup(&folder.path().join("no/where.db")),
        Err(StoreError::Io { .. })
    ));
}

#[test]
fn check_finds_changes_made_outside_the_program() {
    for (sql, check) in [
        ("UPDATE figure SET value = 1", "history"),
        ("DELETE FROM figure", "history"),
        (
            "DELETE FROM duty_origin; DELETE FROM duty_summary; DELETE FROM duty WHERE rule = 'p-2021/r2'",
            "duties",
        ),
        ("UPDATE duty_summary SET phase = 'accepted'", "duties"),
        ("UPDATE duty_summary SET deadline = '2031-01-01'", "duties"),
        ("DELETE FROM duty_summary", "duties"),
        ("UPDATE duty_count SET duties = duties + 1", "duties"),
        ("DELETE FROM duty_count", "duties"),
        (
            "PRAGMA foreign_keys = OFF; UPDATE figure SET office = 'x.nobody'",
            "foreign_keys",
        ),
        (
            "PRAGMA ignore_check_constraints = ON; UPDATE duty SET tracked = 7",
            "integrity",
        ),
    ] {
        let (folder, store) = on_file();
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 3350);
        store
            .write(
                &lan(),
                now(),
                Write::SetFigure {
                    entry: Entry::from(&draft),
                    expected: ExpectedVersion::Absent,
                },
            )
            .unwrap();
        drop(store);
        let path = folder.path().join("tiendo.db");
        tamper(&path, sql);
        let findings = Store::open(&path).unwrap().check().unwrap();
        assert!(
            findings.iter().any(|finding| finding.run_checks() == check),
            "{sql}: {findings:?}"
        );
    }
}

#[test]
#[cfg(unix)]
fn read_only_file_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let (folder, store) = on_file();
    drop(store);
    let path = folder.path().join("tiendo.db");
    let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 3350);
    let write = || Write::SetFigure {
        entry: Entry::from(&draft),
        expected: ExpectedVersion::Any,
    };
    mode(&path, 0o400);
    mode(folder.path(), 0o500);
    // Permissions of a folder do not restrict root.
    let is_enforced = fs::write(folder.path().join("probe"), "").is_err();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.catalog().unwrap().plans.len(), 2);
    let written = store.write(&lan(), now(), write());
    // The read-only mark of a file is respected for root too.
    assert!(
        matches!(written, Err(StoreError::ReadOnly(_))),
        "{written:?}"
    );
    let copy = folder.path().join("copy.db");
    assert_eq!(
        matches!(store.backup(&copy), Err(StoreError::ReadOnly(_))),
        is_enforced
    );
    let created = Store::create(&folder.path().join("new.db"), &seed_data(), &lan(), now());
    assert_eq!(matches!(created, Err(StoreError::ReadOnly(_))), is_enforced);
    mode(folder.path(), 0o700);
    drop(store);
    // Only the file is read-only: its folder is writable and holds the lock.
    let store = Store::open(&path).unwrap();
    assert!(matches!(
        store.write(&lan(), now(), write()),
        Err(StoreError::ReadOnly(_))
    ));
    assert!(
        !folder.path().join("tiendo.db-shm").exists(),
        "its index would be read-only for ever"
    );
    assert_eq!(store.catalog().unwrap().plans.len(), 2);
}

/// Writes into a file that was moved away would be acknowledged and lost.
#[cfg(unix)]
#[test]
fn moved_file_refuses_further_writes() {
    let (folder, store) = on_file();
    let path = folder.path().join("tiendo.db");
    let set = |hundredths| {
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), hundredths);
        store.write(
            &lan(),
            now(),
            Write::SetFigure {
                entry: Entry::from(&draft),
                expected: ExpectedVersion::Any,
            },
        )
    };
    set(3350).unwrap();
    std::fs::rename(&path, folder.path().join("elsewhere.db")).unwrap();
    assert!(matches!(set(3400), Err(StoreError::FileReplaced(_))));
    // A new file would take the log of the old one for its own.
    let log = folder.path().join("tiendo.db-wal");
    let created = Store::create(&path, &seed_data(), &lan(), now());
    assert!(
        matches!(created, Err(StoreError::FileExists(path)) if path.file_name() == log.file_name())
    );
    std::fs::rename(&log, folder.path().join("elsewhere.db-wal")).unwrap();
    std::fs::rename(
        folder.path().join("tiendo.db-shm"),
        folder.path().join("elsewhere.db-shm"),
    )
    .unwrap();
    Store::create(&path, &seed_data(), &lan(), now()).unwrap();
    assert!(
        matches!(set(3500), Err(StoreError::FileReplaced(_))),
        "another file of the same name"
    );
}

/// Overwrites a page of the file's content, which only a check of the whole file notices.
fn damage_content(path: &Path) {
    let page: i64 = {
        let db = Connection::open(path).unwrap();
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'duty'";
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let start = usize::try_from(page - 1).unwrap() * 4096;
    let mut bytes = fs::read(path).unwrap();
    bytes[start + 8..start + 4096].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn whole_file_is_checked_once_a_day_for_all_sessions() {
    let (folder, store) = on_file();
    drop(store);
    let path = folder.path().join("tiendo.db");
    let stamp = folder.path().join("tiendo.db.checked");
    let (today, tomorrow) = (day("2024-06-05"), day("2024-06-06"));
    Store::daily_check(&path, today).unwrap();
    let written = fs::read_to_string(&stamp).unwrap();
    assert!(written.starts_with("2024-06-05 "), "{written}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = stamp.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    damage_content(&path);
    Store::daily_check(&path, today).unwrap();
    for _ in 0..2 {
        let found = Store::daily_check(&path, tomorrow);
        assert!(
            matches!(found, Err(StoreError::Damaged { .. })),
            "{found:?}"
        );
        assert_eq!(
            fs::read(&stamp).unwrap(),
            b"",
            "damage is found by each session"
        );
    }
}

#[test]
fn another_file_is_checked_on_the_same_day() {
    let (folder, store) = on_file();
    let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 1);
    let write = Write::SetFigure {
        entry: Entry::from(&draft),
        expected: ExpectedVersion::Absent,
    };
    store.write(&minh(), now(), write).unwrap();
    drop(store);
    let path = folder.path().join("tiendo.db");
    let stamp = folder.path().join("tiendo.db.checked");
    let today = day("2024-06-05");
    Store::daily_check(&path, today).unwrap();
    let first = fs::read_to_string(&stamp).unwrap();
    // Copied over it: the same file for the system, without the newest line.
    let (other_folder, other) = on_file();
    drop(other);
    let other = other_folder.path().join("tiendo.db");
    fs::write(&path, fs::read(&other).unwrap()).unwrap();
    damage_content(&path);
    let found = Store::daily_check(&path, today);
    assert!(
        matches!(found, Err(StoreError::Damaged { .. })),
        "{found:?}"
    );
    // Renamed over it: another file for the system.
    fs::remove_file(&path).unwrap();
    fs::copy(&other, &path).unwrap();
    fs::write(&stamp, &first).unwrap();
    Store::daily_check(&path, today).unwrap();
    // Where there can be no stamp, every session checks.
    fs::remove_file(&stamp).unwrap();
    fs::create_dir(&stamp).unwrap();
    Store::daily_check(&path, today).unwrap();
    damage_content(&path);
    let found = Store::daily_check(&path, today);
    assert!(
        matches!(found, Err(StoreError::Damaged { .. })),
        "{found:?}"
    );
}
