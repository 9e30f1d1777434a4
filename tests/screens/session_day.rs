//! The day of a session: it changes at midnight, and a day given with `--as-of` is read-only.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use tiendo::app::DaySource;

use crate::harness::{TestSession, now};

/// Hours after [`now`] on the clock of the next test.
static LATER: AtomicI64 = AtomicI64::new(0);

fn later() -> DateTime<Utc> {
    now() + Duration::hours(LATER.load(Ordering::SeqCst))
}

#[test]
fn day_changes_at_midnight() {
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
    assert!(!session.app.poll_changes(), "reported once");
}

#[test]
fn requested_day_is_read_only() {
    let mut session = TestSession::on(DaySource::AsOf, now);
    assert!(session.shows("CHỈ XEM"), "{}", session.text());
    let lines = |session: &TestSession| session.app.store().journal(None, 1).unwrap();
    let before = lines(&session);
    session.press("5<enter>d<f8>");
    assert!(session.shows("chỉ xem, không ghi"), "{}", session.text());
    assert_eq!(lines(&session), before);
}
