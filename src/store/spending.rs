//! Spending: appended, never changed; a correction is a separate line. The domain adds it up.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::author::Author;
use super::error::StoreError;
use super::plans;
use super::rows::{Timestamp, insert};
use crate::domain::budget::{Spending, SpendingRecord, validate_spending};
use crate::domain::code::PlanCode;

pub(super) const OF_PLAN: &str =
    "SELECT source, activity, amount, on_day, note, by, at FROM spending
                                  WHERE plan = ?1 AND on_day <= ?2 ORDER BY on_day, no";

/// Spending of a plan up to a day, oldest first.
pub(super) fn spending_until(
    db: &Connection,
    plan: &PlanCode,
    day: NaiveDate,
) -> Result<Vec<SpendingRecord>, StoreError> {
    let mut statement = db.prepare_cached(OF_PLAN)?;
    let rows = statement.query_map(params![plan, day], |row| record_from_row(row, plan))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn record_from_row(row: &Row<'_>, plan: &PlanCode) -> rusqlite::Result<SpendingRecord> {
    let spending = Spending {
        plan: plan.clone(),
        source: row.get::<_, Option<u32>>(0)?.map(|position| position + 1),
        activity: row.get(1)?,
        amount: row.get(2)?,
        on: row.get(3)?,
        note: row.get(4)?,
    };
    Ok(SpendingRecord {
        spending,
        by: row.get(5)?,
        at: row.get::<_, Timestamp>(6)?.0,
    })
}

/// Appends a line, checked in the transaction: the second of two simultaneous corrections may be refused.
pub(super) fn record(
    db: &Connection,
    author: &Author<'_>,
    wanted: &Spending,
) -> Result<(), StoreError> {
    let plan = plans::plans(db)?
        .into_iter()
        .find(|plan| plan.code == wanted.plan);
    let plan = plan.ok_or_else(|| StoreError::NotFound(wanted.plan.to_string()))?;
    let before: Vec<Spending> = spending_until(db, &plan.code, author.day())?
        .into_iter()
        .map(|line| line.spending)
        .collect();
    validate_spending(&plan, &before, wanted, author.day()).map_err(StoreError::Spending)?;
    insert(
        db,
        "spending",
        &[
            ("plan", &wanted.plan),
            ("source", &wanted.source.map(|no| no - 1)),
            ("activity", &wanted.activity),
            ("amount", &wanted.amount),
            ("on_day", &wanted.on),
            ("note", &wanted.note),
            ("by", &author.actor.account),
            ("at", &author.at),
        ],
    )?;
    let source = wanted
        .source
        .map(|no| format!(" source {no}"))
        .unwrap_or_default();
    let activity = wanted
        .activity
        .map(|no| format!(" activity {no}"))
        .unwrap_or_default();
    let subject = format!("{}{source}{activity}", wanted.plan);
    let after = format!("{} {}", wanted.amount, wanted.on);
    Ok(author.journal(
        db,
        "spending",
        &subject,
        [None, Some(&after), wanted.note.as_deref()],
    )?)
}
