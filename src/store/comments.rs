//! Comments: appended, never changed, read oldest first. Must not depend on validation: texts are checked before.

use rusqlite::{Connection, Row, params};

use super::author::Author;
use super::duty_events;
use super::error::StoreError;
use super::figures::{self, need_measure};
use super::offices::require_office;
use super::rows::{Timestamp, insert};
use crate::domain::code::MeasureId;
use crate::domain::comment::{Comment, CommentSubject};
use crate::domain::duty::DutyKey;
use crate::domain::figure::Cell;

pub(super) const OF_MEASURE: &str = "SELECT c.text, c.by, c.at, c.office, c.period, c.series FROM comment c WHERE c.measure = ?1 ORDER BY c.no";
pub(super) const OF_DUTY: &str =
    "SELECT c.text, c.by, c.at FROM duty d CROSS JOIN comment c ON c.duty = d.id
     WHERE d.rule = ?1 AND d.office = ?2 AND d.period = ?3 ORDER BY c.no";

/// The comments on a measure and its cells, oldest first.
pub(super) fn of_measure(db: &Connection, id: &MeasureId) -> Result<Vec<Comment>, StoreError> {
    let about = |row: &Row<'_>| -> rusqlite::Result<CommentSubject> {
        Ok(match row.get(3)? {
            None => CommentSubject::Measure(id.clone()),
            Some(office) => CommentSubject::Cell(Cell {
                measure: id.clone(),
                office,
                period: row.get(4)?,
                series: Some(row.get(5)?).filter(|series: &String| !series.is_empty()),
            }),
        })
    };
    let mut statement = db.prepare_cached(OF_MEASURE)?;
    let comments = statement.query_map([id], |row| comment_from_row(row, about(row)?))?;
    Ok(comments.collect::<Result<_, _>>()?)
}

/// The comments on a duty, oldest first.
pub(super) fn of_duty(db: &Connection, key: &DutyKey) -> Result<Vec<Comment>, StoreError> {
    let mut statement = db.prepare_cached(OF_DUTY)?;
    let comments = statement.query_map(params![key.rule, key.office, key.period], |row| {
        comment_from_row(row, CommentSubject::Duty(key.clone()))
    })?;
    Ok(comments.collect::<Result<_, _>>()?)
}

fn comment_from_row(row: &Row<'_>, subject: CommentSubject) -> rusqlite::Result<Comment> {
    Ok(Comment {
        subject,
        text: row.get(0)?,
        by: row.get(1)?,
        at: row.get::<_, Timestamp>(2)?.0,
    })
}

/// Appends a comment.
pub(super) fn add(
    db: &Connection,
    author: &Author<'_>,
    about: &CommentSubject,
    text: &str,
) -> Result<(), StoreError> {
    let (mut measure, mut cell, mut duty) = (None, None, None);
    let subject = match about {
        CommentSubject::Measure(id) => {
            measure = Some(id);
            id.to_string()
        }
        CommentSubject::Cell(of) => {
            require_office(db, &of.office)?;
            (measure, cell) = (Some(&of.measure), Some(of));
            figures::subject(of)
        }
        CommentSubject::Duty(key) => {
            duty = Some(duty_events::duty_id(db, key)?);
            duty_events::subject(key)
        }
    };
    measure.iter().try_for_each(|id| need_measure(db, id))?;
    insert(
        db,
        "comment",
        &[
            ("measure", &measure),
            ("office", &cell.map(|cell| &cell.office)),
            ("period", &cell.map(|cell| cell.period)),
            (
                "series",
                &cell.map(|cell| cell.series.as_deref().unwrap_or_default()),
            ),
            ("duty", &duty),
            ("text", &text),
            ("by", &author.actor.account),
            ("at", &author.at),
        ],
    )?;
    Ok(author.journal(db, "comment", &subject, [None, Some(text), None])?)
}
