//! Whether the database agrees with itself. Changes nothing, and knows no words.

use std::path::Path;

use rusqlite::Connection;

use super::chain::{self, Break};
use super::error::StoreError;
use super::{audit, catalog, duty_events, duty_making};

/// Something that is wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Pages, indexes or CHECKs: what SQLite says.
    Integrity(String),
    /// A row that points at nothing: table, row, the other table.
    ForeignKey(String),
    /// A figure that is not the newest of its own history, or a history whose end does not stand.
    History(String),
    /// A duty that the rules make is not there, or has another last day.
    Duty(String),
    /// The days that a duty keeps do not follow from its events.
    Term(String),
    /// Lines of the journal are gone: this is the first.
    Gone(i64),
    /// The journal is not what was written, from this line on.
    Changed(i64),
    /// Something happened so many times by the journal, and so many times by the file.
    Times {
        /// What: a kind of line, or the subject of a line.
        what: String,
        /// Lines.
        journal: i64,
        /// Rows.
        file: i64,
    },
    /// What the journal says of something is not what its history in the file says.
    Told {
        /// The subject.
        what: String,
        /// As the journal has it.
        journal: String,
        /// As the file has it.
        file: String,
    },
    /// The figure that stands is not the one that the journal wrote last.
    Stands {
        /// The cell.
        what: String,
        /// What the journal wrote last; none if it was withdrawn, or never written.
        journal: Option<String>,
        /// What stands; none if nothing does.
        file: Option<String>,
    },
    /// The journal ends before a line that was there.
    Cut {
        /// The line.
        no: i64,
        /// The last one.
        last: i64,
    },
    /// A line of the journal is not the one that was there: the journal was written anew.
    Rewritten(i64),
}

impl Finding {
    /// Which check it is, as scripts know it.
    pub fn check(&self) -> &'static str {
        match self {
            Self::Integrity(_) => "integrity",
            Self::ForeignKey(_) => "foreign_keys",
            Self::History(_) => "history",
            Self::Duty(_) | Self::Term(_) => "duties",
            Self::Gone(_) | Self::Changed(_) => "journal",
            Self::Times { .. } | Self::Told { .. } | Self::Stands { .. } => "totals",
            Self::Cut { .. } | Self::Rewritten(_) => "head",
        }
    }

    /// As the reason for which a file cannot be used.
    pub(super) fn damage(self, path: &Path) -> StoreError {
        let detail = match self {
            Self::Integrity(detail) | Self::ForeignKey(detail) => detail,
            Self::Gone(no) | Self::Changed(no) => format!("journal {no}"),
            other => other.check().to_owned(),
        };
        StoreError::Damaged { path: path.to_owned(), detail }
    }
}

/// Where the rows do not agree with each other or with the journal: figures with their histories, duties with their rules
/// and steps, everything with what was written of it.
pub(super) fn disagreements(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings: Vec<Finding> =
        texts(db, include_str!("sql/check_history.sql"))?.into_iter().map(Finding::History).collect();
    findings.extend(duties(db)?);
    findings.extend(duty_events::unsettled(db)?.into_iter().map(Finding::Term));
    findings.extend(audit::differences(db)?);
    Ok(findings)
}

/// What makes a file useless: its structure, its references, its journal.
pub(super) fn harmed(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = integrity(db)?;
    findings.extend(references_and_chain(db)?);
    Ok(findings)
}

/// Rows that point at nothing, and where the chain of the journal breaks.
pub(super) fn references_and_chain(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let sql = "SELECT \"table\" || ' ' || ifnull(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check";
    let mut findings: Vec<Finding> = texts(db, sql)?.into_iter().map(Finding::ForeignKey).collect();
    findings.extend(chain::broken(db)?.map(|broken| match broken {
        Break::Gone(no) => Finding::Gone(no),
        Break::Changed(no) => Finding::Changed(no),
    }));
    Ok(findings)
}

/// The pages, indexes and CHECKs.
pub(super) fn integrity(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    said(db, "PRAGMA integrity_check")
}

/// The same without the indexes: what can be asked while somebody works.
pub(super) fn quick(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    said(db, "PRAGMA quick_check")
}

fn said(db: &Connection, sql: &str) -> Result<Vec<Finding>, StoreError> {
    let said = texts(db, sql)?;
    // Several lines in one answer, under a heading of stars.
    let lines = said.iter().flat_map(|answer| answer.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
    Ok(lines.map(|line| Finding::Integrity(line.to_owned())).collect())
}

/// Every duty that the rules make is there, with its last day.
fn duties(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let sql = "SELECT 1 FROM duty WHERE rule = ?1 AND office = ?2 AND period = ?3 AND last_day = ?4";
    let mut find = db.prepare(sql)?;
    let mut missing = Vec::new();
    for duty in duty_making::made_by_rules(&catalog::read(db)?) {
        let key = &duty.key;
        if !find.exists((&key.rule, &key.office, &key.period, duty.last_day))? {
            missing.push(Finding::Duty(duty_events::subject(key)));
        }
    }
    Ok(missing)
}

fn texts(db: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
