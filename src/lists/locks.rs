//! Locked periods and their exceptions.

use super::{CellText, Facts, List, ListColumn, data, printed};
use crate::domain::lock::{LockEvent, LockException, LockRecord, LockStatus};
use crate::i18n::cli::CliText;
use crate::i18n::{display, facts as words, fill_placeholders};
use crate::list_columns;

/// The list of locks and exceptions.
pub struct LockList;

/// A lock or an exception with its status on a day.
pub struct LockRow<'r> {
    /// The lock or exception.
    pub record: &'r LockRecord<LockEvent>,
    /// Its status.
    pub status: LockStatus,
}

impl LockRow<'_> {
    fn exception(&self) -> Option<&LockException> {
        match &self.record.item {
            LockEvent::Locked(_) => None,
            LockEvent::Unlocked(exception) => Some(exception),
        }
    }
}

impl List for LockList {
    type Row<'r> = LockRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "plan" = |_, row| data(&row.record.item.lock().plan)
            => 1 Plan Fixed 12: |_, row| row.record.item.lock().plan.as_str().into();
        "period" = |_, row| printed(&row.record.item.lock().period)
            => 2 Period Fixed 12: |facts, row| words::period(facts.lang, row.record.item.lock().period).into();
        "office" = |_, row| data(&row.record.item.lock().office) => 3 Office Flexible 20: office_cell;
        "state" = |_, row| data(if row.exception().is_some() { "opened" } else { "closed" });
        "until" = |_, row| data(&row.exception().map(|exception| exception.until));
        "reason" = |_, row| data(&row.exception().map(|exception| &exception.reason));
        "by" = |_, row| data(&row.record.by) => 5 Who Fixed 10 drop 2: |_, row| row.record.by.as_str().into();
        "at" = |_, row| data(&row.record.at)
            => 6 When Fixed 17 drop 1: |facts, row| display::date_time(facts.lang, row.record.at).into();
        "status" = |_, row| data(&row.status) => 4 State Flexible 20: status_cell;
    };
}

fn office_cell(facts: &Facts<'_>, row: &LockRow<'_>) -> CellText {
    let office = row.record.item.lock().office.as_ref();
    let all = CliText::AllOffices.text(facts.lang);
    office
        .map_or(all, |office| facts.catalog.office_name(office))
        .into()
}

fn status_cell(facts: &Facts<'_>, row: &LockRow<'_>) -> CellText {
    let lang = facts.lang;
    match row.exception() {
        None => lock_status_text(row.status).text(lang).into(),
        Some(LockException { until, reason, .. }) => fill_placeholders(
            exception_status_text(row.status).text(lang),
            &[&display::day(lang, *until), reason],
        )
        .into(),
    }
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
