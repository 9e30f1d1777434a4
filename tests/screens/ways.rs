//! Ways back: Esc leads to where one came from, a digit begins anew.

use tiendo::words::Lang;

use crate::harness::Seat;

/// The row with the marker.
fn row(seat: &mut Seat) -> String {
    seat.text().lines().find(|line| line.starts_with('►')).unwrap_or_default().to_owned()
}

#[test]
fn esc_leads_back_to_the_row_from_which_a_sheet_or_a_list_was_opened() {
    for ahead in
        ["3/ty so gioi tinh<enter>", "5<down><down>", "4<down>", "2<down>", "5<enter>", "3<enter>", "0<tab><down>"]
    {
        let mut seat = Seat::usual();
        seat.press(ahead);
        let before = seat.text();
        seat.press("<f2>");
        assert_ne!(seat.text(), before, "{ahead}");
        seat.press("<esc>");
        assert_eq!(seat.text(), before, "{ahead}");
    }
}

#[test]
fn the_leaders_page_is_there_again_after_each_of_its_lists() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("l<down><down><down>");
    let page = seat.text();
    seat.press("<enter>");
    assert!(seat.shows("quá hạn") && !seat.shows("Lãnh đạo: đến"), "{}", seat.text());
    seat.press("<enter><f2>");
    seat.press("<esc><esc><esc>");
    assert_eq!(seat.text(), page);
    seat.press("<esc>");
    assert!(seat.shows("QUÁ HẠN") && !seat.shows("Lãnh đạo: đến"), "{}", seat.text());
    // What was narrowed on the way is whole again.
    seat.press("5");
    assert!(seat.shows("Tất cả kế hoạch"), "{}", seat.text());
}

#[test]
fn a_digit_begins_anew_and_shows_everything() {
    let mut seat = Seat::usual();
    for ahead in ["03", "2<enter>313", "2<enter>3<f2><esc>13", "0<esc>3"] {
        seat.press(ahead);
        assert!(seat.shows("Tất cả kế hoạch"), "{ahead}\n{}", seat.text());
        seat.press("/ty so gioi tinh khi sinh<enter>");
        assert!(row(&mut seat).contains("Tỷ số giới tính khi sinh"), "{ahead}\n{}", seat.text());
        seat.press("<esc><esc>");
        assert!(seat.shows("QUÁ HẠN"), "no way back after a digit: {ahead}\n{}", seat.text());
    }
}

#[test]
fn a_search_that_finds_nothing_says_how_much_lies_outside() {
    let mut seat = Seat::usual();
    seat.press("2/kien giang truyen<enter><enter>3");
    assert!(seat.shows("Chỉ Kiên Giang truyền thông"), "{}", seat.text());
    seat.press("/ty so gioi tinh khi sinh<enter>");
    assert!(seat.shows("ngoài phần đang lọc có"), "{}", seat.text());
}

#[test]
fn the_footer_offers_what_the_rows_take_and_ins_finds_where_it_can_add() {
    let mut seat = Seat::usual();
    seat.press("l");
    assert!(!seat.shows("Ins Thêm"), "{}", seat.text());
    seat.press("2<down>e");
    assert!(seat.shows("Ins Thêm"), "{}", seat.text());
    seat.press("<home><ins>");
    assert!(seat.shows("con trỏ đã sang dòng thêm được: Ins lần nữa"), "{}", seat.text());
    seat.press("<ins>");
    assert!(!seat.shows("Dòng này không làm việc đó được"), "{}", seat.text());
}

#[test]
fn help_and_the_way_out_stand_in_every_footer_and_every_digit_in_the_first_line() {
    for lang in [Lang::Vi, Lang::En] {
        for (columns, rows) in [(60, 15), (80, 24)] {
            let mut seat = Seat::open(columns, rows, lang);
            for pane in "1234578906".chars() {
                // The sheet asks for an office first.
                let pane = if pane == '6' { "6<enter>".to_owned() } else { pane.to_string() };
                seat.press(&pane);
                let text = seat.text();
                let foot = text.lines().last().unwrap_or_default();
                assert!(foot.contains("F1 ") && foot.contains("F10 "), "{pane}\n{text}");
                let head = text.lines().next().unwrap_or_default();
                assert!(('0'..='9').all(|digit| head.contains(digit)), "{pane}\n{text}");
            }
        }
    }
}

#[test]
fn after_a_report_is_accepted_the_next_that_waits_is_selected() {
    let mut seat = Seat::usual();
    seat.press("5");
    while !row(&mut seat).contains(" gửi ") {
        seat.press("<down>");
    }
    let before = row(&mut seat);
    seat.press("a<f8>");
    let after = row(&mut seat);
    assert!(seat.shows("tiếp nhận") && after != before && after.contains("gửi "), "{before}\n{}", seat.text());
}

#[test]
fn a_row_of_many_offices_says_how_to_come_to_one() {
    let mut seat = Seat::usual();
    while !row(&mut seat).contains(" đơn vị") {
        seat.press("<down>");
    }
    seat.press("s");
    assert!(seat.shows("chọn một đơn vị") && !seat.shows("bỏ đánh dấu"), "{}", seat.text());
}

#[test]
fn offices_of_one_name_are_told_apart() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("4/cong an tinh<enter>");
    let text = seat.text();
    let mut rows: Vec<&str> =
        text.lines().filter(|line| line.contains("Công an tỉnh")).map(|line| line.get(..60).unwrap_or(line)).collect();
    rows.retain(|line| !line.contains("Tìm"));
    assert!(rows.iter().all(|line| line.contains("tỉnh ")) && rows.len() > 1, "{text}");
    seat.press("<esc>1jso y te<home>");
    assert!(seat.shows("Sở Y tế ("), "{}", seat.text());
}

#[test]
fn the_place_in_the_list_stands_in_its_head_and_the_name_of_the_row_is_strong() {
    let mut seat = Seat::usual();
    seat.press("5<down><down>");
    assert!(seat.shows(" 3/"), "{}", seat.text());
    let text = seat.text();
    let at = text.lines().position(|line| line.starts_with('►')).unwrap();
    let strong = |row: usize, cells: &[ratatui::buffer::Cell]| {
        cells[row * 80..(row + 1) * 80].iter().any(|cell| cell.modifier.contains(ratatui::style::Modifier::BOLD))
    };
    let cells = seat.cells();
    assert!(strong(at, &cells) && !strong(at + 1, &cells));
}

#[test]
fn headings_stand_above_rows() {
    let mut seat = Seat::usual();
    seat.press("3<f4>khong dat<enter>");
    let text = seat.text();
    assert!(!text.contains("Công tác tổ chức cán bộ") || text.contains("1.1"), "{text}");
    for (columns, rows) in [(60, 15), (80, 24), (120, 40)] {
        let mut seat = Seat::open(columns, rows, Lang::Vi);
        let text = seat.text();
        let lines: Vec<&str> = text.lines().collect();
        let heads = lines.iter().enumerate().filter(|(_, line)| {
            line.trim() == line.trim().to_uppercase() && !line.contains("  ") && line.starts_with(" CHỜ")
        });
        for (at, head) in heads {
            assert!(lines[at + 1].chars().any(char::is_alphabetic), "{head} stands alone\n{text}");
        }
    }
}

#[test]
fn today_says_how_often_an_office_was_reminded_and_of_which_plan() {
    for columns in [80, 120] {
        let mut seat = Seat::open(columns, 24, Lang::Vi);
        let text = seat.text();
        for words in ["trễ 188 ngày đã nhắc 1", "trễ 178 ngày chưa nhắc", "bị trả lại", "đã gửi 4/73"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        // Where there is no room for the plan in the rows, the sentence has it.
        let late: Vec<&str> = text.lines().filter(|line| line.contains("trễ ")).collect();
        assert!(if columns < 120 { text.contains("TT Huế") } else { late[0].contains("TT Huế") }, "{text}");
    }
}

#[test]
fn the_trend_goes_on_with_the_office_that_followed() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("3/ty so gioi tinh<enter><enter>");
    assert!(seat.shows("███"), "{}", seat.text());
}

#[test]
fn the_leaders_page_names_its_columns_and_what_enter_opens() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("l<end>");
    assert!(seat.shows("Tỷ lệ") && seat.shows("mở kế hoạch"), "{}", seat.text());
}
