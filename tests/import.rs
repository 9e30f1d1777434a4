//! Import of plans, offices, groups and days off: exported files are imported again byte for byte, and errors name
//! their location and change nothing.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder with a database.
struct TestFolder {
    folder: TempDir,
    db: PathBuf,
}

impl TestFolder {
    fn new(init: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("tiendo.db");
        let fixture = Self { folder, db };
        fixture.out(init);
        fixture
    }

    /// Status, standard output, standard error.
    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .args(args)
            .arg("--db")
            .arg(&self.db)
            .env_remove("TIENDO_LANG")
            .env_remove("NO_COLOR");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn out(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, Some(0), "{args:?}: {err}");
        out
    }

    fn toml(&self, what: &[&str]) -> String {
        let args: Vec<&str> = ["export"]
            .iter()
            .chain(what)
            .chain(&["--format", "toml"])
            .copied()
            .collect();
        self.out(&args)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Asserts status 1, an empty standard output, and these words on as many lines of standard error.
    fn refused(&self, args: &[&str], words: &[&str]) {
        let (code, out, err) = self.run(args);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{args:?}: {err}");
        let lines: Vec<&str> = err.lines().collect();
        assert_eq!(lines.len(), words.len(), "{args:?}: {err}");
        for (line, words) in lines.iter().zip(words) {
            assert!(line.contains(words), "{args:?}: {line} / {words}");
        }
    }
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
        .to_str()
        .unwrap()
        .to_owned()
}

#[test]
fn exported_data_is_imported_byte_for_byte() {
    let full = TestFolder::new(&["init", "--sample"]);
    let other = TestFolder::new(&["init"]);
    for what in ["offices", "groups", "holidays"] {
        let text = full.toml(&[what]);
        let file = other.file(what, &text);
        let message = other.out(&["import", what, &file, "--dry-run"]);
        assert!(message.contains("chưa ghi gì"), "{message}");
        assert_ne!(other.toml(&[what]), text, "a dry run changes nothing");
        other.out(&["import", what, &file]);
        assert_eq!(other.toml(&[what]), text);
        let again = other.out(&["import", what, &file]);
        assert!(
            again.contains("Đã nhập 0") || again.contains(": 0 mới, 0 thay đổi"),
            "{again}"
        );
    }
    for code in ["tth-2021", "kg-tt-2030", "yt-2018"] {
        let text = full.toml(&["plan", "--plan", code]);
        let file = other.file(code, &text);
        let dry = other.out(&["import", "plan", &file, "--dry-run"]);
        assert!(dry.contains("chưa ghi gì"), "{dry}");
        other.run(&["plans"]);
        let message = other.out(&["import", "plan", &file]);
        assert!(message.contains(code), "{message}");
        assert_eq!(other.toml(&["plan", "--plan", code]), text);
        let duties =
            |fixture: &TestFolder| fixture.out(&["duties", "--plan", code, "--format", "json"]);
        assert_eq!(duties(&other), duties(&full));
        other.refused(&["import", "plan", &file], &["đã có"]);
    }
    assert!(other.out(&["check"]).contains("không có lỗi"));
}

#[test]
fn data_files_are_imported() {
    let fixture = TestFolder::new(&["init"]);
    for name in [
        "central", "angiang", "kg", "hue", "tth", "bacninh", "bacgiang",
    ] {
        fixture.out(&["import", "offices", &data(&format!("offices/{name}.toml"))]);
    }
    fixture.out(&["import", "holidays", &data("holidays.toml")]);
    for name in ["kg-2020", "tth-2021", "kg-tt-2030", "hh-2023", "yt-2018"] {
        fixture.out(&["import", "plan", &data(&format!("plans/{name}.toml"))]);
    }
    let full = TestFolder::new(&["init", "--sample"]);
    for list in [
        "plans",
        "measures",
        "duties",
        "offices",
        "rules",
        "activities",
    ] {
        let rows = |fixture: &TestFolder| {
            fixture.out(&[list, "--format", "json", "--as-of", "2026-06-05"])
        };
        assert_eq!(rows(&fixture), rows(&full), "{list}");
    }
}

const SMALL: &str = "code = \"x-2024\"\ntitle = \"Thử\"\nshort = \"Thử\"\nissuer = \"tth.ubnd\"\nfrom = \"2024-01-01\"\n\
                     to = \"2025-12-31\"\ncoordinator = \"tth.snv\"\n";

#[test]
fn errors_name_their_location_and_nothing_changes() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let plan = |text: &str| fixture.file("plan.toml", &format!("{SMALL}{text}"));
    let before = fixture.out(&["plans", "--format", "json"]);
    fixture.refused(
        &["import", "plan", &plan("chu = \"a\"\n")],
        &["dòng 8: không có trường “chu”; dùng: "],
    );
    fixture.refused(
        &["import", "plan", &plan("signed_on = 2024-01-01\n")],
        &["dòng 8: số và ngày phải đặt trong dấu ngoặc kép"],
    );
    fixture.refused(
        &[
            "import",
            "plan",
            &plan("signed_on = \"1/1/2024\"\n"),
            "--lang",
            "en",
        ],
        &["line 8: not a valid date"],
    );
    fixture.refused(
        &["import", "plan", &data("không-có.toml")],
        &["không có tệp"],
    );
    let file = plan(
        "[[targets]]\nno = \"1\"\nwording = \"60 %\"\nmeasures = []\n[[events]]\nname = \"Tết\"\nfrom = \"02-30\"\nto = \"03-01\"\n",
    );
    fixture.refused(
        &["import", "plan", &file],
        &[
            "chỉ tiêu 1: chỉ tiêu chưa có chỉ tiêu thành phần (measures)",
            "events mục 1: “02-30” không phải ngày",
            "Tệp có 2 lỗi nên chưa nhập gì",
        ],
    );
    fixture.refused(
        &["import", "plan", &data("plans/kg-2020.toml")],
        &["Kế hoạch kg-2020 đã có"],
    );
    assert_eq!(fixture.out(&["plans", "--format", "json"]), before);
    let small = plan("");
    assert!(
        fixture
            .out(&["import", "plan", &small])
            .contains("x-2024: 0 chỉ tiêu")
    );
}

#[test]
fn offices_are_imported_from_standard_input() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let list = "\u{feff}code,name,kind\nx.moi,UBND xã Mới,commune\n";
    let toml = "# một đơn vị, từ TOML\n[[office]]\ncode = \"x.khac\"\nname = \"UBND xã Khác\"\nkind = \"commune\"\n";
    for text in [list, toml] {
        let file = fixture.file("in", text);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .args(["import", "offices", "-", "--db"])
            .arg(&fixture.db)
            .env_remove("TIENDO_LANG");
        let output = command
            .stdin(std::fs::File::open(file).unwrap())
            .output()
            .unwrap();
        let message = String::from_utf8(output.stdout).unwrap();
        assert!(
            message.starts_with("Đã nhập 1 đơn vị"),
            "{message}{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn invisible_characters_in_a_file_are_named() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let sheet = |text: &str| fixture.file("sheet.csv", text);
    let head = sheet("\u{200b}measure,office,period,value\n");
    fixture.refused(&["import", "figures", &head], &["“[U+200B]measure”"]);
    let head = sheet("measure,off\u{a0}ice,period,value\n");
    fixture.refused(&["import", "figures", &head], &["“off[U+00A0]ice”"]);
    let code = sheet("measure,office,period,value\ntth-2021/4.3,tth.\u{a0}syt,2023,20\n");
    fixture.refused(
        &["import", "figures", &code],
        &[
            "dòng 2: Không có đơn vị “tth.[U+00A0]syt”",
            "1 dòng bị từ chối",
        ],
    );
    let code = sheet("measure,office,period,value\ntth-2021/4\u{a0}.3,tth.syt,2023,20\n");
    fixture.refused(
        &["import", "figures", &code],
        &[
            "Không có chỉ tiêu tth-2021/4[U+00A0].3",
            "1 dòng bị từ chối",
        ],
    );
    let list = fixture.file("list.csv", "code,na\u{ad}me,kind\n");
    fixture.refused(&["import", "offices", &list], &["“na[U+00AD]me”"]);
    fixture.refused(
        &["measures", "--office", "tth.syt\u{200b}"],
        &["“tth.syt[U+200B]”"],
    );
    fixture.refused(&["measures", "--plan", &"x".repeat(5000)], &["…”; hiện có"]);
}

#[test]
fn offices_are_imported_all_or_none() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let new = "[[office]]\ncode = \"x.moi\"\nname = \"Sở Mới\"\nkind = \"department\"\n";
    let before = fixture.toml(&["offices"]);
    let other = fixture.file(
        "other.toml",
        &format!("{new}[[office]]\ncode = \"tth.syt\"\nname = \"Khác\"\nkind = \"other\"\n"),
    );
    fixture.refused(
        &["import", "offices", &other],
        &["tth.syt: đã có với nội dung khác", "1 lỗi"],
    );
    let orphan = fixture.file("orphan.toml", &format!("{new}parent = \"x.khong\"\n"));
    fixture.refused(
        &["import", "offices", &orphan],
        &["đơn vị x.moi: không có đơn vị x.khong", "1 lỗi"],
    );
    let own = fixture.file("own.toml", &format!("{new}parent = \"x.moi\"\n"));
    fixture.refused(
        &["import", "offices", &own],
        &["cấp trên của chính mình", "1 lỗi"],
    );
    assert_eq!(fixture.toml(&["offices"]), before);
    let group = "[[group]]\ncode = \"x.nhom\"\nname = \"Nhóm\"\nmembers = [{ office = \"x.moi\" }, { office = \"tth.syt\" }]\n";
    let both = fixture.file("both.toml", &format!("{new}{group}"));
    assert_eq!(
        fixture.out(&["import", "offices", &both]),
        "Đã nhập 1 đơn vị, 1 nhóm; 0 đã có, không thay đổi.\n"
    );
    assert_eq!(
        fixture.out(&["import", "groups", &both]),
        "Đã nhập 0 đơn vị, 0 nhóm; 2 đã có, không thay đổi.\n"
    );
}

#[test]
fn holiday_is_replaced() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let days = "[[holiday]]\non = \"2020-01-01\"\nname = \"Khác\"\n[[holiday]]\non = \"2030-01-01\"\nname = \"Tết\"\n";
    let file = fixture.file("days.toml", days);
    assert!(
        fixture
            .out(&["import", "holidays", &file, "--dry-run"])
            .contains("1 mới, 1 thay đổi, 0 không đổi")
    );
    assert_eq!(
        fixture.out(&["import", "holidays", &file]),
        "Đã nhập ngày nghỉ, ngày làm bù: 1 mới, 1 thay đổi, 0 không đổi.\n"
    );
    assert_eq!(
        fixture.out(&["import", "holidays", &file]),
        "Đã nhập ngày nghỉ, ngày làm bù: 0 mới, 0 thay đổi, 2 không đổi.\n"
    );
    let twice = fixture.file(
        "twice.toml",
        &format!("{days}[[holiday]]\non = \"2030-01-01\"\nname = \"Nữa\"\n"),
    );
    fixture.refused(&["import", "holidays", &twice], &["01/01/2030", "1 lỗi"]);
}

#[test]
fn plan_with_figures_is_replaced_only_with_a_reason() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let set = [
        "figure",
        "set",
        "--measure",
        "tth-2021/4.3",
        "--office",
        "tth.syt",
        "--period",
        "2023",
        "--value",
        "20",
    ];
    fixture.out(&set);
    let text = fixture.toml(&["plan", "--plan", "tth-2021"]);
    let same = fixture.file("same.toml", &text);
    fixture.refused(&["import", "plan", &same], &["đã có"]);
    assert!(
        fixture
            .out(&["import", "plan", &same, "--replace"])
            .contains("không thay đổi")
    );
    let changed = text.replace("từ 23 xuống 18", "từ 23 xuống 17");
    assert_ne!(changed, text);
    let changed = fixture.file("changed.toml", &changed);
    let (code, message, why) = fixture.run(&["import", "plan", &changed, "--replace"]);
    assert!(
        code == Some(1) && why.contains("4.3") && why.contains("lý do"),
        "{message}{why}"
    );
    assert_eq!(
        fixture.toml(&["plan", "--plan", "tth-2021"]),
        text,
        "nothing of it was written"
    );
    let dry = fixture.out(&["import", "plan", &changed, "--replace", "--dry-run"]);
    assert!(
        dry.contains("targets/4.3/wording") && dry.contains("chưa ghi gì"),
        "{dry}"
    );
    let done = fixture.out(&[
        "import",
        "plan",
        &changed,
        "--replace",
        "--reason",
        "In sai",
    ]);
    assert!(
        done.contains("xuống 18") && done.contains("xuống 17") && done.contains("1 điểm khác"),
        "{done}"
    );
    let without = text.replace("no = \"4.3\"", "no = \"4.9\"");
    let without = fixture.file("without.toml", &without);
    let (code, _, why) = fixture.run(&["import", "plan", &without, "--replace", "--reason", "x"]);
    assert!(
        code == Some(1) && why.contains("tth-2021/4.3: đã có số liệu"),
        "{why}"
    );
}

#[test]
fn amendment_applies_from_its_day() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let set = [
        "figure",
        "set",
        "--measure",
        "tth-2021/4.3",
        "--office",
        "tth.syt",
        "--period",
        "2023",
        "--value",
        "17",
    ];
    fixture.out(&set);
    let amend = [
        "plan",
        "amend",
        "--plan",
        "tth-2021",
        "--number",
        "45/KH-UBND",
    ];
    fixture.refused(
        &[&amend[..], &["--from", "1/1/2031", "--title", "x"]].concat(),
        &["01/01/2031", "1 lỗi"],
    );
    let message = fixture.out(
        &[
            &amend[..],
            &["--from", "1/7/2024", "--title", "Nâng chỉ tiêu 4.3"],
        ]
        .concat(),
    );
    assert!(message.contains("amendments"), "{message}");
    let text = fixture.toml(&["plan", "--plan", "tth-2021"]);
    let changed = fixture.file(
        "changed.toml",
        &text.replace("giảm từ 23 xuống 18", "giảm từ 23 xuống 16"),
    );
    fixture.out(&[
        "import",
        "plan",
        &changed,
        "--replace",
        "--amendment",
        "45/KH-UBND",
    ]);
    let wording = |day: &str| {
        let (_, out, _) = fixture.run(&[
            "targets", "--plan", "tth-2021", "--format", "json", "--as-of", day,
        ]);
        out.contains("xuống 16")
    };
    assert!(!wording("2024-06-30") && wording("2024-07-01"));
    let again = fixture.toml(&["plan", "--plan", "tth-2021"]);
    assert!(again.contains("[[targets.former]]") && again.contains("until = \"2024-06-30\""));
    let bare = TestFolder::new(&["init", "--sample"]);
    let file = bare.file("again.toml", &again);
    bare.out(&["import", "plan", &file, "--replace"]);
    assert_eq!(
        bare.toml(&["plan", "--plan", "tth-2021"]),
        again,
        "imported again with its history"
    );
}

#[test]
fn plan_is_copied_closed_and_reopened() {
    let fixture = TestFolder::new(&["init", "--sample"]);
    let copied = fixture.out(&[
        "plan", "copy", "--plan", "hh-2023", "--code", "hh-2025", "--years", "2",
    ]);
    assert!(copied.contains("hh-2025"), "{copied}");
    let text = fixture.toml(&["plan", "--plan", "hh-2025"]);
    assert!(
        text.contains("from = \"2025-01-01\"")
            && text.contains("năm 2025")
            && !text.contains("2023-12-31"),
        "{text}"
    );
    fixture.refused(
        &["plan", "copy", "--plan", "hh-2023", "--code", "hh-2025"],
        &["đã có"],
    );
    let message = fixture.out(&[
        "plan",
        "close",
        "--plan",
        "hh-2023",
        "--on",
        "31/12/2023",
        "--reason",
        "Đã tổng kết",
    ]);
    assert!(
        message.contains("closing: – → 2023-12-31: Đã tổng kết\n"),
        "{message}"
    );
    let journal: serde_json::Value =
        serde_json::from_str(&fixture.out(&["journal", "--limit", "1", "--format", "json"]))
            .unwrap();
    assert_eq!(
        (&journal[0]["after"], &journal[0]["why"]),
        (&"2023-12-31: Đã tổng kết".into(), &"Đã tổng kết".into())
    );
    let set = [
        "figure",
        "set",
        "--measure",
        "hh-2023/2",
        "--office",
        "hh.pldtbxh",
        "--period",
        "2023",
        "--value",
        "50",
    ];
    fixture.refused(&set, &["kết thúc theo dõi ngày 31/12/2023"]);
    fixture.out(&[
        "plan",
        "reopen",
        "--plan",
        "hh-2023",
        "--reason",
        "Còn thiếu số liệu",
    ]);
    fixture.out(&set);
}
