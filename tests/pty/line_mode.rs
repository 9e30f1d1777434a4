//! Main tasks in line mode, for screen readers: no alternate screen, no borders, the cursor behind the focus.

use crate::session::{Session, TALL};

#[test]
fn figure_and_report_are_entered_in_line_mode() {
    let mut line = Session::start(TALL, &["demo", "--plain"], &[]);
    line.wait_for("Gõ ? rồi Enter");
    line.wait_for("đã đôn đốc 1> ");
    line.read_screen(|screen| {
        assert!(!screen.alternate_screen());
        let text = screen.contents();
        assert!(!text.contains(['│', '─', '►', '■']), "{text}");
    });
    // The cursor is behind the focused item.
    let (row, column) = line.read_screen(vt100::Screen::cursor_position);
    let before: String = line.read_screen(|screen| screen.contents_between(row, 0, row, column));
    assert!(before.ends_with("> "), "{before}");

    // A figure: the office by its code, the second cell, its reading, its status, and the confirmation.
    line.type_until("nhap so lieu\r", "Chọn đơn vị");
    line.type_until("hue.syt\r", "Sở Y tế (thành phố Huế), hue.syt> ");
    line.type_until("\r", "4.1, Tỷ số giới tính khi sinh");
    line.type_until("#5\r", "5: 4.2, Tử vong mẹ");
    line.type_until(
        "14,8\r",
        "14,8 (số chính thức). Đạt: năm 2025 thực hiện 14,8, mức phải đạt < 15.",
    );
    line.wait_for("Đã nhập 4/4, đã lưu");

    // A report: a row by its number, its form field by field.
    line.type_until("bao cao\r", "Tất cả kế hoạch");
    line.type_until("/\r", "Tìm:, ");
    line.type_until("kien hai\r", "Kiên Hải");
    line.type_until("s\r", "Số, ký hiệu văn bản");
    for words in [
        "412/BC",
        "",
        "",
        "",
        "chưa có số liệu quý I, quý II",
        "Tiếng Việt, đủ dấu",
    ] {
        line.press(&format!("{words}\r"));
        line.settle();
    }
    line.type_until(":f8\r", "Đã ghi nhận đã gửi báo cáo");
    line.type_until("khong co lenh nay\r", "Không có lệnh nào tên");
    line.press("q\r");
    assert_eq!(line.end(), (0, true));
}

#[test]
fn terminal_without_cursor_control_gets_line_mode_with_a_notice() {
    for (lang, sentence) in [
        ("vi", "như `tiendo --plain`"),
        ("en", "as with `tiendo --plain`"),
    ] {
        let mut line = Session::start(TALL, &["demo", "--lang", lang], &[("TERM", "dumb")]);
        line.wait_for(sentence);
        line.wait_for("> ");
        line.read_screen(|screen| {
            assert!(!screen.alternate_screen());
            assert!(
                !screen.contents().contains(['│', '─', '►', '■']),
                "{}",
                screen.contents()
            );
        });
        line.press("q\r");
        assert_eq!(line.end(), (0, true));
    }
}

#[test]
fn filter_and_lost_paste_parts_are_reported_in_line_mode() {
    let mut line = Session::start(TALL, &["demo", "--plain"], &[]);
    line.wait_for("Gõ ? rồi Enter");
    line.type_until("ke hoach\r", "Đánh giá chỉ tiêu");
    line.type_until("f4\r", "đang thực hiện, Tình trạng, 1");
    line.type_until("dang thuc hien\r", "đang thực hiện, Tình trạng, 1> ");
    line.type_until("\r", "Tình trạng: đang thực hiện");
    line.type_until("f6\r", "Kế hoạch");
    line.type_until("esc\r", "TT Huế 2021–2025");
    line.type_until("bao cao\r", "Tất cả kế hoạch");
    line.type_until("/\r", "Tìm:, ");
    line.type_until("y\u{200b} te\r", "Đã bỏ 1 ký tự không in được.");
    line.press("q\r");
    assert_eq!(line.end(), (0, true));
}
