//! What falls on the days of a stretch of the calendar: last days of reports (added up by rule and period), campaign
//! days and months, windows of activities, inspections, days off. Knows no words and draws nothing.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::activity::{ActivityState, activity_state};
use super::catalog::Catalog;
use super::code::{PlanCode, RuleId};
use super::duty::{Duty, DutyState, DutyStatus};
use super::inspection::{Inspection, InspectionState, inspection_state};
use super::number::Number;
use super::period::Period;
use super::plan::Party;

/// Something on the calendar, from its first day to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// First day.
    pub from: NaiveDate,
    /// Last day; the same for a single day.
    pub to: NaiveDate,
    /// What.
    pub kind: CalendarEntryKind,
}

/// What is on the calendar. The order is that of a list of one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarEntryKind {
    /// A day off, or a working weekend day.
    DayOff {
        /// Its name.
        name: String,
        /// People work on it.
        working: bool,
    },
    /// The last day of reports.
    Due(DueReports),
    /// A campaign day or month, of these plans.
    Event {
        /// Its name.
        name: String,
        /// The plans that name it, in their order.
        plans: Vec<PlanCode>,
    },
    /// The window of a row of an annex.
    Activity {
        /// The plan.
        plan: PlanCode,
        /// The row.
        no: u32,
        /// How it stands on the day that is looked from.
        state: ActivityState,
    },
    /// An inspection.
    Inspection {
        /// The plan.
        plan: PlanCode,
        /// Its number.
        no: i64,
        /// Who is inspected.
        whom: Party,
        /// How it stands on the day that is looked from.
        state: InspectionState,
    },
}

/// Reports of one rule and period with the same last day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueReports {
    /// The rule.
    pub rule: RuleId,
    /// The data period.
    pub period: Period,
    /// Which last day.
    pub deadline_kind: DeadlineKind,
    /// The day in the wording.
    pub named_day: NaiveDate,
    /// How many reports.
    pub total: usize,
    /// How many of them are not in hand.
    pub open: usize,
    /// How many of those are overdue.
    pub overdue: usize,
}

/// Which last day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// That of the rule.
    #[serde(rename = "due")]
    Original,
    /// An extended one.
    Extended,
    /// To mend a returned report.
    #[serde(rename = "mend")]
    Resubmission,
}

/// What the calendar is made of, besides the catalog.
#[derive(Clone, Copy, Debug)]
pub struct CalendarSources<'a> {
    /// Duties as they stand.
    pub duties: &'a [(&'a Duty, &'a DutyStatus)],
    /// What was done of activities, by plan and row.
    pub activity_progress: &'a BTreeMap<(PlanCode, u32), Number>,
    /// Inspections with their numbers.
    pub inspections: &'a [(i64, &'a Inspection)],
}

/// Everything between two days (inclusive), as it stands on `today`, by first day. `only`: of one plan, days off included.
pub fn entries_between(
    catalog: &Catalog,
    sources: CalendarSources<'_>,
    (from, to): (NaiveDate, NaiveDate),
    only: Option<&PlanCode>,
    today: NaiveDate,
) -> Vec<CalendarEntry> {
    let wanted = |plan: &PlanCode| only.is_none_or(|only| only == plan);
    let days_off = catalog.holidays.iter().map(|day| CalendarEntry {
        from: day.on,
        to: day.on,
        kind: CalendarEntryKind::DayOff {
            name: day.name.clone(),
            working: day.working,
        },
    });
    let inspections = sources
        .inspections
        .iter()
        .map(|(no, inspection)| CalendarEntry {
            from: inspection.from,
            to: inspection.to,
            kind: CalendarEntryKind::Inspection {
                plan: inspection.plan.clone(),
                no: *no,
                whom: inspection.inspected.clone(),
                state: inspection_state(inspection, today),
            },
        });
    let inspections = inspections.filter(
        |one| matches!(&one.kind, CalendarEntryKind::Inspection { plan, .. } if wanted(plan)),
    );
    let dues = due_entries(
        sources
            .duties
            .iter()
            .filter(|(duty, _)| wanted(&duty.key.rule.plan())),
    );
    let mut found: Vec<CalendarEntry> = days_off
        .chain(dues)
        .chain(event_entries(catalog, from.year()..=to.year(), wanted))
        .chain(activity_entries(
            catalog,
            sources.activity_progress,
            wanted,
            today,
        ))
        .chain(inspections)
        .filter(|one| one.from <= to && from <= one.to)
        .collect();
    found.sort_by(|a, b| (a.from, &a.kind).cmp(&(b.from, &b.kind)));
    found
}

impl CalendarEntry {
    /// Whether a day lies in it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether it lasts longer than a day.
    pub fn is_multi_day(&self) -> bool {
        self.from < self.to
    }
}

/// Whether a report is one of its deadline's: tracked, not waived, and its office owed it on that day or had sent it.
fn is_counted(duty: &Duty, standing: &DutyStatus) -> bool {
    duty.tracked
        && !standing.exempted
        && (duty.is_held_on(duty.last_day) || standing.is_submitted())
}

/// Last days of the duties that count, added up.
fn due_entries<'a>(
    duties: impl Iterator<Item = &'a (&'a Duty, &'a DutyStatus)>,
) -> impl Iterator<Item = CalendarEntry> {
    let mut found: BTreeMap<(NaiveDate, RuleId, Period, DeadlineKind), DueReports> =
        BTreeMap::new();
    for (duty, standing) in duties.filter(|(duty, standing)| is_counted(duty, standing)) {
        let deadline_kind = match (standing.resubmit_by, standing.extended_to) {
            (Some(_), _) => DeadlineKind::Resubmission,
            (None, Some(_)) => DeadlineKind::Extended,
            (None, None) => DeadlineKind::Original,
        };
        let (rule, period) = (duty.key.rule.clone(), duty.key.period);
        let due = found
            .entry((standing.deadline, rule.clone(), period, deadline_kind))
            .or_insert_with(|| DueReports {
                rule,
                period,
                deadline_kind,
                named_day: duty.named_day,
                total: 0,
                open: 0,
                overdue: 0,
            });
        due.total += 1;
        due.open += usize::from(!matches!(
            standing.state,
            DutyState::Waiting | DutyState::Accepted
        ));
        due.overdue += usize::from(standing.state == DutyState::Overdue);
    }
    found.into_iter().map(|((day, ..), due)| CalendarEntry {
        from: day,
        to: day,
        kind: CalendarEntryKind::Due(due),
    })
}

/// Yearly days of the plans that run in those years; what several plans name alike stands once.
fn event_entries(
    catalog: &Catalog,
    years: std::ops::RangeInclusive<i32>,
    wanted: impl Fn(&PlanCode) -> bool,
) -> impl Iterator<Item = CalendarEntry> {
    let mut found: BTreeMap<(NaiveDate, NaiveDate, String), Vec<PlanCode>> = BTreeMap::new();
    // One that turns over the year began in the year before.
    for year in years.start() - 1..=*years.end() {
        for plan in catalog.plans.iter().filter(|plan| wanted(&plan.code)) {
            let days = plan
                .events
                .iter()
                .filter_map(|event| Some((event, event.dates_in_year(year)?)));
            for (event, (from, to)) in
                days.filter(|(_, (from, to))| *from <= plan.to && plan.from <= *to)
            {
                found
                    .entry((from, to, event.name.clone()))
                    .or_default()
                    .push(plan.code.clone());
            }
        }
    }
    found
        .into_iter()
        .map(|((from, to, name), plans)| CalendarEntry {
            from,
            to,
            kind: CalendarEntryKind::Event { name, plans },
        })
}

fn activity_entries(
    catalog: &Catalog,
    done: &BTreeMap<(PlanCode, u32), Number>,
    wanted: impl Fn(&PlanCode) -> bool,
    today: NaiveDate,
) -> Vec<CalendarEntry> {
    let plans = catalog.plans.iter().filter(|plan| wanted(&plan.code));
    let rows = plans.flat_map(|plan| plan.activities.iter().map(move |activity| (plan, activity)));
    rows.map(|(plan, activity)| {
        let done = done.get(&(plan.code.clone(), activity.no)).copied();
        let state = activity_state(activity, done, today);
        let kind = CalendarEntryKind::Activity {
            plan: plan.code.clone(),
            no: activity.no,
            state,
        };
        CalendarEntry {
            from: activity.window.from,
            to: activity.window.to,
            kind,
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duty::duty_status;
    use crate::domain::fixtures::{day, duty};

    #[test]
    fn an_entry_covers_its_first_and_its_last_day() {
        let entry = |to: &str| CalendarEntry {
            from: day("2024-05-10"),
            to: day(to),
            kind: CalendarEntryKind::DayOff {
                name: "n".to_owned(),
                working: false,
            },
        };
        for (on, expected) in [
            ("2024-05-09", false),
            ("2024-05-10", true),
            ("2024-05-11", true),
            ("2024-05-12", true),
            ("2024-05-13", false),
        ] {
            assert_eq!(entry("2024-05-12").covers(day(on)), expected, "{on}");
        }
        assert!(!entry("2024-05-10").is_multi_day());
        assert!(entry("2024-05-11").is_multi_day());
    }

    #[test]
    fn a_report_counts_where_it_was_owed_on_its_last_day() {
        let counted = |opens_on: &str, transferred_on: &str| {
            let duty = Duty {
                opens_on: day(opens_on),
                transferred_on: Some(day(transferred_on)),
                ..duty()
            };
            let status = duty_status(&duty, &[], false, day("2024-06-20"));
            is_counted(&duty, &status)
        };
        for (opens_on, expected) in [
            ("2024-06-08", true),
            ("2024-06-09", true),
            ("2024-06-10", false),
        ] {
            assert_eq!(
                counted(opens_on, "2024-07-01"),
                expected,
                "opens {opens_on}"
            );
        }
        for (transferred_on, expected) in [
            ("2024-06-08", false),
            ("2024-06-09", false),
            ("2024-06-10", true),
        ] {
            assert_eq!(
                counted("2024-01-01", transferred_on),
                expected,
                "goes {transferred_on}"
            );
        }
    }
}
