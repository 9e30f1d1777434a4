//! How every place looks, at three sizes, in two languages.

use tiendo::words::Lang;
use unicode_width::UnicodeWidthStr;

use crate::harness::Seat;

/// Every place that a script reaches: its name and the keys.
pub const PLACES: &[(&str, &str)] = &[
    ("today", ""),
    ("plans", "2"),
    ("targets", "3"),
    ("offices", "4"),
    ("reports", "5"),
    ("sheet", "6hue.syt<enter>"),
    ("overview", "0"),
    ("plan", "2<down><enter>"),
    ("target", "3<down><enter>"),
    ("office", "4<enter>"),
    ("duty", "5<enter>"),
    ("send", "5s"),
    ("activities", "7"),
    ("activity", "7<enter>"),
    ("progress", "7<f2>"),
    ("money", "7m"),
    ("calendar", "8"),
    ("inspections", "7i"),
    ("inspection", "7i<enter>"),
    ("days-off", "<f9>ngay nghi<enter>"),
    ("settings", "<f9>cai dat<enter>"),
    ("action-month", NOVEMBER),
    ("send-missing", "5<down>s<f8>"),
    ("marked", "5  <down>"),
    ("remind", "5  <down> d"),
    ("waive", "5m"),
    ("unlock", "2<down><enter>k<f8>cx"),
    ("help", "5?"),
    ("palette", "<f9>tra"),
    ("search", "5/hue"),
    ("estimates", "<end><enter>"),
    ("quota", "3/tin bai cua cap xa<enter><enter>"),
    ("below", "3/tin bai cua cap xa<enter>d"),
    ("starred", "5b<f9>dang theo doi<enter>"),
    ("comment", "3/tin bai cua cap xa<enter>y"),
];

/// From the demonstration's day back to the 29th of November 2024.
const NOVEMBER: &str = "8<pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup>\
                        <pgup><pgup><pgup><down><down><down>";

#[test]
fn at_80_by_24() {
    for (name, script) in PLACES {
        let mut seat = Seat::usual();
        seat.press(script);
        seat.check(name);
    }
}

#[test]
fn at_120_by_40() {
    for name in [
        "today",
        "overview",
        "reports",
        "sheet",
        "marked",
        "remind",
        "estimates",
        "below",
        "starred",
        "activities",
        "action-month",
    ] {
        let mut seat = Seat::open(120, 40, Lang::Vi);
        seat.press(script(name));
        seat.check(&format!("{name}-wide"));
    }
}

#[test]
fn at_60_by_15() {
    for name in [
        "today",
        "targets",
        "reports",
        "sheet",
        "send",
        "send-missing",
        "marked",
        "remind",
        "estimates",
        "below",
        "starred",
        "comment",
        "activities",
        "calendar",
        "progress",
    ] {
        let mut seat = Seat::open(60, 15, Lang::Vi);
        seat.press(script(name));
        seat.check(&format!("{name}-small"));
    }
}

#[test]
fn in_english() {
    for name in ["today", "reports", "send", "sheet", "remind", "estimates", "below", "calendar", "money"] {
        let mut seat = Seat::open(80, 24, Lang::En);
        seat.press(script(name));
        seat.check(&format!("{name}-en"));
    }
}

#[test]
fn too_small_is_said_and_nothing_panics() {
    assert!(Seat::open(50, 10, Lang::Vi).shows("60×15"));
    for (columns, rows) in [(1, 1), (60, 15), (61, 16), (79, 19), (400, 150)] {
        for (_, script) in PLACES {
            let mut seat = Seat::open(columns, rows, Lang::Vi);
            seat.press(script);
            seat.text();
        }
    }
}

#[test]
fn every_glyph_is_one_that_common_fonts_have() {
    let drawn = "►◄▲▼●○■□√·…→←↑↓≥≤≈±█▓▒░▄▀▌▐─═│–“”×";
    for (name, script) in PLACES {
        let mut seat = Seat::open(120, 40, Lang::Vi);
        seat.press(script);
        let strange: String =
            seat.text().chars().filter(|c| !c.is_ascii() && !c.is_alphabetic() && !drawn.contains(*c)).collect();
        assert_eq!(strange, "", "{name}");
    }
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for (_, script) in PLACES {
        let mut seat = Seat::open(60, 15, Lang::Vi);
        seat.press(script);
        assert!(seat.text().lines().all(|line| line.width() <= 60));
    }
}

pub fn script(name: &str) -> &'static str {
    PLACES.iter().find(|(place, _)| *place == name).map_or("", |(_, script)| script)
}
