//! Suspending to the shell and resuming, and the mouse, which is off by default.

use crate::session::Session;

const F9: &str = "\x1b[20~";

/// An interactive shell with job control.
fn shell() -> Session {
    let mut line = Session::spawn("sh", (80, 24), &["-i"], &[("PS1", "shell$ ")]);
    line.wait_for("shell$ ");
    line.press(&format!("{} demo\r", env!("CARGO_BIN_EXE_tiendo")));
    line.wait_for("QUÁ HẠN");
    line
}

#[test]
fn suspend_returns_to_the_shell_and_fg_to_the_screen() {
    let mut line = shell();
    line.type_until("\x1b[B", "►■");
    line.type_until(F9, "Lệnh:");
    line.type_until("tam ra", "fg để quay lại");
    line.press("\r");
    // Wait for the prompt: what is typed before it would still reach the program.
    let prompts = |screen: &str| screen.matches("shell$").count();
    line.wait("the shell", |screen| {
        prompts(screen) == 2 && !screen.contains("QUÁ HẠN")
    });
    assert!(line.read_screen(|screen| !screen.alternate_screen()
        && !screen.bracketed_paste()
        && !screen.hide_cursor()));
    line.type_until("echo abc | tr a-z A-Z\r", "ABC");
    line.type_until("fg\r", "QUÁ HẠN");
    assert!(line.read_screen(|screen| screen.alternate_screen() && screen.bracketed_paste()));
    line.type_until("2", "Đánh giá chỉ tiêu");
    line.press("q");
    line.wait("the shell", |screen| {
        prompts(screen) == 4 && !screen.contains("Đánh giá chỉ tiêu")
    });
    line.press("exit\r");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn suspend_does_nothing_without_a_shell() {
    let mut line = Session::start((80, 24), &["demo"], &[]);
    line.wait_for("QUÁ HẠN");
    line.type_until(F9, "Lệnh:");
    line.type_until("tam ra", "fg để quay lại");
    line.type_until("\r", "Không có dòng lệnh nào để tạm thoát ra");
    line.press("q");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn mouse_reports_are_off_by_default() {
    let mode = |line: &Session| line.read_screen(vt100::Screen::mouse_protocol_mode);
    let line = Session::start((80, 24), &["demo"], &[]);
    line.wait_for("QUÁ HẠN");
    assert_eq!(mode(&line), vt100::MouseProtocolMode::None);
    line.stop();
    let mut line = Session::start((80, 24), &["demo", "--mouse"], &[]);
    line.wait_for("QUÁ HẠN");
    assert_eq!(mode(&line), vt100::MouseProtocolMode::PressRelease);
    // A row, a pane, the wheel, a key hint in the footer.
    line.type_until("\x1b[<0;20;8M\x1b[<0;20;8m", "►■← UBND đặc khu Kiên Hải");
    line.type_until("\x1b[<0;14;1M\x1b[<0;14;1m", "Đánh giá chỉ tiêu");
    line.wait("the first plan marked", |screen| {
        screen.lines().any(|line| line.starts_with('►'))
    });
    let marked = |screen: &str| screen.lines().position(|line| line.starts_with('►'));
    let first = line.read_screen(|screen| marked(&screen.contents()));
    line.press("\x1b[<65;20;10M");
    line.wait("another plan", |screen| marked(screen) != first);
    let footer = line.read_screen(|screen| {
        screen
            .contents()
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    });
    let at = footer[..footer.find("Thoát").unwrap()].chars().count() + 2;
    line.press(&format!("\x1b[<0;{at};24M"));
    assert_eq!(line.end(), (0, true));
}
