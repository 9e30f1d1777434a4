//! Calendar entries between two days, with their status on the day viewed. Must not depend on panes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::read_model::{ReadModel, count_summaries};
use crate::domain::calendar::{
    CalendarEntry, CalendarEntryKind, CalendarSources, DeadlineKind, DueReports, entries_between,
};
use crate::domain::code::{PlanCode, RuleId};
use crate::domain::duty::DutyState;
use crate::domain::duty_summary::DutyPhase;
use crate::domain::number::Number;
use crate::domain::period::Period;
use crate::store::SummaryCount;

/// Calendar entries between two days, of one plan or of all, in their state on the day viewed.
pub fn calendar_entries(
    model: &ReadModel,
    days: (NaiveDate, NaiveDate),
    only: Option<&PlanCode>,
) -> Vec<CalendarEntry> {
    let done: BTreeMap<(PlanCode, u32), Number> = model
        .execution()
        .progress
        .iter()
        .map(|one| ((one.plan.clone(), one.no), one.done))
        .collect();
    let inspections: Vec<_> = model
        .execution()
        .inspections
        .iter()
        .map(|record| (record.no, &record.inspection))
        .collect();
    let sources = CalendarSources {
        duties: &[],
        activity_progress: &done,
        inspections: &inspections,
    };
    let mut entries = entries_between(&model.catalog, sources, days, only, model.today);
    entries.extend(due_entries(model, days, only));
    entries.sort_by(|a, b| (a.from, &a.kind).cmp(&(b.from, &b.kind)));
    entries
}

/// Deadlines of reports between two days, from the counts of duties.
fn due_entries(
    model: &ReadModel,
    (from, to): (NaiveDate, NaiveDate),
    only: Option<&PlanCode>,
) -> Vec<CalendarEntry> {
    let is_asked = |count: &&SummaryCount| {
        (from..=to).contains(&count.summary.deadline)
            && only.is_none_or(|plan| count.rule.plan_str() == plan.as_str())
    };
    let counts = model.duty_counts();
    let mut reports: BTreeMap<(&RuleId, Period), Vec<&SummaryCount>> = BTreeMap::new();
    for count in counts.iter().filter(is_asked) {
        let of_report = reports.entry((&count.rule, count.period)).or_default();
        of_report.push(count);
    }
    let changes = days_of_office_changes(model);
    let is_uncertain = |count: &&SummaryCount| {
        let summary = &count.summary;
        summary.opens_on > model.today && changes.contains(&summary.opens_on)
    };
    let mut found = Vec::new();
    for ((rule, period), of_report) in reports {
        let days = model.value_or_default(model.store().report_days(rule, period));
        let Some(days) = days else { continue };
        if of_report.iter().any(is_uncertain) {
            let duties = model.duties_of_report(rule, period);
            let exact = count_summaries(duties.iter().map(AsRef::as_ref), model.today);
            add_up(model.today, days, exact.iter().filter(is_asked), &mut found);
        } else {
            add_up(model.today, days, of_report.into_iter(), &mut found);
        }
    }
    found
}

/// Days after the day viewed on which offices begin or pass their tasks on: a duty that opens on one of them may not
/// be spoken of yet.
fn days_of_office_changes(model: &ReadModel) -> BTreeSet<NaiveDate> {
    let offices = model.catalog.offices.values();
    offices
        .flat_map(|office| {
            let passing = office.successors.iter().map(|next| next.on);
            passing.chain(office.from)
        })
        .filter(|day| *day > model.today)
        .collect()
}

/// Adds the entries of one report: of each deadline and kind of deadline.
fn add_up<'a>(
    today: NaiveDate,
    (named_day, last_day): (NaiveDate, NaiveDate),
    counts: impl Iterator<Item = &'a SummaryCount>,
    found: &mut Vec<CalendarEntry>,
) {
    let mut dues: BTreeMap<(NaiveDate, DeadlineKind), DueReports> = BTreeMap::new();
    for count in counts {
        let summary = &count.summary;
        let Some(state) = summary.state_on(today) else {
            continue;
        };
        let is_done = matches!(state, DutyState::Waiting | DutyState::Accepted);
        let passes_after = summary.transferred_on.is_none_or(|on| on > last_day);
        let is_held = summary.opens_on <= last_day && passes_after;
        if !is_done && !is_held {
            continue;
        }
        let deadline_kind = match summary.phase {
            DutyPhase::Returned => DeadlineKind::Resubmission,
            _ if summary.deadline == last_day => DeadlineKind::Original,
            _ => DeadlineKind::Extended,
        };
        let due = dues
            .entry((summary.deadline, deadline_kind))
            .or_insert_with(|| DueReports {
                rule: count.rule.clone(),
                period: count.period,
                deadline_kind,
                named_day,
                total: 0,
                open: 0,
                overdue: 0,
            });
        let number = usize::try_from(count.duties).unwrap_or(usize::MAX);
        due.total += number;
        due.open += if is_done { 0 } else { number };
        due.overdue += if state == DutyState::Overdue {
            number
        } else {
            0
        };
    }
    found.extend(dues.into_iter().map(|((day, _), due)| CalendarEntry {
        from: day,
        to: day,
        kind: CalendarEntryKind::Due(due),
    }));
}
