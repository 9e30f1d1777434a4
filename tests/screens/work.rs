//! Activities, money, inspections, the calendar, days off and settings, by the keys.

use tiendo::domain::code::PlanCode;
use tiendo::domain::number::Number;
use tiendo::store::DutyFilter;
use tiendo::words::Lang;

use crate::harness::Seat;

fn back(months: usize) -> String {
    format!("8{}", "<pgup>".repeat(months))
}

#[test]
fn progress_and_its_money_are_recorded_by_one_form() {
    let mut seat = Seat::usual();
    seat.press("7");
    assert!(seat.shows("▲ trễ 1.982 ngày") && seat.shows("1/2 mô hình"));
    seat.press("<f2><bs>2<tab><bs><bs><bs><bs><bs><bs><bs><bs><bs><bs>4/6<tab>50.000.000<tab> <tab>Xã thứ hai<f8>");
    assert!(seat.shows("√ Đã ghi tiến độ."), "{}", seat.text());
    assert!(seat.shows("đã xong 7") && seat.shows("2/2 mô hình"));
    let plan = PlanCode::from("kg-2020");
    let history = seat.app.store().activity_history(&plan, 7).unwrap();
    let newest = history.last().unwrap();
    assert_eq!((newest.progress.done, newest.progress.on.to_string()), (Number::whole(2), "2026-06-04".to_owned()));
    let spent = seat.app.store().spending(&plan, newest.progress.on).unwrap();
    let newest = &spent.last().unwrap().spending;
    assert_eq!((newest.amount, newest.source, newest.activity), (50_000_000, Some(1), Some(7)));
    seat.press("/phat dong<enter><enter>");
    assert!(seat.shows("Các sở") || seat.shows("Sở"), "the group's members: {}", seat.text());
    seat.press("<esc><esc>/mo hinh<enter><enter>");
    assert!(seat.shows("Xã thứ hai, lan ghi 05/06/2026"), "{}", seat.text());
}

#[test]
fn a_form_of_progress_refuses_field_by_field() {
    let mut seat = Seat::usual();
    seat.press("7<f2><bs>-1<down><bs><bs><bs><bs>2027<f8>");
    assert!(seat.shows("không thể âm") && seat.shows("ngày này chưa đến"), "{}", seat.text());
    seat.press("<esc>c7<f2><tab><tab>mười<f8>");
    assert!(seat.shows("► Số tiền chi"), "the first refused field has the focus: {}", seat.text());
}

#[test]
fn money_over_the_plan_is_asked_about_and_a_correction_needs_its_reason() {
    let mut seat = Seat::usual();
    seat.press("7m<ins>400.000.000<f8>");
    assert!(seat.shows("vượt kinh phí dự kiến"), "{}", seat.text());
    seat.press("<enter>");
    assert!(seat.shows("400.000.000"), "no is the default, and what was typed stays");
    seat.press("<f8>c");
    assert!(seat.shows("■ vượt 65.000.000 đ"), "{}", seat.text());
    seat.press("<ins>-400.000.000<f8>");
    assert!(seat.shows("cần ghi chú"), "{}", seat.text());
    seat.press("<tab><tab><tab>Ghi nhầm ngày 05/6<f8>");
    assert!(seat.shows("335.000.000 đ"), "{}", seat.text());
}

#[test]
fn the_filter_shows_what_is_late_and_agrees_with_the_shell() {
    let mut seat = Seat::usual();
    seat.press("7<f4>tre<enter>");
    assert!(seat.shows("7. Mô hình") && !seat.shows("1. Hội nghị"), "{}", seat.text());
    seat.press("<esc>");
    assert!(seat.shows("1. Hội nghị"));
    seat.press("2<down><down><enter>7");
    assert!(seat.shows("7 Hoạt động"));
}

#[test]
fn an_inspection_is_added_filled_in_and_closed() {
    let mut seat = Seat::usual();
    seat.press("7i");
    assert!(seat.shows("▲ chưa có kết luận"), "{}", seat.text());
    seat.press("<ins><f8>");
    assert!(seat.shows("không được để trống"));
    seat.press("Công an xã<f4>so y te<enter>");
    assert!(seat.shows("Công an xã; angiang.syt"), "an office joins the team from a list: {}", seat.text());
    seat.press("<tab>xã Tân Hiệp<f8>");
    assert!(seat.shows("xã Tân Hiệp") && seat.shows("√ Đã ghi đợt kiểm tra."), "{}", seat.text());
    seat.press("<home><enter><tab><tab><tab><tab><tab><tab>Đủ sổ sách<tab><tab>1/6<f8>");
    assert!(seat.shows("● đã xong"), "{}", seat.text());
    let closed = seat.app.store().inspections().unwrap().into_iter().find(|one| one.no == 2).unwrap().inspection;
    assert_eq!(closed.findings.as_deref(), Some("Đủ sổ sách"));
    seat.press("<home><enter><tab><tab><tab><tab><tab><tab><tab><tab>1/6<f8>");
    assert!(seat.shows("ghi kết luận trước"), "{}", seat.text());
}

#[test]
fn the_action_month_crosses_both_deadlines_on_one_screen() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press(&back(19));
    let text = seat.text();
    let line = |text: &str, month: &str, week: &str| {
        let lines = text.lines().skip_while(|line| !line.contains(month)).collect::<Vec<_>>();
        let at = lines.iter().position(|line| line.contains(week)).unwrap();
        lines[at + 1].chars().take(50).collect::<String>()
    };
    assert!(text.contains("Tháng 11/2024") && text.contains("Tháng 12/2024"));
    let week = line(&text, "Tháng 11/2024", "25     26     27");
    assert!(week.contains("══════●38══════"), "the reports of 30/11 within the month: {week}");
    let week = line(&text, "Tháng 12/2024", " 9     10     11");
    assert!(week.contains("═●48══════"), "those of 10/12 too: {week}");
    assert!(!line(&text, "Tháng 11/2024", "   4    ► 5").contains('═'), "not before the 15th");
    assert!(!line(&text, "Tháng 12/2024", " 16     17     18").contains('═'), "not after the 15th");
    assert!(text.contains("15/11–15/12 ═ Tháng hành động"));
    seat.press("8<home>");
    assert!(seat.shows("[ 5]") || seat.shows("► 5]"), "home is today: {}", seat.text());
}

#[test]
fn november_and_december_at_the_usual_size() {
    let mut seat = Seat::usual();
    seat.press(&back(19));
    assert!(seat.shows("Tháng 11/2024") && seat.shows("●38") && seat.shows("trước 30/11"), "{}", seat.text());
    seat.press("<pgdn>");
    assert!(seat.shows("Tháng 12/2024") && seat.shows("●48"), "{}", seat.text());
    assert!(seat.shows("15/11–15/12"), "the month that began before is listed");
}

#[test]
fn enter_opens_what_is_on_the_day() {
    let mut seat = Seat::usual();
    seat.press("8<right><right><right><right>");
    assert!(seat.shows("T3 09/06/2026: 3 việc"), "{}", seat.text());
    seat.press("<enter>");
    assert!(seat.shows("72 báo cáo") && seat.shows("T3 09/06/2026"), "{}", seat.text());
    seat.press("/72 bao<enter><enter>");
    assert!(seat.shows("5 Báo cáo") && seat.shows("6 tháng đầu năm 2026"), "{}", seat.text());
    seat.press("8<enter>");
    assert!(seat.shows("T3 09/06/2026"), "the calendar kept its day");
    seat.press("<esc><f4>tt hue<enter>");
    assert!(!seat.shows("72 báo cáo"), "one plan's days only: {}", seat.text());
}

#[test]
fn a_setting_says_what_it_moves_before_it_is_changed() {
    let mut seat = Seat::usual();
    let last_days = |seat: &Seat| -> Vec<_> {
        seat.app.store().duties(&DutyFilter::default()).unwrap().into_iter().map(|one| one.duty.last_day).collect()
    };
    let before = last_days(&seat);
    seat.press("<f9>cai dat<enter><down><down>");
    assert!(seat.shows("sẽ dời") && seat.shows("hạn cuối của báo cáo"), "{}", seat.text());
    seat.press("<enter><enter>");
    assert_eq!(last_days(&seat), before, "no is the default");
    seat.press("<enter>c");
    assert_ne!(last_days(&seat), before);
    assert!(seat.shows("có"), "{}", seat.text());
}

#[test]
fn a_day_off_goes_with_a_reason() {
    let mut seat = Seat::usual();
    seat.press("<f9>ngay nghi<enter>");
    assert!(seat.shows("Tết Dương lịch") && seat.shows("+ làm việc"), "{}", seat.text());
    seat.press("<del><f8>");
    assert!(seat.shows("không được để trống"), "{}", seat.text());
    seat.press("Không công bố<f8>");
    assert!(seat.shows("√ Đã bỏ"), "{}", seat.text());
    let days = seat.app.store().catalog().unwrap().holidays;
    assert!(!days.iter().any(|day| day.on.to_string() == "2026-01-01"));
}

#[test]
fn a_day_off_is_added_and_a_rule_reads_its_days_its_own_way() {
    let mut seat = Seat::usual();
    seat.press("<f9>ngay nghi<enter><ins>");
    let last_day = |seat: &Seat| {
        let filter = DutyFilter { rule: Some("kg-tt-2030/r2".into()), ..DutyFilter::default() };
        let found = seat.app.store().duties(&filter).unwrap();
        found.iter().find(|one| one.duty.key.period.to_string() == "2024-H1").unwrap().duty.last_day.to_string()
    };
    seat.press("10/6/2024<tab>Nghỉ bão<f8>");
    assert!(seat.app.store().catalog().unwrap().holidays.iter().any(|day| day.name == "Nghỉ bão"), "{}", seat.text());
    assert_eq!(last_day(&seat), "2024-06-09");
    seat.press("2e/bao cao 6 thang<enter><enter>");
    assert!(seat.shows("Dời qua ngày nghỉ"), "{}", seat.text());
    seat.press("<tab><tab><tab><tab><tab><tab><tab><tab><tab> <f8>");
    assert_eq!(last_day(&seat), "2024-06-11", "a Sunday, then the day off");
    let plan = seat.app.store().catalog().unwrap();
    let rule = plan.rule(&"kg-tt-2030/r2".into()).unwrap().1.clone();
    assert_eq!((rule.roll_over, rule.before_inclusive), (Some(true), None));
}
