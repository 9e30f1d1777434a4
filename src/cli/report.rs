//! `report …`: records the steps of a duty. `domain::duty_step` decides which step may come next.

use super::args::{
    BulkDutyStepArgs, DutyFilterArgs, DutySelectorArgs, DutyStepArgs, OutputFormat, PlanOfficeArgs,
    ReportCommand,
};
use super::context::Context;
use super::duties::{self, DutyWithBlockers};
use super::duty_steps::{completeness_of_reports, find_duty, record_step, report_rows};
use super::error::CliError;
use super::rows::ReportEvent;
use super::{bulk, lookup, send_report};
use crate::domain::catalog::Catalog;

use crate::domain::completeness::Completeness;

use crate::domain::duty::{DutyEvent, DutyEventKind, Narrative};

use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::cli::CliText;
use crate::i18n::{cli as words, display, facts, submission};
use crate::report::json;

/// `tiendo report …`
pub fn run_report(context: &mut Context, command: ReportCommand) -> Result<(), CliError> {
    match command {
        ReportCommand::Send(send) => send_report::send_report(context, &send),
        ReportCommand::Return {
            duty,
            reason,
            resubmit_by,
        } => {
            let resubmit_by = lookup::parse_day_argument(&resubmit_by, context.today)?;
            record_single_step(
                context,
                &duty,
                DutyEventKind::Returned {
                    reason: validate_text(&reason, NOTE_MAX)?,
                    resubmit_by,
                },
            )
        }
        ReportCommand::Accept(duties) => {
            record_single_or_bulk_step(context, duties, DutyEventKind::Accepted)
        }
        ReportCommand::Extend { duties, to, reason } => {
            let to = lookup::parse_day_argument(&to, context.today)?;
            record_single_or_bulk_step(
                context,
                duties,
                DutyEventKind::Extended {
                    to,
                    reason: validate_text(&reason, NOTE_MAX)?,
                },
            )
        }
        ReportCommand::Exempt { duties, reason } => record_single_or_bulk_step(
            context,
            duties,
            DutyEventKind::Exempted {
                reason: validate_text(&reason, NOTE_MAX)?,
            },
        ),
        ReportCommand::Show(which) => show_report(context, which),
    }
}

/// Validates and records one step, and prints the new status.
fn record_single_step(
    context: &mut Context,
    at: &DutyStepArgs,
    event: DutyEventKind,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let record = find_duty(context, &store, &catalog, at)?;
    record_step(context, &store, &catalog, &record, (at, event))
}

/// Records a step on one duty, or on every applicable one of a rule and period.
fn record_single_or_bulk_step(
    context: &mut Context,
    at: BulkDutyStepArgs,
    event: DutyEventKind,
) -> Result<(), CliError> {
    match at {
        BulkDutyStepArgs {
            rule,
            office: Some(office),
            period,
            on,
            ..
        } => record_single_step(
            context,
            &DutyStepArgs {
                rule,
                office,
                period,
                on,
            },
            event,
        ),
        at => bulk::apply_to_all(context, &at, event),
    }
}

/// `report show`: a duty with its events.
fn show_report(context: &mut Context, which: DutySelectorArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    if let (Some(office), Some(period)) = (&which.office, &which.period) {
        let (rule, office, period) = (which.rule.clone(), office.clone(), period.clone());
        find_duty(
            context,
            &store,
            &catalog,
            &DutyStepArgs {
                rule,
                office,
                period,
                on: None,
            },
        )?;
    }
    let (_, plan, _) = lookup::find_rule(&catalog, &which.rule)?;
    let filters = DutyFilterArgs {
        scope: PlanOfficeArgs {
            plan: Some(plan.code.0.clone()),
            office: which.office,
        },
        rule: Some(which.rule),
        period: which.period,
        state: None,
    };
    let mut found = duties::read_duties(context, &store, &catalog, &filters)?;
    for owed in &mut found {
        owed.record.events.retain(|event| event.on <= context.day);
    }
    if let Some(OutputFormat::Json) = context.format {
        let rows = report_rows(context, &store, &catalog, &found)?;
        return Ok(json::write(context.out(), &rows)?);
    }
    if found.is_empty() || context.format == Some(OutputFormat::Csv) {
        return duties::print_duties(context, &catalog, &found);
    }
    for (owed, cells) in found
        .iter()
        .zip(&completeness_of_reports(&store, &catalog, &found)?)
    {
        print_report(context, &catalog, owed, cells)?;
    }
    Ok(())
}

fn print_report(
    context: &mut Context,
    catalog: &Catalog,
    owed: &DutyWithBlockers,
    cells: &Completeness,
) -> Result<(), CliError> {
    let (lang, duty) = (context.lang, &owed.record.duty);
    let Some((_, rule)) = catalog.rule(&duty.key.rule) else {
        return Ok(());
    };
    context.print_line(&format!(
        "{} {} · {} · {}",
        duty.key.rule,
        rule.label,
        catalog.office_name(&duty.key.office),
        facts::period(lang, duty.key.period)
    ))?;
    let state = facts::duty_state(lang, owed.status.state);
    let deadline = facts::deadline(lang, rule, duty, &owed.status, catalog.settings);
    context.print_line(&format!("  {state}: {deadline}"))?;
    if cells.total() > 0 {
        context.print_line(&format!("  {}", submission::completeness(lang, cells)))?;
    }
    if !owed.blockers.is_empty() {
        context.print_line(&format!(
            "  {}",
            submission::blockers(lang, catalog, &owed.blockers)
        ))?;
    }
    owed.record
        .events
        .iter()
        .try_for_each(|event| print_event(context, catalog, event))
}

fn print_event(
    context: &mut Context,
    catalog: &Catalog,
    event: &DutyEvent,
) -> Result<(), CliError> {
    let lang = context.lang;
    let row = ReportEvent::new(catalog, event);
    let part = |part: Option<String>| part.map(|part| format!(" · {part}")).unwrap_or_default();
    let until = row
        .until
        .map(|until| format!(" → {}", display::day(context.lang, until)))
        .unwrap_or_default();
    let how = row
        .channel
        .map(|channel| facts::reminder_channel(lang, channel).to_owned());
    let more = [row.letter, row.reason, how, row.note].map(part).concat();
    let happened = words::duty_event(lang, &event.kind);
    context.print_line(&format!(
        "  {} {happened}{until}{more} ({})",
        display::day(context.lang, event.on),
        event.by
    ))?;
    let Some(sending) = event.submission() else {
        return Ok(());
    };
    if !sending.blockers.is_empty() {
        context.print_line(&format!(
            "      {}",
            submission::blockers(lang, catalog, &sending.blockers)
        ))?;
    }
    if let Some(note) = &sending.missing_note {
        context.print_line(&format!(
            "      {}: {note}",
            CliText::MissingNote.text(lang)
        ))?;
    }
    let Narrative {
        results,
        difficulties,
        proposals,
    } = &sending.narrative;
    let mut lines = [results, difficulties, proposals]
        .into_iter()
        .flat_map(|part| part.lines());
    lines.try_for_each(|line| context.print_line(&format!("      {line}")))
}
