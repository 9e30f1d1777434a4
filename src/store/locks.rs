//! Locks of periods and their exceptions: appended, never changed. The domain decides their effect.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

use rusqlite::{Connection, Row};

use super::author::Author;
use super::error::StoreError;
use super::offices::require_office;
use super::plans;
use super::rows::{Timestamp, insert};
use crate::domain::lock::{
    Lock, LockEvent, LockException, LockRecord, LockRefusal, Locks, check_exception, check_lock,
};
use crate::domain::plan::Plan;

const LOCKS: &str = "SELECT plan, period, office, by, at FROM period_lock ORDER BY no";

const OPENINGS: &str =
    "SELECT plan, period, office, by, at, until, reason FROM lock_opening ORDER BY no";

/// Journal lines about one plan, period and office: number, and whether it was a lock.
pub(super) const LINES: &str =
    "SELECT no, before IS NULL FROM journal WHERE subject = ?1 AND kind = 'lock' ORDER BY no";

/// Every lock and exception in the order of recording. The two tables have separate numbers and clocks may go
/// back, so that the order is taken from the journal, where each has one line.
pub(super) fn read(db: &Connection) -> Result<Locks, StoreError> {
    let lock = |row: &Row<'_>| record_from_row(row, LockEvent::Locked(lock_from_row(row)?));
    let exception = |row: &Row<'_>| {
        record_from_row(
            row,
            LockEvent::Unlocked(LockException {
                lock: lock_from_row(row)?,
                until: row.get(5)?,
                reason: row.get(6)?,
            }),
        )
    };
    let mut events: Vec<LockRecord<LockEvent>> = db
        .prepare_cached(LOCKS)?
        .query_map([], lock)?
        .collect::<Result<_, _>>()?;
    events.extend(
        db.prepare_cached(OPENINGS)?
            .query_map([], exception)?
            .collect::<Result<Vec<_>, _>>()?,
    );
    let mut lines = Lines::default();
    let mut numbered = Vec::with_capacity(events.len());
    for record in events {
        numbered.push((lines.take(db, &record.item)?, record));
    }
    numbered.sort_by_key(|(no, _)| *no);
    Ok(Locks {
        events: numbered.into_iter().map(|(_, record)| record).collect(),
    })
}

/// Numbers of journal lines not yet assigned to a lock or an exception, by subject; oldest first.
#[derive(Default)]
struct Lines(HashMap<String, [VecDeque<i64>; 2]>);

impl Lines {
    /// Journal line of the next lock or exception of its subject. A row inserted outside the program errs towards
    /// locking: a lock without a line counts as the newest, an exception as the oldest.
    fn take(&mut self, db: &Connection, event: &LockEvent) -> rusqlite::Result<i64> {
        let subject = subject(event.lock());
        let lines = match self.0.entry(subject) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(place) => {
                let lines = lines_about(db, place.key())?;
                place.insert(lines)
            }
        };
        let [locks, exceptions] = lines;
        Ok(match event {
            LockEvent::Locked(_) => locks.pop_front().unwrap_or(i64::MAX),
            LockEvent::Unlocked(_) => exceptions.pop_front().unwrap_or(i64::MIN),
        })
    }
}

fn lines_about(db: &Connection, subject: &str) -> rusqlite::Result<[VecDeque<i64>; 2]> {
    let [mut locks, mut exceptions] = [VecDeque::new(), VecDeque::new()];
    let mut statement = db.prepare_cached(LINES)?;
    let mut rows = statement.query([subject])?;
    while let Some(row) = rows.next()? {
        let lines = if row.get(1)? {
            &mut locks
        } else {
            &mut exceptions
        };
        lines.push_back(row.get(0)?);
    }
    Ok([locks, exceptions])
}

fn record_from_row(row: &Row<'_>, item: LockEvent) -> rusqlite::Result<LockRecord<LockEvent>> {
    Ok(LockRecord {
        item,
        by: row.get(3)?,
        at: row.get::<_, Timestamp>(4)?.0,
    })
}

fn lock_from_row(row: &Row<'_>) -> rusqlite::Result<Lock> {
    Ok(Lock {
        plan: row.get(0)?,
        period: row.get(1)?,
        office: row.get(2)?,
    })
}

/// Locks a period; `false` if the same is locked already and there is no exception to end.
pub(super) fn lock(db: &Connection, author: &Author<'_>, lock: &Lock) -> Result<bool, StoreError> {
    let plan = require_references(db, lock)?;
    match check_lock(&plan, &read(db)?, lock, author.day()) {
        Err(LockRefusal::AlreadyLocked) => return Ok(false),
        checked => checked.map_err(StoreError::Lock)?,
    }
    let Lock {
        plan,
        period,
        office,
    } = lock;
    let row: [(&str, &dyn rusqlite::ToSql); 5] = [
        ("plan", plan),
        ("period", period),
        ("office", office),
        ("by", &author.actor.account),
        ("at", &author.at),
    ];
    insert(db, "period_lock", &row)?;
    author.journal(db, "lock", &subject(lock), [None, Some("closed"), None])?;
    Ok(true)
}

/// Unlocks a locked period until a day.
pub(super) fn unlock(
    db: &Connection,
    author: &Author<'_>,
    exception: &LockException,
) -> Result<(), StoreError> {
    let plan = require_references(db, &exception.lock)?;
    check_exception(&plan, &read(db)?, exception, author.day()).map_err(StoreError::Lock)?;
    let Lock {
        plan,
        period,
        office,
    } = &exception.lock;
    let row: [(&str, &dyn rusqlite::ToSql); 7] = [
        ("plan", plan),
        ("period", period),
        ("office", office),
        ("until", &exception.until),
        ("reason", &exception.reason),
        ("by", &author.actor.account),
        ("at", &author.at),
    ];
    insert(db, "lock_opening", &row)?;
    let after = format!("open until {}", exception.until);
    Ok(author.journal(
        db,
        "lock",
        &subject(&exception.lock),
        [Some("closed"), Some(&after), Some(&exception.reason)],
    )?)
}

/// The plan of a lock; fails if the plan or the office does not exist.
fn require_references(db: &Connection, lock: &Lock) -> Result<Plan, StoreError> {
    let plan = plans::plans(db)?
        .into_iter()
        .find(|plan| plan.code == lock.plan);
    lock.office
        .iter()
        .try_for_each(|office| require_office(db, office))?;
    plan.ok_or_else(|| StoreError::NotFound(lock.plan.to_string()))
}

fn subject(lock: &Lock) -> String {
    let office = lock
        .office
        .as_ref()
        .map(|office| format!(" {office}"))
        .unwrap_or_default();
    format!("{}{office} {}", lock.plan, lock.period)
}
