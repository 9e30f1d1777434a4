//! Events of duties: appended, never changed; and two derived days, stored so that "overdue on a day" is an index
//! search. Must not depend on roles or refusal reasons.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::author::Author;
use super::error::StoreError;
use super::rows::{Timestamp, insert, position};
use super::stale_duties;

use crate::domain::duty::Blocker;
use crate::domain::duty::{DutyEvent, DutyEventKind, DutyKey, Narrative, Submission};

/// Reads blockers by the event of the submission that recorded them.
pub(super) fn read_blockers(
    db: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> rusqlite::Result<Blockers> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Blockers::new();
    while let Some(row) = rows.next()? {
        let key = DutyKey {
            rule: row.get(1)?,
            office: row.get(2)?,
            period: row.get(3)?,
        };
        let blocker = Blocker {
            key,
            deadline: row.get(4)?,
            late_days: row.get(5)?,
        };
        found.entry(row.get(0)?).or_default().push(blocker);
    }
    Ok(found)
}

/// Reads the blockers of the event in a row of [`EVENT_COLUMNS`]; only a submission has any.
pub(super) fn blockers_of_event(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Blockers> {
    if row.get_ref(2)?.as_str()? != "sent" {
        return Ok(Blockers::new());
    }
    read_blockers(db, BLOCKERS_OF_EVENT, &[&row.get::<_, i64>(16)?])
}

pub(super) const BLOCKERS_OF_EVENT: &str =
    "SELECT event, rule, office, period, deadline, late_days FROM duty_event_blocker
     WHERE event = ?1 ORDER BY position";

/// Blockers by the number of their event.
pub(super) type Blockers = HashMap<i64, Vec<Blocker>>;

/// What an event is read from, of `duty_event e`.
pub(super) const EVENT_COLUMNS: &str =
    "e.duty, e.on_day, e.kind, e.letter, e.letter_on, e.behalf, e.results, e.difficulties, e.proposals,
     e.reason, e.until, e.by, e.at, e.channel, e.note, e.missing_note, e.no";

/// An event from [`EVENT_COLUMNS`].
pub(super) fn event_from_row(row: &Row<'_>, without: &mut Blockers) -> rusqlite::Result<DutyEvent> {
    let kind = match row.get_ref(2)?.as_str()? {
        "sent" => DutyEventKind::Sent(Submission {
            letter: row.get(3)?,
            letter_on: row.get(4)?,
            on_behalf: row.get(5)?,
            narrative: Narrative {
                results: row.get(6)?,
                difficulties: row.get(7)?,
                proposals: row.get(8)?,
            },
            missing_note: row.get(15)?,
            blockers: without.remove(&row.get(16)?).unwrap_or_default(),
        }),
        "returned" => DutyEventKind::Returned {
            reason: row.get(9)?,
            resubmit_by: row.get(10)?,
        },
        "extended" => DutyEventKind::Extended {
            to: row.get(10)?,
            reason: row.get(9)?,
        },
        "waived" => DutyEventKind::Exempted {
            reason: row.get(9)?,
        },
        "reminded" => DutyEventKind::Reminded {
            channel: row.get(13)?,
            note: row.get(14)?,
        },
        _ => DutyEventKind::Accepted,
    };
    Ok(DutyEvent {
        on: row.get(1)?,
        kind,
        by: row.get(11)?,
        at: row.get::<_, Timestamp>(12)?.0,
    })
}

/// What happened to one duty, oldest first; without what it was sent without.
pub(super) fn of_duty(db: &Connection, duty: i64) -> rusqlite::Result<Vec<DutyEvent>> {
    let sql = format!(
        "SELECT {EVENT_COLUMNS} FROM duty_event e WHERE e.duty = ?1 ORDER BY e.on_day, e.at, e.no"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([duty], |row| event_from_row(row, &mut Blockers::new()))?;
    rows.collect()
}

/// Records an event of a duty.
pub(super) fn record(
    db: &Connection,
    author: &Author<'_>,
    key: &DutyKey,
    event: &DutyEventKind,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let duty = duty_id(db, key)?;
    append(db, author, duty, (event, on))?;
    recompute_derived_days(db, duty)?;
    stale_duties::mark(db, duty)?;
    let subject = subject(key);
    let (after, why) = journal_text(event, on);
    match event {
        DutyEventKind::Sent(_) => author.journal_for(
            db,
            &key.office,
            ("duty", &subject),
            [None, Some(&after), why],
        ),
        _ => Ok(author.journal(db, "duty", &subject, [None, Some(&after), why])?),
    }
}

/// Row id of a duty.
pub(super) fn duty_id(db: &Connection, key: &DutyKey) -> Result<i64, StoreError> {
    let mut find =
        db.prepare_cached("SELECT id FROM duty WHERE rule = ?1 AND office = ?2 AND period = ?3")?;
    let found = find
        .query_row(params![key.rule, key.office, key.period], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| StoreError::DutyNotFound(key.clone()))
}

/// Journal subject of a duty.
pub(super) fn subject(key: &DutyKey) -> String {
    format!("{} {} {}", key.rule, key.office, key.period)
}

fn append(
    db: &Connection,
    author: &Author<'_>,
    duty: i64,
    (event, on): (&DutyEventKind, NaiveDate),
) -> rusqlite::Result<()> {
    let mut row: Vec<(&str, &dyn ToSql)> = vec![
        ("duty", &duty),
        ("on_day", &on),
        ("by", &author.actor.account),
        ("at", &author.at),
    ];
    match event {
        DutyEventKind::Sent(sending) => row.extend([
            ("kind", &"sent" as &dyn ToSql),
            ("letter", &sending.letter),
            ("letter_on", &sending.letter_on),
            ("behalf", &sending.on_behalf),
            ("results", &sending.narrative.results),
            ("difficulties", &sending.narrative.difficulties),
            ("proposals", &sending.narrative.proposals),
            ("missing_note", &sending.missing_note),
        ]),
        DutyEventKind::Returned {
            reason,
            resubmit_by,
        } => {
            row.extend([
                ("kind", &"returned" as &dyn ToSql),
                ("reason", reason),
                ("until", resubmit_by),
            ]);
        }
        DutyEventKind::Accepted => row.push(("kind", &"accepted")),
        DutyEventKind::Extended { to, reason } => {
            row.extend([
                ("kind", &"extended" as &dyn ToSql),
                ("reason", reason),
                ("until", to),
            ]);
        }
        DutyEventKind::Exempted { reason } => {
            row.extend([("kind", &"waived" as &dyn ToSql), ("reason", reason)]);
        }
        DutyEventKind::Reminded { channel, note } => {
            row.extend([
                ("kind", &"reminded" as &dyn ToSql),
                ("channel", channel),
                ("note", note),
            ]);
        }
    }
    insert(db, "duty_event", &row)?;
    match event {
        DutyEventKind::Sent(sending) => {
            append_blockers(db, db.last_insert_rowid(), &sending.blockers)
        }
        _ => Ok(()),
    }
}

fn append_blockers(db: &Connection, event: i64, blockers: &[Blocker]) -> rusqlite::Result<()> {
    for (
        place,
        Blocker {
            key,
            deadline,
            late_days,
        },
    ) in blockers.iter().enumerate()
    {
        let DutyKey {
            rule,
            office,
            period,
        } = key;
        let row: [(&str, &dyn ToSql); 7] = [
            ("event", &event),
            ("position", &position(place)),
            ("rule", rule),
            ("office", office),
            ("period", period),
            ("deadline", deadline),
            ("late_days", late_days),
        ];
        insert(db, "duty_event_blocker", &row)?;
    }
    Ok(())
}

/// Journal text of an event, and its reason.
fn journal_text(event: &DutyEventKind, on: NaiveDate) -> (String, Option<&str>) {
    match event {
        DutyEventKind::Sent(sending) => {
            let letter = sending
                .letter
                .as_deref()
                .map(|letter| format!(" {letter}"))
                .unwrap_or_default();
            (
                format!("sent {on}{letter}"),
                sending.missing_note.as_deref(),
            )
        }
        DutyEventKind::Returned {
            reason,
            resubmit_by,
        } => (format!("returned {on} mend_by {resubmit_by}"), Some(reason)),
        DutyEventKind::Accepted => (format!("accepted {on}"), None),
        DutyEventKind::Extended { to, reason } => (format!("extended {on} to {to}"), Some(reason)),
        DutyEventKind::Exempted { reason } => (format!("waived {on}"), Some(reason)),
        DutyEventKind::Reminded { note, .. } => (format!("reminded {on}"), note.as_deref()),
    }
}

pub(super) const OF_DUTY: &str =
    "SELECT kind, on_day, until FROM duty_event WHERE duty = ?1 ORDER BY on_day, at, no";

/// Derived days of a duty, from its events in the domain's order: the day of submission, `None` if it was not sent
/// or was returned, and the first day to which it was extended or returned.
fn derived_days(
    db: &Connection,
    duty: i64,
) -> rusqlite::Result<(Option<NaiveDate>, Option<NaiveDate>)> {
    let mut statement = db.prepare_cached(OF_DUTY)?;
    let mut rows = statement.query([duty])?;
    let (mut closed_on, mut first_term) = (None, None);
    while let Some(row) = rows.next()? {
        let on: NaiveDate = row.get(1)?;
        let until: Option<NaiveDate> = row.get(2)?;
        match row.get_ref(0)?.as_str()? {
            "sent" => closed_on = closed_on.or(Some(on)),
            "returned" => closed_on = None,
            _ => {}
        }
        first_term = first_term.into_iter().chain(until).min();
    }
    Ok((closed_on, first_term))
}

/// Updates `closed_on` and `first_term` of a duty from its events.
pub(super) fn recompute_derived_days(db: &Connection, duty: i64) -> rusqlite::Result<()> {
    let (closed_on, first_term) = derived_days(db, duty)?;
    let sql = "UPDATE duty SET closed_on = ?2, first_term = min(last_day, ifnull(?3, last_day)) WHERE id = ?1";
    db.prepare_cached(sql)?
        .execute(params![duty, closed_on, first_term])
        .map(|_| ())
}

/// Duties whose stored days differ from those derived from their events.
pub(super) fn find_inconsistent_days(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement =
        db.prepare("SELECT id, rule, office, period, last_day, closed_on, first_term FROM duty")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (closed_on, first_term) = derived_days(db, row.get(0)?)?;
        let last_day: NaiveDate = row.get(4)?;
        let first_term = first_term.map_or(last_day, |term| term.min(last_day));
        if row.get::<_, Option<NaiveDate>>(5)? != closed_on
            || row.get::<_, NaiveDate>(6)? != first_term
        {
            found.push(subject(&DutyKey {
                rule: row.get(1)?,
                office: row.get(2)?,
                period: row.get(3)?,
            }));
        }
    }
    Ok(found)
}
