//! Forms: moving forward validates, moving back never does; help opens above a form; the first key replaces a
//! suggested value; multi-line fields; forms with unsaved text are not replaced.

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use crate::harness::TestSession;

/// Opens the form that sends a report and types something into it.
const OPEN_FORM: &str = "5<enter>s412/BC";

#[test]
fn help_opens_above_a_form_and_the_form_stays() {
    let mut session = TestSession::usual();
    session.press("5s412/BC<f1>");
    assert!(session.shows("Trong biểu mẫu"), "{}", session.text());
    session.press("<esc>");
    assert!(
        session.shows("412/BC") && session.shows("Số, ký hiệu văn bản"),
        "{}",
        session.text()
    );
    // The same above the palette and above a search.
    session.press("<f9>tra<f1>");
    assert!(
        session.shows("Trong danh sách chọn") || session.shows("Trợ giúp"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(session.shows("tra"), "{}", session.text());
    // Text of a form below the help counts as unsaved when the program is left.
    session.press("<esc><f1><f10>");
    assert!(
        session.shows("Có số liệu hoặc nội dung chưa lưu"),
        "{}",
        session.text()
    );
}

#[test]
fn moving_forward_shows_the_refusal_and_typing_continues_in_the_next_field() {
    let mut session = TestSession::usual();
    session.press("5s<enter>32/13<enter>1/6<f8>");
    assert!(session.shows("▲"), "{}", session.text());
    assert!(
        session.shows("► Ngày văn bản           32/13\n"),
        "saving leads back to it: {}",
        session.text()
    );
    assert!(
        session.shows("Ngày đến               1/6\n"),
        "{}",
        session.text()
    );
    // Up and down never validate.
    let mut session = TestSession::usual();
    session.press("5s<enter>32/13<up><down><down>");
    assert!(!session.shows("▲ "), "{}", session.text());
}

#[test]
fn invalid_code_is_refused_in_its_field() {
    let mut session = TestSession::usual();
    session.press("4<ins>UBND xã Thử Nghiệm<enter>");
    assert!(
        session.shows("mã “UBND xã Thử Nghiệm” không hợp lệ"),
        "{}",
        session.text()
    );
}

#[test]
fn first_key_replaces_a_suggested_day() {
    let mut session = TestSession::usual();
    session.press("5d");
    assert!(session.shows("05/06/2026"));
    session.press("<down>4/6");
    let text = session.text();
    assert!(!text.contains("05/06/20264/6"), "{text}");
    // After the cursor was moved in it, the suggestion is edited instead.
    session.press("<esc>c<esc>5d<down><left>");
    assert!(session.shows("05/06/2026"));
}

#[test]
fn multi_line_field_accepts_line_breaks() {
    let mut session = TestSession::usual();
    session.press("4e");
    for _ in 0..20 {
        if session
            .text()
            .lines()
            .any(|line| line.starts_with("► Tên khác"))
        {
            break;
        }
        session.press("<down>");
    }
    assert!(session.shows("Ins Dòng mới"), "{}", session.text());
    session.press("<end><ins>Tên thứ nhất<ins>Tên thứ hai");
    assert!(
        session.shows("Tên thứ nhất\n") && session.shows("Tên thứ hai"),
        "{}",
        session.text()
    );
    session.press("<down>");
    assert!(!session.shows("Ins Dòng mới"));
}

#[test]
fn list_is_exported_as_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bao cao.xlsx");
    let mut session = TestSession::usual();
    session.press("5/hue.<enter><f8>");
    assert!(
        session.shows("Xuất bảng: Báo cáo") && session.shows("bao-cao-2026-06-05.xlsx"),
        "{}",
        session.text()
    );
    session.press("<down>");
    session.app.insert_text(&path.display().to_string());
    session.press("<f8>");
    assert!(session.shows("√ Đã xuất"), "{}", session.text());
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("Báo cáo").unwrap();
    let headings: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        headings.contains(&"Đơn vị".to_owned()) && headings.contains(&"Giải thích".to_owned()),
        "{headings:?}"
    );
    let shown = session.app.screen_and_model().0.search_state().1;
    assert_eq!(
        sheet.height(),
        shown + 1,
        "a head and each row that the search leaves"
    );
    let column = headings.iter().position(|head| head == "Hạn cuối").unwrap();
    assert!(
        sheet
            .rows()
            .skip(1)
            .any(|row| matches!(row[column], Data::DateTime(_))),
        "days are days"
    );
    // An existing file is never overwritten.
    session.press("<f8><down>");
    session.app.insert_text(&path.display().to_string());
    session.press("<f8>");
    assert!(
        session.shows("đã có") || session.shows("đã tồn tại"),
        "{}",
        session.text()
    );
    // To the clipboard, for a spreadsheet on the user's own computer.
    session.press("<up><right><f8>");
    let copied = session.app.take_clipboard_text().unwrap();
    assert_eq!(copied.lines().count(), shown + 1);
    assert!(copied.lines().next().unwrap().contains("Đơn vị\t"));
}

#[test]
fn list_of_a_shared_database_is_exported_to_the_clipboard_only() {
    let mut session = TestSession::shared("lan");
    session.press("5<f8>");
    assert!(!session.shows(".xlsx"), "{}", session.text());
    session.press("<f8>");
    assert!(
        session
            .app
            .take_clipboard_text()
            .is_some_and(|text| text.contains("Đơn vị")),
        "{}",
        session.text()
    );
}

#[test]
fn form_with_text_is_never_replaced() {
    let mut session = TestSession::usual();
    session.press(OPEN_FORM);
    for name in [
        "gioi thieu",
        "cai dat",
        "don vi cua toi",
        "di toi",
        "tong hop dieu hanh",
        "da danh dau sao",
        "chi tieu",
    ] {
        session.press("<c-p>");
        session.press(name);
        let chosen = session.text();
        session.press("<enter>");
        assert!(
            session.shows("Biểu mẫu đang mở có nội dung chưa lưu"),
            "{name}: {chosen}{}",
            session.text()
        );
        assert!(session.shows("412/BC"), "{name}");
    }
    session.press("<esc>c<c-p>");
    session.press("cai dat<enter>");
    assert!(
        session.shows("Cách tính") || session.shows("Cài đặt"),
        "{}",
        session.text()
    );
}

#[test]
fn form_without_text_is_replaced() {
    let mut session = TestSession::usual();
    session.press("5<enter>s<c-p>");
    session.press("tong hop dieu hanh<enter>");
    assert!(
        session.shows("Tổng hợp điều hành (đến ngày"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(!session.shows("Số, ký hiệu văn bản"), "the form is closed");
}
