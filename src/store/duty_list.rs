//! Lists of duties by an index of their summaries: those in one state on a day, in the order of their deadlines, by
//! pages. For days not before [`super::Store::last_event_day`].

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, ToSql, params_from_iter};

use super::duties::{self, DutyQuery, DutyRecord};
use super::error::StoreError;
use crate::domain::code::{OfficeCode, PlanCode, RuleId};
use crate::domain::duty::{DUE_SOON_DAYS, DutyKey, DutyState};
use crate::domain::period::Period;

/// Largest report (duties of one rule and period) that is searched by its duties; a larger one by the deadlines.
const SMALL_REPORT: u64 = 200;

/// Which duties a list has; `None` fields do not restrict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyListFilter {
    /// Day of the states.
    pub day: NaiveDate,
    /// State on that day of the duties that count; `None`: those that do not count (untracked, exempted, transferred).
    pub state: Option<DutyState>,
    /// Plan.
    pub plan: Option<PlanCode>,
    /// Rule.
    pub rule: Option<RuleId>,
    /// Period.
    pub period: Option<Period>,
    /// Submitted late, or not.
    pub late: Option<bool>,
    /// First and last deadline.
    pub deadlines: (NaiveDate, NaiveDate),
    /// Number of duties of the rule and period, whatever their state; 0 if it is not known.
    pub report_size: u64,
}

/// Place of a duty in the order of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyPosition {
    /// Effective deadline.
    pub deadline: NaiveDate,
    /// Office.
    pub office: OfficeCode,
    /// Its row.
    pub row: i64,
}

/// Direction in which a list is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageStart {
    /// From the first row.
    First,
    /// From the last row backwards.
    Last,
    /// After a row.
    After(DutyPosition),
    /// Before a row, backwards.
    Before(DutyPosition),
}

impl PageStart {
    fn is_backward(&self) -> bool {
        matches!(self, PageStart::Last | PageStart::Before(_))
    }
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDuty {
    /// Place in the order.
    pub position: DutyPosition,
    /// Rule, office, period.
    pub key: DutyKey,
}

/// The condition of a state over `duty_summary s` and its values. Each names the condition of one partial index.
fn state_condition(filter: &DutyListFilter) -> (&'static str, Vec<Value>) {
    let day = filter.day;
    let soon = day + Days::new(DUE_SOON_DAYS.unsigned_abs());
    let texts = |days: &[NaiveDate]| {
        days.iter()
            .map(|day| Value::from(day.to_string()))
            .collect()
    };
    match filter.state {
        Some(DutyState::Overdue) => (
            "s.tracked = 1 AND s.phase IN ('owed', 'returned') AND s.deadline < ? AND s.opens_on <= ?
             AND s.transferred_on > ?",
            texts(&[day, day, day]),
        ),
        Some(DutyState::Returned) => (
            "s.tracked = 1 AND s.phase = 'returned' AND s.deadline >= ? AND s.opens_on <= ? AND s.transferred_on > ?",
            texts(&[day, day, day]),
        ),
        Some(DutyState::DueSoon) => (
            "s.tracked = 1 AND s.phase IN ('owed', 'returned') AND s.phase = 'owed' AND s.deadline >= ?
             AND s.deadline <= ? AND s.opens_on <= ? AND s.transferred_on > ?",
            texts(&[day, soon, day, day]),
        ),
        Some(DutyState::WithinDeadline) => (
            "s.tracked = 1 AND s.phase IN ('owed', 'returned') AND s.phase = 'owed' AND s.deadline > ?
             AND s.opens_on <= ? AND s.transferred_on > ?",
            texts(&[soon, day, day]),
        ),
        Some(DutyState::NotOpen) => (
            "s.tracked = 1 AND s.phase IN ('owed', 'returned') AND s.opens_on > ? AND s.transferred_on > ?",
            texts(&[day, day]),
        ),
        Some(DutyState::Waiting) => (
            "s.tracked = 1 AND s.phase = 'submitted' AND s.transferred_on > ?",
            texts(&[day]),
        ),
        Some(DutyState::Accepted) => (
            "s.tracked = 1 AND s.phase = 'accepted' AND s.transferred_on > ?",
            texts(&[day]),
        ),
        Some(DutyState::Transferred) | None => (
            "(s.tracked = 0 OR s.phase = 'exempted' OR s.transferred_on < '9999-12-31')
             AND (s.tracked = 0 OR s.phase = 'exempted' OR s.transferred_on <= ?) AND s.phase <> 'superseded'",
            texts(&[day]),
        ),
    }
}

/// The statement of a page and its values.
pub(super) fn page_sql(
    filter: &DutyListFilter,
    start: &PageStart,
    limit: usize,
) -> (String, Vec<Value>) {
    let (state, mut values) = state_condition(filter);
    let mut sql = format!(
        "SELECT s.deadline, s.office, s.duty, d.rule, d.period {} WHERE {state}
         AND s.deadline BETWEEN ? AND ?",
        joined_tables(filter)
    );
    let (first, last) = filter.deadlines;
    values.extend([first, last].map(|day| Value::from(day.to_string())));
    let mut narrow = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            sql.push_str(condition);
            values.push(value);
        }
    };
    let text = |code: &str| Value::from(code.to_owned());
    narrow(
        " AND d.rule = ?",
        filter.rule.as_ref().map(|rule| text(rule.as_str())),
    );
    narrow(
        " AND d.period = ?",
        filter.period.map(|period| Value::from(period.to_string())),
    );
    narrow(
        " AND d.rule IN (SELECT id FROM rule WHERE plan = ?)",
        filter.plan.as_ref().map(|plan| text(plan.as_str())),
    );
    narrow(" AND s.late = ?", filter.late.map(Value::from));
    if let PageStart::After(at) | PageStart::Before(at) = start {
        let sign = if start.is_backward() { '<' } else { '>' };
        let _ = write!(sql, " AND (s.deadline, s.office, s.duty) {sign} (?, ?, ?)");
        values.extend([
            text(&at.deadline.to_string()),
            text(at.office.as_str()),
            Value::from(at.row),
        ]);
    }
    let way = if start.is_backward() { "DESC" } else { "ASC" };
    let _ = write!(
        sql,
        " ORDER BY s.deadline {way}, s.office {way}, s.duty {way} LIMIT ?"
    );
    values.push(Value::from(i64::try_from(limit).unwrap_or(i64::MAX)));
    (sql, values)
}

/// The order in which the tables are searched: from the deadlines to the duties, for a small report the other way.
fn joined_tables(filter: &DutyListFilter) -> String {
    let is_small = (1..=SMALL_REPORT).contains(&filter.report_size);
    if is_small && filter.rule.is_some() && filter.period.is_some() {
        return "FROM duty d CROSS JOIN duty_summary s ON s.duty = d.id".to_owned();
    }
    let index = match filter.state {
        Some(DutyState::Returned) => "returned",
        Some(DutyState::Waiting) => "waiting",
        Some(DutyState::Accepted) => "accepted",
        Some(DutyState::Transferred) | None => "uncounted",
        Some(_) => "open",
    };
    format!(
        "FROM duty_summary s INDEXED BY duty_summary_{index} CROSS JOIN duty d ON d.id = s.duty"
    )
}

/// A page of a list, always in the order of the list.
pub(super) fn page(
    db: &Connection,
    filter: &DutyListFilter,
    start: &PageStart,
    limit: usize,
) -> Result<Vec<ListedDuty>, StoreError> {
    let (sql, values) = page_sql(filter, start, limit);
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), listed_from_row)?;
    let mut found = rows.collect::<Result<Vec<_>, _>>()?;
    if start.is_backward() {
        found.reverse();
    }
    Ok(found)
}

fn listed_from_row(row: &Row<'_>) -> rusqlite::Result<ListedDuty> {
    let office: OfficeCode = row.get(1)?;
    Ok(ListedDuty {
        position: DutyPosition {
            deadline: row.get(0)?,
            office: office.clone(),
            row: row.get(2)?,
        },
        key: DutyKey {
            rule: row.get(3)?,
            office,
            period: row.get(4)?,
        },
    })
}

/// The duties of listed rows, in no particular order.
pub(super) const IS_LISTED: &str = "d.id IN (SELECT value FROM json_each(?))";

/// Reads the duties of listed rows with their events, ordered by last day.
pub(super) fn records(
    db: &Connection,
    listed: &[ListedDuty],
) -> Result<Vec<DutyRecord>, StoreError> {
    let rows: Vec<String> = listed
        .iter()
        .map(|duty| duty.position.row.to_string())
        .collect();
    let rows = format!("[{}]", rows.join(","));
    let values: [&dyn ToSql; 1] = [&rows];
    duties::read_of_query(db, &DutyQuery::with_values(IS_LISTED, &values))
}
