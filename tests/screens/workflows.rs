//! Common tasks, from the first key to the stored data.

use tiendo::domain::code::PlanCode;
use tiendo::domain::figure::{Answer, Figure};
use tiendo::domain::number::Number;
use tiendo::i18n::Lang;

use crate::harness::TestSession;

fn figure(session: &TestSession, measure: &str, period: &str) -> Figure {
    let figures = session
        .app
        .store()
        .figures(&PlanCode::from("tth-2021"))
        .unwrap();
    let fits = |figure: &&Figure| {
        figure.cell.measure.as_str() == measure && figure.cell.period.to_string() == period
    };
    figures
        .iter()
        .filter(fits)
        .max_by_key(|figure| figure.quality)
        .unwrap()
        .clone()
}

#[test]
fn figure_is_saved_by_its_characters_and_one_key() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>");
    session.press("14,8<enter>");
    assert_eq!(
        figure(&session, "tth-2021/4.2", "2025").answer,
        Answer::Number(Number::from_hundredths(1480))
    );
    assert!(session.shows("√ đã lưu 10:42:07"));
    assert!(session.shows("►4.3"), "Enter goes down");
}

#[test]
fn numerator_and_denominator_are_typed_in_one_cell() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>5450/5000<enter>");
    let pair = Answer::Share {
        numerator: Number::whole(5450),
        denominator: Number::whole(5000),
    };
    assert_eq!(figure(&session, "tth-2021/4.1", "2025").answer, pair);
}

#[test]
fn refused_value_stays_with_its_reason() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>1,234.5<enter>");
    let before = figure(&session, "tth-2021/4.2", "2025").version;
    session.check("refused");
    assert!(session.shows("1,234.5"));
    session.press("<esc><down>");
    assert!(
        session.shows("1,234.5 ■"),
        "leaving the cell keeps the typed value"
    );
    assert_eq!(figure(&session, "tth-2021/4.2", "2025").version, before);
    session.press("<f10>");
    assert!(!session.app.should_quit(), "leaving asks first");
    session.press("<enter>");
    session.press("<up><del><f10>");
    assert!(session.app.should_quit());
}

#[test]
fn unusual_value_asks_for_a_note() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>45<enter>");
    assert!(session.shows("Ghi chú:"));
    session.press("<enter>");
    assert!(session.shows("Cần một ghi chú"));
    session.press("đã kiểm tra<enter>");
    let saved = figure(&session, "tth-2021/4.2", "2025");
    assert_eq!(
        (saved.answer, saved.note.as_deref()),
        (Answer::Number(Number::whole(45)), Some("đã kiểm tra"))
    );
}

#[test]
fn value_of_the_last_period_is_copied_and_undone() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>");
    let before = figure(&session, "tth-2021/4.2", "2025").answer;
    session.press("<f7><enter>");
    assert_ne!(figure(&session, "tth-2021/4.2", "2025").answer, before);
    session.press("<c-z>");
    assert_eq!(figure(&session, "tth-2021/4.2", "2025").answer, before);
}

#[test]
fn answer_without_a_number_is_saved() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><f4>khong ap dung<enter>");
    assert_eq!(
        figure(&session, "tth-2021/4.1", "2025").answer,
        Answer::NotApplicable
    );
}

#[test]
fn input_method_erases_and_retypes_in_a_form() {
    let mut session = TestSession::usual();
    session.press("5s<down><down><down><down>Tieng<bs><bs><bs>ếng Vie<bs>êt<bs><bs>ệt");
    assert!(session.shows("Tiếng Việt"));
}

#[test]
fn paste_stays_in_its_field() {
    let mut session = TestSession::usual();
    session.press("5s");
    session.app.insert_text("412\t/BC\r\nSNV");
    assert!(session.shows("412 /BC SNV"));
}

#[test]
fn report_is_sent_returned_and_accepted() {
    let mut session = TestSession::usual();
    session.press("5<enter>s412/BC-UBND<tab>4/6<tab><tab><tab>Đã làm đủ<f8>");
    assert!(session.shows("chờ tiếp nhận"));
    session.check("sent");
    session.press("tThiếu số liệu xã<tab>10/6<f8>");
    assert!(session.shows("bị trả lại"));
    session.press("s<f8>");
    assert!(
        session.shows("không được để trống"),
        "the narrative is compulsory where no cells go along"
    );
    session.press("Đã bổ sung<f8>a<f8>");
    assert!(session.shows("đã tiếp nhận"));
    session.press("a");
    assert!(
        session.shows("đã được tiếp nhận"),
        "a command that cannot run says why"
    );
}

#[test]
fn esc_on_a_changed_form_asks_once() {
    let mut session = TestSession::usual();
    session.press("5sabc<esc>");
    assert!(session.shows("Đóng và bỏ?"));
    session.press("<esc>");
    assert!(
        session.shows("abc"),
        "no is the default, and what was typed stays"
    );
    session.press("<esc>c");
    assert!(!session.shows("abc"));
}

#[test]
fn search_needs_no_accents() {
    let mut session = TestSession::usual();
    session.press("4/giao duc<enter>");
    assert!(session.shows("Sở Giáo dục và Đào tạo"));
    assert!(!session.shows("Sở Văn hóa"));
    session.press("<esc>");
    assert!(session.shows("Sở Văn hóa"));
}

#[test]
fn input_method_in_a_list_runs_nothing_and_is_reported() {
    let mut session = TestSession::usual();
    session.press("5đ");
    assert!(session.shows("Bộ gõ tiếng Việt đang bật"));
}

#[test]
fn every_command_runs_or_gives_a_reason() {
    use tiendo::keys::Command;
    for place in ["7", "8", "9", "l", "2", "5", "6hue.syt<enter>", "4<enter>"] {
        for command in Command::ALL
            .iter()
            .filter(|command| command.is_in_palette())
        {
            let mut session = TestSession::usual();
            session.press(place);
            let before = session.text();
            session.app.handle_command(*command);
            // These commands change something other than text, or open what is open already.
            let quiet = matches!(
                command,
                Command::NextTheme
                    | Command::Redraw
                    | Command::Refresh
                    | Command::DiscardDraft
                    | Command::GoActivities
                    | Command::GoCalendar
                    | Command::GoJournal
                    | Command::GoLeaders
                    | Command::GoPlans
                    | Command::GoReports
                    | Command::GoSheet
            );
            let leaves = session.app.should_quit() || session.app.take_suspend_request();
            assert!(
                quiet || leaves || session.text() != before,
                "{command:?} after {place:?}"
            );
        }
    }
}

#[test]
fn digits_on_a_page_open_the_panes() {
    for page in ["2<down><enter>", "3<down><enter>", "4<enter>", "5<enter>"] {
        for (digit, shown) in [
            ("1", "CHỜ TIẾP NHẬN"),
            ("2", "Cần bổ sung"),
            ("4", "Đúng hạn"),
            ("6", "Chọn đơn vị"),
            ("0", "0 Tổng quan"),
        ] {
            let mut session = TestSession::open(80, 40, Lang::Vi);
            session.press(page);
            session.press(digit);
            assert!(
                session.shows(shown),
                "{digit} after {page}: {}",
                session.text()
            );
        }
    }
}

#[test]
fn overview_shows_the_targets_of_the_selected_plan() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("0");
    assert!(session.shows("CHỈ TIÊU  Kiên Giang truyền thông 2030"));
    session.press("<down>");
    assert!(session.shows("CHỈ TIÊU  TT Huế 2021–2025"));
}

#[test]
fn search_in_the_sheet_selects_the_cell() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><f3>vi thanh nien<enter>");
    assert!(session.shows("►4.3"));
    session.press("<f3><esc><f3>trinh<f3>");
    assert!(session.shows("►4."));
}

#[test]
fn chooser_reports_no_match_and_accepts_a_leading_slash() {
    let mut session = TestSession::usual();
    session.press("6/zzzz");
    assert!(session.shows("Không có dòng nào."));
    session.press("<bs><bs><bs><bs>/hue.syt<enter>");
    assert!(session.shows("Sở Y tế (thành phố Huế) · TT Huế 2021–2025 · Kỳ năm 2025"));
}

#[test]
fn sheet_without_cells_is_reported() {
    let mut session = TestSession::usual();
    session.press("4/ban dan toc tinh thua<enter><f2>");
    assert!(session.shows("không chủ trì chỉ tiêu nào"));
}

#[test]
fn esc_keeps_a_note_that_was_typed() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>nđã hỏi lại<esc>");
    assert!(session.shows("ghi chú chưa lưu"));
    session.press("<f10>");
    assert!(!session.app.should_quit(), "leaving asks first");
    session.press("<esc>n<enter>");
    let saved = figure(&session, "tth-2021/4.1", "2025");
    assert_eq!(saved.note.as_deref(), Some("đã hỏi lại"));
}

#[test]
fn leaving_with_a_changed_form_asks_once() {
    let mut session = TestSession::usual();
    session.press("5sabc<f10>");
    assert!(!session.app.should_quit() && session.shows("Vẫn thoát?"));
    session.press("<enter>");
    assert!(session.shows("abc"));
    session.press("<f10>c");
    assert!(session.app.should_quit());
}

#[test]
fn copy_takes_the_sentence_of_the_row() {
    let mut session = TestSession::usual();
    session.press("5<c-y>");
    let copied = session.app.take_clipboard_text().unwrap();
    assert!(
        copied.starts_with("Công an thành phố Huế – TT Huế 2021–2025: Hạn cuối T7 29/11/2025"),
        "{copied}"
    );
    assert_eq!(session.app.take_clipboard_text(), None);
    session.press("<enter><c-y>");
    assert!(
        session
            .app
            .take_clipboard_text()
            .unwrap()
            .contains("Báo cáo năm 2025")
    );
}

#[test]
fn unbound_keys_are_reported() {
    let mut session = TestSession::usual();
    session.press("<ins>");
    assert!(session.shows("Ở đây không có gì để thêm. Thêm kế hoạch ở màn hình 2"));
    session.press("<enter><f8>");
    assert!(session.shows("không có bảng để xuất"), "{}", session.text());
    session.press("<f12>");
    assert!(session.shows("Phím này không có lệnh"));
}

#[test]
fn report_shows_the_number_of_missing_cells() {
    let mut session = TestSession::usual();
    session.press("5<down>s");
    assert!(
        session.shows("Số liệu kèm theo: 2 ô: 1 có số liệu, 1 còn thiếu."),
        "{}",
        session.text()
    );
}

#[test]
fn earlier_day_of_receipt_is_recorded_and_a_later_one_refused() {
    let mut session = TestSession::usual();
    session.press("5<enter>s12/BC<tab><tab><c-y><home><del><del><del><del><del><del><del><del><del><del>6/6/2026<f8>");
    assert!(session.shows("ngày này chưa đến"));
    session.press("<bs><bs><bs><bs><bs><bs><bs><bs>1/6/2026<tab><tab>Đã làm<f8>");
    session.press("<pgdn>");
    assert!(session.shows("01/06/2026"), "{}", session.text());
}

#[test]
fn long_paste_is_complete() {
    let mut session = TestSession::usual();
    session.press("5s<down><down><down><down>");
    let text = "Tiếng Việt ".repeat(2000);
    session.app.insert_text(&text);
    session.text();
    session.press("<f8>");
    assert!(session.shows("nhiều nhất 20"), "{}", session.text());
}

#[test]
fn change_of_another_user_while_typing_is_overwritten_only_after_confirmation() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><down>14,8");
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    assert!(session.app.poll_changes());
    session.press("<enter>");
    assert!(
        session.shows("minh vừa sửa ô này") && session.shows("15,6") && session.shows("14,8"),
        "{}",
        session.text()
    );
    assert_eq!(
        figure(&session, "tth-2021/4.2", "2025").answer,
        Answer::Number(Number::from_hundredths(1560))
    );
    session.press("<enter>");
    assert_eq!(
        figure(&session, "tth-2021/4.2", "2025").answer,
        Answer::Number(Number::from_hundredths(1560))
    );
    session.press("c");
    assert_eq!(
        figure(&session, "tth-2021/4.2", "2025").answer,
        Answer::Number(Number::from_hundredths(1480))
    );
}

#[test]
fn extension_has_its_mark_and_text() {
    let mut session = TestSession::usual();
    session.press("5/ubnd xa an bien 6 thang<enter>g20/6<tab>Bão lụt<f8>");
    assert!(session.shows("○→ UBND xã An Biên"), "{}", session.text());
    // The next due report is selected; it is two rows below, within its deadline again.
    session.press("<down><down>");
    assert!(
        session.shows("Gia hạn đến 20/06/2026"),
        "{}",
        session.text()
    );
}

#[test]
fn report_to_accept_shows_its_day_and_letter() {
    let mut session = TestSession::usual();
    session.press("5<enter>s412/BC<tab>4/6<tab><tab><tab>Đã làm<f8>");
    session.press("5/cong an thanh pho hue nam 2025<enter>");
    assert!(session.shows("gửi 05/06"), "{}", session.text());
    assert!(session.shows("quá hạn 188 ngày"));
    assert!(session.shows("số 412/BC"), "{}", session.text());
}
