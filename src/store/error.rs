//! Why the store could not do what was asked, and how SQLite's codes become it. Knows no words for the screen.

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

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("no database at {0}")]
    FileMissing(PathBuf),
    /// `init` or `backup` found a file.
    #[error("{0} already exists")]
    FileExists(PathBuf),
    /// The file is no database of this program.
    #[error("{0} is not a tiendo database")]
    ForeignFile(PathBuf),
    /// A folder, a link, a pipe: no plain file.
    #[error("{0} is no plain file")]
    NotAFile(PathBuf),
    /// The file has another name too, a hard link.
    #[error("{0} has another name too")]
    HardLinked(PathBuf),
    /// A newer (or negative) version.
    #[error("{path} has version {found}, this program knows {known}")]
    NewerVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("{0} cannot be written")]
    ReadOnly(PathBuf),
    /// Somebody else writes for longer than the waiting time.
    #[error("the database is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The disk answers with errors, or the account may use no more of it.
    #[error("{path} cannot be read or written: {detail}")]
    DiskError {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// The file is damaged, or something was planted in its schema.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// The end of the file is missing.
    #[error("{path} is cut short after {bytes} bytes")]
    CutShort {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
    },
    /// A restore failed when the file that was there had its other name already; why.
    #[error("{error}; the file before it is kept in {aside}")]
    SetAside {
        /// Where the file lies that was there before.
        aside: PathBuf,
        /// Why.
        error: Box<StoreError>,
    },
    /// The file was moved away, deleted or replaced while it was open.
    #[error("{0} is not the file any more that was opened")]
    FileReplaced(PathBuf),
    /// Somebody changed the figure since the writer saw it: what stands there now, if anything.
    #[error("the figure was changed by somebody else")]
    FigureConflict(Box<Option<Figure>>),
    /// The same, of one cell among several: nothing of the whole was written.
    #[error("one of the figures was changed by somebody else")]
    CellConflict {
        /// The cell.
        cell: Box<Cell>,
        /// The newest change of it, if it has a figure.
        current: Box<Option<Figure>>,
    },
    /// Somebody changed the plan since the writer saw it.
    #[error("the plan {0} was changed by somebody else")]
    PlanConflict(PlanCode),
    /// History forbids the change of a plan.
    #[error("the change is refused: {0:?}")]
    PlanChange(PlanChangeRefusal),
    /// History forbids the change of an office or a group.
    #[error("the change is refused: {0:?}")]
    OfficeChange(OfficeRefusal),
    /// Figures may not be entered as they were typed, or not any more: those that were refused; none was recorded.
    #[error("{} figures are refused", .0.len())]
    Refused(Vec<RefusedEntry>),
    /// A period is not closed, or not opened.
    #[error("the lock is refused: {0:?}")]
    Lock(LockRefusal),
    /// The step of a duty that was asked for may not come next: somebody took one in between.
    #[error("the step is refused: {0:?}")]
    DutyStep(DutyStepRefusal),
    /// A line of spending may not be recorded: another may have come in between.
    #[error("the spending is refused: {0:?}")]
    Spending(SpendingRefusal),
    /// An inspection cannot be so on the day of the write.
    #[error("the inspection is refused: {0:?}")]
    Inspection(InspectionRefusal),
    /// Somebody changed a thing (an inspection …) since the writer saw it.
    #[error("{0} was changed by somebody else")]
    ItemConflict(String),
    /// The same for steps of many duties: those that were refused; none was recorded.
    #[error("{} steps are refused", .0.len())]
    DutySteps(Vec<(DutyKey, DutyStepRefusal)>),
    /// The writer may not do it.
    #[error("forbidden: {0:?}")]
    Forbidden(Forbidden),
    /// An account cannot be so.
    #[error("the account is refused: {0:?}")]
    Account(AccountRefusal),
    /// An older version: `upgrade` brings it to this program's.
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
    /// A copy is the very file that it is to replace.
    #[error("{0} is the database itself")]
    SameFile(PathBuf),
    /// A file that is not fit to take the database's place; why.
    #[error("the copy cannot be used: {0}")]
    InvalidCopy(Box<StoreError>),
    /// In a shared file copies go into this folder.
    #[error("copies go into {0}")]
    OutsideBackupFolder(PathBuf),
    /// No such duty.
    #[error("no such duty")]
    DutyNotFound(DutyKey),
    /// No such thing (plan, activity, office …), by code.
    #[error("unknown {0}")]
    NotFound(String),
    /// A thing of this code is there already.
    #[error("{0} is there already")]
    AlreadyExists(String),
    /// The operating system refused.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What it says.
        error: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl StoreError {
    /// The same error, with the cell in which a conflict arose.
    pub(super) fn with_cell(self, cell: &Cell) -> Self {
        match self {
            Self::FigureConflict(current) => Self::CellConflict {
                cell: Box::new(cell.clone()),
                current,
            },
            other => other,
        }
    }

    /// The same error, where no other cell was written.
    pub(super) fn of_one_cell(self) -> Self {
        match self {
            Self::CellConflict { current, .. } => Self::FigureConflict(current),
            other => other,
        }
    }

    /// The same error, with what SQLite's code means for this file.
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
            // The log's index cannot be made as large as it has to be.
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

    /// What the operating system said about a file, as one of the kinds above where it is one.
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

/// What was read is nothing that this program ever wrote: a word that is none, a text that is no UTF-8.
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

/// An entry that was refused among those of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEntry {
    /// Its place among the entries, counted from 0.
    pub index: usize,
    /// Its cell.
    pub cell: Cell,
    /// Why.
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
