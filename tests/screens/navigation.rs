//! Navigation: Esc returns to the previous place, a digit opens a pane afresh.

use tiendo::i18n::Lang;

use crate::harness::TestSession;

/// The selected row.
fn row(session: &mut TestSession) -> String {
    session
        .text()
        .lines()
        .find(|line| line.starts_with('►'))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn esc_returns_to_the_row_that_opened_a_sheet_or_list() {
    for ahead in [
        "3/ty so gioi tinh<enter>",
        "5<down><down>",
        "4<down>",
        "2<down>",
        "5<enter>",
        "3<enter>",
        "0<tab><down>",
    ] {
        let mut session = TestSession::usual();
        session.press(ahead);
        let before = session.text();
        session.press("<f2>");
        assert_ne!(session.text(), before, "{ahead}");
        session.press("<esc>");
        assert_eq!(session.text(), before, "{ahead}");
    }
}

#[test]
fn summary_page_returns_after_each_of_its_lists() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("l<down><down><down>");
    let page = session.text();
    session.press("<enter>");
    assert!(
        session.shows("quá hạn") && !session.shows("Tổng hợp điều hành (đến ngày"),
        "{}",
        session.text()
    );
    session.press("<enter><f2>");
    session.press("<esc><esc><esc>");
    assert_eq!(session.text(), page);
    session.press("<esc>");
    assert!(
        session.shows("QUÁ HẠN") && !session.shows("Tổng hợp điều hành (đến ngày"),
        "{}",
        session.text()
    );
    // The filter that was set on the way is cleared.
    session.press("5");
    assert!(session.shows("Tất cả kế hoạch"), "{}", session.text());
}

#[test]
fn digit_opens_a_pane_without_filter() {
    let mut session = TestSession::usual();
    for ahead in ["03", "2<enter>313", "2<enter>3<f2><esc>13", "0<esc>3"] {
        session.press(ahead);
        assert!(
            session.shows("Tất cả kế hoạch"),
            "{ahead}\n{}",
            session.text()
        );
        session.press("/ty so gioi tinh khi sinh<enter>");
        assert!(
            row(&mut session).contains("Tỷ số giới tính khi si"),
            "{ahead}\n{}",
            session.text()
        );
        session.press("<esc><esc>");
        assert!(
            session.shows("QUÁ HẠN"),
            "no way back after a digit: {ahead}\n{}",
            session.text()
        );
    }
}

#[test]
fn empty_search_reports_rows_hidden_by_the_filter() {
    let mut session = TestSession::usual();
    session.press("2/kien giang truyen<enter><enter>3");
    assert!(
        session.shows("Chỉ Kiên Giang truyền thông"),
        "{}",
        session.text()
    );
    session.press("/ty so gioi tinh khi sinh<enter>");
    assert!(session.shows("bộ lọc đang ẩn"), "{}", session.text());
}

#[test]
fn footer_offers_commands_of_the_row_and_ins_says_where_it_adds() {
    let mut session = TestSession::usual();
    session.press("l");
    assert!(!session.shows("Ins Thêm"), "{}", session.text());
    session.press("2<down>e");
    assert!(session.shows("Ins Thêm"), "{}", session.text());
    session.press("<home><ins>");
    assert!(
        session.shows("đã chuyển tới dòng phù hợp, nhấn Ins lần nữa"),
        "{}",
        session.text()
    );
    session.press("<ins>");
    assert!(
        !session.shows("Không dùng được lệnh này ở dòng này"),
        "{}",
        session.text()
    );
}

#[test]
fn footer_has_help_and_exit_and_the_first_line_every_digit() {
    for lang in [Lang::Vi, Lang::En] {
        for (columns, rows) in [(60, 15), (80, 24)] {
            let mut session = TestSession::open(columns, rows, lang);
            for pane in "1234578906".chars() {
                // The sheet asks for an office first.
                let pane = if pane == '6' {
                    "6<enter>".to_owned()
                } else {
                    pane.to_string()
                };
                session.press(&pane);
                let text = session.text();
                let foot = text.lines().last().unwrap_or_default();
                assert!(
                    foot.contains("F1 ") && foot.contains("F10 "),
                    "{pane}\n{text}"
                );
                let head = text.lines().next().unwrap_or_default();
                assert!(
                    ('0'..='9').all(|digit| head.contains(digit)),
                    "{pane}\n{text}"
                );
            }
        }
    }
}

#[test]
fn next_report_to_accept_is_selected_after_one_is_accepted() {
    let mut session = TestSession::usual();
    session.press("5");
    while !row(&mut session).contains('□') {
        session.press("<down>");
    }
    let before = row(&mut session);
    session.press("a<f8>");
    let after = row(&mut session);
    assert!(
        session.shows("tiếp nhận") && after != before && after.contains('□'),
        "{before}\n{}",
        session.text()
    );
}

#[test]
fn row_of_many_offices_says_how_to_select_one() {
    let mut session = TestSession::usual();
    while !row(&mut session).contains(" đơn vị") {
        session.press("<down>");
    }
    session.press("s");
    assert!(
        session.shows("chọn một đơn vị") && !session.shows("bỏ đánh dấu"),
        "{}",
        session.text()
    );
}

#[test]
fn offices_of_one_name_are_distinguished() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("4/cong an tinh<enter>");
    let text = session.text();
    let mut rows: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("Công an tỉnh"))
        .map(|line| line.get(..60).unwrap_or(line))
        .collect();
    rows.retain(|line| !line.contains("Tìm"));
    assert!(
        rows.iter().all(|line| line.contains("tỉnh ")) && rows.len() > 1,
        "{text}"
    );
    session.press("<esc>1jso y te<home>");
    assert!(session.shows("Sở Y tế ("), "{}", session.text());
}

#[test]
fn list_title_has_the_position_and_the_row_name_is_bold() {
    let mut session = TestSession::usual();
    session.press("5<down><down>");
    assert!(session.shows(" 3/"), "{}", session.text());
    let text = session.text();
    let at = text.lines().position(|line| line.starts_with('►')).unwrap();
    let strong = |row: usize, cells: &[ratatui::buffer::Cell]| {
        cells[row * 80..(row + 1) * 80]
            .iter()
            .any(|cell| cell.modifier.contains(ratatui::style::Modifier::BOLD))
    };
    let cells = session.cells();
    assert!(strong(at, &cells) && !strong(at + 1, &cells));
}

#[test]
fn headings_are_above_rows() {
    let mut session = TestSession::usual();
    session.press("3<f4>khong dat<enter>");
    let text = session.text();
    assert!(
        !text.contains("Công tác tổ chức cán bộ") || text.contains("1.1"),
        "{text}"
    );
    for (columns, rows) in [(60, 15), (80, 24), (120, 40)] {
        let mut session = TestSession::open(columns, rows, Lang::Vi);
        let text = session.text();
        let lines: Vec<&str> = text.lines().collect();
        let headings = lines.iter().enumerate().filter(|(_, line)| {
            line.trim() == line.trim().to_uppercase()
                && !line.contains("  ")
                && line.starts_with(" CHỜ")
        });
        for (at, head) in headings {
            assert!(
                lines[at + 1].chars().any(char::is_alphabetic),
                "{head} stands alone\n{text}"
            );
        }
    }
}

#[test]
fn today_shows_the_plan_and_reminders_of_an_office() {
    for columns in [80, 120] {
        let mut session = TestSession::open(columns, 24, Lang::Vi);
        let text = session.text();
        for words in [
            "quá hạn 188 ngày đã đôn đốc 1",
            "quá hạn 178 ngày chưa đôn đốc",
            "bị trả lại",
            "đã gửi 4/73",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        // Where the rows have no space for the plan, the sentence names it.
        let late: Vec<&str> = text
            .lines()
            .filter(|line| line.contains("quá hạn "))
            .collect();
        assert!(
            if columns < 120 {
                text.contains("TT Huế")
            } else {
                late[0].contains("TT Huế")
            },
            "{text}"
        );
    }
}

#[test]
fn trend_continues_with_the_successor() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("3/ty so gioi tinh<enter><enter>");
    assert!(session.shows("███"), "{}", session.text());
}

#[test]
fn summary_page_names_its_columns_and_the_target_of_enter() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("l<end>");
    assert!(
        session.shows("Tỷ lệ") && session.shows("mở kế hoạch"),
        "{}",
        session.text()
    );
}
