//! Calendar entries between two days: deadlines of reports (added up by rule and period), yearly events, windows of
//! activities, inspections, days off. Must not depend on display texts. Draws nothing.

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

/// An entry of the calendar, from its first day to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// First day.
    pub from: NaiveDate,
    /// Last day; equals `from` for a single day.
    pub to: NaiveDate,
    /// Kind and details.
    pub kind: CalendarEntryKind,
}

/// Kind of a calendar entry. The variant order is the order within one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarEntryKind {
    /// A day off, or a make-up workday on a weekend.
    DayOff {
        /// Its name.
        name: String,
        /// `true` for a make-up workday.
        working: bool,
    },
    /// Deadline of reports.
    Due(DueReports),
    /// A yearly event of these plans.
    Event {
        /// Its name.
        name: String,
        /// Plans that name it, in catalog order.
        plans: Vec<PlanCode>,
    },
    /// The window of an activity.
    Activity {
        /// The plan.
        plan: PlanCode,
        /// Number of the activity.
        no: u32,
        /// State on the day viewed.
        state: ActivityState,
    },
    /// An inspection.
    Inspection {
        /// The plan.
        plan: PlanCode,
        /// Its number.
        no: i64,
        /// Inspected office or party.
        whom: Party,
        /// State on the day viewed.
        state: InspectionState,
    },
}

/// Reports of one rule and period with the same deadline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueReports {
    /// The rule.
    pub rule: RuleId,
    /// The data period.
    pub period: Period,
    /// Kind of deadline.
    pub deadline_kind: DeadlineKind,
    /// Day named in the wording.
    pub named_day: NaiveDate,
    /// Number of reports.
    pub total: usize,
    /// Number of reports not submitted.
    pub open: usize,
    /// Number of those that are overdue.
    pub overdue: usize,
}

/// Kind of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// The rule's own deadline.
    #[serde(rename = "due")]
    Original,
    /// An extended deadline.
    Extended,
    /// The day by which a returned report is to be resubmitted.
    #[serde(rename = "mend")]
    Resubmission,
}

/// Inputs of the calendar besides the catalog.
#[derive(Clone, Copy, Debug)]
pub struct CalendarSources<'a> {
    /// Duties with their status.
    pub duties: &'a [(&'a Duty, &'a DutyStatus)],
    /// Quantity done of activities, by plan and number.
    pub activity_progress: &'a BTreeMap<(PlanCode, u32), Number>,
    /// Inspections with their numbers.
    pub inspections: &'a [(i64, &'a Inspection)],
}

/// Entries between two days (inclusive), in their state on `today`, ordered by first day. `only` restricts to one plan;
/// days off are always included.
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
    /// Returns `true` if the entry includes a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Returns `true` if it lasts longer than a day.
    pub fn is_multi_day(&self) -> bool {
        self.from < self.to
    }
}

/// Returns `true` if a duty counts at its deadline: required, and its office owed it on that day or had
/// sent it.
fn counts_at_deadline(duty: &Duty, status: &DutyStatus) -> bool {
    duty.is_required(status) && (duty.is_held_on(duty.last_day) || status.is_submitted())
}

/// Deadlines of the duties that count, added up.
fn due_entries<'a>(
    duties: impl Iterator<Item = &'a (&'a Duty, &'a DutyStatus)>,
) -> impl Iterator<Item = CalendarEntry> {
    let mut found: BTreeMap<(NaiveDate, RuleId, Period, DeadlineKind), DueReports> =
        BTreeMap::new();
    for (duty, status) in duties.filter(|(duty, status)| counts_at_deadline(duty, status)) {
        let deadline_kind = match (status.resubmit_by, status.extended_to) {
            (Some(_), _) => DeadlineKind::Resubmission,
            (None, Some(_)) => DeadlineKind::Extended,
            (None, None) => DeadlineKind::Original,
        };
        let (rule, period) = (duty.key.rule.clone(), duty.key.period);
        let due = found
            .entry((status.deadline, rule.clone(), period, deadline_kind))
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
            status.state,
            DutyState::Waiting | DutyState::Accepted
        ));
        due.overdue += usize::from(status.state == DutyState::Overdue);
    }
    found.into_iter().map(|((day, ..), due)| CalendarEntry {
        from: day,
        to: day,
        kind: CalendarEntryKind::Due(due),
    })
}

/// Yearly events of the plans that run in those years; an event that several plans name alike appears once.
fn event_entries(
    catalog: &Catalog,
    years: std::ops::RangeInclusive<i32>,
    wanted: impl Fn(&PlanCode) -> bool,
) -> impl Iterator<Item = CalendarEntry> {
    let mut found: BTreeMap<(NaiveDate, NaiveDate, String), Vec<PlanCode>> = BTreeMap::new();
    // An event that crosses the new year began in the year before.
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
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::duty::{DutyEvent, duty_status};
    use crate::domain::fixtures::{catalog, day, duty, event, measure, plan, sent};

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
            counts_at_deadline(&duty, &status)
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

    #[test]
    fn an_exempted_or_untracked_duty_has_no_deadline() {
        let status = duty_status(&duty(), &[], false, day("2024-06-20"));
        let exempted = DutyStatus {
            exempted: true,
            ..status.clone()
        };
        let untracked = Duty {
            tracked: false,
            ..duty()
        };
        assert!(counts_at_deadline(&duty(), &status));
        assert!(!counts_at_deadline(&duty(), &exempted));
        assert!(!counts_at_deadline(&untracked, &status));
        assert!(!counts_at_deadline(&untracked, &exempted));
    }

    #[test]
    fn a_deadline_counts_the_open_and_the_overdue_reports() {
        for (on, open, overdue) in [
            ("2024-06-08", 2, 0),
            ("2024-06-09", 2, 0),
            ("2024-06-10", 2, 2),
        ] {
            let sent = [event(sent(), "2024-06-01")];
            let histories: [&[DutyEvent]; 3] = [&[], &sent, &[]];
            let duty = duty();
            let statuses = histories.map(|events| duty_status(&duty, events, false, day(on)));
            let duties: Vec<_> = statuses.iter().map(|status| (&duty, status)).collect();
            let found: Vec<_> = due_entries(duties.iter()).collect();
            let [
                CalendarEntry {
                    kind: CalendarEntryKind::Due(due),
                    ..
                },
            ] = &found[..]
            else {
                panic!("{found:?}");
            };
            assert_eq!(
                (due.total, due.open, due.overdue),
                (3, open, overdue),
                "{on}"
            );
        }
    }

    /// Kinds and days of what the plan `p` and another one name between two days.
    fn shown(
        events: Value,
        (from, to): (&str, &str),
        only: Option<&str>,
    ) -> Vec<(String, NaiveDate)> {
        let mut one = plan(&measure(json!({})));
        one.events = serde_json::from_value(events).unwrap();
        one.activities = serde_json::from_value(json!([{
            "no": 1, "content": "c", "unit": null, "quantity": null, "lead": "x.a",
            "window": { "wording": "w", "from": "2024-05-10", "to": "2024-05-20" },
        }]))
        .unwrap();
        let mut other = one.clone();
        other.code = "q".into();
        other.events.clear();
        let catalog = catalog(vec![one, other], Vec::new());
        let sources = CalendarSources {
            duties: &[],
            activity_progress: &BTreeMap::new(),
            inspections: &[],
        };
        let only = only.map(PlanCode::from);
        let days = (day(from), day(to));
        entries_between(&catalog, sources, days, only.as_ref(), day("2024-05-15"))
            .into_iter()
            .map(|entry| match entry.kind {
                CalendarEntryKind::Activity { plan, .. } => (plan.to_string(), entry.from),
                CalendarEntryKind::Event { name, .. } => (name, entry.from),
                kind => panic!("{kind:?}"),
            })
            .collect()
    }

    #[test]
    fn the_calendar_of_one_plan_leaves_the_others_out() {
        let of = |only| {
            let found = shown(json!([]), ("2024-05-20", "2024-05-20"), only);
            found.into_iter().map(|(plan, _)| plan).collect::<Vec<_>>()
        };
        assert_eq!(of(None), ["p", "q"]);
        assert_eq!(of(Some("p")), ["p"]);
        assert_eq!(of(Some("q")), ["q"]);
    }

    #[test]
    fn a_yearly_event_appears_in_the_years_of_its_plan() {
        // The plan runs from 01/01/2022 to 31/12/2025; the event crosses the new year.
        let events = json!([{ "name": "e", "from": "12-31", "to": "01-01" }]);
        let on = |on: &str| {
            let found = shown(events.clone(), (on, on), Some("p"));
            found.first().map(|(_, from)| from.to_string())
        };
        for (day, from) in [
            ("2021-12-30", None),
            ("2021-12-31", Some("2021-12-31")),
            ("2022-01-01", Some("2021-12-31")),
            ("2022-01-02", None),
            ("2025-12-31", Some("2025-12-31")),
            ("2026-01-01", Some("2025-12-31")),
            ("2026-12-31", None),
        ] {
            assert_eq!(on(day).as_deref(), from, "{day}");
        }
        let before = json!([{ "name": "e", "from": "12-29", "to": "12-30" }]);
        assert_eq!(shown(before, ("2021-12-01", "2021-12-31"), Some("p")), []);
    }
}
