//! Locks and exceptions through the command line: the newest one decides.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a database of the five plans.
struct TestFolder {
    _folder: TempDir,
    db: PathBuf,
}

impl TestFolder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("tiendo.db");
        let fixture = Self {
            _folder: folder,
            db,
        };
        fixture.out("init --sample");
        fixture
    }

    /// Status, standard output, standard error.
    fn run(&self, line: &str) -> (Option<i32>, String, String) {
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
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn out(&self, line: &str) -> String {
        let (code, out, err) = self.run(line);
        assert_eq!(code, Some(0), "{line}: {err}");
        out
    }

    fn set(&self, value: &str) -> (Option<i32>, String, String) {
        self.run(&format!(
            "figure set --measure tth-2021/4.3 --office tth.syt --period 2023 --value {value}"
        ))
    }

    #[track_caller]
    fn saves(&self, value: &str) {
        let (code, _, err) = self.set(value);
        assert_eq!(code, Some(0), "{err}");
    }

    #[track_caller]
    fn refuses(&self, value: &str) {
        let (code, out, err) = self.set(value);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.contains("đã khóa"), "{err}");
    }

    fn listed(&self) -> Vec<Value> {
        let rows: Value =
            serde_json::from_str(&self.out("locks --plan tth-2021 --format json")).unwrap();
        rows.as_array().unwrap().clone()
    }

    fn statuses(&self) -> Vec<String> {
        self.listed()
            .iter()
            .map(|row| row["status"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

const LOCK: &str = "lock --plan tth-2021 --period 2023";
const LOCK_OFFICE: &str = "lock --plan tth-2021 --period 2023 --office tth.syt";
const UNLOCK: &str = "unlock --plan tth-2021 --period 2023 --reason sửa --until 2099-01-01";
const UNLOCK_OFFICE: &str =
    "unlock --plan tth-2021 --period 2023 --office tth.syt --reason sửa --until 2099-01-01";

#[test]
fn lock_of_an_office_ends_its_exception_and_a_new_one_is_possible() {
    let fixture = TestFolder::new();
    fixture.out(LOCK);
    fixture.refuses("20");
    fixture.out(UNLOCK_OFFICE);
    fixture.saves("20");
    let ended = fixture.out(LOCK_OFFICE);
    assert!(ended.contains("Đã khóa"), "{ended}");
    fixture.refuses("21");
    let again = fixture.out(LOCK_OFFICE);
    assert!(again.contains("đã khóa từ trước"), "{again}");
    assert_eq!(fixture.listed().len(), 3, "locking again records nothing");
    fixture.out(UNLOCK_OFFICE);
    fixture.saves("21");
    fixture.out(LOCK_OFFICE);
    fixture.refuses("22");
}

#[test]
fn lock_of_the_whole_period_ends_every_exception_in_it() {
    let fixture = TestFolder::new();
    fixture.out(LOCK);
    fixture.out(UNLOCK_OFFICE);
    let ended = fixture.out(LOCK);
    assert!(ended.contains("Đã khóa số liệu tth-2021"), "{ended}");
    fixture.refuses("20");
    fixture.out(UNLOCK);
    fixture.saves("20");
    fixture.out(LOCK_OFFICE);
    fixture.refuses("21");
}

#[test]
fn list_marks_the_lock_in_force_today() {
    let fixture = TestFolder::new();
    fixture.out(LOCK);
    fixture.out(UNLOCK_OFFICE);
    assert_eq!(fixture.statuses(), ["partly_open", "open"]);
    fixture.out(LOCK_OFFICE);
    assert_eq!(fixture.statuses(), ["closed", "ended", "closed"]);
    fixture.out(UNLOCK);
    assert_eq!(fixture.statuses(), ["open", "ended", "open", "open"]);
    fixture.out(LOCK);
    assert_eq!(
        fixture.statuses(),
        ["repeated", "ended", "closed", "ended", "closed"]
    );
    let text = fixture.out("locks --plan tth-2021");
    assert_eq!(text.matches("đã kết thúc").count(), 2, "{text}");
    let old = fixture.out("locks --plan tth-2021 --as-of 2099-01-02 --lang en");
    assert!(
        old.contains("ended") && !old.contains("unlocked through 01/01/2099:"),
        "{old}"
    );
}

#[test]
fn yearly_figure_respects_the_lock_of_one_of_its_months() {
    let fixture = TestFolder::new();
    let set = |measure: &str, office: &str, more: &str| {
        fixture.run(&format!(
            "figure set --measure tth-2021/{measure} --office {office} --period 2023 {more}"
        ))
    };
    fixture.out("lock --plan tth-2021 --period 2023-Q1");
    let (code, _, err) = set("6.4", "tth.stttt", "--met 3 --of 5");
    assert!(code == Some(1) && err.contains("quý I/2023"), "{err}");
    fixture.saves("20");
    fixture.out(
        "unlock --plan tth-2021 --period 2023 --office tth.stttt --reason sửa --until 2099-01-01",
    );
    assert_eq!(set("6.4", "tth.stttt", "--met 3 --of 5").0, Some(0));
}
