//! The law of forms: forward refuses what is wrong, back and sideways never; help is over them and they wait; what stands
//! there as a suggestion is replaced by the first key; a field of many lines takes more than one.

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use crate::harness::Seat;

#[test]
fn help_opens_over_a_form_and_the_form_waits() {
    let mut seat = Seat::usual();
    seat.press("5s412/BC<f1>");
    assert!(seat.shows("Trong biểu mẫu"), "{}", seat.text());
    seat.press("<esc>");
    assert!(seat.shows("412/BC") && seat.shows("Số công văn"), "{}", seat.text());
    // The same over the palette and over a search.
    seat.press("<f9>tra<f1>");
    assert!(seat.shows("Trong danh sách chọn") || seat.shows("Trợ giúp"), "{}", seat.text());
    seat.press("<esc>");
    assert!(seat.shows("tra"), "{}", seat.text());
    // What is typed below the help is not forgotten when the program is left.
    seat.press("<esc><f1><f10>");
    assert!(seat.shows("Còn số liệu hoặc chữ chưa lưu"), "{}", seat.text());
}

#[test]
fn forward_says_what_is_wrong_and_what_is_typed_next_stands_in_the_next_field() {
    let mut seat = Seat::usual();
    seat.press("5s<enter>32/13<enter>1/6<f8>");
    assert!(seat.shows("▲"), "{}", seat.text());
    assert!(seat.shows("► Ngày công văn          32/13\n"), "saving leads back to it: {}", seat.text());
    assert!(seat.shows("Ngày đến               1/6\n"), "{}", seat.text());
    // Up and down never refuse.
    let mut seat = Seat::usual();
    seat.press("5s<enter>32/13<up><down><down>");
    assert!(!seat.shows("▲ "), "{}", seat.text());
}

#[test]
fn a_code_is_refused_where_it_is_typed() {
    let mut seat = Seat::usual();
    seat.press("4<ins>UBND xã Thử Nghiệm<enter>");
    assert!(seat.shows("mã “UBND xã Thử Nghiệm” không hợp lệ"), "{}", seat.text());
}

#[test]
fn the_first_key_replaces_a_suggested_day() {
    let mut seat = Seat::usual();
    seat.press("5d");
    assert!(seat.shows("05/06/2026"));
    seat.press("<down>4/6");
    let text = seat.text();
    assert!(!text.contains("05/06/20264/6"), "{text}");
    // A cursor that was moved in it keeps it.
    seat.press("<esc>c<esc>5d<down><left>");
    assert!(seat.shows("05/06/2026"));
}

#[test]
fn a_field_of_many_lines_takes_lines() {
    let mut seat = Seat::usual();
    seat.press("4e");
    for _ in 0..20 {
        if seat.text().lines().any(|line| line.starts_with("► Tên khác")) {
            break;
        }
        seat.press("<down>");
    }
    assert!(seat.shows("Ins Dòng mới"), "{}", seat.text());
    seat.press("<end><ins>Tên thứ nhất<ins>Tên thứ hai");
    assert!(seat.shows("Tên thứ nhất\n") && seat.shows("Tên thứ hai"), "{}", seat.text());
    seat.press("<down>");
    assert!(!seat.shows("Ins Dòng mới"));
}

#[test]
fn a_list_is_taken_away_as_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bao cao.xlsx");
    let mut seat = Seat::usual();
    seat.press("5/hue.<enter><f8>");
    assert!(seat.shows("Xuất bảng: Báo cáo") && seat.shows("bao-cao-2026-06-05.xlsx"), "{}", seat.text());
    seat.press("<down>");
    seat.app.insert(&path.display().to_string());
    seat.press("<f8>");
    assert!(seat.shows("√ Đã xuất"), "{}", seat.text());
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("Báo cáo").unwrap();
    let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert!(heads.contains(&"Đơn vị".to_owned()) && heads.contains(&"Diễn giải".to_owned()), "{heads:?}");
    let shown = seat.app.screen().0.found().1;
    assert_eq!(sheet.height(), shown + 1, "a head and each row that the search leaves");
    let column = heads.iter().position(|head| head == "Hạn cuối").unwrap();
    assert!(sheet.rows().skip(1).any(|row| matches!(row[column], Data::DateTime(_))), "days are days");
    // A file that is there is never overwritten.
    seat.press("<f8><down>");
    seat.app.insert(&path.display().to_string());
    seat.press("<f8>");
    assert!(seat.shows("đã có") || seat.shows("đã tồn tại"), "{}", seat.text());
    // To the clipboard, for a spreadsheet at the far end of the line.
    seat.press("<up><right><f8>");
    let copied = seat.app.take_copied().unwrap();
    assert_eq!(copied.lines().count(), shown + 1);
    assert!(copied.lines().next().unwrap().contains("Đơn vị\t"));
}

#[test]
fn on_a_shared_server_a_list_goes_to_the_clipboard_only() {
    let mut seat = Seat::shared("lan");
    seat.press("5<f8>");
    assert!(!seat.shows(".xlsx"), "{}", seat.text());
    seat.press("<f8>");
    assert!(seat.app.take_copied().is_some_and(|text| text.contains("Đơn vị")), "{}", seat.text());
}
