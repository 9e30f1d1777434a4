//! Types of integrity issues. Must not depend on SQL or display texts.

use std::path::Path;

use super::error::StoreError;

/// An integrity issue of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntegrityIssue {
    /// Damage in pages or indexes, or a violated CHECK, as SQLite reports it.
    Integrity(String),
    /// Violated foreign key: table, row, referenced table.
    ForeignKey(String),
    /// A current figure that differs from the newest entry of its history, or vice versa.
    FigureHistory(String),
    /// A duty that the rules make is missing, or has another last day.
    DutyMissing(String),
    /// The derived days of a duty do not match its events.
    DutyDates(String),
    /// The summary of a duty does not match its events.
    DutySummary(String),
    /// The counts of a rule's duties of a period do not match their summaries.
    DutyCount(String),
    /// Journal lines are missing, the first of them this one.
    JournalLinesMissing(i64),
    /// The journal was altered from this line on.
    JournalLineChanged(i64),
    /// Different numbers of records in the journal and in the tables.
    CountMismatch {
        /// Kind of lines, or the subject of a line.
        subject: String,
        /// Number of journal lines.
        journal: i64,
        /// Number of rows.
        file: i64,
    },
    /// A history differs between the journal and the tables.
    HistoryMismatch {
        /// Subject.
        subject: String,
        /// Step in the journal.
        journal: String,
        /// Step in the tables.
        file: String,
    },
    /// A current figure differs from the last journal line about it.
    CurrentMismatch {
        /// Cell.
        subject: String,
        /// Value in the journal; `None` if it was withdrawn or never written.
        journal: Option<String>,
        /// Current value; `None` if there is none.
        file: Option<String>,
    },
    /// The journal ends before a line that existed.
    JournalTruncated {
        /// Number of that line.
        no: i64,
        /// Number of the last line.
        last: i64,
    },
    /// A known journal line has another hash: the journal was rewritten.
    JournalRewritten(i64),
}

impl IntegrityIssue {
    /// Name of the check in machine-readable output.
    pub fn run_checks(&self) -> &'static str {
        match self {
            Self::Integrity(_) => "integrity",
            Self::ForeignKey(_) => "foreign_keys",
            Self::FigureHistory(_) => "history",
            Self::DutyMissing(_)
            | Self::DutyDates(_)
            | Self::DutySummary(_)
            | Self::DutyCount(_) => "duties",
            Self::JournalLinesMissing(_) | Self::JournalLineChanged(_) => "journal",
            Self::CountMismatch { .. }
            | Self::HistoryMismatch { .. }
            | Self::CurrentMismatch { .. } => "totals",
            Self::JournalTruncated { .. } | Self::JournalRewritten(_) => "head",
        }
    }

    /// Converts the issue to the error for an unusable file.
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
