//! Filtered pages of the journal, newest first, with bounded work per chunk. Must not depend on display texts.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::error::StoreError;
use super::journal::{JournalLine, line_from_row};
use super::rows::Timestamp;
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::day::start_of_day;
use crate::domain::duty::DutyKey;

/// Kinds of journal lines.
pub const KINDS: [&str; 17] = [
    "figure",
    "duty",
    "activity",
    "spending",
    "inspection",
    "lock",
    "plan",
    "office",
    "group",
    "holiday",
    "setting",
    "star",
    "comment",
    "account",
    "upgrade",
    "restore",
    "init",
];

/// Filter of journal lines; `None` fields do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// One of [`KINDS`].
    pub kind: Option<String>,
    /// Account.
    pub by: Option<String>,
    /// First day, in Việt Nam.
    pub since: Option<NaiveDate>,
    /// Last day (inclusive), in Việt Nam.
    pub until: Option<NaiveDate>,
}

/// A chunk of the journal, newest line first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalChunk {
    /// The lines.
    pub lines: Vec<JournalLine>,
    /// Line before which the next chunk begins; `None` at the beginning of the journal.
    pub next_before: Option<i64>,
}

/// Subject of a line, if the program has a chunk for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalSubject {
    /// A measure, or one of its cells: office and period as written.
    Measure(MeasureId, Option<OfficeCode>, Option<String>),
    /// A duty.
    Duty(DutyKey),
    /// A plan, or the path of one of its parts.
    Plan(PlanCode, String),
    /// An office.
    Office(OfficeCode),
    /// A subject without a chunk.
    Other,
}

impl JournalLine {
    /// Parses the subject.
    pub fn parse_subject(&self) -> JournalSubject {
        JournalSubject::parse(&self.kind, &self.subject)
    }
}

impl JournalSubject {
    /// Parses the subject of a line of a kind.
    pub(super) fn parse(kind: &str, subject: &str) -> Self {
        let mut words = subject.split(' ');
        let (first, second, third) = (words.next().unwrap_or_default(), words.next(), words.next());
        let rest = || {
            subject
                .split_once(' ')
                .map_or_else(String::new, |(_, rest)| rest.to_owned())
        };
        let duty = || {
            let period = third?.parse().ok()?;
            first.contains('/').then(|| DutyKey {
                rule: first.into(),
                office: second.unwrap_or_default().into(),
                period,
            })
        };
        let is_rule = first
            .rsplit_once('/')
            .is_some_and(|(_, no)| RuleId::is_rule_number(no));
        let measure = || {
            Self::Measure(
                first.into(),
                second.map(OfficeCode::from),
                third.map(str::to_owned),
            )
        };
        match kind {
            "figure" => measure(),
            "duty" => duty().map_or(Self::Other, Self::Duty),
            "star" | "comment" if is_rule => duty().map_or(Self::Other, Self::Duty),
            "star" | "comment" => measure(),
            "plan" | "activity" | "lock" | "spending" | "inspection" => {
                Self::Plan(first.into(), rest())
            }
            "office" => Self::Office(first.into()),
            _ => Self::Other,
        }
    }
}

pub(super) const SEARCH: &str = "SELECT no, at, by, door, kind, subject, before, after, why, behalf FROM journal
                                 WHERE no < ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR by = ?3)
                                   AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at < ?5)
                                 ORDER BY no DESC";

/// Maximum number of lines scanned for one chunk, matching or not.
const SCANNED_MAX: usize = 20_000;

/// At most `limit` matching lines before line `before` (or the newest), newest first.
pub(super) fn search_chunk(
    db: &Connection,
    wanted: &JournalFilter,
    before: Option<i64>,
    limit: usize,
    fits: &dyn Fn(&JournalLine) -> bool,
) -> Result<JournalChunk, StoreError> {
    let since = wanted.since.map(|day| Timestamp(start_of_day(day)));
    let until = wanted
        .until
        .and_then(|day| day.succ_opt())
        .map(|day| Timestamp(start_of_day(day)));
    let mut statement = db.prepare_cached(SEARCH)?;
    let filtered = params![
        before.unwrap_or(i64::MAX),
        wanted.kind,
        wanted.by,
        since,
        until
    ];
    let mut rows = statement.query(filtered)?;
    let mut chunk = JournalChunk::default();
    let mut looked_at = 0;
    while let Some(row) = rows.next()? {
        let line = line_from_row(row)?;
        let no = line.no;
        looked_at += 1;
        if fits(&line) {
            chunk.lines.push(line);
        }
        if chunk.lines.len() >= limit || looked_at >= SCANNED_MAX {
            chunk.next_before = Some(no);
            break;
        }
    }
    Ok(chunk)
}
