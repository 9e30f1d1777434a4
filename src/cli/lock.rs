//! `lock` and `unlock`: a closed period and the exception to it. Which cells that keeps from changing says
//! `domain::lock`.

use super::args::{LockAt, PlanScope};
use super::output::{Desk, Line};
use super::rows::LockRow;
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::day::{print_day, vietnam_time};
use crate::domain::lock::{Lock, LockEvent, LockStatus, Made, Opening};
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::report::table::Cell;
use crate::store::Write;
use crate::words::cli::{Head, Said};
use crate::words::{facts, fill};

/// `tiendo lock`
pub fn lock(desk: &mut Desk, at: &LockAt) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let lock = named(&catalog, at)?;
    // To close it twice changes nothing: a script may.
    let changes = store.write(&desk.actor("cli"), desk.clock, Write::Lock(lock.clone()))?;
    let said = if changes.rows > 0 { Said::Locked } else { Said::LockedAlready };
    let [plan, period] = words(desk, &catalog, &lock);
    desk.say(&fill(said.words(desk.lang), &[&plan, &period]))
}

/// `tiendo unlock`
pub fn unlock(desk: &mut Desk, at: &LockAt, reason: &str, until: &str) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let lock = named(&catalog, at)?;
    let until = find::day(until, desk.today)?;
    let reason = gate_text(reason.trim(), NOTE_MAX)?;
    let opening = Opening { lock: lock.clone(), until, reason };
    store.write(&desk.actor("cli"), desk.clock, Write::Unlock(opening))?;
    let [plan, period] = words(desk, &catalog, &lock);
    desk.say(&fill(Said::Unlocked.words(desk.lang), &[&plan, &period, &print_day(until)]))
}

/// `tiendo locks`: what was closed and opened again, in the order in which it was recorded, and what is left of each.
pub fn locks(desk: &mut Desk, scope: &PlanScope) -> Result<(), Failure> {
    let catalog = desk.open()?.catalog_on(desk.day)?;
    let plan = scope.plan.as_deref().map(|typed| find::plan(&catalog, typed)).transpose()?;
    let asked = |made: &Made<LockEvent>| plan.is_none_or(|plan| plan.code == made.what.lock().plan);
    let statuses = catalog.locks.statuses(desk.day);
    let found = catalog.locks.events.iter().zip(statuses).filter(|(made, _)| asked(made));
    let lines = found.map(|(made, status)| line(desk, &catalog, made, status)).collect();
    desk.list(&[Head::Plan, Head::Period, Head::Office, Head::Status, Head::By, Head::At], lines)
}

fn line(desk: &Desk, catalog: &Catalog, made: &Made<LockEvent>, status: LockStatus) -> Line<LockRow> {
    let (lang, lock, row) = (desk.lang, made.what.lock(), LockRow::of(made, status));
    let office = lock.office.as_ref().map_or(Said::AllOffices.words(lang), |office| catalog.office_name(office));
    let what = match &made.what {
        LockEvent::Locked(_) => lock_left(status).words(lang).to_owned(),
        LockEvent::Opened(Opening { until, reason, .. }) => {
            fill(exception_left(status).words(lang), &[&print_day(*until), reason])
        }
    };
    let cells = vec![
        Cell::from(&lock.plan.0),
        Cell::from(facts::period(lang, lock.period)),
        Cell::from(office).long(),
        Cell::from(what).long(),
        Cell::from(&row.by).minor(2),
        Cell::from(vietnam_time(row.at).format("%d/%m/%Y %H:%M").to_string()).minor(1),
    ];
    Line { row, cells }
}

fn lock_left(status: LockStatus) -> Said {
    match status {
        LockStatus::Open => Said::ClosedOpen,
        LockStatus::PartlyOpen => Said::ClosedPartlyOpen,
        LockStatus::Repeated => Said::ClosedAgain,
        LockStatus::Closed | LockStatus::Expired | LockStatus::Ended => Said::Closed,
    }
}

fn exception_left(status: LockStatus) -> Said {
    match status {
        LockStatus::PartlyOpen => Said::OpenedPartly,
        LockStatus::Expired => Said::OpeningExpired,
        LockStatus::Ended => Said::OpeningEnded,
        LockStatus::Open | LockStatus::Closed | LockStatus::Repeated => Said::LockedUntil,
    }
}

/// The lock that somebody names.
fn named(catalog: &Catalog, at: &LockAt) -> Result<Lock, Failure> {
    let plan = find::plan(catalog, &at.plan)?;
    let period = find::period(&at.period)?;
    let office = at.office.as_deref().map(|typed| find::office(catalog, typed, Some(plan))).transpose()?;
    Ok(Lock { plan: plan.code.clone(), period, office })
}

fn words(desk: &Desk, catalog: &Catalog, lock: &Lock) -> [String; 2] {
    let period = facts::period(desk.lang, lock.period);
    let whole = |office| format!("{period} · {}", catalog.office_name(office));
    [lock.plan.to_string(), lock.office.as_ref().map_or(period.clone(), whole)]
}
