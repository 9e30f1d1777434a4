//! What came down from an office that ended: nothing, if the office had sent it or it was waived before. Kept as a mark on
//! the duty, so that reading needs no second look. Knows no rule of a plan.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::duty_events::OF_DUTY;

/// The duties that came down from a duty: the same rule and period, by an office that follows its own.
pub(super) const SUCCESSORS: &str = "SELECT DISTINCT h.id FROM duty p
    JOIN successor s ON s.office = p.office
    JOIN duty h ON h.rule = p.rule AND h.period = p.period AND h.office = s.follower
    JOIN duty_origin o ON o.duty = h.id AND o.office = p.office
    WHERE p.id = ?1 AND p.passes_on IS NOT NULL AND p.id <> h.id";

/// The duties from which a duty came down, each with the day on which it passed on, whether it came down to this one as
/// its beginning, and whether nothing came down to it itself.
pub(super) const PREDECESSORS: &str = "SELECT p.id, p.passes_on, o.on_day = h.opens_on, p.void FROM duty h
    JOIN duty_origin o ON o.duty = h.id
    JOIN successor s ON s.office = o.office AND s.follower = h.office
    JOIN duty p ON p.rule = h.rule AND p.period = h.period AND p.office = o.office AND p.passes_on <= o.on_day
    WHERE h.id = ?1 AND p.id <> h.id";

/// Every duty that passes on, the oldest first.
pub(super) const TRANSFERRED: &str =
    "SELECT id FROM duty WHERE passes_on IS NOT NULL ORDER BY passes_on, id";

/// What was done under its own name stands.
pub(super) const UPDATE_SUPERSEDED: &str = "UPDATE duty
    SET void = ?2 AND NOT EXISTS (SELECT 1 FROM duty_event WHERE duty_event.duty = duty.id) WHERE id = ?1 AND void <> ?2";

/// After something happened to a duty: what of it came down, and from there on.
pub(super) fn recompute_superseded(db: &Connection, duty: i64) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(SUCCESSORS)?;
    let successors: Vec<i64> = statement
        .query_map([duty], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    successors
        .into_iter()
        .try_for_each(|successor| recompute_superseded_of(db, successor))
}

/// The same for everything that ever came down, the oldest first.
pub(super) fn recompute_all_superseded(db: &Connection) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(TRANSFERRED)?;
    let passing: Vec<i64> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    passing
        .into_iter()
        .try_for_each(|duty| recompute_superseded(db, duty))
}

fn recompute_superseded_of(db: &Connection, duty: i64) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(PREDECESSORS)?;
    let rows = statement.query_map([duty], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, NaiveDate>(1)?,
            row.get::<_, bool>(2)?,
            row.get::<_, bool>(3)?,
        ))
    })?;
    let (mut began, mut settled) = (false, true);
    for row in rows.collect::<Result<Vec<_>, _>>()? {
        let (predecessor, passes_on, beginning, void) = row;
        began |= beginning;
        settled &= void || was_resolved_before(db, predecessor, passes_on)?;
    }
    let changed = db
        .prepare_cached(UPDATE_SUPERSEDED)?
        .execute(params![duty, began && settled])?;
    if changed > 0 {
        recompute_superseded(db, duty)
    } else {
        Ok(())
    }
}

/// As `domain::duty::is_settled_before`, of what is written down.
fn was_resolved_before(db: &Connection, duty: i64, day: NaiveDate) -> rusqlite::Result<bool> {
    let mut statement = db.prepare_cached(OF_DUTY)?;
    let mut rows = statement.query([duty])?;
    let (mut in_hand, mut waived) = (false, false);
    while let Some(row) = rows.next()? {
        if row.get::<_, NaiveDate>(1)? < day {
            match row.get_ref(0)?.as_str()? {
                "sent" => in_hand = true,
                "returned" => in_hand = false,
                "waived" => waived = true,
                _ => {}
            }
        }
    }
    Ok(in_hand || waived)
}
