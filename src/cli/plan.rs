//! `plan copy|amend|close|reopen`, and `import plan --replace`: changes of plans. Prints every difference; a dry run
//! writes nothing.

use super::args::PlanCommand;
use super::context::Context;
use super::data_files;
use super::error::CliError;
use super::lookup;
use crate::domain::code::PlanCode;
use crate::domain::plan::{Amendment, Closing, Plan};
use crate::domain::plan_change::differences;
use crate::domain::text::{NOTE_MAX, TITLE_MAX, validate_line};
use crate::domain::{plan_check, plan_copy};
use crate::i18n::fill_placeholders;
use crate::i18n::import::ImportMessage;
use crate::store::{Store, Write};

/// Runs a subcommand.
pub fn run_plan(context: &mut Context, command: PlanCommand) -> Result<(), CliError> {
    match command {
        PlanCommand::Copy { plan, code, years } => copy_plan(context, &plan, PlanCode(code), years),
        PlanCommand::Amend {
            plan,
            number,
            from,
            signed_on,
            title,
        } => {
            let on = lookup::parse_day_argument(&from, context.day)?;
            let signed_on = signed_on
                .map(|typed| lookup::parse_day_argument(&typed, context.day))
                .transpose()?;
            let (number, title) = (
                validate_line(number.trim(), TITLE_MAX)?,
                validate_line(title.trim(), TITLE_MAX)?,
            );
            edit_plan(context, &plan, None, |plan| {
                plan.amendments.push(Amendment {
                    number,
                    on,
                    signed_on,
                    title,
                });
            })
        }
        PlanCommand::Close { plan, on, reason } => {
            let on = on
                .map(|typed| lookup::parse_day_argument(&typed, context.day))
                .transpose()?
                .unwrap_or(context.day);
            let reason = validate_line(&lookup::validate_reason(&reason)?, NOTE_MAX)?;
            edit_plan(context, &plan, None, |plan| {
                plan.closing = Some(Closing { on, reason });
            })
        }
        PlanCommand::Reopen { plan, reason } => {
            let reason = lookup::validate_reason(&reason)?;
            edit_plan(context, &plan, Some(&reason), |plan| plan.closing = None)
        }
    }
}

fn copy_plan(
    context: &mut Context,
    from: &str,
    code: PlanCode,
    years: u32,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog()?;
    let plan = plan_copy::shift_plan(lookup::find_plan(&catalog, from)?, code, years)
        .ok_or(CliError::YearShiftTooLarge(years))?;
    if catalog.plan(&plan.code).is_some() {
        return Err(CliError::PlanExists(plan.code));
    }
    data_files::report_validation_errors(context, &plan_check::check_plan(&plan, &catalog), 0)?;
    let message = data_files::plan_import_summary(context.lang, &catalog, &plan, false);
    store.write(
        &context.actor("cli"),
        context.clock,
        Write::AddPlan(Box::new(plan)),
    )?;
    context.print_line(&message)
}

fn edit_plan(
    context: &mut Context,
    typed: &str,
    reason: Option<&str>,
    make: impl FnOnce(&mut Plan),
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog()?;
    let was = lookup::find_plan(&catalog, typed)?;
    let mut plan = was.clone();
    make(&mut plan);
    data_files::report_validation_errors(
        context,
        &plan_check::check_change(was, &plan, &catalog),
        0,
    )?;
    let mode = ReplaceMode {
        reason,
        dry_run: false,
    };
    replace_plan(context, &store, was, plan, mode)
}

/// Why a plan is replaced, and whether it is only looked at what would change.
#[derive(Clone, Copy)]
pub struct ReplaceMode<'a> {
    /// The reason, if one was given.
    pub reason: Option<&'a str>,
    /// Whether nothing is written.
    pub dry_run: bool,
}

/// Replaces a plan and prints every difference.
pub fn replace_plan(
    context: &mut Context,
    store: &Store,
    expected: &Plan,
    plan: Plan,
    ReplaceMode { reason, dry_run }: ReplaceMode<'_>,
) -> Result<(), CliError> {
    let found = differences(expected, &plan);
    for change in &found {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
        context.print_line(&format!(
            "{}: {} → {}",
            change.path,
            side(&change.before),
            side(&change.after)
        ))?;
    }
    let (code, count) = (plan.code.clone(), found.len());
    if !dry_run {
        let (expected, plan) = (Box::new(expected.clone()), Box::new(plan));
        let write = Write::ChangePlan {
            expected,
            plan,
            reason: reason.map(str::to_owned),
        };
        store.write(&context.actor("cli"), context.clock, write)?;
    }
    let words = match (count, dry_run) {
        (0, _) => ImportMessage::PlanSame,
        (_, true) => ImportMessage::ReplacedDry,
        (_, false) => ImportMessage::Replaced,
    };
    context.print_line(&fill_placeholders(
        words.text(context.lang),
        &[&code, &count],
    ))
}
