//! Change of a plan: constraints of history, its parts, its duties, its journal lines. Runs in the caller's
//! transaction.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::author::Author;
use super::error::StoreError;
use super::{catalog, duty_generation, plan_rows, plans, stale_duties, stars};
use crate::domain::code::{MeasureId, PlanCode, RuleId};
use crate::domain::period::Period;
use crate::domain::plan::Plan;
use crate::domain::plan_change::{
    PlanChangeRefusal, PlanDependents, check_plan_change, differences, stated_reason,
};
use crate::domain::plan_limits;

const FIGURE_CELLS: &str = "SELECT DISTINCT c.measure, c.period, c.series
    FROM measure m CROSS JOIN figure_change c ON c.measure = m.id WHERE m.plan = ?1";

const RULES_WITH_EVENTS: &str = "SELECT r.id FROM rule r WHERE r.plan = ?1 AND EXISTS (
    SELECT 1 FROM duty d CROSS JOIN duty_event e ON e.duty = d.id WHERE d.rule = r.id
    UNION ALL SELECT 1 FROM duty d CROSS JOIN comment c ON c.duty = d.id WHERE d.rule = r.id)";

const ACTIVITIES_WITH_RECORDS: &str = "SELECT activity FROM activity_progress WHERE plan = ?1
    UNION SELECT activity FROM spending WHERE plan = ?1 AND activity IS NOT NULL";

const SOURCES_WITH_SPENDING: &str =
    "SELECT DISTINCT source + 1 FROM spending WHERE plan = ?1 AND source IS NOT NULL";

const MEASURES_WITH_COMMENTS: &str = "SELECT DISTINCT c.measure FROM measure m CROSS JOIN comment c ON c.measure = m.id WHERE m.plan = ?1";

/// Statements of [`plan_dependents`].
#[cfg(test)]
pub(super) const DEPENDENTS: [&str; 5] = [
    FIGURE_CELLS,
    RULES_WITH_EVENTS,
    ACTIVITIES_WITH_RECORDS,
    SOURCES_WITH_SPENDING,
    MEASURES_WITH_COMMENTS,
];

/// Changes the plan that the writer read as `was` to `plan`; returns the number of rows. Refused if it was changed in
/// between.
pub(super) fn change_plan(
    db: &Connection,
    author: &Author<'_>,
    was: &Plan,
    plan: &Plan,
    reason: Option<&str>,
) -> Result<usize, StoreError> {
    let stored = plans::plans(db)?
        .into_iter()
        .find(|stored| stored.code == was.code);
    let stored = stored.ok_or_else(|| StoreError::NotFound(was.code.to_string()))?;
    if stored != *was {
        return Err(StoreError::PlanConflict(was.code.clone()));
    }
    let differences = differences(was, plan);
    if differences.is_empty() {
        return Ok(0);
    }
    check_plan_change(was, plan, &plan_dependents(db, &was.code)?, reason)
        .map_err(StoreError::PlanChange)?;
    for rule in was
        .rules
        .iter()
        .map(|rule| was.rule_id(rule))
        .filter(|rule| plan.find_rule(rule).is_none())
    {
        duty_generation::delete_duties_of_rule(db, &rule)?;
    }
    for rule in rules_with_other_recipient(was, plan) {
        stale_duties::mark_rule(db, &rule)?;
    }
    plan_rows::replace_plan(db, plan)?;
    stars::delete_orphans(db)?;
    for change in &differences {
        let subject = format!("{} {}", plan.code, change.path);
        let why = reason.or_else(|| stated_reason(plan, change));
        author.journal(
            db,
            "plan",
            &subject,
            [change.before.as_deref(), change.after.as_deref(), why],
        )?;
    }
    let catalog = catalog::read_catalog(db)?;
    if let Some(limit) = plan_limits::check_change(was, plan, &catalog)
        .into_iter()
        .next()
    {
        return Err(StoreError::PlanChange(PlanChangeRefusal::Limit(limit)));
    }
    Ok(differences.len() + duty_generation::regenerate_plan(db, &catalog, plan)?)
}

/// Rules whose recipient is outside the system now and was not, or the other way round: sending is final there.
fn rules_with_other_recipient<'a>(was: &'a Plan, plan: &'a Plan) -> impl Iterator<Item = RuleId> {
    plan.rules.iter().filter_map(|rule| {
        let id = plan.rule_id(rule);
        let before = was.find_rule(&id)?;
        (before.external_recipient != rule.external_recipient).then_some(id)
    })
}

/// Records that refer to parts of a plan.
pub(super) fn plan_dependents(
    db: &Connection,
    plan: &PlanCode,
) -> Result<PlanDependents, StoreError> {
    let mut figures: BTreeMap<MeasureId, BTreeSet<(Period, String)>> = BTreeMap::new();
    let mut statement = db.prepare_cached(FIGURE_CELLS)?;
    let mut rows = statement.query([plan])?;
    while let Some(row) = rows.next()? {
        figures
            .entry(row.get(0)?)
            .or_default()
            .insert((row.get(1)?, row.get(2)?));
    }
    let rules = db
        .prepare_cached(RULES_WITH_EVENTS)?
        .query_map([plan], |row| row.get(0))?
        .collect::<Result<BTreeSet<RuleId>, _>>()?;
    let activities = db
        .prepare_cached(ACTIVITIES_WITH_RECORDS)?
        .query_map([plan], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let sources = db
        .prepare_cached(SOURCES_WITH_SPENDING)?
        .query_map([plan], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let commented = db
        .prepare_cached(MEASURES_WITH_COMMENTS)?
        .query_map([plan], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(PlanDependents {
        figures,
        commented,
        rules,
        activities,
        sources,
    })
}
