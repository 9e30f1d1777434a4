//! Reading of duties with their events. The domain decides what is overdue; a query only narrows down to duties that
//! can be.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::duty_events::{self, EVENT_COLUMNS, event_from_row};
use super::error::StoreError;
use super::succession::{self, DUTY_COLUMNS, duty_from_row, predecessor_from_row};
use crate::domain::blocker;
use crate::domain::code::{OfficeCode, PlanCode, RuleId};
use crate::domain::duty::Blocker;
use crate::domain::duty::{Duty, DutyEvent, DutyKey, DutyStatus, duty_status};
use crate::domain::period::Period;

/// A duty with its events, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRecord {
    /// The duty.
    pub duty: Duty,
    /// The recipient of its rule is outside the system.
    pub external_recipient: bool,
    /// Events in the order of their effective days.
    pub events: Vec<DutyEvent>,
}

impl DutyRecord {
    /// Status on a day.
    pub fn status_on(&self, day: NaiveDate) -> DutyStatus {
        duty_status(&self.duty, &self.events, self.external_recipient, day)
    }
}

/// Filter of duties; `None` fields do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyFilter {
    /// Plan.
    pub plan: Option<PlanCode>,
    /// Office that owes it.
    pub office: Option<OfficeCode>,
    /// Office that owes it, or from which it passed to the one that does.
    pub office_or_predecessor: Option<OfficeCode>,
    /// Rule.
    pub rule: Option<RuleId>,
    /// Period.
    pub period: Option<Period>,
    /// Duties that can be overdue on this day (a superset; the domain decides).
    pub overdue_on: Option<NaiveDate>,
    /// Tracked duties that can be overdue, due soon, returned or waiting on this day (a superset); the day is not before
    /// [`super::Store::last_event_day`].
    pub pending_on: Option<NaiveDate>,
}

/// What can be overdue on a day, both parts by an index of its own: what is owed still, and what was submitted after it.
/// An exempted duty is among them (its status says so), and one that was submitted for a while before.
const MAYBE_OVERDUE: &str =
    "d.id IN (SELECT id FROM duty WHERE closed_on IS NULL AND first_term < ?
                    UNION ALL SELECT id FROM duty WHERE closed_on > ? AND first_term < ?)";

/// What can be overdue or due soon, is returned or waits for acceptance, each by an index of its own.
/// Due soon is within [`crate::domain::duty::DUE_SOON_DAYS`].
const MAYBE_PENDING: &str = "d.id IN (
        SELECT duty FROM duty_summary
        WHERE tracked = 1 AND phase IN ('owed', 'returned') AND deadline <= date(?, '+7 days')
        UNION ALL SELECT duty FROM duty_summary WHERE tracked = 1 AND phase = 'returned'
        UNION ALL SELECT duty FROM duty_summary WHERE tracked = 1 AND phase = 'submitted')";

/// What an office owes, and what passed from it to its successors.
const OF_OFFICE_OR_PREDECESSOR: &str = "d.id IN (SELECT id FROM duty WHERE office = ?
                    UNION ALL SELECT duty FROM duty_origin WHERE office = ?)";

/// Order of duties in lists.
const BY_LAST_DAY: &str = "ORDER BY d.last_day, d.rule, d.office, d.period";

/// Rows of the duties of a page, as a JSON array.
#[derive(Default)]
pub(super) struct DutyPage(String);

/// A condition over `duty d` with its parameter values.
pub(super) struct DutyQuery<'a> {
    condition: String,
    values: Vec<&'a dyn ToSql>,
}

impl<'a> DutyQuery<'a> {
    /// A condition of another module, without parameters.
    pub(super) fn from_condition(condition: &str) -> Self {
        Self {
            condition: condition.to_owned(),
            values: Vec::new(),
        }
    }

    /// The condition of a page of [`page_ids`].
    pub(super) fn of_page(page: &'a DutyPage) -> Self {
        Self {
            condition: OF_PAGE.to_owned(),
            values: vec![&page.0],
        }
    }

    /// A condition of another module with its values.
    pub(super) fn with_values(condition: &str, values: &[&'a dyn ToSql]) -> Self {
        Self {
            condition: condition.to_owned(),
            values: values.to_vec(),
        }
    }

    /// The condition of a filter.
    pub(super) fn from_filter(filter: &'a DutyFilter) -> Self {
        let mut parts: Vec<&str> = Vec::new();
        let mut values: Vec<&dyn ToSql> = Vec::new();
        let mut narrow = |part: &'static str, marks: &[&'a dyn ToSql]| {
            parts.push(part);
            values.extend(marks);
        };
        if let Some(day) = &filter.overdue_on {
            narrow(MAYBE_OVERDUE, &[day, day, day]);
        }
        if let Some(day) = &filter.pending_on {
            narrow(MAYBE_PENDING, &[day]);
        }
        if let Some(office) = &filter.office_or_predecessor {
            narrow(OF_OFFICE_OR_PREDECESSOR, &[office, office]);
        }
        if let Some(rule) = &filter.rule {
            narrow("d.rule = ?", &[rule]);
        }
        if let Some(plan) = &filter.plan {
            narrow("d.rule IN (SELECT id FROM rule WHERE plan = ?)", &[plan]);
        }
        if let Some(office) = &filter.office {
            narrow("d.office = ?", &[office]);
        }
        if let Some(period) = &filter.period {
            // With every rule given, a period alone is an index search too: rule by rule.
            narrow(
                "d.period = ? AND d.rule IN (SELECT id FROM rule)",
                &[period],
            );
        }
        let condition = if parts.is_empty() {
            "TRUE".to_owned()
        } else {
            parts.join(" AND ")
        };
        Self { condition, values }
    }

    /// The statement that finds what may be superseded.
    #[cfg(test)]
    pub(super) fn candidates(&self) -> String {
        succession::candidates_sql(&self.condition)
    }

    /// The four statements: duties, where they came from, what happened to them, what they were sent without. Among the
    /// duties are those that nobody owes.
    pub(super) fn statements(&self) -> [String; 4] {
        let condition = &self.condition;
        [
            format!(
                "SELECT {DUTY_COLUMNS}, r.outside FROM duty d CROSS JOIN rule r ON r.id = d.rule WHERE {condition}
                 {BY_LAST_DAY}"
            ),
            format!(
                "SELECT o.duty, o.office, o.on_day FROM duty d CROSS JOIN duty_origin o ON o.duty = d.id WHERE {condition}
                 ORDER BY o.duty, o.position"
            ),
            format!(
                "SELECT {EVENT_COLUMNS} FROM duty d CROSS JOIN duty_event e ON e.duty = d.id WHERE {condition}
                 ORDER BY e.duty, e.on_day, e.at, e.no"
            ),
            // Plain joins let SQLite choose the order: without a condition the few blockers first, else the duties.
            format!(
                "SELECT b.event, b.rule, b.office, b.period, b.deadline, b.late_days
                 FROM duty_event_blocker b JOIN duty_event e ON e.no = b.event JOIN duty d ON d.id = e.duty
                 WHERE {condition} ORDER BY b.event, b.position"
            ),
        ]
    }
}

/// Duties with their events, ordered by last day, then rule, then office; without those that nobody owes. Four
/// statements, whatever their number, and a few for each duty of a predecessor that decides and is not among them.
pub(super) fn read_duties(
    db: &Connection,
    filter: &DutyFilter,
) -> Result<Vec<DutyRecord>, StoreError> {
    read_of_query(db, &DutyQuery::from_filter(filter))
}

/// Number of duties that are read at once where rows are written while they are read.
const PAGE_SIZE: usize = 1_000;

/// Duties of one page, by their rows: a part of the order of [`page_ids`].
const OF_PAGE: &str = "d.id IN (SELECT value FROM json_each(?))";

/// Rows of the duties of a filter in the order of lists, page by page.
pub(super) fn page_ids(db: &Connection, filter: &DutyFilter) -> Result<Vec<DutyPage>, StoreError> {
    let query = DutyQuery::from_filter(filter);
    let sql = format!(
        "SELECT d.id FROM duty d WHERE {} {BY_LAST_DAY}",
        query.condition
    );
    let mut statement = db.prepare_cached(&sql)?;
    let ids = statement.query_map(query.values.as_slice(), |row| row.get::<_, i64>(0))?;
    let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
    let page = |ids: &[i64]| {
        let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
        DutyPage(format!("[{}]", ids.join(",")))
    };
    Ok(ids.chunks(PAGE_SIZE).map(page).collect())
}

/// The duties of a page that are there still, in the order of lists.
pub(super) fn read_page(db: &Connection, page: &DutyPage) -> Result<Vec<DutyRecord>, StoreError> {
    read_of_query(db, &DutyQuery::of_page(page))
}

/// Like [`read_duties`], of a query.
pub(super) fn read_of_query(
    db: &Connection,
    query: &DutyQuery<'_>,
) -> Result<Vec<DutyRecord>, StoreError> {
    let [duties, origins, events, blockers] = query.statements();
    let values = query.values.as_slice();
    let (mut found, mut index) = (Vec::new(), HashMap::new());
    let mut statement = db.prepare_cached(&duties)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        index.insert(row.get::<_, i64>(0)?, found.len());
        found.push(record_from_row(row)?);
    }
    let mut statement = db.prepare_cached(&origins)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        if let Some(&at) = index.get(&row.get(0)?) {
            found[at].duty.predecessors.push(predecessor_from_row(row)?);
        }
    }
    let mut without = duty_events::read_blockers(db, &blockers, values)?;
    let mut statement = db.prepare_cached(&events)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        if let Some(&at) = index.get(&row.get(0)?) {
            found[at].events.push(event_from_row(row, &mut without)?);
        }
    }
    remove_superseded(db, &mut found)?;
    Ok(found)
}

fn remove_superseded(db: &Connection, found: &mut Vec<DutyRecord>) -> rusqlite::Result<()> {
    let duties: Vec<_> = found
        .iter()
        .map(|record| (&record.duty, record.events.as_slice()))
        .collect();
    let superseded = succession::find_superseded_among(db, &duties)?;
    if !superseded.is_empty() {
        let mut places = 0..;
        found.retain(|_| {
            places
                .next()
                .is_none_or(|place| !superseded.contains(&place))
        });
    }
    Ok(())
}

/// Visits duties with their events one by one in row order: statements read in parallel, nothing is collected.
pub(super) fn each(
    db: &Connection,
    filter: &DutyFilter,
    visit: &mut dyn FnMut(DutyRecord),
) -> Result<(), StoreError> {
    visit_all(db, &DutyQuery::from_filter(filter), &mut |found| {
        if !found.superseded {
            visit(found.record);
        }
        Ok(())
    })
}

/// A duty with its row, also one that nobody owes.
pub(super) struct VisitedDuty {
    /// Its row.
    pub(super) id: i64,
    /// The duty and its events.
    pub(super) record: DutyRecord,
    /// Nobody owes it.
    pub(super) superseded: bool,
}

/// Visits the duties of a query like [`each`], with those that nobody owes.
pub(super) fn visit_all(
    db: &Connection,
    query: &DutyQuery<'_>,
    visit: &mut dyn FnMut(VisitedDuty) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let [duties, origins, events, _] = query.statements();
    let values = query.values.as_slice();
    let superseded = succession::find_superseded_where(db, &query.condition, values)?;
    let read_event = |row: &Row<'_>| {
        // Event by event: those of all events would be kept at once.
        let mut without = duty_events::blockers_of_event(db, row)?;
        event_from_row(row, &mut without)
    };
    let duties = duties.replace(BY_LAST_DAY, "ORDER BY d.id");
    let (mut duties, mut origins, mut events) = (
        db.prepare_cached(&duties)?,
        db.prepare_cached(&origins)?,
        db.prepare_cached(&events)?,
    );
    let (mut duties, mut origins, mut events) = (
        duties.query(values)?,
        origins.query(values)?,
        events.query(values)?,
    );
    let mut origin = next_of(&mut origins, predecessor_from_row)?;
    let mut event = next_of(&mut events, read_event)?;
    while let Some(row) = duties.next()? {
        let id: i64 = row.get(0)?;
        let mut record = record_from_row(row)?;
        while let Some((_, origin_of_it)) = origin.take_if(|(of, _)| *of <= id) {
            record.duty.predecessors.push(origin_of_it);
            origin = next_of(&mut origins, predecessor_from_row)?;
        }
        while let Some((_, event_of_it)) = event.take_if(|(of, _)| *of <= id) {
            record.events.push(event_of_it);
            event = next_of(&mut events, read_event)?;
        }
        let superseded = superseded.contains(&id);
        visit(VisitedDuty {
            id,
            record,
            superseded,
        })?;
    }
    Ok(())
}

/// Next row of a statement, with the id of its duty.
fn next_of<T>(
    rows: &mut rusqlite::Rows<'_>,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<(i64, T)>> {
    rows.next()?
        .map(|row| Ok((row.get(0)?, read(row)?)))
        .transpose()
}

/// Number of duties.
pub(super) fn count(db: &Connection) -> Result<usize, StoreError> {
    let superseded = succession::find_superseded_where(db, "TRUE", &[])?;
    let count: i64 = db.query_row("SELECT count(*) FROM duty", [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default() - superseded.len())
}

/// A rule, one of its named days, the last day of the duties of that day, and their number.
pub type LastDays = (RuleId, NaiveDate, NaiveDate, usize);

/// See [`LastDays`].
pub(super) fn last_days(db: &Connection) -> Result<Vec<LastDays>, StoreError> {
    let superseded: Vec<String> = succession::find_superseded_where(db, "TRUE", &[])?
        .iter()
        .map(i64::to_string)
        .collect();
    let sql = "SELECT rule, named_day, last_day, count(*) FROM duty
        WHERE id NOT IN (SELECT value FROM json_each(?1)) GROUP BY rule, named_day, last_day";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([format!("[{}]", superseded.join(","))], |row| {
        let count: i64 = row.get(3)?;
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            usize::try_from(count).unwrap_or_default(),
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Finds the days of one duty of a report.
pub(super) const REPORT_DAYS: &str =
    "SELECT named_day, last_day FROM duty WHERE rule = ?1 AND period = ?2 LIMIT 1";

/// The named and the last day of a duty of a rule and period.
pub(super) fn report_days(
    db: &Connection,
    rule: &RuleId,
    period: Period,
) -> Result<Option<(NaiveDate, NaiveDate)>, StoreError> {
    let mut statement = db.prepare_cached(REPORT_DAYS)?;
    let days = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(statement.query_row((rule, period), days).optional()?)
}

/// Blockers of a duty on a day.
pub(super) fn blockers(
    db: &Connection,
    duty: &Duty,
    day: NaiveDate,
) -> Result<Vec<Blocker>, StoreError> {
    let sql = "SELECT other FROM rule_waits_for WHERE rule = ?1 ORDER BY position";
    let mut statement = db.prepare_cached(sql)?;
    let rules: Vec<RuleId> = statement
        .query_map([&duty.key.rule], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut awaited = Vec::new();
    for rule in rules {
        awaited.extend(read_duties(
            db,
            &DutyFilter {
                rule: Some(rule),
                ..DutyFilter::default()
            },
        )?);
    }
    let status_of = |record: &DutyRecord| record.status_on(day);
    let stands: Vec<DutyStatus> = awaited.iter().map(status_of).collect();
    Ok(blocker::blockers(
        duty,
        awaited.iter().map(|record| &record.duty).zip(&stands),
    ))
}

/// Finds a duty.
pub(super) fn find(db: &Connection, key: &DutyKey) -> Result<Option<DutyRecord>, StoreError> {
    let DutyKey {
        rule,
        office,
        period,
    } = key.clone();
    let filter = DutyFilter {
        rule: Some(rule),
        office: Some(office),
        period: Some(period),
        ..DutyFilter::default()
    };
    Ok(read_duties(db, &filter)?.pop())
}

fn record_from_row(row: &Row<'_>) -> rusqlite::Result<DutyRecord> {
    let (_, duty) = duty_from_row(row)?;
    Ok(DutyRecord {
        duty,
        external_recipient: row.get(9)?,
        events: Vec::new(),
    })
}
