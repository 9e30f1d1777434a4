//! Authorization of a write in its transaction: identifies the author and checks permissions. Must not depend on role
//! rules; `domain` has them.

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
use crate::domain::entry::Entry;
use crate::domain::figure::Cell;
use crate::domain::permission::{self as rule, Forbidden, Permission, PlanOffices};

/// Identifies the author and checks the permissions for a write.
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
            let administers = required_permissions(&StoredOffices(db), write)?
                .iter()
                .all(|permission| *permission == Permission::Administer);
            if administers {
                Ok(author.with_kind(AuthorKind::Owner))
            } else {
                Err(unknown_account(author))
            }
        }
        // The mode of the file is changed by its owner only.
        Caller::Account(_) if matches!(write, Write::SetMode(_)) => Err(unknown_account(author)),
        Caller::Account(account) => {
            let day = author.day();
            for permission in required_permissions(&StoredOffices(db), write)? {
                let covered = offices_for_permission(db, account.office.as_ref(), &permission)?;
                rule::authorize(&account, &permission, &covered, day)
                    .map_err(StoreError::Forbidden)?;
            }
            Ok(author.with_kind(AuthorKind::Account(account.office)))
        }
    }
}

/// Checks that the author may administer the file, by the same rule as for writes.
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

/// Authenticated author, if the file's mode still matches.
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
        // The mode of the file changed after the author logged in.
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

/// Which permissions a write takes, each once, in the order in which they come first; several where it touches several
/// offices. The screen asks it with the facts that it shows, the transaction with those that it reads.
pub fn required_permissions<O: PlanOffices>(
    offices: &O,
    write: &Write,
) -> Result<Vec<Permission>, O::Error> {
    let figures_of = |cells: &mut dyn Iterator<Item = Cell>| {
        let each = |cell: Cell| Permission::to_report(offices, &cell.measure.plan(), &cell.office);
        distinct(cells.map(each))
    };
    let coordinate = |plan: &PlanCode| Permission::to_coordinate(offices, plan);
    match write {
        Write::SetFigure { entry, .. } => figures_of(&mut std::iter::once(entry.cell())),
        Write::ImportFigures(entries) => figures_of(&mut entries.iter().map(Entry::cell)),
        Write::SetFigures(entries) => {
            figures_of(&mut entries.iter().map(|(entry, _)| entry.cell()))
        }
        Write::UndoRedo(step) => figures_of(&mut step.cells.iter().cloned()),
        Write::ReplayDutyEvent { key, event, .. } | Write::RecordStep { key, event, .. } => {
            distinct([Permission::to_step(offices, key, event.is_submission())])
        }
        Write::RecordSteps { keys, event, .. } => {
            let each = |key| Permission::to_step(offices, key, event.is_submission());
            distinct(keys.iter().map(each))
        }
        Write::SetActivity {
            progress, spending, ..
        } => {
            let progress = (&progress.plan, Some(progress.no));
            let spending = spending.iter().map(|spent| (&spent.plan, spent.activity));
            let both = std::iter::once(progress).chain(spending);
            distinct(both.map(|(plan, no)| Permission::to_execute(offices, plan, no)))
        }
        Write::RecordSpending { spending } => {
            let (plan, activity) = (&spending.plan, spending.activity);
            distinct([Permission::to_execute(offices, plan, activity)])
        }
        Write::AddInspection(inspection) => distinct([coordinate(&inspection.plan)]),
        Write::SetInspection {
            expected,
            inspection,
        } => distinct([&expected.inspection.plan, &inspection.plan].map(coordinate)),
        Write::Lock(lock) => distinct([coordinate(&lock.plan)]),
        Write::Unlock(opening) => distinct([coordinate(&opening.lock.plan)]),
        Write::AddPlan(plan) => Ok(vec![Permission::CoordinatePlan {
            plan: plan.code.clone(),
            coordinator: plan.coordinator.clone(),
        }]),
        // The current coordinator hands a plan over to another office; no other office can take it.
        Write::ChangePlan { expected, .. } => distinct([coordinate(&expected.code)]),
        Write::SetSetting(_)
        | Write::SetOffices { .. }
        | Write::RemoveOffice { .. }
        | Write::RemoveGroup { .. }
        | Write::SetHolidays { .. }
        | Write::RemoveHoliday { .. }
        | Write::AddAccount(_)
        | Write::ChangeAccount { .. }
        | Write::SetMode(_) => Ok(vec![Permission::Administer]),
        Write::Star { .. } | Write::Comment { .. } | Write::SetOwnConfig(_) => {
            Ok(vec![Permission::Annotate])
        }
    }
}

fn distinct<E>(all: impl IntoIterator<Item = Result<Permission, E>>) -> Result<Vec<Permission>, E> {
    let (mut known, mut found) = (HashSet::new(), Vec::new());
    for permission in all {
        let permission = permission?;
        if known.insert(permission.clone()) {
            found.push(permission);
        }
    }
    Ok(found)
}

/// Plans and activities as a transaction reads them.
struct StoredOffices<'a>(&'a Connection);

impl PlanOffices for StoredOffices<'_> {
    type Error = StoreError;

    fn coordinator(&self, plan: &PlanCode) -> Result<OfficeCode, StoreError> {
        let sql = "SELECT coordinator FROM plan WHERE code = ?1";
        let mut find = self.0.prepare_cached(sql)?;
        find.query_row([plan], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::NotFound(plan.to_string()))
    }

    fn activity_lead(&self, plan: &PlanCode, no: u32) -> Result<Option<OfficeCode>, StoreError> {
        let sql = "SELECT lead FROM activity WHERE plan = ?1 AND no = ?2";
        let mut find = self.0.prepare_cached(sql)?;
        Ok(find.query_row((plan, no), |row| row.get(0)).optional()?)
    }
}
