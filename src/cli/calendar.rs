//! `calendar`: a month with what falls on its days. What that is, is decided by `domain::calendar`.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::args::{CalendarArgs, DutyFilters};
use super::output::{Desk, Line};
use super::rows::CalendarRow;
use super::{Failure, duties, find};
use crate::domain::calendar::{Sources, What, happenings};
use crate::domain::duty::{Duty, Standing};
use crate::report::table::{Cell, Tone};
use crate::words::calendar as words;
use crate::words::cli::Head;
use crate::words::facts;

/// `tiendo calendar`
pub fn calendar(desk: &mut Desk, args: &CalendarArgs) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let plan = args.plan.as_deref().map(|typed| find::plan(&catalog, typed)).transpose()?;
    let first = args.month.as_deref().map_or(Ok(desk.day), month)?;
    let first = first.with_day(1).unwrap_or(first);
    let last = first + Months::new(1) - Days::new(1);
    let stood = duties::read(desk, &store, &catalog, &DutyFilters::default())?;
    let stood: Vec<(&Duty, &Standing)> = stood.iter().map(|one| (&one.record.duty, &one.standing)).collect();
    let mut done = BTreeMap::new();
    for plan in &catalog.plans {
        let progress = store.activities(&plan.code, desk.day)?;
        done.extend(progress.into_iter().map(|one| ((one.plan, one.no), one.done)));
    }
    let inspections = store.inspections()?;
    let inspections: Vec<_> = inspections.iter().map(|record| (record.no, &record.inspection)).collect();
    let sources = Sources { duties: &stood, done: &done, inspections: &inspections };
    let found = happenings(&catalog, sources, (first, last), plan.map(|plan| &plan.code), desk.day);
    let line = |one| {
        let row = CalendarRow::of(desk.lang, &catalog, one);
        let day = if one.is_band() { String::new() } else { facts::weekday(desk.lang, one.from).to_owned() };
        let tone = match &one.what {
            What::Due(due) if due.overdue > 0 => Tone::Bad,
            What::DayOff { .. } => Tone::Dim,
            _ => Tone::Plain,
        };
        let cells = vec![
            Cell::from(words::days(one)),
            Cell::from(day),
            Cell::from(format!("{} {}", words::mark(&one.what), row.words)).long().tone(tone),
            Cell::from(words::plans(&catalog, &one.what)).long().minor(1),
        ];
        Line { row, cells }
    };
    let lines = found.iter().map(line).collect();
    desk.list(&[Head::Window, Head::Weekday, Head::Title, Head::Plan], lines)
}

/// The first day of a month: `2024-12`, `12/2024`.
fn month(typed: &str) -> Result<NaiveDate, Failure> {
    let (year, month) = match typed.trim().split_once('-') {
        Some((year, month)) => (year, month),
        None => typed.trim().split_once('/').map_or(("", ""), |(month, year)| (year, month)),
    };
    let known = |year: &i32| crate::domain::day::YEARS.contains(year);
    let year = year.parse().ok().filter(known);
    let first = year.zip(month.parse().ok()).and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
    first.ok_or_else(|| Failure::Month(typed.to_owned()))
}
