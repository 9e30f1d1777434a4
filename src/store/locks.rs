//! Locks of periods and the exceptions to them: appended, never changed. What they keep from changing the domain says.

use rusqlite::{Connection, Params, Row, params};

use super::author::Author;
use super::error::StoreError;
use super::offices::need_office;
use super::rows::{Moment, insert};
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::day::vietnam_day;
use crate::domain::figure::Cell;
use crate::domain::lock::{Lock, Locks, Made, Opening};

/// The columns of both tables, in the order of [`lock_at`] and [`made`].
macro_rules! columns {
    ($more:literal, $rest:literal) => {
        concat!("SELECT plan, period, office, by, at", $more, " FROM ", $rest, " ORDER BY no")
    };
}

/// Every lock and every exception.
pub(super) fn read(db: &Connection) -> rusqlite::Result<Locks> {
    let [locks, openings] = [columns!("", "period_lock"), columns!(", until, reason", "lock_opening")];
    asked(db, [locks, openings], [])
}

const LOCKS_TOUCHING: &str = columns!("", "period_lock WHERE plan = ?1 AND (office IS NULL OR office = ?2)");

const OPENINGS_TOUCHING: &str =
    columns!(", until, reason", "lock_opening WHERE plan = ?1 AND (office IS NULL OR office = ?2)");

/// Those of a plan that touch an office.
fn touching(db: &Connection, plan: &PlanCode, office: &OfficeCode) -> rusqlite::Result<Locks> {
    asked(db, [LOCKS_TOUCHING, OPENINGS_TOUCHING], (plan, office))
}

fn asked(db: &Connection, sql: [&str; 2], whose: impl Params + Copy) -> rusqlite::Result<Locks> {
    let [mut locks, mut openings] = [db.prepare_cached(sql[0])?, db.prepare_cached(sql[1])?];
    let lock = |row: &Row<'_>| made(row, lock_at(row)?);
    let opening = |row: &Row<'_>| made(row, Opening { lock: lock_at(row)?, until: row.get(5)?, reason: row.get(6)? });
    Ok(Locks {
        locks: locks.query_map(whose, lock)?.collect::<Result<_, _>>()?,
        openings: openings.query_map(whose, opening)?.collect::<Result<_, _>>()?,
    })
}

fn made<T>(row: &Row<'_>, what: T) -> rusqlite::Result<Made<T>> {
    Ok(Made { what, by: row.get(3)?, at: row.get::<_, Moment>(4)?.0 })
}

fn lock_at(row: &Row<'_>) -> rusqlite::Result<Lock> {
    Ok(Lock { plan: row.get(0)?, period: row.get(1)?, office: row.get(2)? })
}

/// Refuses a change of a cell whose period is closed, in the transaction of the change.
pub(super) fn refuse_closed(db: &Connection, author: &Author<'_>, cell: &Cell) -> Result<(), StoreError> {
    let day = vietnam_day(author.at.0);
    let plan = cell.measure.plan();
    match touching(db, &plan, &cell.office)?.closed(&plan, cell.period, &cell.office, day) {
        Some(period) => Err(StoreError::Locked(period)),
        None => Ok(()),
    }
}

/// Closes a period; false if exactly that is closed already.
pub(super) fn close(db: &Connection, author: &Author<'_>, lock: &Lock) -> Result<bool, StoreError> {
    need(db, lock)?;
    if read(db)?.locks.iter().any(|made| made.what == *lock) {
        return Ok(false);
    }
    let Lock { plan, period, office } = lock;
    let row: [(&str, &dyn rusqlite::ToSql); 5] =
        [("plan", plan), ("period", period), ("office", office), ("by", &author.actor.account), ("at", &author.at)];
    insert(db, "period_lock", &row)?;
    author.journal(db, "lock", &subject(lock), [None, Some("closed"), None])?;
    Ok(true)
}

/// Opens a closed period until a day.
pub(super) fn open(db: &Connection, author: &Author<'_>, opening: &Opening) -> Result<(), StoreError> {
    need(db, &opening.lock)?;
    let Lock { plan, period, office } = &opening.lock;
    let row: [(&str, &dyn rusqlite::ToSql); 7] = [
        ("plan", plan),
        ("period", period),
        ("office", office),
        ("until", &opening.until),
        ("reason", &opening.reason),
        ("by", &author.actor.account),
        ("at", &author.at),
    ];
    insert(db, "lock_opening", &row)?;
    let after = format!("open until {}", opening.until);
    Ok(author.journal(db, "lock", &subject(&opening.lock), [Some("closed"), Some(&after), Some(&opening.reason)])?)
}

fn need(db: &Connection, lock: &Lock) -> Result<(), StoreError> {
    let known = db.prepare_cached("SELECT 1 FROM plan WHERE code = ?1")?.exists(params![lock.plan])?;
    if !known {
        return Err(StoreError::Unknown(lock.plan.to_string()));
    }
    lock.office.iter().try_for_each(|office| need_office(db, office))
}

fn subject(lock: &Lock) -> String {
    let office = lock.office.as_ref().map(|office| format!(" {office}")).unwrap_or_default();
    format!("{}{office} {}", lock.plan, lock.period)
}
