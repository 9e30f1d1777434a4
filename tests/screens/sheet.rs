//! The sheet: layouts, blocks from a spreadsheet, what is taken back, the state of each cell.

use tiendo::domain::code::PlanCode;
use tiendo::domain::entry::{Entry, Typed};
use tiendo::domain::figure::{Answer, Figure, Quality, Way};
use tiendo::domain::number::Number;
use tiendo::store::{Actor, Store, Write};
use tiendo::words::Lang;

use crate::harness::{Seat, now};

/// Where a sheet of each layout is opened: its name and the keys.
const LAYOUTS: &[(&str, &str)] = &[
    ("sheet-periods", "6hue.syt<enter>c"),
    ("sheet-offices", "3/tin bai cua cap xa<enter><f2>d"),
    ("sheet-yearly", "6angiang.snv<enter>k2026-Q1<enter>e"),
];
const BLOCK: &str = "110,9\n15,4\n\n-\n7\n";

fn figures(seat: &Seat, measure: &str, period: &str) -> Vec<Figure> {
    let figures = seat.app.store().figures(&PlanCode::from("tth-2021")).unwrap();
    let fits = |figure: &Figure| figure.cell.measure.as_str() == measure && figure.cell.period.to_string() == period;
    figures.into_iter().filter(fits).collect()
}

fn number(seat: &Seat, measure: &str, period: &str) -> Answer {
    figures(seat, measure, period).last().unwrap().answer
}

fn hundredths(value: i64) -> Answer {
    Answer::Number(Number::from_hundredths(value))
}

#[test]
fn layouts_are_whole_at_every_size_and_in_both_languages() {
    for (columns, rows, lang, ending) in
        [(80, 24, Lang::Vi, ""), (120, 40, Lang::Vi, "-wide"), (60, 15, Lang::Vi, "-small"), (80, 24, Lang::En, "-en")]
    {
        for (name, script) in LAYOUTS {
            let mut seat = Seat::open(columns, rows, lang);
            seat.press(script);
            seat.check(&format!("{name}{ending}"));
        }
        let mut seat = Seat::open(columns, rows, lang);
        seat.press("6hue.syt<enter>");
        seat.app.insert("110,9\n15,4\n4,5,6\n-\n7\n");
        seat.press("<down><down>");
        seat.check(&format!("block{ending}"));
    }
}

#[test]
fn a_block_is_looked_through_and_written_as_one() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>");
    seat.app.insert("110,9\n1,234.5\n2\n-\n7\n");
    assert!(seat.shows("Dán 4 ô: ghi 1, hỏi 1, từ chối 1, bỏ qua 1 · 1 ô ngoài bảng"), "{}", seat.text());
    assert_eq!(figures(&seat, "tth-2021/4.1", "2025").last().unwrap().version, 1, "nothing is written before Enter");
    seat.press("<enter>");
    assert!(seat.shows("√ đã lưu 1 ô 10:42:07"), "{}", seat.text());
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), hundredths(11090));
    assert!(seat.shows("1,234.5 ■") && seat.shows("2 ?"), "what was not written stays as a draft: {}", seat.text());
    seat.press("<c-z>");
    assert_ne!(number(&seat, "tth-2021/4.1", "2025"), hundredths(11090));
}

#[test]
fn esc_drops_a_block_and_one_line_is_typed() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>");
    seat.app.insert(BLOCK);
    seat.press("<esc>");
    assert_eq!(figures(&seat, "tth-2021/4.1", "2025").last().unwrap().version, 1);
    assert!(seat.shows("►4.1") && !seat.shows("110,9"));
    seat.app.insert("110,9\r\n");
    assert!(seat.shows("[110,9"), "{}", seat.text());
    seat.press("<enter>");
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), hundredths(11090));
}

#[test]
fn a_block_goes_to_the_right_where_periods_lie_side_by_side() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("6hue.syt<enter>c<left><left>");
    seat.app.insert("110,1\t110,2\t110,3\t9\n16,1\t15,9\n");
    assert!(seat.shows("Dán 5 ô: ghi 5, hỏi 0, từ chối 0, bỏ qua 0 · 1 ô ngoài bảng"), "{}", seat.text());
    seat.press("<enter>");
    let row = ["2023", "2024", "2025"].map(|year| number(&seat, "tth-2021/4.1", year));
    assert_eq!(row, [hundredths(11010), hundredths(11020), hundredths(11030)]);
    assert_eq!(number(&seat, "tth-2021/4.2", "2024"), hundredths(1590));
}

#[test]
fn somebody_elses_change_under_a_block_is_named_and_nothing_is_written() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>");
    seat.app.insert("110,9\n15,4\n");
    seat.elsewhere("tth-2021/4.2", "hue.syt", "2025", "15,6");
    seat.press("<enter>");
    assert!(seat.shows("minh vừa sửa ô 4.2"), "{}", seat.text());
    assert_ne!(number(&seat, "tth-2021/4.1", "2025"), hundredths(11090));
    assert!(seat.shows("15,6 →"), "read again: {}", seat.text());
    seat.press("<enter>");
    assert_eq!(number(&seat, "tth-2021/4.2", "2025"), hundredths(1540));
}

#[test]
fn tab_and_arrows_accept_and_move_between_periods() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("6hue.syt<enter>c<left><left>110,1<tab>110,2<right>110,3<enter>");
    let row = ["2023", "2024", "2025"].map(|year| number(&seat, "tth-2021/4.1", year));
    assert_eq!(row, [hundredths(11010), hundredths(11020), hundredths(11030)]);
    assert!(seat.shows("►4.2") && seat.shows("[15,0]"), "Enter goes down: {}", seat.text());
    seat.press("<left><f2><left><left>1<esc>");
    assert!(seat.shows("[151,6"), "in a cell that is edited arrows move the cursor");
}

#[test]
fn changes_are_taken_back_across_sheets_and_after_a_restart() {
    let mut seat = Seat::usual();
    let before = number(&seat, "tth-2021/4.1", "2025");
    seat.press("6hue.syt<enter>110,9<enter><down>17,5<enter>ohue.sgddt<enter>");
    let mut seat = seat.again();
    seat.press("6hue.sgddt<enter><c-z>");
    assert!(seat.shows("không làm trên màn hình đang mở. Hoàn tác ô 4.3"), "{}", seat.text());
    seat.press("c");
    assert!(seat.shows("Đã hoàn tác ô 4.3") && seat.shows("Sở Y tế (thành phố Huế) · TT Huế"), "{}", seat.text());
    seat.press("<c-z>c");
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), before);
    seat.press("<c-r>");
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), hundredths(11090));
    seat.elsewhere("tth-2021/4.1", "hue.syt", "2025", "109,5");
    seat.press("<c-z>");
    assert!(seat.shows("minh đã sửa ô 4.1") && seat.shows("không hoàn tác"), "{}", seat.text());
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), hundredths(10950));
    seat.press("<c-z>");
    assert!(seat.shows("Không còn lần ghi nào"), "{}", seat.text());
}

/// Ten values for the quarter that a sheet of offices shows, from the second row on.
const TEN: &str = "7\n4\n9\n5\n6\n8\n3\n5\n6\n4\n";

#[test]
fn ten_cells_are_taken_back_and_done_again_only_after_a_yes() {
    let ten = |rows: usize| TEN.split_inclusive('\n').take(rows).collect::<String>();
    let quarter = |seat: &Seat| {
        let figures = seat.app.store().figures(&PlanCode::from("kg-tt-2030")).unwrap();
        let of_sheet =
            |f: &&Figure| f.cell.measure.as_str() == "kg-tt-2030/5" && f.cell.period.to_string() == "2026-Q2";
        figures.iter().filter(of_sheet).map(|f| f.answer).collect::<Vec<_>>()
    };
    let open = |rows: usize| {
        let mut seat = Seat::usual();
        seat.press(&format!("{}<down>", LAYOUTS[1].1));
        let before = quarter(&seat);
        seat.app.insert(&ten(rows));
        seat.press("<enter>");
        let after = quarter(&seat);
        assert_ne!(before, after, "{}", seat.text());
        (seat, before, after)
    };
    let (mut seat, before, after) = open(10);
    seat.press("<c-z>");
    assert!(seat.shows("Hoàn tác 10 ô, ô đầu là 5 Tin, bài của cấp xã, UBND phường Rạch Giá"), "{}", seat.text());
    assert!(!seat.shows("không làm trên màn hình đang mở"), "{}", seat.text());
    seat.check("undo-asked");
    for no in ["<esc>", "<c-z><enter>", "<c-z><c-z><esc>"] {
        seat.press(no);
        assert_eq!(quarter(&seat), after, "{no} is no yes");
    }
    seat.press("<c-z>c");
    assert_eq!(quarter(&seat), before);
    assert!(seat.shows("Đã hoàn tác 10 ô"), "{}", seat.text());
    seat.press("<c-r>");
    assert!(seat.shows("Làm lại 10 ô, ô đầu là 5 Tin"), "{}", seat.text());
    assert_eq!(quarter(&seat), before);
    seat.press("c");
    assert_eq!(quarter(&seat), after);
    // Nine cells are few enough.
    let (mut seat, before, _) = open(9);
    seat.press("<c-z>");
    assert_eq!(quarter(&seat), before);
    assert!(seat.shows("Đã hoàn tác 9 ô"), "{}", seat.text());
}

#[test]
fn a_step_of_the_same_account_from_elsewhere_is_taken_back_only_after_a_yes() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>110,9<enter>");
    let own = number(&seat, "tth-2021/4.1", "2025");
    let entry = |measure: &str, value: &str| Entry {
        measure: measure.into(),
        office: "hue.syt".into(),
        period: "2025".parse().unwrap(),
        series: None,
        typed: Typed::Value(value.into()),
        quality: None,
        note: Some("nhập từ tệp".into()),
        expected: None,
    };
    let import = Write::ImportFigures(vec![entry("tth-2021/4.1", "108,5"), entry("tth-2021/4.2", "15,5")]);
    let mut shell = Store::open(&seat.path()).unwrap();
    shell.write(&Actor::alone("lan", "cli"), now(), import).unwrap();
    let imported = number(&seat, "tth-2021/4.1", "2025");
    assert_ne!(imported, own);
    seat.press("<c-z>");
    let asked = "không làm trên màn hình đang mở. Hoàn tác 2 ô";
    assert!(seat.shows(asked), "{}", seat.text());
    seat.press("<esc>");
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), imported);
    // Taken back elsewhere while it is asked here: nothing is taken back twice.
    seat.press("<c-z>");
    let taken = shell.taken("lan", Way::Undo, None).unwrap().unwrap();
    shell.write(&Actor::alone("lan", "cli"), now(), Write::TakeBack(taken)).unwrap();
    seat.press("c");
    assert!(seat.shows("vừa được hoàn tác hoặc làm lại ở nơi khác"), "{}", seat.text());
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), own);
    // What was written here is taken back at once.
    seat.press("<c-z>");
    assert!(seat.shows("Đã hoàn tác ô 4.1"), "{}", seat.text());
    assert_ne!(number(&seat, "tth-2021/4.1", "2025"), own);
}

#[test]
fn what_somebody_else_changed_since_the_sheet_was_opened_is_marked() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>");
    seat.elsewhere("tth-2021/4.2", "hue.syt", "2025", "15,6");
    assert!(seat.app.look_around());
    seat.press("<down>");
    assert!(seat.shows("15,6 ◄") && seat.shows("◄ minh đã sửa lúc 10:42"), "{}", seat.text());
}

#[test]
fn the_year_so_far_is_offered_and_counted_nowhere() {
    let mut seat = Seat::usual();
    seat.press(LAYOUTS[2].1.trim_end_matches('e'));
    let counted = seat.text().lines().find(|line| line.contains("Đã nhập")).unwrap().trim().to_owned();
    seat.press("e");
    assert!(seat.shows("ước năm"), "{}", seat.text());
    assert!(seat.shows(&counted), "{}", seat.text());
}

#[test]
fn the_help_of_the_sheet_tells_every_mark() {
    let mut seat = Seat::open(120, 100, Lang::Vi);
    seat.press("6hue.syt<enter>?");
    for mark in [
        "√ đã lưu",
        "≈ đã lưu",
        "… nháp",
        "■ bị từ chối",
        "? cần ghi chú",
        "+ đã lưu",
        "▒ đã khóa",
        "□ cần nhập",
        "◄ người khác",
    ] {
        assert!(seat.shows(mark), "{mark}: {}", seat.text());
    }
}

#[test]
fn what_was_typed_is_offered_after_a_restart_and_left_alone_until_it_is_wanted() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down>14,8<esc>nđã hỏi lại<esc><esc>5s412/BC");
    assert!(seat.app.has_new_drafts());
    seat.app.keep_drafts();
    assert!(!seat.app.has_new_drafts(), "nothing new: nothing is written");
    let mut seat = seat.again();
    assert!(seat.shows("Bản nháp lúc 10:42 ngày 05/06/2026 (2 ô, 1 biểu mẫu chưa lưu) – tiếp tục?"), "{}", seat.text());
    seat.press("<enter>");
    let mut seat = seat.again();
    seat.press("c");
    assert!(seat.shows("412/BC"), "{}", seat.text());
    seat.press("<esc>c");
    assert!(seat.shows("14,8 …"), "{}", seat.text());
    assert_eq!(figures(&seat, "tth-2021/4.2", "2025").last().unwrap().version, 1, "a draft is no figure");
    seat.press("<enter>");
    let saved = figures(&seat, "tth-2021/4.2", "2025");
    let saved = saved.last().unwrap();
    assert_eq!((saved.version, saved.note.as_deref()), (2, Some("đã hỏi lại")), "{}", seat.text());
    seat.app.keep_drafts();
    assert!(!seat.again().shows("Bản nháp"), "what was saved is no draft any more");
}

#[test]
fn a_draft_taken_up_again_overwrites_what_was_changed_since_only_after_a_yes() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down>14,8<esc>");
    seat.app.keep_drafts();
    let mut seat = seat.again();
    seat.elsewhere("tth-2021/4.2", "hue.syt", "2025", "15,6");
    assert!(seat.app.look_around());
    seat.press("c<enter>");
    assert!(seat.shows("minh vừa sửa ô này") && seat.shows("14,8 ◄"), "{}", seat.text());
    assert!(seat.shows("◄ minh đã sửa lúc 10:42") && !seat.shows("bị từ chối"), "{}", seat.text());
    assert_eq!(number(&seat, "tth-2021/4.2", "2025"), hundredths(1560));
    seat.press("<enter>");
    assert!(seat.shows("Ghi đè 15,6 bằng 14,8?"), "{}", seat.text());
    seat.press("<enter>");
    assert_eq!(number(&seat, "tth-2021/4.2", "2025"), hundredths(1560), "the same key twice is no yes");
    seat.press("<enter>c");
    assert_eq!(number(&seat, "tth-2021/4.2", "2025"), hundredths(1480), "{}", seat.text());
}

#[test]
fn arrows_leave_a_conflict_unsaved_and_move() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down>");
    seat.elsewhere("tth-2021/4.2", "hue.syt", "2025", "15,6");
    seat.press("14,8<down>");
    assert!(seat.shows("minh vừa sửa ô này"), "{}", seat.text());
    seat.press("<down>");
    assert!(seat.shows("►4.3") && seat.shows("14,8 ◄"), "{}", seat.text());
    seat.press("<up>");
    assert!(seat.shows("minh vừa sửa ô này lúc 10:42: 15,6"), "it comes back with the cell: {}", seat.text());
    assert_eq!(number(&seat, "tth-2021/4.2", "2025"), hundredths(1560));
}

#[test]
fn what_is_saved_here_and_changed_by_another_says_so() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>110,9<enter>");
    assert!(seat.shows("√ đã lưu 10:42"), "{}", seat.text());
    seat.elsewhere("tth-2021/4.1", "hue.syt", "2025", "109,5");
    assert!(seat.app.look_around());
    seat.press("<up>");
    assert!(seat.shows("109,5 ◄") && seat.shows("◄ minh đã sửa lúc 10:42"), "{}", seat.text());
    assert!(!seat.shows("√ đã lưu 10:42"), "{}", seat.text());
}

#[test]
fn the_sheet_is_that_of_whoever_answers_in_the_period() {
    let mut seat = Seat::usual();
    seat.press("3/tu vong me<enter><f2>");
    seat.press("14,8<enter>");
    let official = figures(&seat, "tth-2021/4.2", "2025");
    let official: Vec<_> = official.into_iter().filter(|figure| figure.quality == Quality::Official).collect();
    assert_eq!(official.len(), 1, "one official figure of one cell: {official:?}");
    assert_eq!(official[0].cell.office.as_str(), "hue.syt", "{}", seat.text());
    // The year before is its forebear's, and back.
    seat.press("<up>[15,7<enter>");
    let before = figures(&seat, "tth-2021/4.2", "2024");
    assert!(before.iter().all(|figure| figure.cell.office.as_str() == "tth.syt"), "{}", seat.text());
    assert_eq!(before.last().unwrap().answer, hundredths(1570), "{}", seat.text());
    seat.press("]");
    assert!(seat.shows("14,8 √"), "{}", seat.text());
}

#[test]
fn offices_that_ended_come_last_and_open_in_a_period_of_their_own() {
    let mut seat = Seat::open(120, 60, Lang::Vi);
    seat.press("6an bien");
    let text = seat.text();
    let place = |code: &str| text.find(code).unwrap_or_else(|| panic!("{code}: {text}"));
    assert!(place("angiang.an-bien") < place(" kg.an-bien"), "{text}");
    seat.press("<esc>6huyen an bien<enter>");
    assert!(seat.shows("UBND huyện An Biên") && seat.shows("năm 2024"), "{}", seat.text());
}

#[test]
fn series_are_told_apart_in_their_rows_and_in_the_sentence() {
    for (columns, rows) in [(60, 15), (80, 24), (120, 40)] {
        let mut seat = Seat::open(columns, rows, Lang::Vi);
        seat.press("6hue.sgddt<enter><down>");
        assert!(seat.shows("Trẻ em trai ·") && seat.shows("Trẻ em gái ·"), "{}", seat.text());
        seat.press("d");
        assert!(seat.shows("Trẻ em trai ·") && seat.shows("Trẻ em gái ·"), "{}", seat.text());
    }
    let mut seat = Seat::usual();
    seat.press("6hue.sgddt<enter><f3>gai<enter>");
    let boys = seat.text();
    assert!(boys.contains("Trẻ em gái: ") && !boys.contains("Trẻ em trai: "), "{boys}");
    seat.press("oangiang.snv<enter>k2026<enter>");
    assert!(seat.shows("Số đơn vị đạt / tổng ·"), "{}", seat.text());
}

#[test]
fn a_number_is_no_note_to_an_odd_figure() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>61,4<enter>");
    assert!(seat.shows("Nếu đúng,"), "{}", seat.text());
    seat.press("15<enter>");
    assert!(seat.shows("Ghi chú là lời, không phải số") && seat.shows("Ghi chú: 15"), "{}", seat.text());
    assert_eq!(figures(&seat, "tth-2021/4.1", "2025").last().unwrap().version, 1);
    seat.press(" cơ sở báo lại<enter>");
    assert_eq!(number(&seat, "tth-2021/4.1", "2025"), hundredths(6140), "{}", seat.text());
}

#[test]
fn the_line_judges_what_is_typed_and_the_reason_comes_back_with_the_cell() {
    let mut seat = Seat::usual();
    seat.press("6hue.sgddt<enter><down>150");
    assert!(seat.shows("Tỷ lệ không thể quá 100 %"), "{}", seat.text());
    seat.press("<esc><down>");
    assert!(!seat.shows("Tỷ lệ không thể"), "{}", seat.text());
    assert!(seat.shows("150 ■"), "{}", seat.text());
    seat.press("<up>");
    assert!(seat.shows("Tỷ lệ không thể quá 100 %") && seat.shows("■ bị từ chối"), "{}", seat.text());
    let row = seat.text().lines().find(|line| line.contains("150 ■")).unwrap().to_owned();
    assert!(row.trim_end().ends_with("■    90,0"), "no verdict beside what is refused: {row}");
}

#[test]
fn coverage_asks_for_x_of_y() {
    for typed in ["5", "45/", "/75"] {
        let mut seat = Seat::usual();
        seat.press("3/tin bai cua cap xa<enter><f2>");
        seat.press(typed);
        assert!(seat.shows("Nhập x/y: số đơn vị đạt / tổng, như 45/75"), "{typed}: {}", seat.text());
        seat.press("<enter>");
        assert!(seat.shows("Nhập x/y: số đơn vị đạt / tổng, như 45/75"), "{typed}: {}", seat.text());
    }
}

#[test]
fn what_is_left_unsaved_is_said_and_leads_back() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down>14,8<esc><esc>");
    assert!(seat.shows("1 ô chưa lưu còn trong Nhập số liệu"), "{}", seat.text());
    seat.press("3<esc>1");
    assert!(seat.shows("1 ô số liệu chưa lưu"), "{}", seat.text());
    seat.press("<home><enter>");
    assert!(seat.shows("14,8 …") && seat.shows("►4.2"), "{}", seat.text());
    seat.press("<enter><esc>");
    assert!(!seat.shows("chưa lưu"), "{}", seat.text());
}

#[test]
fn a_note_goes_with_the_answer_that_it_was_written_for() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><down>nđã kiểm tra lại<enter>");
    assert_eq!(figures(&seat, "tth-2021/4.2", "2025").last().unwrap().note.as_deref(), Some("đã kiểm tra lại"));
    seat.press("14,8<enter>");
    let saved = figures(&seat, "tth-2021/4.2", "2025");
    assert_eq!(saved.last().unwrap().note, None, "{}", seat.text());
    assert!(seat.shows("Ghi chú của số cũ đã bỏ: “đã kiểm tra lại”"), "{}", seat.text());
}

#[test]
fn from_the_sheet_one_checks_and_sends() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>s");
    assert!(seat.shows("không có báo cáo nào đang mở"), "{}", seat.text());
    seat.press("<f8>");
    assert!(seat.shows("Kiểm tra: đã nhập 4/4"), "{}", seat.text());
    seat.press("<down>14,8<esc><up><f8>");
    assert!(seat.shows("Kiểm tra: 1 ô cần xem") && seat.shows("►4.2"), "{}", seat.text());
    seat.press("<del>oangiang.snv<enter>k2026-Q1<enter><f8>");
    assert!(seat.shows("Kiểm tra:"), "{}", seat.text());
}

#[test]
fn the_last_cell_of_an_open_report_offers_to_send_it() {
    let mut seat = Seat::usual();
    seat.press("6angiang.an-bien<enter>k2026-Q2<enter>");
    seat.press("5<enter>");
    assert!(seat.shows("s: gửi báo cáo"), "{}", seat.text());
    seat.press("s");
    assert!(seat.shows("Số công văn"), "{}", seat.text());
}

#[test]
fn a_pair_shows_what_it_comes_to() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>");
    assert!(seat.shows("5.430/4.990") && seat.shows("= 108,8"), "{}", seat.text());
    seat.press("c");
    assert!(seat.shows("[108,8] √") && !seat.shows("5.430/4.…"), "{}", seat.text());
    seat.press("c<esc>3/tin bai cua cap xa<enter><f2>d40/48<enter>");
    assert!(seat.shows("83,3 %"), "{}", seat.text());
}

#[test]
fn a_row_is_not_needed_and_optional_at_once() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("6angiang.snv<enter>k2026-Q2<enter>e");
    let text = seat.text();
    assert!(text.contains("tùy chọn"), "{text}");
    assert!(!text.lines().any(|line| line.contains("tùy chọn") && line.contains('□')), "{text}");
}

#[test]
fn sample_is_written_on_the_day_that_it_shows() {
    let clock = || "2031-01-02T20:30:00Z".parse().unwrap();
    let mut seat = Seat::on(tiendo::app::Day::Sample, clock);
    seat.press("6hue.syt<enter>108<enter>");
    assert!(seat.shows("√ đã lưu 03:30:00"), "{}", seat.text());
    let line = seat.app.store().journal(None, 1).unwrap().remove(0);
    let day = tiendo::domain::day::vietnam_day(line.at);
    assert_eq!((line.kind.as_str(), day), ("figure", tiendo::sample::demo::day()));
}
