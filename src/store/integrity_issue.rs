//! What can be wrong in the file: types only. Knows no statement and no words.

use std::path::Path;

use super::error::StoreError;

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
