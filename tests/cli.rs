//! The command line as scripts rely on it. Golden files hold the JSON of each command on the sample database and its
//! fixed day; `TIENDO_BLESS=1` rewrites them.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;
use tiendo::cli::args::Cli;
use tiendo::i18n::Lang;
use tiendo::i18n::help_examples::EXAMPLES;
use tiendo::sample::demo;

/// Status and output of a finished command.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

/// The sample database as a file, built once.
static DEMO_FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    demo::open_demo().unwrap().backup(&path).unwrap();
    std::fs::read(&path).unwrap()
});

/// A folder with a database.
struct TestFolder {
    folder: TempDir,
    db: PathBuf,
}

impl TestFolder {
    /// A folder with a database of the five plans without figures.
    fn sample() -> Self {
        let fixture = Self::empty_folder();
        assert_eq!(fixture.run(&["init", "--sample"]).code, Some(0));
        fixture
    }

    /// A folder with the sample database: five plans with figures and reports.
    fn demo() -> Self {
        let fixture = Self::empty_folder();
        std::fs::write(&fixture.db, &*DEMO_FILE).unwrap();
        fixture
    }

    fn empty_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("tiendo.db");
        Self { folder, db }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .args(args)
            .arg("--db")
            .arg(&self.db)
            .env_remove("TIENDO_LANG")
            .env_remove("NO_COLOR");
        command
            .env("TIENDO_SITE_CONFIG", "")
            .env("TIENDO_CONFIG", "");
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args))
    }

    /// Standard output of a command that must succeed.
    fn out(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.err);
        ran.out
    }

    fn json(&self, args: &[&str]) -> Value {
        let mut args = args.to_vec();
        args.extend(["--format", "json"]);
        serde_json::from_str(&self.out(&args)).unwrap()
    }

    /// Asserts status 1, an empty standard output and one sentence on standard error that contains these words.
    fn refused(&self, args: &[&str], words: &str) {
        let ran = self.run(args);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(1), ""),
            "{args:?}: {}",
            ran.err
        );
        assert_eq!(ran.err.lines().count(), 1, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

fn ran(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

const SET: [&str; 6] = [
    "figure",
    "set",
    "--measure",
    "tth-2021/4.3",
    "--office",
    "tth.syt",
];

fn set(more: &[&'static str]) -> Vec<&'static str> {
    SET.into_iter().chain(more.iter().copied()).collect()
}

/// Name of the golden file and its command.
const GOLDEN: [(&str, &str); 24] = [
    ("plans", "plans"),
    ("objectives", "objectives"),
    ("targets", "targets"),
    ("measures", "measures"),
    ("activities", "activities"),
    ("budget", "budget"),
    ("inspections", "inspections"),
    ("calendar", "calendar --month 2024-12"),
    ("settings", "setting list"),
    ("offices", "offices"),
    ("rules", "rules"),
    ("gaps", "gaps"),
    ("duties", "duties --plan tth-2021 --office tth.syt"),
    ("overdue", "overdue"),
    ("status", "status"),
    ("today", "today --plan kg-tt-2030 --office kg.syt"),
    ("figure_show", "figure show --measure tth-2021/4.3"),
    (
        "figure_history",
        "figure history --measure tth-2021/4.3 --office tth.syt --period 2023",
    ),
    (
        "report_show",
        "report show --rule tth-2021/r2 --office tth.syt",
    ),
    (
        "figure_difference",
        "figure show --measure tth-2021/4.2 --office hue.syt --period 2025",
    ),
    ("estimates", "estimates --plan kg-tt-2030"),
    ("below", "below --measure kg-tt-2030/5 --period 2026-Q1"),
    (
        "journal",
        "journal --since 2020-07-01 --until 2020-11-20 --limit 12",
    ),
    (
        "export_figures",
        "export figures --plan tth-2021 --office tth.syt",
    ),
];

#[test]
fn json_of_each_command_matches_its_golden_file() {
    let fixture = TestFolder::demo();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut wrong = Vec::new();
    for (name, line) in GOLDEN {
        let mut args = words(line);
        args.extend(["--format", "json", "--as-of", "2026-06-05"]);
        let found = fixture.out(&args);
        let path = folder.join(format!("{name}.json"));
        if std::env::var_os("TIENDO_BLESS").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        if std::fs::read_to_string(&path).ok().as_deref() != Some(found.as_str()) {
            wrong.push(name);
        }
    }
    assert!(
        wrong.is_empty(),
        "golden files differ (TIENDO_BLESS=1 writes them): {wrong:?}"
    );
}

#[test]
fn init_refuses_to_overwrite() {
    let fixture = TestFolder::empty_folder();
    fixture.refused(&["plans"], "tiendo init");
    assert!(fixture.out(&["init"]).contains("0 kế hoạch"));
    assert_eq!(fixture.json(&["plans"]), serde_json::json!([]));
    fixture.refused(&["init", "--sample"], "không ghi đè");
    fixture.refused(&["init", "--lang", "en"], "not overwritten");
}

#[test]
fn sample_has_five_plans() {
    let fixture = TestFolder::sample();
    let plans = fixture.json(&["plans"]);
    let codes: Vec<&str> = plans
        .as_array()
        .unwrap()
        .iter()
        .map(|plan| plan["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes.len(), 5);
    assert_eq!(fixture.json(&["measures"]).as_array().unwrap().len(), 39);
    assert_eq!(fixture.json(&["targets"]).as_array().unwrap().len(), 33);
    assert!(plans[0].get("number").is_some_and(Value::is_string));
    assert!(
        fixture
            .out(&["plans", "--format", "csv"])
            .starts_with("code,number,title,issuer,signed_on,from,to,")
    );
}

#[test]
fn figure_is_saved_and_shown() {
    let fixture = TestFolder::sample();
    let output = fixture.out(&set(&["--period", "2023", "--value", "20"]));
    assert!(
        output.starts_with("Đã lưu: tth-2021/4.3 · Sở Y tế · năm 2023: 20"),
        "{output}"
    );
    let shown = fixture.json(&words(
        "figure show --measure tth-2021/4.3 --office tth.syt --period 2023",
    ));
    assert_eq!(shown[0]["value"], "20");
    assert_eq!(shown[0]["kind"], "number");
    assert_eq!(shown[0]["numerator"], Value::Null);
    let judged = fixture.json(&words("measures --plan tth-2021 --as-of 2024-06-05"));
    let measure = judged
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "tth-2021/4.3")
        .unwrap();
    assert_eq!(
        (&measure["status"], &measure["line"], &measure["way"]),
        (&"on_track".into(), &"20.0016".into(), &"60".into())
    );
}

#[test]
fn refused_figure_changes_nothing() {
    let fixture = TestFolder::sample();
    fixture.out(&set(&["--period", "2023", "--value", "20"]));
    fixture.refused(&set(&["--period", "2023", "--value", ""]), "Chưa nhập số");
    fixture.refused(&set(&["--period", "2023", "--value", "-5"]), "âm");
    fixture.refused(
        &set(&[
            "--period",
            "2023",
            "--numerator",
            "-1",
            "--denominator",
            "5",
        ]),
        "âm",
    );
    fixture.refused(&set(&["--period", "2019", "--value", "5"]), "01/01/2021");
    fixture.refused(&set(&["--period", "nay", "--value", "5"]), "2023-H1");
    fixture.refused(
        &set(&["--period", "2024", "--value", "5", "--strict"]),
        "--strict",
    );
    fixture.refused(
        &set(&["--period", "2023", "--value", "5", "--as-of", "2024-01-01"]),
        "--as-of",
    );
    let known = fixture.json(&words("figure history --measure tth-2021/4.3"));
    assert_eq!(known.as_array().unwrap().len(), 1);
    let ran = fixture.run(&set(&["--period", "2024", "--value", "5"]));
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.starts_with("Lưu ý: "), "{}", ran.err);
}

#[test]
fn usage_error_exits_with_2() {
    let fixture = TestFolder::sample();
    for line in [
        "figure set --measure a --office b --period 2023",
        "figure set --measure a --office b --period 2023 --value 1 --none-occurred",
        "plans --format xlsx",
        "nothing",
        "plans --as-of 05/06/2024",
        "duties --state late",
    ] {
        assert_eq!(fixture.run(&words(line)).code, Some(2), "{line}");
    }
}

/// Arguments and the usage error in Vietnamese and in English.
const USAGE_ERRORS: &[(&str, &str, &str)] = &[
    (
        "oerdue",
        "Không có lệnh “oerdue”; có phải overdue? Xem tiendo --help.",
        "There is no command “oerdue”; did you mean overdue? See tiendo --help.",
    ),
    (
        "figure sett",
        "Không có lệnh “sett”; có phải set? Xem tiendo figure --help.",
        "did you mean set? See tiendo figure --help.",
    ),
    ("help figurx", "có phải figure?", "did you mean figure?"),
    (
        "plans --fromat json",
        "có phải --format? Xem tiendo plans --help.",
        "did you mean --format?",
    ),
    (
        "duties --state late",
        "--state không dùng được “late”; dùng: not_open, in_term,",
        "--state does not accept “late”; use: not_open,",
    ),
    ("plans --format jso", "có phải json?", "did you mean json?"),
    (
        "plans --format xlsx",
        "dùng text, json, csv",
        "use text, json, csv",
    ),
    (
        "export --format text",
        "dùng csv, json, toml, xlsx, docx",
        "use csv, json, toml, xlsx, docx",
    ),
    (
        "plans --as-of 31/02/2024",
        "như 2026-06-05",
        "such as 2026-06-05",
    ),
    (
        "plans --plan",
        "Sau --plan <MÃ> còn thiếu giá trị.",
        "--plan <CODE> needs a value.",
    ),
    (
        "plans --plan a --plan b",
        "--plan chỉ được nêu một lần.",
        "--plan may be given only once.",
    ),
    (
        "overdue --exit-code=5",
        "--exit-code không kèm giá trị (“5”).",
        "--exit-code takes no value (“5”).",
    ),
    (
        "plan copy --plan a --code b --years 40",
        "từ 1 đến 30",
        "from 1 to 30",
    ),
    (
        "activity set --plan a --no 1x --done 2",
        "cần một số nguyên",
        "enter a whole number",
    ),
    (
        "report accept --rule a --period b",
        "Còn thiếu một trong (--office, --all).",
        "Missing: one of (--office, --all).",
    ),
    (
        "figure set --measure a --office b --period c --value 1 --no-data",
        "--value không dùng cùng --no-data",
        "--value cannot be used with --no-data",
    ),
];

#[test]
fn usage_error_is_one_sentence_in_the_chosen_language() {
    let fixture = TestFolder::empty_folder();
    for (line, vietnamese, english) in USAGE_ERRORS {
        // `--db` takes the next argument as its value.
        let run = |lang: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
            command
                .args(words(line))
                .env("TIENDO_SITE_CONFIG", "")
                .env("TIENDO_CONFIG", "")
                .env("TIENDO_LANG", lang);
            ran(command)
        };
        for (lang, output) in [("vi", vietnamese), ("en", english)] {
            let ran = run(lang);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{line}");
            assert!(
                ran.err.contains(output) && ran.err.lines().count() == 1,
                "{line}: {}",
                ran.err
            );
        }
    }
    let config = fixture.file("config.toml", "lang = \"en\"\n");
    let of = |flag: &[&str], environment: &str| {
        let mut command = fixture.command(&["oerdue"]);
        ran({
            command
                .args(flag)
                .env("TIENDO_CONFIG", &config)
                .env("TIENDO_LANG", environment);
            command
        })
        .err
    };
    assert!(
        of(&[], "").starts_with("There is"),
        "the configuration's language"
    );
    assert!(
        of(&[], "vi").starts_with("Không"),
        "the environment's before it"
    );
    assert!(
        of(&["--lang", "en"], "vi").starts_with("There is"),
        "the flag's before both"
    );
    assert!(
        of(&["--lang=vi"], "en").starts_with("Không"),
        "the flag's before both"
    );
}

#[test]
fn help_and_completions_use_the_chosen_language() {
    let fixture = TestFolder::sample();
    assert!(
        fixture
            .out(&["figure", "set", "--help"])
            .contains("Cách dùng: tiendo figure set [TÙY CHỌN]")
    );
    assert!(
        fixture
            .out(&["figure", "set", "-h", "--lang", "en"])
            .contains("Usage: tiendo figure set [OPTIONS]")
    );
    let alone = fixture.run(&["figure"]);
    assert!(
        alone.code == Some(2)
            && alone
                .err
                .starts_with("Cần nêu thêm một lệnh: set, show, history"),
        "{}",
        alone.err
    );
    for (lang, text) in [
        ("vi", "Xem nhật ký: ai sửa gì"),
        ("en", "Show the audit log: who changed what"),
    ] {
        assert!(
            fixture
                .out(&["completions", "fish", "--lang", lang])
                .contains(text)
        );
    }
}

/// Examples that are not run here, with the reason.
const NOT_RUN: &[(&str, &str)] = &[
    ("demo", "opens a screen"),
    ("doctor", "reads keys from a terminal"),
    ("account list", "needs a shared database"),
    ("account keys", "the same"),
    ("config show", "needs an account"),
];

#[test]
fn read_only_examples_run_on_the_sample() {
    let fixture = TestFolder::demo();
    let mut count = 0;
    for example in EXAMPLES {
        let line = example.line(Lang::Vi).replace('"', "\u{1}");
        let words: Vec<&str> = line
            .split('\u{1}')
            .enumerate()
            .flat_map(|(no, part)| match no % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![part],
            })
            .collect();
        if words[0] != "tiendo" {
            continue;
        }
        let read = Cli::parse(words.iter().map(Into::into).collect()).unwrap();
        if read.selected.writes() || NOT_RUN.iter().any(|(name, _)| *name == example.command) {
            continue;
        }
        let mut command = fixture.command(&words[1..]);
        command.current_dir(fixture.folder.path());
        let ran = ran(command);
        assert_eq!(ran.code, Some(0), "{line}: {}", ran.err);
        count += 1;
    }
    assert!(count > 25, "{count}");
}

#[test]
fn help_ends_with_an_example_and_lists_the_screen_options_where_they_apply() {
    let fixture = TestFolder::empty_folder();
    let help = fixture.out(&["report", "send", "--help"]);
    let (_, example) = help.split_once("\nVí dụ:\n").unwrap();
    assert!(example.starts_with("  tiendo report send --rule"), "{help}");
    assert!(
        !help.contains("--mouse") && help.contains("--lang"),
        "{help}"
    );
    let first = fixture.out(&["--help", "--lang", "en"]);
    assert!(first.contains("--mouse"), "{first}");
    let groups = [
        "\nView:\n",
        "\nRecord:\n",
        "\nPlans:\n",
        "\nAdministration:\n",
    ];
    let found: Vec<_> = groups.iter().map(|group| first.find(group)).collect();
    assert!(
        found.iter().all(Option::is_some) && found.is_sorted(),
        "{first}"
    );
    fixture.out(&["init"]);
    fixture.out(&["plans", "--mouse"]);
}

/// Typed numbers and the refusal in Vietnamese and in English.
const INVALID_NUMBERS: &[(&str, &str, &str)] = &[
    (
        "1,234",
        "nhập 1.234 nếu là hàng nghìn, 1,2 nếu là phần thập phân",
        "Type 1.234 for thousands, 1,2 for decimals",
    ),
    ("12,345,678", "nhập 12.345.678.", "type 12.345.678."),
    ("0.500", "nhập 0,5.", "type 0,5."),
    ("NaN", "NaN không phải số liệu", "NaN is not a figure"),
    (
        "inf",
        "Vô hạn không phải số liệu",
        "Infinity is not a figure",
    ),
    (
        "999999999999999,9",
        "nhiều nhất 15 chữ số",
        "at most 15 digits",
    ),
    ("1/2/3", "nhập như 45/75", "as in 45/75"),
    ("-1", "nhập từ 0 trở lên", "enter 0 or more"),
];

#[test]
fn invalid_number_is_refused_with_the_expected_form() {
    let fixture = TestFolder::sample();
    for (typed, vietnamese, english) in INVALID_NUMBERS {
        for (lang, output) in [("vi", vietnamese), ("en", english)] {
            let value = format!("--value={typed}");
            fixture.refused(
                &[&SET[..], &["--period", "2023", &value, "--lang", lang]].concat(),
                output,
            );
        }
    }
    assert!(
        fixture
            .out(&set(&["--period", "2023", "--value=-0"]))
            .contains(": 0,0 ")
    );
    let quota = [
        "figure",
        "set",
        "--measure",
        "kg-tt-2030/5",
        "--office",
        "kg.sldtbxh",
        "--period",
        "2024-Q1",
    ];
    fixture.refused(
        &[&quota[..], &["--met", "45", "--of", ""]].concat(),
        "45/75",
    );
    let output = fixture
        .run(
            &[
                &SET[..],
                &["--period", "2023-Q1", "--value", "1", "--lang", "en"],
            ]
            .concat(),
        )
        .err;
    assert!(output.contains("year or longer"), "{output}");
}

#[test]
fn similar_names_are_suggested() {
    let fixture = TestFolder::sample();
    fixture.refused(&["measures", "--office", "tth.sytt"], "có phải tth.syt?");
    fixture.refused(&["measures", "--office", "rạch giá"], "kg.rach-gia");
    fixture.refused(
        &words("figure show --measure tth-2021/3.2"),
        "có phải tth-2021/3.2a, tth-2021/3.2b?",
    );
    fixture.refused(
        &words("figure show --measure tth2021/4.3 --lang en"),
        "did you mean tth-2021/4.3?",
    );
    fixture.refused(
        &words("figure show --measure tth-2021/9.9"),
        "tiendo measures",
    );
    fixture.refused(
        &["plan", "close", "--plan", "tth-2021", "--reason", ""],
        "--reason",
    );
    fixture.refused(
        &words("holiday set --on 31/02/2025 --name x"),
        "không phải là ngày hợp lệ",
    );
}

#[test]
fn offices_are_found_by_name_and_by_code() {
    let fixture = TestFolder::sample();
    let by = |office: &str| {
        let mut args = words("figure set --measure tth-2021/4.3 --period 2023 --value 20 --office");
        args.push(office);
        fixture.run(&args)
    };
    for office in ["Sở Y tế", "so y te", "tth.syt"] {
        assert_eq!(by(office).code, Some(0), "{office}");
    }
    assert!(by("Sở Bưu điện").err.contains("tiendo offices"));
    fixture.refused(
        &words("figure set --measure x/1 --office tth.syt --period 2023 --value 1"),
        "x/1",
    );
    fixture.refused(&words("measures --plan nope"), "tth-2021");
}

#[test]
fn exported_figures_are_imported_again() {
    let from = TestFolder::demo();
    let sheet = from.out(&words("export figures"));
    assert!(sheet.starts_with(
        "\u{feff}measure;office;period;series;value;numerator;denominator;kind;quality;note\n"
    ));
    let to = TestFolder::sample();
    let file = to.file("figures.csv", &sheet);
    let rows = sheet.lines().count() - 1;
    let output = to.out(&["import", "figures", &file, "--dry-run"]);
    assert!(
        output.contains(&format!("Chạy thử: {rows} mới, 0 thay đổi")),
        "{output}"
    );
    assert_eq!(to.json(&["export", "figures"]), serde_json::json!([]));
    assert!(
        to.out(&["import", "figures", &file])
            .contains(&format!("Đã nhập {rows} dòng"))
    );
    assert_eq!(to.out(&words("export figures")), sheet);
    assert!(
        to.out(&["import", "figures", &file, "--dry-run"])
            .contains(&format!("{rows} không đổi"))
    );
}

#[test]
fn import_saves_all_rows_or_none() {
    let fixture = TestFolder::sample();
    let text = "office,measure,period,value\n\
        tth.syt,tth-2021/4.3,2022,'21\n\
        tth.syt,tth-2021/4.3,2023,abc\n\
        tth.syt,tth-2021/4.3,2021,22\n";
    let file = fixture.file("figures.csv", text);
    let ran = fixture.run(&["import", "figures", &file]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with("dòng 3: "), "{}", ran.err);
    assert_eq!(fixture.json(&["export", "figures"]), serde_json::json!([]));
    let ran = fixture.run(&["import", "figures", &file, "--each"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), "OK 2\nOK 4\n"));
    assert_eq!(
        fixture
            .json(&["export", "figures"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let bad = fixture.file("bad.csv", "a;b\n1;2\n");
    fixture.refused(&["import", "figures", &bad], "measure,office,period");
    fixture.refused(
        &["import", "figures", "/nowhere/figures.csv"],
        "/nowhere/figures.csv",
    );
}

#[test]
fn formula_is_escaped_in_export_and_restored_in_import() {
    let fixture = TestFolder::sample();
    fixture.out(&set(&[
        "--period",
        "2023",
        "--value",
        "20",
        "--note",
        "=1+2; 'x'",
    ]));
    let sheet = fixture.out(&words("export figures"));
    assert!(sheet.contains("\"'=1+2; 'x'\""), "{sheet}");
    let other = TestFolder::sample();
    let file = other.file("figures.csv", &sheet);
    other.out(&["import", "figures", &file]);
    assert_eq!(other.json(&["export", "figures"])[0]["note"], "=1+2; 'x'");
}

#[test]
fn report_is_sent_returned_and_accepted() {
    let fixture = TestFolder::sample();
    let duty = "--rule kg-tt-2030/r2 --office kg.syt --period 2024-H1";
    let step = |verb: &str, more: &[&str]| {
        let line = format!("report {verb} {duty}");
        let mut args: Vec<String> = words(&line).into_iter().map(str::to_owned).collect();
        args.extend(more.iter().map(|&word| word.to_owned()));
        args
    };
    let run = |verb: &str, more: &[&str]| {
        let args = step(verb, more);
        fixture.run(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let state = || {
        fixture.json(
            &step("show", &[])
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        )[0]
        .clone()
    };
    assert!(run("accept", &[]).err.contains("chưa gửi"));
    assert!(
        run("send", &["--on", "01/01/2199"])
            .err
            .contains("chưa đến")
    );
    assert!(
        run("extend", &["--to", "2024-06-09", "--reason", "bão"])
            .err
            .contains("09/06/2024")
    );
    assert_eq!(
        run("send", &["--on", "10/06/2024", "--letter", "12/BC-SYT"]).code,
        Some(0)
    );
    assert_eq!(
        (&state()["state"], &state()["late_days"]),
        (&"waiting".into(), &1.into())
    );
    assert!(run("send", &[]).err.contains("đã gửi ngày 10/06/2024"));
    let mend = ["--on", "2024-06-15", "--mend-by", "2024-07-01", "--reason"];
    assert_eq!(run("return", &[&mend[..], &[""]].concat()).code, Some(1));
    assert_eq!(
        run("return", &[&mend[..], &["thiếu số liệu"]].concat()).code,
        Some(0)
    );
    let narrative = fixture.file("narrative.toml", "results = \"Đã mở 5 lớp\"\n");
    assert_eq!(
        run("send", &["--on", "2024-06-20", "--narrative", &narrative]).code,
        Some(0)
    );
    assert_eq!(run("accept", &["--on", "2024-06-21"]).code, Some(0));
    assert_eq!(state()["accepted_on"], "2024-06-21");
    assert_eq!(state()["events"][2]["narrative"]["results"], "Đã mở 5 lớp");
    let unknown = words("report send --rule kg-tt-2030/r2 --office kg.syt --period 2024");
    fixture.refused(&unknown, "2024-H1");
    fixture.out(&words(
        "report waive --rule kg-tt-2030/r3 --office kg.syt --period 2024 --reason x",
    ));
    let waived = fixture.json(&words(
        "report show --rule kg-tt-2030/r3 --office kg.syt --period 2024",
    ));
    assert_eq!(waived[0]["waived"], true);
}

#[test]
fn overdue_sets_the_exit_status() {
    let fixture = TestFolder::demo();
    let late = fixture.json(&words("overdue --as-of 2026-06-05"));
    let days: Vec<i64> = late
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["late_days"].as_i64().unwrap())
        .collect();
    assert!(
        !days.is_empty() && days.is_sorted_by(|a, b| a >= b),
        "{days:?}"
    );
    assert_eq!(
        fixture
            .run(&words("overdue --exit-code --as-of 2026-06-05"))
            .code,
        Some(3)
    );
    assert_eq!(
        fixture
            .run(&words("overdue --exit-code --as-of 2020-12-09"))
            .code,
        Some(0)
    );
    assert_eq!(
        fixture.run(&words("overdue --as-of 2026-06-05")).code,
        Some(0)
    );
}

#[test]
fn narrative_with_headings_only_is_kept() {
    let fixture = TestFolder::sample();
    let narrative = fixture.file(
        "narrative.md",
        "# Kết quả: đã mở 5 lớp\n# Khó khăn: thiếu kinh phí\n",
    );
    let send = words(
        "report send --rule tth-2021/r2 --office tth.syt --period 2023 --on 2023-11-20 --narrative",
    );
    fixture.out(&[&send[..], &[&narrative]].concat());
    let shown = fixture.json(&words(
        "report show --rule tth-2021/r2 --office tth.syt --period 2023",
    ));
    let results = shown.to_string();
    assert!(results.contains("# Kết quả: đã mở 5 lớp"), "{results}");
}

#[test]
fn estimates_are_pending_until_the_official_figure() {
    let fixture = TestFolder::demo();
    let waiting = || {
        fixture.json(&words(
            "estimates --plan kg-tt-2030 --office angiang.tan-thanh --as-of 2026-06-05",
        ))
    };
    assert_eq!(
        (&waiting()[0]["period"], &waiting()[0]["days"]),
        (&"2026-Q1".into(), &66.into())
    );
    let today = fixture.out(&words("today --plan kg-tt-2030 --as-of 2026-06-05"));
    assert!(
        today.contains("Số ước quý I/2026 chờ số chính thức: 6 ô"),
        "{today}"
    );
    fixture.out(&words(
        "figure set --measure kg-tt-2030/5 --office angiang.tan-thanh --period 2026-Q1 --value 5",
    ));
    assert_eq!(waiting(), serde_json::json!([]));
    let shown = fixture.json(&words(
        "figure show --measure kg-tt-2030/5 --office angiang.tan-thanh --period 2026-Q1",
    ));
    let both: Vec<_> = shown
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["quality"], &row["difference"]))
        .collect();
    assert_eq!(
        both,
        [
            (&"estimate".into(), &Value::Null),
            (&"official".into(), &"1".into())
        ]
    );
}

#[test]
fn offices_below_quota_are_listed_and_written_into_a_letter() {
    let fixture = TestFolder::demo();
    let line = "below --measure kg-tt-2030/5 --period 2026-Q1";
    let page = fixture.json(&words(line));
    assert_eq!(page["below"][0]["missing"], "2");
    let text = fixture.out(&[&words(line)[..], &["--as-text"]].concat());
    assert!(
        text.lines()
            .nth(1)
            .unwrap()
            .starts_with("Quý I/2026: chưa đạt mức giao (4 tin, bài) 6/48 đơn vị"),
        "{text}"
    );
    assert!(text.lines().nth(2).unwrap().starts_with("a) "), "{text}");
    assert!(
        fixture
            .out(&words("below --measure kg-tt-2030/6"))
            .contains("chưa có danh sách đơn vị")
    );
    fixture.refused(&words("below --measure kg-tt-2030/7"), "kg-tt-2030/5");
    fixture.refused(
        &words("below --measure kg-tt-2030/5 --period 2026"),
        "2026-Q",
    );
    fixture.refused(
        &words("below --measure kg-tt-2030/5 --period 2035-Q1"),
        "31/12/2030",
    );
    let coverage = words(
        "figure set --measure kg-tt-2030/5 --office angiang.snv --period 2026-Q1 --met 9 --of 150",
    );
    let ran = fixture.run(&coverage);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("không phải 150"), "{}", ran.err);
    assert_eq!(
        fixture.run(&[&coverage[..], &["--strict"]].concat()).code,
        Some(1)
    );
}

#[test]
fn unusual_rows_are_reported_one_by_one() {
    let fixture = TestFolder::sample();
    let text = "office,measure,period,value\n\
        tth.syt,tth-2021/4.3,2021,20\n\
        tth.syt,tth-2021/4.3,2022,41\n";
    let file = fixture.file("figures.csv", text);
    let ran = fixture.run(&["import", "figures", &file, "--each"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "OK 2\nOK 3\n"));
    assert!(
        ran.err.starts_with("dòng 3: Lưu ý: Thay đổi lớn"),
        "{}",
        ran.err
    );
}

#[test]
fn stars_are_added_and_removed() {
    let fixture = TestFolder::sample();
    assert_eq!(fixture.json(&["starred"]), serde_json::json!([]));
    let duty = words("star --rule kg-tt-2030/r2 --office kg.syt --period 2024-H1");
    assert!(
        fixture
            .out(&duty)
            .starts_with("Đã đánh dấu sao: kg-tt-2030/r2")
    );
    assert!(fixture.out(&duty).starts_with("Đã có dấu sao từ trước"));
    fixture.out(&words("star --measure tth-2021/4.3"));
    let rows = fixture.json(&["starred"]);
    assert_eq!(
        (&rows[0]["office"], &rows[1]["measure"]),
        (&"angiang.syt".into(), &"tth-2021/4.3".into()),
        "it passed on"
    );
    assert_eq!(rows[1]["state"], "no_data");
    fixture.out(&[&duty[..], &["--off"]].concat());
    assert_eq!(fixture.json(&["starred"]).as_array().unwrap().len(), 1);
    fixture.refused(
        &words("star --rule kg-tt-2030/r2 --office kg.syt --period 2024"),
        "2024-H1",
    );
    fixture.refused(&words("star --measure tth-2021/9.9"), "tth-2021/9.9");
    fixture.refused(
        &words("star --measure tth-2021/4.3 --as-of 2024-01-01"),
        "--as-of",
    );
    assert_eq!(
        fixture.run(&words("star --rule kg-tt-2030/r2")).code,
        Some(2)
    );
}

#[test]
fn comments_are_added_and_listed() {
    let fixture = TestFolder::sample();
    let add = |line: &str, text: &str| fixture.run(&[&words(line)[..], &["--text", text]].concat());
    assert_eq!(
        add("comment add --measure tth-2021/4.3", "vì sao tăng?").code,
        Some(0)
    );
    let cell = "--measure tth-2021/4.3 --office tth.syt --period 2023";
    assert_eq!(
        add(&format!("comment add {cell}"), "số của 9 huyện").code,
        Some(0)
    );
    let duty = "--rule kg-tt-2030/r2 --office kg.syt --period 2024-H1";
    assert_eq!(
        add(&format!("comment add {duty}"), "đã gọi điện").code,
        Some(0)
    );
    let texts = |line: &str| {
        let rows = fixture.json(&words(line));
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        texts("comment list --measure tth-2021/4.3"),
        ["vì sao tăng?", "số của 9 huyện"]
    );
    assert_eq!(texts(&format!("comment list {cell}")), ["số của 9 huyện"]);
    assert_eq!(texts(&format!("comment list {duty}")), ["đã gọi điện"]);
    for (text, why) in [("  ", "trống"), ("a\u{200b}b", "U+200B")] {
        let ran = add("comment add --measure tth-2021/4.3", text);
        assert!(ran.code == Some(1) && ran.err.contains(why), "{}", ran.err);
    }
    assert_eq!(add("comment add --rule kg-tt-2030/r2", "x").code, Some(2));
}

#[test]
fn progress_of_an_activity_sets_its_state() {
    let fixture = TestFolder::sample();
    fixture.out(&words(
        "activity set --plan kg-2020 --no 5 --done 2 --on 2020-06-30",
    ));
    let states = fixture.json(&words("activities --plan kg-2020 --as-of 2020-08-01"));
    let row = states
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["no"] == 5)
        .unwrap();
    assert_eq!((&row["done"], &row["state"]), (&"2".into(), &"done".into()));
    fixture.refused(&words("activity set --plan kg-2020 --no 9 --done 2"), "7");
    fixture.refused(&words("activity set --plan kg-2020 --no 5 --done -2"), "âm");
    let late = fixture.json(&words("activities --state late --as-of 2020-05-15"));
    let late: Vec<_> = late
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["no"], &row["late_days"]))
        .collect();
    assert_eq!(
        late,
        [
            (&1.into(), &45.into()),
            (&2.into(), &45.into()),
            (&3.into(), &15.into()),
            (&4.into(), &15.into())
        ]
    );
    assert_eq!(
        fixture
            .run(&words("activity set --plan kg-2020 --no 5"))
            .code,
        Some(2),
        "done or spent"
    );
}

#[test]
fn spending_is_reported_by_source_against_the_budget() {
    let fixture = TestFolder::sample();
    let output = fixture.run(&[
        "spend",
        "--plan",
        "kg-2020",
        "--amount",
        "959.000.000",
        "--source",
        "1",
    ]);
    assert!(
        output
            .out
            .contains("đã chi 959.000.000 đ / dự toán 960.000.000 đ, còn lại 1.000.000 đ"),
        "{}",
        output.out
    );
    assert_eq!(output.err, "");
    let output = fixture.run(&words(
        "activity set --plan kg-2020 --no 3 --done 1 --spent 2.000.000 --source 2 --note Pano",
    ));
    assert!(
        output.out.contains("1 kế hoạch · 2.000.000 đ"),
        "{}",
        output.out
    );
    assert!(
        output
            .err
            .contains("Lưu ý: toàn kế hoạch chi vượt dự toán 1.000.000 đ"),
        "{}",
        output.err
    );
    let rows = fixture.json(&words("budget --plan kg-2020"));
    assert_eq!(
        (
            &rows[0]["source"],
            &rows[0]["planned"],
            &rows[0]["spent"],
            &rows[0]["left"]
        ),
        (
            &Value::Null,
            &960_000_000.into(),
            &961_000_000.into(),
            &(-1_000_000).into()
        )
    );
    assert_eq!(
        (&rows[2]["source"], &rows[2]["spent"]),
        (&2.into(), &2_000_000.into())
    );
    fixture.refused(
        &words("spend --plan kg-2020 --amount -5 --source 1"),
        "ghi chú",
    );
    fixture.refused(
        &words("spend --plan kg-2020 --amount -5 --source 3 --note x"),
        "0 đ",
    );
    fixture.refused(
        &words("spend --plan kg-2020 --amount 5 --source 4"),
        "từ 1 đến 3",
    );
    fixture.refused(&words("spend --plan kg-2020 --amount 1,5"), "");
    fixture.out(&words(
        "spend --plan kg-2020 --amount -2.000.000 --source 2 --activity 3 --note trùng",
    ));
    let lines = fixture.json(&words("budget --plan kg-2020 --lines"));
    assert_eq!(
        lines.as_array().unwrap().len(),
        3,
        "a correction is a line of its own"
    );
    let rows = fixture.json(&words("activities --plan kg-2020"));
    assert_eq!(
        (&rows[2]["done"], &rows[2]["spent"]),
        (&"1".into(), &0.into())
    );
}

#[test]
fn inspection_is_added_filled_in_and_closed() {
    let fixture = TestFolder::sample();
    let add = [
        "inspection",
        "add",
        "--plan",
        "hh-2023",
        "--kind",
        "ad_hoc",
        "--from",
        "05/06/2023",
        "--to",
        "9/6/2023",
    ];
    let add = |more: &[&'static str]| {
        add.into_iter()
            .chain(more.iter().copied())
            .collect::<Vec<_>>()
    };
    fixture.refused(&add(&["--inspected", "các xã"]), "đoàn kiểm tra");
    fixture.out(&add(&[
        "--inspected",
        "các xã",
        "--team",
        "Công an; Hội Nông dân",
    ]));
    let rows = fixture.json(&["inspections"]);
    assert_eq!(
        (&rows[0]["no"], &rows[0]["state"], &rows[0]["kind"]),
        (&1.into(), &"findings_owed".into(), &"ad_hoc".into())
    );
    assert_eq!(rows[0]["team"].as_array().unwrap().len(), 2);
    fixture.refused(
        &words("inspection set --no 1 --closed 2023-06-30"),
        "kết luận",
    );
    fixture.refused(
        &words("inspection set --no 7 --findings x"),
        "tiendo inspections",
    );
    fixture.out(&[
        "inspection",
        "set",
        "--no",
        "1",
        "--findings",
        "Thiếu sổ",
        "--follow-up",
        "Mở sổ",
    ]);
    assert!(
        fixture
            .out(&words("inspection set --no 1 --closed 2023-06-30"))
            .contains("đã hoàn thành")
    );
    assert_eq!(
        fixture.json(&words("inspections --state closed"))[0]["findings"],
        "Thiếu sổ"
    );
    assert_eq!(
        fixture.json(&words("inspections --as-of 2023-06-07"))[0]["state"],
        "found"
    );
}

#[test]
fn calendar_of_a_month_shows_the_action_month_and_deadlines() {
    let fixture = TestFolder::sample();
    let rows = fixture.json(&words(
        "calendar --month 2024-12 --plan tth-2021 --as-of 2024-11-20",
    ));
    let of = |kind: &str| {
        rows.as_array()
            .unwrap()
            .iter()
            .find(|row| row["kind"] == kind)
            .unwrap()
            .clone()
    };
    assert_eq!(
        (&of("event")["from"], &of("event")["to"]),
        (&"2024-11-15".into(), &"2024-12-15".into())
    );
    assert_eq!(
        (&of("due")["from"], &of("due")["subject"]),
        (&"2024-12-09".into(), &"tth-2021/r3".into())
    );
    let text = fixture.out(&words(
        "calendar --month 2024-11 --plan tth-2021 --as-of 2024-11-20",
    ));
    assert!(
        text.contains("15/11–15/12") && text.contains("29/11") && text.contains("trước 30/11"),
        "{text}"
    );
    fixture.refused(&words("calendar --month 2024-13"), "2024-12");
}

#[test]
fn changed_setting_or_holiday_reports_how_many_deadlines_move() {
    let fixture = TestFolder::sample();
    let first = "duties --rule kg-tt-2030/r2 --period 2024-H1 --office kg.syt";
    let last_day = |fixture: &TestFolder| fixture.json(&words(first))[0]["last_day"].clone();
    assert_eq!(last_day(&fixture), "2024-06-09");
    let preview = fixture.run(&words("setting set roll_over on --dry-run"));
    assert!(
        preview.err.contains("hạn cuối của báo cáo thay đổi theo"),
        "{}",
        preview.err
    );
    assert_eq!(last_day(&fixture), "2024-06-09", "a dry run moves nothing");
    let output = fixture.run(&words("setting set roll_over on"));
    assert_eq!(
        output.err, preview.err,
        "the number that the dry run reported"
    );
    assert_eq!(last_day(&fixture), "2024-06-10");
    assert_eq!(fixture.json(&words("setting list"))[2]["value"], "on");
    let shown = fixture.out(&words(
        "report show --rule kg-tt-2030/r2 --period 2024-H1 --office kg.syt",
    ));
    assert!(shown.contains("dời từ CN 09/06"), "{shown}");
    let moved = fixture.run(&["holiday", "set", "--on", "10/06/2024", "--name", "Nghỉ bão"]);
    assert!(moved.err.contains("thay đổi theo"), "{}", moved.err);
    assert_eq!(last_day(&fixture), "2024-06-11");
    fixture.refused(
        &words("holiday remove --on 10/06/2024 --reason "),
        "--reason",
    );
    fixture.out(&words("holiday remove --on 10/06/2024 --reason sai"));
    assert_eq!(last_day(&fixture), "2024-06-10");
    fixture.refused(
        &words("holiday remove --on 11/06/2024 --reason sai"),
        "holiday list",
    );
    fixture.refused(&words("setting set roll_over maybe"), "on hoặc off");
    assert_eq!(fixture.run(&words("setting set colour on")).code, Some(2));
    fixture.out(&words("setting set own_office tth.syt"));
    assert_eq!(fixture.json(&words("setting list"))[0]["value"], "tth.syt");
}

#[test]
fn messages_follow_flag_before_environment() {
    let fixture = TestFolder::sample();
    let mut english = fixture.command(&["plans", "--plan", "nope"]);
    english.env("TIENDO_LANG", "en");
    assert_eq!(
        ran(english).err,
        "There is no plan “nope”; available: yt-2018, kg-2020, tth-2021, kg-tt-2030, hh-2023.\n"
    );
    let mut flag = fixture.command(&["plans", "--plan", "nope", "--lang", "vi"]);
    flag.env("TIENDO_LANG", "en");
    assert!(ran(flag).err.starts_with("Không có kế hoạch"));
    assert!(
        fixture
            .out(&words("status --lang en"))
            .contains("submitted on time")
    );
}

#[test]
fn colours_are_used_only_on_request() {
    let fixture = TestFolder::sample();
    assert!(!fixture.out(&["targets"]).contains('\u{1b}'));
    assert!(
        fixture
            .out(&words("targets --color always"))
            .contains("\u{1b}[")
    );
}

#[test]
fn closed_output_pipe_is_no_error() {
    let fixture = TestFolder::sample();
    for line in ["duties", "completions bash", "export duties"] {
        let mut child = fixture
            .command(&words(line))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
        out.read_line(&mut first).unwrap();
        drop(out);
        let left = child.wait_with_output().unwrap();
        assert_eq!(
            (left.status.code(), left.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{line}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn full_disk_is_reported() {
    let fixture = TestFolder::sample();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = fixture.command(&["duties"]);
    let output = command
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(err.contains("Không ghi được đầu ra"), "{err}");
}

#[test]
fn default_database_is_in_the_users_data_folder() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .args(args)
            .env_remove("XDG_DATA_HOME")
            .env_remove("TIENDO_LANG")
            .env("HOME", home.path());
        ran(command)
    };
    assert!(run(&["plans"]).err.contains("tiendo init"));
    assert_eq!(run(&["init", "--sample"]).code, Some(0));
    assert_eq!(run(&["plans"]).code, Some(0));
}

#[test]
fn figures_are_imported_from_standard_input() {
    let fixture = TestFolder::sample();
    let mut child = fixture
        .command(&["import", "figures", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let sheet = b"measure;office;period;value\ntth-2021/4.3;tth.syt;2023;20\n";
    child.stdin.take().unwrap().write_all(sheet).unwrap();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn backup_and_export_do_not_overwrite_the_database() {
    let fixture = TestFolder::sample();
    let copy = fixture.folder.path().join("copy.db");
    let copy = copy.to_str().unwrap();
    fixture.out(&["backup", copy]);
    fixture.refused(&["backup", copy], "copy.db");
    fixture.out(&["check"]);
    fixture.refused(
        &["export", "figures", "-o", fixture.db.to_str().unwrap()],
        "tệp dữ liệu",
    );
    fixture.refused(&words("export groups --format docx"), "docx");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(fixture.out(&["completions", shell]).contains("tiendo"));
    }
    let plan: tiendo::domain::plan::Plan =
        toml::from_str(&fixture.out(&words("export plan --plan tth-2021"))).unwrap();
    assert_eq!(plan.code.as_str(), "tth-2021");
}

#[test]
fn nightly_backup_is_restored() {
    let fixture = TestFolder::demo();
    let output = fixture.out(&["backup"]);
    assert!(
        output.contains("Đã sao lưu ra") && output.contains("backups"),
        "{output}"
    );
    let night = fixture.out(&["backup", "--nightly"]);
    assert!(
        night.contains("Giữ 1 bản sao lưu tốt (nhiều nhất 30), đã xóa 0 bản cũ."),
        "{night}"
    );
    assert!(
        fixture
            .out(&["backup", "--nightly"])
            .starts_with("Hôm nay đã có bản sao lưu")
    );
    let folder = fixture.folder.path().join("backups");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    let nights = fixture.folder.path().join("nights");
    let output = fixture.out(&[
        "--lang",
        "en",
        "backup",
        "--nightly",
        nights.to_str().unwrap(),
    ]);
    assert!(
        output.contains("1 good backup kept (30 at most)"),
        "{output}"
    );
    let copy = std::fs::read_dir(&nights)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let copy = copy.to_str().unwrap();
    std::fs::write(&fixture.db, "damaged").unwrap();
    fixture.refused(&["status"], "không phải tệp dữ liệu");
    let output = fixture.out(&["restore", copy]);
    assert!(
        output.contains("Đã khôi phục") && output.contains("-aside-"),
        "{output}"
    );
    assert!(fixture.out(&["journal"]).contains("khôi phục"));
    assert!(
        fixture
            .out(&["check"])
            .contains("Tệp dữ liệu không có lỗi.")
    );
    fixture.refused(
        &["restore", fixture.db.to_str().unwrap()],
        "chính là tệp dữ liệu đang dùng",
    );
    fixture.refused(&["restore", "nowhere.db"], "Không có tệp nowhere.db");
    fixture.refused(
        &["restore", &fixture.file("text.db", "text")],
        "không phải tệp dữ liệu",
    );
    assert_eq!(
        fixture.out(&["upgrade"]),
        "Tệp dữ liệu đã ở phiên bản mới nhất.\n"
    );
}

#[test]
fn journal_tip_is_printed_and_verified() {
    let fixture = TestFolder::sample();
    let code = |output: &str| {
        output
            .split_once("--head ")
            .unwrap()
            .1
            .split('`')
            .next()
            .unwrap()
            .to_owned()
    };
    let early = code(&fixture.out(&["check"]));
    fixture.out(&set(&["--period", "2023", "--value", "30"]));
    let late = code(&fixture.out(&["check", "--head", &early]));
    assert_ne!(early, late);
    let db = rusqlite::Connection::open(&fixture.db).unwrap();
    db.execute_batch("DELETE FROM journal WHERE no = 2")
        .unwrap();
    drop(db);
    let ran = fixture.run(&["check", "--head", &late]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out
            .contains("Nhật ký bị cắt phần cuối: từng có dòng 2, nay chỉ đến dòng 1."),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains(
            "tth-2021/4.3 tth.syt 2023 official: nhật ký ghi 0 lần, tệp dữ liệu có 1 lần."
        ),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("lỗi"), "{}", ran.err);
    fixture.refused(&["check", "--head", "x"], "không phải mã cuối nhật ký");
}

/// A locked period refuses entries through every channel; an exception opens it for one office, with a reason and an
/// end.
#[test]
fn locked_period_is_opened_only_by_an_exception() {
    let fixture = TestFolder::sample();
    let set = |office: &'static str, measure: &'static str, value: &'static str| {
        [
            "figure",
            "set",
            "--measure",
            measure,
            "--office",
            office,
            "--period",
            "2023",
            "--value",
            value,
        ]
    };
    let syt = |value| set("tth.syt", "tth-2021/4.3", value);
    fixture.out(&syt("20"));
    fixture.out(&["lock", "--plan", "tth-2021", "--period", "2023"]);
    assert!(
        fixture
            .out(&["lock", "--plan", "tth-2021", "--period", "2023"])
            .contains("từ trước")
    );
    fixture.refused(&syt("21"), "đã khóa");
    let sheet = fixture.file(
        "f.csv",
        "measure,office,period,value\ntth-2021/4.3,tth.syt,2023,21\n",
    );
    assert_eq!(fixture.run(&["import", "figures", &sheet]).code, Some(1));
    let unlock = [
        "unlock",
        "--plan",
        "tth-2021",
        "--period",
        "2023",
        "--office",
        "tth.syt",
        "--until",
        "2099-12-31",
    ];
    fixture.refused(&[&unlock[..], &["--reason", " "]].concat(), "lý do");
    fixture.refused(
        &[
            "unlock",
            "--plan",
            "tth-2021",
            "--period",
            "2023",
            "--reason",
            "x",
            "--until",
            "2020-01-01",
        ],
        "đã qua",
    );
    fixture.out(&[&unlock[..], &["--reason", "đính chính theo công văn 12"]].concat());
    fixture.out(&syt("21"));
    fixture.refused(&set("tth.sldtbxh", "tth-2021/2.1", "50"), "đã khóa");
    let figures = fixture.json(&[
        "figure",
        "history",
        "--measure",
        "tth-2021/4.3",
        "--office",
        "tth.syt",
        "--period",
        "2023",
    ]);
    assert_eq!(figures.as_array().unwrap().len(), 2);
}

#[test]
fn screen_requires_a_terminal() {
    let fixture = TestFolder::sample();
    for line in ["", "demo"] {
        let args = if line.is_empty() {
            Vec::new()
        } else {
            words(line)
        };
        let mut command = fixture.command(&args);
        command.stdin(Stdio::null());
        let ran = ran(command);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.lines().count()),
            (Some(1), "", 1),
            "{line}: {}",
            ran.err
        );
        assert!(ran.err.contains("cửa sổ dòng lệnh"), "{}", ran.err);
    }
}

#[test]
fn existing_backup_is_refused_with_its_own_message() {
    let fixture = TestFolder::sample();
    let there = fixture.file("b.db", "text");
    fixture.refused(&["backup", &there], "chọn tên khác");
    assert!(!fixture.run(&["backup", &there]).err.contains("--db"));
    assert_eq!(std::fs::read_to_string(there).unwrap(), "text");
}

#[test]
fn export_never_overwrites_a_file_of_the_database() {
    let fixture = TestFolder::sample();
    for ending in ["", "-wal", "-shm", "-journal", ".lock", ".queue"] {
        let path = format!("{}{ending}", fixture.db.display());
        fixture.refused(&["export", "figures", "-o", &path], "tệp dữ liệu");
    }
    #[cfg(unix)]
    {
        let link = fixture.folder.path().join("link");
        std::os::unix::fs::symlink(format!("{}-wal", fixture.db.display()), &link).unwrap();
        fixture.refused(
            &["export", "figures", "-o", link.to_str().unwrap()],
            "tệp dữ liệu",
        );
    }
}

#[test]
fn reason_is_validated_and_output_is_sanitized() {
    let fixture = TestFolder::sample();
    fixture.out(&words("plan close --plan hh-2023 --reason xong"));
    fixture.refused(
        &[
            "plan",
            "reopen",
            "--plan",
            "hh-2023",
            "--reason",
            "x\u{202e}y\u{9b}31m",
        ],
        "U+202E",
    );
    fixture.refused(
        &["plan", "reopen", "--plan", "hh-2023", "--reason", " "],
        "lý do",
    );
    // Text is normalized to NFC, whatever the keyboard sent.
    fixture.out(&[
        "plan",
        "reopen",
        "--plan",
        "hh-2023",
        "--reason",
        "Tie\u{302}\u{301}p",
    ]);
    assert!(
        fixture
            .out(&words("journal --limit 1 --format json"))
            .contains("Tiếp")
    );
    let ran = fixture.run(&["x\u{9b}31m\u{202e}C"]);
    assert_eq!(ran.code, Some(2));
    assert!(!ran.err.contains(['\u{9b}', '\u{202e}']), "{:?}", ran.err);
}

#[test]
fn unclosed_quotation_mark_is_refused() {
    let fixture = TestFolder::sample();
    let sheet = "measure,office,period,value,note\n\
        tth-2021/4.3,tth.syt,2023,20,\"mở\n\
        tth-2021/4.3,tth.syt,2024,19,\n";
    fixture.refused(
        &["import", "figures", &fixture.file("s.csv", sheet)],
        "dòng 2",
    );
    assert_eq!(
        fixture
            .json(&words("figure show --measure tth-2021/4.3"))
            .as_array()
            .unwrap()
            .len(),
        0
    );
    // A quotation mark that closes inside a later cell would swallow the rows between.
    let sheet = "measure,office,period,value,note\ntth-2021/2.3,tth.skhdt,2022,20,\"a\n\
                 tth-2021/2.3,tth.skhdt,2023,21,b\ntth-2021/2.3,tth.skhdt,2024,22,\"c\n";
    let file = fixture.folder.path().join("swallowed.csv");
    std::fs::write(&file, sheet).unwrap();
    fixture.refused(
        &["import", "figures", "--dry-run", file.to_str().unwrap()],
        "2",
    );
}

#[test]
#[cfg(unix)]
fn read_only_database_can_be_read_and_not_written() {
    let fixture = TestFolder::sample();
    let mut rights = std::fs::metadata(&fixture.db).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&fixture.db, rights).unwrap();
    let before = std::fs::read(&fixture.db).unwrap();
    fixture.refused(
        &set(&["--period", "2023", "--value", "20"]),
        "Không ghi được",
    );
    fixture.out(&["status"]);
    assert_eq!(std::fs::read(&fixture.db).unwrap(), before);
    assert!(!fixture.folder.path().join("tiendo.db-shm").exists());
}

#[test]
fn folder_or_link_is_refused_as_database() {
    let fixture = TestFolder::sample();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    command
        .args(["plans", "--db"])
        .arg(fixture.folder.path())
        .env_remove("TIENDO_LANG");
    let ran = ran(command);
    assert_eq!(
        (ran.code, ran.err.lines().count()),
        (Some(1), 1),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("thư mục"), "{}", ran.err);
}

#[test]
fn measure_without_owner_belongs_to_the_coordinator() {
    let fixture = TestFolder::demo();
    let mine = fixture.json(&words("measures --plan kg-tt-2030 --office kg.sldtbxh"));
    let ids: Vec<&str> = mine
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    assert!(
        ids.contains(&"kg-tt-2030/1") && !ids.contains(&"kg-tt-2030/7"),
        "{ids:?}"
    );
    let counts = fixture.json(&words("status --plan kg-tt-2030 --office kg.sldtbxh"));
    let counted: u64 = counts["measures"]
        .as_object()
        .unwrap()
        .values()
        .map(|n| n.as_u64().unwrap())
        .sum();
    assert_eq!(counted, ids.len() as u64);
}

#[test]
fn reports_are_listed_in_every_format() {
    let fixture = TestFolder::sample();
    let csv = fixture.out(&words("report show --rule kg-tt-2030/r2 --format csv"));
    assert!(csv.starts_with("plan,rule,office,"), "{csv}");
    assert_eq!(
        fixture.out(&words("report show --rule kg-tt-2030/r2 --period 2026")),
        "Không có dòng nào.\n"
    );
}

#[test]
fn reminders_are_recorded_for_offices_that_still_owe() {
    let fixture = TestFolder::demo();
    let remind = [
        "remind",
        "--rule",
        "kg-tt-2030/r3",
        "--period",
        "2025",
        "--channel",
        "phone",
    ];
    let output = fixture.out(&remind);
    assert!(
        output.contains("4 đơn vị") && output.contains("UBND đặc khu Kiên Hải"),
        "{output}"
    );
    let owed = fixture.json(&words("overdue --plan kg-tt-2030"));
    let late = owed
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["period"] == "2025");
    let reminders: Vec<u64> = late.map(|row| row["reminders"].as_u64().unwrap()).collect();
    assert_eq!(reminders.len(), 4);
    assert!(reminders.iter().all(|times| *times >= 1));
    fixture.refused(&[&remind[..], &["--office", "kg.syt"]].concat(), "đã gửi");
    fixture.refused(
        &["remind", "--rule", "kg-tt-2030/r9", "--period", "2025"],
        "kg-tt-2030/r9",
    );
}

#[test]
fn bulk_step_requires_the_flag_all_and_names_skipped_offices() {
    let fixture = TestFolder::demo();
    let accept = [
        "report",
        "accept",
        "--rule",
        "kg-tt-2030/r2",
        "--period",
        "2026-H1",
    ];
    assert_eq!(
        fixture.run(&accept).code,
        Some(2),
        "a missing office does not mean all offices"
    );
    assert_eq!(
        fixture
            .run(&[&accept[..], &["--all", "--office", "kg.syt"]].concat())
            .code,
        Some(2)
    );
    let output = fixture.out(&[&accept[..], &["--all"]].concat());
    assert!(
        output.starts_with("Đã lưu cho 3 đơn vị: kg-tt-2030/r2 · 6 tháng đầu năm 2026."),
        "{output}"
    );
    assert!(
        output.contains("\n  Sở Y tế\n") && output.contains("\nBỏ qua "),
        "{output}"
    );
    fixture.refused(
        &[&accept[..], &["--all"]].concat(),
        "Không ghi được cho đơn vị nào.",
    );
    let waive = [
        "report",
        "waive",
        "--rule",
        "kg-tt-2030/r3",
        "--period",
        "2025",
        "--all",
        "--reason",
        "sắp xếp lại",
    ];
    assert!(fixture.out(&waive).contains("4 đơn vị"));
    let overdue = fixture.json(&words("overdue --plan kg-tt-2030"));
    let of_2025 = overdue
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["period"] == "2025")
        .count();
    assert_eq!(of_2025, 0, "what is waived is not overdue");
    fixture.refused(
        &words("report accept --rule kg-tt-2030/r2 --period 2031 --all"),
        "các kỳ: ",
    );
    let rows = fixture.json(&words(
        "report extend --rule kg-tt-2030/r2 --period 2026-H1 --all --to 2099-01-01 --reason bão",
    ));
    let rows = rows.as_array().unwrap();
    // For a returned report the extension moves the resubmission deadline.
    let moved = |row: &Value| row["extended_to"] == "2099-01-01" || row["mend_by"] == "2099-01-01";
    assert!(rows.len() > 40 && rows.iter().all(moved), "{}", rows.len());
}

#[test]
fn report_is_sent_with_its_blockers_named_and_missing_cells_explained() {
    let fixture = TestFolder::sample();
    let send =
        words("report send --rule tth-2021/r3 --office tth.sldtbxh --period 2024 --on 2024-12-20");
    let ran = fixture.run(&send);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("báo cáo (Báo cáo năm 2024)") && ran.err.contains("vẫn ghi nhận gửi được"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("9 ô: 9 còn thiếu (2.1 (năm 2024)") && ran.err.contains("--missing-note"),
        "{}",
        ran.err
    );
    let shown = fixture.json(&words("report show --rule tth-2021/r3 --period 2024"));
    let (duty, event) = (&shown[0], &shown[0]["events"][0]);
    let blockers = duty["blockers"].as_array().unwrap();
    assert!(blockers.len() > 30 && event["blockers"] == duty["blockers"]);
    let health = blockers
        .iter()
        .find(|row| row["office"] == "tth.syt")
        .unwrap();
    assert_eq!(
        (&health["rule"], &health["period"], &health["late_days"]),
        (&"tth-2021/r2".into(), &"2024".into(), &21.into())
    );
    assert_eq!(
        (
            &duty["cells"]["owed"],
            duty["cells"]["missing"].as_array().unwrap().len()
        ),
        (&9.into(), 9)
    );
    let listed = fixture.json(&words("duties --plan tth-2021 --office tth.sldtbxh"));
    let listed = listed
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["rule"] == "tth-2021/r3" && row["period"] == "2024");
    assert_eq!(listed.unwrap()["blockers"], duty["blockers"]);
    let strict = words("report send --rule tth-2021/r2 --office tth.syt --period 2024 --strict");
    fixture.refused(&strict, "4.1 (năm 2024)");
    let noted = fixture.run(&[&strict[..], &["--missing-note", "chờ số thống kê"]].concat());
    assert_eq!((noted.code, noted.err.as_str()), (Some(0), ""));
    let shown = fixture.json(&words(
        "report show --rule tth-2021/r2 --period 2024 --office tth.syt",
    ));
    assert_eq!(shown[0]["events"][0]["missing_note"], "chờ số thống kê");
    let text = fixture.out(&words(
        "report show --rule tth-2021/r2 --period 2024 --office tth.syt",
    ));
    assert!(
        text.contains("giải trình ô thiếu: chờ số thống kê") && text.contains("4 ô: 4 còn thiếu"),
        "{text}"
    );
}

#[test]
fn locks_are_listed_with_their_exceptions() {
    let fixture = TestFolder::sample();
    fixture.out(&words("lock --plan tth-2021 --period 2023"));
    fixture.out(&words(
        "unlock --plan tth-2021 --period 2023-Q1 --office tth.syt --reason sửa --until 2099-01-01",
    ));
    fixture.out(&words("lock --plan kg-tt-2030 --period 2024"));
    let rows = fixture.json(&words("locks --plan tth-2021"));
    let states: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["closed", "opened"]);
    assert_eq!(
        (&rows[1]["until"], &rows[1]["reason"]),
        (&"2099-01-01".into(), &"sửa".into())
    );
    assert!(fixture.out(&["locks"]).contains("kg-tt-2030"));
    fixture.refused(
        &words("unlock --plan tth-2021 --period 2022 --reason sửa --until 2099-01-01"),
        "chưa khóa",
    );
    fixture.refused(&words("lock --plan tth-2021 --period 2031"), "31/12/2025");
}

/// Text of a letter without its tags, and its XML.
fn letter(path: &Path) -> (String, String) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut xml)
        .unwrap();
    let text = xml
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect();
    (text, xml)
}

#[test]
fn reminder_letter_has_the_layout_of_the_decree() {
    let fixture = TestFolder::demo();
    let path = fixture.folder.path().join("don-doc.docx");
    let file = path.to_str().unwrap();
    let remind = [
        "remind",
        "--rule",
        "kg-tt-2030/r3",
        "--period",
        "2025",
        "--letter",
        file,
        "--asked-by",
        "2099-01-05",
    ];
    let output = fixture.out(&remind);
    assert!(
        output.contains("don-doc.docx") && output.contains("4 đơn vị"),
        "{output}"
    );
    let (text, xml) = letter(&path);
    for part in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN TỈNH AN GIANG",
        "V/v đôn đốc báo cáo năm 2025",
        "Kính gửi:",
        "- UBND đặc khu Phú Quốc",
        "trước ngày 10 tháng 12",
        "hết ngày 09 tháng 12 năm 2025",
        "2 (gần nhất 10/02/2026)",
        "chậm nhất ngày 05 tháng 01 năm 2099",
        "Nơi nhận:",
        "- Lưu: VT.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // Margins in twentieths of a point: 20 mm top and bottom, 30 mm left, 20 mm right, on A4.
    assert!(xml.contains(r#"<w:pgSz w:w="11904" w:h="16836""#), "{xml}");
    assert!(
        xml.contains(r#"w:top="1133" w:right="1133" w:bottom="1133" w:left="1700""#),
        "{xml}"
    );
    assert!(!text.contains("trễ") && !text.contains('“'), "{text}");
    fixture.refused(&remind, "không ghi đè");
    let draft = fixture.folder.path().join("nhap");
    let only = [
        "remind",
        "--rule",
        "kg-tt-2030/r3",
        "--period",
        "2025",
        "--draft",
        "--letter",
        draft.to_str().unwrap(),
    ];
    let before = fixture.json(&words("overdue --plan kg-tt-2030"));
    assert!(!fixture.out(&only).contains("Đã ghi đôn đốc"));
    assert!(draft.with_extension("docx").is_file());
    assert_eq!(
        fixture.json(&words("overdue --plan kg-tt-2030")),
        before,
        "a draft records nothing"
    );
}

/// A letter of today is addressed to the office that holds the recipient's tasks today.
#[test]
fn letter_is_addressed_to_the_holder_of_the_tasks_on_its_day() {
    let fixture = TestFolder::demo();
    let path = fixture.folder.path().join("hue.docx");
    let file = path.to_str().unwrap();
    let line = "remind --rule tth-2021/r2 --period 2025 --draft --letter";
    fixture.out(&[&words(line)[..], &[file]].concat());
    let (text, _) = letter(&path);
    assert!(text.contains("báo cáo UBND thành phố Huế"), "{text}");
    assert!(text.contains("- UBND thành phố Huế (để b/c);"), "{text}");
    assert!(
        !text.contains("UBND tỉnh Thừa Thiên Huế (để b/c)"),
        "{text}"
    );
    let one = fixture.folder.path().join("mot.docx");
    let line = "remind --rule tth-2021/r2 --period 2025 --office hue.sgddt --draft --letter";
    fixture.out(&[&words(line)[..], &[one.to_str().unwrap()]].concat());
    let (text, _) = letter(&one);
    assert!(
        text.contains("chưa nhận được báo cáo của Quý Sở.")
            && text.contains("Đề nghị Quý Sở khẩn trương")
            && !text.contains("STT"),
        "{text}"
    );
}

/// Reports of the districts of the plan S2 before and after the reform of 2025.
#[test]
fn duties_follow_the_reform_by_day() {
    let fixture = TestFolder::sample();
    let offices = |on: &str, list: &str| -> Vec<String> {
        let line = format!("{list} --as-of {on}");
        let rows = fixture.json(&words(&line));
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row["office"].as_str().unwrap().to_owned())
            .collect()
    };
    let r3 = "duties --rule kg-tt-2030/r3 --period 2026";
    let now = offices("2026-11-22", r3);
    assert!(
        now.iter().all(|office| office.starts_with("angiang."))
            && now.contains(&"angiang.an-bien".to_owned())
    );
    let rows = fixture.json(&words(&format!(
        "{r3} --as-of 2026-11-22 --office kg.rach-gia"
    )));
    let rows: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["office"].clone(), row["inherited_from"].clone()))
        .collect();
    let both = serde_json::json!(["kg.rach-gia", "kg.hon-dat"]);
    assert!(
        rows.contains(&("angiang.vinh-thong".into(), both)) && rows.len() == 2,
        "{rows:?}"
    );
    let then = offices("2024-12-31", "duties --rule kg-tt-2030/r3 --period 2024");
    assert!(
        then.iter().all(|office| office.starts_with("kg."))
            && then.contains(&"kg.an-bien".to_owned())
    );
    let passed = fixture.json(&words(
        "duties --rule kg-tt-2030/r3 --period 2025 --state passed_on --as-of 2025-07-01",
    ));
    assert!(
        passed
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["office"] == "kg.an-bien")
    );

    let names = |on: &str| fixture.out(&words(&format!("offices --state living --as-of {on}")));
    assert!(
        names("2024-12-31").contains("kg.sldtbxh")
            && !names("2024-12-31").contains("UBND tỉnh An Giang")
    );
    assert!(
        names("2026-11-22").contains("angiang.snv") && !names("2026-11-22").contains("kg.sldtbxh")
    );
    let row = fixture.json(&words("measures --plan tth-2021 --as-of 2026-11-22"))[3].clone();
    assert_eq!(
        (&row["owners"][0]["office"], &row["held_by"]),
        (&"tth.skhdt".into(), &serde_json::json!(["hue.stc"]))
    );
    let plans = fixture.json(&words("plans --plan kg-tt-2030 --as-of 2026-11-22"));
    assert_eq!(
        plans[0]["coordinator_now"],
        serde_json::json!(["angiang.snv"])
    );

    let demo = TestFolder::demo();
    let punctual = |on: &str| {
        demo.json(&words(&format!(
            "duties --plan kg-tt-2030 --period 2024 --as-of {on}"
        )))
    };
    let names: Vec<_> = punctual("2026-06-05")
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["office"].clone())
        .collect();
    assert!(
        names
            .iter()
            .all(|office| office.as_str().unwrap().starts_with("kg.")),
        "2024 still reads Kiên Giang"
    );
    assert_eq!(
        punctual("2026-06-05").as_array().unwrap().len(),
        punctual("2024-12-31").as_array().unwrap().len()
    );
}

/// A report of an office that ended is recorded for its successor.
#[test]
fn transferred_report_is_recorded_for_the_successor() {
    let fixture = TestFolder::sample();
    fixture.out(&words(
        "report send --rule kg-tt-2030/r3 --office kg.syt --period 2025 --on 2025-12-01",
    ));
    let shown = fixture.json(&words(
        "report show --rule kg-tt-2030/r3 --office kg.syt --period 2025",
    ));
    assert_eq!(
        (&shown[0]["office"], &shown[0]["sent_on"]),
        (&"angiang.syt".into(), &"2025-12-01".into())
    );
    let several =
        "report send --rule kg-tt-2030/r3 --office kg.an-bien --period 2025 --on 2025-12-01";
    fixture.refused(&words(several), "01/07/2025");
}

/// A list of office changes is imported with a reason; importing it twice changes no duty twice.
#[test]
fn office_changes_are_imported_as_a_list() {
    let fixture = TestFolder::sample();
    let list = "code;name;kind;parent;aliases;from;to;successors;on\n\
                angiang.moi;UBND xã Mới;commune;angiang.ubnd;Xã Mới;2027-07-01;;;\n\
                angiang.an-bien;UBND xã An Biên;commune;angiang.ubnd;Xã An Biên|An Biên;2025-07-01;2027-06-30;angiang.moi;2027-07-01\n";
    let file = fixture.file("next.csv", list);
    let import = |more: &[&str]| fixture.run(&[&["import", "offices", &file], more].concat());
    assert!(import(&[]).err.contains("--replace"));
    let replace = ["--replace", "--reason", "Sắp xếp 2027"];
    let dry = import(&[&replace[..], &["--dry-run"]].concat());
    assert!(
        dry.out.contains("angiang.an-bien to: – → 2027-06-30") && dry.out.contains("chưa ghi gì"),
        "{}",
        dry.out
    );
    assert_eq!(import(&replace).code, Some(0));
    assert!(
        import(&replace)
            .out
            .contains("Đã nhập 0 đơn vị, 0 nhóm; 2 đã có"),
        "{}",
        import(&replace).out
    );
    let owing = |on: &str| {
        let rows = fixture.json(&words(&format!(
            "duties --rule kg-tt-2030/r3 --period 2027 --as-of {on}"
        )));
        let of =
            |row: &&Value| row["office"] == "angiang.moi" || row["office"] == "angiang.an-bien";
        let rows: Vec<_> = rows
            .as_array()
            .unwrap()
            .iter()
            .filter(of)
            .cloned()
            .collect();
        rows.into_iter()
            .filter(|row| row["state"] != "not_open")
            .map(|row| row["office"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(owing("2027-06-30"), ["angiang.an-bien"]);
    assert_eq!(owing("2027-07-01"), ["angiang.moi"]);
    fixture.out(&words("report send --rule kg-tt-2030/r2 --office angiang.an-bien --period 2026-H1 --on 2026-06-01"));
    let early = fixture.file("early.csv", &list.replace("2027-06-30", "2026-05-31"));
    fixture.refused(
        &["import", "offices", &early, "--replace", "--reason", "nhầm"],
        "01/06/2026",
    );
    assert!(fixture.out(&["check"]).contains("không có lỗi"));
}

#[test]
fn doctor_reports_each_problem_with_its_fix() {
    let fixture = TestFolder::empty_folder();
    let examine = |locale: &str| {
        let mut command = fixture.command(&["doctor", "--format", "json"]);
        command
            .env("LC_ALL", locale)
            .env_remove("TMUX")
            .env("TZ", "America/New_York");
        ran(command)
    };
    let found = |ran: &Ran, check: &str| {
        let rows: Value = serde_json::from_str(&ran.out).unwrap();
        let row = rows
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["check"] == check)
            .unwrap()
            .clone();
        (
            row["state"].as_str().unwrap().to_owned(),
            format!("{} {}", row["value"], row["advice"]),
        )
    };
    let good = examine("vi_VN.UTF-8");
    assert_eq!(good.code, Some(0), "{}", good.out);
    assert_eq!(found(&good, "locale").0, "good");
    let (state, words) = found(&good, "database");
    assert!(state == "note" && words.contains("tiendo init"), "{words}");
    assert!(
        found(&good, "zone").1.contains("America/New_York"),
        "{}",
        good.out
    );
    let wrong = examine("C");
    assert_eq!(wrong.code, Some(1));
    let (state, words) = found(&wrong, "locale");
    assert!(state == "wrong" && words.contains("UTF-8"), "{words}");
    std::fs::write(&fixture.db, "no database").unwrap();
    let wrong = examine("C.UTF-8");
    assert!(
        wrong.code == Some(1) && found(&wrong, "database").0 == "wrong",
        "{}",
        wrong.out
    );
    let help = fixture.out(&["doctor", "--help"]);
    assert!(help.contains("--keys"), "{help}");
}

#[test]
fn output_uses_only_the_chosen_charset() {
    let fixture = TestFolder::sample();
    let printed = fixture.out(&["offices", "--ascii", "--no-accents"]);
    assert!(
        printed.is_ascii() && printed.contains("So Y te"),
        "{printed}"
    );
    let json = fixture.out(&["offices", "--ascii", "--no-accents", "--format", "json"]);
    assert!(json.contains("Sở Y tế"), "{json}");
}

#[test]
fn arguments_are_normalized_to_nfc() {
    let fixture = TestFolder::sample();
    let at = [
        "--measure",
        "tth-2021/4.3",
        "--text",
        "vi\u{65}\u{302}\u{323}c h\u{6f}\u{302}m nay",
    ];
    assert_eq!(
        fixture.run(&[&["comment", "add"], &at[..]].concat()).code,
        Some(0)
    );
    assert_eq!(
        fixture.json(&["comment", "list", "--measure", "tth-2021/4.3"])[0]["text"],
        "việc hôm nay"
    );
    let decomposed = "So\u{31b}\u{309} Y te\u{302}\u{301}";
    let composed = fixture.json(&["measures", "--plan", "tth-2021", "--office", "Sở Y tế"]);
    assert_eq!(
        fixture.json(&["measures", "--plan", "tth-2021", "--office", decomposed]),
        composed
    );
}
