//! One verification for `backup`, `backup --nightly`, `check` and `restore`: all four agree on whether a file is
//! valid.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::Days;
use rusqlite::Connection;
use tiendo::store::{IntegrityIssue, Store, StoreError};

use super::fixture::*;
use super::maintenance::{names, tamper, with_history};

const PAGE: usize = 4096;

fn run(db: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    command
        .env_clear()
        .env("TIENDO_LANG", "en")
        .arg("--db")
        .arg(db)
        .args(arguments)
        .output()
        .unwrap()
}

fn output_text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// Findings that make a file unusable, not only inconsistent with its journal.
fn is_damage(issue: &IntegrityIssue) -> bool {
    matches!(issue.run_checks(), "integrity" | "foreign_keys" | "journal")
}

#[test]
fn truncated_file_is_refused_by_every_command() {
    let (folder, path, store) = with_history();
    drop(store);
    let whole = fs::read(&path).unwrap();
    let other = folder.path().join("other").join("tiendo.db");
    fs::create_dir(other.parent().unwrap()).unwrap();
    fs::write(&other, &whole).unwrap();
    let cut = folder.path().join("cut.db");
    for missing in [1, 17, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, whole.len() - 200] {
        let bytes = &whole[..whole.len() - missing];
        fs::write(&cut, bytes).unwrap();
        let copy = folder.path().join("copy.db");
        for arguments in [
            &["check"][..],
            &["backup", copy.to_str().unwrap()],
            &["backup", "--nightly"],
            &["status"],
            &["restore", cut.to_str().unwrap()],
        ] {
            let done = run(
                if arguments[0] == "restore" {
                    &other
                } else {
                    &cut
                },
                arguments,
            );
            assert_eq!(
                done.status.code(),
                Some(1),
                "{missing} {arguments:?}: {}",
                output_text(&done)
            );
            assert!(
                output_text(&done).contains("truncated"),
                "{missing} {arguments:?}: {}",
                output_text(&done)
            );
        }
        assert!(
            !copy.exists() && !folder.path().join("backups").exists(),
            "{missing}"
        );
        assert_eq!(fs::read(&cut).unwrap(), bytes, "{missing}: as it was");
        assert_eq!(fs::read(&other).unwrap(), whole, "{missing}");
    }
}

/// The page of an index.
fn page_of(path: &Path, name: &str) -> usize {
    let db = Connection::open(path).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    usize::try_from(
        db.query_row(sql, [name], |row| row.get::<_, i64>(0))
            .unwrap(),
    )
    .unwrap()
}

#[test]
fn changed_byte_in_an_index_is_refused_by_backup_and_restore() {
    let (folder, path, store) = with_history();
    drop(store);
    let page = page_of(&path, "duty_open");
    let mut bytes = fs::read(&path).unwrap();
    bytes[page * PAGE - 3] ^= 1;
    let harmed = folder.path().join("harmed.db");
    fs::write(&harmed, bytes).unwrap();
    let store = Store::open(&harmed).unwrap();
    let issues = store.check().unwrap();
    assert!(
        issues.iter().any(|issue| issue.run_checks() == "integrity"),
        "{issues:?}"
    );
    let copy = folder.path().join("copy.db");
    assert!(matches!(
        store.backup(&copy),
        Err(StoreError::Damaged { .. })
    ));
    assert!(!copy.exists());
    drop(store);
    assert!(matches!(
        Store::restore(&harmed, &path, &lan(), now()),
        Err(StoreError::InvalidCopy(_))
    ));
}

#[test]
fn backup_accepts_exactly_what_restore_accepts_for_any_changed_byte() {
    let (folder, path, store) = with_history();
    drop(store);
    let whole = fs::read(&path).unwrap();
    let mut seed = 0x7469_656e_u64;
    let mut roll = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let (mut refused, mut taken) = (0, 0);
    for no in 0..40 {
        let place = folder.path().join(format!("try-{no}"));
        fs::create_dir(&place).unwrap();
        let mut bytes = whole.clone();
        // Cells are at the end of a page.
        let at =
            roll(whole.len() / PAGE) * PAGE + PAGE - 1 - roll(if no % 2 == 0 { 64 } else { PAGE });
        bytes[at] ^= 1 << roll(8);
        let (harmed, target) = (place.join("harmed.db"), place.join("tiendo.db"));
        fs::write(&harmed, &bytes).unwrap();
        let backup =
            Store::open(&harmed).and_then(|store| store.backup(&place.join("copy.db")).map(drop));
        let check = Store::open(&harmed).and_then(|store| store.check());
        let sound = check
            .as_ref()
            .is_ok_and(|issues| !issues.iter().any(is_damage));
        fs::write(&harmed, &bytes).unwrap();
        let restored = Store::restore(&harmed, &target, &lan(), now());
        assert_eq!(
            (backup.is_ok(), restored.is_ok()),
            (sound, sound),
            "byte {at}: {backup:?} {check:?} {restored:?}"
        );
        if sound {
            taken += 1;
            Store::restore(
                &place.join("copy.db"),
                &target,
                &lan(),
                now() + chrono::TimeDelta::hours(1),
            )
            .unwrap();
        } else {
            refused += 1;
        }
    }
    println!("40 changed bytes: {refused} refused, {taken} taken");
    assert!(refused > 5 && taken > 5);
}

/// A folder with a number of nightly backups of a database.
fn with_backups(store: &Store, folder: &Path, count: u64) -> Vec<String> {
    let first = store
        .run_nightly_backup(Some(folder), &lan(), now())
        .unwrap()
        .unwrap()
        .copy;
    for no in 1..count {
        let day = now().checked_add_days(Days::new(no)).unwrap().date_naive();
        fs::copy(&first, folder.join(format!("tiendo-{day}.db"))).unwrap();
    }
    names(folder)
}

#[test]
fn nightly_backup_of_an_invalid_database_prunes_nothing() {
    let later = now().checked_add_days(Days::new(60)).unwrap();
    for (sql, made) in [
        (
            "PRAGMA foreign_keys = OFF; UPDATE figure SET office = 'x.nobody'",
            false,
        ),
        (
            "PRAGMA ignore_check_constraints = ON; UPDATE duty SET tracked = 7",
            false,
        ),
        ("UPDATE journal SET after = 'x' WHERE no = 2", false),
        // Valid, but the figures are not those that were entered: the older backups may hold them.
        ("UPDATE figure SET value = 999", true),
    ] {
        let (folder, path, store) = with_history();
        let backups = folder.path().join("nights");
        let before = with_backups(&store, &backups, 33);
        drop(store);
        tamper(&path, sql);
        let store = Store::open(&path).unwrap();
        match store.run_nightly_backup(Some(&backups), &lan(), later) {
            Ok(night) => {
                let night = night.unwrap();
                assert!(made && night.created && !night.issues.is_empty(), "{sql}");
                assert_eq!(
                    (night.kept, night.removed),
                    (34, Vec::<PathBuf>::new()),
                    "{sql}"
                );
            }
            Err(error) => assert!(
                !made && matches!(error, StoreError::Damaged { .. }),
                "{sql}: {error:?}"
            ),
        }
        assert!(
            before.iter().all(|name| backups.join(name).exists()),
            "{sql}"
        );
        drop(store);
        let done = run(&path, &["backup", "--nightly", backups.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1), "{sql}: {}", output_text(&done));
        assert!(
            output_text(&done).contains("No older backups were deleted"),
            "{sql}: {}",
            output_text(&done)
        );
        assert!(
            before.iter().all(|name| backups.join(name).exists()),
            "{sql}"
        );
        assert!(
            !names(&backups).iter().any(|name| name.starts_with('.')),
            "{sql}: nothing is left half made"
        );
    }
}

#[test]
fn nightly_backup_reports_a_copy_of_today_damaged_since() {
    let (folder, path, store) = with_history();
    let backups = folder.path().join("nights");
    with_backups(&store, &backups, 33);
    let at = now().checked_add_days(Days::new(40)).unwrap();
    let copy = store
        .run_nightly_backup(Some(&backups), &lan(), at)
        .unwrap()
        .unwrap()
        .copy;
    let before = with_backups(&store, &backups, 33);
    let bytes = fs::read(&copy).unwrap();
    fs::write(&copy, &bytes[..bytes.len() - 1]).unwrap();
    assert!(matches!(
        store.run_nightly_backup(Some(&backups), &lan(), at),
        Err(StoreError::CutShort { .. })
    ));
    assert_eq!(names(&backups), before);
    fs::write(&copy, &bytes).unwrap();
    // Today's backup is valid, and the database no longer is.
    drop(store);
    tamper(&path, "UPDATE journal SET after = 'x' WHERE no = 2");
    let store = Store::open(&path).unwrap();
    assert!(matches!(
        store.run_nightly_backup(Some(&backups), &lan(), at),
        Err(StoreError::Damaged { .. })
    ));
    assert_eq!(names(&backups), before);
}

/// A backup with a log next to it includes the content of the log.
#[test]
fn backup_with_a_log_is_restored_with_the_log_content() {
    let (folder, path, store) = with_history();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    drop(store);
    let db = Connection::open(&copy).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
        .unwrap();
    db.execute_batch("UPDATE office SET name = 'Sở Y tế mới' WHERE code = 'x.syt'")
        .unwrap();
    let (crashed, log) = (
        folder.path().join("crashed.db"),
        folder.path().join("crashed.db-wal"),
    );
    fs::copy(&copy, &crashed).unwrap();
    fs::copy(folder.path().join("copy.db-wal"), &log).unwrap();
    let before = (fs::read(&crashed).unwrap(), fs::read(&log).unwrap());
    Store::restore(&crashed, &path, &lan(), now()).unwrap();
    let name = Store::open(&path).unwrap().catalog().unwrap().offices
        [&tiendo::domain::code::OfficeCode::from("x.syt")]
        .name
        .clone();
    assert_eq!(name, "Sở Y tế mới");
    assert_eq!(
        (fs::read(&crashed).unwrap(), fs::read(&log).unwrap()),
        before,
        "the copy is as it was"
    );
}

/// A backup with a rollback journal: the transaction in it was never finished.
#[test]
fn backup_with_a_rollback_journal_is_restored_as_before_its_transaction() {
    let (folder, path, store) = with_history();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    drop(store);
    let db = Connection::open(&copy).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN",
    )
    .unwrap();
    db.execute_batch(
        "UPDATE office SET name = name || ' (cũ)'; UPDATE journal SET why = hex(zeroblob(3000))",
    )
    .unwrap();
    let (crashed, log) = (
        folder.path().join("crashed.db"),
        folder.path().join("crashed.db-journal"),
    );
    fs::copy(&copy, &crashed).unwrap();
    fs::copy(folder.path().join("copy.db-journal"), &log).unwrap();
    drop(db);
    #[cfg(unix)]
    for file in [&crashed, &log] {
        fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o444)).unwrap();
    }
    let before = (fs::read(&crashed).unwrap(), fs::read(&log).unwrap());
    assert!(!before.1.is_empty());
    Store::restore(&crashed, &path, &lan(), now()).unwrap();
    let catalog = Store::open(&path).unwrap().catalog().unwrap();
    assert!(
        catalog
            .offices
            .values()
            .all(|office| !office.name.contains("(cũ)"))
    );
    #[cfg(unix)]
    {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions());
        assert_eq!(
            mode & 0o777,
            0o600,
            "the rights of the copy are not those of the database"
        );
    }
    assert_eq!(
        (fs::read(&crashed).unwrap(), fs::read(&log).unwrap()),
        before,
        "the copy is as it was"
    );
}
