//! Checks at the moment of the write, not at the start of the command: an import whose input is held open while
//! another process changes what its rows are checked against.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with a database of the five plans.
struct TestFolder {
    folder: TempDir,
    db: PathBuf,
}

/// Status, standard output, standard error.
type Ran = (Option<i32>, String, String);

impl TestFolder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("tiendo.db");
        let fixture = Self { folder, db };
        fixture.out("init --sample");
        fixture
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .args(line.split(' '))
            .arg("--db")
            .arg(&self.db)
            .env_remove("TIENDO_LANG")
            .env_remove("NO_COLOR");
        command
            .env("TIENDO_SITE_CONFIG", "")
            .env("TIENDO_CONFIG", "");
        command
    }

    fn out(&self, line: &str) -> String {
        let output = self.command(line).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{line}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, line: &str) -> Vec<Value> {
        let rows: Value =
            serde_json::from_str(&self.out(&format!("{line} --format json"))).unwrap();
        rows.as_array().unwrap().clone()
    }

    /// Starts a command whose input stays open, and waits until it is reading it.
    fn start_held(&self, line: &str) -> Child {
        let mut command = self.command(line);
        let child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(400));
        child
    }

    /// Runs an import of one row that starts before `meanwhile` and gets its input after it.
    fn import_with_change(&self, line: &str, row: &str, meanwhile: impl FnOnce(&Self)) -> Ran {
        let child = self.start_held(line);
        meanwhile(self);
        finish_with(child, row)
    }

    fn figures(&self) -> usize {
        self.json("figure show --measure tth-2021/4.3").len()
    }

    /// The plan's data file with a replacement, imported as its new version.
    fn change_plan(&self, from: &str, to: &str) {
        let text = self.out("export plan --plan tth-2021 --format toml");
        assert!(text.contains(from), "{text}");
        let file = self.folder.path().join("plan.toml");
        std::fs::write(&file, text.replacen(from, to, 1)).unwrap();
        self.out(&format!(
            "import plan {} --replace --reason sửa",
            file.display()
        ));
    }
}

fn finish_with(mut child: Child, row: &str) -> Ran {
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "measure,office,period,value\n{row}").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

const ROW: &str = "tth-2021/4.3,tth.syt,2023,20";
const LOCK: &str = "lock --plan tth-2021 --period 2023";

#[track_caller]
fn refused((code, _, err): &Ran, words: &str) {
    assert_eq!(*code, Some(1), "{err}");
    let first = err.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("dòng 2: ") && first.contains(words),
        "{err}"
    );
}

#[test]
fn import_is_refused_where_its_period_was_locked_meanwhile() {
    for line in ["import figures -", "import figures - --each"] {
        let fixture = TestFolder::new();
        refused(
            &fixture.import_with_change(line, ROW, |fixture| drop(fixture.out(LOCK))),
            "đã khóa",
        );
        assert_eq!(fixture.figures(), 0, "{line}");
    }
}

#[test]
fn import_is_refused_where_its_exception_ended_meanwhile() {
    let fixture = TestFolder::new();
    fixture.out(LOCK);
    fixture.out(
        "unlock --plan tth-2021 --period 2023 --office tth.syt --reason sửa --until 2099-01-01",
    );
    let ran = fixture.import_with_change("import figures -", ROW, |fixture| {
        drop(fixture.out(&format!("{LOCK} --office tth.syt")));
    });
    refused(&ran, "đã khóa");
    assert_eq!(fixture.figures(), 0);
}

#[test]
fn import_is_refused_where_its_plan_was_closed_meanwhile() {
    let fixture = TestFolder::new();
    let close = "plan close --plan tth-2021 --on 2026-01-02 --reason xong";
    let ran =
        fixture.import_with_change("import figures -", ROW, |fixture| drop(fixture.out(close)));
    refused(&ran, "02/01/2026");
    assert_eq!(fixture.figures(), 0);
}

#[test]
fn import_is_refused_where_the_owner_or_the_unit_changed_meanwhile() {
    let fixture = TestFolder::new();
    let owner = |fixture: &TestFolder| {
        let text = fixture.out("export plan --plan tth-2021 --format toml");
        let at = text.find("Tỷ suất sinh ở vị thành niên").unwrap();
        let owner = text[at..].find("tth.syt").unwrap() + at;
        let changed = format!(
            "{}tth.sgddt{}",
            &text[..owner],
            &text[owner + "tth.syt".len()..]
        );
        let file = fixture.folder.path().join("plan.toml");
        std::fs::write(&file, changed).unwrap();
        fixture.out(&format!(
            "import plan {} --replace --reason sửa",
            file.display()
        ));
    };
    refused(
        &fixture.import_with_change("import figures -", ROW, owner),
        "tth.sgddt",
    );
    let fixture = TestFolder::new();
    let share = "tth-2021/4.3,tth.syt,2023,45/75000";
    let unit =
        |fixture: &TestFolder| fixture.change_plan("unit = \"per 1.000\"", "unit = \"people\"");
    refused(
        &fixture.import_with_change("import figures -", share, unit),
        "",
    );
    assert_eq!(fixture.figures(), 0);
}

#[test]
fn recorded_time_is_that_of_the_write() {
    for line in ["import figures -", "import figures - --each"] {
        let fixture = TestFolder::new();
        let child = fixture.start_held(line);
        std::thread::sleep(Duration::from_millis(1100));
        let input_at = Utc::now();
        assert_eq!(finish_with(child, ROW).0, Some(0));
        let line = fixture.json("journal").remove(0);
        let at: DateTime<Utc> = line["at"].as_str().unwrap().parse().unwrap();
        assert!(
            line["kind"] == "figure" && at >= input_at,
            "{at} before {input_at}"
        );
    }
}

#[test]
fn report_with_a_slow_narrative_has_the_time_of_its_write() {
    let fixture = TestFolder::new();
    let line = "report send --rule tth-2021/r2 --office tth.syt --period 2024 --narrative -";
    let child = fixture.start_held(line);
    std::thread::sleep(Duration::from_millis(1100));
    let input_at = Utc::now();
    let (code, _, err) = finish_with(child, "xong");
    assert_eq!(code, Some(0), "{err}");
    let line = fixture.json("journal").remove(0);
    let at: DateTime<Utc> = line["at"].as_str().unwrap().parse().unwrap();
    assert!(
        line["kind"] == "duty" && at >= input_at,
        "{at} before {input_at}"
    );
}
