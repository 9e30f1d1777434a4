//! The main task from the first screen to the exit, output while idle, and the end of the terminal.

use std::time::{Duration, Instant};

use crate::session::{Session, sample_database};

const SMALL: (u16, u16) = (80, 24);
const DOWN: &str = "\x1b[B";
const TAB: &str = "\t";
const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const F8: &str = "\x1b[19~";
const F10: &str = "\x1b[21~";

fn demo(environment: &[(&str, &str)]) -> Session {
    let session = Session::start(SMALL, &["demo"], environment);
    session.wait_for("QUÁ HẠN");
    session
}

#[test]
fn main_task_from_first_screen_to_exit() {
    let mut line = demo(&[]);
    assert!(line.read_screen(|screen| screen.alternate_screen() && screen.bracketed_paste()));
    // A figure: the office by its code, one cell, Enter.
    line.type_until("6", "Chọn đơn vị");
    line.type_until("hue.syt\r", "►4.1");
    line.type_until(DOWN, "►4.2");
    line.type_until("14,8\r", "√ đã lưu");
    // A report: its letter, its narrative as an input method sends it, and F8.
    line.type_until(TAB, "7 Hoạt động");
    line.type_until("5", "Đã gửi: đúng hạn");
    line.type_until(ENTER, "Chưa gửi báo cáo");
    line.type_until("s", "Số, ký hiệu văn bản");
    line.type_until("412/BC\t\t\t\t", "412/BC");
    line.type_until(
        "Tieng\x7f\x7f\x7fếng \x1b[200~Việt\n\x1b[201~",
        "Tiếng Việt",
    );
    // Enter or F8 within 100 ms of a paste never saves.
    std::thread::sleep(Duration::from_millis(150));
    line.type_until(F8, "chờ tiếp nhận");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
}

#[test]
fn entered_data_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.type_until("", "QUÁ HẠN");
    line.type_until("6", "Chọn đơn vị");
    line.type_until("hue.syt\r", "►4.1");
    line.type_until("110,5\r", "√ đã lưu");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    let shown = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["--db", &path, "export", "figures", "--format", "csv"])
        .output()
        .unwrap();
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(
        text.contains("tth-2021/4.1;hue.syt;") && text.contains(";110,5;"),
        "{text}"
    );
}

#[test]
fn idle_session_sends_nothing_and_a_move_few_bytes() {
    let mut line = demo(&[]);
    line.settle();
    let first = line.bytes();
    assert!(first <= 6 * 1024, "first screen: {first} bytes");
    let used = line.ticks();
    std::thread::sleep(Duration::from_secs(10));
    assert_eq!(line.bytes(), first, "idle");
    // One tick is 0.1 % of ten seconds, the resolution of the system.
    assert!(
        line.ticks() - used <= 1,
        "idle used {} ticks",
        line.ticks() - used
    );
    line.type_until(DOWN, "►■← Sở Văn hóa");
    line.settle();
    let moved = line.bytes() - first;
    assert!((1..=400).contains(&moved), "a move: {moved} bytes");
    line.press("q");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn reverse_video_works_without_colours() {
    let mut line = demo(&[("NO_COLOR", "1")]);
    line.settle();
    line.read_screen(|screen| {
        assert!(screen.cell(0, 1).unwrap().inverse());
        let colour = |row, column| screen.cell(row, column).unwrap().fgcolor();
        let plain =
            (0..24).all(|row| (0..80).all(|column| colour(row, column) == vt100::Color::Default));
        assert!(plain);
    });
    line.press("q");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn program_ends_with_its_terminal() {
    let mut child = demo(&[]).hang_up();
    let end = Instant::now() + Duration::from_secs(6);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "still there");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn without_a_database_three_options_are_offered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.db").display().to_string();
    let start = || Session::start(SMALL, &["--db", &path], &[]);
    // Esc chooses none of them: the message says what to do, and no file was created.
    let mut line = start();
    line.wait_for("Bắt đầu sử dụng");
    line.press(ESC);
    let (status, message, restored) = line.end_with_text();
    assert!(
        status == 1 && restored && message.contains("tiendo init"),
        "{status}: {message}"
    );
    assert!(!std::path::Path::new(&path).exists());
    // The sample writes no file either.
    let mut line = start();
    line.wait_for("►Xem dữ liệu mẫu");
    line.type_until(ENTER, "Giới thiệu");
    line.type_until(ESC, "QUÁ HẠN");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    assert!(!std::path::Path::new(&path).exists());
    // An empty database: the introduction once, then the first steps.
    let mut line = start();
    line.wait_for("Bắt đầu với tệp trống");
    line.press(DOWN);
    line.type_until(DOWN, "►Bắt đầu với tệp trống");
    line.type_until(ENTER, "Giới thiệu");
    line.type_until(ESC, "chưa có kế hoạch");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    let mut line = start();
    line.wait_for("chưa có kế hoạch");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
}

#[test]
fn tour_is_shown_once_to_each_person() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db").display().to_string();
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["--db", &path, "init", "--sample"])
        .output();
    assert!(made.unwrap().status.success());
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.wait_for("Giới thiệu nhanh: một trang là đủ");
    // The keys on that page work at once.
    line.type_until("2", "Đánh giá chỉ tiêu");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.wait_for("Hôm nay");
    line.settle();
    line.read_screen(|screen| {
        assert!(
            !screen.contents().contains("Giới thiệu"),
            "{}",
            screen.contents()
        );
    });
    // It can be opened again.
    line.press("\x10");
    line.type_until("gioi thieu", "►Giới thiệu nhanh");
    line.type_until(ENTER, "Giới thiệu nhanh: một trang là đủ");
    line.press(ESC);
    line.settle();
    line.press(F10);
    assert_eq!(line.end(), (0, true));
}

#[test]
fn plan_is_imported_by_the_first_screen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db").display().to_string();
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.wait_for("Bắt đầu sử dụng");
    line.type_until(DOWN, "►Nhập kế hoạch");
    line.type_until(ENTER, "Chọn kế hoạch:");
    line.type_until("hue 2021", "►TT Huế 2021–2025");
    line.type_until(ENTER, "sẽ có 20 chỉ tiêu");
    line.type_until("c", "Giới thiệu");
    line.type_until(ESC, "QUÁ HẠN");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    let plans = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["--db", &path, "plans"])
        .output();
    let plans = String::from_utf8(plans.unwrap().stdout).unwrap();
    assert!(
        plans.contains("tth-2021") && !plans.contains("kg-2020"),
        "{plans}"
    );
}

#[test]
fn missing_database_without_a_terminal_is_reported_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.db");
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("--db")
        .arg(&path)
        .output()
        .unwrap();
    let message = String::from_utf8(done.stderr).unwrap();
    assert!(
        done.status.code() == Some(1) && message.contains("tiendo init"),
        "{message}"
    );
    assert!(!path.exists());
}

#[test]
fn redraw_sends_no_query_to_the_terminal() {
    let mut line = demo(&[]);
    line.settle();
    let before = line.bytes();
    line.press("\x0c");
    line.settle();
    assert!(line.bytes() - before > 1000, "everything is drawn again");
    line.type_until(DOWN, "►■");
    // A query without an answer would end the program after two seconds.
    std::thread::sleep(Duration::from_millis(2500));
    line.type_until("2", "Đánh giá chỉ tiêu");
    line.press("q");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn character_in_three_pieces_is_one_character() {
    let mut line = demo(&[]);
    line.type_until("5/", "Tìm:");
    // `ế` is three bytes; each comes in its own packet.
    for bytes in "ế".as_bytes().chunks(1) {
        line.send(bytes);
        std::thread::sleep(Duration::from_millis(120));
    }
    line.type_until("n", "Tìm: ến");
    line.stop();
}

#[test]
fn input_larger_than_the_terminal_buffer_is_read_completely() {
    // A terminal without bracketed paste sends pasted text as keys; the system buffers 4 KB of it.
    let mut line = demo(&[]);
    line.type_until("5", "Đã gửi: đúng hạn");
    line.type_until("s", "Số, ký hiệu văn bản");
    line.type_until(&format!("{}cuoi", "khong dau ".repeat(480)), "dau cuoi");
    line.stop();
}
