//! The journal (audit log): who changed what, when, through which channel, before and after. Appended by writes, read
//! backwards.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::error::StoreError;
use super::rows::Timestamp;
use crate::domain::code::{OfficeCode, PlanCode};

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// Sequential number.
    pub no: i64,
    /// Time of recording.
    pub at: DateTime<Utc>,
    /// Account.
    pub by: String,
    /// Channel of the write.
    pub channel: String,
    /// Kind of record: `figure`, `duty`, `activity`, `setting`, `init`, `plan`, `lock`, `office`,
    /// `group`, `holiday`, `spending`, `inspection`, `star`, `comment`, `account`, `upgrade`, `restore`.
    pub kind: String,
    /// Subject by codes: `tth-2021/4.3 tth.syt 2023`.
    pub subject: String,
    /// State before, as text; `None` if there was none.
    pub before: Option<String>,
    /// State after, as text.
    pub after: Option<String>,
    /// Reason or note.
    pub reason: Option<String>,
    /// Office on whose behalf another office wrote.
    pub on_behalf_of: Option<OfficeCode>,
}

pub(super) const PAGE: &str =
    "SELECT no, at, by, door, kind, subject, before, after, why, behalf FROM journal
                               WHERE no < ?1 ORDER BY no DESC LIMIT ?2";

/// At most `limit` lines before line `before`, newest first.
pub(super) fn page(
    db: &Connection,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<JournalLine>, StoreError> {
    let mut statement = db.prepare_cached(PAGE)?;
    let lines = statement.query_map(params![before.unwrap_or(i64::MAX), limit], line_from_row)?;
    Ok(lines.collect::<Result<_, _>>()?)
}

const OF_PART: &str =
    "SELECT no, at, by, door, kind, subject, before, after, why, behalf FROM journal
                     WHERE subject >= ?1 AND subject < ?2 ORDER BY subject, no";

/// Lines about a part of a plan and its sub-parts, oldest first.
pub(super) fn of_part(
    db: &Connection,
    plan: &PlanCode,
    part: &str,
) -> Result<Vec<JournalLine>, StoreError> {
    // Subjects are `<plan> <part>/<key>`; '0' is the character after the slash.
    let ends = params![format!("{plan} {part}/"), format!("{plan} {part}0")];
    let mut statement = db.prepare_cached(OF_PART)?;
    let mut lines: Vec<JournalLine> = statement
        .query_map(ends, line_from_row)?
        .collect::<Result<_, _>>()?;
    lines.sort_by_key(|line| line.no);
    Ok(lines)
}

pub(super) fn line_from_row(row: &Row<'_>) -> rusqlite::Result<JournalLine> {
    Ok(JournalLine {
        no: row.get(0)?,
        at: row.get::<_, Timestamp>(1)?.0,
        by: row.get(2)?,
        channel: row.get(3)?,
        kind: row.get(4)?,
        subject: row.get(5)?,
        before: row.get(6)?,
        after: row.get(7)?,
        reason: row.get(8)?,
        on_behalf_of: row.get(9)?,
    })
}
