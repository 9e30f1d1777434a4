//! The sentence of a deadline and the words of its days: from the wording to the last day, and how far off it is.

use chrono::{Datelike, NaiveDate};

use super::Lang;
use super::facts::{duty_state, weekday};
use crate::domain::day::{print_day, print_day_short};
use crate::domain::deadline::{DeadlineSettings, last_day_before_rolling};
use crate::domain::duty::{Duty, DutyState, DutyStatus};
use crate::domain::number::print_count;
use crate::domain::plan::ReportingRule;

/// The resolved deadline: `trước 10/06/2026 → hết ngày 09/06 (T3), còn 4 ngày`; of a last day that moved off a day on
/// which nobody works: `trước 10/06/2024, rơi vào CN 09/06 → hết ngày 10/06 (T2), còn 5 ngày`.
pub fn deadline(
    lang: Lang,
    rule: &ReportingRule,
    duty: &Duty,
    standing: &DutyStatus,
    system: DeadlineSettings,
) -> String {
    let asked = if rule.excludes_named_day {
        lang.pick("trước", "before")
    } else {
        lang.pick("đến", "by")
    };
    let until = lang.pick("hết ngày", "by end of");
    let named = print_day(duty.named_day);
    let rolled = last_day_before_rolling(rule, duty.named_day, system, duty.last_day);
    let rolled = rolled.map_or_else(String::new, |from| {
        let falls = lang.pick("rơi vào", "falls on");
        format!(
            ", {falls} {} {}",
            weekday(lang, from),
            print_day_short(from)
        )
    });
    let mut sentence = format!(
        "{asked} {named}{rolled} → {until} {}",
        short_day(lang, duty.last_day, duty.named_day)
    );
    if let Some(to) = standing.extended_to {
        sentence += lang.pick(", gia hạn đến ", ", extended to ");
        sentence += &short_day(lang, to, duty.named_day);
    }
    if let Some(mend_by) = standing.resubmit_by {
        sentence += lang.pick(", gửi lại chậm nhất ", ", resubmit by ");
        sentence += &short_day(lang, mend_by, duty.named_day);
    }
    sentence + ", " + &days_text(lang, standing)
}

/// `09/06 (T3)`, with its year where it is another one than that of `shown_with`.
fn short_day(lang: Lang, day: NaiveDate, shown_with: NaiveDate) -> String {
    let digits = if day.year() == shown_with.year() {
        print_day_short(day)
    } else {
        print_day(day)
    };
    format!("{digits} ({})", weekday(lang, day))
}

/// Days in words: `trễ 178 ngày`, `còn 4 ngày`, `hạn hôm nay`, `đúng hạn`.
pub fn days_text(lang: Lang, standing: &DutyStatus) -> String {
    if standing.exempted {
        return lang.pick("được miễn", "exempt").to_owned();
    }
    match standing.state {
        DutyState::Overdue => late_days_text(lang, standing.late_days),
        DutyState::Waiting | DutyState::Accepted if standing.late_days > 0 => {
            late_days_text(lang, standing.late_days)
        }
        DutyState::Waiting | DutyState::Accepted => lang.pick("đúng hạn", "on time").to_owned(),
        state @ (DutyState::NotOpen | DutyState::Transferred) => duty_state(lang, state).to_owned(),
        DutyState::WithinDeadline | DutyState::DueSoon | DutyState::Returned => {
            match standing.days_left {
                0 => lang.pick("đến hạn hôm nay", "due today").to_owned(),
                1 => lang.pick("còn 1 ngày", "1 day left").to_owned(),
                left => match (print_count(left), lang) {
                    (left, Lang::Vi) => format!("còn {left} ngày"),
                    (left, Lang::En) => format!("{left} days left"),
                },
            }
        }
    }
}

/// `trễ 12 ngày`.
pub fn late_days_text(lang: Lang, days: i64) -> String {
    let many = print_count(days);
    match (lang, days) {
        (Lang::Vi, _) => format!("quá hạn {many} ngày"),
        (Lang::En, 1) => "overdue by 1 day".to_owned(),
        (Lang::En, _) => format!("overdue by {many} days"),
    }
}
