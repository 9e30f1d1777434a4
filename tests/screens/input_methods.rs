//! Byte streams of Vietnamese input methods (letters, Backspaces, letters again) in every kind of field and in lists.

use tiendo::domain::text::sanitize_line;
use tiendo::i18n::Lang;
use tiendo::terminal::input::{InputDecoder, InputEvent};

use crate::harness::TestSession;

/// Recorded streams and the resulting text of the field. `\u{7f}` and `\u{8}` are the two codes for Backspace.
const STREAMS: &[(&str, &str)] = &[
    ("vie\u{7f}êt", "viêt"),
    ("vie\u{8}êt", "viêt"),
    ("tieng\u{7f}\u{7f}\u{7f}ếng", "tiếng"),
    ("tieng\u{8}\u{8}\u{8}ếng", "tiếng"),
    ("e\u{302}\u{301}", "ế"),
    ("ddo\u{7f}\u{7f}\u{7f}đo", "đo"),
    ("hoa\u{7f}\u{7f}òa", "hòa"),
];

/// Keys that lead to every kind of field.
const FIELDS: &[(&str, &str)] = &[
    ("the search line", "5/"),
    ("the search line of a page", "2<down><enter>h/"),
    ("a note", "6hue.syt<enter>110,5<enter><up>n"),
    ("a form's line", "5s"),
    ("a form's day", "5s<tab>"),
    ("a form's many lines", "5s<tab><tab><tab><tab>"),
    ("a record's field", "4<ins>"),
    ("a comment", "5y"),
    ("the palette", "<f9>"),
    ("a menu", "6"),
];

/// Feeds bytes as the terminal does, in one read.
fn feed(session: &mut TestSession, bytes: &str) {
    for input in InputDecoder::default().feed(bytes.as_bytes(), std::time::Instant::now()) {
        match input {
            InputEvent::Key(key) => session.app.handle_key(key),
            InputEvent::Text(text) => session.app.insert_text(&text),
            InputEvent::Click(..) | InputEvent::Wheel { .. } | InputEvent::Unread(_) => {}
        }
    }
}

#[test]
fn every_field_accepts_input_method_streams() {
    for (field, script) in FIELDS {
        for (stream, typed) in STREAMS {
            let mut session = TestSession::usual();
            session.press(script);
            assert!(session.app.is_typing(), "{field}:\n{}", session.text());
            feed(&mut session, stream);
            let text = session.text();
            assert!(text.contains(typed), "{field}: {stream:?}\n{text}");
            assert!(
                !text.contains("\u{302}") && !text.contains("\u{301}"),
                "{field}: not composed"
            );
        }
    }
}

#[test]
fn cell_accepts_both_backspace_codes() {
    for back in ["\u{7f}", "\u{8}"] {
        let mut session = TestSession::usual();
        session.press("6hue.syt<enter><down>");
        feed(&mut session, &format!("14e{back},9{back}8"));
        assert!(
            session.shows("[      14,8]") || session.shows("14,8"),
            "{}",
            session.text()
        );
        session.press("<enter>");
        assert!(session.shows("√ đã lưu"), "{}", session.text());
    }
}

#[test]
fn sign_before_a_digit_is_kept_in_a_cell() {
    for typed in [
        "– 5", "—5", "−5", "‑ 5", "+5", "(5)", "'5", "’5", "~5", "≈5", "~ 5", "$5", "５", "²", "*5",
    ] {
        let mut session = TestSession::usual();
        session.press("6hue.syt<enter><down>");
        let before = session.text();
        feed(&mut session, &format!("{typed}\r"));
        let text = session.text();
        assert!(
            !text.contains("15,0→") && text != before,
            "{typed}:\n{text}"
        );
        assert!(text.contains(typed), "{typed} stays as a draft:\n{text}");
        let negative = typed.starts_with(['–', '—', '−', '‑']);
        assert_eq!(
            text.contains("Số liệu không được âm"),
            negative,
            "{typed}:\n{text}"
        );
        assert!(
            session.text().contains("không") || session.text().contains("Chỉ dùng"),
            "{typed} is refused:\n{text}"
        );
    }
}

#[test]
fn line_feeds_of_an_unbracketed_paste_accept_each_cell() {
    for end in ["\n", "\r", "\r\n"] {
        let mut session = TestSession::usual();
        session.press("6hue.syt<enter><down>");
        feed(&mut session, &format!("15,5{end}18,5{end}"));
        let text = session.text();
        let row = |no: &str| {
            text.lines()
                .find(|row| row.contains(no))
                .unwrap_or_default()
                .to_owned()
        };
        assert!(
            row("4.2").contains("15,5") && row("4.3").contains("18,5"),
            "{end:?}:\n{text}"
        );
    }
}

#[test]
fn refused_figure_is_replaced_by_the_next_typing() {
    for next in ["15,5", "1"] {
        let mut session = TestSession::usual();
        session.press(&format!("6hue.syt<enter><down>-5<enter>{next}"));
        assert!(
            session.shows(&format!("[{next} ")) && !session.shows("-5"),
            "{next}:\n{}",
            session.text()
        );
        // Only once: the next characters are appended.
        session.press("2");
        assert!(
            session.shows(&format!("[{next}2 ")),
            "{next}:\n{}",
            session.text()
        );
    }
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>-5<enter>");
    session.app.insert_text("15,5");
    session.press("<enter>");
    assert!(
        session.shows("√ đã lưu") && session.shows("15,5"),
        "a paste too:\n{}",
        session.text()
    );
    // A draft that was left and is refused again.
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>-5<enter><esc><enter>7");
    assert!(
        session.shows("[7 ") && !session.shows("-57"),
        "{}",
        session.text()
    );
}

#[test]
fn editing_keys_keep_a_refused_figure() {
    for (layout, keys, text) in [
        ("", "<f2>7", "-57"),
        ("", "<left>7", "-75"),
        ("c", "<left>7", "-75"),
        ("c", "<left><left>7", "7-5"),
        ("", "<home><del>7", "75"),
        ("", "<end>7", "-57"),
        ("", "<backspace>7", "-7"),
    ] {
        let mut session = TestSession::usual();
        session.press(&format!("6hue.syt<enter>{layout}<down>-5<enter>{keys}"));
        assert!(
            session.shows(&format!("[{text} ")),
            "{layout}{keys}:\n{}",
            session.text()
        );
    }
}

#[test]
fn refused_note_is_replaced_by_the_next_typing() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down><down>2<enter>18<enter>");
    assert!(session.shows("Ghi chú phải là chữ"), "{}", session.text());
    session.press("do dịch");
    assert!(
        session.shows("do dịch") && !session.shows("18do"),
        "{}",
        session.text()
    );
}

#[test]
fn paste_keeps_letters_tabs_and_lines() {
    for (field, script) in FIELDS {
        let mut session = TestSession::usual();
        session.press(script);
        feed(
            &mut session,
            "\u{1b}[200~Sở\tY te\u{302}\u{301}\nxa\u{303}\u{1b}[201~",
        );
        let text = session.text();
        let one = text.contains("Sở Y tế xã");
        // Multi-line fields keep their line breaks.
        let many = text.contains("Y tế") && text.contains("xã");
        assert!(one || many, "{field}:\n{text}");
    }
}

#[test]
fn dropped_parts_of_a_paste_are_reported_once_in_every_field() {
    for (columns, rows) in [(60, 15), (80, 24), (120, 40)] {
        for (field, script) in FIELDS.iter().chain(&[("a cell", "6hue.syt<enter>1")]) {
            let mut session = TestSession::open(columns, rows, Lang::Vi);
            session.press(script);
            session.app.insert_text("a\u{7}b\u{200b}\u{202e}c");
            assert!(
                session.shows("Đã bỏ 3 ký tự không in được."),
                "{field}:\n{}",
                session.text()
            );
            session.press("d");
            assert!(
                !session.shows("Đã bỏ"),
                "{field}: reported once\n{}",
                session.text()
            );
        }
    }
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>");
    session.app.insert_text("\u{202a}110,5\u{202c}\r\n");
    assert!(
        session.shows("110,5") && session.shows("Đã bỏ 2 ký tự không in được."),
        "{}",
        session.text()
    );
    assert!(
        !session.shows("xuống dòng"),
        "the end of a copied cell parts nothing\n{}",
        session.text()
    );
}

#[test]
fn line_breaks_become_spaces_in_a_single_line_field_with_a_notice() {
    for (field, script) in FIELDS {
        let mut session = TestSession::usual();
        session.press(script);
        session.app.insert_text("một\r\nhai\nba");
        let many = field.contains("many") || *field == "a comment";
        assert_eq!(
            session.shows("Đã đổi 2 chỗ xuống dòng thành dấu cách."),
            !many,
            "{field}:\n{}",
            session.text()
        );
    }
    let mut session = TestSession::open(80, 24, Lang::En);
    session.press("5/");
    session.app.insert_text("y\u{0}\ntế");
    let text = session.text();
    assert!(
        text.contains("Find: y tế"),
        "the search line stays in sight\n{text}"
    );
    assert!(
        text.contains("Unprintable characters removed: 1. Line breaks replaced by spaces: 1."),
        "{text}"
    );
    // A block for the sheet keeps its lines; the preview says what its cells lost.
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>");
    session.app.insert_text("1\u{200b}\n2\n3");
    assert!(
        session.shows("Đã bỏ 1 ký tự không in được.") && !session.shows("dấu cách."),
        "{}",
        session.text()
    );
}

#[test]
fn composed_letter_in_a_list_runs_nothing_and_names_the_input_method() {
    for script in [
        "",
        "2",
        "3",
        "4",
        "5",
        "0",
        "6hue.syt<enter>",
        "2<down><enter>",
        "5<enter>",
        "5b<f9>da danh dau sao<enter>",
    ] {
        for letter in ["ư", "đ", "â", "ê", "ô", "Đ", "ơ", "ă"] {
            let mut session = TestSession::open(80, 24, Lang::Vi);
            session.press(script);
            let before = session.app.screen_and_model().0.key_contexts();
            session.press(letter);
            assert!(
                session.shows("Bộ gõ tiếng Việt đang bật"),
                "{script} {letter}:\n{}",
                session.text()
            );
            assert_eq!(
                session.app.screen_and_model().0.key_contexts(),
                before,
                "{script} {letter}"
            );
            session.press("<down>");
            assert!(
                !session.shows("Bộ gõ tiếng Việt đang bật"),
                "{script} {letter}: reported once\n{}",
                session.text()
            );
        }
    }
}

#[test]
fn composed_input_on_the_first_screen_is_one_letter() {
    assert_eq!(sanitize_line("e\u{302}\u{301}").0, "ế");
}
