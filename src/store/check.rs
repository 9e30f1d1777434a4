//! Whether the database agrees with itself. Changes nothing, and knows no words.

use std::path::Path;

use rusqlite::Connection;

use super::error::StoreError;
use super::journal_chain::{self, ChainBreak};
use super::{audit, catalog, duty_events, duty_generation};

/// Something that is wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntegrityIssue {
    /// Pages, indexes or CHECKs: what SQLite says.
    Integrity(String),
    /// A row that points at nothing: table, row, the other table.
    ForeignKey(String),
    /// A figure that is not the newest of its own history, or a history whose end does not stand.
    FigureHistory(String),
    /// A duty that the rules make is not there, or has another last day.
    DutyMissing(String),
    /// The days that a duty keeps do not follow from its events.
    DutyDates(String),
    /// Lines of the journal are gone: this is the first.
    JournalLinesMissing(i64),
    /// The journal is not what was written, from this line on.
    JournalLineChanged(i64),
    /// Something happened so many times by the journal, and so many times by the file.
    CountMismatch {
        /// What: a kind of line, or the subject of a line.
        subject: String,
        /// Lines.
        journal: i64,
        /// Rows.
        file: i64,
    },
    /// What the journal says of something is not what its history in the file says.
    HistoryMismatch {
        /// The subject.
        subject: String,
        /// As the journal has it.
        journal: String,
        /// As the file has it.
        file: String,
    },
    /// The figure that stands is not the one that the journal wrote last.
    CurrentMismatch {
        /// The cell.
        subject: String,
        /// What the journal wrote last; none if it was withdrawn, or never written.
        journal: Option<String>,
        /// What stands; none if nothing does.
        file: Option<String>,
    },
    /// The journal ends before a line that was there.
    JournalTruncated {
        /// The line.
        no: i64,
        /// The last one.
        last: i64,
    },
    /// A line of the journal is not the one that was there: the journal was written anew.
    JournalRewritten(i64),
}

impl IntegrityIssue {
    /// Which check it is, as scripts know it.
    pub fn run_checks(&self) -> &'static str {
        match self {
            Self::Integrity(_) => "integrity",
            Self::ForeignKey(_) => "foreign_keys",
            Self::FigureHistory(_) => "history",
            Self::DutyMissing(_) | Self::DutyDates(_) => "duties",
            Self::JournalLinesMissing(_) | Self::JournalLineChanged(_) => "journal",
            Self::CountMismatch { .. }
            | Self::HistoryMismatch { .. }
            | Self::CurrentMismatch { .. } => "totals",
            Self::JournalTruncated { .. } | Self::JournalRewritten(_) => "head",
        }
    }

    /// As the reason for which a file cannot be used.
    pub(super) fn into_damaged(self, path: &Path) -> StoreError {
        let detail = match self {
            Self::Integrity(detail) | Self::ForeignKey(detail) => detail,
            Self::JournalLinesMissing(no) | Self::JournalLineChanged(no) => format!("journal {no}"),
            other => other.run_checks().to_owned(),
        };
        StoreError::Damaged {
            path: path.to_owned(),
            detail,
        }
    }
}

/// Where the rows do not agree with each other or with the journal: figures with their histories, duties with their rules
/// and steps, everything with what was written of it.
pub(super) fn disagreements(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let mut findings: Vec<IntegrityIssue> = query_texts(db, include_str!("sql/check_history.sql"))?
        .into_iter()
        .map(IntegrityIssue::FigureHistory)
        .collect();
    findings.extend(check_duties(db)?);
    findings.extend(
        duty_events::find_inconsistent_days(db)?
            .into_iter()
            .map(IntegrityIssue::DutyDates),
    );
    findings.extend(audit::differences(db)?);
    Ok(findings)
}

/// What makes a file useless: its structure, its references, its journal.
pub(super) fn structural_issues(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let mut findings = integrity_check(db)?;
    findings.extend(references_and_chain(db)?);
    Ok(findings)
}

/// Rows that point at nothing, and where the chain of the journal breaks.
pub(super) fn references_and_chain(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let sql = "SELECT \"table\" || ' ' || ifnull(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check";
    let mut findings: Vec<IntegrityIssue> = query_texts(db, sql)?
        .into_iter()
        .map(IntegrityIssue::ForeignKey)
        .collect();
    findings.extend(journal_chain::find_break(db)?.map(|broken| match broken {
        ChainBreak::LinesMissing(no) => IntegrityIssue::JournalLinesMissing(no),
        ChainBreak::LineChanged(no) => IntegrityIssue::JournalLineChanged(no),
    }));
    Ok(findings)
}

/// The pages, indexes and CHECKs.
pub(super) fn integrity_check(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    run_pragma_check(db, "PRAGMA integrity_check")
}

/// The same without the indexes: what can be asked while somebody works.
pub(super) fn quick_check(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    run_pragma_check(db, "PRAGMA quick_check")
}

fn run_pragma_check(db: &Connection, sql: &str) -> Result<Vec<IntegrityIssue>, StoreError> {
    let said = query_texts(db, sql)?;
    // Several lines in one answer, under a heading of stars.
    let lines = said
        .iter()
        .flat_map(|answer| answer.lines())
        .filter(|line| *line != "ok" && !line.starts_with("***"));
    Ok(lines
        .map(|line| IntegrityIssue::Integrity(line.to_owned()))
        .collect())
}

/// Every duty that the rules make is there, with its last day.
fn check_duties(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let sql =
        "SELECT 1 FROM duty WHERE rule = ?1 AND office = ?2 AND period = ?3 AND last_day = ?4";
    let mut find = db.prepare(sql)?;
    let mut missing = Vec::new();
    for duty in duty_generation::generate_all(&catalog::read_catalog(db)?) {
        let key = &duty.key;
        if !find.exists((&key.rule, &key.office, &key.period, duty.last_day))? {
            missing.push(IntegrityIssue::DutyMissing(duty_events::subject(key)));
        }
    }
    Ok(missing)
}

fn query_texts(db: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
