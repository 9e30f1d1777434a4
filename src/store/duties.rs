//! Duties: reading them with all that happened to them, and making those that the rules make. Overdue is judged by the
//! domain; here a search narrows to what can be overdue.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, ToSql, params};

use super::duty_events::{self, event_at};
use super::error::StoreError;
use super::heirs;
use super::rows::position;
use crate::domain::catalog::{Catalog, Origin};
use crate::domain::code::{OfficeCode, PlanCode, RuleId};
use crate::domain::deadline::{expand, last_day};
use crate::domain::duty::{Duty, DutyEvent, DutyKey};
use crate::domain::period::Period;
use crate::domain::plan::Plan;

/// A duty with all that happened to it, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRecord {
    /// The duty.
    pub duty: Duty,
    /// Its rule's recipient is outside the system.
    pub outside: bool,
    /// Events in the order in which they count.
    pub events: Vec<DutyEvent>,
}

/// Which duties to read; an absent part does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyFilter {
    /// Of one plan.
    pub plan: Option<PlanCode>,
    /// Of one office.
    pub office: Option<OfficeCode>,
    /// Of one rule.
    pub rule: Option<RuleId>,
    /// Of one period.
    pub period: Option<Period>,
    /// Only those that can be overdue on this day (a superset; the domain judges).
    pub past_on: Option<NaiveDate>,
}

/// What can be overdue on a day, both parts by an index of its own: what is owed still, and what came in hand after it.
/// A waived duty is among them (its standing says so), and one that was in hand for a while before.
const PAST: &str = "d.id IN (SELECT id FROM duty WHERE closed_on IS NULL AND void = 0 AND first_term < ?
                    UNION ALL SELECT id FROM duty WHERE closed_on > ? AND first_term < ?)";

/// A condition over `duty d` with the values of its marks.
pub(super) struct Narrowed<'a> {
    condition: String,
    values: Vec<&'a dyn ToSql>,
}

impl<'a> Narrowed<'a> {
    /// The condition of a filter.
    pub(super) fn by(filter: &'a DutyFilter) -> Self {
        // Nobody owes what was settled before it could come down.
        let mut parts: Vec<&str> = vec!["d.void = 0"];
        let mut values: Vec<&dyn ToSql> = Vec::new();
        let mut narrow = |part: &'static str, marks: &[&'a dyn ToSql]| {
            parts.push(part);
            values.extend(marks);
        };
        if let Some(day) = &filter.past_on {
            narrow(PAST, &[day, day, day]);
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
            // With every rule named, a period alone is a search too: rule by rule.
            narrow("d.period = ? AND d.rule IN (SELECT id FROM rule)", &[period]);
        }
        Self { condition: parts.join(" AND "), values }
    }

    /// The three statements: duties, where they came from, what happened to them.
    pub(super) fn statements(&self) -> [String; 3] {
        let condition = &self.condition;
        [
            format!(
                "SELECT d.id, d.rule, d.office, d.period, d.opens_on, d.named_day, d.last_day, d.tracked, r.outside, d.passes_on
                 FROM duty d CROSS JOIN rule r ON r.id = d.rule WHERE {condition}
                 ORDER BY d.last_day, d.rule, d.office, d.period"
            ),
            format!(
                "SELECT o.duty, o.office, o.on_day FROM duty d CROSS JOIN duty_origin o ON o.duty = d.id WHERE {condition}
                 ORDER BY o.duty, o.position"
            ),
            format!(
                "SELECT e.duty, e.on_day, e.kind, e.letter, e.letter_on, e.behalf, e.results, e.difficulties, e.proposals,
                        e.reason, e.until, e.by, e.at, e.channel, e.note
                 FROM duty d CROSS JOIN duty_event e ON e.duty = d.id WHERE {condition}
                 ORDER BY e.duty, e.on_day, e.at, e.no"
            ),
        ]
    }
}

/// Duties with their events, ordered by last day, then rule, then office. Three statements, whatever their number.
pub(super) fn read(db: &Connection, filter: &DutyFilter) -> Result<Vec<DutyRecord>, StoreError> {
    let narrowed = Narrowed::by(filter);
    let [duties, origins, events] = narrowed.statements();
    let values = narrowed.values.as_slice();
    let (mut found, mut index) = (Vec::new(), HashMap::new());
    let mut statement = db.prepare_cached(&duties)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        index.insert(row.get::<_, i64>(0)?, found.len());
        found.push(record_at(row)?);
    }
    let mut statement = db.prepare_cached(&origins)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        if let Some(&at) = index.get(&row.get(0)?) {
            found[at].duty.inherited_from.push(Origin { office: row.get(1)?, on: row.get(2)? });
        }
    }
    let mut statement = db.prepare_cached(&events)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        if let Some(&at) = index.get(&row.get(0)?) {
            found[at].events.push(event_at(row)?);
        }
    }
    Ok(found)
}

/// One duty.
pub(super) fn one(db: &Connection, key: &DutyKey) -> Result<Option<DutyRecord>, StoreError> {
    let DutyKey { rule, office, period } = key.clone();
    let filter = DutyFilter { rule: Some(rule), office: Some(office), period: Some(period), ..DutyFilter::default() };
    Ok(read(db, &filter)?.pop())
}

fn record_at(row: &Row<'_>) -> rusqlite::Result<DutyRecord> {
    let duty = Duty {
        key: DutyKey { rule: row.get(1)?, office: row.get(2)?, period: row.get(3)? },
        opens_on: row.get(4)?,
        named_day: row.get(5)?,
        last_day: row.get(6)?,
        inherited_from: Vec::new(),
        passes_on: row.get(9)?,
        tracked: row.get(7)?,
    };
    Ok(DutyRecord { duty, outside: row.get(8)?, events: Vec::new() })
}

/// Every duty that the rules of every plan make.
pub(super) fn made_by_rules(catalog: &Catalog) -> impl Iterator<Item = Duty> {
    catalog.plans.iter().flat_map(|plan| made_by_plan(catalog, plan))
}

/// Every duty that the rules of one plan make.
pub(super) fn made_by_plan(catalog: &Catalog, plan: &Plan) -> impl Iterator<Item = Duty> {
    plan.rules.iter().flat_map(|rule| expand(catalog, plan, rule))
}

/// Adds those duties that are not there yet; how many.
pub(super) fn add_missing(db: &Connection, duties: impl Iterator<Item = Duty>) -> Result<usize, StoreError> {
    let mut added = 0;
    for duty in duties {
        added += usize::from(put(db, &duty)?);
    }
    Ok(added)
}

/// Makes the duties of every rule anew after offices or groups changed: adds those that are not there, tells those that
/// are who holds them now, and takes away what no rule makes any more; but never a duty to which something happened.
/// How many rows changed.
pub(super) fn make_anew(db: &Connection, catalog: &Catalog) -> Result<usize, StoreError> {
    let wanted: HashMap<DutyKey, Duty> = made_by_rules(catalog).map(|duty| (duty.key.clone(), duty)).collect();
    let mut changed = 0;
    let untouched = "SELECT id, rule, office, period FROM duty
                     WHERE NOT EXISTS (SELECT 1 FROM duty_event WHERE duty_event.duty = duty.id)";
    let mut statement = db.prepare_cached(untouched)?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, i64>(0)?, DutyKey { rule: row.get(1)?, office: row.get(2)?, period: row.get(3)? }))
    })?;
    for row in rows.collect::<Result<Vec<_>, _>>()? {
        if !wanted.contains_key(&row.1) {
            db.prepare_cached("DELETE FROM duty_origin WHERE duty = ?1")?.execute([row.0])?;
            changed += db.prepare_cached("DELETE FROM duty WHERE id = ?1")?.execute([row.0])?;
        }
    }
    for duty in wanted.values() {
        changed += usize::from(put(db, duty)?);
    }
    heirs::settle_all(db)?;
    Ok(changed)
}

/// Adds a duty, or tells one that is there when it passes on and from whom it came; true if that changed anything.
fn put(db: &Connection, duty: &Duty) -> rusqlite::Result<bool> {
    let DutyKey { rule, office, period } = &duty.key;
    let sql = "INSERT INTO duty (rule, office, period, opens_on, named_day, last_day, tracked, first_term, passes_on)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, ?8) ON CONFLICT (rule, office, period)
               DO UPDATE SET opens_on = ?4, passes_on = ?8 WHERE opens_on <> ?4 OR passes_on IS NOT ?8";
    let Duty { opens_on, named_day, last_day, tracked, passes_on, .. } = duty;
    let row = params![rule, office, period, opens_on, named_day, last_day, tracked, passes_on];
    let changed = db.prepare_cached(sql)?.execute(row)? > 0;
    let sql = "SELECT id FROM duty WHERE rule = ?1 AND office = ?2 AND period = ?3";
    let id: i64 = db.prepare_cached(sql)?.query_row(params![rule, office, period], |row| row.get(0))?;
    Ok(put_origins(db, id, &duty.inherited_from)? || changed)
}

fn put_origins(db: &Connection, id: i64, origins: &[Origin]) -> rusqlite::Result<bool> {
    let mut statement = db.prepare_cached("SELECT office, on_day FROM duty_origin WHERE duty = ?1 ORDER BY position")?;
    let known = statement.query_map([id], |row| Ok(Origin { office: row.get(0)?, on: row.get(1)? }))?;
    if known.collect::<Result<Vec<_>, _>>()? == origins {
        return Ok(false);
    }
    db.prepare_cached("DELETE FROM duty_origin WHERE duty = ?1")?.execute([id])?;
    let sql = "INSERT INTO duty_origin (duty, position, office, on_day) VALUES (?1, ?2, ?3, ?4)";
    for (index, origin) in origins.iter().enumerate() {
        db.prepare_cached(sql)?.execute(params![id, position(index), origin.office, origin.on])?;
    }
    Ok(true)
}

/// Reads the last day of every duty anew after a setting changed; how many moved.
pub(super) fn resolve_last_days(db: &Connection, catalog: &Catalog) -> Result<usize, StoreError> {
    let mut moved = 0;
    for plan in &catalog.plans {
        for rule in &plan.rules {
            let id = plan.rule_id(rule);
            for named in crate::domain::deadline::named_days(rule) {
                let last = last_day(named, rule.before, catalog.settings, &catalog.holidays);
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
    // First down to where it is safe for the CHECK; what happened to a duty may hold its first term lower still.
    let sql = "UPDATE duty SET last_day = ?3, first_term = ?3, tracked = ?4
               WHERE rule = ?1 AND named_day = ?2 AND last_day <> ?3 RETURNING id";
    let mut statement = db.prepare_cached(sql)?;
    let moved = statement.query_map(params![rule, named, last, tracked], |row| row.get(0))?;
    let moved: Vec<i64> = moved.collect::<Result<_, _>>()?;
    for id in &moved {
        duty_events::resettle(db, *id)?;
    }
    Ok(moved.len())
}
