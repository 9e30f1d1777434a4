//! What Vietnamese input methods send – letters, Backspaces, letters again – in every kind of field, and in lists.

use tiendo::domain::text::clean_line;
use tiendo::terminal::input::{Input, Reader};
use tiendo::words::Lang;

use crate::harness::Seat;

/// Recorded streams, and what stands in the field afterwards. `\u{7f}` and `\u{8}` are the two Backspaces.
const STREAMS: &[(&str, &str)] = &[
    ("vie\u{7f}êt", "viêt"),
    ("vie\u{8}êt", "viêt"),
    ("tieng\u{7f}\u{7f}\u{7f}ếng", "tiếng"),
    ("tieng\u{8}\u{8}\u{8}ếng", "tiếng"),
    ("e\u{302}\u{301}", "ế"),
    ("ddo\u{7f}\u{7f}\u{7f}đo", "đo"),
    ("hoa\u{7f}\u{7f}òa", "hòa"),
];

/// Every kind of field: how one gets there.
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

/// Feeds bytes as the terminal does: in one read.
fn feed(seat: &mut Seat, bytes: &str) {
    for input in Reader::default().feed(bytes.as_bytes(), std::time::Instant::now()) {
        match input {
            Input::Key(key) => seat.app.press(key),
            Input::Text(text) => seat.app.insert(&text),
            Input::Click(..) | Input::Wheel { .. } | Input::Unread(_) => {}
        }
    }
}

#[test]
fn every_field_takes_what_input_methods_send() {
    for (field, script) in FIELDS {
        for (stream, typed) in STREAMS {
            let mut seat = Seat::usual();
            seat.press(script);
            assert!(seat.app.is_typing(), "{field}:\n{}", seat.text());
            feed(&mut seat, stream);
            let text = seat.text();
            assert!(text.contains(typed), "{field}: {stream:?}\n{text}");
            assert!(!text.contains("\u{302}") && !text.contains("\u{301}"), "{field}: not composed");
        }
    }
}

#[test]
fn a_cell_takes_its_figure_with_either_backspace() {
    for back in ["\u{7f}", "\u{8}"] {
        let mut seat = Seat::usual();
        seat.press("6hue.syt<enter><down>");
        feed(&mut seat, &format!("14e{back},9{back}8"));
        assert!(seat.shows("[      14,8]") || seat.shows("14,8"), "{}", seat.text());
        seat.press("<enter>");
        assert!(seat.shows("√ đã lưu"), "{}", seat.text());
    }
}

#[test]
fn a_sign_before_a_digit_is_never_dropped_from_a_cell() {
    for typed in ["– 5", "—5", "−5", "‑ 5", "+5", "(5)", "'5", "’5", "~5", "≈5", "~ 5", "$5", "５", "²", "*5"]
    {
        let mut seat = Seat::usual();
        seat.press("6hue.syt<enter><down>");
        let before = seat.text();
        feed(&mut seat, &format!("{typed}\r"));
        let text = seat.text();
        assert!(!text.contains("15,0→") && text != before, "{typed}:\n{text}");
        assert!(text.contains(typed), "{typed} stays as a draft:\n{text}");
        let negative = typed.starts_with(['–', '—', '−', '‑']);
        assert_eq!(text.contains("Số liệu không thể âm"), negative, "{typed}:\n{text}");
        assert!(seat.text().contains("không") || seat.text().contains("Chỉ dùng"), "{typed} is refused:\n{text}");
    }
}

#[test]
fn line_feeds_in_a_paste_without_brackets_accept_each_cell() {
    for end in ["\n", "\r", "\r\n"] {
        let mut seat = Seat::usual();
        seat.press("6hue.syt<enter><down>");
        feed(&mut seat, &format!("15,5{end}18,5{end}"));
        let text = seat.text();
        let row = |no: &str| text.lines().find(|row| row.contains(no)).unwrap_or_default().to_owned();
        assert!(row("4.2").contains("15,5") && row("4.3").contains("18,5"), "{end:?}:\n{text}");
    }
}

#[test]
fn a_refused_figure_is_replaced_by_what_is_typed_next() {
    for next in ["15,5", "1"] {
        let mut seat = Seat::usual();
        seat.press(&format!("6hue.syt<enter><down>-5<enter>{next}"));
        assert!(seat.shows(&format!("[{next} ")) && !seat.shows("-5"), "{next}:\n{}", seat.text());
        // Only once: the next characters go on.
        seat.press("2");
        assert!(seat.shows(&format!("[{next}2 ")), "{next}:\n{}", seat.text());
    }
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down>-5<enter>");
    seat.app.insert("15,5");
    seat.press("<enter>");
    assert!(seat.shows("√ đã lưu") && seat.shows("15,5"), "a paste too:\n{}", seat.text());
    // A draft that was left and is refused again.
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down>-5<enter><esc><enter>7");
    assert!(seat.shows("[7 ") && !seat.shows("-57"), "{}", seat.text());
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
        let mut seat = Seat::usual();
        seat.press(&format!("6hue.syt<enter>{layout}<down>-5<enter>{keys}"));
        assert!(seat.shows(&format!("[{text} ")), "{layout}{keys}:\n{}", seat.text());
    }
}

#[test]
fn a_refused_note_is_replaced_by_what_is_typed_next() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down><down>2<enter>18<enter>");
    assert!(seat.shows("Ghi chú là lời"), "{}", seat.text());
    seat.press("do dịch");
    assert!(seat.shows("do dịch") && !seat.shows("18do"), "{}", seat.text());
}

#[test]
fn a_paste_brings_letters_tabs_and_lines() {
    for (field, script) in FIELDS {
        let mut seat = Seat::usual();
        seat.press(script);
        feed(&mut seat, "\u{1b}[200~Sở\tY te\u{302}\u{301}\nxa\u{303}\u{1b}[201~");
        let text = seat.text();
        let one = text.contains("Sở Y tế xã");
        // Many lines keep their lines.
        let many = text.contains("Y tế") && text.contains("xã");
        assert!(one || many, "{field}:\n{text}");
    }
}

#[test]
fn what_a_paste_loses_is_said_once_in_every_field() {
    for (columns, rows) in [(60, 15), (80, 24), (120, 40)] {
        for (field, script) in FIELDS.iter().chain(&[("a cell", "6hue.syt<enter>1")]) {
            let mut seat = Seat::open(columns, rows, Lang::Vi);
            seat.press(script);
            seat.app.insert("a\u{7}b\u{200b}\u{202e}c");
            assert!(seat.shows("Đã bỏ 3 ký tự không in được."), "{field}:\n{}", seat.text());
            seat.press("d");
            assert!(!seat.shows("Đã bỏ"), "{field}: said once\n{}", seat.text());
        }
    }
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>");
    seat.app.insert("\u{202a}110,5\u{202c}\r\n");
    assert!(seat.shows("110,5") && seat.shows("Đã bỏ 2 ký tự không in được."), "{}", seat.text());
    assert!(!seat.shows("xuống dòng"), "the end of a copied cell parts nothing\n{}", seat.text());
}

#[test]
fn line_breaks_become_blanks_in_one_line_and_it_says_so() {
    for (field, script) in FIELDS {
        let mut seat = Seat::usual();
        seat.press(script);
        seat.app.insert("một\r\nhai\nba");
        let many = field.contains("many") || *field == "a comment";
        assert_eq!(seat.shows("Đã đổi 2 chỗ xuống dòng thành dấu cách."), !many, "{field}:\n{}", seat.text());
    }
    let mut seat = Seat::open(80, 24, Lang::En);
    seat.press("5/");
    seat.app.insert("y\u{0}\ntế");
    let text = seat.text();
    assert!(text.contains("Find: y tế"), "the search line stays in sight\n{text}");
    assert!(text.contains("Characters dropped that cannot be shown: 1. Line breaks turned into blanks: 1."), "{text}");
    // A block for the sheet keeps its lines; what its cells lost is said over the preview.
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>");
    seat.app.insert("1\u{200b}\n2\n3");
    assert!(seat.shows("Đã bỏ 1 ký tự không in được.") && !seat.shows("dấu cách."), "{}", seat.text());
}

#[test]
fn a_letter_in_a_list_runs_nothing_and_tells_of_the_input_method() {
    for script in
        ["", "2", "3", "4", "5", "0", "6hue.syt<enter>", "2<down><enter>", "5<enter>", "5b<f9>dang theo doi<enter>"]
    {
        for letter in ["ư", "đ", "â", "ê", "ô", "Đ", "ơ", "ă"] {
            let mut seat = Seat::open(80, 24, Lang::Vi);
            seat.press(script);
            let before = seat.app.screen().0.places();
            seat.press(letter);
            assert!(seat.shows("Bộ gõ tiếng Việt đang bật"), "{script} {letter}:\n{}", seat.text());
            assert_eq!(seat.app.screen().0.places(), before, "{script} {letter}");
            seat.press("<down>");
            assert!(!seat.shows("Bộ gõ tiếng Việt đang bật"), "{script} {letter}: said once\n{}", seat.text());
        }
    }
}

#[test]
fn what_is_composed_at_the_entrance_is_one_letter() {
    assert_eq!(clean_line("e\u{302}\u{301}").0, "ế");
}
