//! Texts of deadlines: the wording resolved to a day, and the days left or late.

use chrono::{Datelike, NaiveDate};

use super::terms::{duty_state, weekday};
use super::{Lang, display};
use crate::domain::deadline::{DeadlineSettings, last_day_before_rolling};
use crate::domain::duty::{Duty, DutyState, DutyStatus};
use crate::domain::plan::ReportingRule;
use crate::texts;

texts! {
    /// Parts of a deadline.
    enum DeadlineText {
        MovedFrom => ", dời từ", ", moved from";
        Due => "Hạn cuối", "Due";
        Extended => "; gia hạn đến ", "; extended to ";
        ReturnedResubmit => "; bị trả lại, gửi lại chậm nhất ", "; returned, resubmit by ";
        Exempt => "được miễn", "exempt";
        OnTime => "đúng hạn", "on time";
        DueToday => "đến hạn hôm nay", "due today";
        OneDayLeft => "còn 1 ngày", "1 day left";
    }
}

/// The deadline: `Hạn cuối T3 09/06/2026 (còn 4 ngày)`; of one that moved off a day on which nobody works
/// `Hạn cuối T2 10/06/2024, dời từ CN 09/06 (còn 5 ngày)`; of a report that came back
/// `Hạn cuối T3 09/06/2026; bị trả lại, gửi lại chậm nhất T6 12/06 (còn 7 ngày)`.
pub fn deadline(
    lang: Lang,
    rule: &ReportingRule,
    duty: &Duty,
    status: &DutyStatus,
    system: DeadlineSettings,
) -> String {
    let rolled = last_day_before_rolling(rule, duty.named_day, system, duty.last_day);
    let rolled = rolled.map_or_else(String::new, |from| {
        format!(
            "{} {} {}",
            DeadlineText::MovedFrom.text(lang),
            weekday(lang, from),
            display::day_short(lang, from)
        )
    });
    let mut sentence = format!(
        "{} {} {}{rolled}",
        DeadlineText::Due.text(lang),
        weekday(lang, duty.last_day),
        display::day(lang, duty.last_day)
    );
    if let Some(to) = status.extended_to {
        sentence += DeadlineText::Extended.text(lang);
        sentence += &short_day(lang, to, duty.last_day);
    }
    if let Some(resubmit_by) = status.resubmit_by {
        sentence += DeadlineText::ReturnedResubmit.text(lang);
        sentence += &short_day(lang, resubmit_by, duty.last_day);
    }
    format!("{sentence} ({})", days_text(lang, status))
}

/// `T3 09/06`, with its year where it is another one than that of `shown_with`.
fn short_day(lang: Lang, day: NaiveDate, shown_with: NaiveDate) -> String {
    let digits = if day.year() == shown_with.year() {
        display::day_short(lang, day)
    } else {
        display::day(lang, day)
    };
    format!("{} {digits}", weekday(lang, day))
}

/// Days in words: `quá hạn 178 ngày`, `gửi quá hạn 5 ngày`, `còn 4 ngày`, `đúng hạn`.
pub fn days_text(lang: Lang, status: &DutyStatus) -> String {
    if status.exempted {
        return DeadlineText::Exempt.text(lang).to_owned();
    }
    match status.state {
        DutyState::Overdue => overdue_days_text(lang, status.late_days),
        DutyState::Waiting | DutyState::Accepted if status.late_days > 0 => {
            submitted_late_text(lang, status.late_days)
        }
        DutyState::Waiting | DutyState::Accepted => DeadlineText::OnTime.text(lang).to_owned(),
        state @ (DutyState::NotOpen | DutyState::Transferred) => duty_state(lang, state).to_owned(),
        DutyState::WithinDeadline | DutyState::DueSoon | DutyState::Returned => {
            match status.days_left {
                0 => DeadlineText::DueToday.text(lang).to_owned(),
                1 => DeadlineText::OneDayLeft.text(lang).to_owned(),
                left => match (display::count(lang, left), lang) {
                    (left, Lang::Vi) => format!("còn {left} ngày"),
                    (left, Lang::En) => format!("{left} days left"),
                },
            }
        }
    }
}

/// What came after its deadline: `gửi quá hạn 12 ngày`.
fn submitted_late_text(lang: Lang, days: i64) -> String {
    let many = display::count(lang, days);
    match (lang, days) {
        (Lang::Vi, _) => format!("gửi quá hạn {many} ngày"),
        (Lang::En, 1) => "submitted 1 day late".to_owned(),
        (Lang::En, _) => format!("submitted {many} days late"),
    }
}

/// What has not come and should have: `quá hạn 12 ngày`.
pub fn overdue_days_text(lang: Lang, days: i64) -> String {
    let many = display::count(lang, days);
    match (lang, days) {
        (Lang::Vi, _) => format!("quá hạn {many} ngày"),
        (Lang::En, 1) => "overdue by 1 day".to_owned(),
        (Lang::En, _) => format!("overdue by {many} days"),
    }
}
