//! Estimates that wait, offices below a quota, what is followed up, comments: from the first key to what is kept.

use tiendo::domain::comment::About;
use tiendo::domain::figure::{Answer, COVERAGE, Quality};
use tiendo::domain::number::Number;
use tiendo::domain::star::Starred;

use crate::harness::Seat;

/// S2-5 in the list of targets.
const NEWS: &str = "3/tin bai cua cap xa<enter>";

#[test]
fn an_estimate_is_settled_from_the_first_screen() {
    let mut seat = Seat::usual();
    seat.press("<end>");
    assert!(seat.shows("Ước 2026-Q1 chờ số chính thức: 6 ô."), "{}", seat.text());
    seat.press("<enter>");
    assert!(seat.shows("►5") && seat.shows("UBND xã An Biên"));
    seat.press("<enter>");
    assert!(seat.shows("UBND xã An Biên") && seat.shows("quý I/2026"), "the sheet at the cell");
    assert!(seat.shows("≈ đã lưu, số ước"));
    seat.press("3<enter>");
    let figures = seat.app.store().figures(&"kg-tt-2030".into()).unwrap();
    let own = figures
        .iter()
        .filter(|f| f.cell.office.as_str() == "angiang.an-bien" && f.cell.period.to_string() == "2026-Q1");
    let own: Vec<_> = own.map(|figure| (figure.quality, figure.answer)).collect();
    let number = |value| Answer::Number(Number::whole(value));
    assert_eq!(own, [(Quality::Estimate, number(4)), (Quality::Official, number(3))]);
    seat.resize(120, 40);
    let told = seat.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Ước trước đó 4, lệch -1."), "{told}");
    seat.resize(80, 24);
    seat.press("<esc><end>");
    assert!(seat.shows("Ước 2026-Q1 chờ số chính thức: 5 ô"), "one less waits");
}

#[test]
fn the_list_of_estimates_is_in_the_palette_and_may_be_empty() {
    let mut seat = Seat::usual();
    seat.press("<f9>so uoc cho<enter>");
    assert!(seat.shows("Số ước chờ số chính thức"));
    for _ in 0..6 {
        seat.press("<enter>5<enter>");
        if seat.shows("Ghi chú:") {
            seat.press("đã kiểm tra<enter>");
        }
        seat.press("<f9>so uoc cho<enter>");
    }
    assert!(seat.shows("Không có số ước nào đang chờ"), "{}", seat.text());
}

#[test]
fn the_difference_from_the_estimate_stands_on_the_page() {
    let mut seat = Seat::usual();
    seat.press("3/tu vong me<enter><enter>");
    assert!(seat.shows("Tử vong mẹ"));
    seat.press("<end>");
    assert!(seat.shows("so với ước -0,4"), "{}", seat.text());
}

#[test]
fn who_is_below_a_quota_is_copied_as_a_text() {
    let mut seat = Seat::usual();
    seat.press(NEWS);
    seat.press("<enter>d");
    assert!(seat.shows("Quý I/2026: 9/48 đơn vị chưa đủ 4 tin, bài (6 thiếu, 3 chưa có số)."));
    assert!(seat.shows("thiếu 2") && seat.shows("chưa có số"));
    seat.press("<c-y>");
    let copied = seat.app.take_copied().unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 11, "{copied}");
    assert!(
        lines[1].ends_with("(6 thiếu, 3 chưa có số):") && lines[2].starts_with("a) UBND đặc khu Phú Quốc: 2, thiếu 2;")
    );
    assert!(seat.shows("Đã gửi vào bộ nhớ tạm"));
    seat.press("<down><enter>");
    assert!(seat.shows("UBND xã Tây Yên") && seat.shows("quý I/2026"), "a row leads to its cell");
}

#[test]
fn a_target_without_a_quota_says_so() {
    let mut seat = Seat::usual();
    seat.press("3/tu vong me<enter>d");
    assert!(seat.shows("không giao mức cho từng đơn vị"));
}

#[test]
fn the_owner_enters_x_of_y_and_another_y_is_questioned() {
    let mut seat = Seat::usual();
    seat.press("6angiang.snv<enter>k2026-Q1<enter>");
    assert!(seat.shows("►5    Số đơn vị đạt / tổng"), "{}", seat.text());
    seat.press("12/150<enter>");
    assert!(seat.shows("Nhóm có 48 đơn vị, không phải 150."));
    seat.press("<esc><del>12/48<enter>");
    let figures = seat.app.store().figures(&"kg-tt-2030".into()).unwrap();
    let entered = figures.iter().find(|figure| figure.cell.series.as_deref() == Some(COVERAGE));
    let entered = entered.filter(|figure| figure.cell.measure.as_str() == "kg-tt-2030/5").unwrap();
    let share = Answer::Share { numerator: Number::whole(12), denominator: Number::whole(48) };
    assert_eq!(entered.answer, share);
}

#[test]
fn a_star_comes_and_goes_by_one_key() {
    let mut seat = Seat::usual();
    seat.press("3/tu vong me<enter>b");
    assert!(seat.shows("√ Đã đánh dấu theo dõi.") && seat.shows("4.2*"));
    seat.press("<enter>");
    assert!(seat.shows("* 4.2"), "the page shows it too");
    seat.press("b");
    assert!(seat.shows("√ Thôi theo dõi.") && !seat.shows("* 4.2"));
    seat.press("5b");
    let stars = seat.app.store().stars("lan").unwrap();
    assert!(matches!(stars[..], [Starred::Measure(_), Starred::Duty(_)]), "{stars:?}");
    seat.press("<f9>dang theo doi<enter>");
    assert!(seat.shows("Tin, bài của cấp xã"));
    seat.press("<enter>");
    assert!(seat.shows("* 5  Tin, bài"), "a row leads to its page");
    seat.press("<esc><del>");
    assert!(!seat.shows("Tin, bài của cấp xã"), "and may go from the list");
    assert_eq!(seat.app.store().stars("lan").unwrap().len(), 1);
}

#[test]
fn a_comment_is_added_and_stays() {
    let mut seat = Seat::usual();
    seat.press(NEWS);
    seat.press("<enter>y<f8>");
    assert!(seat.shows("không được để trống"));
    seat.press("đã hỏi các xã<f8>");
    assert!(seat.shows("√ Đã ghi ý kiến."));
    seat.press("<end>");
    assert!(seat.shows("Sáu xã mới gửi số ước") && seat.shows("đã hỏi các xã"), "the newest last");
    seat.press("6angiang.an-bien<enter>k2026-Q1<enter>yđang rà lại<f8>");
    let comments = seat.app.store().comments_on_measure(&"kg-tt-2030/5".into()).unwrap();
    assert_eq!(comments.len(), 3);
    assert!(matches!(&comments[2].about, About::Cell(cell) if cell.office.as_str() == "angiang.an-bien"));
    seat.press("<esc>5<enter>yđã gọi điện<f8>");
    seat.text();
    seat.press("<end>");
    assert!(seat.shows("Ý KIẾN") && seat.shows("đã gọi điện"), "{}", seat.text());
}

#[test]
fn esc_on_a_comment_that_was_typed_asks() {
    let mut seat = Seat::usual();
    seat.press(NEWS);
    seat.press("yabc<esc>");
    assert!(seat.shows("Đóng và bỏ?"));
}
