//! Rebound keys: they work, and the footer, the help and the palette name them.

use crate::session::Session;

const F1: &str = "\x1b[11~";
const ESC: &str = "\x1b";
const CTRL_K: &str = "\x0b";

#[test]
fn rebound_key_acts_and_is_named_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    let text = "[keys]\n\"reports.accept\" = \"n\"\n\"any.palette\" = [\"ctrl-k\", \"f9\"]\n\"any.leave\" = \"f12\"\n";
    std::fs::write(&path, text).unwrap();
    let mut line = Session::start(
        (80, 24),
        &["demo"],
        &[("TIENDO_CONFIG", &path.display().to_string())],
    );
    line.wait_for("QUÁ HẠN");
    line.type_until("5", "n Tiếp nhận");
    // The old key reports that it has no command.
    line.type_until("a", "Phím này không có lệnh");
    // The new key runs the command; for a report that was not sent it gives the reason.
    line.type_until("n", "Chưa có báo cáo nào gửi đến để tiếp nhận");
    line.wait_for("Ctrl+K");
    line.type_until(CTRL_K, "Lệnh:");
    line.type_until("tiep nhan", "Tiếp nhận báo cáo");
    line.type_until(ESC, "n Tiếp nhận");
    line.type_until(F1, "F12");
    // The first key closes the help.
    line.type_until(ESC, "QUÁ HẠN");
    // Esc and a key within half a second would be read as one key.
    std::thread::sleep(std::time::Duration::from_millis(600));
    line.press("\x1b[24~");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn invalid_configuration_is_reported_before_the_screen_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, "theem = \"dark\"\n").unwrap();
    let line = Session::start(
        (80, 24),
        &["demo"],
        &[("TIENDO_CONFIG", &path.display().to_string())],
    );
    let (status, message, restored) = line.end_with_text();
    let message = message.replace('\n', "");
    assert!(
        status == 1 && restored && message.contains("có phải theme"),
        "{status}: {message}"
    );
}
