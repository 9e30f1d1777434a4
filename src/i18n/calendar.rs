//! Texts of calendar entries, in one line each. Must not depend on screens.

use chrono::{Datelike, NaiveDate};

use super::{Lang, cli, display, fill_placeholders, inspection};
use crate::domain::activity::ActivityState;
use crate::domain::calendar::{CalendarEntry, CalendarEntryKind, DeadlineKind, DueReports};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::plan::Party;
use crate::texts;

texts! {
    /// Texts of calendar entries.
    enum CalendarText {
        Holiday => "ngày nghỉ: {}", "holiday: {}";
        MakeUpWorkday => "ngày làm bù: {}", "make-up workday: {}";
        Inspection => "Đợt kiểm tra số {}: {} ({})", "Inspection {}: {} ({})";
        BeforeDay => "trước", "before";
        ByDay => "đến", "by";
        Extended => "được gia hạn, hạn ban đầu trước", "extended, originally before";
        Resubmission => "phải gửi lại, hạn ban đầu trước", "to resubmit, originally before";
        AllSubmitted => "đã gửi đủ", "all submitted";
        Outstanding => "chưa gửi {}", "{} outstanding";
    }
}

/// Name of a month: `tháng 12/2024`, `December 2024`.
pub fn month_name(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Vi => format!("tháng {}/{}", day.month(), day.year()),
        Lang::En => day.format("%B %Y").to_string(),
    }
}

/// Mark of a calendar entry; deadlines with submitted, open and overdue reports differ.
pub fn entry_mark(what: &CalendarEntryKind) -> char {
    match what {
        CalendarEntryKind::DayOff { working: false, .. } => '*',
        CalendarEntryKind::DayOff { working: true, .. } => '+',
        CalendarEntryKind::Due(DueReports { overdue, .. }) if *overdue > 0 => '■',
        CalendarEntryKind::Due(DueReports { open: 0, .. }) => '●',
        CalendarEntryKind::Due(_) => '◄',
        CalendarEntryKind::Event { .. } => '═',
        CalendarEntryKind::Activity { state, .. } => activity_mark(*state),
        CalendarEntryKind::Inspection { state, .. } => inspection::state_mark(*state),
    }
}

/// Mark of an activity's state.
pub fn activity_mark(state: ActivityState) -> char {
    match state {
        ActivityState::NotBegun => '·',
        ActivityState::Running => '○',
        ActivityState::Done => '●',
        ActivityState::Late => '▲',
    }
}

/// Days of an entry: `09/12`, `15/11–15/12`.
pub fn entry_days(lang: Lang, happening: &CalendarEntry) -> String {
    if happening.is_multi_day() {
        format!(
            "{}–{}",
            display::day_short(lang, happening.from),
            display::day_short(lang, happening.to)
        )
    } else {
        display::day_short(lang, happening.from)
    }
}

/// Text of an entry without its days: `21 báo cáo trước 10/12: Báo cáo năm 2024, chưa gửi 3`.
pub fn entry_text(lang: Lang, catalog: &Catalog, what: &CalendarEntryKind) -> String {
    match what {
        CalendarEntryKind::DayOff {
            name,
            working: false,
        } => fill_placeholders(CalendarText::Holiday.text(lang), &[name]),
        CalendarEntryKind::DayOff {
            name,
            working: true,
        } => fill_placeholders(CalendarText::MakeUpWorkday.text(lang), &[name]),
        CalendarEntryKind::Due(due) => self::due_text(lang, catalog, due),
        CalendarEntryKind::Event { name, .. } => name.clone(),
        CalendarEntryKind::Activity { plan, no, state } => {
            let content = catalog
                .plan(plan)
                .and_then(|plan| plan.activities.iter().find(|one| one.no == *no));
            let content = content.map_or("", |activity| activity.content.as_str());
            format!("{content} ({})", cli::activity_state(lang, *state))
        }
        CalendarEntryKind::Inspection {
            no, whom, state, ..
        } => {
            let whom = match whom {
                Party::Office(office) => catalog.office_name(office),
                Party::Group(group) => catalog
                    .groups
                    .get(group)
                    .map_or(group.as_str(), |group| group.name.as_str()),
                Party::Words(words) => words.as_str(),
            };
            let state = inspection::inspection_state_name(lang, *state);
            fill_placeholders(CalendarText::Inspection.text(lang), &[no, &whom, &state])
        }
    }
}

fn due_text(lang: Lang, catalog: &Catalog, due: &DueReports) -> String {
    let rule = catalog.rule(&due.rule).map(|(_, rule)| rule);
    let name = rule.map_or_else(
        || due.rule.to_string(),
        |rule| super::report::report_name(lang, rule, due.period),
    );
    let deadline_word = match due.deadline_kind {
        DeadlineKind::Original if rule.is_some_and(|rule| rule.excludes_named_day) => {
            CalendarText::BeforeDay.text(lang)
        }
        DeadlineKind::Original => CalendarText::ByDay.text(lang),
        DeadlineKind::Extended => CalendarText::Extended.text(lang),
        DeadlineKind::Resubmission => CalendarText::Resubmission.text(lang),
    };
    let count = match (lang, due.total) {
        (Lang::Vi, owed) => format!("{owed} báo cáo"),
        (Lang::En, 1) => "1 report".to_owned(),
        (Lang::En, owed) => format!("{owed} reports"),
    };
    let open = match due.open {
        0 => CalendarText::AllSubmitted.text(lang).to_owned(),
        open => fill_placeholders(CalendarText::Outstanding.text(lang), &[&open]),
    };
    format!(
        "{count} {deadline_word} {}: {name}, {open}",
        display::day_short(lang, due.named_day)
    )
}

/// Short names of an entry's plans.
pub fn entry_plans(catalog: &Catalog, what: &CalendarEntryKind) -> String {
    let short = |code: &PlanCode| {
        catalog
            .plan(code)
            .map_or(code.as_str(), |plan| plan.short_name.as_str())
            .to_owned()
    };
    match what {
        CalendarEntryKind::DayOff { .. } => String::new(),
        CalendarEntryKind::Due(due) => short(&due.rule.plan()),
        CalendarEntryKind::Event { plans, .. } => {
            plans.iter().map(short).collect::<Vec<_>>().join(", ")
        }
        CalendarEntryKind::Activity { plan, .. } | CalendarEntryKind::Inspection { plan, .. } => {
            short(plan)
        }
    }
}
