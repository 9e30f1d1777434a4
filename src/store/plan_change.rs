//! A plan that becomes another one: what history forbids, its parts, its duties, its journal lines. In the caller's
//! transaction.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::author::Author;
use super::error::StoreError;
use super::{catalog, duty_making, plan_rows, plans, stars};
use crate::domain::code::{MeasureId, PlanCode, RuleId};
use crate::domain::period::Period;
use crate::domain::plan::Plan;
use crate::domain::plan_change::{ChangeRefusal, Held, check, differences, stated_reason};
use crate::domain::plan_limits;

const FIGURES: &str = "SELECT DISTINCT c.measure, c.period, c.series
    FROM measure m CROSS JOIN figure_change c ON c.measure = m.id WHERE m.plan = ?1";

const RULES: &str = "SELECT r.id FROM rule r WHERE r.plan = ?1 AND EXISTS (
    SELECT 1 FROM duty d CROSS JOIN duty_event e ON e.duty = d.id WHERE d.rule = r.id
    UNION ALL SELECT 1 FROM duty d CROSS JOIN comment c ON c.duty = d.id WHERE d.rule = r.id)";

const ACTIVITIES: &str = "SELECT activity FROM activity_progress WHERE plan = ?1
    UNION SELECT activity FROM spending WHERE plan = ?1 AND activity IS NOT NULL";

const SOURCES: &str = "SELECT DISTINCT source + 1 FROM spending WHERE plan = ?1 AND source IS NOT NULL";

const COMMENTED: &str =
    "SELECT DISTINCT c.measure FROM measure m CROSS JOIN comment c ON c.measure = m.id WHERE m.plan = ?1";

/// What is asked for [`held`].
#[cfg(test)]
pub(super) const HELD: [&str; 5] = [FIGURES, RULES, ACTIVITIES, SOURCES, COMMENTED];

/// Makes `plan` of the plan that the writer saw as `was`; how many rows. Somebody else's change in between is a refusal.
pub(super) fn change(
    db: &Connection,
    author: &Author<'_>,
    was: &Plan,
    plan: &Plan,
    reason: Option<&str>,
) -> Result<usize, StoreError> {
    let stored = plans::plans(db)?.into_iter().find(|stored| stored.code == was.code);
    let stored = stored.ok_or_else(|| StoreError::Unknown(was.code.to_string()))?;
    if stored != *was {
        return Err(StoreError::PlanChanged(was.code.clone()));
    }
    let differences = differences(was, plan);
    if differences.is_empty() {
        return Ok(0);
    }
    check(was, plan, &held(db, &was.code)?, reason).map_err(StoreError::Change)?;
    for rule in was.rules.iter().map(|rule| was.rule_id(rule)).filter(|rule| plan.find_rule(rule).is_none()) {
        duty_making::leave_rule(db, &rule)?;
    }
    plan_rows::replace_plan(db, plan)?;
    stars::leave_measures(db)?;
    for change in &differences {
        let subject = format!("{} {}", plan.code, change.path);
        let why = reason.or_else(|| stated_reason(plan, change));
        author.journal(db, "plan", &subject, [change.before.as_deref(), change.after.as_deref(), why])?;
    }
    let catalog = catalog::read(db)?;
    if let Some(limit) = plan_limits::check_change(was, plan, &catalog).into_iter().next() {
        return Err(StoreError::Change(ChangeRefusal::Limit(limit)));
    }
    Ok(differences.len() + duty_making::follow_plan(db, &catalog, plan)?)
}

/// What history hangs on a plan's parts.
pub(super) fn held(db: &Connection, plan: &PlanCode) -> Result<Held, StoreError> {
    let mut figures: BTreeMap<MeasureId, BTreeSet<(Period, String)>> = BTreeMap::new();
    let mut statement = db.prepare_cached(FIGURES)?;
    let mut rows = statement.query([plan])?;
    while let Some(row) = rows.next()? {
        figures.entry(row.get(0)?).or_default().insert((row.get(1)?, row.get(2)?));
    }
    let rules =
        db.prepare_cached(RULES)?.query_map([plan], |row| row.get(0))?.collect::<Result<BTreeSet<RuleId>, _>>()?;
    let activities = db.prepare_cached(ACTIVITIES)?.query_map([plan], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let sources = db.prepare_cached(SOURCES)?.query_map([plan], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let commented = db.prepare_cached(COMMENTED)?.query_map([plan], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Held { figures, commented, rules, activities, sources })
}
