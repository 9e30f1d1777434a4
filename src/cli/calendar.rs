//! `calendar`: the entries of a month, from `domain::calendar`.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::args::{CalendarArgs, DutyFilterArgs};
use super::context::Context;
use super::error::CliError;
use super::{duties, lookup};
use crate::domain::calendar::{CalendarSources, entries_between};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::duty::{Duty, DutyStatus};
use crate::domain::number::Number;
use crate::lists::calendar::CalendarList;
use crate::store::Store;

/// `tiendo calendar`
pub fn print_calendar(context: &mut Context, args: &CalendarArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let plan = lookup::find_optional_plan(&catalog, args.plan.as_deref())?;
    let first = args.month.as_deref().map_or(Ok(context.day), parse_month)?;
    let first = first.with_day(1).unwrap_or(first);
    let last = first + Months::new(1) - Days::new(1);
    let owed = duties::read_duties(context, &store, &catalog, &DutyFilterArgs::default())?;
    let owed: Vec<(&Duty, &DutyStatus)> = owed
        .iter()
        .map(|one| (&one.record.duty, &one.status))
        .collect();
    let done = activity_progress(&store, &catalog, context.day)?;
    let inspections = store.inspections()?;
    let inspections: Vec<_> = inspections
        .iter()
        .map(|record| (record.no, &record.inspection))
        .collect();
    let sources = CalendarSources {
        duties: &owed,
        activity_progress: &done,
        inspections: &inspections,
    };
    let found = entries_between(
        &catalog,
        sources,
        (first, last),
        plan.map(|plan| &plan.code),
        context.day,
    );
    context.print_rows::<CalendarList>(&catalog, found.iter().collect())
}

/// How much of each activity was done by a day.
fn activity_progress(
    store: &Store,
    catalog: &Catalog,
    day: NaiveDate,
) -> Result<BTreeMap<(PlanCode, u32), Number>, CliError> {
    let mut done = BTreeMap::new();
    for plan in &catalog.plans {
        let progress = store.activities(&plan.code, day)?.into_iter();
        done.extend(progress.map(|one| ((one.plan, one.no), one.done)));
    }
    Ok(done)
}

/// Parses a month and returns its first day: `2024-12`, `12/2024`.
fn parse_month(typed: &str) -> Result<NaiveDate, CliError> {
    let (year, month) = match typed.trim().split_once('-') {
        Some((year, month)) => (year, month),
        None => typed
            .trim()
            .split_once('/')
            .map_or(("", ""), |(month, year)| (year, month)),
    };
    let known = |year: &i32| crate::domain::day::YEAR_RANGE.contains(year);
    let year = year.parse().ok().filter(known);
    let first = year
        .zip(month.parse().ok())
        .and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
    first.ok_or_else(|| CliError::InvalidMonth(typed.to_owned()))
}
