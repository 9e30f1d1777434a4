//! Before a write, in its transaction: who writes it, and whether they may. Knows no rule about roles; `domain` has them.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::author::{AuthMode, Author, AuthorKind};
use super::error::StoreError;
use super::related_offices::related_offices;
use super::write_types::Write;
use super::{accounts, offices};
use crate::domain::account::{Account, DatabaseMode};
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::entry::Entry;
use crate::domain::permission::{self as rule, Forbidden, Permission};
use crate::domain::plan::Plan;

/// The author with their seat, or why they may not write this.
pub(super) fn authorize_write<'a>(
    db: &Connection,
    author: &Author<'a>,
    write: &Write,
) -> Result<Author<'a>, StoreError> {
    match resolve_caller(db, author)? {
        Caller::SingleUser => {
            Ok(author.with_kind(AuthorKind::SingleUser(offices::own_office(db)?)))
        }
        Caller::Owner => {
            let administers = required_permissions(db, write)?
                .iter()
                .all(|permission| *permission == Permission::Administer);
            if administers {
                Ok(author.with_kind(AuthorKind::Owner))
            } else {
                Err(unknown_account(author))
            }
        }
        // Whose the file is, is its owner's to say.
        Caller::Account(_) if matches!(write, Write::SetMode(_)) => Err(unknown_account(author)),
        Caller::Account(account) => {
            let day = author.day();
            for permission in required_permissions(db, write)? {
                let around = offices_for_permission(db, account.office.as_ref(), &permission)?;
                rule::authorize(&account, &permission, &around, day)
                    .map_err(StoreError::Forbidden)?;
            }
            Ok(author.with_kind(AuthorKind::Account(account.office)))
        }
    }
}

/// Refuses who may not administer the file: the same rule as of writes.
pub(super) fn require_admin(db: &Connection, author: &Author<'_>) -> Result<(), StoreError> {
    match resolve_caller(db, author)? {
        Caller::SingleUser | Caller::Owner => Ok(()),
        Caller::Account(account) => rule::authorize(
            &account,
            &Permission::Administer,
            &Catalog::default(),
            author.day(),
        )
        .map_err(StoreError::Forbidden),
    }
}

/// As what an author came in, where the file still is so.
enum Caller {
    SingleUser,
    Owner,
    Account(Account),
}

fn resolve_caller(db: &Connection, author: &Author<'_>) -> Result<Caller, StoreError> {
    match (offices::mode(db)?, author.actor.auth_mode) {
        (DatabaseMode::Single, AuthMode::SingleUser | AuthMode::Owner) => Ok(Caller::SingleUser),
        (DatabaseMode::Shared, AuthMode::Owner) => Ok(Caller::Owner),
        (DatabaseMode::Shared, AuthMode::Account) => {
            match accounts::find(db, &author.actor.account)? {
                Some(account) => Ok(Caller::Account(account)),
                None => Err(unknown_account(author)),
            }
        }
        // It was shared, or is one person's again, since they came in.
        (DatabaseMode::Shared, AuthMode::SingleUser)
        | (DatabaseMode::Single, AuthMode::Account) => Err(unknown_account(author)),
    }
}

fn unknown_account(author: &Author<'_>) -> StoreError {
    StoreError::Forbidden(Forbidden::NoAccount(author.actor.account.clone()))
}

fn offices_for_permission(
    db: &Connection,
    own: Option<&OfficeCode>,
    permission: &Permission,
) -> Result<Catalog, StoreError> {
    let named = match permission {
        Permission::EnterReports {
            coordinator,
            office,
            ..
        } => vec![coordinator, office],
        Permission::CoordinatePlan { coordinator, .. } => vec![coordinator],
        Permission::Administer | Permission::Annotate => return Ok(Catalog::default()),
    };
    related_offices(db, named.into_iter().chain(own).cloned().collect())
}

/// What a write is, as far as roles care; several where it touches several offices.
fn required_permissions(db: &Connection, write: &Write) -> Result<Vec<Permission>, StoreError> {
    let one =
        |permission: Result<Permission, StoreError>| permission.map(|permission| vec![permission]);
    match write {
        Write::SetFigure { entry, .. } => one(figure_permission(db, entry)),
        Write::ImportFigures(entries) => {
            distinct(entries.iter().map(|entry| figure_permission(db, entry)))
        }
        Write::SetFigures(entries) => distinct(
            entries
                .iter()
                .map(|(entry, _)| figure_permission(db, entry)),
        ),
        Write::UndoRedo(taken) => distinct(
            taken
                .cells
                .iter()
                .map(|cell| report_permission(db, &cell.measure.plan(), &cell.office)),
        ),
        Write::RecordEvent { key, event, .. } | Write::RecordStep { key, event, .. } => {
            one(step_permission(db, key, event))
        }
        Write::RecordSteps { keys, event, .. } => {
            distinct(keys.iter().map(|key| step_permission(db, key, event)))
        }
        Write::SetActivity {
            progress,
            spending: spent,
            ..
        } => {
            let spent = spent
                .iter()
                .map(|spending| activity_permission(db, &spending.plan, spending.activity));
            distinct(
                std::iter::once(activity_permission(db, &progress.plan, Some(progress.no)))
                    .chain(spent),
            )
        }
        Write::RecordSpending { spending, .. } => {
            one(activity_permission(db, &spending.plan, spending.activity))
        }
        Write::AddInspection(inspection) => one(coordinate_permission(db, &inspection.plan)),
        Write::SetInspection {
            expected,
            inspection,
        } => distinct(
            [&expected.inspection.plan, &inspection.plan]
                .into_iter()
                .map(|plan| coordinate_permission(db, plan)),
        ),
        Write::Lock(lock) => one(coordinate_permission(db, &lock.plan)),
        Write::Unlock(opening) => one(coordinate_permission(db, &opening.lock.plan)),
        Write::AddPlan(plan) => Ok(vec![new_plan_permission(plan)]),
        // Whoever hands a plan to another office gives it away; nobody takes one.
        Write::ChangePlan { expected, .. } => one(coordinate_permission(db, &expected.code)),
        Write::SetSetting(_)
        | Write::SetOffices { .. }
        | Write::RemoveOffice { .. }
        | Write::RemoveGroup { .. }
        | Write::SetHolidays { .. }
        | Write::RemoveHoliday { .. }
        | Write::AddAccount(_)
        | Write::ChangeAccount { .. }
        | Write::SetMode(_) => Ok(vec![Permission::Administer]),
        Write::Star { .. } | Write::Comment { .. } | Write::SetOwnSettings(_) => {
            Ok(vec![Permission::Annotate])
        }
    }
}

/// Each deed once, in the order in which they come first.
fn distinct(
    all: impl Iterator<Item = Result<Permission, StoreError>>,
) -> Result<Vec<Permission>, StoreError> {
    let (mut known, mut found) = (HashSet::new(), Vec::new());
    for permission in all {
        let permission = permission?;
        if known.insert(permission.clone()) {
            found.push(permission);
        }
    }
    Ok(found)
}

fn figure_permission(db: &Connection, entry: &Entry) -> Result<Permission, StoreError> {
    report_permission(db, &entry.measure.plan(), &entry.office)
}

fn step_permission(
    db: &Connection,
    key: &DutyKey,
    event: &DutyEventKind,
) -> Result<Permission, StoreError> {
    match event {
        DutyEventKind::Sent(_) => report_permission(db, &key.rule.plan(), &key.office),
        _ => coordinate_permission(db, &key.rule.plan()),
    }
}

/// Progress and spending of an activity are its leading office's; what is spent of a plan as a whole its coordinator's.
fn activity_permission(
    db: &Connection,
    plan: &PlanCode,
    no: Option<u32>,
) -> Result<Permission, StoreError> {
    let sql = "SELECT lead FROM activity WHERE plan = ?1 AND no = ?2";
    let lead = db
        .prepare_cached(sql)?
        .query_row((plan, no), |row| row.get(0))
        .optional()?;
    lead.map_or_else(
        || coordinate_permission(db, plan),
        |lead: OfficeCode| report_permission(db, plan, &lead),
    )
}

fn report_permission(
    db: &Connection,
    plan: &PlanCode,
    office: &OfficeCode,
) -> Result<Permission, StoreError> {
    Ok(Permission::EnterReports {
        plan: plan.clone(),
        coordinator: coordinator(db, plan)?,
        office: office.clone(),
    })
}

fn coordinate_permission(db: &Connection, plan: &PlanCode) -> Result<Permission, StoreError> {
    Ok(Permission::CoordinatePlan {
        plan: plan.clone(),
        coordinator: coordinator(db, plan)?,
    })
}

fn new_plan_permission(plan: &Plan) -> Permission {
    Permission::CoordinatePlan {
        plan: plan.code.clone(),
        coordinator: plan.coordinator.clone(),
    }
}

fn coordinator(db: &Connection, plan: &PlanCode) -> Result<OfficeCode, StoreError> {
    let mut find = db.prepare_cached("SELECT coordinator FROM plan WHERE code = ?1")?;
    find.query_row([plan], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::NotFound(plan.to_string()))
}
