//! Which duties nobody owes because the offices from which they came had sent them before they ended: reads what the rule
//! of `domain::succession` asks for, and that of few duties. Stores nothing.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::duty_events;
use crate::domain::code::OfficeCode;
use crate::domain::duty::{Duty, DutyEvent, DutyKey};
use crate::domain::office::Predecessor;
use crate::domain::succession::{LinkedDuty, find_superseded};

/// What a duty is read from, of `duty d`; its predecessors come by [`predecessor_from_row`].
pub(super) const DUTY_COLUMNS: &str =
    "d.id, d.rule, d.office, d.period, d.opens_on, d.named_day, d.last_day, d.tracked, d.passes_on";

pub(super) const SUCCESSORS: &str = "SELECT follower FROM successor WHERE office = ?1";

pub(super) const PREDECESSORS: &str =
    "SELECT duty, office, on_day FROM duty_origin WHERE duty = ?1 ORDER BY position";

/// A duty from [`DUTY_COLUMNS`], with its row and without its predecessors.
pub(super) fn duty_from_row(row: &Row<'_>) -> rusqlite::Result<(i64, Duty)> {
    let duty = Duty {
        key: DutyKey {
            rule: row.get(1)?,
            office: row.get(2)?,
            period: row.get(3)?,
        },
        opens_on: row.get(4)?,
        named_day: row.get(5)?,
        last_day: row.get(6)?,
        predecessors: Vec::new(),
        transferred_on: row.get(8)?,
        tracked: row.get(7)?,
    };
    Ok((row.get(0)?, duty))
}

/// A predecessor from a row whose first column is the duty's.
pub(super) fn predecessor_from_row(row: &Row<'_>) -> rusqlite::Result<Predecessor> {
    Ok(Predecessor {
        office: row.get(1)?,
        on: row.get(2)?,
    })
}

/// Reads the duties of a condition that may be superseded: nothing happened to them, and they began by coming from another
/// office. Joined without an order: without a condition the few origins lead, with one the duties do.
pub(super) fn candidates_sql(condition: &str) -> String {
    format!(
        "SELECT DISTINCT {DUTY_COLUMNS}
         FROM duty d JOIN duty_origin o ON o.duty = d.id AND o.on_day = d.opens_on
         WHERE {condition} AND NOT EXISTS (SELECT 1 FROM duty_event e WHERE e.duty = d.id)"
    )
}

/// The duties of a condition over `duty d` that nobody owes.
pub(super) fn find_superseded_where(
    db: &Connection,
    condition: &str,
    values: &[&dyn ToSql],
) -> rusqlite::Result<HashSet<i64>> {
    let mut statement = db.prepare_cached(&candidates_sql(condition))?;
    let rows = statement.query_map(values, duty_from_row)?;
    let mut graph = DutyGraph::new(HashMap::new());
    let mut ids = Vec::new();
    for row in rows {
        let (id, mut duty) = row?;
        duty.predecessors = predecessors(db, id)?;
        ids.push(id);
        graph.add(Cow::Owned(duty), Cow::Owned(Vec::new()));
    }
    let superseded = graph.find_superseded(db)?;
    Ok(ids
        .into_iter()
        .zip(superseded)
        .filter_map(|(id, superseded)| superseded.then_some(id))
        .collect())
}

/// Of these duties, by their places, which nobody owes; those from which they came are among them or are read.
pub(super) fn find_superseded_among(
    db: &Connection,
    duties: &[(&Duty, &[DutyEvent])],
) -> rusqlite::Result<HashSet<usize>> {
    let is_candidate =
        |(duty, events): &(&Duty, &[DutyEvent])| events.is_empty() && duty.starts_by_succession();
    let candidates: Vec<usize> = (0..duties.len())
        .filter(|place| is_candidate(&duties[*place]))
        .collect();
    if candidates.is_empty() {
        return Ok(HashSet::new());
    }
    let transferred = duties
        .iter()
        .filter(|(duty, _)| duty.transferred_on.is_some())
        .map(|(duty, events)| (&duty.key, (*duty, *events)));
    let mut graph = DutyGraph::new(transferred.collect());
    for place in &candidates {
        let (duty, events) = duties[*place];
        graph.add(Cow::Borrowed(duty), Cow::Borrowed(events));
    }
    let superseded = graph.find_superseded(db)?;
    Ok(candidates
        .into_iter()
        .zip(superseded)
        .filter_map(|(place, superseded)| superseded.then_some(place))
        .collect())
}

/// Duties and those from which they came, as far back as the rule looks.
struct DutyGraph<'a> {
    /// Duties that were read already and went to successors.
    known: HashMap<&'a DutyKey, (&'a Duty, &'a [DutyEvent])>,
    duties: Vec<(Cow<'a, Duty>, Cow<'a, [DutyEvent]>)>,
    places: HashMap<DutyKey, Option<usize>>,
    successors: HashMap<OfficeCode, HashSet<OfficeCode>>,
}

impl<'a> DutyGraph<'a> {
    fn new(known: HashMap<&'a DutyKey, (&'a Duty, &'a [DutyEvent])>) -> Self {
        Self {
            known,
            duties: Vec::new(),
            places: HashMap::new(),
            successors: HashMap::new(),
        }
    }

    fn add(&mut self, duty: Cow<'a, Duty>, events: Cow<'a, [DutyEvent]>) -> usize {
        let place = self.duties.len();
        self.places.insert(duty.key.clone(), Some(place));
        self.duties.push((duty, events));
        place
    }

    /// Which of the duties nobody owes: of those that were added, in their order, and of their predecessors.
    fn find_superseded(mut self, db: &Connection) -> rusqlite::Result<Vec<bool>> {
        let mut links = Vec::new();
        while links.len() < self.duties.len() {
            links.push(self.add_predecessors(db, links.len())?);
        }
        let linked = |((duty, events), predecessors)| LinkedDuty {
            duty,
            events,
            predecessors,
        };
        let duties = self
            .duties
            .iter()
            .map(|(duty, events)| (&**duty, &**events));
        Ok(find_superseded(
            &duties.zip(links).map(linked).collect::<Vec<_>>(),
        ))
    }

    /// The places of the duties from which one came in one step, each with the first day of its office. What happened to
    /// a duty stands: what was before it is not asked.
    fn add_predecessors(
        &mut self,
        db: &Connection,
        place: usize,
    ) -> rusqlite::Result<Vec<(usize, NaiveDate)>> {
        let (duty, events) = &self.duties[place];
        if !events.is_empty() || !duty.starts_by_succession() {
            return Ok(Vec::new());
        }
        let (key, predecessors) = (duty.key.clone(), duty.predecessors.clone());
        let mut links = Vec::new();
        for Predecessor { office, on } in predecessors {
            if !self.is_successor(db, &key.office, &office)? {
                continue;
            }
            let before = DutyKey {
                office,
                ..key.clone()
            };
            links.extend(self.place(db, before)?.map(|place| (place, on)));
        }
        Ok(links)
    }

    /// Whether an office is named as the successor of another.
    fn is_successor(
        &mut self,
        db: &Connection,
        office: &OfficeCode,
        other: &OfficeCode,
    ) -> rusqlite::Result<bool> {
        if let Some(named) = self.successors.get(other) {
            return Ok(named.contains(office));
        }
        let mut statement = db.prepare_cached(SUCCESSORS)?;
        let named = statement
            .query_map([other], |row| row.get(0))?
            .collect::<rusqlite::Result<HashSet<OfficeCode>>>()?;
        let is_named = named.contains(office);
        self.successors.insert(other.clone(), named);
        Ok(is_named)
    }

    /// The place of a duty in the graph; none if there is no such duty.
    fn place(&mut self, db: &Connection, key: DutyKey) -> rusqlite::Result<Option<usize>> {
        if let Some(place) = self.places.get(&key) {
            return Ok(*place);
        }
        if let Some((duty, events)) = self.known.get(&key).copied() {
            return Ok(Some(self.add(Cow::Borrowed(duty), Cow::Borrowed(events))));
        }
        let sql = format!(
            "SELECT {DUTY_COLUMNS} FROM duty d WHERE d.rule = ?1 AND d.office = ?2 AND d.period = ?3"
        );
        let found = db
            .prepare_cached(&sql)?
            .query_row(params![key.rule, key.office, key.period], duty_from_row)
            .optional()?;
        let Some((id, mut duty)) = found else {
            self.places.insert(key, None);
            return Ok(None);
        };
        let events = duty_events::of_duty(db, id)?;
        if events.is_empty() {
            duty.predecessors = predecessors(db, id)?;
        }
        Ok(Some(self.add(Cow::Owned(duty), Cow::Owned(events))))
    }
}

fn predecessors(db: &Connection, duty: i64) -> rusqlite::Result<Vec<Predecessor>> {
    let mut statement = db.prepare_cached(PREDECESSORS)?;
    statement.query_map([duty], predecessor_from_row)?.collect()
}
