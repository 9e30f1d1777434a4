//! Stars of accounts. Removing one deletes the row; the journal keeps the record.

use rusqlite::{Connection, Row, ToSql, params};

use super::author::Author;
use super::duty_events;
use super::error::StoreError;
use super::figures::need_measure;
use super::rows::insert;
use crate::domain::duty::DutyKey;
use crate::domain::star::StarSubject;

pub(super) const OF_ACCOUNT: &str = "SELECT s.measure, d.rule, d.office, d.period
     FROM star s LEFT JOIN duty d ON d.id = s.duty WHERE s.account = ?1 ORDER BY s.at, s.rowid";

pub(super) const DELETE_ORPHANS: &str = "DELETE FROM star WHERE measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.id = star.measure)";

/// Stars of an account, oldest first.
pub(super) fn of_account(db: &Connection, account: &str) -> Result<Vec<StarSubject>, StoreError> {
    let mut statement = db.prepare_cached(OF_ACCOUNT)?;
    let stars = statement.query_map([account], subject_from_row)?;
    Ok(stars.collect::<Result<_, _>>()?)
}

fn subject_from_row(row: &Row<'_>) -> rusqlite::Result<StarSubject> {
    match row.get(0)? {
        Some(measure) => Ok(StarSubject::Measure(measure)),
        None => Ok(StarSubject::Duty(DutyKey {
            rule: row.get(1)?,
            office: row.get(2)?,
            period: row.get(3)?,
        })),
    }
}

/// Adds or removes the author's star; `false` if nothing changed.
pub(super) fn set_star(
    db: &Connection,
    author: &Author<'_>,
    starred: &StarSubject,
    on: bool,
) -> Result<bool, StoreError> {
    let account = &author.actor.account;
    if of_account(db, account)?.contains(starred) == on {
        return Ok(false);
    }
    let (column, value): (&str, Box<dyn ToSql>) = match starred {
        StarSubject::Measure(id) => {
            need_measure(db, id)?;
            ("measure", Box::new(id.clone()))
        }
        StarSubject::Duty(key) => ("duty", Box::new(duty_events::duty_id(db, key)?)),
    };
    if on {
        insert(
            db,
            "star",
            &[("account", account), (column, &value), ("at", &author.at)],
        )?;
    } else {
        let sql = format!("DELETE FROM star WHERE account = ?1 AND {column} = ?2");
        db.prepare_cached(&sql)?.execute(params![account, value])?;
    }
    let given = Some("starred");
    let change = if on {
        [None, given, None]
    } else {
        [given, None, None]
    };
    author.journal(db, "star", &subject(starred), change)?;
    Ok(true)
}

/// Deletes stars of measures that no longer exist.
pub(super) fn delete_orphans(db: &Connection) -> rusqlite::Result<usize> {
    db.prepare_cached(DELETE_ORPHANS)?.execute([])
}

fn subject(starred: &StarSubject) -> String {
    match starred {
        StarSubject::Measure(id) => id.to_string(),
        StarSubject::Duty(key) => duty_events::subject(key),
    }
}
