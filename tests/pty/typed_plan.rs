//! A plan entered by hand in the terminal: four offices, the header, three targets, two rules; then a figure, a
//! report, and the overdue list.

use std::process::Command;

use crate::session::Session;

const F8: &str = "\x1b[19~";
const F10: &str = "\x1b[21~";
const INSERT: &str = "\x1b[2~";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";
const ESC: &str = "\x1b";

/// Opens a new record, fills its form field by field (`\t` moves on), saves, and waits for the result.
fn record(line: &mut Session, title: &str, keys: &str, saved: &str) {
    line.type_until(INSERT, title);
    line.press(keys);
    line.settle();
    line.type_until(F8, saved);
}

fn run(path: &str, arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["--db", path])
        .args(arguments)
        .output()
        .unwrap();
    String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap()
}

#[test]
#[allow(
    clippy::too_many_lines,
    reason = "one scenario, read from top to bottom"
)]
fn plan_entered_by_hand_gets_figures_reports_and_overdue_duties() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.db").display().to_string();
    run(&path, &["init"]);
    let mut line = Session::start((80, 24), &["--db", &path], &[]);
    line.wait_for("Giới thiệu");
    line.type_until(ESC, "chưa có kế hoạch");

    // Four offices. Esc and a digit at once would be a function key.
    std::thread::sleep(std::time::Duration::from_millis(700));
    line.press("4");
    for (code, name) in [
        ("x.ubnd", "UBND huyện X"),
        ("x.pnv", "Phòng Nội vụ X"),
        ("x.pyt", "Phòng Y tế X"),
        ("x.xa1", "UBND xã Một"),
    ] {
        record(
            &mut line,
            "Đơn vị mới",
            &format!("{code}\t{name}"),
            &format!("Đã lưu {name}"),
        );
    }

    // The header: an unknown office is refused next to its field, and the text stays.
    line.press("2");
    line.type_until(INSERT, "Kế hoạch mới");
    line.press("x-2024\t12/KH-UBND\tBình đẳng giới năm 2024\tHuyện X 2024\tx.khong\tx.pnv\t02/01/2024\t\t\t1/1/2024\t31/12/2024");
    line.settle();
    line.type_until(F8, "không có đơn vị “x.khong”");
    line.wait_for("Bình đẳng giới năm 2024");
    line.press(&"\x7f".repeat(7));
    line.press("x.ubnd");
    line.settle();
    line.type_until(F8, "CHỈ TIÊU");

    // Three targets: a minimum, "less than", and a count over the year; each with its owner.
    line.type_until(DOWN, "Ins thêm một chỉ tiêu");
    let owner = "\t".repeat(19);
    let floor =
        format!("\t\tÍt nhất 60% xã có cán bộ nữ\t\t\tXã có cán bộ nữ\t\t\t\t60{owner}x.pnv");
    record(&mut line, "Thêm chỉ tiêu", &floor, "Đã lưu");
    line.wait_for("Xã có cán bộ nữ");
    let below = format!(
        "2\t\tDưới 30%\t\t\tLao động nông nghiệp\t\t\t{}\t30\t\t\t {}x.pyt",
        RIGHT.repeat(3),
        "\t".repeat(16)
    );
    record(&mut line, "Thêm chỉ tiêu", &below, "Đã lưu");
    let count = format!("\t\tHai hội nghị\t\t\tHội nghị\tcuộc\t\t\t2{owner}x.pnv");
    record(&mut line, "Thêm chỉ tiêu", &count, "Đã lưu");

    // Two rules: one long overdue, one without a day.
    line.type_until("/che do bao cao\r", "(chưa có)");
    line.type_until(INSERT, "Thêm chế độ báo cáo");
    line.type_until(
        "\tBáo cáo năm\t\ttrước ngày 10/12\tx.pnv\x1b[200~\nx.pyt\nx.xa1\x1b[201~",
        "x.xa1",
    );
    // Keys right after a paste would belong to it.
    std::thread::sleep(std::time::Duration::from_millis(150));
    line.press("\tx.ubnd\t\t\t\t \t10/12/2024\t10/12/2024");
    line.settle();
    line.type_until(F8, "Đã lưu");
    line.wait_for("►r1");
    let open = "u1\tBáo cáo khi cần\t\tkhi có yêu cầu";
    record(&mut line, "Thêm chế độ báo cáo", open, "Đã lưu");

    // The list of open items opens the field concerned.
    line.press(ESC);
    line.wait("the list of plans", |screen| {
        !screen.contains("Các phần của")
    });
    line.type_until("h", "Nội dung cần bổ sung");
    line.type_until("/khi can\r", "Báo cáo khi cần");
    line.type_until("\r", "Sửa chế độ báo cáo");
    line.press(ESC);
    line.wait("the list of gaps", |screen| !screen.contains("Sửa chế độ"));
    line.press(ESC);
    line.wait("all gaps", |screen| screen.contains("người ký"));
    line.press(ESC);
    line.wait("the list of plans", |screen| {
        !screen.contains("Nội dung cần bổ sung")
    });
    // Esc and a digit within half a second would be a function key.
    std::thread::sleep(std::time::Duration::from_millis(600));

    // One report is overdue; one is sent.
    line.type_until("5", "Phòng Y tế X");
    line.wait_for("quá hạn");
    line.press(F10);
    assert_eq!(line.end(), (0, true));

    let measures = run(&path, &["measures", "--format", "json"]);
    for part in [
        "x-2024/1",
        "x-2024/2",
        "x-2024/3",
        r#""comparator": "lt""#,
        r#""unit": "cuộc""#,
        "2024-12-31",
    ] {
        assert!(measures.contains(part), "{part}: {measures}");
    }
    let overdue = run(&path, &["overdue", "--format", "json"]);
    assert_eq!(overdue.matches("x-2024/r1").count(), 3, "{overdue}");
    let set = [
        "figure",
        "set",
        "--measure",
        "x-2024/2",
        "--office",
        "x.pyt",
        "--period",
        "2024",
        "--value",
        "29,9",
    ];
    run(&path, &set);
    assert!(run(&path, &["measures", "--format", "json"]).contains(r#""met""#));
    let toml = run(
        &path,
        &["export", "plan", "--plan", "x-2024", "--format", "toml"],
    );
    assert!(
        toml.contains("trước ngày 10/12")
            && toml.contains("u1")
            && toml.contains(r#"office = "x.pyt""#),
        "{toml}"
    );
    assert!(run(&path, &["check"]).contains("Tệp dữ liệu không có lỗi"));
}
