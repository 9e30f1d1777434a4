//! A step of every duty of a rule and period to which it can be done: `report accept|extend|waive --all`. Which step may
//! come next is decided by `domain::step`.

use chrono::NaiveDate;

use super::args::{DutiesAt, Format};
use super::duties::{self, Stood};
use super::output::Desk;
use super::report::report_rows;
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::code::RuleId;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::period::Period;
use crate::domain::step::{self, StepRefusal};
use crate::report::json;
use crate::store::{DutyFilter, Store, Write};
use crate::words::cli::Said;
use crate::words::{complaint, facts, fill};

/// Those who are passed over, each with the reason.
type Passed = Vec<(String, StepRefusal)>;

/// Does what can be done, in one transaction, and names the rest with the reason; fails if nothing can.
pub fn step_all(desk: &mut Desk, at: &DutiesAt, event: DutyEventKind) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (rule, _, _) = find::rule(&catalog, &at.rule)?;
    let period = find::period(&at.period)?;
    let on = at.on.as_deref().map(|typed| find::day(typed, desk.today)).transpose()?;
    let (keys, passed) = fitting(&store, &catalog, (&rule, period), (&event, on.unwrap_or(desk.today), desk.today))?;
    if keys.is_empty() {
        return Err(Failure::NoneFits(passed));
    }
    let write = Write::TakeSteps { keys: keys.clone(), event, on };
    store.write(&desk.actor("cli"), desk.clock, write)?;
    let mut taken = Vec::with_capacity(keys.len());
    for key in &keys {
        taken.extend(store.duty(key)?);
    }
    let taken = duties::stood(&store, &catalog, taken, desk.day)?;
    if let Some(Format::Json) = desk.format {
        let rows = report_rows(desk, &store, &catalog, &taken)?;
        return Ok(json::write(desk.out(), &rows)?);
    }
    say(desk, &catalog, (&rule, period), (&taken, &passed))
}

/// Those to which the step can be done, and those to which it cannot.
fn fitting(
    store: &Store,
    catalog: &Catalog,
    (rule, period): (&RuleId, Period),
    (event, on, today): (&DutyEventKind, NaiveDate, NaiveDate),
) -> Result<(Vec<DutyKey>, Passed), Failure> {
    let of_rule = DutyFilter { rule: Some(rule.clone()), ..DutyFilter::default() };
    let (mut keys, mut passed) = (Vec::new(), Vec::new());
    for record in store.duties(&DutyFilter { period: Some(period), ..of_rule.clone() })? {
        let key = &record.duty.key;
        match step::check(&record.duty, &record.events, record.outside, event, (on, today)) {
            Ok(()) => keys.push(key.clone()),
            Err(refusal) => passed.push((catalog.office_name(&key.office).to_owned(), refusal)),
        }
    }
    if keys.is_empty() && passed.is_empty() {
        return Err(Failure::no_duty(rule, None, &store.duties(&of_rule)?));
    }
    Ok((keys, passed))
}

fn say(
    desk: &mut Desk,
    catalog: &Catalog,
    (rule, period): (&RuleId, Period),
    (taken, passed): (&[Stood], &[(String, StepRefusal)]),
) -> Result<(), Failure> {
    let lang = desk.lang;
    let period = facts::period(lang, period);
    desk.say(&fill(Said::SavedMany.words(lang), &[&taken.len(), rule, &period]))?;
    for stood in taken {
        desk.say(&format!("  {}", catalog.office_name(&stood.record.duty.key.office)))?;
    }
    let passed = complaint::passed_over(lang, passed);
    passed.iter().try_for_each(|line| desk.say(&fill(Said::PassedOver.words(lang), &[line])))
}
