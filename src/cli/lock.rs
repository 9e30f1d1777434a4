//! `lock` and `unlock`: a closed period and the exception to it. Which cells that keeps from changing says
//! `domain::lock`.

use super::args::LockAt;
use super::output::Desk;
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::day::print_day;
use crate::domain::lock::{Lock, Opening};
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::store::Write;
use crate::words::cli::Said;
use crate::words::{facts, fill};

/// `tiendo lock`
pub fn lock(desk: &mut Desk, at: &LockAt) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let lock = named(&catalog, at)?;
    let changes = store.write(&desk.actor("cli"), desk.now, Write::Lock(lock.clone()))?;
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
    if reason.is_empty() {
        return Err(Failure::UnlockReason);
    }
    if until < desk.today {
        return Err(Failure::UnlockUntil(until));
    }
    store.write(&desk.actor("cli"), desk.now, Write::Unlock(Opening { lock: lock.clone(), until, reason }))?;
    let [plan, period] = words(desk, &catalog, &lock);
    desk.say(&fill(Said::Unlocked.words(desk.lang), &[&plan, &period, &print_day(until)]))
}

/// The lock that somebody names; its period lies in the plan's years.
fn named(catalog: &Catalog, at: &LockAt) -> Result<Lock, Failure> {
    let plan = find::plan(catalog, &at.plan)?;
    let period = find::period(&at.period)?;
    let inside = plan.from <= period.last_day(plan.data_period) && period.first_day(plan.data_period) <= plan.to;
    if period.kind().is_none() || !inside {
        return Err(Failure::Period(at.period.clone()));
    }
    let office = at.office.as_deref().map(|typed| find::office(catalog, typed, Some(plan))).transpose()?;
    Ok(Lock { plan: plan.code.clone(), period, office })
}

fn words(desk: &Desk, catalog: &Catalog, lock: &Lock) -> [String; 2] {
    let period = facts::period(desk.lang, lock.period);
    let whole = |office| format!("{period} · {}", catalog.office_name(office));
    [lock.plan.to_string(), lock.office.as_ref().map_or(period.clone(), whole)]
}
