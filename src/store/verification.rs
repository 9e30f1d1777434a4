//! Verification of a database file, shared by `backup`, `backup --nightly`, `check`, `restore` and `upgrade`: on a
//! private writable copy made page by page. Must not depend on commands.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::check;
use super::check_progress::{CheckProgress, CheckStep};
use super::create::{TempFile, open_temp_file};
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::{connection, schema};

/// A private copy of a database and its issues. The copy is removed on drop.
pub(super) struct VerifiedCopy {
    /// The copy, in the version of the file. Closed before its file is removed.
    pub(super) db: Connection,
    /// Its file; `None` in memory.
    draft: Option<TempFile>,
    /// Schema version.
    pub(super) version: i64,
    /// Fatal issues: structure, CHECKs, references, journal chain. With any of these the file is unusable.
    fatal_issues: Vec<IntegrityIssue>,
    /// Inconsistencies of figures, duties and accounts with their histories and the journal.
    pub(super) inconsistencies: Vec<IntegrityIssue>,
}

impl VerifiedCopy {
    /// Returns the result if the file at `path` is usable, else the first fatal issue as an error.
    pub(super) fn require_usable(mut self, path: &Path) -> Result<Self, StoreError> {
        if self.fatal_issues.is_empty() {
            Ok(self)
        } else {
            Err(self.fatal_issues.remove(0).into_damaged(path))
        }
    }

    /// All issues, fatal ones first.
    pub(super) fn issues(self) -> Vec<IntegrityIssue> {
        self.fatal_issues
            .into_iter()
            .chain(self.inconsistencies)
            .collect()
    }

    /// The closed file of the copy, and the inconsistencies.
    pub(super) fn into_file(self) -> Result<(TempFile, Vec<IntegrityIssue>), StoreError> {
        self.db
            .close()
            .map_err(|(_, error)| StoreError::from(error))?;
        let draft = self.draft.ok_or(StoreError::DiskFull)?;
        Ok((draft, self.inconsistencies))
    }
}

/// Verifies a connection's current snapshot on a copy next to `target`. Errors refer to `source`.
pub(super) fn of_connection(
    db: &Connection,
    (source, target): (&Path, &Path),
    progress: &CheckProgress,
) -> Result<VerifiedCopy, StoreError> {
    progress.begin(CheckStep::Copy);
    let draft = TempFile::create_for(target)?;
    let copied = open_temp_file(&draft.0)
        .map_err(|error| error.with_path(target))
        .and_then(|mut copy| {
            copy_pages(db, &mut copy)
                .map_err(|error| attribute_copy_error(error, source, target))?;
            Ok(copy)
        });
    verify_copy(copied?, Some(draft), source, progress).map_err(|error| error.with_path(source))
}

/// Verifies on a copy in memory: for a database without a file, or whose folder is not writable.
pub(super) fn in_memory(
    db: &Connection,
    source: &Path,
    progress: &CheckProgress,
) -> Result<VerifiedCopy, StoreError> {
    progress.begin(CheckStep::Copy);
    let verify = || {
        let mut copy = Connection::open_in_memory()?;
        connection::harden(&copy)?;
        copy_pages(db, &mut copy)?;
        verify_copy(copy, None, source, progress)
    };
    verify().map_err(|error: StoreError| error.with_path(source))
}

/// Verifies the file at `path` with its log on a copy next to `target`. Both are left unchanged.
pub(super) fn of_file(
    path: &Path,
    target: &Path,
    progress: &CheckProgress,
) -> Result<VerifiedCopy, StoreError> {
    let named = path;
    let path =
        &connection::absolute_path(named).map_err(|error| connection::open_error(named, error))?;
    let found = path
        .symlink_metadata()
        .map_err(|error| connection::open_error(named, error))?;
    if !found.is_file() {
        return Err(StoreError::NotAFile(path.clone()));
    }
    connection::refuse_cut(path)?;
    if connection::has_content(path, "-journal") {
        return of_unfinished(path, target, progress);
    }
    match connection::open_to_copy(path) {
        Ok(db) => {
            // Closing a copy must not checkpoint its log into the file.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            connection::known_version(&db, path).map_err(|error| error.with_path(path))?;
            of_connection(&db, (path, target), progress)
        }
        // A log in a folder where its index cannot be created.
        Err(StoreError::ReadOnly(_)) if connection::has_content(path, "-wal") => {
            of_unfinished(path, target, progress)
        }
        Err(error) => Err(error),
    }
}

/// Verifies a file with an unfinished transaction, which must be rolled back before reading.
fn of_unfinished(
    path: &Path,
    target: &Path,
    progress: &CheckProgress,
) -> Result<VerifiedCopy, StoreError> {
    progress.begin(CheckStep::Copy);
    let draft = TempFile::of_bytes(path, target)?;
    let verify = || verify_copy(open_temp_file(&draft.0)?, None, path, progress);
    let verified = verify().map_err(|error| error.with_path(path))?;
    Ok(VerifiedCopy {
        draft: Some(draft),
        ..verified
    })
}

/// Copies a database under a new name, page by page, synced on return; not verified.
pub(super) fn copy_to(db: &Connection, to: &Path) -> Result<(), StoreError> {
    let draft = TempFile::create_for(to)?;
    let copy = || {
        let mut copy = open_temp_file(&draft.0)?;
        copy_pages(db, &mut copy)?;
        copy.close().map_err(|(_, error)| StoreError::from(error))
    };
    copy().map_err(|error| error.with_path(to))?;
    draft.publish(to)
}

/// Copies a database page by page, as one snapshot.
fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let pages = Backup::new(from, to)?;
    match pages.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Busy),
    }
}

/// Attributes an error: damage to the source, I/O errors to the copy.
fn attribute_copy_error(error: StoreError, source: &Path, target: &Path) -> StoreError {
    match error.with_path(target) {
        StoreError::Damaged { detail, .. } => StoreError::Damaged {
            path: source.to_owned(),
            detail,
        },
        StoreError::ForeignFile(_) => StoreError::ForeignFile(source.to_owned()),
        error => error,
    }
}

/// Runs all checks. A file of an earlier version is migrated for it inside a transaction that is rolled back.
fn verify_copy(
    mut db: Connection,
    draft: Option<TempFile>,
    path: &Path,
    progress: &CheckProgress,
) -> Result<VerifiedCopy, StoreError> {
    // One file, without a log next to it.
    db.query_row("PRAGMA journal_mode = DELETE", [], |row| {
        row.get::<_, String>(0)
    })?;
    let version = connection::known_version(&db, path)?;
    connection::verify_schema(&db, path, version)?;
    progress.begin(CheckStep::Structure);
    let mut fatal_issues = check::integrity_check(&db)?;
    let mut inconsistencies = Vec::new();
    match check_contents(&mut db, (path, version), progress) {
        Ok((more, found)) => {
            fatal_issues.extend(more);
            inconsistencies = found;
        }
        // In a damaged file not all checks can run.
        Err(error) if fatal_issues.is_empty() => return Err(error),
        Err(_) => {}
    }
    Ok(VerifiedCopy {
        db,
        draft,
        version,
        fatal_issues,
        inconsistencies,
    })
}

/// Checks references and journal chain, then consistency: fatal issues, and inconsistencies.
fn check_contents(
    db: &mut Connection,
    (path, version): (&Path, i64),
    progress: &CheckProgress,
) -> Result<(Vec<IntegrityIssue>, Vec<IntegrityIssue>), StoreError> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version < schema::VERSION {
        schema::migrate(&transaction, version)?;
        connection::verify_schema(&transaction, path, schema::VERSION)?;
    }
    let found = (
        check::references_and_chain(&transaction, progress)?,
        check::inconsistencies(&transaction, progress)?,
    );
    transaction.rollback()?;
    Ok(found)
}
