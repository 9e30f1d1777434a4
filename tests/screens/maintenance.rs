//! Maintenance while the program runs: the integrity check after the first frame, backups on request, and drafts.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tiendo::store::{Store, StoreError};

use crate::harness::TestSession;

/// Polls as the terminal does while nothing is typed, until the screen contains a text.
fn wait_for(session: &mut TestSession, text: &str) {
    let end = Instant::now() + Duration::from_secs(20);
    while !session.shows(text) {
        assert!(
            Instant::now() < end,
            "{text} never came:\n{}",
            session.text()
        );
        session.app.poll_changes();
        std::thread::yield_now();
    }
}

/// Damages a page of an index in the file.
fn damage_index(path: &Path) {
    let page: usize = {
        let db = Connection::open(path).unwrap();
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'journal'";
        db.query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
            .try_into()
            .unwrap()
    };
    let mut bytes = fs::read(path).unwrap();
    bytes[(page - 1) * 4096 + 8..page * 4096].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn damaged_file_refuses_a_figure_and_the_draft_stays() {
    let mut session = TestSession::usual();
    damage_index(&session.path());
    session.press("6hue.syt<enter><down>");
    session.app.start_integrity_check();
    // The first write waits for the result of the check.
    session.press("14,8<enter>");
    assert!(
        session.shows("bị hỏng") && session.shows("14,8"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("khôi phục từ bản sao lưu"),
        "{}",
        session.text()
    );
    assert!(!session.shows("đã lưu"));
    session.app.store_drafts();
    let draft = session.app.store().drafts("lan").unwrap();
    assert!(draft.is_some_and(|draft| draft.contains("14,8")));
    assert!(matches!(
        Store::quick_check(&session.path()),
        Err(StoreError::Damaged { .. })
    ));
}

#[test]
fn damage_is_reported_before_anything_is_typed() {
    let mut session = TestSession::usual();
    damage_index(&session.path());
    session.app.start_integrity_check();
    wait_for(&mut session, "bị hỏng");
    let mut sound = TestSession::usual();
    sound.app.start_integrity_check();
    sound.press("6hue.syt<enter><down>14,8<enter>");
    assert!(sound.shows("√ đã lưu"), "{}", sound.text());
}

#[test]
fn requested_backup_is_in_the_backup_folder() {
    let mut session = TestSession::usual();
    session.press("<f9>sao luu<enter>");
    assert!(session.shows("Đang sao lưu"), "{}", session.text());
    wait_for(
        &mut session,
        "√ Đã sao lưu: backups/demo-2026-06-05-104207.db",
    );
    let copy = session
        .path()
        .with_file_name("backups")
        .join("demo-2026-06-05-104207.db");
    assert_eq!(Store::open(&copy).unwrap().check().unwrap(), []);
    session.press("<f9>sao luu<enter>");
    wait_for(&mut session, "đã có, không ghi đè");
    session.press("<f10>");
    assert!(session.app.should_quit());
}

#[test]
fn unsaved_value_stays_typed_and_is_saved_when_possible() {
    let mut session = TestSession::usual();
    let in_the_way = |name: &str| -> PathBuf { session.path().with_file_name(name) };
    let (turn, draft) = (in_the_way("demo.db.lock"), in_the_way("demo.db.draft-lan"));
    let _ = fs::remove_file(&turn);
    fs::create_dir(&turn).unwrap();
    fs::create_dir(&draft).unwrap();
    session.press("6hue.syt<enter><down>14,8<enter>");
    assert!(
        session.shows("demo.db") && session.shows("14,8") && !session.shows("đã lưu"),
        "{}",
        session.text()
    );
    session.app.store_drafts();
    assert!(session.app.has_unstored_drafts(), "it is tried again");
    fs::remove_dir(&draft).unwrap();
    session.app.store_drafts();
    assert!(
        !session.app.has_unstored_drafts() && session.app.store().drafts("lan").unwrap().is_some()
    );
    fs::remove_dir(&turn).unwrap();
    session.press("<enter>");
    assert!(session.shows("√ đã lưu"), "{}", session.text());
}

#[test]
fn only_an_administrator_requests_a_backup_of_a_shared_database() {
    let mut session = TestSession::shared("lan");
    session.press("<f9>sao luu<enter>");
    wait_for(&mut session, "vai trò quản trị ứng");
    assert!(!session.path().with_file_name("backups").exists());
    let mut admin = TestSession::shared("ha");
    admin.press("<f9>sao luu<enter>");
    wait_for(&mut admin, "√ Đã sao lưu");
}
