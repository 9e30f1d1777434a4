//! What comes to the front: a form is not lost under what else is opened; the day turns; an old day is only looked at.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use tiendo::app::Day;

use crate::harness::{Seat, now};

/// The form that sends a report, something typed in it.
const HALF: &str = "5<enter>s412/BC";

#[test]
fn nothing_else_takes_the_place_of_a_form_with_text() {
    let mut seat = Seat::usual();
    seat.press(HALF);
    for name in ["gioi thieu", "cai dat", "don vi cua toi", "den", "lanh dao", "dang theo doi", "chi tieu"] {
        seat.press("<c-p>");
        seat.press(name);
        let chosen = seat.text();
        seat.press("<enter>");
        assert!(seat.shows("Biểu mẫu đang mở còn chữ chưa lưu"), "{name}: {chosen}{}", seat.text());
        assert!(seat.shows("412/BC"), "{name}");
    }
    seat.press("<esc>c<c-p>");
    seat.press("cai dat<enter>");
    assert!(seat.shows("Cách tính") || seat.shows("Cài đặt"), "{}", seat.text());
}

#[test]
fn a_form_without_text_makes_way() {
    let mut seat = Seat::usual();
    seat.press("5<enter>s<c-p>");
    seat.press("lanh dao<enter>");
    assert!(seat.shows("Lãnh đạo: đến"), "{}", seat.text());
    seat.press("<esc>");
    assert!(!seat.shows("Số công văn"), "it did not wait underneath");
}

/// Hours after [`now`] on the clock of the next test.
static LATER: AtomicI64 = AtomicI64::new(0);

fn later() -> DateTime<Utc> {
    now() + Duration::hours(LATER.load(Ordering::SeqCst))
}

#[test]
fn the_day_turns_at_midnight() {
    let mut seat = Seat::on(Day::Clock, later);
    assert!(seat.shows("T6 05/06/2026"));
    // 10:42 in Việt Nam; 23:42, then 00:42 of the next day.
    LATER.store(13, Ordering::SeqCst);
    assert!(!seat.app.look_around());
    assert!(seat.shows("T6 05/06/2026") && seat.shows("trễ 188 ngày"));
    LATER.store(14, Ordering::SeqCst);
    assert!(seat.app.look_around());
    assert!(seat.shows("T7 06/06/2026") && seat.shows("trễ 189 ngày"), "{}", seat.text());
    assert!(seat.shows("Đã sang ngày 06/06/2026"));
    assert!(!seat.app.look_around(), "told once");
}

#[test]
fn on_a_day_that_was_asked_for_nothing_is_written() {
    let mut seat = Seat::on(Day::Asked, now);
    assert!(seat.shows("CHỈ XEM"), "{}", seat.text());
    let lines = |seat: &Seat| seat.app.store().journal(None, 1).unwrap();
    let before = lines(&seat);
    seat.press("5<enter>d<f8>");
    assert!(seat.shows("chỉ xem, không ghi"), "{}", seat.text());
    assert_eq!(lines(&seat), before);
}
