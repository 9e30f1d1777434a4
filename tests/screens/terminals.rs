//! What a poorer terminal shows: marks in ASCII, letters without accents, no colour. The meaning stays.

use std::collections::BTreeSet;

use ratatui::style::Color;
use tiendo::domain::duty::DutyState;
use tiendo::domain::judge::Status;
use tiendo::terminal::glyphs::Glyphs;
use tiendo::words::screen::Text;
use tiendo::words::{Lang, facts};

use crate::harness::Seat;

const ASCII: Glyphs = Glyphs { ascii: true, no_accents: false };
const BOTH: Glyphs = Glyphs { ascii: true, no_accents: true };

fn seat(glyphs: Glyphs) -> Seat {
    let mut seat = Seat::usual();
    seat.manner.glyphs = glyphs;
    seat
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
fn eight_colours_are_enough() {
    let mut seat = Seat::usual();
    seat.manner.eight = true;
    for cell in seat.cells() {
        assert!(!matches!(cell.fg, Color::DarkGray | Color::LightRed), "{cell:?}");
    }
}
