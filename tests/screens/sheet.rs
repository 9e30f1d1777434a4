//! The sheet: layouts, pasted blocks, undo, and the state of each cell.

use tiendo::domain::code::PlanCode;
use tiendo::domain::entry::{AnswerInput, Entry};
use tiendo::domain::figure::{Answer, Figure, Quality, UndoDirection};
use tiendo::domain::number::Number;
use tiendo::i18n::Lang;
use tiendo::store::{Actor, Store, Write};

use crate::harness::{TestSession, now};

/// Name and keys of a sheet of each layout.
const LAYOUTS: &[(&str, &str)] = &[
    ("sheet-periods", "6hue.syt<enter>c"),
    ("sheet-offices", "3/tin bai cua cap xa<enter><f2>d"),
    ("sheet-yearly", "6angiang.snv<enter>k2026-Q1<enter>e"),
];
const BLOCK: &str = "110,9\n15,4\n\n-\n7\n";

fn figures(session: &TestSession, measure: &str, period: &str) -> Vec<Figure> {
    let figures = session
        .app
        .store()
        .figures(&PlanCode::from("tth-2021"))
        .unwrap();
    let fits = |figure: &Figure| {
        figure.cell.measure.as_str() == measure && figure.cell.period.to_string() == period
    };
    figures.into_iter().filter(fits).collect()
}

fn number(session: &TestSession, measure: &str, period: &str) -> Answer {
    figures(session, measure, period).last().unwrap().answer
}

fn hundredths(value: i64) -> Answer {
    Answer::Number(Number::from_hundredths(value))
}

#[test]
fn layouts_match_at_every_size_and_in_both_languages() {
    for (columns, rows, lang, ending) in [
        (80, 24, Lang::Vi, ""),
        (120, 40, Lang::Vi, "-wide"),
        (60, 15, Lang::Vi, "-small"),
        (80, 24, Lang::En, "-en"),
    ] {
        for (name, script) in LAYOUTS {
            let mut session = TestSession::open(columns, rows, lang);
            session.press(script);
            session.check(&format!("{name}{ending}"));
        }
        let mut session = TestSession::open(columns, rows, lang);
        session.press("6hue.syt<enter>");
        session.app.insert_text("110,9\n15,4\n4,5,6\n-\n7\n");
        session.press("<down><down>");
        session.check(&format!("block{ending}"));
    }
}

#[test]
fn pasted_block_is_previewed_and_saved_at_once() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>");
    session.app.insert_text("110,9\n1,234.5\n2\n-\n7\n");
    assert!(
        session.shows("Dán 4 ô: lưu 1, cần xác nhận 1, từ chối 1, bỏ qua 1 · 1 ô ngoài bảng"),
        "{}",
        session.text()
    );
    assert_eq!(
        figures(&session, "tth-2021/4.1", "2025")
            .last()
            .unwrap()
            .version,
        1,
        "nothing is written before Enter"
    );
    session.press("<enter>");
    assert!(session.shows("√ đã lưu 1 ô 10:42:07"), "{}", session.text());
    assert_eq!(number(&session, "tth-2021/4.1", "2025"), hundredths(11090));
    assert!(
        session.shows("1,234.5 ■") && session.shows("2 ?"),
        "what was not written stays as a draft: {}",
        session.text()
    );
    session.press("<c-z>");
    assert_ne!(number(&session, "tth-2021/4.1", "2025"), hundredths(11090));
}

#[test]
fn esc_discards_a_pasted_block_and_a_single_line_is_typed() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>");
    session.app.insert_text(BLOCK);
    session.press("<esc>");
    assert_eq!(
        figures(&session, "tth-2021/4.1", "2025")
            .last()
            .unwrap()
            .version,
        1
    );
    assert!(session.shows("►4.1") && !session.shows("110,9"));
    session.app.insert_text("110,9\r\n");
    assert!(session.shows("[110,9"), "{}", session.text());
    session.press("<enter>");
    assert_eq!(number(&session, "tth-2021/4.1", "2025"), hundredths(11090));
}

#[test]
fn block_extends_to_the_right_where_periods_are_columns() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("6hue.syt<enter>c<left><left>");
    session
        .app
        .insert_text("110,1\t110,2\t110,3\t9\n16,1\t15,9\n");
    assert!(
        session.shows("Dán 5 ô: lưu 5, cần xác nhận 0, từ chối 0, bỏ qua 0 · 1 ô ngoài bảng"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    let row = ["2023", "2024", "2025"].map(|year| number(&session, "tth-2021/4.1", year));
    assert_eq!(
        row,
        [hundredths(11010), hundredths(11020), hundredths(11030)]
    );
    assert_eq!(number(&session, "tth-2021/4.2", "2024"), hundredths(1590));
}

#[test]
fn block_over_a_figure_of_another_user_names_it_and_waits_for_confirmation() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>");
    session.app.insert_text("110,9\n15,4\n");
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    session.press("<enter>");
    assert!(session.shows("minh vừa sửa ô 4.2"), "{}", session.text());
    assert_ne!(number(&session, "tth-2021/4.1", "2025"), hundredths(11090));
    assert!(session.shows("15,6 →"), "read again: {}", session.text());
    session.press("<enter>");
    assert_eq!(number(&session, "tth-2021/4.2", "2025"), hundredths(1540));
}

#[test]
fn tab_and_arrows_accept_and_move_between_periods() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("6hue.syt<enter>c<left><left>110,1<tab>110,2<right>110,3<enter>");
    let row = ["2023", "2024", "2025"].map(|year| number(&session, "tth-2021/4.1", year));
    assert_eq!(
        row,
        [hundredths(11010), hundredths(11020), hundredths(11030)]
    );
    assert!(
        session.shows("►4.2") && session.shows("[15,0]"),
        "Enter goes down: {}",
        session.text()
    );
    session.press("<left><f2><left><left>1<esc>");
    assert!(
        session.shows("[151,6"),
        "in a cell that is edited arrows move the cursor"
    );
}

#[test]
fn changes_are_undone_across_sheets_and_after_a_restart() {
    let mut session = TestSession::usual();
    let before = number(&session, "tth-2021/4.1", "2025");
    session.press("6hue.syt<enter>110,9<enter><down>17,5<enter>ohue.sgddt<enter>");
    let mut session = session.again();
    session.press("6hue.sgddt<enter><c-z>");
    assert!(
        session.shows("không làm trên màn hình đang mở. Hoàn tác ô 4.3"),
        "{}",
        session.text()
    );
    session.press("c");
    assert!(
        session.shows("Đã hoàn tác ô 4.3") && session.shows("Sở Y tế (thành phố Huế) · TT Huế"),
        "{}",
        session.text()
    );
    session.press("<c-z>c");
    assert_eq!(number(&session, "tth-2021/4.1", "2025"), before);
    session.press("<c-r>");
    assert_eq!(number(&session, "tth-2021/4.1", "2025"), hundredths(11090));
    session.write_from_other_session("tth-2021/4.1", "hue.syt", "2025", "109,5");
    session.press("<c-z>");
    assert!(
        session.shows("minh đã sửa ô 4.1") && session.shows("không hoàn tác"),
        "{}",
        session.text()
    );
    assert_eq!(number(&session, "tth-2021/4.1", "2025"), hundredths(10950));
    session.press("<c-z>");
    assert!(session.shows("Không còn lần ghi nào"), "{}", session.text());
}

/// Ten values for the quarter of a sheet of offices, from the second row on.
const TEN: &str = "7\n4\n9\n5\n6\n8\n3\n5\n6\n4\n";

#[test]
fn ten_cells_are_undone_and_redone_only_after_confirmation() {
    let ten = |rows: usize| TEN.split_inclusive('\n').take(rows).collect::<String>();
    let quarter = |session: &TestSession| {
        let figures = session
            .app
            .store()
            .figures(&PlanCode::from("kg-tt-2030"))
            .unwrap();
        let of_sheet = |f: &&Figure| {
            f.cell.measure.as_str() == "kg-tt-2030/5" && f.cell.period.to_string() == "2026-Q2"
        };
        figures
            .iter()
            .filter(of_sheet)
            .map(|f| f.answer)
            .collect::<Vec<_>>()
    };
    let open = |rows: usize| {
        let mut session = TestSession::usual();
        session.press(&format!("{}<down>", LAYOUTS[1].1));
        let before = quarter(&session);
        session.app.insert_text(&ten(rows));
        session.press("<enter>");
        let after = quarter(&session);
        assert_ne!(before, after, "{}", session.text());
        (session, before, after)
    };
    let (mut session, before, after) = open(10);
    session.press("<c-z>");
    assert!(
        session.shows("Hoàn tác 10 ô, ô đầu là 5 Tin, bài của cấp xã, UBND phường Rạch Giá"),
        "{}",
        session.text()
    );
    assert!(
        !session.shows("không làm trên màn hình đang mở"),
        "{}",
        session.text()
    );
    session.check("undo-asked");
    for no in ["<esc>", "<c-z><enter>", "<c-z><c-z><esc>"] {
        session.press(no);
        assert_eq!(quarter(&session), after, "{no} is no yes");
    }
    session.press("<c-z>c");
    assert_eq!(quarter(&session), before);
    assert!(session.shows("Đã hoàn tác 10 ô"), "{}", session.text());
    session.press("<c-r>");
    assert!(
        session.shows("Làm lại 10 ô, ô đầu là 5 Tin"),
        "{}",
        session.text()
    );
    assert_eq!(quarter(&session), before);
    session.press("c");
    assert_eq!(quarter(&session), after);
    // Nine cells are undone without a question.
    let (mut session, before, _) = open(9);
    session.press("<c-z>");
    assert_eq!(quarter(&session), before);
    assert!(session.shows("Đã hoàn tác 9 ô"), "{}", session.text());
}

#[test]
fn step_of_another_session_is_undone_only_after_confirmation() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>110,9<enter>");
    let own = number(&session, "tth-2021/4.1", "2025");
    let entry = |measure: &str, value: &str| Entry {
        measure: measure.into(),
        office: "hue.syt".into(),
        period: "2025".parse().unwrap(),
        series: None,
        answer: AnswerInput::Value(value.into()),
        quality: None,
        note: Some("nhập từ tệp".into()),
        expected: None,
    };
    let import = Write::ImportFigures(vec![
        entry("tth-2021/4.1", "108,5"),
        entry("tth-2021/4.2", "15,5"),
    ]);
    let shell = Store::open(&session.path()).unwrap();
    shell
        .write(&Actor::single_user("lan", "cli"), now(), import)
        .unwrap();
    let imported = number(&session, "tth-2021/4.1", "2025");
    assert_ne!(imported, own);
    session.press("<c-z>");
    let asked = "không làm trên màn hình đang mở. Hoàn tác 2 ô";
    assert!(session.shows(asked), "{}", session.text());
    session.press("<esc>");
    assert_eq!(number(&session, "tth-2021/4.1", "2025"), imported);
    // Undone in another session while the question is open: nothing is undone twice.
    session.press("<c-z>");
    let taken = shell
        .next_undo_step("lan", UndoDirection::Undo, None)
        .unwrap()
        .unwrap();
    shell
        .write(
            &Actor::single_user("lan", "cli"),
            now(),
            Write::UndoRedo(taken),
        )
        .unwrap();
    session.press("c");
    assert!(
        session.shows("vừa được hoàn tác hoặc làm lại ở nơi khác"),
        "{}",
        session.text()
    );
    assert_eq!(number(&session, "tth-2021/4.1", "2025"), own);
    // A change of this session is undone at once.
    session.press("<c-z>");
    assert!(session.shows("Đã hoàn tác ô 4.1"), "{}", session.text());
    assert_ne!(number(&session, "tth-2021/4.1", "2025"), own);
}

#[test]
fn changes_of_another_user_since_opening_are_marked() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>");
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    assert!(session.app.poll_changes());
    session.press("<down>");
    assert!(
        session.shows("15,6 ◄") && session.shows("◄ minh đã sửa lúc 10:42"),
        "{}",
        session.text()
    );
}

#[test]
fn year_to_date_value_is_suggested_and_not_counted() {
    let mut session = TestSession::usual();
    session.press(LAYOUTS[2].1.trim_end_matches('e'));
    let counted = session
        .text()
        .lines()
        .find(|line| line.contains("Đã nhập"))
        .unwrap()
        .trim()
        .to_owned();
    session.press("e");
    assert!(session.shows("ước năm"), "{}", session.text());
    assert!(session.shows(&counted), "{}", session.text());
}

#[test]
fn help_of_the_sheet_explains_every_mark() {
    let mut session = TestSession::open(120, 100, Lang::Vi);
    session.press("6hue.syt<enter>?");
    for mark in [
        "√ đã lưu",
        "≈ đã lưu",
        "… bản nháp",
        "■ bị từ chối",
        "? cần ghi chú",
        "+ đã lưu",
        "▒ đã khóa",
        "□ cần nhập",
        "◄ người khác",
    ] {
        assert!(session.shows(mark), "{mark}: {}", session.text());
    }
}

#[test]
fn draft_is_offered_after_a_restart_and_kept_until_used() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>14,8<esc>nđã hỏi lại<esc><esc>5s412/BC");
    assert!(session.app.has_unstored_drafts());
    session.app.store_drafts();
    assert!(
        !session.app.has_unstored_drafts(),
        "nothing new: nothing is written"
    );
    let mut session = session.again();
    assert!(
        session.shows("Bản nháp lúc 10:42 ngày 05/06/2026 (2 ô, 1 biểu mẫu chưa lưu) – tiếp tục?"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    let mut session = session.again();
    session.press("c");
    assert!(session.shows("412/BC"), "{}", session.text());
    session.press("<esc>c");
    assert!(session.shows("14,8 …"), "{}", session.text());
    assert_eq!(
        figures(&session, "tth-2021/4.2", "2025")
            .last()
            .unwrap()
            .version,
        1,
        "a draft is no figure"
    );
    session.press("<enter>");
    let saved = figures(&session, "tth-2021/4.2", "2025");
    let saved = saved.last().unwrap();
    assert_eq!(
        (saved.version, saved.note.as_deref()),
        (2, Some("đã hỏi lại")),
        "{}",
        session.text()
    );
    session.app.store_drafts();
    assert!(
        !session.again().shows("Bản nháp"),
        "what was saved is no draft any more"
    );
}

#[test]
fn resumed_draft_overwrites_a_changed_figure_only_after_confirmation() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>14,8<esc>");
    session.app.store_drafts();
    let mut session = session.again();
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    assert!(session.app.poll_changes());
    session.press("c<enter>");
    assert!(
        session.shows("minh vừa sửa ô này") && session.shows("14,8 ◄"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("◄ minh đã sửa lúc 10:42") && !session.shows("bị từ chối"),
        "{}",
        session.text()
    );
    assert_eq!(number(&session, "tth-2021/4.2", "2025"), hundredths(1560));
    session.press("<enter>");
    assert!(
        session.shows("Ghi đè 15,6 bằng 14,8?"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert_eq!(
        number(&session, "tth-2021/4.2", "2025"),
        hundredths(1560),
        "the same key twice is no yes"
    );
    session.press("<enter>c");
    assert_eq!(
        number(&session, "tth-2021/4.2", "2025"),
        hundredths(1480),
        "{}",
        session.text()
    );
}

#[test]
fn arrows_leave_a_conflict_unsaved_and_move() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>");
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    session.press("14,8<down>");
    assert!(session.shows("minh vừa sửa ô này"), "{}", session.text());
    session.press("<down>");
    assert!(
        session.shows("►4.3") && session.shows("14,8 ◄"),
        "{}",
        session.text()
    );
    session.press("<up>");
    assert!(
        session.shows("minh vừa sửa ô này lúc 10:42: 15,6"),
        "it comes back with the cell: {}",
        session.text()
    );
    assert_eq!(number(&session, "tth-2021/4.2", "2025"), hundredths(1560));
}

#[test]
fn saved_figure_changed_by_another_user_is_marked() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>110,9<enter>");
    assert!(session.shows("√ đã lưu 10:42"), "{}", session.text());
    session.write_from_other_session("tth-2021/4.1", "hue.syt", "2025", "109,5");
    assert!(session.app.poll_changes());
    session.press("<up>");
    assert!(
        session.shows("109,5 ◄") && session.shows("◄ minh đã sửa lúc 10:42"),
        "{}",
        session.text()
    );
    assert!(!session.shows("√ đã lưu 10:42"), "{}", session.text());
}

#[test]
fn sheet_belongs_to_the_office_responsible_in_the_period() {
    let mut session = TestSession::usual();
    session.press("3/tu vong me<enter><f2>");
    session.press("14,8<enter>");
    let official = figures(&session, "tth-2021/4.2", "2025");
    let official: Vec<_> = official
        .into_iter()
        .filter(|figure| figure.quality == Quality::Official)
        .collect();
    assert_eq!(
        official.len(),
        1,
        "one official figure of one cell: {official:?}"
    );
    assert_eq!(
        official[0].cell.office.as_str(),
        "hue.syt",
        "{}",
        session.text()
    );
    // The year before belongs to the predecessor; and back.
    session.press("<up>[15,7<enter>");
    let before = figures(&session, "tth-2021/4.2", "2024");
    assert!(
        before
            .iter()
            .all(|figure| figure.cell.office.as_str() == "tth.syt"),
        "{}",
        session.text()
    );
    assert_eq!(
        before.last().unwrap().answer,
        hundredths(1570),
        "{}",
        session.text()
    );
    session.press("]");
    assert!(session.shows("14,8 √"), "{}", session.text());
}

#[test]
fn offices_that_ended_come_last_and_open_in_a_period_of_their_own() {
    let mut session = TestSession::open(120, 60, Lang::Vi);
    session.press("6an bien");
    let text = session.text();
    let place = |code: &str| text.find(code).unwrap_or_else(|| panic!("{code}: {text}"));
    assert!(place("angiang.an-bien") < place(" kg.an-bien"), "{text}");
    session.press("<esc>6huyen an bien<enter>");
    assert!(
        session.shows("UBND huyện An Biên") && session.shows("năm 2024"),
        "{}",
        session.text()
    );
}

#[test]
fn series_are_named_in_rows_and_in_the_explanation() {
    for (columns, rows) in [(60, 15), (80, 24), (120, 40)] {
        let mut session = TestSession::open(columns, rows, Lang::Vi);
        session.press("6hue.sgddt<enter><down>");
        assert!(
            session.shows("Trẻ em trai ·") && session.shows("Trẻ em gái ·"),
            "{}",
            session.text()
        );
        session.press("d");
        assert!(
            session.shows("Trẻ em trai ·") && session.shows("Trẻ em gái ·"),
            "{}",
            session.text()
        );
    }
    let mut session = TestSession::usual();
    session.press("6hue.sgddt<enter><f3>gai<enter>");
    let boys = session.text();
    assert!(
        boys.contains("Trẻ em gái – ") && !boys.contains("Trẻ em trai – "),
        "{boys}"
    );
    session.press("oangiang.snv<enter>k2026<enter>");
    assert!(
        session.shows("Số đơn vị đạt / tổng ·"),
        "{}",
        session.text()
    );
}

#[test]
fn number_is_refused_as_note_to_an_unusual_figure() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>61,4<enter>");
    assert!(session.shows("Nếu đúng,"), "{}", session.text());
    session.press("15<enter>");
    assert!(
        session.shows("Ghi chú phải là chữ") && session.shows("Ghi chú: 15"),
        "{}",
        session.text()
    );
    assert_eq!(
        figures(&session, "tth-2021/4.1", "2025")
            .last()
            .unwrap()
            .version,
        1
    );
    session.press(" cơ sở báo lại<enter>");
    assert_eq!(
        number(&session, "tth-2021/4.1", "2025"),
        hundredths(6140),
        "{}",
        session.text()
    );
}

#[test]
fn status_line_assesses_the_typed_value_and_the_reason_returns_with_the_cell() {
    let mut session = TestSession::usual();
    session.press("6hue.sgddt<enter><down>150");
    assert!(
        session.shows("Tỷ lệ không thể quá 100%"),
        "{}",
        session.text()
    );
    session.press("<esc><down>");
    assert!(!session.shows("Tỷ lệ không thể"), "{}", session.text());
    assert!(session.shows("150 ■"), "{}", session.text());
    session.press("<up>");
    assert!(
        session.shows("Tỷ lệ không thể quá 100%") && session.shows("■ bị từ chối"),
        "{}",
        session.text()
    );
    let row = session
        .text()
        .lines()
        .find(|line| line.contains("150 ■"))
        .unwrap()
        .to_owned();
    assert!(
        row.trim_end().ends_with("■    90,0"),
        "no verdict beside what is refused: {row}"
    );
}

#[test]
fn coverage_requires_numerator_and_denominator() {
    for typed in ["5", "45/", "/75"] {
        let mut session = TestSession::usual();
        session.press("3/tin bai cua cap xa<enter><f2>");
        session.press(typed);
        assert!(
            session.shows("Nhập x/y: số đơn vị đạt / tổng, như 45/75"),
            "{typed}: {}",
            session.text()
        );
        session.press("<enter>");
        assert!(
            session.shows("Nhập x/y: số đơn vị đạt / tổng, như 45/75"),
            "{typed}: {}",
            session.text()
        );
    }
}

#[test]
fn unsaved_drafts_are_reported_with_a_way_back() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>14,8<esc><esc>");
    assert!(
        session.shows("1 ô chưa lưu còn trong Nhập số liệu"),
        "{}",
        session.text()
    );
    session.press("3<esc>1");
    assert!(session.shows("1 ô số liệu chưa lưu"), "{}", session.text());
    session.press("<home><enter>");
    assert!(
        session.shows("14,8 …") && session.shows("►4.2"),
        "{}",
        session.text()
    );
    session.press("<enter><esc>");
    assert!(!session.shows("chưa lưu"), "{}", session.text());
}

#[test]
fn note_is_saved_with_the_answer_it_was_written_for() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>nđã kiểm tra lại<enter>");
    assert_eq!(
        figures(&session, "tth-2021/4.2", "2025")
            .last()
            .unwrap()
            .note
            .as_deref(),
        Some("đã kiểm tra lại")
    );
    session.press("14,8<enter>");
    let saved = figures(&session, "tth-2021/4.2", "2025");
    assert_eq!(saved.last().unwrap().note, None, "{}", session.text());
    assert!(
        session.shows("Đã bỏ ghi chú của số liệu cũ: “đã kiểm tra lại”"),
        "{}",
        session.text()
    );
}

#[test]
fn report_is_checked_and_sent_from_the_sheet() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>s");
    assert!(
        session.shows("không có báo cáo nào đang mở"),
        "{}",
        session.text()
    );
    session.press("<f8>");
    assert!(
        session.shows("Rà soát số liệu: đã nhập 4/4"),
        "{}",
        session.text()
    );
    session.press("<down>14,8<esc><up><f8>");
    assert!(
        session.shows("Rà soát số liệu: 1 ô cần xem") && session.shows("►4.2"),
        "{}",
        session.text()
    );
    session.press("<del>oangiang.snv<enter>k2026-Q1<enter><f8>");
    assert!(
        session.shows("Rà soát số liệu: 1 ô cần xem"),
        "{}",
        session.text()
    );
}

#[test]
fn last_cell_of_an_open_report_offers_to_send_it() {
    let mut session = TestSession::usual();
    session.press("6angiang.an-bien<enter>k2026-Q2<enter>");
    session.press("5<enter>");
    assert!(
        session.shows("s: ghi nhận đã gửi báo cáo"),
        "{}",
        session.text()
    );
    session.press("s");
    assert!(session.shows("Số, ký hiệu văn bản"), "{}", session.text());
}

#[test]
fn numerator_and_denominator_show_their_value() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>");
    assert!(
        session.shows("5.430/4.990") && session.shows("= 108,8"),
        "{}",
        session.text()
    );
    session.press("c");
    assert!(
        session.shows("[108,8] √") && !session.shows("5.430/4.…"),
        "{}",
        session.text()
    );
    session.press("c<esc>3/tin bai cua cap xa<enter><f2>d40/48<enter>");
    assert!(session.shows("83,3%"), "{}", session.text());
}

#[test]
fn row_is_never_both_not_needed_and_optional() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("6angiang.snv<enter>k2026-Q2<enter>e");
    let text = session.text();
    assert!(text.contains("tùy chọn"), "{text}");
    assert!(
        !text
            .lines()
            .any(|line| line.contains("tùy chọn") && line.contains('□')),
        "{text}"
    );
}

#[test]
fn sample_is_written_on_the_day_that_it_shows() {
    let clock = || "2031-01-02T20:30:00Z".parse().unwrap();
    let mut session = TestSession::on(tiendo::app::DaySource::FixedSample, clock);
    session.press("6hue.syt<enter>108<enter>");
    assert!(session.shows("√ đã lưu 03:30:00"), "{}", session.text());
    let line = session.app.store().journal(None, 1).unwrap().remove(0);
    let day = tiendo::domain::day::vietnam_day(line.at);
    assert_eq!(
        (line.kind.as_str(), day),
        ("figure", tiendo::sample::demo::demo_day())
    );
}
