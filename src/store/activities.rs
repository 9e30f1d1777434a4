//! Progress of activities: appended, and read as known on a day. Must not depend on activity windows.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, params};

use super::author::Author;
use super::error::StoreError;
use super::expected::Expected;
use super::rows::{Timestamp, insert};
use crate::domain::code::PlanCode;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::number::Number;

/// Progress of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityProgress {
    /// The plan.
    pub plan: PlanCode,
    /// The activity's number in the annex.
    pub no: u32,
    /// Quantity done.
    pub done: Number,
    /// A note.
    pub note: Option<String>,
    /// Effective day.
    pub on: NaiveDate,
}

/// Recorded progress with its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRecord {
    /// The progress.
    pub progress: ActivityProgress,
    /// Account that recorded it.
    pub by: String,
    /// Time of recording.
    pub at: DateTime<Utc>,
}

pub(super) const HISTORY: &str = "SELECT done, note, on_day, by, at FROM activity_progress
                                  WHERE plan = ?1 AND activity = ?2 ORDER BY on_day, no";

/// All recorded progress of an activity, oldest first.
pub(super) fn history(
    db: &Connection,
    plan: &PlanCode,
    no: u32,
) -> Result<Vec<ActivityRecord>, StoreError> {
    let mut statement = db.prepare_cached(HISTORY)?;
    let rows = statement.query_map(params![plan, no], |row| {
        let progress = ActivityProgress {
            plan: plan.clone(),
            no,
            done: row.get(0)?,
            note: row.get(1)?,
            on: row.get(2)?,
        };
        Ok(ActivityRecord {
            progress,
            by: row.get(3)?,
            at: row.get::<_, Timestamp>(4)?.0,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) const ON_DAY: &str =
    "SELECT activity, done, note, on_day FROM activity_progress WHERE plan = ?1 AND on_day <= ?2
     ORDER BY activity, on_day, no";

/// Progress of a plan's activities as known on a day, by number; activities without records are omitted.
pub(super) fn progress_on_day(
    db: &Connection,
    plan: &PlanCode,
    day: NaiveDate,
) -> Result<Vec<ActivityProgress>, StoreError> {
    let mut statement = db.prepare_cached(ON_DAY)?;
    let mut rows = statement.query(params![plan, day])?;
    let mut newest: Vec<ActivityProgress> = Vec::new();
    while let Some(row) = rows.next()? {
        let progress = ActivityProgress {
            plan: plan.clone(),
            no: row.get(0)?,
            done: row.get(1)?,
            note: row.get(2)?,
            on: row.get(3)?,
        };
        match newest.last_mut().filter(|last| last.no == progress.no) {
            Some(last) => *last = progress,
            None => newest.push(progress),
        }
    }
    Ok(newest)
}

fn insert_progress(
    db: &Connection,
    author: &Author<'_>,
    wanted: &ActivityProgress,
) -> rusqlite::Result<()> {
    insert(
        db,
        "activity_progress",
        &[
            ("plan", &wanted.plan),
            ("activity", &wanted.no),
            ("on_day", &wanted.on),
            ("done", &wanted.done),
            ("note", &wanted.note),
            ("by", &author.actor.account),
            ("at", &author.at),
        ],
    )
}

/// Appends progress; `false` if the same is recorded for that day already. Refused if it would hide progress that the
/// writer did not see.
pub(super) fn record(
    db: &Connection,
    author: &Author<'_>,
    was: &Expected<Option<ActivityProgress>>,
    wanted: &ActivityProgress,
) -> Result<bool, StoreError> {
    let subject = format!("{} {}", wanted.plan, wanted.no);
    let mut known = db.prepare_cached("SELECT 1 FROM activity WHERE plan = ?1 AND no = ?2")?;
    if !known.exists(params![wanted.plan, wanted.no])? {
        return Err(StoreError::NotFound(subject));
    }
    if wanted.on > author.day() {
        return Err(StoreError::DutyStep(DutyStepRefusal::InFuture {
            on: wanted.on,
            today: author.day(),
        }));
    }
    let known_on = |day| -> Result<_, StoreError> {
        Ok(progress_on_day(db, &wanted.plan, day)?
            .into_iter()
            .find(|progress| progress.no == wanted.no))
    };
    let before = known_on(wanted.on)?;
    if before.as_ref() == Some(wanted) {
        return Ok(false);
    }
    if let Expected::Version(seen) = was
        && known_on(
            seen.as_ref()
                .map_or(wanted.on, |seen| seen.on.max(wanted.on)),
        )? != *seen
    {
        return Err(StoreError::ItemConflict(subject));
    }
    insert_progress(db, author, wanted)?;
    let in_words = |progress: &ActivityProgress| format!("{} {}", progress.done, progress.on);
    let (before, after) = (before.as_ref().map(in_words), in_words(wanted));
    author.journal(
        db,
        "activity",
        &subject,
        [
            before.as_deref(),
            Some(after.as_str()),
            wanted.note.as_deref(),
        ],
    )?;
    Ok(true)
}
