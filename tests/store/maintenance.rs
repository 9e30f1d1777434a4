//! Maintenance: nightly and requested backups, restore, and the findings of a check.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, TimeDelta, Utc};
use rusqlite::Connection;
use tempfile::TempDir;
use tiendo::domain::account::{Account, AccountState, DatabaseMode, Role};
use tiendo::domain::duty::{DutyEventKind, Submission};
use tiendo::i18n::{Lang, maintenance};
use tiendo::store::{Actor, ExpectedVersion, IntegrityIssue, JournalTip, Store, StoreError, Write};

use super::fixture::*;

fn set(store: &Store, hundredths: i64) {
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

fn value(store: &Store) -> String {
    let figures = store
        .figures_of_cell(&cell("p-2021/1.1", "x.syt", "2023"))
        .unwrap();
    figures
        .first()
        .map(|figure| format!("{:?}", figure.answer))
        .unwrap_or_default()
}

/// A store with a history of three figures and a report that was sent.
pub fn with_history() -> (TempDir, PathBuf, Store) {
    let (folder, store) = on_file();
    (1..=3).for_each(|hundredths| set(&store, hundredths * 100));
    let event = DutyEventKind::Sent(Submission::default());
    let key = key("p-2021/r1", "x.syt", "2023");
    let write = Write::RecordStep {
        key,
        event,
        on: Some(day("2023-11-20")),
    };
    store.write(&minh(), now(), write).unwrap();
    let path = folder.path().join("tiendo.db");
    (folder, path, store)
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub fn tamper(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn each_kind_of_tampering_is_found_and_named() {
    for (sql, check, named) in [
        (
            "UPDATE journal SET after = '9 official' WHERE no = 3",
            "journal",
            "dòng 3",
        ),
        ("DELETE FROM journal WHERE no = 3", "journal", "dòng 3"),
        (
            "DELETE FROM journal WHERE no = 3; UPDATE journal SET no = no - 1 WHERE no > 3",
            "journal",
            "dòng 3",
        ),
        (
            "UPDATE journal SET by = 'minh' WHERE no = 2",
            "journal",
            "dòng 2",
        ),
        (
            "DELETE FROM journal WHERE no = 4",
            "totals",
            "p-2021/1.1 x.syt 2023 official: nhật ký ghi 2 lần",
        ),
        (
            "UPDATE figure SET value = 999",
            "totals",
            "trong tệp dữ liệu là “9.99 official lan",
        ),
        (
            "UPDATE figure SET value = 999; UPDATE figure_change SET value = 999 WHERE version = 3",
            "totals",
            "nhật ký ghi “3 official lan",
        ),
        (
            "UPDATE figure SET by = 'minh'; UPDATE figure_change SET by = 'minh'",
            "totals",
            "official minh",
        ),
        (
            "DELETE FROM figure_change WHERE version = 1",
            "totals",
            "nhật ký ghi 3 lần, tệp dữ liệu có 2 lần",
        ),
        (
            "UPDATE figure_change SET value = 1 WHERE version = 1",
            "totals",
            "lịch sử trong tệp dữ liệu là “0.01 official",
        ),
        (
            "DELETE FROM figure; DELETE FROM figure_change",
            "totals",
            "tệp dữ liệu có 0 lần",
        ),
        (
            "UPDATE duty_event SET on_day = '2023-11-01'",
            "totals",
            "sent 2023-11-01 minh",
        ),
        (
            "DELETE FROM duty_event",
            "totals",
            "p-2021/r1 x.syt 2023: nhật ký ghi 1 lần",
        ),
        (
            "UPDATE duty SET closed_on = NULL",
            "duties",
            "p-2021/r1 x.syt 2023",
        ),
        (
            "UPDATE duty SET last_day = date(last_day, '+9 days'), first_term = date(first_term, '+9 days')",
            "duties",
            "sai hạn",
        ),
    ] {
        let (_folder, path, store) = with_history();
        assert_eq!(store.check().unwrap(), []);
        drop(store);
        tamper(&path, sql);
        let findings = Store::open(&path).unwrap().check().unwrap();
        let sentences: Vec<String> = findings
            .iter()
            .map(|finding| maintenance::integrity_issue(Lang::Vi, finding))
            .collect();
        let found = findings
            .iter()
            .zip(&sentences)
            .any(|(finding, sentences)| finding.run_checks() == check && sentences.contains(named));
        assert!(found, "{sql}: {sentences:?}");
        assert!(sentences.iter().all(|line| line.ends_with('.')));
    }
}

#[test]
fn earlier_tip_shows_truncation_and_rewriting() {
    let (_folder, path, store) = with_history();
    let early = store.journal_tip().unwrap().unwrap();
    assert_eq!(early.no, 5);
    assert_eq!(JournalTip::parse(&early.to_string()), Some(early.clone()));
    let comment = |store: &Store, text: &str| {
        let subject =
            tiendo::domain::comment::CommentSubject::Duty(key("p-2021/r1", "x.syt", "2023"));
        store
            .write(
                &lan(),
                now(),
                Write::Comment {
                    subject,
                    text: text.into(),
                },
            )
            .unwrap();
    };
    comment(&store, "một");
    let late = store.journal_tip().unwrap().unwrap();
    assert_eq!(
        (
            store.verify_journal_tip(&early).unwrap(),
            store.verify_journal_tip(&late).unwrap()
        ),
        (None, None)
    );
    drop(store);
    // The last line with its row: the file alone does not show it.
    tamper(
        &path,
        "DELETE FROM journal WHERE no = 6; DELETE FROM comment",
    );
    let store = Store::open(&path).unwrap();
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(store.verify_journal_tip(&early).unwrap(), None);
    assert_eq!(
        store.verify_journal_tip(&late).unwrap(),
        Some(IntegrityIssue::JournalTruncated { no: 6, last: 5 })
    );
    comment(&store, "hai");
    assert_eq!(
        store.verify_journal_tip(&late).unwrap(),
        Some(IntegrityIssue::JournalRewritten(6))
    );
    for wrong in [
        "",
        "5",
        "5:",
        "5:12",
        "x:0123456789abcdef",
        "0:0123456789abcdef",
        "5:0123456789abcdeg",
    ] {
        assert_eq!(JournalTip::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn restore_sets_the_current_file_aside_and_records_it_in_the_journal() {
    let (folder, path, store) = with_history();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    set(&store, 900);
    let present = value(&store);
    assert!(
        matches!(
            Store::restore(&copy, &path, &lan(), now()),
            Err(StoreError::InUse(_))
        ),
        "a session is open"
    );
    set(&store, 901);
    set(&store, 900);
    drop(store);
    let bytes = fs::read(&copy).unwrap();
    let done = Store::restore(&copy, &path, &lan(), now()).unwrap();
    assert_eq!(done.issues, []);
    let aside = done.aside_path.unwrap();
    assert_eq!(
        aside.file_name().unwrap(),
        "tiendo-aside-2024-06-05-080203.db"
    );
    assert_eq!(fs::read(&copy).unwrap(), bytes, "the copy is as it was");
    assert_eq!(
        names(folder.path()),
        [
            "copy.db",
            "tiendo-aside-2024-06-05-080203.db",
            "tiendo.db",
            "tiendo.db.lock",
            "tiendo.db.queue"
        ],
        "nothing else is left"
    );
    let store = Store::open(&path).unwrap();
    assert_ne!(value(&store), present);
    let line = store.journal(None, 1).unwrap().remove(0);
    assert_eq!(
        (line.kind.as_str(), line.after.as_deref()),
        ("restore", Some("copy.db"))
    );
    assert_eq!(
        line.before.as_deref(),
        Some("tiendo-aside-2024-06-05-080203.db")
    );
    assert_eq!(store.check().unwrap(), []);
    let kept = Store::open(&aside).unwrap();
    assert_eq!(
        value(&kept),
        present,
        "the file that was set aside is complete"
    );
    drop((store, kept));
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let found = fs::metadata(&path).unwrap();
        assert_eq!(
            (found.permissions().mode() & 0o777, found.nlink()),
            (0o600, 1)
        );
    }
    // Within the same second: no file that was set aside is overwritten.
    assert!(matches!(
        Store::restore(&copy, &path, &lan(), now()),
        Err(StoreError::FileExists(_))
    ));
    assert!(matches!(
        Store::restore(&path, &path, &lan(), now()),
        Err(StoreError::SameFile(_))
    ));
}

/// A change of a file without the program.
type Tampering = fn(&Path);

#[test]
fn damaged_or_missing_file_is_restored_with_its_log_set_aside() {
    let (folder, path, store) = with_history();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    let whole = value(&store);
    drop(store);
    let at = |second: u32| moment(&format!("2024-06-05T01:02:{second:02}Z"));
    let log = |ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
    let tamperings: [(&str, Tampering); 5] = [
        ("a head of noise", |path| {
            let mut bytes = fs::read(path).unwrap();
            bytes[..200].fill(0xa5);
            fs::write(path, bytes).unwrap();
        }),
        ("a page of noise", |path| {
            let mut bytes = fs::read(path).unwrap();
            bytes[4096..8192].fill(0xa5);
            fs::write(path, bytes).unwrap();
        }),
        ("nothing in it", |path| fs::write(path, "").unwrap()),
        ("half of it", |path| {
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("gone", |path| fs::remove_file(path).unwrap()),
    ];
    for (second, (tampering, make)) in (10..).zip(tamperings) {
        make(&path);
        fs::write(log("-wal"), "the log of a writer who was killed").unwrap();
        fs::write(log("-shm"), "its index").unwrap();
        let left = fs::read(&path).ok();
        let done = Store::restore(&copy, &path, &lan(), at(second))
            .unwrap_or_else(|error| panic!("{tampering}: {error:?}"));
        let aside = done.aside_path.unwrap();
        assert!(
            !log("-wal").exists() && !log("-shm").exists(),
            "{tampering}"
        );
        // Where SQLite can read the header it removes such a log itself.
        if tampering != "half of it" && tampering != "a page of noise" {
            assert_eq!(fs::read(&aside).ok(), left, "{tampering}: as it was");
            assert!(
                PathBuf::from(format!("{}-wal", aside.display())).exists(),
                "{tampering}: with its log"
            );
        }
        let store = Store::open(&path).unwrap();
        assert_eq!(
            (value(&store), store.check().unwrap()),
            (whole.clone(), Vec::new()),
            "{tampering}"
        );
    }
    // The file and its folder are missing.
    let new_path = folder.path().join("new").join("tiendo.db");
    assert_eq!(
        Store::restore(&copy, &new_path, &lan(), now())
            .unwrap()
            .aside_path,
        None
    );
    assert_eq!(value(&Store::open(&new_path).unwrap()), whole);
}

#[test]
fn restore_of_an_invalid_copy_changes_nothing() {
    let (folder, path, store) = with_history();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    drop(store);
    let before = fs::read(&path).unwrap();
    let bytes = fs::read(&copy).unwrap();
    let refused = |what: &str| {
        let listing = names(folder.path());
        let error = Store::restore(&copy, &path, &lan(), now()).unwrap_err();
        assert!(
            matches!(error, StoreError::InvalidCopy(_)),
            "{what}: {error:?}"
        );
        assert_eq!(
            (names(folder.path()), fs::read(&path).unwrap()),
            (listing, before.clone()),
            "{what}"
        );
    };
    for sql in [
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 9",
        "PRAGMA user_version = -1",
        "CREATE TABLE planted (a)",
        "UPDATE journal SET after = 'x' WHERE no = 2",
        "PRAGMA foreign_keys = OFF; UPDATE figure SET office = 'x.nobody'",
        "PRAGMA ignore_check_constraints = ON; UPDATE duty SET tracked = 7",
    ] {
        fs::write(&copy, &bytes).unwrap();
        tamper(&copy, sql);
        refused(sql);
    }
    fs::write(&copy, &bytes[..bytes.len() / 2]).unwrap();
    refused("half of it");
    fs::write(&copy, "a text").unwrap();
    refused("a text");
    fs::remove_file(&copy).unwrap();
    refused("nothing");
}

#[test]
fn another_programs_file_is_not_set_aside() {
    let (folder, path, store) = with_history();
    drop(store);
    let other = folder.path().join("other.db");
    tamper(&other, "CREATE TABLE t (a)");
    let before = fs::read(&other).unwrap();
    assert!(matches!(
        Store::restore(&path, &other, &lan(), now()),
        Err(StoreError::ForeignFile(_))
    ));
    assert_eq!(fs::read(&other).unwrap(), before);
}

#[test]
fn thirty_valid_nightly_backups_are_kept() {
    let (folder, path, store) = with_history();
    let nights = folder.path().join("nights");
    let at = |no: u64| now().checked_add_days(Days::new(no)).unwrap();
    let run = |store: &Store, no| {
        store
            .run_nightly_backup(Some(&nights), &lan(), at(no))
            .unwrap()
            .unwrap()
    };
    let first = run(&store, 0);
    assert!(first.created);
    for no in 1..29 {
        fs::copy(
            &first.copy,
            nights.join(format!("tiendo-{}.db", at(no).date_naive())),
        )
        .unwrap();
    }
    for no in 29..32 {
        let night = run(&store, no);
        assert!(night.created && night.damaged.is_empty());
        assert_eq!(
            (night.kept, night.removed.len()),
            (30, usize::from(no >= 30))
        );
    }
    let kept = names(&nights);
    assert_eq!(
        (kept.len(), kept[0].as_str(), kept[29].as_str()),
        (30, "tiendo-2024-06-07.db", "tiendo-2024-07-06.db")
    );
    // Again on the same day: the existing copy is unchanged.
    let bytes = fs::read(nights.join(&kept[29])).unwrap();
    set(&store, 777);
    assert!(!run(&store, 31).created);
    assert_eq!(fs::read(nights.join(&kept[29])).unwrap(), bytes);
    // A damaged copy is not counted, no valid copy is removed because of it, and other files are ignored.
    fs::write(nights.join(&kept[10]), "damaged").unwrap();
    for other_file in [
        "tiendo-2020-01-01-101010.db",
        "tiendo-2020-01-01.db.old",
        "other-2020-01-01.db",
        "tiendo-.db",
        "é.db",
    ] {
        fs::write(nights.join(other_file), "").unwrap();
    }
    let night = run(&store, 32);
    assert_eq!((night.kept, night.removed.len()), (30, 0));
    assert_eq!(night.damaged, [nights.join(&kept[10])]);
    assert_eq!(names(&nights).len(), 31 + 5);
    // Today's copy is damaged: this is reported, and no copy is removed.
    let today = nights.join("tiendo-2024-07-08.db");
    fs::write(&today, "damaged").unwrap();
    let listing = names(&nights);
    assert!(
        store
            .run_nightly_backup(Some(&nights), &lan(), at(33))
            .is_err()
    );
    assert_eq!(names(&nights), listing);
    assert!(
        store
            .run_nightly_backup(None, &lan(), Utc::now())
            .unwrap()
            .unwrap()
            .copy
            .starts_with(path.with_file_name("backups"))
    );
}

#[test]
fn partial_copy_of_a_killed_backup_is_removed_after_a_day() {
    let (folder, _path, store) = with_history();
    let nights = folder.path().join("nights");
    let run = |days| {
        store
            .run_nightly_backup(Some(&nights), &lan(), Utc::now() + TimeDelta::days(days))
            .unwrap()
            .unwrap()
    };
    run(0);
    let half = nights.join(".tiendo-2024-07-07.db.0123456789abcdef.new");
    let other = nights.join(".other-2024-07-07.db.0123456789abcdef.new");
    fs::write(&half, "half").unwrap();
    let temp = folder.path().join(".tiendo.db.0123456789abcdef.new");
    fs::write(&temp, "half").unwrap();
    fs::write(&other, "half").unwrap();
    run(0);
    assert!(half.exists() && temp.exists(), "it may be at work");
    assert_eq!(run(2).kept, 2);
    assert!(!half.exists() && !temp.exists() && other.exists());
}

#[test]
fn shared_database_is_backed_up_by_its_administrator_into_its_folder() {
    let (folder, _path, store) = with_history();
    let owner = Actor::owner("root");
    let account = |name: &str, role| Account {
        name: name.into(),
        person: name.into(),
        role,
        office: None,
        state: AccountState::Active,
        keys: Vec::new(),
        settings: None,
    };
    for (name, role) in [("hoa", Role::Admin), ("lan", Role::Viewer)] {
        store
            .write(
                &owner,
                now(),
                Write::AddAccount(Box::new(account(name, role))),
            )
            .unwrap();
    }
    store
        .write(&owner, now(), Write::SetMode(DatabaseMode::Shared))
        .unwrap();
    let hoa = Actor::account("hoa", "terminal");
    let new_path = folder.path().join("copy.db");
    for actor in [lan(), minh()] {
        assert!(matches!(
            store.backup_now(&actor, now()),
            Err(StoreError::Forbidden(_))
        ));
        assert!(matches!(
            store.run_nightly_backup(None, &actor, now()),
            Err(StoreError::Forbidden(_))
        ));
        assert!(matches!(
            store.backup_to(&new_path, &actor, now()),
            Err(StoreError::Forbidden(_))
        ));
    }
    assert!(matches!(
        store.backup_to(&new_path, &hoa, now()),
        Err(StoreError::OutsideBackupFolder(_))
    ));
    assert!(matches!(
        store.run_nightly_backup(Some(folder.path()), &hoa, now()),
        Err(StoreError::OutsideBackupFolder(_))
    ));
    let copy = store.backup_now(&hoa, now()).unwrap().unwrap().copy;
    assert_eq!(
        copy.strip_prefix(folder.path().canonicalize().unwrap())
            .unwrap(),
        Path::new("backups/tiendo-2024-06-05-080203.db")
    );
    assert!(
        store
            .run_nightly_backup(None, &hoa, now())
            .unwrap()
            .unwrap()
            .created
    );
    store.backup_to(&new_path, &owner, now()).unwrap();
}

#[test]
fn killed_restore_leaves_the_old_or_the_new_file() {
    let (folder, path, store) = with_history();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    let old = value(&store);
    set(&store, 900);
    let new = value(&store);
    drop(store);
    let present = fs::read(&path).unwrap();
    let (mut restored, mut again) = (0, 0);
    for wait in 0..24 {
        let place = folder.path().join(format!("try-{wait}"));
        fs::create_dir(&place).unwrap();
        let file = place.join("tiendo.db");
        fs::write(&file, &present).unwrap();
        killed_after(
            wait * 8,
            &[
                "--db",
                file.to_str().unwrap(),
                "restore",
                copy.to_str().unwrap(),
            ],
        );
        assert!(file.exists(), "there is a database at every moment");
        if Store::open(&file).is_err() {
            // Killed between its two names: the next restore completes.
            again += 1;
            Store::restore(&copy, &file, &lan(), now()).unwrap();
        }
        let store = Store::open(&file).unwrap();
        assert_eq!(store.check().unwrap(), []);
        let value_now = value(&store);
        assert!(value_now == old || value_now == new, "{value_now}");
        restored += usize::from(value_now == old);
    }
    println!("killed in a restore: {restored} of 24 were through, {again} had to be done again");
}
