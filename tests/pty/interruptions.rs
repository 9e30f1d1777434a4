//! Interruptions while a form is open (lost connection, shutdown, kill, full disk): the typed text is offered on
//! return.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::session::{Session, TALL, sample_database};

const SMALL: (u16, u16) = (80, 24);
const F8: &str = "\x1b[19~";
const F10: &str = "\x1b[21~";
/// Time limit for a process to end after a signal.
const END_LIMIT: Duration = Duration::from_secs(2);
/// Time after which a draft is saved.
const DRAFT_DELAY: Duration = Duration::from_millis(600);

/// Opens the form that sends a report and fills half of it.
fn half_filled(path: &str) -> Session {
    let mut line = Session::start(SMALL, &["--db", path], &[]);
    line.wait_for("QUÁ HẠN");
    line.type_until("5", "Đã gửi: đúng hạn");
    line.type_until("\r", "Chưa gửi báo cáo");
    line.type_until("s", "Số, ký hiệu văn bản");
    line.type_until("412/BC\t\t\t\t", "412/BC");
    line.type_until("Nửa chừng", "Nửa chừng");
    line
}

/// Asserts that the form is offered and opens with its draft.
fn reopen_draft(path: &str) -> Session {
    let mut line = Session::start(SMALL, &["--db", path], &[]);
    line.wait_for("Bản nháp lúc");
    line.type_until("c", "Số, ký hiệu văn bản");
    line.wait("both fields", |screen| {
        screen.contains("412/BC") && screen.contains("Nửa chừng")
    });
    line
}

/// Waits for the end of a process.
fn wait_for_end(process: u32, what: &str) {
    let start = Instant::now();
    let is_running = || {
        let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // A zombie has ended; its parent has not waited for it yet.
        !status.is_empty()
            && !status
                .rsplit(") ")
                .next()
                .unwrap_or_default()
                .starts_with('Z')
    };
    while is_running() {
        assert!(start.elapsed() < END_LIMIT, "{what}: still there");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn unsaved_form_survives_in_line_mode() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    let mut line = Session::start(TALL, &["--db", &path, "--plain"], &[]);
    line.wait_for("Gõ ? rồi Enter");
    line.type_until("bao cao\r", "Tất cả kế hoạch");
    line.type_until("s\r", "Số, ký hiệu văn bản");
    line.type_until("412/BC\r", "412/BC");
    std::thread::sleep(DRAFT_DELAY);
    let process = line.process();
    line.signal("KILL");
    wait_for_end(process, "KILL");
    line.end();
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.wait_for("Bản nháp lúc");
    line.type_until("c", "412/BC");
    line.stop();
}

#[test]
#[cfg(target_os = "linux")]
fn unsaved_form_survives_every_kind_of_exit() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    let mut line = half_filled(&path);
    for end in ["HUP", "TERM", "KILL", "the line"] {
        let process = line.process();
        if end == "the line" {
            let mut child = line.hang_up();
            wait_for_end(process, end);
            assert_eq!(
                child.wait().unwrap().exit_code(),
                129,
                "the status of a SIGHUP"
            );
        } else {
            if end == "KILL" {
                std::thread::sleep(DRAFT_DELAY);
            }
            line.signal(end);
            wait_for_end(process, end);
            line.end();
        }
        line = reopen_draft(&path);
    }
    // The report is sent normally, and the draft is deleted.
    line.type_until(F8, "Đã ghi nhận đã gửi báo cáo");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    let left = std::fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .map(|file| file.file_name());
    assert!(
        left.into_iter()
            .all(|name| !name.to_string_lossy().contains("draft"))
    );
}

#[test]
#[cfg(target_os = "linux")]
fn signal_restores_the_terminal_keeps_drafts_and_sets_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    let mut line = half_filled(&path);
    for (signal, status) in [
        ("TERM", 143),
        ("HUP", 129),
        ("INT", 130),
        ("QUIT", 131),
        ("USR1", 138),
        ("USR2", 140),
        ("ALRM", 142),
    ] {
        line.signal(signal);
        assert_eq!(line.end(), (status, true), "{signal}");
        line = reopen_draft(&path);
    }
    line.stop();
    // The same before a database exists.
    let path = folder.path().join("none.db").display().to_string();
    let line = Session::start(SMALL, &["--db", &path], &[]);
    line.wait("the three ways", |screen| !screen.trim().is_empty());
    line.settle();
    line.signal("TERM");
    assert_eq!(line.end(), (143, true));
}

#[test]
#[cfg(target_os = "linux")]
fn unterminated_paste_does_not_block_leaving() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    for open in ["\x1b[200~30/48", "\x1b["] {
        let mut line = Session::start(SMALL, &["--db", &path], &[]);
        line.wait_for("QUÁ HẠN");
        line.press(open);
        std::thread::sleep(DRAFT_DELAY);
        let process = line.process();
        line.signal("TERM");
        wait_for_end(process, open);
        assert!(line.end().1, "the terminal is as it was");
    }
}

/// Sets the size limit for files of a running process: no growth, or unlimited.
fn limit_file_size(process: u32, has_space: bool) {
    let limit = if has_space {
        "--fsize=unlimited:"
    } else {
        "--fsize=0:"
    };
    let done = Command::new("prlimit")
        .args(["--pid", &process.to_string(), limit])
        .status();
    assert!(done.unwrap().success());
}

fn figures(path: &Path) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("--db")
        .arg(path)
        .args(["export", "figures"])
        .output();
    String::from_utf8(done.unwrap().stdout).unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn figure_stays_typed_on_a_full_disk_and_is_saved_with_space_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample_database(folder.path());
    // A write beyond the limit is an error and does not end the process.
    let script = "trap '' XFSZ; exec \"$0\" --db \"$1\"";
    let mut line = Session::spawn(
        "sh",
        SMALL,
        &["-c", script, env!("CARGO_BIN_EXE_tiendo"), &path],
        &[],
    );
    line.wait_for("QUÁ HẠN");
    line.type_until("6", "Chọn đơn vị");
    line.type_until("hue.syt\r", "►4.1");
    limit_file_size(line.process(), false);
    line.type_until("110,5", "[110,5");
    line.type_until("\r", "Ổ đĩa");
    std::thread::sleep(DRAFT_DELAY);
    line.wait("the figure still typed", |screen| {
        screen.contains("110,5") && !screen.contains("√ đã lưu")
    });
    assert!(!figures(Path::new(&path)).contains(";110,5;"));
    limit_file_size(line.process(), true);
    line.type_until("\r", "√ đã lưu");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    assert!(figures(Path::new(&path)).contains(";110,5;"));
}
