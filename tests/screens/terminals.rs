//! What a poorer terminal shows: marks in ASCII, letters without accents, no colour. The meaning stays.

use std::collections::BTreeSet;

use ratatui::style::Color;
use tiendo::domain::duty::DutyState;
use tiendo::domain::judge::Status;
use tiendo::keys::Command;
use tiendo::terminal::glyphs::Glyphs;
use tiendo::words::screen::Text;
use tiendo::words::{Lang, facts};

use crate::harness::Seat;
use crate::looks::{PLACES, script};

const ASCII: Glyphs = Glyphs { ascii: true, no_accents: false };
const BOTH: Glyphs = Glyphs { ascii: true, no_accents: true };

fn seat(glyphs: Glyphs) -> Seat {
    let mut seat = Seat::usual();
    seat.manner.glyphs = glyphs;
    seat
}

#[test]
fn every_place_is_ascii_where_nothing_else_can_be_shown() {
    for (name, script) in PLACES {
        for lang in [Lang::Vi, Lang::En] {
            let mut seat = Seat::open(80, 24, lang);
            seat.manner.glyphs = BOTH;
            seat.press(script);
            let text = seat.text();
            assert!(text.is_ascii(), "{name}:\n{text}");
        }
    }
}

#[test]
fn marks_are_ascii_and_letters_stay_where_only_marks_are_missing() {
    for (name, script) in PLACES {
        let mut rich = Seat::usual();
        rich.press(script);
        let mut poor = seat(ASCII);
        poor.press(script);
        let (rich, poor) = (rich.text(), poor.text());
        let strange: String = poor.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic()).collect();
        assert_eq!(strange, "", "{name}");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).collect::<String>();
        assert_eq!(letters(&rich), letters(&poor), "{name}");
    }
}

#[test]
fn how_it_looks_in_ascii() {
    for name in ["today", "target", "sheet", "overview", "help"] {
        let mut seat = seat(BOTH);
        seat.press(script(name));
        seat.check(&format!("{name}-ascii"));
    }
}

#[test]
fn what_is_typed_without_accents_on_the_screen_has_them_in_the_file() {
    let mut seat = seat(BOTH);
    seat.press("5s<tab><tab><tab><tab>Tiếng Việt, đủ dấu");
    assert!(seat.shows("Tieng Viet, du dau"), "{}", seat.text());
    seat.press("<f8>");
    seat.manner.glyphs = Glyphs::default();
    seat.press("5<f9>tat ca<esc>");
    assert!(seat.app.store().check().unwrap().is_empty());
    let told = seat.app.store().duties(&tiendo::store::DutyFilter::default()).unwrap();
    let told = told.iter().flat_map(|duty| &duty.events).any(|event| format!("{event:?}").contains("Tiếng Việt, đủ"));
    assert!(told, "{}", seat.text());
}

/// Words and marks of every state, in each pair of glyphs: what colour tells, they tell too.
#[test]
fn no_two_states_read_alike_without_colour() {
    let duties = [
        DutyState::NotOpen,
        DutyState::InTerm,
        DutyState::DueSoon,
        DutyState::Overdue,
        DutyState::Waiting,
        DutyState::Returned,
        DutyState::Accepted,
    ];
    let statuses = [Status::Met, Status::OnTrack, Status::Behind, Status::Missed, Status::NoData, Status::NotJudged];
    let cells = [Text::MarkSaved, Text::MarkEstimate, Text::MarkDraft, Text::MarkRefused, Text::MarkNoted];
    for glyphs in [Glyphs::default(), ASCII, BOTH] {
        for lang in [Lang::Vi, Lang::En] {
            let mark = |mark: char| glyphs.text(&mark.to_string()).into_owned();
            let told = |words: &str| glyphs.text(words).into_owned();
            let duty_marks = duties.map(|state| mark(facts::duty_mark(state)));
            let status_marks = statuses.map(|status| mark(facts::status_mark(status)));
            let cell_marks = cells.map(|text| mark(text.words(lang).chars().next().unwrap()));
            all_differ(&duty_marks);
            all_differ(&status_marks);
            all_differ(&cell_marks);
            all_differ(&duties.map(|state| told(facts::duty_state(lang, state))));
            all_differ(&statuses.map(|status| told(facts::status(lang, status))));
            all_differ(&cells.map(|text| told(text.words(lang))));
        }
    }
}

fn all_differ(texts: &[String]) {
    let different: BTreeSet<&String> = texts.iter().collect();
    assert_eq!(different.len(), texts.len(), "{texts:?}");
}

#[test]
fn monochrome_is_the_same_text_without_a_colour() {
    for (name, script) in PLACES {
        let mut coloured = Seat::usual();
        coloured.press(script);
        let mut plain = Seat::usual();
        for _ in 0..3 {
            plain.app.update(Command::Theme);
        }
        plain.press(script);
        assert_eq!(coloured.text(), plain.text(), "{name}");
        let cells = plain.cells();
        assert!(cells.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset), "{name}");
    }
}

#[test]
fn eight_colours_are_enough() {
    let mut seat = Seat::usual();
    seat.manner.eight = true;
    for cell in seat.cells() {
        assert!(!matches!(cell.fg, Color::DarkGray | Color::LightRed), "{cell:?}");
    }
}
