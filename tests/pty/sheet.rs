//! The sheet in a pseudo-terminal: keys per figure, bytes per move, and drafts that survive the process.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::session::{Session, sample_database};

const SMALL: (u16, u16) = (80, 24);
const DOWN: &str = "\x1b[B";
const F10: &str = "\x1b[21~";
/// Cells of the office in a quarter.
const CELLS: usize = 20;

/// A plan with a number of measures, each entered every quarter by its coordinator.
fn plan() -> String {
    let mut text =
        "code = \"quarterly\"\ntitle = \"Kế hoạch nhập theo quý\"\nshort = \"Theo quý\"\nissuer = \"kg.ubnd\"\n\
                    from = \"2021-01-01\"\nto = \"2050-12-31\"\ncoordinator = \"kg.snv\"\ndata_period = \"calendar\"\n"
            .to_owned();
    for no in 1..=CELLS {
        let _ = write!(
            text,
            "\n[[targets]]\nno = \"{no}\"\nwording = \"Chỉ tiêu {no}\"\n[[targets.measures]]\nlabel = \"Chỉ tiêu {no}\"\n\
             unit = \"cuộc\"\nscale = 0\ndirection = \"up\"\ncomparator = \"ge\"\nvalue = \"1\"\nrecurs = true\n\
             adds_up = \"sum\"\nfrequency = \"quarter\"\n"
        );
    }
    text
}

fn run(path: &str, arguments: &[&str]) -> String {
    let ran = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["--db", path])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
    String::from_utf8(ran.stdout).unwrap()
}

/// The five plans and the plan of this test.
fn database(folder: &Path) -> String {
    let path = sample_database(folder);
    let file = folder.join("plan.toml");
    std::fs::write(&file, plan()).unwrap();
    run(&path, &["import", "plan", &file.display().to_string()]);
    path
}

fn open(path: &str) -> Session {
    let mut line = Session::start(SMALL, &["--db", path], &[]);
    line.wait_for("QUÁ HẠN");
    line.type_until("6", "Chọn đơn vị");
    line.type_until("kg.snv\r", "Đã nhập 0/20");
    line
}

#[test]
fn twenty_figures_take_their_characters_and_one_key_each() {
    let folder = tempfile::tempdir().unwrap();
    let path = database(folder.path());
    let mut line = open(&path);
    let values: Vec<String> = (1..=CELLS).map(|no| (no * no * 3).to_string()).collect();
    let keys = values.join("\r") + "\r";
    let characters: usize = values.iter().map(String::len).sum();
    assert_eq!(keys.len(), characters + CELLS);
    line.type_until(&keys, "Đã nhập 20/20");
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    let written = run(
        &path,
        &[
            "export",
            "figures",
            "--plan",
            "quarterly",
            "--format",
            "csv",
        ],
    );
    for (no, value) in values.iter().enumerate() {
        let row = written
            .lines()
            .find(|row| row.contains(&format!("quarterly/{};", no + 1)))
            .unwrap();
        assert!(row.contains(&format!(";{value};")), "{row}");
    }
}

#[test]
fn move_in_the_sheet_sends_few_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut line = open(&database(folder.path()));
    line.settle();
    for to in ["►2 ", "►3 "] {
        let before = line.bytes();
        line.type_until(DOWN, to);
        line.settle();
        let moved = line.bytes() - before;
        assert!((1..=400).contains(&moved), "a move: {moved} bytes");
    }
    line.press("q");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn draft_survives_a_killed_process_and_is_offered_on_return() {
    let folder = tempfile::tempdir().unwrap();
    let path = database(folder.path());
    let mut line = open(&path);
    line.type_until("1234", "[1234");
    std::thread::sleep(Duration::from_secs(1));
    line.stop();
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.type_until("", "Bản nháp lúc");
    line.type_until("c", "1234 …");
    line.type_until("\r", "√ đã lưu");
    line.settle();
    line.press(F10);
    assert_eq!(line.end(), (0, true));
    let left = std::fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .map(|file| file.file_name());
    let left: Vec<String> = left
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    assert!(
        !left.iter().any(|name| name.contains("draft")),
        "a draft that was saved is forgotten: {left:?}"
    );
}

#[test]
fn terminated_process_keeps_the_last_typed_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = database(folder.path());
    let mut line = open(&path);
    line.type_until("12", "[12");
    line.type_until("34", "[1234");
    line.signal("TERM");
    assert_eq!(line.end(), (143, true));
    let mut line = Session::start(SMALL, &["--db", &path], &[]);
    line.type_until("", "Bản nháp lúc");
    line.type_until("c", "1234 …");
    line.stop();
}
