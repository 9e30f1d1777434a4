//! The file while somebody works: looked at after the first frame, copied on request, and what is typed outlives it all.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tiendo::store::{Store, StoreError};

use crate::harness::Seat;

/// Looks around as the terminal does while nothing is typed, until the screen shows a text.
fn wait_for(seat: &mut Seat, text: &str) {
    let end = Instant::now() + Duration::from_secs(20);
    while !seat.shows(text) {
        assert!(Instant::now() < end, "{text} never came:\n{}", seat.text());
        seat.app.look_around();
        std::thread::yield_now();
    }
}

/// Makes a page of an index unreadable, in the file and nowhere else.
fn harm(path: &Path) {
    let page: usize = {
        let db = Connection::open(path).unwrap();
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'journal'";
        db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().try_into().unwrap()
    };
    let mut bytes = fs::read(path).unwrap();
    bytes[(page - 1) * 4096 + 8..page * 4096].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_file_takes_no_figure_and_the_draft_stays() {
    let mut seat = Seat::usual();
    harm(&seat.path());
    seat.press("6hue.syt<enter><down>");
    seat.app.examine();
    // The first write waits for the answer.
    seat.press("14,8<enter>");
    assert!(seat.shows("bị hỏng") && seat.shows("14,8"), "{}", seat.text());
    assert!(seat.shows("khôi phục từ bản sao lưu"), "{}", seat.text());
    assert!(!seat.shows("đã lưu"));
    seat.app.keep_drafts();
    let kept = seat.app.store().drafts("lan").unwrap();
    assert!(kept.is_some_and(|kept| kept.contains("14,8")));
    assert!(matches!(Store::examine(&seat.path()), Err(StoreError::Damaged { .. })));
}

#[test]
fn damage_is_said_before_anything_is_typed() {
    let mut seat = Seat::usual();
    harm(&seat.path());
    seat.app.examine();
    wait_for(&mut seat, "bị hỏng");
    let mut sound = Seat::usual();
    sound.app.examine();
    sound.press("6hue.syt<enter><down>14,8<enter>");
    assert!(sound.shows("√ đã lưu"), "{}", sound.text());
}

#[test]
fn a_copy_on_request_lies_in_the_folder_of_copies() {
    let mut seat = Seat::usual();
    seat.press("<f9>sao luu<enter>");
    assert!(seat.shows("Đang sao lưu"), "{}", seat.text());
    wait_for(&mut seat, "√ Đã sao lưu: backups/demo-2026-06-05-104207.db");
    let copy = seat.path().with_file_name("backups").join("demo-2026-06-05-104207.db");
    assert_eq!(Store::open(&copy).unwrap().check().unwrap(), []);
    seat.press("<f9>sao luu<enter>");
    wait_for(&mut seat, "đã có, không ghi đè");
    seat.press("<f10>");
    assert!(seat.app.is_leaving());
}

#[test]
fn what_cannot_be_written_stays_typed_and_goes_when_it_can() {
    let mut seat = Seat::usual();
    let in_the_way = |name: &str| -> PathBuf { seat.path().with_file_name(name) };
    let (turn, draft) = (in_the_way("demo.db.lock"), in_the_way("demo.db.draft-lan"));
    let _ = fs::remove_file(&turn);
    fs::create_dir(&turn).unwrap();
    fs::create_dir(&draft).unwrap();
    seat.press("6hue.syt<enter><down>14,8<enter>");
    assert!(seat.shows("demo.db") && seat.shows("14,8") && !seat.shows("đã lưu"), "{}", seat.text());
    seat.app.keep_drafts();
    assert!(seat.app.has_new_drafts(), "it is tried again");
    fs::remove_dir(&draft).unwrap();
    seat.app.keep_drafts();
    assert!(!seat.app.has_new_drafts() && seat.app.store().drafts("lan").unwrap().is_some());
    fs::remove_dir(&turn).unwrap();
    seat.press("<enter>");
    assert!(seat.shows("√ đã lưu"), "{}", seat.text());
}

#[test]
fn of_a_shared_file_only_its_administrator_asks_for_a_copy() {
    let mut seat = Seat::shared("lan");
    seat.press("<f9>sao luu<enter>");
    wait_for(&mut seat, "vai trò quản trị");
    assert!(!seat.path().with_file_name("backups").exists());
    let mut admin = Seat::shared("ha");
    admin.press("<f9>sao luu<enter>");
    wait_for(&mut admin, "√ Đã sao lưu");
}
