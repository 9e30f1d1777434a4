//! The words of the calendar: what falls on a day, in a line. Knows no screen.

use chrono::{Datelike, NaiveDate};

use super::{Lang, cli, facts, fill, inspection};
use crate::domain::activity::ActivityState;
use crate::domain::calendar::{Due, Happening, Term, What};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::day::print_short;
use crate::domain::plan::Party;

/// `tháng 12/2024`, `December 2024`.
pub fn month(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Vi => format!("tháng {}/{}", day.month(), day.year()),
        Lang::En => day.format("%B %Y").to_string(),
    }
}

/// The mark of something on the calendar; reports in hand, open, overdue differ.
pub fn mark(what: &What) -> char {
    match what {
        What::DayOff { working: false, .. } => '*',
        What::DayOff { working: true, .. } => '+',
        What::Due(Due { overdue, .. }) if *overdue > 0 => '■',
        What::Due(Due { open: 0, .. }) => '●',
        What::Due(_) => '◄',
        What::Event { .. } => '═',
        What::Activity { state, .. } => activity_mark(*state),
        What::Inspection { state, .. } => inspection::mark(*state),
    }
}

/// The mark of an activity's state.
pub fn activity_mark(state: ActivityState) -> char {
    match state {
        ActivityState::NotBegun => '·',
        ActivityState::Running => '○',
        ActivityState::Done => '●',
        ActivityState::Late => '▲',
    }
}

/// The days: `09/12`, `15/11–15/12`.
pub fn days(happening: &Happening) -> String {
    if happening.is_band() {
        format!("{}–{}", print_short(happening.from), print_short(happening.to))
    } else {
        print_short(happening.from)
    }
}

/// What happens, without its days: `21 báo cáo trước 10/12: Báo cáo năm 2024, chưa gửi 3`.
pub fn what(lang: Lang, catalog: &Catalog, what: &What) -> String {
    match what {
        What::DayOff { name, working: false } => fill(lang.pick("nghỉ: {}", "day off: {}"), &[name]),
        What::DayOff { name, working: true } => fill(lang.pick("làm việc: {}", "working day: {}"), &[name]),
        What::Due(due) => self::due(lang, catalog, due),
        What::Event { name, .. } => name.clone(),
        What::Activity { plan, no, state } => {
            let content = catalog.plan(plan).and_then(|plan| plan.activities.iter().find(|one| one.no == *no));
            let content = content.map_or("", |activity| activity.content.as_str());
            format!("{content} ({})", cli::activity_state(lang, *state))
        }
        What::Inspection { no, whom, state, .. } => {
            let whom = match whom {
                Party::Office(office) => catalog.office_name(office),
                Party::Group(group) => catalog.groups.get(group).map_or(group.as_str(), |group| group.name.as_str()),
                Party::Words(words) => words.as_str(),
            };
            let state = inspection::state(lang, *state);
            fill(lang.pick("Kiểm tra số {}: {} ({})", "Inspection {}: {} ({})"), &[no, &whom, &state])
        }
    }
}

fn due(lang: Lang, catalog: &Catalog, due: &Due) -> String {
    let rule = catalog.rule(&due.rule).map(|(_, rule)| rule);
    let name = rule.map_or_else(|| due.rule.to_string(), |rule| facts::report(lang, rule, due.period));
    let asked = match due.term {
        Term::Due if rule.is_some_and(|rule| rule.before) => lang.pick("trước", "before"),
        Term::Due => lang.pick("đến", "by"),
        Term::Extended => lang.pick("được gia hạn, vốn trước", "extended, first before"),
        Term::Mend => lang.pick("phải sửa, vốn trước", "to mend, first before"),
    };
    let count = match (lang, due.owed) {
        (Lang::Vi, owed) => format!("{owed} báo cáo"),
        (Lang::En, 1) => "1 report".to_owned(),
        (Lang::En, owed) => format!("{owed} reports"),
    };
    let open = match due.open {
        0 => lang.pick("đủ", "all in").to_owned(),
        open => fill(lang.pick("chưa gửi {}", "{} not sent"), &[&open]),
    };
    format!("{count} {asked} {}: {name}, {open}", print_short(due.named_day))
}

/// The plans of something, in short words.
pub fn plans(catalog: &Catalog, what: &What) -> String {
    let short = |code: &PlanCode| catalog.plan(code).map_or(code.as_str(), |plan| plan.short.as_str()).to_owned();
    match what {
        What::DayOff { .. } => String::new(),
        What::Due(due) => short(&due.rule.plan()),
        What::Event { plans, .. } => plans.iter().map(short).collect::<Vec<_>>().join(", "),
        What::Activity { plan, .. } | What::Inspection { plan, .. } => short(plan),
    }
}
