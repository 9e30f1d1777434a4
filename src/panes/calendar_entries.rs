//! Calendar entries between two days, with their status on the day viewed. Must not depend on panes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::read_model::ReadModel;
use crate::domain::calendar::{CalendarEntry, CalendarSources, entries_between};
use crate::domain::code::PlanCode;
use crate::domain::duty::{Duty, DutyStatus};
use crate::domain::number::Number;

/// Calendar entries between two days, of one plan or of all, in their state on the day viewed.
pub fn calendar_entries(
    model: &ReadModel,
    days: (NaiveDate, NaiveDate),
    only: Option<&PlanCode>,
) -> Vec<CalendarEntry> {
    let duties: Vec<(&Duty, &DutyStatus)> = model
        .duties
        .iter()
        .map(|owed| (&owed.record.duty, &owed.status))
        .collect();
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
        duties: &duties,
        activity_progress: &done,
        inspections: &inspections,
    };
    entries_between(&model.catalog, sources, days, only, model.today)
}
