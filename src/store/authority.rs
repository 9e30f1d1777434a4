//! Before a write, in its transaction: who writes it, and whether they may. Knows no rule about roles; `domain` has them.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::author::{Author, Seat, Sits};
use super::error::StoreError;
use super::write::Write;
use super::{accounts, offices};
use crate::domain::account::{Account, Mode};
use crate::domain::authority::{self as rule, Deed, Forbidden};
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::entry::Entry;
use crate::domain::plan::Plan;

/// The author with their seat, or why they may not write this.
pub(super) fn seated<'a>(db: &Connection, author: &Author<'a>, write: &Write) -> Result<Author<'a>, StoreError> {
    match came_in(db, author)? {
        Came::Alone => Ok(author.at_seat(Seat::Alone(offices::own_office(db)?))),
        Came::Owner => {
            let administers = deeds(db, write)?.iter().all(|deed| *deed == Deed::Administer);
            if administers { Ok(author.at_seat(Seat::Owner)) } else { Err(stranger(author)) }
        }
        // Whose the file is, is its owner's to say.
        Came::Account(_) if matches!(write, Write::SetMode(_)) => Err(stranger(author)),
        Came::Account(account) => {
            let day = author.day();
            for deed in deeds(db, write)? {
                let around = around(db, account.office.as_ref(), &deed)?;
                rule::may(&account, &deed, &around, day).map_err(StoreError::Forbidden)?;
            }
            Ok(author.at_seat(Seat::Account(account.office)))
        }
    }
}

/// Refuses who may not administer the file: the same rule as of writes.
pub(super) fn administers(db: &Connection, author: &Author<'_>) -> Result<(), StoreError> {
    match came_in(db, author)? {
        Came::Alone | Came::Owner => Ok(()),
        Came::Account(account) => {
            rule::may(&account, &Deed::Administer, &Catalog::default(), author.day()).map_err(StoreError::Forbidden)
        }
    }
}

/// As what an author came in, where the file still is so.
enum Came {
    Alone,
    Owner,
    Account(Account),
}

fn came_in(db: &Connection, author: &Author<'_>) -> Result<Came, StoreError> {
    match (offices::mode(db)?, author.actor.sits) {
        (Mode::Single, Sits::Alone | Sits::Owner) => Ok(Came::Alone),
        (Mode::Shared, Sits::Owner) => Ok(Came::Owner),
        (Mode::Shared, Sits::Account) => match accounts::one(db, &author.actor.account)? {
            Some(account) => Ok(Came::Account(account)),
            None => Err(stranger(author)),
        },
        // It was shared, or is one person's again, since they came in.
        (Mode::Shared, Sits::Alone) | (Mode::Single, Sits::Account) => Err(stranger(author)),
    }
}

fn stranger(author: &Author<'_>) -> StoreError {
    StoreError::Forbidden(Forbidden::NoAccount(author.actor.account.clone()))
}

/// The offices that a question about these can touch: those above and those that follow.
pub(super) fn near(db: &Connection, codes: Vec<OfficeCode>) -> Result<Catalog, StoreError> {
    let mut catalog = Catalog::default();
    let mut wanted = codes;
    while let Some(code) = wanted.pop() {
        if catalog.offices.contains_key(&code) {
            continue;
        }
        if let Some(office) = offices::one(db, &code)? {
            wanted.extend(office.parent.clone());
            wanted.extend(office.successors.iter().map(|successor| successor.office.clone()));
            catalog.offices.insert(code, office);
        }
    }
    Ok(catalog)
}

/// Whether a day's office of a seat is another than this, and not above it: then somebody writes on its behalf.
pub(super) fn is_behalf(
    db: &Connection,
    own: &OfficeCode,
    office: &OfficeCode,
    day: NaiveDate,
) -> Result<bool, StoreError> {
    Ok(!rule::reaches(&near(db, vec![own.clone(), office.clone()])?, own, office, day))
}

fn around(db: &Connection, own: Option<&OfficeCode>, deed: &Deed) -> Result<Catalog, StoreError> {
    let named = match deed {
        Deed::Report { coordinator, office, .. } => vec![coordinator, office],
        Deed::Coordinate { coordinator, .. } => vec![coordinator],
        Deed::Administer | Deed::Remark => return Ok(Catalog::default()),
    };
    near(db, named.into_iter().chain(own).cloned().collect())
}

/// What a write is, as far as roles care; several where it touches several offices.
fn deeds(db: &Connection, write: &Write) -> Result<Vec<Deed>, StoreError> {
    let one = |deed: Result<Deed, StoreError>| deed.map(|deed| vec![deed]);
    match write {
        Write::SetFigure { entry, .. } => one(figure(db, entry)),
        Write::ImportFigures(entries) => each(entries.iter().map(|entry| figure(db, entry))),
        Write::SetFigures(entries) => each(entries.iter().map(|(entry, _)| figure(db, entry))),
        Write::TakeBack(taken) => each(taken.cells.iter().map(|cell| report(db, &cell.measure.plan(), &cell.office))),
        Write::RecordEvent { key, event, .. } | Write::TakeStep { key, event, .. } => one(step(db, key, event)),
        Write::TakeSteps { keys, event, .. } => each(keys.iter().map(|key| step(db, key, event))),
        Write::SetActivity { progress, spent, .. } => {
            let spent = spent.iter().map(|spending| activity(db, &spending.plan, spending.activity));
            each(std::iter::once(activity(db, &progress.plan, Some(progress.no))).chain(spent))
        }
        Write::Spend { spending, .. } => one(activity(db, &spending.plan, spending.activity)),
        Write::AddInspection(inspection) => one(coordinate(db, &inspection.plan)),
        Write::SetInspection { was, inspection } => {
            each([&was.inspection.plan, &inspection.plan].into_iter().map(|plan| coordinate(db, plan)))
        }
        Write::Lock(lock) => one(coordinate(db, &lock.plan)),
        Write::Unlock(opening) => one(coordinate(db, &opening.lock.plan)),
        Write::AddPlan(plan) => Ok(vec![coordinates(plan)]),
        // Whoever hands a plan to another office gives it away; nobody takes one.
        Write::ChangePlan { was, .. } => one(coordinate(db, &was.code)),
        Write::SetSetting(_)
        | Write::SetOffices { .. }
        | Write::RemoveOffice { .. }
        | Write::RemoveGroup { .. }
        | Write::SetHolidays { .. }
        | Write::RemoveHoliday { .. }
        | Write::AddAccount(_)
        | Write::ChangeAccount { .. }
        | Write::SetMode(_) => Ok(vec![Deed::Administer]),
        Write::Star { .. } | Write::Comment { .. } | Write::SetOwnSettings(_) => Ok(vec![Deed::Remark]),
    }
}

/// Each deed once, in the order in which they come first.
fn each(all: impl Iterator<Item = Result<Deed, StoreError>>) -> Result<Vec<Deed>, StoreError> {
    let (mut known, mut found) = (HashSet::new(), Vec::new());
    for deed in all {
        let deed = deed?;
        if known.insert(deed.clone()) {
            found.push(deed);
        }
    }
    Ok(found)
}

fn figure(db: &Connection, entry: &Entry) -> Result<Deed, StoreError> {
    report(db, &entry.measure.plan(), &entry.office)
}

fn step(db: &Connection, key: &DutyKey, event: &DutyEventKind) -> Result<Deed, StoreError> {
    match event {
        DutyEventKind::Sent(_) => report(db, &key.rule.plan(), &key.office),
        _ => coordinate(db, &key.rule.plan()),
    }
}

/// Progress and spending of an activity are its leading office's; what is spent of a plan as a whole its coordinator's.
fn activity(db: &Connection, plan: &PlanCode, no: Option<u32>) -> Result<Deed, StoreError> {
    let sql = "SELECT lead FROM activity WHERE plan = ?1 AND no = ?2";
    let lead = db.prepare_cached(sql)?.query_row((plan, no), |row| row.get(0)).optional()?;
    lead.map_or_else(|| coordinate(db, plan), |lead: OfficeCode| report(db, plan, &lead))
}

fn report(db: &Connection, plan: &PlanCode, office: &OfficeCode) -> Result<Deed, StoreError> {
    Ok(Deed::Report { plan: plan.clone(), coordinator: coordinator(db, plan)?, office: office.clone() })
}

fn coordinate(db: &Connection, plan: &PlanCode) -> Result<Deed, StoreError> {
    Ok(Deed::Coordinate { plan: plan.clone(), coordinator: coordinator(db, plan)? })
}

fn coordinates(plan: &Plan) -> Deed {
    Deed::Coordinate { plan: plan.code.clone(), coordinator: plan.coordinator.clone() }
}

fn coordinator(db: &Connection, plan: &PlanCode) -> Result<OfficeCode, StoreError> {
    let mut find = db.prepare_cached("SELECT coordinator FROM plan WHERE code = ?1")?;
    find.query_row([plan], |row| row.get(0)).optional()?.ok_or_else(|| StoreError::Unknown(plan.to_string()))
}
