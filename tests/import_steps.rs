//! `import steps`: a sheet of steps of reports, recorded together or not at all, and refused row by row in the words of
//! the single commands.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a database of the five plans without reports.
struct TestFolder {
    _folder: TempDir,
    db: PathBuf,
}

/// Status, standard output, standard error.
type Ran = (Option<i32>, String, String);

const HEAD: &str = "step,rule,office,period,on,to,reason,mend_by,letter,expect\n";

/// Five steps on three reports, in an order in which each is allowed.
const ROWS: &str = "sent,tth-2021/r2,tth.syt,2023,2023-11-20,,,,12/BC-SYT,none\n\
    returned,tth-2021/r2,tth.syt,2023,2023-11-21,,Thiếu biểu,2023-12-01,,sent\n\
    sent,tth-2021/r2,tth.stp,2023,2023-11-22,,,,,\n\
    accepted,tth-2021/r2,tth.stp,2023,2023-11-23,,,,,sent\n\
    waived,tth-2021/r2,hue.stc,2025,2025-11-20,,Sáp nhập,,,\n";

impl TestFolder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("tiendo.db");
        let fixture = Self {
            _folder: folder,
            db,
        };
        fixture.good(&["init", "--sample"], "");
        fixture
    }

    fn run(&self, args: &[&str], input: &str) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tiendo"))
            .args(args)
            .arg("--db")
            .arg(&self.db)
            .env_remove("TIENDO_LANG")
            .env_remove("NO_COLOR")
            .env("TIENDO_SITE_CONFIG", "")
            .env("TIENDO_CONFIG", "")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads no input closes it.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let done = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (done.status.code(), text(done.stdout), text(done.stderr))
    }

    fn good(&self, args: &[&str], input: &str) -> String {
        let (code, out, err) = self.run(args, input);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{args:?}");
        out
    }

    fn import(&self, rows: &str, more: &[&str]) -> Ran {
        let args = [&["import", "steps", "-"][..], more].concat();
        self.run(&args, &format!("{HEAD}{rows}"))
    }

    /// Steps in the journal, newest first.
    fn journal(&self) -> Vec<Value> {
        let text = self.good(&["journal", "--kind", "duty", "--format", "json"], "");
        serde_json::from_str(&text).unwrap()
    }

    fn state(&self, office: &str) -> String {
        let args = [
            "--rule",
            "tth-2021/r2",
            "--period",
            "2023",
            "--office",
            office,
        ];
        let text = self.good(
            &[&["duties"][..], &args[..], &["--format", "json"]].concat(),
            "",
        );
        let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
        rows[0]["state"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_sheet_is_recorded_in_its_order_with_a_journal_line_each() {
    let fixture = TestFolder::new();
    let (code, out, err) = fixture.import(ROWS, &["--lang", "en"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (Some(0), "Imported 5 rows.\n", "")
    );
    assert_eq!(fixture.state("tth.stp"), "accepted");
    let lines = fixture.journal();
    let after: Vec<&str> = lines
        .iter()
        .map(|line| line["after"].as_str().unwrap())
        .collect();
    assert_eq!(
        after,
        [
            "waived 2025-11-20",
            "accepted 2023-11-23",
            "sent 2023-11-22",
            "returned 2023-11-21 mend_by 2023-12-01",
            "sent 2023-11-20 12/BC-SYT",
        ]
    );
    let shown = fixture.good(&["check", "--lang", "en"], "");
    assert!(shown.starts_with("The database has no errors"), "{shown}");
}

#[test]
fn a_dry_run_checks_everything_and_keeps_nothing() {
    let fixture = TestFolder::new();
    let (code, out, _) = fixture.import(ROWS, &["--dry-run", "--lang", "en"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("line 3: tth-2021/r2 · Sở Y tế"), "{out}");
    assert!(
        out.ends_with("Dry run: 5 steps would be recorded; nothing was saved.\n"),
        "{out}"
    );
    assert_eq!(fixture.journal(), Vec::<Value>::new());
    // The second row of the report is refused by what the first one would have done.
    let twice = "sent,tth-2021/r2,hue.syt,2025,2025-11-20,,,,,\n\
        sent,tth-2021/r2,hue.syt,2025,2025-11-20,,,,,\n";
    let (code, _, err) = fixture.import(twice, &["--dry-run", "--lang", "en"]);
    assert!(code == Some(1) && err.starts_with("line 3: "), "{err}");
}

#[test]
fn one_refused_row_refuses_all_in_the_words_of_the_single_command() {
    let fixture = TestFolder::new();
    let single = |args: &[&str]| {
        let (code, _, err) = fixture.run(args, "");
        assert_eq!(code, Some(1), "{err}");
        err.trim_end().to_owned()
    };
    let at = ["--rule", "tth-2021/r2", "--period", "2023"];
    let args = |command: &[&'static str], more: &[&'static str]| {
        [&["report"][..], command, &at[..], more].concat()
    };
    let not_sent = single(&args(&["accept"], &["--office", "tth.stc"]));
    let nobody = single(&args(&["accept"], &["--office", "nobody"]));
    let no_day = single(&args(&["accept"], &["--office", "tth.syt", "--on", "x"]));
    let no_reason = single(&args(&["waive"], &["--office", "tth.syt", "--reason", ""]));
    let rows = "accepted,tth-2021/r2,tth.stc,2023,,,,,,\n\
        accepted,tth-2021/r2,nobody,2023,,,,,,\n\
        accepted,tth-2021/r2,tth.syt,2023,x,,,,,\n\
        waived,tth-2021/r2,tth.syt,2023,,,,,,\n";
    let (code, out, err) = fixture.import(&format!("{ROWS}{rows}"), &[]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    // Rows that cannot be read come first, then those that are refused where they would be recorded.
    assert_eq!(
        err.lines().take(2).collect::<Vec<_>>(),
        [format!("dòng 8: {nobody}"), format!("dòng 9: {no_day}")]
    );
    assert_eq!(
        err.lines().skip(2).take(2).collect::<Vec<_>>(),
        [
            format!("dòng 7: {not_sent}"),
            format!("dòng 10: {no_reason}")
        ]
    );
    assert_eq!(fixture.journal(), Vec::<Value>::new());
}

#[test]
fn a_step_that_expects_another_last_event_is_refused() {
    let fixture = TestFolder::new();
    let row = "waived,tth-2021/r2,hue.syt,2025,2025-11-20,,why,,,sent\n";
    let (code, _, err) = fixture.import(row, &["--lang", "en"]);
    assert_eq!(code, Some(1));
    assert!(
        err.starts_with("line 2: Another user has just changed tth-2021/r2 hue.syt 2025"),
        "{err}"
    );
    let row = row.replace(",sent\n", ",none\n");
    assert_eq!(fixture.import(&row, &[]).0, Some(0));
}

#[test]
fn a_sheet_of_a_spreadsheet_is_understood_and_wrong_columns_are_named() {
    let fixture = TestFolder::new();
    let sheet =
        "\u{feff}office;'step;period;rule;on\r\ntth.stttt;'sent;2023;tth-2021/r2;20/11/2023\r\n";
    let (code, out, err) = fixture.run(&["import", "steps", "-"], sheet);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    let (code, _, err) = fixture.run(
        &["import", "steps", "-", "--lang", "en"],
        "step,rule,office\n",
    );
    assert!(
        code == Some(1) && err.starts_with("Column period is missing; the columns are: step,rule,"),
        "{err}"
    );
    let rows = "accepted,tth-2021/r2,tth.syt,2023,,,a reason,,,\nreceived,tth-2021/r2,tth.syt,2023,,,,,,\n";
    let (_, _, err) = fixture.import(rows, &["--lang", "en"]);
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "line 2: Column reason is not used with accepted; leave that cell empty.",
            "line 3: Unknown step “received”; use sent, returned, accepted, extended, waived, reminded."
        ]
    );
}
