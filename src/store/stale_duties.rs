//! The duties that the current transaction touched: their summaries are made again before it is committed. Must not
//! depend on what a summary holds.

use rusqlite::Connection;

use crate::domain::code::{OfficeCode, RuleId};

/// Creates the set of marked duties of a connection; kept in memory.
const CREATE_MARKS: &str =
    "CREATE TEMP TABLE IF NOT EXISTS stale_duty (duty INTEGER NOT NULL PRIMARY KEY)";

const MARK: &str = "INSERT OR IGNORE INTO temp.stale_duty (duty) VALUES (?1)";

/// Whether nobody owes a duty depends on those of the offices from which it came.
pub(super) const MARK_SUCCESSORS: &str = "INSERT OR IGNORE INTO temp.stale_duty (duty)
     SELECT o.duty FROM duty d CROSS JOIN duty_origin o ON o.office = d.office
     CROSS JOIN duty other ON other.id = o.duty AND other.rule = d.rule AND other.period = d.period
     WHERE d.id = ?1";

pub(super) const MARK_OFFICE: &str = "INSERT OR IGNORE INTO temp.stale_duty (duty)
     SELECT duty FROM duty_origin WHERE office = ?1";

pub(super) const MARK_RULE: &str = "INSERT OR IGNORE INTO temp.stale_duty (duty)
     SELECT id FROM duty WHERE rule = ?1";

/// Condition over `duty d` for the marked duties.
pub(super) const IS_MARKED: &str = "d.id IN (SELECT duty FROM temp.stale_duty)";

/// Marks a duty whose days, origin or events changed, and those that came from it.
pub(super) fn mark(db: &Connection, duty: i64) -> rusqlite::Result<()> {
    create_marks(db)?;
    db.prepare_cached(MARK)?.execute([duty])?;
    db.prepare_cached(MARK_SUCCESSORS)?.execute([duty])?;
    Ok(())
}

/// Marks the duties that came from an office whose successors changed.
pub(super) fn mark_office(db: &Connection, office: &OfficeCode) -> rusqlite::Result<()> {
    create_marks(db)?;
    db.prepare_cached(MARK_OFFICE)?.execute([office])?;
    Ok(())
}

/// Marks the duties of a rule whose recipient changed.
pub(super) fn mark_rule(db: &Connection, rule: &RuleId) -> rusqlite::Result<()> {
    create_marks(db)?;
    db.prepare_cached(MARK_RULE)?.execute([rule])?;
    Ok(())
}

fn create_marks(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached(CREATE_MARKS)?.execute([])?;
    Ok(())
}

/// Marks every duty.
pub(super) fn mark_all(db: &Connection) -> rusqlite::Result<()> {
    create_marks(db)?;
    db.execute_batch("INSERT OR IGNORE INTO temp.stale_duty (duty) SELECT id FROM duty")
}

/// Marks the duties that came from one that is deleted.
pub(super) fn mark_deleted(db: &Connection, duty: i64) -> rusqlite::Result<()> {
    mark(db, duty)?;
    db.prepare_cached("DELETE FROM temp.stale_duty WHERE duty = ?1")?
        .execute([duty])?;
    Ok(())
}

/// Returns `true` if a duty is marked.
pub(super) fn is_any_marked(db: &Connection) -> rusqlite::Result<bool> {
    create_marks(db)?;
    db.prepare_cached("SELECT 1 FROM temp.stale_duty")?
        .exists([])
}

/// Removes all marks.
pub(super) fn clear(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM temp.stale_duty")?
        .execute([])?;
    Ok(())
}
