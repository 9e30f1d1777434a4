//! `import steps`: a sheet of steps of reports, recorded in one transaction: all rows or none. Each row is refused in
//! the words of the single command.

use std::path::Path;

use super::args::DutyStepArgs;
use super::context::Context;
use super::duty_steps::find_duty;
use super::error::CliError;
use super::{input, lookup};
use crate::domain::catalog::Catalog;
use crate::domain::duty::{DutyEventKind, DutyKey, Narrative, Submission};
use crate::i18n::cli::{CliText, duty_event};
use crate::i18n::messages::cli::step_row_error;
use crate::i18n::{display, facts, fill_placeholders};
use crate::import::steps::{self, NOTHING_YET, StepInput, StepKind, StepRow, read_steps};
use crate::store::{ExpectedEvent, PlannedStep, Store};

/// `tiendo import steps FILE`
pub fn import_steps(context: &mut Context, path: &Path, dry_run: bool) -> Result<(), CliError> {
    let store = context.open_store()?;
    let bytes = input::read_file_or_stdin(path)?;
    // The input may have been open for long.
    context.refresh_time();
    let catalog = store.catalog_as_of(context.day)?;
    let rows = read_steps(&bytes).map_err(|error| CliError::InvalidSheet {
        error,
        columns: &steps::COLUMNS,
    })?;
    let (mut lines, mut planned, mut refused) = (Vec::new(), Vec::new(), 0);
    for row in rows {
        let line = row.line;
        match planned_step(context, &store, &catalog, row)? {
            Ok(step) => {
                lines.push(line);
                planned.push(step);
            }
            Err(words) => {
                refused += 1;
                print_line_error(context, line, &words);
            }
        }
    }
    // With a refused row nothing is recorded, but the refusals of the others are worth knowing at once.
    let is_trial = dry_run || refused > 0;
    let actor = context.actor("import");
    for (place, error) in store.record_steps(&actor, context.clock, &planned, is_trial)? {
        refused += 1;
        let words = facts::store_error(context.lang, &error);
        print_line_error(
            context,
            lines.get(place).copied().unwrap_or_default(),
            &words,
        );
    }
    if refused > 0 {
        return Err(CliError::RowsRefused {
            refused,
            others_saved: false,
        });
    }
    if dry_run {
        return print_planned(context, &catalog, &lines, &planned);
    }
    context.print_line(&fill_placeholders(
        CliText::Imported.text(context.lang),
        &[&planned.len()],
    ))
}

/// Prints a message about a line on standard error.
fn print_line_error(context: &mut Context, line: u64, words: &str) {
    let text = format!("{} {line}: {words}", CliText::Line.text(context.lang));
    context.print_warning(&text);
}

/// The step of a row, or why it is refused. An error of the store ends the import.
fn planned_step(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    row: StepRow,
) -> Result<Result<PlannedStep, String>, CliError> {
    let input = match row.step {
        Ok(input) => input,
        Err(error) => return Ok(Err(step_row_error(context.lang, &error))),
    };
    match resolve(context, store, catalog, &input) {
        Ok(step) => Ok(Ok(step)),
        Err(error @ CliError::Store(_)) => Err(error),
        Err(error) => Ok(Err(error.message(context.lang))),
    }
}

fn resolve(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    input: &StepInput,
) -> Result<PlannedStep, CliError> {
    let cells = &input.cells;
    let at = DutyStepArgs {
        rule: cells.get("rule").to_owned(),
        office: cells.get("office").to_owned(),
        period: cells.get("period").to_owned(),
        on: cells.optional("on"),
    };
    let record = find_duty(context, store, catalog, &at)?;
    let on = at.on.as_deref();
    Ok(PlannedStep {
        key: record.duty.key,
        event: event_of(context, input)?,
        on: on
            .map(|typed| lookup::parse_day_argument(typed, context.today))
            .transpose()?,
        expected: match cells.get("expect") {
            "" => ExpectedEvent::Any,
            NOTHING_YET => ExpectedEvent::Nothing,
            kind => ExpectedEvent::Kind(kind.to_owned()),
        },
    })
}

/// The event that a step records.
fn event_of(context: &Context, input: &StepInput) -> Result<DutyEventKind, CliError> {
    let cells = &input.cells;
    let day = |column| lookup::parse_day_argument(cells.get(column), context.today);
    let text = |column| cells.get(column).trim().to_owned();
    Ok(match input.kind {
        StepKind::Sent => DutyEventKind::Sent(Submission {
            letter: cells.optional("letter"),
            letter_on: cells
                .optional("letter_date")
                .map(|_| day("letter_date"))
                .transpose()?,
            on_behalf: false,
            narrative: Narrative {
                results: text("results"),
                difficulties: text("difficulties"),
                proposals: text("proposals"),
            },
            missing_note: Some(text("missing_note")).filter(|note| !note.is_empty()),
            blockers: Vec::new(),
        }),
        StepKind::Returned => DutyEventKind::Returned {
            reason: text("reason"),
            resubmit_by: day("mend_by")?,
        },
        StepKind::Accepted => DutyEventKind::Accepted,
        StepKind::Extended => DutyEventKind::Extended {
            to: day("to")?,
            reason: text("reason"),
        },
        StepKind::Exempted => DutyEventKind::Exempted {
            reason: text("reason"),
        },
        StepKind::Reminded => DutyEventKind::Reminded {
            channel: input.channel,
            note: Some(text("note")).filter(|note| !note.is_empty()),
        },
    })
}

/// Prints what an import would record.
fn print_planned(
    context: &mut Context,
    catalog: &Catalog,
    lines: &[u64],
    planned: &[PlannedStep],
) -> Result<(), CliError> {
    let lang = context.lang;
    for (line, step) in lines.iter().zip(planned) {
        let DutyKey {
            rule,
            office,
            period,
        } = &step.key;
        let on = display::day(lang, step.on.unwrap_or(context.today));
        let text = format!(
            "{} {line}: {rule} · {} · {}: {} {on}",
            CliText::Line.text(lang),
            catalog.office_name(office),
            facts::period(lang, *period),
            duty_event(lang, &step.event)
        );
        context.print_line(&text)?;
    }
    context.print_line(&fill_placeholders(
        CliText::DryRunSteps.text(lang),
        &[&planned.len()],
    ))
}
