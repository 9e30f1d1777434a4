//! Exported files: spreadsheets with typed cells, the report as a document, and refusal to overwrite.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Read;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use tempfile::TempDir;
use tiendo::sample::demo;
use tiendo::store::Store;

/// The sample database as a file, built once.
static DEMO_FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    demo::open_demo().unwrap().backup(&path).unwrap();
    std::fs::read(&path).unwrap()
});

struct TestFolder {
    folder: TempDir,
}

impl TestFolder {
    fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("tiendo.db"), &*DEMO_FILE).unwrap();
        Self { folder }
    }

    fn db(&self) -> PathBuf {
        self.folder.path().join("tiendo.db")
    }

    /// Exports from the sample on its fixed day into a file.
    fn export(&self, words: &str, file: &str) -> PathBuf {
        let path = self.folder.path().join(file);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .env_clear()
            .arg("--db")
            .arg(self.db())
            .args(["--as-of", "2026-06-05", "export"]);
        let done = command
            .args(words.split(' '))
            .args(["--force", "-o"])
            .arg(&path)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{words}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        path
    }

    fn sheet(&self, words: &str) -> Range<Data> {
        let mut book: Xlsx<_> =
            open_workbook(self.export(&format!("{words} --format xlsx"), "out.xlsx")).unwrap();
        book.worksheet_range_at(0).unwrap().unwrap()
    }
}

fn column(sheet: &Range<Data>, head: &str) -> Vec<Data> {
    let at = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .position(|cell| *cell == Data::String(head.into()))
        .unwrap();
    sheet.rows().skip(1).map(|row| row[at].clone()).collect()
}

#[test]
fn spreadsheet_cells_are_typed_and_never_formulas() {
    let fixture = TestFolder::demo();
    let figures = fixture.sheet("figures --plan tth-2021");
    let values = column(&figures, "Giá trị");
    assert!(values.contains(&Data::Float(110.5)), "{values:?}");
    assert!(
        values
            .iter()
            .all(|cell| matches!(cell, Data::Float(_) | Data::Empty | Data::String(_)))
    );
    assert!(
        column(&figures, "Kỳ").contains(&Data::String("2025".into())),
        "a period is no number"
    );
    let duties = fixture.sheet("duties --plan tth-2021");
    assert!(
        column(&duties, "Hạn cuối")
            .iter()
            .all(|cell| matches!(cell, Data::DateTime(_)))
    );
    assert!(
        column(&duties, "Quá hạn (ngày)")
            .iter()
            .all(|cell| matches!(cell, Data::Float(_)))
    );
    assert!(column(&duties, "Đơn vị").contains(&Data::String("Sở Tư pháp".into())));
    for what in ["report", "offices", "groups", "holidays"] {
        assert!(fixture.sheet(what).height() > 1, "{what}");
    }
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let fixture = TestFolder::demo();
    let store = Store::open(&fixture.db()).unwrap();
    let was = store.catalog().unwrap().offices[&tiendo::domain::code::OfficeCode::from("hue.stp")]
        .clone();
    let office = tiendo::domain::office::Office {
        name: "=HYPERLINK(\"http://x\")".into(),
        ..was
    };
    let file = tiendo::domain::office::OfficeFile {
        offices: vec![office],
        groups: Vec::new(),
    };
    let write = tiendo::store::Write::SetOffices {
        expected: tiendo::store::Expected::Any,
        file,
        reason: Some("thử".into()),
    };
    let now: chrono::DateTime<chrono::Utc> = "2026-06-05T03:00:00Z".parse().unwrap();
    store.write(&demo::coordinator("cli"), now, write).unwrap();
    let names = column(&fixture.sheet("offices"), "Tên");
    assert!(names.contains(&Data::String("=HYPERLINK(\"http://x\")".into())));
}

#[test]
fn report_document_has_every_measure() {
    let fixture = TestFolder::demo();
    let path = fixture.export("report --plan tth-2021 --format docx", "out.docx");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    for words in [
        "BÁO CÁO",
        "Kết quả thực hiện Kế hoạch",
        "SỞ NỘI VỤ",
        "108,8",
        "Trong 20 chỉ tiêu (23 chỉ tiêu thành phần): ",
        "chưa gửi trong hạn",
    ] {
        assert!(xml.contains(words), "{words}: {xml}");
    }
    let store = Store::open(&fixture.db()).unwrap();
    let catalog = store.catalog().unwrap();
    let plan = catalog.plan(&"tth-2021".into()).unwrap();
    for (_, _, measure) in plan.measures() {
        let label = measure.label.replace('&', "&amp;");
        assert!(xml.contains(&label), "{label}");
    }
}

#[test]
fn existing_file_is_overwritten_only_with_force() {
    let fixture = TestFolder::demo();
    let path = fixture.folder.path().join("there");
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .env_clear()
            .arg("--db")
            .arg(fixture.db())
            .arg("export")
            .args(words)
            .arg("-o")
            .arg(&path)
            .output()
            .unwrap()
    };
    let kinds: [&[&str]; 6] = [
        &["figures"],
        &["duties", "--format", "xlsx"],
        &["report", "--plan", "tth-2021", "--format", "docx"],
        &["plan", "--plan", "tth-2021"],
        &["offices", "--format", "json"],
        &["holidays", "--format", "toml"],
    ];
    for kind in kinds {
        std::fs::write(&path, "mine").unwrap();
        let refused = run(kind);
        let message = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{kind:?}: {message}");
        assert!(
            message.contains("--force") && message.contains("đã có"),
            "{kind:?}: {message}"
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine", "{kind:?}");
        assert!(
            run(&[kind, &["--force"]].concat()).status.success(),
            "{kind:?}"
        );
        assert_ne!(std::fs::read(&path).unwrap(), b"mine", "{kind:?}");
        std::fs::remove_file(&path).unwrap();
        assert!(run(kind).status.success(), "{kind:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn export_writes_to_a_pipe_and_to_standard_output() {
    let fixture = TestFolder::demo();
    let run = |output: &str, to: std::process::Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .env_clear()
            .arg("--db")
            .arg(fixture.db())
            .args(["export", "offices", "-o", output])
            .stdout(to);
        command.spawn().unwrap().wait_with_output().unwrap()
    };
    let expected = run("-", std::process::Stdio::piped()).stdout;
    assert!(!expected.is_empty());
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        assert_eq!(
            run(name, std::process::Stdio::piped()).stdout,
            expected,
            "{name}"
        );
    }
    // An existing file is not overwritten.
    let file = fixture.folder.path().join("all.csv");
    std::fs::write(&file, "before\n").unwrap();
    let to = std::fs::File::options().append(true).open(&file).unwrap();
    assert!(run("/dev/stdout", to.into()).status.success());
    assert_eq!(
        std::fs::read(&file).unwrap(),
        [b"before\n", expected.as_slice()].concat()
    );
    let pipe = fixture.folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reading = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).unwrap()
    });
    assert!(
        run(pipe.to_str().unwrap(), std::process::Stdio::null())
            .status
            .success()
    );
    assert_eq!(reading.join().unwrap(), expected);
    assert!(
        run("/dev/null", std::process::Stdio::null())
            .status
            .success()
    );
}
