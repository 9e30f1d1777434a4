//! Every place that keys reach: at three sizes, in colour, in monochrome and in ASCII; some in English.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier};
use tiendo::display::charset::Charset;
use tiendo::i18n::Lang;
use tiendo::widgets::theme::Theme;
use unicode_width::UnicodeWidthStr;

use crate::harness::{HEAD_LINES, TestSession, hold, without_frame};

/// Name and keys of every place that a script reaches.
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
    ("starred", "5b<f9>da danh dau sao<enter>"),
    ("comment", "3/tin bai cua cap xa<enter>y"),
    ("journal", "9"),
    ("leaders", "l"),
    ("gaps", "2<down>h"),
    ("parts", "2<down>e"),
    ("record", "2<down>e<down><down><down><enter>"),
    ("every-office", "4m"),
    ("sheet-periods", "6hue.syt<enter>c"),
    ("sheet-offices", "6hue.syt<enter>d"),
    ("sheet-refused", "6hue.syt<enter><down>abc<enter>"),
    ("question", "2<down><enter>k<f8>"),
    ("tour", "<f9>gioi thieu<enter>"),
];

/// From the sample's day back to 29 November 2024.
const NOVEMBER: &str = "8<pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup>\
                        <pgup><pgup><pgup><down><down><down>";

/// Compares with files: at each size the text, the coloured cells, the bold and reversed cells in monochrome, and the
/// text in ASCII. In the maps a letter stands for a cell: `d`im, `a`ccent, `g`ood, `w`arning, `r`ed, `b`old, `#`
/// reversed.
#[test]
fn every_screen_matches_at_three_sizes_with_all_display_settings() {
    for (name, script) in PLACES {
        let session = |theme| {
            let mut session = TestSession::themed(theme);
            session.press(script);
            session
        };
        let (mut coloured, mut plain) = (session(Theme::Dark), session(Theme::Monochrome));
        let mut seen = String::new();
        for (columns, rows) in [(80, 24), (120, 40), (60, 15)] {
            coloured.resize(columns, rows);
            plain.resize(columns, rows);
            let text = coloured.text();
            assert_eq!(text, plain.text(), "{name}: colour alone tells something");
            assert!(
                text.lines()
                    .all(|line| line.width() <= usize::from(columns)),
                "{name}"
            );
            common_glyphs_only(name, &text);
            let maps = [&mut coloured, &mut plain].map(|session| map(session, columns));
            assert!(
                maps[1].chars().all(|c| " \n.b#".contains(c)),
                "{name}: no colour in monochrome"
            );
            let ascii = in_ascii(name, &mut coloured, &text);
            let [colours, weights] = maps;
            let size = format!("{columns}×{rows}");
            for (display, drawn) in [
                (size.as_str(), &text),
                ("colour", &colours),
                ("monochrome", &weights),
                ("ASCII", &ascii),
            ] {
                let frame = format!("places/{name} {size} {display}");
                let body = without_frame(&frame, drawn, HEAD_LINES);
                write!(seen, "═══ {display}\n{body}").unwrap();
            }
        }
        hold(&format!("places/{name}"), &seen);
    }
}

/// One letter for each styled cell.
fn map(session: &mut TestSession, columns: u16) -> String {
    let letter = |cell: &ratatui::buffer::Cell| match (cell.modifier, cell.fg) {
        (modifier, _) if modifier.contains(Modifier::REVERSED) => '#',
        _ if cell.symbol() == " " => ' ',
        (_, Color::DarkGray) => 'd',
        (_, Color::Cyan) => 'a',
        (_, Color::Green) => 'g',
        (_, Color::Yellow) => 'w',
        (_, Color::LightRed) => 'r',
        (modifier, Color::Reset) if modifier.contains(Modifier::BOLD) => 'b',
        (_, Color::Reset) => '.',
        (_, other) => panic!("{other:?}"),
    };
    let line = |row: &[ratatui::buffer::Cell]| {
        row.iter()
            .map(letter)
            .collect::<String>()
            .trim_end()
            .to_owned()
    };
    session
        .cells()
        .chunks(usize::from(columns))
        .map(|row| line(row) + "\n")
        .collect()
}

/// The place in ASCII, and in ASCII without accents.
fn in_ascii(name: &str, session: &mut TestSession, rich: &str) -> String {
    session.display.charset = Charset {
        is_ascii: true,
        strips_accents: false,
    };
    let marks = session.text();
    session.display.charset = Charset {
        is_ascii: true,
        strips_accents: true,
    };
    let all = session.text();
    session.display.charset = Charset::default();
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphabetic() && !c.is_ascii())
            .collect::<String>()
    };
    assert_eq!(
        letters(rich),
        letters(&marks),
        "{name}: letters stay where only marks are missing"
    );
    assert!(
        marks.chars().all(|c| c.is_ascii() || c.is_alphabetic()),
        "{name}:\n{marks}"
    );
    assert!(all.is_ascii(), "{name}:\n{all}");
    all
}

/// Only characters that common monospaced fonts have.
fn common_glyphs_only(name: &str, text: &str) {
    let drawn = "►◄▲▼●○■□√·…→←↑↓≥≤≈±█▓▒░▄▀▌▐─═│–“”×";
    let strange: String = text
        .chars()
        .filter(|c| !c.is_ascii() && !c.is_alphabetic() && !drawn.contains(*c))
        .collect();
    assert_eq!(strange, "", "{name}");
}

#[test]
fn screens_in_english_match() {
    for name in [
        "today",
        "reports",
        "send",
        "sheet",
        "remind",
        "estimates",
        "below",
        "calendar",
        "money",
    ] {
        let mut session = TestSession::open(80, 24, Lang::En);
        session.press(script(name));
        session.check(&format!("{name}-en"));
    }
}

#[test]
fn too_small_terminal_is_reported_without_panic() {
    assert!(TestSession::open(50, 10, Lang::Vi).shows("60×15"));
    for (columns, rows) in [(1, 1), (60, 15), (61, 16), (79, 19), (400, 150)] {
        for (_, script) in PLACES {
            let mut session = TestSession::open(columns, rows, Lang::Vi);
            session.press(script);
            session.text();
        }
    }
}

pub fn script(name: &str) -> &'static str {
    PLACES
        .iter()
        .find(|(place, _)| *place == name)
        .map_or("", |(_, script)| script)
}
