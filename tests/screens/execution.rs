//! Activities, money, inspections, the calendar, days off and settings, by the keys.

use tiendo::domain::code::PlanCode;
use tiendo::domain::number::Number;
use tiendo::i18n::Lang;
use tiendo::store::DutyFilter;

use crate::harness::TestSession;

fn months_back(months: usize) -> String {
    format!("8{}", "<pgup>".repeat(months))
}

#[test]
fn progress_and_spending_are_recorded_by_one_form() {
    let mut session = TestSession::usual();
    session.press("7");
    assert!(session.shows("▲ quá thời hạn 1.982 ngày") && session.shows("1/2 mô hình"));
    session.press("<f2><bs>2<tab><bs><bs><bs><bs><bs><bs><bs><bs><bs><bs>4/6<tab>50.000.000<tab> <tab>Xã thứ hai<f8>");
    assert!(session.shows("√ Đã ghi tiến độ."), "{}", session.text());
    assert!(session.shows("xong 7") && session.shows("2/2 mô hình"));
    let plan = PlanCode::from("kg-2020");
    let history = session.app.store().activity_history(&plan, 7).unwrap();
    let newest = history.last().unwrap();
    assert_eq!(
        (newest.progress.done, newest.progress.on.to_string()),
        (Number::whole(2), "2026-06-04".to_owned())
    );
    let spending = session
        .app
        .store()
        .spending(&plan, newest.progress.on)
        .unwrap();
    let newest = &spending.last().unwrap().spending;
    assert_eq!(
        (newest.amount, newest.source, newest.activity),
        (50_000_000, Some(1), Some(7))
    );
    session.press("/phat dong<enter><enter>");
    assert!(
        session.shows("Các sở") || session.shows("Sở"),
        "the group's members: {}",
        session.text()
    );
    session.press("<esc><esc>/mo hinh<enter><enter>");
    assert!(
        session.shows("Xã thứ hai, lan ghi ngày 05/06/2026"),
        "{}",
        session.text()
    );
}

#[test]
fn progress_form_refuses_each_invalid_field() {
    let mut session = TestSession::usual();
    session.press("7<f2><bs>-1<down><bs><bs><bs><bs>2027<f8>");
    assert!(
        session.shows("không được âm") && session.shows("ngày này chưa đến"),
        "{}",
        session.text()
    );
    session.press("<esc>c7<f2><tab><tab>mười<f8>");
    assert!(
        session.shows("► Số tiền chi"),
        "the first refused field has the focus: {}",
        session.text()
    );
}

#[test]
fn spending_over_budget_is_questioned_and_a_correction_needs_a_reason() {
    let mut session = TestSession::usual();
    session.press("7m<ins>400.000.000<f8>");
    assert!(session.shows("vượt dự toán"), "{}", session.text());
    session.press("<enter>");
    assert!(
        session.shows("400.000.000"),
        "no is the default, and what was typed stays"
    );
    session.press("<f8>c");
    assert!(session.shows("■ vượt 65.000.000 đ"), "{}", session.text());
    session.press("<ins>-400.000.000<f8>");
    assert!(session.shows("cần ghi chú"), "{}", session.text());
    session.press("<tab><tab><tab>Ghi nhầm ngày 05/6<f8>");
    assert!(session.shows("335.000.000 đ"), "{}", session.text());
}

#[test]
fn filter_of_late_activities_agrees_with_the_command_line() {
    let mut session = TestSession::usual();
    session.press("7<f4>qua thoi han<enter>");
    assert!(
        session.shows("7. Mô hình") && !session.shows("1. Hội nghị"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(session.shows("1. Hội nghị"));
    session.press("2<down><down><enter>7");
    assert!(session.shows("7 Hoạt động"));
}

#[test]
fn inspection_is_added_filled_in_and_closed() {
    let mut session = TestSession::usual();
    session.press("7i");
    assert!(session.shows("▲ chưa có kết luận"), "{}", session.text());
    session.press("<ins><f8>");
    assert!(session.shows("không được để trống"));
    session.press("Công an xã<f4>so y te<enter>");
    assert!(
        session.shows("Công an xã; angiang.syt"),
        "an office joins the team from a list: {}",
        session.text()
    );
    session.press("<tab>xã Tân Hiệp<f8>");
    assert!(
        session.shows("xã Tân Hiệp") && session.shows("√ Đã ghi đợt kiểm tra."),
        "{}",
        session.text()
    );
    session.press("<home><enter><tab><tab><tab><tab><tab><tab>Đủ sổ sách<tab><tab>1/6<f8>");
    assert!(session.shows("● đã hoàn thành"), "{}", session.text());
    let closed = session
        .app
        .store()
        .inspections()
        .unwrap()
        .into_iter()
        .find(|one| one.no == 2)
        .unwrap()
        .inspection;
    assert_eq!(closed.findings.as_deref(), Some("Đủ sổ sách"));
    session.press("<home><enter><tab><tab><tab><tab><tab><tab><tab><tab>1/6<f8>");
    assert!(session.shows("ghi kết luận"), "{}", session.text());
}

#[test]
fn calendar_shows_the_action_month_and_both_deadlines() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press(&months_back(19));
    let text = session.text();
    let line = |text: &str, month: &str, week: &str| {
        let lines = text
            .lines()
            .skip_while(|line| !line.contains(month))
            .collect::<Vec<_>>();
        let at = lines.iter().position(|line| line.contains(week)).unwrap();
        lines[at + 1].chars().take(50).collect::<String>()
    };
    assert!(text.contains("Tháng 11/2024") && text.contains("Tháng 12/2024"));
    let week = line(&text, "Tháng 11/2024", "25     26     27");
    assert!(
        week.contains("══════●38══════"),
        "the reports of 30/11 within the month: {week}"
    );
    let week = line(&text, "Tháng 12/2024", " 9     10     11");
    assert!(week.contains("═●48══════"), "those of 10/12 too: {week}");
    assert!(
        !line(&text, "Tháng 11/2024", "   4    ► 5").contains('═'),
        "not before the 15th"
    );
    assert!(
        !line(&text, "Tháng 12/2024", " 16     17     18").contains('═'),
        "not after the 15th"
    );
    assert!(text.contains("15/11–15/12 ═ Tháng hành động"));
    session.press("8<home>");
    assert!(
        session.shows("[ 5]") || session.shows("► 5]"),
        "home is today: {}",
        session.text()
    );
}

#[test]
fn calendar_of_november_and_december_matches_at_the_default_size() {
    let mut session = TestSession::usual();
    session.press(&months_back(19));
    assert!(
        session.shows("Tháng 11/2024") && session.shows("●38") && session.shows("trước 30/11"),
        "{}",
        session.text()
    );
    session.press("<pgdn>");
    assert!(
        session.shows("Tháng 12/2024") && session.shows("●48"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("15/11–15/12"),
        "the month that began before is listed"
    );
}

#[test]
fn enter_opens_entries_of_the_day() {
    let mut session = TestSession::usual();
    session.press("8<right><right><right><right>");
    assert!(session.shows("T3 09/06/2026: 3 việc"), "{}", session.text());
    session.press("<enter>");
    assert!(
        session.shows("72 báo cáo") && session.shows("T3 09/06/2026"),
        "{}",
        session.text()
    );
    session.press("/72 bao<enter><enter>");
    assert!(
        session.shows("5 Báo cáo") && session.shows("6 tháng đầu năm 2026"),
        "{}",
        session.text()
    );
    session.press("8<enter>");
    assert!(session.shows("T3 09/06/2026"), "the calendar kept its day");
    session.press("<esc><f4>tt hue<enter>");
    assert!(
        !session.shows("72 báo cáo"),
        "one plan's days only: {}",
        session.text()
    );
}

#[test]
fn setting_shows_its_effect_before_it_is_changed() {
    let mut session = TestSession::usual();
    let last_days = |session: &TestSession| -> Vec<_> {
        session
            .app
            .store()
            .duties(&DutyFilter::default())
            .unwrap()
            .into_iter()
            .map(|one| one.duty.last_day)
            .collect()
    };
    let before = last_days(&session);
    session.press("<f9>cai dat<enter><down><down>");
    assert!(
        session.shows("thay đổi") && session.shows("hạn cuối của báo cáo"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert!(
        session.shows("hạn cuối muộn hơn. Tiếp tục?"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert_eq!(last_days(&session), before, "no is the default");
    session.press("<enter>c");
    assert_ne!(last_days(&session), before);
    assert!(session.shows("có"), "{}", session.text());
}

#[test]
fn holiday_is_removed_with_a_reason() {
    let mut session = TestSession::usual();
    session.press("<f9>ngay nghi<enter>");
    assert!(
        session.shows("Tết Dương lịch") && session.shows("+ ngày làm bù"),
        "{}",
        session.text()
    );
    session.press("<del><f8>");
    assert!(session.shows("không được để trống"), "{}", session.text());
    session.press("Không công bố<f8>");
    assert!(session.shows("√ Đã xóa"), "{}", session.text());
    let days = session.app.store().catalog().unwrap().holidays;
    assert!(!days.iter().any(|day| day.on.to_string() == "2026-01-01"));
}

#[test]
fn holiday_is_added_and_a_rule_gets_its_own_deadline_reading() {
    let mut session = TestSession::usual();
    session.press("<f9>ngay nghi<enter><ins>");
    let last_day = |session: &TestSession| {
        let filter = DutyFilter {
            rule: Some("kg-tt-2030/r2".into()),
            ..DutyFilter::default()
        };
        let found = session.app.store().duties(&filter).unwrap();
        found
            .iter()
            .find(|one| one.duty.key.period.to_string() == "2024-H1")
            .unwrap()
            .duty
            .last_day
            .to_string()
    };
    session.press("10/6/2024<tab>Nghỉ bão<f8>");
    assert!(
        session
            .app
            .store()
            .catalog()
            .unwrap()
            .holidays
            .iter()
            .any(|day| day.name == "Nghỉ bão"),
        "{}",
        session.text()
    );
    assert_eq!(last_day(&session), "2024-06-09");
    session.press("2e/bao cao 6 thang<enter><enter>");
    assert!(
        session.shows("Dời sang ngày làm việc"),
        "{}",
        session.text()
    );
    session.press("<tab><tab><tab><tab><tab><tab><tab><tab> <f8>");
    assert_eq!(
        last_day(&session),
        "2024-06-11",
        "a Sunday, then the day off"
    );
    let plan = session.app.store().catalog().unwrap();
    let rule = plan.rule(&"kg-tt-2030/r2".into()).unwrap().1.clone();
    assert_eq!((rule.roll_over, rule.before_inclusive), (Some(true), None));
}

#[test]
fn the_deadline_of_a_rule_is_one_choice_of_three() {
    let deadline = |spaces: &str| {
        let mut session = TestSession::usual();
        session.press("2e/bao cao 6 thang<enter><enter>");
        assert!(
            session.shows("Hạn cuối là            “trước ngày”: theo cài đặt chung"),
            "{}",
            session.text()
        );
        session.press(&format!("<tab><tab><tab><tab><tab><tab><tab>{spaces}<f8>"));
        let catalog = session.app.store().catalog().unwrap();
        let (_, rule) = catalog.rule(&"kg-tt-2030/r2".into()).unwrap();
        let filter = DutyFilter {
            rule: Some("kg-tt-2030/r2".into()),
            period: Some("2024-H1".parse().unwrap()),
            ..DutyFilter::default()
        };
        let duties = session.app.store().duties(&filter).unwrap();
        (
            rule.excludes_named_day,
            rule.before_inclusive,
            duties[0].duty.last_day.to_string(),
        )
    };
    assert_eq!(deadline(" "), (true, Some(false), "2024-06-09".to_owned()));
    assert_eq!(deadline("  "), (false, None, "2024-06-10".to_owned()));
    assert_eq!(deadline("   "), (true, None, "2024-06-09".to_owned()));
}
