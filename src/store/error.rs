//! Errors of the store, and their mapping from SQLite's codes. Must not depend on display texts.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::domain::account::AccountRefusal;
use crate::domain::budget::SpendingRefusal;
use crate::domain::code::PlanCode;
use crate::domain::duty::DutyKey;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::entry::EntryRefusal;
use crate::domain::figure::{Cell, Figure};
use crate::domain::inspection::InspectionRefusal;
use crate::domain::lock::LockRefusal;
use crate::domain::office_change::OfficeRefusal;
use crate::domain::permission::Forbidden;
use crate::domain::plan_change::PlanChangeRefusal;

const SHARED_MEMORY_SIZE: i32 = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

/// Error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file does not exist.
    #[error("no database at {0}")]
    FileMissing(PathBuf),
    /// The target of `init` or `backup` exists.
    #[error("{0} already exists")]
    FileExists(PathBuf),
    /// The file is not a database of this program.
    #[error("{0} is not a tiendo database")]
    ForeignFile(PathBuf),
    /// Not a regular file, but a folder, a link or a pipe.
    #[error("{0} is no plain file")]
    NotAFile(PathBuf),
    /// The file has several hard links.
    #[error("{0} has another name too")]
    HardLinked(PathBuf),
    /// A newer (or negative) schema version.
    #[error("{path} has version {found}, this program knows {known}")]
    NewerVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// Newest version that this program supports.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("{0} cannot be written")]
    ReadOnly(PathBuf),
    /// Another writer holds the lock for longer than the timeout.
    #[error("the database is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// I/O error of the disk, or the account's quota is exhausted.
    #[error("{path} cannot be read or written: {detail}")]
    DiskError {
        /// The file.
        path: PathBuf,
        /// Message of SQLite.
        detail: String,
    },
    /// The file is damaged, or its schema was tampered with.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Message of SQLite.
        detail: String,
    },
    /// The file is truncated.
    #[error("{path} is cut short after {bytes} bytes")]
    CutShort {
        /// The file.
        path: PathBuf,
        /// Its length in bytes.
        bytes: u64,
    },
    /// A restore failed after the previous file had been renamed.
    #[error("{error}; the file before it is kept in {aside}")]
    SetAside {
        /// Path of the previous file.
        aside: PathBuf,
        /// Reason.
        error: Box<StoreError>,
    },
    /// Some older backups were removed before the removal of the next one failed.
    #[error("{error}; {removed} older copies were removed before")]
    RemovalStopped {
        /// Number of removed copies.
        removed: usize,
        /// Reason.
        error: Box<StoreError>,
    },
    /// The file was moved away, deleted or replaced while it was open.
    #[error("{0} is not the file any more that was opened")]
    FileReplaced(PathBuf),
    /// The figure was changed since the writer read it: the current one, if any.
    #[error("the figure was changed by somebody else")]
    FigureConflict(Box<Option<Figure>>),
    /// Conflict in one cell of several: nothing was written.
    #[error("one of the figures was changed by somebody else")]
    CellConflict {
        /// The cell.
        cell: Box<Cell>,
        /// The newest figure of the cell, if any.
        current: Box<Option<Figure>>,
    },
    /// The plan was changed since the writer read it.
    #[error("the plan {0} was changed by somebody else")]
    PlanConflict(PlanCode),
    /// Recorded history forbids the change of a plan.
    #[error("the change is refused: {0:?}")]
    PlanChange(PlanChangeRefusal),
    /// Recorded history forbids the change of an office or a group.
    #[error("the change is refused: {0:?}")]
    OfficeChange(OfficeRefusal),
    /// Entries that were refused, now or at the time of the write; none was recorded.
    #[error("{} figures are refused", .0.len())]
    Refused(Vec<RefusedEntry>),
    /// A lock or exception is refused.
    #[error("the lock is refused: {0:?}")]
    Lock(LockRefusal),
    /// The step of a duty is refused, perhaps because of another step in between.
    #[error("the step is refused: {0:?}")]
    DutyStep(DutyStepRefusal),
    /// A line of spending is refused, perhaps because of another line in between.
    #[error("the spending is refused: {0:?}")]
    Spending(SpendingRefusal),
    /// The inspection is not valid on the day of the write.
    #[error("the inspection is refused: {0:?}")]
    Inspection(InspectionRefusal),
    /// A record (an inspection …) was changed since the writer read it.
    #[error("{0} was changed by somebody else")]
    ItemConflict(String),
    /// Steps of several duties that were refused; none was recorded.
    #[error("{} steps are refused", .0.len())]
    DutySteps(Vec<(DutyKey, DutyStepRefusal)>),
    /// The writer lacks the permission.
    #[error("forbidden: {0:?}")]
    Forbidden(Forbidden),
    /// The account is refused.
    #[error("the account is refused: {0:?}")]
    Account(AccountRefusal),
    /// An older schema version; `upgrade` migrates it.
    #[error("{path} has the older version {found}")]
    OlderVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
    },
    /// Other sessions have the file open that is to be replaced.
    #[error("{0} is open in another session")]
    InUse(PathBuf),
    /// The copy is the same file as the target.
    #[error("{0} is the database itself")]
    SameFile(PathBuf),
    /// The copy is not usable as the database.
    #[error("the copy cannot be used: {0}")]
    InvalidCopy(Box<StoreError>),
    /// Copies of a shared file must be in this folder.
    #[error("copies go into {0}")]
    OutsideBackupFolder(PathBuf),
    /// The duty does not exist.
    #[error("no such duty")]
    DutyNotFound(DutyKey),
    /// No record (plan, activity, office …) with this code.
    #[error("unknown {0}")]
    NotFound(String),
    /// A record with this code exists.
    #[error("{0} is there already")]
    AlreadyExists(String),
    /// Error of the operating system.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Message of the operating system.
        error: std::io::Error,
    },
    /// Any other error of SQLite.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl StoreError {
    /// Adds the cell to a conflict.
    pub(super) fn with_cell(self, cell: &Cell) -> Self {
        match self {
            Self::FigureConflict(current) => Self::CellConflict {
                cell: Box::new(cell.clone()),
                current,
            },
            other => other,
        }
    }

    /// Converts the error of a single-cell write, which needs no cell.
    pub(super) fn of_one_cell(self) -> Self {
        match self {
            Self::CellConflict { current, .. } => Self::FigureConflict(current),
            other => other,
        }
    }

    /// Maps SQLite's code to its meaning for this file.
    pub(super) fn with_path(self, path: &Path) -> Self {
        let Self::Sqlite(error) = self else {
            return self;
        };
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::ForeignFile(path),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly(path)
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            // The log's index cannot be enlarged.
            _ if error
                .sqlite_error()
                .is_some_and(|it| it.extended_code == SHARED_MEMORY_SIZE) =>
            {
                Self::DiskFull
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::FileLockingProtocolFailed) => {
                Self::DiskError {
                    path,
                    detail: error.to_string(),
                }
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                path,
                detail: error.to_string(),
            },
            _ if is_invalid_data(&error) => Self::Damaged {
                path,
                detail: error.to_string(),
            },
            _ => Self::Sqlite(error),
        }
    }

    /// Maps an I/O error about a file to a more specific kind where there is one.
    pub(super) fn from_io(path: &Path, error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::FileExists(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { path, error },
        }
    }
}

/// Returns `true` if a value was read that this program never writes: an unknown word, invalid UTF-8.
fn is_invalid_data(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{
        FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error,
    };
    matches!(
        error,
        FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | Utf8Error(..)
    )
}

/// An entry of a write that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEntry {
    /// Index among the entries, from 0.
    pub index: usize,
    /// Its cell.
    pub cell: Cell,
    /// Reason.
    pub refusal: EntryRefusal,
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn codes_become_kinds() {
        let about = |code| {
            StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
                .with_path("f".as_ref())
        };
        assert!(matches!(
            about(ffi::SQLITE_READONLY),
            StoreError::ReadOnly(_)
        ));
        assert!(matches!(
            about(ffi::SQLITE_CANTOPEN),
            StoreError::ReadOnly(_)
        ));
        assert!(matches!(about(ffi::SQLITE_FULL), StoreError::DiskFull));
        assert!(matches!(
            about(ffi::SQLITE_IOERR_SHMSIZE),
            StoreError::DiskFull
        ));
        assert!(matches!(
            about(ffi::SQLITE_IOERR_READ),
            StoreError::DiskError { .. }
        ));
        assert!(matches!(
            about(ffi::SQLITE_PROTOCOL),
            StoreError::DiskError { .. }
        ));
        assert!(matches!(about(ffi::SQLITE_BUSY), StoreError::Busy));
        assert!(matches!(about(ffi::SQLITE_BUSY_SNAPSHOT), StoreError::Busy));
        assert!(matches!(
            about(ffi::SQLITE_CORRUPT),
            StoreError::Damaged { .. }
        ));
        assert!(matches!(
            about(ffi::SQLITE_NOTADB),
            StoreError::ForeignFile(_)
        ));
        assert!(matches!(
            about(ffi::SQLITE_CONSTRAINT),
            StoreError::Sqlite(_)
        ));
    }
}
