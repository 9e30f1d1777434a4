//! What comes to the front: a form is not lost under what else is opened; the day turns; an old day is only looked at.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use tiendo::app::DaySource;

use crate::harness::{TestSession, now};

/// The form that sends a report, something typed in it.
const HALF: &str = "5<enter>s412/BC";

#[test]
fn nothing_else_takes_the_place_of_a_form_with_text() {
    let mut session = TestSession::usual();
    session.press(HALF);
    for name in [
        "gioi thieu",
        "cai dat",
        "don vi cua toi",
        "di toi",
        "tong hop dieu hanh",
        "da danh dau sao",
        "chi tieu",
    ] {
        session.press("<c-p>");
        session.press(name);
        let chosen = session.text();
        session.press("<enter>");
        assert!(
            session.shows("Biểu mẫu đang mở có nội dung chưa lưu"),
            "{name}: {chosen}{}",
            session.text()
        );
        assert!(session.shows("412/BC"), "{name}");
    }
    session.press("<esc>c<c-p>");
    session.press("cai dat<enter>");
    assert!(
        session.shows("Cách tính") || session.shows("Cài đặt"),
        "{}",
        session.text()
    );
}

#[test]
fn a_form_without_text_makes_way() {
    let mut session = TestSession::usual();
    session.press("5<enter>s<c-p>");
    session.press("tong hop dieu hanh<enter>");
    assert!(
        session.shows("Tổng hợp điều hành (đến ngày"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(
        !session.shows("Số, ký hiệu văn bản"),
        "it did not wait underneath"
    );
}

/// Hours after [`now`] on the clock of the next test.
static LATER: AtomicI64 = AtomicI64::new(0);

fn later() -> DateTime<Utc> {
    now() + Duration::hours(LATER.load(Ordering::SeqCst))
}

#[test]
fn the_day_turns_at_midnight() {
    let mut session = TestSession::on(DaySource::Clock, later);
    assert!(session.shows("T6 05/06/2026"));
    // 10:42 in Việt Nam; 23:42, then 00:42 of the next day.
    LATER.store(13, Ordering::SeqCst);
    assert!(!session.app.poll_changes());
    assert!(session.shows("T6 05/06/2026") && session.shows("quá hạn 188 ngày"));
    LATER.store(14, Ordering::SeqCst);
    assert!(session.app.poll_changes());
    assert!(
        session.shows("T7 06/06/2026") && session.shows("quá hạn 189 ngày"),
        "{}",
        session.text()
    );
    assert!(session.shows("Đã sang ngày 06/06/2026"));
    assert!(!session.app.poll_changes(), "told once");
}

#[test]
fn on_a_day_that_was_asked_for_nothing_is_written() {
    let mut session = TestSession::on(DaySource::AsOf, now);
    assert!(session.shows("CHỈ XEM"), "{}", session.text());
    let lines = |session: &TestSession| session.app.store().journal(None, 1).unwrap();
    let before = lines(&session);
    session.press("5<enter>d<f8>");
    assert!(session.shows("chỉ xem, không ghi"), "{}", session.text());
    assert_eq!(lines(&session), before);
}
