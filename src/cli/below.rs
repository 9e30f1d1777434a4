//! `below`: who is below a quota in a period, and by how much; as a list, or as a text for a letter. Writes nothing.

use super::args::{BelowArgs, Format};
use super::output::Desk;
use super::rows::BelowPage;
use super::{Failure, find};
use crate::domain::code::MeasureId;
use crate::domain::entry::Refusal;
use crate::domain::judge::{Below, judge, quota_period, shortfall};
use crate::domain::period::Period;
use crate::domain::plan::{DataPeriod, Plan};
use crate::report::csv::Style;
use crate::report::table::Cell;
use crate::report::{csv, json};
use crate::words::cli::Head;
use crate::words::quota as words;

/// `tiendo below --measure ID [--period P]`
pub fn below(desk: &mut Desk, args: &BelowArgs) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (id, plan, _) = find::measure(&catalog, &args.measure)?;
    let Some((target, measure)) = plan.find_measure(&id) else {
        return Err(Failure::Measure(args.measure.clone(), catalog.measures_like(&args.measure)));
    };
    let Some(kind) = measure.quota.as_ref().map(|quota| quota.per.unwrap_or(measure.frequency)) else {
        return Err(Failure::NoQuota(id, with_quota(plan)));
    };
    let figures = store.figures_of(&id)?;
    let newest =
        quota_period(plan, measure, desk.day).or_else(|| Period::containing(plan.from, kind, plan.data_period));
    let judged = || judge(&catalog, (plan, target, measure), &figures, desk.day).figure.map(|figure| figure.period);
    let period = match &args.period {
        Some(typed) => Some(inside(plan, find::period(typed)?)?),
        None => judged().or(newest),
    };
    let found = period.and_then(|period| shortfall(&catalog, (plan, target, measure), &figures, period));
    let Some(found) = found else { return Err(Failure::QuotaPeriod(id, kind, newest)) };
    let page = BelowPage::of(&catalog, &id, &found);
    match desk.format {
        Some(Format::Json) => return Ok(json::write(desk.out(), &page)?),
        Some(Format::Csv) => return Ok(csv::write(desk.out(), &page.below, Style::Plain)?),
        _ => {}
    }
    let lang = desk.lang;
    if args.as_text {
        let number = id.as_str().split('/').nth(1).unwrap_or_default();
        return desk.say(&words::letter(lang, &catalog, (plan, number, measure), &found));
    }
    desk.say(&words::below(lang, measure, &found))?;
    let cells = |one: &Below| {
        let name = Cell::from(catalog.office_name(&one.office)).long();
        vec![name, Cell::from(words::has(lang, one)).right(), Cell::from(words::missing(lang, one)).right()]
    };
    let lines: Vec<Vec<Cell>> = found.below.iter().map(cells).collect();
    if lines.is_empty() { Ok(()) } else { desk.table(&[Head::Office, Head::Has, Head::Missing], &lines) }
}

/// A period within the plan's years.
fn inside(plan: &Plan, period: Period) -> Result<Period, Failure> {
    let calendar = DataPeriod::Calendar;
    if period.first_day(calendar) < plan.from || period.last_day(calendar) > plan.to {
        return Err(Refusal::OutsidePlan { from: plan.from, to: plan.to }.into());
    }
    Ok(period)
}

fn with_quota(plan: &Plan) -> Vec<MeasureId> {
    plan.measures().filter(|(_, _, measure)| measure.quota.is_some()).map(|(id, ..)| id).collect()
}
