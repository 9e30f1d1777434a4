//! `lock` and `unlock`: locked periods and exceptions. `domain::lock` decides which cells they affect.

use super::args::{LockArgs, PlanScopeArgs};
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::lookup;
use super::rows::LockRow;
use crate::domain::catalog::Catalog;
use crate::domain::lock::{Lock, LockEvent, LockException, LockRecord, LockStatus};
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::cli::{CliText, Heading};
use crate::i18n::{display, facts, fill_placeholders};
use crate::report::table::TextCell;
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
    let is_in_scope = |record: &LockRecord<LockEvent>| {
        plan.is_none_or(|plan| plan.code == record.item.lock().plan)
    };
    let statuses = catalog.locks.statuses(context.day);
    let records = catalog
        .locks
        .events
        .iter()
        .zip(statuses)
        .filter(|(record, _)| is_in_scope(record));
    let rows = records
        .map(|(record, status)| lock_row(context, &catalog, record, status))
        .collect();
    context.print_list(
        &[
            Heading::Plan,
            Heading::Period,
            Heading::Office,
            Heading::Status,
            Heading::By,
            Heading::At,
        ],
        rows,
    )
}

fn lock_row(
    context: &Context,
    catalog: &Catalog,
    record: &LockRecord<LockEvent>,
    status: LockStatus,
) -> OutputRow<LockRow> {
    let row = LockRow::new(record, status);
    let (lang, lock) = (context.lang, record.item.lock());
    let office = lock
        .office
        .as_ref()
        .map_or(CliText::AllOffices.text(lang), |office| {
            catalog.office_name(office)
        });
    let status_text = match &record.item {
        LockEvent::Locked(_) => lock_status_text(status).text(lang).to_owned(),
        LockEvent::Unlocked(LockException { until, reason, .. }) => fill_placeholders(
            exception_status_text(status).text(lang),
            &[&display::day(context.lang, *until), reason],
        ),
    };
    let cells = vec![
        TextCell::from(&lock.plan.0),
        TextCell::from(facts::period(lang, lock.period)),
        TextCell::from(office).truncatable(),
        TextCell::from(status_text).truncatable(),
        TextCell::from(&row.by).drop_rank(2),
        TextCell::from(display::date_time(context.lang, row.at)).drop_rank(1),
    ];
    OutputRow { row, cells }
}

/// Text of a lock with its status. Statuses of exceptions do not occur.
fn lock_status_text(status: LockStatus) -> CliText {
    match status {
        LockStatus::Unlocked => CliText::LockedWithException,
        LockStatus::PartlyUnlocked => CliText::LockedWithPartialException,
        LockStatus::Repeated => CliText::LockedAgain,
        LockStatus::Locked | LockStatus::Expired | LockStatus::Ended => CliText::PeriodLocked,
    }
}

/// Text of an exception with its status. Statuses of locks do not occur.
fn exception_status_text(status: LockStatus) -> CliText {
    match status {
        LockStatus::PartlyUnlocked => CliText::ExceptionPartlyEnded,
        LockStatus::Expired => CliText::ExceptionExpired,
        LockStatus::Ended => CliText::ExceptionEnded,
        LockStatus::Unlocked | LockStatus::Locked | LockStatus::Repeated => CliText::UnlockedUntil,
    }
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
