//! Escape sequences in a pseudo-terminal: complete, split over several reads, and late answers of the terminal.

use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::session::{Session, sample_database};

const SMALL: (u16, u16) = (80, 24);
const DOWN: &str = "\x1b[B";
const END: &str = "\x1b[F";
const F10: &str = "\x1b[21~";

/// Sends parts with a pause in milliseconds before each but the first, then waits until the screen is drawn.
fn press_split(line: &mut Session, parts: &[&str], pause: u64) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            sleep(Duration::from_millis(pause));
        }
        line.press(part);
    }
    sleep(Duration::from_millis(350));
    line.settle();
}

fn text(line: &Session) -> String {
    line.read_screen(vt100::Screen::contents)
}

fn demo() -> Session {
    let line = Session::start(SMALL, &["demo"], &[]);
    line.wait_for("QUÁ HẠN");
    line
}

/// The sheet of Sở Y tế of Huế in the sample.
fn demo_sheet() -> Session {
    let mut line = demo();
    line.type_until("6", "Chọn đơn vị");
    line.type_until("hue.syt\r", "►4.1");
    line.settle();
    line
}

#[test]
fn esc_and_a_digit_after_a_pause_are_two_keys() {
    for parts in [&["\x1b0"] as &[&str], &["\x1b", "0"]] {
        for pause in [30, 100, 400] {
            let mut line = demo();
            line.type_until("3", "►");
            line.settle();
            line.press("\r");
            line.settle();
            press_split(&mut line, parts, pause);
            assert!(!line.has_ended(), "{parts:?} {pause}: the program goes on");
            line.wait_for("Tổng quan");
            line.press(F10);
            assert_eq!(line.end(), (0, true));
        }
    }
}

#[test]
fn esc_then_five_opens_pane_five() {
    let mut line = demo();
    line.press("3");
    line.settle();
    press_split(&mut line, &["\x1b", "5"], 100);
    line.wait_for("s Gửi");
    line.stop();
}

#[test]
fn split_sequences_act_as_their_key() {
    let mut line = demo_sheet();
    for pause in [1, 30, 60] {
        for (parts, what) in [
            (["\x1b", "[5~"], "PgUp"),
            (["\x1b", "[B"], "Down"),
            (["\x1b[", "5~"], "PgUp"),
            (["\x1b[1", "~"], "Home"),
        ] {
            press_split(&mut line, &parts, pause);
            let text = text(&line);
            assert!(
                text.contains("►4.1") || text.contains("►4.2"),
                "{what} {pause}:\n{text}"
            );
            assert!(!text.contains("Phím này"), "{what} {pause}:\n{text}");
        }
        press_split(&mut line, &["\x1b", "OP"], pause);
        assert!(
            text(&line).contains("các phím ở đây"),
            "F1 {pause}:\n{}",
            text(&line)
        );
        press_split(&mut line, &["\x1b"], 0);
    }
    line.stop();
}

#[test]
fn split_delete_keeps_the_draft() {
    for pause in [1, 50, 120] {
        let mut line = demo_sheet();
        line.type_until("14", "[14");
        press_split(&mut line, &["\x1b", "[3~"], pause);
        let text = text(&line);
        assert!(
            text.contains("14") && !text.contains('~') && !text.contains("143"),
            "{pause}:\n{text}"
        );
        line.stop();
    }
}

#[test]
fn split_arrow_stays_in_the_form() {
    for pause in [1, 50] {
        let mut line = demo();
        line.type_until("5", "s Gửi");
        line.type_until("s", "Số, ký hiệu văn bản");
        line.type_until("so 12", "so 12");
        press_split(&mut line, &["\x1b", "[D"], pause);
        line.type_until("x", "so 1x2");
        line.stop();
    }
}

#[test]
fn line_feeds_accept_two_cells() {
    for end in ["\n", "\r", "\r\n"] {
        let folder = tempfile::tempdir().unwrap();
        let path = sample_database(folder.path());
        let mut line = Session::start(SMALL, &["--db", &path], &[]);
        line.wait_for("QUÁ HẠN");
        line.type_until("6", "Chọn đơn vị");
        line.type_until("hue.syt\r", "►4.1");
        line.type_until(DOWN, "►4.2");
        line.press(&format!("15{end}18{end}"));
        sleep(Duration::from_millis(300));
        line.settle();
        let text = text(&line);
        assert!(
            !text.contains("1518") && !text.contains("1.518"),
            "{end:?}:\n{text}"
        );
        let row = |no: &str| {
            text.lines()
                .find(|row| row.contains(no))
                .unwrap_or_default()
                .to_owned()
        };
        assert!(
            row("4.2").contains("15") && row("4.3").contains("18"),
            "{end:?}:\n{text}"
        );
        line.stop();
    }
}

/// Standard output of the program.
fn run(path: &str, arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["--db", path])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn lines_after_an_unsaved_figure_are_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    // A series in which 2 is implausible.
    let cell = [
        "--measure",
        "tth-2021/4.3",
        "--office",
        "tth.syt",
        "--period",
        "2024",
    ];
    run(
        &path,
        &[&["figure", "set"], &cell[..], &["--value", "19,1"]].concat(),
    );
    let before = run(&path, &["export", "figures"]);
    for (office, place, first, rest, pause) in [
        // A count without its total is refused.
        ("so noi vu an\r", "►5 ", "4", "0/48", 0),
        ("so noi vu an\r", "►5 ", "4", "0/48", 40),
        ("hue.syt\r", "►4.2", "-5", "17", 0),
        // A questioned figure asks for a note.
        ("hue.syt\r", "►4.3", "2", "3/75", 0),
        ("hue.syt\r", "►4.3", "2", "3/75", 40),
        ("hue.syt\r", "►4.3", "2", "dung roi", 0),
    ] {
        for end in ["\n", "\r\n"] {
            let mut line = Session::start(SMALL, &["--db", &path], &[]);
            line.wait_for("QUÁ HẠN");
            line.type_until("6", "Chọn đơn vị");
            line.type_until(office, "►");
            line.settle();
            while !text(&line).contains(place) {
                line.press(DOWN);
                line.settle();
            }
            press_split(
                &mut line,
                &[&format!("{first}{end}"), &format!("{rest}{end}{rest}{end}")],
                pause,
            );
            let seen = text(&line);
            assert!(
                seen.contains("Chưa lưu; các phím gõ tiếp"),
                "{first} {rest} {end:?} {pause}:\n{seen}"
            );
            assert!(
                !seen.contains("√ đã lưu") && !seen.contains(rest),
                "{first} {rest} {end:?} {pause}:\n{seen}"
            );
            line.stop();
            assert!(
                run(&path, &["export", "figures"]) == before,
                "{first} {rest} {end:?} {pause}: something is saved"
            );
            forget_drafts(folder.path());
        }
    }
}

#[test]
fn lines_after_the_last_cell_are_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.wait_for("QUÁ HẠN");
    line.type_until("6", "Chọn đơn vị");
    line.type_until("hue.syt\r", "►");
    line.press(END);
    line.settle();
    line.press("15\n18\n");
    line.wait_for("không còn ô kế tiếp");
    line.stop();
    let saved = run(&path, &["export", "figures"]);
    assert!(saved.contains(";15;") && !saved.contains(";18;"), "{saved}");
}

/// Deletes the drafts that the previous session left.
fn forget_drafts(folder: &Path) {
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        if file.file_name().to_string_lossy().contains("draft") {
            std::fs::remove_file(file.path()).unwrap();
        }
    }
}

#[test]
fn dash_before_a_number_is_a_minus_sign() {
    for dash in ["– ", "—", "−", "-"] {
        let mut line = demo_sheet();
        line.press(&format!("{dash}5"));
        line.settle();
        line.press("\r");
        line.settle();
        let text = text(&line);
        assert!(!text.contains("√ đã lưu"), "{dash}:\n{text}");
        assert!(text.contains("không được âm"), "{dash}:\n{text}");
        line.stop();
    }
}

#[test]
fn late_terminal_answers_are_ignored() {
    let mut line = demo();
    line.settle();
    let before = text(&line);
    for (head, tail) in [
        ("\x1b]11;rgb:1e1e/", "1e1e/1e1e\x07"),
        ("\x1b]10;rgb:ffff/ffff/ffff\x1b", "\\"),
        ("\x1b[>0;276", ";0c"),
        ("\x1bP>|XTerm", "(390)\x1b\\"),
        ("\x1bP1+r544e", "=787465726d\x1b\\"),
        ("\x1b[?2026", ";2$y"),
        ("\x1b[?62;", "22c"),
        ("\x1b[24;", "80R"),
    ] {
        line.press(&format!("{head}{tail}"));
        line.settle();
        press_split(&mut line, &[head, tail], 60);
        assert_eq!(text(&line), before, "{head:?} {tail:?}");
    }
    line.stop();
}

#[test]
fn mouse_reports_are_ignored_where_the_mouse_is_off() {
    let mut line = demo();
    line.settle();
    let before = text(&line);
    for report in [
        "\x1b[M !!",
        "\x1b[M#!!",
        "\x1b[Ma55",
        "\x1b[<0;3;9M",
        "\x1b[<0;3;9m",
        "\x1b[32;3;9M",
    ] {
        press_split(&mut line, &[report], 0);
        assert_eq!(text(&line), before, "{report:?}");
    }
    line.stop();
}

#[test]
fn keypad_digits_type_a_figure() {
    let mut line = demo_sheet();
    line.type_until("\x1bOq\x1bOt\x1bOl\x1bOu", "[14,5");
    line.stop();
}
