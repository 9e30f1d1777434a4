//! One duty: finds it, records its next step, builds its list row. Must not depend on commands.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::args::{DutyStepArgs, OutputFormat};
use super::context::Context;
use super::duties;
use super::duties::DutyWithBlockers;
use super::error::CliError;
use super::lookup;
use super::rows::{CellCounts, ReportEvent, ReportRow};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::completeness;
use crate::domain::completeness::Completeness;
use crate::domain::duty::{DutyEventKind, DutyKey, DutyState};
use crate::domain::duty_step;
use crate::domain::figure::Figure;
use crate::domain::succession::Succession;
use crate::i18n::cli::CliText;
use crate::i18n::facts;
use crate::report::json;
use crate::store::{DutyFilter, DutyRecord, Store, Write};

/// Finds the duty given by the arguments: by its office, or by the office that holds its tasks today.
pub fn find_duty(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    at: &DutyStepArgs,
) -> Result<DutyRecord, CliError> {
    let (rule, plan, _) = lookup::find_rule(catalog, &at.rule)?;
    let office = lookup::find_office(catalog, &at.office, Some(plan))?;
    let period = lookup::parse_period_argument(&at.period)?;
    let key = DutyKey {
        rule: rule.clone(),
        office: office.clone(),
        period,
    };
    if let Some(record) = store.duty(&key)? {
        let on = at.on.as_deref().map_or(Ok(context.today), |typed| {
            lookup::parse_day_argument(typed, context.today)
        })?;
        return duty_held_on(store, record, on);
    }
    let all = store.duties(&DutyFilter {
        rule: Some(rule.clone()),
        ..DutyFilter::default()
    })?;
    let succession = Succession::new(&catalog.offices);
    let is_held = |record: &&DutyRecord| {
        record.duty.key.period == period
            && succession.is_holder_on(&office, &record.duty.key.office, context.today)
    };
    if let Some(record) = all.iter().find(is_held) {
        return Ok(record.clone());
    }
    Err(CliError::unknown_duty(&rule, Some(&office), &all))
}

/// The duty itself, or its only successor if its office had passed it on by that day.
pub fn duty_held_on(
    store: &Store,
    record: DutyRecord,
    on: NaiveDate,
) -> Result<DutyRecord, CliError> {
    if record.status_on(on).state != DutyState::Transferred {
        return Ok(record);
    }
    let DutyKey {
        rule,
        office,
        period,
    } = record.duty.key.clone();
    let filter = DutyFilter {
        rule: Some(rule),
        period: Some(period),
        ..DutyFilter::default()
    };
    let mut successors = store.duties(&filter)?;
    successors.retain(|successor| {
        successor
            .duty
            .predecessors_on(on)
            .any(|origin| origin.office == office)
            && successor.status_on(on).state != DutyState::Transferred
    });
    Ok(if successors.len() == 1 {
        successors.remove(0)
    } else {
        record
    })
}

/// Validates and records a step on a duty, and prints the new status.
pub(super) fn record_step(
    context: &mut Context,
    store: &Store,
    catalog: &Catalog,
    record: &DutyRecord,
    (at, event): (&DutyStepArgs, DutyEventKind),
) -> Result<(), CliError> {
    let on = at
        .on
        .as_deref()
        .map(|typed| lookup::parse_day_argument(typed, context.today))
        .transpose()?;
    duty_step::check_duty_step(
        &record.duty,
        &record.events,
        record.external_recipient,
        &event,
        (on.unwrap_or(context.today), context.today),
    )?;
    let key = record.duty.key.clone();
    let write = Write::RecordStep {
        key: key.clone(),
        event,
        on,
    };
    store.write(&context.actor("cli"), context.clock, write)?;
    let saved = duties::with_status_and_blockers(
        store,
        catalog,
        store.duty(&key)?.into_iter().collect(),
        context.day,
    )?;
    if let Some(OutputFormat::Json) = context.format {
        let rows = report_rows(context, store, catalog, &saved)?;
        return Ok(json::write(context.out(), &rows)?);
    }
    let Some(owed) = saved.first() else {
        return Ok(());
    };
    let lang = context.lang;
    let office = catalog.office_name(&key.office);
    let (state, days) = (
        facts::duty_state(lang, owed.status.state),
        facts::days_text(lang, &owed.status),
    );
    let period = facts::period(lang, key.period);
    context.print_line(&format!(
        "{}: {} · {office} · {period}: {state} ({days})",
        CliText::Saved.text(lang),
        key.rule
    ))
}

/// Reports with their events and cells.
pub(super) fn report_rows(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    found: &[DutyWithBlockers],
) -> Result<Vec<ReportRow>, CliError> {
    let cells = completeness_of_reports(store, catalog, found)?;
    let row = |(owed, cells): (&DutyWithBlockers, &Completeness)| ReportRow {
        duty: duties::duty_row(context, catalog, owed).row,
        cells: CellCounts::from(cells),
        events: owed
            .record
            .events
            .iter()
            .map(|event| ReportEvent::new(catalog, event))
            .collect(),
    };
    Ok(found.iter().zip(&cells).map(row).collect())
}

/// The cells that go with each report; the figures of a plan are read once.
pub(super) fn completeness_of_reports(
    store: &Store,
    catalog: &Catalog,
    found: &[DutyWithBlockers],
) -> Result<Vec<Completeness>, CliError> {
    let mut figures: BTreeMap<PlanCode, Vec<Figure>> = BTreeMap::new();
    let mut cells = Vec::with_capacity(found.len());
    for key in found.iter().map(|owed| &owed.record.duty.key) {
        let plan = key.rule.plan();
        if !figures.contains_key(&plan) {
            figures.insert(plan.clone(), store.figures(&plan)?);
        }
        cells.push(completeness::completeness(
            catalog,
            key,
            figures.get(&plan).map_or(&[], Vec::as_slice),
        ));
    }
    Ok(cells)
}
