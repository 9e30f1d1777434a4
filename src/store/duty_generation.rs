//! Generation of duties from rules, and their update when a rule, an office, a group or a holiday changes; duties with
//! events are never removed or moved. Must not depend on events.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::error::StoreError;
use super::rows::position;
use super::{duty_events, duty_summaries, stale_duties};
use crate::domain::catalog::Catalog;
use crate::domain::code::RuleId;
use crate::domain::deadline::{expand, named_days, rule_last_day};
use crate::domain::duty::{Duty, DutyKey};
use crate::domain::office::Predecessor;
use crate::domain::plan::Plan;

const DUTIES_OF_RULE: &str = "SELECT id FROM duty WHERE rule = ?1";

const HAS_COMMENT: &str = "SELECT 1 FROM comment WHERE duty = ?1";

const DELETE_PREDECESSORS: &str = "DELETE FROM duty_origin WHERE duty = ?1";

const DELETE_DUTY: [&str; 3] = [
    "DELETE FROM star WHERE duty = ?1",
    DELETE_PREDECESSORS,
    "DELETE FROM duty WHERE id = ?1",
];

const WITHOUT_EVENTS: &str =
    "SELECT id, rule, office, period FROM duty WHERE rule IN (SELECT id FROM rule WHERE plan = ?1)
    AND NOT EXISTS (SELECT 1 FROM duty_event WHERE duty_event.duty = duty.id)";

const UPSERT: &str = "INSERT INTO duty
        (rule, office, period, opens_on, named_day, last_day, tracked, first_term, passes_on)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, ?8) ON CONFLICT (rule, office, period) DO UPDATE
    SET opens_on = ?4, named_day = ?5, last_day = ?6, tracked = ?7, first_term = ?6, passes_on = ?8
    WHERE opens_on <> ?4 OR named_day <> ?5 OR last_day <> ?6 OR tracked <> ?7 OR passes_on IS NOT ?8";

const FIND_ID: &str = "SELECT id FROM duty WHERE rule = ?1 AND office = ?2 AND period = ?3";

const PREDECESSORS: &str =
    "SELECT office, on_day FROM duty_origin WHERE duty = ?1 ORDER BY position";

/// Lowers `first_term` first so that the CHECK holds; events of the duty may set it lower still.
const MOVE_LAST_DAY: &str = "UPDATE duty SET last_day = ?3, first_term = ?3, tracked = ?4
    WHERE rule = ?1 AND named_day = ?2 AND last_day <> ?3 RETURNING id";

/// Statements of this module.
#[cfg(test)]
pub(super) const STATEMENTS: [&str; 10] = [
    DUTIES_OF_RULE,
    HAS_COMMENT,
    DELETE_DUTY[0],
    DELETE_DUTY[1],
    DELETE_DUTY[2],
    WITHOUT_EVENTS,
    UPSERT,
    FIND_ID,
    PREDECESSORS,
    MOVE_LAST_DAY,
];

/// Every duty that the rules of all plans make.
pub(super) fn generate_all(catalog: &Catalog) -> impl Iterator<Item = Duty> {
    catalog
        .plans
        .iter()
        .flat_map(|plan| generate_for_plan(catalog, plan))
}

/// Every duty that the rules of one plan make.
pub(super) fn generate_for_plan(catalog: &Catalog, plan: &Plan) -> impl Iterator<Item = Duty> {
    plan.rules
        .iter()
        .flat_map(|rule| expand(catalog, plan, rule))
}

/// Inserts missing duties and updates changed ones; returns their number.
pub(super) fn upsert_all(
    db: &Connection,
    duties: impl Iterator<Item = Duty>,
) -> Result<usize, StoreError> {
    let mut changed = 0;
    for duty in duties {
        changed += usize::from(upsert(db, &duty)?);
    }
    Ok(changed)
}

/// Regenerates the duties of every plan; returns the number of inserted, changed and deleted ones.
pub(super) fn regenerate_all(db: &Connection, catalog: &Catalog) -> Result<usize, StoreError> {
    catalog
        .plans
        .iter()
        .map(|plan| regenerate_plan(db, catalog, plan))
        .sum()
}

/// Makes the duties of a plan those that its rules make now: new ones come, those that are there move or pass on, and
/// those that no rule makes any more go unless something happened to them. How many came, changed or went.
pub(super) fn regenerate_plan(
    db: &Connection,
    catalog: &Catalog,
    plan: &Plan,
) -> Result<usize, StoreError> {
    let made: BTreeMap<DutyKey, Duty> = generate_for_plan(catalog, plan)
        .map(|duty| (duty.key.clone(), duty))
        .collect();
    let mut changed = 0;
    for (id, key) in duties_without_events(db, plan)? {
        if !made.contains_key(&key) {
            changed += usize::from(delete_duty(db, id)?);
        }
    }
    Ok(changed + upsert_all(db, made.into_values())?)
}

/// Deletes the duties of a removed rule; they have no events.
pub(super) fn delete_duties_of_rule(db: &Connection, rule: &RuleId) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(DUTIES_OF_RULE)?;
    let ids: Vec<i64> = statement
        .query_map([rule], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    ids.into_iter()
        .try_for_each(|id| delete_duty(db, id).map(|_| ()))
}

fn delete_duty(db: &Connection, id: i64) -> Result<bool, StoreError> {
    // A comment is history and keeps the duty; a star is deleted with it.
    if db.prepare_cached(HAS_COMMENT)?.exists([id])? {
        return Ok(false);
    }
    duty_summaries::delete(db, id)?;
    for sql in DELETE_DUTY {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(true)
}

/// Duties of a plan without events.
fn duties_without_events(db: &Connection, plan: &Plan) -> rusqlite::Result<Vec<(i64, DutyKey)>> {
    let mut statement = db.prepare_cached(WITHOUT_EVENTS)?;
    let rows = statement.query_map([&plan.code], |row| {
        Ok((
            row.get(0)?,
            DutyKey {
                rule: row.get(1)?,
                office: row.get(2)?,
                period: row.get(3)?,
            },
        ))
    })?;
    rows.collect()
}

/// Inserts a duty, or updates an existing one; `true` if anything changed.
fn upsert(db: &Connection, duty: &Duty) -> rusqlite::Result<bool> {
    let DutyKey {
        rule,
        office,
        period,
    } = &duty.key;
    let Duty {
        opens_on,
        named_day,
        last_day,
        tracked,
        transferred_on,
        ..
    } = duty;
    let row = params![
        rule,
        office,
        period,
        opens_on,
        named_day,
        last_day,
        tracked,
        transferred_on
    ];
    let changed = db.prepare_cached(UPSERT)?.execute(row)? > 0;
    let id: i64 = db
        .prepare_cached(FIND_ID)?
        .query_row(params![rule, office, period], |row| row.get(0))?;
    if changed {
        duty_events::recompute_derived_days(db, id)?;
    }
    let changed = upsert_predecessors(db, id, &duty.predecessors)? || changed;
    if changed {
        stale_duties::mark(db, id)?;
    }
    Ok(changed)
}

fn upsert_predecessors(
    db: &Connection,
    id: i64,
    origins: &[Predecessor],
) -> rusqlite::Result<bool> {
    let mut statement = db.prepare_cached(PREDECESSORS)?;
    let known = statement.query_map([id], |row| {
        Ok(Predecessor {
            office: row.get(0)?,
            on: row.get(1)?,
        })
    })?;
    if known.collect::<Result<Vec<_>, _>>()? == origins {
        return Ok(false);
    }
    db.prepare_cached(DELETE_PREDECESSORS)?.execute([id])?;
    let sql = "INSERT INTO duty_origin (duty, position, office, on_day) VALUES (?1, ?2, ?3, ?4)";
    for (index, origin) in origins.iter().enumerate() {
        db.prepare_cached(sql)?
            .execute(params![id, position(index), origin.office, origin.on])?;
    }
    Ok(true)
}

/// Recomputes the last day of every duty after a setting changed; returns how many moved.
pub(super) fn recompute_last_days(db: &Connection, catalog: &Catalog) -> Result<usize, StoreError> {
    let mut moved = 0;
    for plan in &catalog.plans {
        for rule in &plan.rules {
            let id = plan.rule_id(rule);
            for named in named_days(rule) {
                let last = rule_last_day(rule, named, catalog.settings, &catalog.holidays);
                moved += move_last_day(db, &id, named, last, last >= plan.tracked_from())?;
            }
        }
    }
    Ok(moved)
}

fn move_last_day(
    db: &Connection,
    rule: &RuleId,
    named: NaiveDate,
    last: NaiveDate,
    tracked: bool,
) -> Result<usize, StoreError> {
    let mut statement = db.prepare_cached(MOVE_LAST_DAY)?;
    let moved = statement.query_map(params![rule, named, last, tracked], |row| row.get(0))?;
    let moved: Vec<i64> = moved.collect::<Result<_, _>>()?;
    for id in &moved {
        duty_events::recompute_derived_days(db, *id)?;
        stale_duties::mark(db, *id)?;
    }
    Ok(moved.len())
}
