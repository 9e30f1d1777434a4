//! Summaries of duties and their counts, kept in the transaction of each change: lists and totals read them in place of
//! the events. Before a change is committed, the summaries of the duties that it marked are made again.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::duties::{self, DutyQuery, VisitedDuty};
use super::duty_events;
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::stale_duties;
use crate::domain::code::{OfficeCode, PlanCode, RuleId};
use crate::domain::duty::{DUE_SOON_DAYS, DutyKey, Totals};
use crate::domain::duty_summary::DutySummary;
use crate::domain::period::Period;

/// A number of duties of one rule and period that have the same summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryCount {
    /// The rule.
    pub rule: RuleId,
    /// The period.
    pub period: Period,
    /// What they have in common.
    pub summary: DutySummary,
    /// How many they are.
    pub duties: u64,
}

/// How an office's duties that count stand on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeCount {
    /// The office.
    pub office: OfficeCode,
    /// The four totals.
    pub totals: Totals,
    /// Due within [`DUE_SOON_DAYS`] days.
    pub due_soon: u64,
    /// Returned and not overdue.
    pub returned: u64,
}

/// The day in `transferred_on` of a duty that passes to nobody.
const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

const SUMMARY_COLUMNS: &str = "tracked, phase, opens_on, deadline, transferred_on, late";

pub(super) const OF_PLAN: &str = "WHERE rule IN (SELECT id FROM rule WHERE plan = ?1)";

pub(super) const LAST_EVENT_DAY: &str = "SELECT max(on_day) FROM duty_event";

const COUNT_KEY: &str =
    "rule = ?1 AND period = ?2 AND tracked = ?3 AND phase = ?4 AND opens_on = ?5 AND deadline = ?6
     AND transferred_on = ?7 AND late = ?8";

/// Makes the summaries of every duty: those of a file of an earlier version.
pub(super) fn rebuild(db: &Connection) -> Result<(), StoreError> {
    stale_duties::mark_all(db)?;
    refresh(db)
}

/// Makes the summaries of the marked duties again.
pub(super) fn refresh(db: &Connection) -> Result<(), StoreError> {
    if !stale_duties::is_any_marked(db)? {
        return Ok(());
    }
    let marked = DutyQuery::from_condition(stale_duties::IS_MARKED);
    duties::visit_all(db, &marked, &mut |row| {
        let summary = summary_of(&row);
        Ok(replace(db, row.id, &row.record.duty.key, &summary)?)
    })?;
    Ok(stale_duties::clear(db)?)
}

fn summary_of(row: &VisitedDuty) -> DutySummary {
    let record = &row.record;
    DutySummary::new(
        &record.duty,
        &record.events,
        record.external_recipient,
        row.superseded,
    )
}

/// Removes the summary of a duty that is deleted, and marks those that came from it.
pub(super) fn delete(db: &Connection, duty: i64) -> rusqlite::Result<()> {
    stale_duties::mark_deleted(db, duty)?;
    let sql = "SELECT rule, office, period FROM duty WHERE id = ?1";
    let key = db.prepare_cached(sql)?.query_row([duty], |row| {
        Ok(DutyKey {
            rule: row.get(0)?,
            office: row.get(1)?,
            period: row.get(2)?,
        })
    })?;
    if let Some((_, summary)) = find(db, duty)? {
        count_less(db, &key, &summary)?;
    }
    db.prepare_cached("DELETE FROM duty_summary WHERE duty = ?1")?
        .execute([duty])?;
    Ok(())
}

fn replace(
    db: &Connection,
    duty: i64,
    key: &DutyKey,
    summary: &DutySummary,
) -> rusqlite::Result<()> {
    let known = find(db, duty)?;
    if known.as_ref().is_some_and(|(_, known)| known == summary) {
        return Ok(());
    }
    if let Some((_, known)) = known {
        count_less(db, key, &known)?;
    }
    count_more(db, key, summary)?;
    let sql = "INSERT OR REPLACE INTO duty_summary
        (duty, office, tracked, phase, opens_on, deadline, transferred_on, late)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    db.prepare_cached(sql)?.execute(params![
        duty,
        key.office,
        summary.tracked,
        summary.phase,
        summary.opens_on,
        summary.deadline,
        summary.transferred_on.unwrap_or(NEVER),
        summary.late
    ])?;
    Ok(())
}

/// The stored office and summary of a duty.
fn find(db: &Connection, duty: i64) -> rusqlite::Result<Option<(OfficeCode, DutySummary)>> {
    let sql = format!("SELECT {SUMMARY_COLUMNS}, office FROM duty_summary WHERE duty = ?1");
    db.prepare_cached(&sql)?
        .query_row([duty], |row| Ok((row.get(6)?, summary_from_row(row)?)))
        .optional()
}

fn count_more(db: &Connection, key: &DutyKey, summary: &DutySummary) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO duty_count (rule, period, {SUMMARY_COLUMNS}, duties)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1) ON CONFLICT DO UPDATE SET duties = duties + 1"
    );
    change_count(db, &sql, key, summary).map(|_| ())
}

fn count_less(db: &Connection, key: &DutyKey, summary: &DutySummary) -> rusqlite::Result<()> {
    let last = format!("DELETE FROM duty_count WHERE {COUNT_KEY} AND duties = 1");
    if change_count(db, &last, key, summary)? == 0 {
        let sql = format!("UPDATE duty_count SET duties = duties - 1 WHERE {COUNT_KEY}");
        change_count(db, &sql, key, summary)?;
    }
    Ok(())
}

fn change_count(
    db: &Connection,
    sql: &str,
    key: &DutyKey,
    summary: &DutySummary,
) -> rusqlite::Result<usize> {
    db.prepare_cached(sql)?.execute(params![
        key.rule,
        key.period,
        summary.tracked,
        summary.phase,
        summary.opens_on,
        summary.deadline,
        summary.transferred_on.unwrap_or(NEVER),
        summary.late
    ])
}

/// The counts of every rule and period, or of those of one plan.
pub(super) fn counts(
    db: &Connection,
    plan: Option<&PlanCode>,
) -> Result<Vec<SummaryCount>, StoreError> {
    let of_plan = if plan.is_some() { OF_PLAN } else { "" };
    let sql = format!("SELECT {SUMMARY_COLUMNS}, rule, period, duties FROM duty_count {of_plan}");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(rusqlite::params_from_iter(plan), |row| {
        Ok(SummaryCount {
            summary: summary_from_row(row)?,
            rule: row.get(6)?,
            period: row.get(7)?,
            duties: row.get::<_, u32>(8)?.into(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The four totals of counts on a day not before the last event that they consider.
pub fn totals_of_counts<'a>(
    counts: impl IntoIterator<Item = &'a SummaryCount>,
    day: NaiveDate,
) -> Totals {
    let mut totals = Totals::default();
    for count in counts {
        if let Some(total) = count.summary.total_on(day) {
            totals.add(total, count.duties);
        }
    }
    totals
}

/// Counts the duties of each office by what they are on a day.
pub(super) const OFFICE_COUNTS: &str = include_str!("sql/office_counts.sql");

/// The counts of every office that has a duty that is open or done on a day not before the last event.
pub(super) fn office_counts(
    db: &Connection,
    day: NaiveDate,
) -> Result<Vec<OfficeCount>, StoreError> {
    let soon = day + Days::new(DUE_SOON_DAYS.unsigned_abs());
    let mut statement = db.prepare_cached(OFFICE_COUNTS)?;
    let rows = statement.query_map((day, soon), |row| {
        let count = |at| Ok::<u64, rusqlite::Error>(row.get::<_, u32>(at)?.into());
        Ok(OfficeCount {
            office: row.get(0)?,
            totals: Totals {
                done_on_time: count(1)?,
                done_late: count(2)?,
                open_within_deadline: count(3)?,
                open_overdue: count(4)?,
            },
            due_soon: count(5)?,
            returned: count(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Newest effective day of an event: from this day on the summaries tell the state of every duty.
pub(super) fn last_event_day(db: &Connection) -> Result<Option<NaiveDate>, StoreError> {
    Ok(db
        .prepare_cached(LAST_EVENT_DAY)?
        .query_row([], |row| row.get(0))?)
}

/// Compares every summary with a recount, and the counts with the summaries.
pub(super) fn find_differences(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let mut found = Vec::new();
    duties::visit_all(db, &DutyQuery::from_condition("TRUE"), &mut |row| {
        let expected = (row.record.duty.key.office.clone(), summary_of(&row));
        if find(db, row.id)? != Some(expected) {
            let subject = duty_events::subject(&row.record.duty.key);
            found.push(IntegrityIssue::DutySummary(subject));
        }
        Ok(())
    })?;
    let mut statement = db.prepare(include_str!("sql/check_duty_counts.sql"))?;
    let reports = statement.query_map([], |row| row.get(0))?;
    for report in reports {
        found.push(IntegrityIssue::DutyCount(report?));
    }
    Ok(found)
}

/// A summary from [`SUMMARY_COLUMNS`], the first columns of the row.
fn summary_from_row(row: &Row<'_>) -> rusqlite::Result<DutySummary> {
    let transferred_on = row.get(4)?;
    Ok(DutySummary {
        tracked: row.get(0)?,
        phase: row.get(1)?,
        opens_on: row.get(2)?,
        deadline: row.get(3)?,
        transferred_on: (transferred_on != NEVER).then_some(transferred_on),
        late: row.get(5)?,
    })
}
