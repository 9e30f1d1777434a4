//! Limited terminals: marks in ASCII, letters without accents, no colour. The meaning stays.

use std::collections::BTreeSet;

use ratatui::style::Color;
use tiendo::display::charset::Charset;
use tiendo::domain::assessment::MeasureStatus;
use tiendo::domain::duty::DutyState;
use tiendo::i18n::screen::Text;
use tiendo::i18n::{Lang, facts};

use crate::harness::TestSession;

const ASCII: Charset = Charset {
    is_ascii: true,
    strips_accents: false,
};
const BOTH: Charset = Charset {
    is_ascii: true,
    strips_accents: true,
};

fn session(glyphs: Charset) -> TestSession {
    let mut session = TestSession::usual();
    session.display.charset = glyphs;
    session
}

#[test]
fn text_shown_without_accents_is_stored_with_them() {
    let mut session = session(BOTH);
    session.press("5s<tab><tab><tab><tab>Tiếng Việt, đủ dấu");
    assert!(session.shows("Tieng Viet, du dau"), "{}", session.text());
    session.press("<f8>");
    session.display.charset = Charset::default();
    session.press("5<f9>tat ca<esc>");
    assert!(session.app.store().check().unwrap().is_empty());
    let converted = session
        .app
        .store()
        .duties(&tiendo::store::DutyFilter::default())
        .unwrap();
    let converted = converted
        .iter()
        .flat_map(|duty| &duty.events)
        .any(|event| format!("{event:?}").contains("Tiếng Việt, đủ"));
    assert!(converted, "{}", session.text());
}

/// Words and marks of every state in each character set are distinct, so that colour is never the only difference.
#[test]
fn states_are_distinct_without_colour() {
    let duties = [
        DutyState::NotOpen,
        DutyState::WithinDeadline,
        DutyState::DueSoon,
        DutyState::Overdue,
        DutyState::Waiting,
        DutyState::Returned,
        DutyState::Accepted,
    ];
    let statuses = [
        MeasureStatus::Met,
        MeasureStatus::OnTrack,
        MeasureStatus::Behind,
        MeasureStatus::Missed,
        MeasureStatus::NoData,
        MeasureStatus::NotAssessed,
    ];
    let cells = [
        Text::MarkSaved,
        Text::MarkEstimate,
        Text::MarkDraft,
        Text::MarkRefused,
        Text::MarkNoted,
    ];
    for glyphs in [Charset::default(), ASCII, BOTH] {
        for lang in [Lang::Vi, Lang::En] {
            let mark = |mark: char| glyphs.convert_text(&mark.to_string()).into_owned();
            let converted = |words: &str| glyphs.convert_text(words).into_owned();
            let duty_marks = duties.map(|state| mark(facts::duty_mark(state)));
            let status_marks = statuses.map(|status| mark(facts::measure_status_mark(status)));
            let cell_marks = cells.map(|text| mark(text.text(lang).chars().next().unwrap()));
            all_differ(&duty_marks);
            all_differ(&status_marks);
            all_differ(&cell_marks);
            all_differ(&duties.map(|state| converted(facts::duty_state(lang, state))));
            all_differ(&statuses.map(|status| converted(facts::measure_status(lang, status))));
            all_differ(&cells.map(|text| converted(text.text(lang))));
        }
    }
}

fn all_differ(texts: &[String]) {
    let different: BTreeSet<&String> = texts.iter().collect();
    assert_eq!(different.len(), texts.len(), "{texts:?}");
}

#[test]
fn eight_colours_suffice() {
    let mut session = TestSession::usual();
    session.display.has_eight_colours = true;
    for cell in session.cells() {
        assert!(
            !matches!(cell.fg, Color::DarkGray | Color::LightRed),
            "{cell:?}"
        );
    }
}
