//! Pending estimates, offices below a quota, stars and comments, by the keys.

use tiendo::domain::comment::CommentSubject;
use tiendo::domain::figure::{Answer, COVERAGE_SERIES, Quality};
use tiendo::domain::number::Number;
use tiendo::domain::star::StarSubject;

use crate::harness::TestSession;

/// Keys that lead to S2-5 in the list of targets.
const OPEN_TARGET: &str = "3/tin bai cua cap xa<enter>";

#[test]
fn estimate_is_replaced_by_an_official_figure_from_the_first_screen() {
    let mut session = TestSession::usual();
    session.press("<end>");
    assert!(
        session.shows("Số ước quý I/2026 chờ số chính thức: 6 ô."),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert!(session.shows("►5") && session.shows("UBND xã An Biên"));
    session.press("<enter>");
    assert!(
        session.shows("UBND xã An Biên") && session.shows("quý I/2026"),
        "the sheet at the cell"
    );
    assert!(session.shows("≈ đã lưu, số ước"));
    session.press("3<enter>");
    let figures = session.app.store().figures(&"kg-tt-2030".into()).unwrap();
    let own = figures.iter().filter(|f| {
        f.cell.office.as_str() == "angiang.an-bien" && f.cell.period.to_string() == "2026-Q1"
    });
    let own: Vec<_> = own.map(|figure| (figure.quality, figure.answer)).collect();
    let number = |value| Answer::Number(Number::whole(value));
    assert_eq!(
        own,
        [
            (Quality::Estimate, number(4)),
            (Quality::Official, number(3))
        ]
    );
    session.resize(120, 40);
    let shown = session
        .text()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        shown.contains("Số ước trước đó 4, chênh lệch -1."),
        "{shown}"
    );
    session.resize(80, 24);
    session.press("<esc><end>");
    assert!(
        session.shows("Số ước quý I/2026 chờ số chính thức: 5 ô"),
        "one pending item fewer"
    );
}

#[test]
fn list_of_estimates_opens_from_the_palette_even_if_empty() {
    let mut session = TestSession::usual();
    session.press("<f9>so uoc cho<enter>");
    assert!(session.shows("Số ước chờ số chính thức"));
    for _ in 0..6 {
        session.press("<enter>5<enter>");
        if session.shows("Ghi chú:") {
            session.press("đã kiểm tra<enter>");
        }
        session.press("<f9>so uoc cho<enter>");
    }
    assert!(
        session.shows("Không có số ước nào đang chờ"),
        "{}",
        session.text()
    );
}

#[test]
fn difference_from_the_estimate_is_on_the_target_page() {
    let mut session = TestSession::usual();
    session.press("3/tu vong me<enter><enter>");
    assert!(session.shows("Tử vong mẹ"));
    session.press("<end>");
    assert!(session.shows("so với số ước -0,4"), "{}", session.text());
}

#[test]
fn offices_below_a_quota_are_copied_as_text() {
    let mut session = TestSession::usual();
    session.press(OPEN_TARGET);
    session.press("<enter>d");
    assert!(
        session
            .shows("Quý I/2026: chưa đạt mức giao (4 tin, bài) 6/48 đơn vị; chưa có số liệu 3/48.")
    );
    assert!(session.shows("thiếu 2") && session.shows("chưa có số"));
    session.press("<c-y>");
    let copied = session.app.take_clipboard_text().unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 11, "{copied}");
    assert!(
        lines[1].ends_with("chưa có số liệu 3/48:")
            && lines[2].starts_with("a) UBND đặc khu Phú Quốc: 2, còn thiếu 2;")
    );
    assert!(session.shows("Đã gửi vào bộ nhớ tạm"));
    session.press("<down><enter>");
    assert!(
        session.shows("UBND xã Tây Yên") && session.shows("quý I/2026"),
        "a row leads to its cell"
    );
}

#[test]
fn target_without_a_quota_is_reported() {
    let mut session = TestSession::usual();
    session.press("3/tu vong me<enter>d");
    assert!(session.shows("không giao mức cho từng đơn vị"));
}

#[test]
fn owner_enters_both_numbers_and_another_denominator_is_questioned() {
    let mut session = TestSession::usual();
    session.press("6angiang.snv<enter>k2026-Q1<enter>");
    assert!(
        session.shows("►5    Số đơn vị đạt / tổng"),
        "{}",
        session.text()
    );
    session.press("12/150<enter>");
    assert!(session.shows("Nhóm có 48 đơn vị, không phải 150."));
    session.press("<esc><del>12/48<enter>");
    let figures = session.app.store().figures(&"kg-tt-2030".into()).unwrap();
    let entered = figures
        .iter()
        .find(|figure| figure.cell.series.as_deref() == Some(COVERAGE_SERIES));
    let entered = entered
        .filter(|figure| figure.cell.measure.as_str() == "kg-tt-2030/5")
        .unwrap();
    let share = Answer::Share {
        numerator: Number::whole(12),
        denominator: Number::whole(48),
    };
    assert_eq!(entered.answer, share);
}

#[test]
fn star_is_toggled_by_one_key() {
    let mut session = TestSession::usual();
    session.press("3/tu vong me<enter>b");
    assert!(session.shows("√ Đã đánh dấu sao.") && session.shows("4.2*"));
    session.press("<enter>");
    assert!(session.shows("* 4.2"), "the page shows it too");
    session.press("b");
    assert!(session.shows("√ Đã bỏ dấu sao.") && !session.shows("* 4.2"));
    session.press("5b");
    let stars = session.app.store().stars("lan").unwrap();
    assert!(
        matches!(stars[..], [StarSubject::Measure(_), StarSubject::Duty(_)]),
        "{stars:?}"
    );
    session.press("<f9>da danh dau sao<enter>");
    assert!(session.shows("Tin, bài của cấp xã"));
    session.press("<enter>");
    assert!(session.shows("* 5  Tin, bài"), "a row leads to its page");
    session.press("<esc><del>");
    assert!(
        !session.shows("Tin, bài của cấp xã"),
        "and may go from the list"
    );
    assert_eq!(session.app.store().stars("lan").unwrap().len(), 1);
}

#[test]
fn comment_is_added_and_kept() {
    let mut session = TestSession::usual();
    session.press(OPEN_TARGET);
    session.press("<enter>y<f8>");
    assert!(session.shows("không được để trống"));
    session.press("đã hỏi các xã<f8>");
    assert!(session.shows("√ Đã ghi ý kiến."));
    session.press("<end>");
    assert!(
        session.shows("Sáu xã mới gửi số ước") && session.shows("đã hỏi các xã"),
        "the newest last"
    );
    session.press("6angiang.an-bien<enter>k2026-Q1<enter>yđang rà lại<f8>");
    let comments = session
        .app
        .store()
        .comments_on_measure(&"kg-tt-2030/5".into())
        .unwrap();
    assert_eq!(comments.len(), 3);
    assert!(
        matches!(&comments[2].subject, CommentSubject::Cell(cell) if cell.office.as_str() == "angiang.an-bien")
    );
    session.press("<esc>5<enter>yđã gọi điện<f8>");
    session.text();
    session.press("<end>");
    assert!(
        session.shows("Ý KIẾN") && session.shows("đã gọi điện"),
        "{}",
        session.text()
    );
}

#[test]
fn esc_on_a_typed_comment_asks() {
    let mut session = TestSession::usual();
    session.press(OPEN_TARGET);
    session.press("yabc<esc>");
    assert!(session.shows("Đóng và bỏ?"));
}
