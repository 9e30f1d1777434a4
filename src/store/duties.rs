//! Duties: reading them with all that happened to them, and making those that the rules make. Overdue is judged by the
//! domain; here a search narrows to what can be overdue.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, ToSql, params};

use super::duty_events::{self, event_at};
use super::error::StoreError;
use super::rows::position;
use crate::domain::catalog::Catalog;
use crate::domain::chain::{self, Blocker};
use crate::domain::code::{OfficeCode, PlanCode, RuleId};
use crate::domain::deadline::{expand, last_day};
use crate::domain::duty::{Duty, DutyEvent, DutyKey, Standing, standing};
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
const PAST: &str = "d.id IN (SELECT id FROM duty WHERE closed_on IS NULL AND first_term < ?
                    UNION ALL SELECT id FROM duty WHERE closed_on > ? AND first_term < ?)";

/// A condition over `duty d` with the values of its marks.
pub(super) struct Narrowed<'a> {
    condition: String,
    values: Vec<&'a dyn ToSql>,
}

impl<'a> Narrowed<'a> {
    /// The condition of a filter.
    pub(super) fn by(filter: &'a DutyFilter) -> Self {
        let mut parts: Vec<&str> = Vec::new();
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
        let condition = if parts.is_empty() { "1".to_owned() } else { parts.join(" AND ") };
        Self { condition, values }
    }

    /// The four statements: duties, where they came from, what happened to them, what they were sent without.
    pub(super) fn statements(&self) -> [String; 4] {
        let condition = &self.condition;
        [
            format!(
                "SELECT d.id, d.rule, d.office, d.period, d.opens_on, d.named_day, d.last_day, d.tracked, r.outside
                 FROM duty d CROSS JOIN rule r ON r.id = d.rule WHERE {condition}
                 ORDER BY d.last_day, d.rule, d.office, d.period"
            ),
            format!(
                "SELECT o.duty, o.office FROM duty d CROSS JOIN duty_origin o ON o.duty = d.id WHERE {condition}
                 ORDER BY o.duty, o.position"
            ),
            format!(
                "SELECT e.duty, e.on_day, e.kind, e.letter, e.letter_on, e.behalf, e.results, e.difficulties, e.proposals,
                        e.reason, e.until, e.by, e.at, e.channel, e.note, e.missing_note, e.no
                 FROM duty d CROSS JOIN duty_event e ON e.duty = d.id WHERE {condition}
                 ORDER BY e.duty, e.on_day, e.at, e.no"
            ),
            // Unordered joins: without a condition the few blockers lead, with one the duties do.
            format!(
                "SELECT b.event, b.rule, b.office, b.period, b.deadline, b.late_days
                 FROM duty_event_blocker b JOIN duty_event e ON e.no = b.event JOIN duty d ON d.id = e.duty
                 WHERE {condition} ORDER BY b.event, b.position"
            ),
        ]
    }
}

/// Duties with their events, ordered by last day, then rule, then office. Four statements, whatever their number.
pub(super) fn read(db: &Connection, filter: &DutyFilter) -> Result<Vec<DutyRecord>, StoreError> {
    let narrowed = Narrowed::by(filter);
    let [duties, origins, events, blockers] = narrowed.statements();
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
            found[at].duty.inherited_from.push(row.get(1)?);
        }
    }
    let mut without = duty_events::blockers(db, &blockers, values)?;
    let mut statement = db.prepare_cached(&events)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        if let Some(&at) = index.get(&row.get(0)?) {
            found[at].events.push(event_at(row, &mut without)?);
        }
    }
    Ok(found)
}

/// What a duty waits for and was not there on a day.
pub(super) fn blockers(db: &Connection, duty: &Duty, day: NaiveDate) -> Result<Vec<Blocker>, StoreError> {
    let sql = "SELECT other FROM rule_waits_for WHERE rule = ?1 ORDER BY position";
    let mut statement = db.prepare_cached(sql)?;
    let rules: Vec<RuleId> = statement.query_map([&duty.key.rule], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut awaited = Vec::new();
    for rule in rules {
        awaited.extend(read(db, &DutyFilter { rule: Some(rule), ..DutyFilter::default() })?);
    }
    let stood = |record: &DutyRecord| standing(&record.duty, &record.events, record.outside, day);
    let stands: Vec<Standing> = awaited.iter().map(stood).collect();
    Ok(chain::blockers(duty, awaited.iter().map(|record| &record.duty).zip(&stands)))
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
        added += usize::from(add(db, &duty)?);
    }
    Ok(added)
}

fn add(db: &Connection, duty: &Duty) -> rusqlite::Result<bool> {
    let DutyKey { rule, office, period } = &duty.key;
    let sql = "INSERT INTO duty (rule, office, period, opens_on, named_day, last_day, tracked, first_term)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6) ON CONFLICT (rule, office, period) DO NOTHING";
    let Duty { opens_on, named_day, last_day, tracked, .. } = duty;
    let row = params![rule, office, period, opens_on, named_day, last_day, tracked];
    if db.prepare_cached(sql)?.execute(row)? == 0 {
        return Ok(false);
    }
    let id = db.last_insert_rowid();
    let sql = "INSERT INTO duty_origin (duty, position, office) VALUES (?1, ?2, ?3)";
    for (index, origin) in duty.inherited_from.iter().enumerate() {
        db.prepare_cached(sql)?.execute(params![id, position(index), origin])?;
    }
    Ok(true)
}

/// Makes the duties of a plan those that its rules make now: new ones come, those that are there move, and those that no
/// rule makes any more go unless something happened to them. How many came, moved or went.
pub(super) fn follow_rules(db: &Connection, catalog: &Catalog, plan: &Plan) -> Result<usize, StoreError> {
    let made: Vec<Duty> = made_by_plan(catalog, plan).collect();
    let filter = DutyFilter { plan: Some(plan.code.clone()), ..DutyFilter::default() };
    let mut changed = 0;
    for record in read(db, &filter)? {
        let duty = &record.duty;
        match made.iter().find(|now| now.key == duty.key) {
            Some(now) if now == duty => {}
            Some(now) => changed += usize::from(move_duty(db, now)?),
            None if record.events.is_empty() => changed += usize::from(remove(db, &duty.key)?),
            None => {}
        }
    }
    Ok(changed + add_missing(db, made.into_iter())?)
}

/// Takes out the duties of a rule that goes; nothing ever happened to them.
pub(super) fn leave_rule(db: &Connection, rule: &RuleId) -> Result<(), StoreError> {
    let filter = DutyFilter { rule: Some(rule.clone()), ..DutyFilter::default() };
    read(db, &filter)?.iter().try_for_each(|record| remove(db, &record.duty.key).map(|_| ()))
}

fn move_duty(db: &Connection, duty: &Duty) -> Result<bool, StoreError> {
    let DutyKey { rule, office, period } = &duty.key;
    let sql = "UPDATE duty SET opens_on = ?4, named_day = ?5, last_day = ?6, first_term = ?6, tracked = ?7
               WHERE rule = ?1 AND office = ?2 AND period = ?3 RETURNING id";
    let row = params![rule, office, period, duty.opens_on, duty.named_day, duty.last_day, duty.tracked];
    let id: i64 = db.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
    duty_events::resettle(db, id)?;
    Ok(true)
}

fn remove(db: &Connection, key: &DutyKey) -> Result<bool, StoreError> {
    let id = duty_events::id(db, key)?;
    // A comment is history; a star goes with what it stood on.
    if db.prepare_cached("SELECT 1 FROM comment WHERE duty = ?1")?.exists([id])? {
        return Ok(false);
    }
    for sql in [
        "DELETE FROM star WHERE duty = ?1",
        "DELETE FROM duty_origin WHERE duty = ?1",
        "DELETE FROM duty WHERE id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
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
