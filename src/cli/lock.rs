//! `lock` and `unlock`: locked periods and exceptions. `domain::lock` decides which cells they affect.

use super::args::{LockArgs, PlanScopeArgs};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use crate::domain::catalog::Catalog;
use crate::domain::lock::{Lock, LockException};
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::cli::CliText;
use crate::i18n::{display, facts, fill_placeholders};
use crate::lists::locks::{LockList, LockRow};
use crate::store::Write;

/// `tiendo lock`
pub fn lock_period(context: &mut Context, args: &LockArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let lock = parse_lock(&catalog, args)?;
    // Locking twice changes nothing, so that scripts may repeat it.
    let changes = store.write(
        &context.actor("cli"),
        context.clock,
        Write::Lock(lock.clone()),
    )?;
    let message = if changes.rows > 0 {
        CliText::Locked
    } else {
        CliText::AlreadyLocked
    };
    let [plan, period] = lock_texts(context, &catalog, &lock);
    context.print_line(&fill_placeholders(
        message.text(context.lang),
        &[&plan, &period],
    ))
}

/// `tiendo unlock`
pub fn unlock_period(
    context: &mut Context,
    args: &LockArgs,
    reason: &str,
    until: &str,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let lock = parse_lock(&catalog, args)?;
    let until = lookup::parse_day_argument(until, context.today)?;
    // An empty reason is refused in `Store::write`, after a period that is not locked.
    let reason = validate_text(reason.trim(), NOTE_MAX)?;
    let exception = LockException {
        lock: lock.clone(),
        until,
        reason,
    };
    store.write(
        &context.actor("cli"),
        context.clock,
        Write::Unlock(exception),
    )?;
    let [plan, period] = lock_texts(context, &catalog, &lock);
    context.print_line(&fill_placeholders(
        CliText::Unlocked.text(context.lang),
        &[&plan, &period, &display::day(context.lang, until)],
    ))
}

/// `tiendo locks`: locks and exceptions in the order of recording, with the current status of each.
pub fn list_locks(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let plan = lookup::find_optional_plan(&catalog, scope.plan.as_deref())?;
    let is_in_scope =
        |row: &LockRow<'_>| plan.is_none_or(|plan| plan.code == row.record.item.lock().plan);
    let statuses = catalog.locks.statuses(context.day);
    let events = catalog.locks.events.iter().zip(statuses);
    let rows = events
        .map(|(record, status)| LockRow { record, status })
        .filter(is_in_scope)
        .collect();
    context.print_rows::<LockList>(&catalog, rows)
}

/// Lock given by the arguments.
fn parse_lock(catalog: &Catalog, args: &LockArgs) -> Result<Lock, CliError> {
    let plan = lookup::find_plan(catalog, &args.plan)?;
    let period = lookup::parse_period_argument(&args.period)?;
    let office = args
        .office
        .as_deref()
        .map(|typed| lookup::find_office(catalog, typed, Some(plan)))
        .transpose()?;
    Ok(Lock {
        plan: plan.code.clone(),
        period,
        office,
    })
}

/// Plan, and period with the office if there is one.
fn lock_texts(context: &Context, catalog: &Catalog, lock: &Lock) -> [String; 2] {
    let period = facts::period(context.lang, lock.period);
    let with_office = |office| format!("{period} · {}", catalog.office_name(office));
    [
        lock.plan.to_string(),
        lock.office.as_ref().map_or(period.clone(), with_office),
    ]
}
