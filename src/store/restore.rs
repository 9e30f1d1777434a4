//! Restore: replaces the database by a verified copy in one rename, and sets the present file and its side files aside.
//! Must not depend on the content.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::author::Author;
use super::check_progress::CheckProgress;
use super::connection::LOCK_TIMEOUT;
use super::create::{TempFile, copy_bytes, make_folder, open_temp_file, sync_folder};
use super::database_file::file_id;
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::upgrade::{marked_path, migrate_file};
use super::write_lock::WriteLock;
use super::{connection, schema, verification};
use crate::domain::day::vietnam_time;

/// How long to wait for other sessions that are about to close.
const EXCLUSIVE_TIMEOUT: Duration = Duration::from_secs(2);

/// Result of a restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Path of the previous file; `None` if there was none.
    pub aside_path: Option<PathBuf>,
    /// Issues that `check` finds in the new file.
    pub issues: Vec<IntegrityIssue>,
}

/// Replaces `target` by a copy.
pub(super) fn restore(
    from: &Path,
    target: &Path,
    author: &Author<'_>,
    progress: &CheckProgress,
) -> Result<Restored, StoreError> {
    let target = &resolve_target(target)?;
    if file_id(from)
        .ok()
        .is_some_and(|copy| file_id(target).is_ok_and(|present| present == copy))
    {
        return Err(StoreError::SameFile(target.clone()));
    }
    let (draft, issues) = prepare_copy(from, target, author, progress)?;
    let _write_lock = WriteLock::acquire(target, LOCK_TIMEOUT)?;
    // Held to the end: a process that opens the file meanwhile waits, and then sees another file.
    let target_lock = lock_target(target)?;
    let (aside, there) = aside_path(target, author)?;
    record_restore(&draft.0, author, (from, there.then_some(aside.as_path())))?;
    draft.sync(target)?;
    let previous = PreviousFiles::set_aside(target, &aside, target_lock.as_ref())?;
    if let Err(error) = draft.take_name(target) {
        return Err(previous.restore_names(StoreError::from_io(target, error)));
    }
    // From here on the new file has the name: the previous one stays set aside, whatever else fails.
    sync_folder(target)
        .map_err(|error| previous.with_aside_path(StoreError::from_io(target, error)))?;
    drop(target_lock);
    Ok(Restored {
        aside_path: there.then_some(aside),
        issues,
    })
}

fn resolve_target(target: &Path) -> Result<PathBuf, StoreError> {
    if let Some(folder) = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        make_folder(folder).map_err(|error| StoreError::from_io(folder, error))?;
    }
    let whole =
        connection::absolute_path(target).map_err(|error| StoreError::from_io(target, error))?;
    match whole.symlink_metadata() {
        Ok(found) if !found.is_file() => Err(StoreError::NotAFile(whole)),
        _ => Ok(whole),
    }
}

/// Prepares a verified copy of this program's version next to the target; returns its inconsistencies too.
fn prepare_copy(
    from: &Path,
    target: &Path,
    author: &Author<'_>,
    progress: &CheckProgress,
) -> Result<(TempFile, Vec<IntegrityIssue>), StoreError> {
    let verified =
        verification::of_file(from, target, progress).map_err(|error| invalid_copy(error, from))?;
    let verified = verified
        .require_usable(from)
        .map_err(|error| invalid_copy(error, from))?;
    let version = verified.version;
    let (draft, issues) = verified.into_file()?;
    if version < schema::VERSION {
        let mut db = open_temp_file(&draft.0)?;
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        migrate_file(&transaction, from, version, author)?;
        transaction.commit()?;
        db.close().map_err(|(_, error)| StoreError::from(error))?;
    }
    Ok((draft, issues))
}

/// Marks an error as one of the copy; errors about the target location are unchanged.
fn invalid_copy(error: StoreError, from: &Path) -> StoreError {
    let is_about_target = matches!(&error, StoreError::DiskFull | StoreError::Busy)
        || matches!(&error, StoreError::ReadOnly(path) | StoreError::Io { path, .. } | StoreError::DiskError { path, .. }
            if connection::absolute_path(from).is_ok_and(|from| *path != from));
    if is_about_target {
        error
    } else {
        StoreError::InvalidCopy(Box::new(error))
    }
}

/// Adds the journal line to the new database: source of the copy, and path of the previous file.
fn record_restore(
    draft: &Path,
    author: &Author<'_>,
    (from, aside): (&Path, Option<&Path>),
) -> Result<(), StoreError> {
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let mut db = open_temp_file(draft)?;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    author.journal(
        &transaction,
        "restore",
        "database",
        [aside.map(name).as_deref(), Some(&name(from)), None],
    )?;
    transaction.commit()?;
    connection::set_pragmas(&db, draft)?;
    db.close().map_err(|(_, error)| error.into())
}

/// Locks the present file so that nobody has it open; `None` if it is missing or too damaged to tell. Its log is
/// checkpointed into the file.
fn lock_target(target: &Path) -> Result<Option<Connection>, StoreError> {
    if target.metadata().map_or(true, |found| found.len() == 0) {
        return Ok(None);
    }
    // First without a trace: opening would remove a log next to a damaged header.
    match connection::open_immutable(target)
        .and_then(|db| connection::read_pragma(&db, "application_id"))
    {
        Ok(schema::APPLICATION_ID) => {}
        Ok(_) => return Err(StoreError::ForeignFile(target.to_owned())),
        Err(error) => match StoreError::from(error).with_path(target) {
            StoreError::Damaged { .. } | StoreError::ForeignFile(_) => return Ok(None),
            error => return Err(error),
        },
    }
    match lock_exclusively(target) {
        Ok(lock) => Ok(Some(lock)),
        Err(StoreError::Busy) => Err(StoreError::InUse(target.to_owned())),
        Err(StoreError::Damaged { .. } | StoreError::ForeignFile(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn lock_exclusively(target: &Path) -> Result<Connection, StoreError> {
    let hold = || {
        let db = connection::open_to_write(target)?;
        db.busy_timeout(EXCLUSIVE_TIMEOUT)?;
        // The last connection removes the log; one that opened meanwhile may have created it again.
        let mode = |sql| db.query_row(sql, [], |row| row.get::<_, String>(0));
        let log_is_removed = mode("PRAGMA journal_mode = DELETE")? == "delete";
        db.execute_batch("BEGIN EXCLUSIVE")?;
        let log_is_absent = mode("PRAGMA journal_mode")? == "delete";
        if log_is_removed && log_is_absent {
            Ok(db)
        } else {
            Err(StoreError::Busy)
        }
    };
    hold().map_err(|error: StoreError| error.with_path(target))
}

/// Path for the present file, named by date and time, and whether the file exists.
fn aside_path(target: &Path, author: &Author<'_>) -> Result<(PathBuf, bool), StoreError> {
    let aside = marked_path(
        target,
        &format!(
            "aside-{}",
            vietnam_time(author.at.0).format("%Y-%m-%d-%H%M%S")
        ),
    );
    let names = SIDE_FILE_SUFFIXES.map(|ending| connection::sibling_path(&aside, ending));
    match names
        .into_iter()
        .find(|name| name.symlink_metadata().is_ok())
    {
        Some(taken) => Err(StoreError::FileExists(taken)),
        None => Ok((
            aside,
            SIDE_FILE_SUFFIXES.iter().any(|ending| {
                connection::sibling_path(target, ending)
                    .symlink_metadata()
                    .is_ok()
            }),
        )),
    }
}

/// Suffixes of the database, its log, the log's index, and a leftover rollback journal, which would be applied to
/// the next file of that name.
const SIDE_FILE_SUFFIXES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The present file under its other name, with its side files. It keeps the first name, too, until another file
/// takes it, so that a database exists at every moment; its data is never removed.
struct PreviousFiles<'a> {
    target: &'a Path,
    aside: &'a Path,
    /// Suffixes of the files that have the other name.
    linked_suffixes: Vec<&'static str>,
}

impl<'a> PreviousFiles<'a> {
    /// Links the present files under their other names, and removes the first name of all but the database.
    fn set_aside(
        target: &'a Path,
        aside: &'a Path,
        lock: Option<&Connection>,
    ) -> Result<Self, StoreError> {
        let mut previous = Self {
            target,
            aside,
            linked_suffixes: Vec::new(),
        };
        match previous.link_and_unlink(lock) {
            Ok(()) => Ok(previous),
            Err(error) => Err(previous.restore_names(error)),
        }
    }

    fn link_and_unlink(&mut self, lock: Option<&Connection>) -> Result<(), StoreError> {
        let failed = |error| StoreError::from_io(self.target, error);
        for ending in SIDE_FILE_SUFFIXES {
            let (from, to) = (
                connection::sibling_path(self.target, ending),
                connection::sibling_path(self.aside, ending),
            );
            if from.symlink_metadata().is_ok() {
                link_or_copy(&from, &to, lock.filter(|_| ending.is_empty()))?;
                self.linked_suffixes.push(ending);
            }
        }
        sync_folder(self.target).map_err(failed)?;
        // A remaining log would be taken for the new file's own.
        for ending in self
            .linked_suffixes
            .iter()
            .filter(|ending| !ending.is_empty())
        {
            fs::remove_file(connection::sibling_path(self.target, ending)).map_err(failed)?;
        }
        Ok(())
    }

    /// Restores the first names alone, as far as possible without losing a file. Returns the error, with the other
    /// name if a file remains under it.
    fn restore_names(self, error: StoreError) -> StoreError {
        let mut remains_aside = false;
        for ending in self.linked_suffixes.iter().rev() {
            let (first, other) = (
                connection::sibling_path(self.target, ending),
                connection::sibling_path(self.aside, ending),
            );
            let both = first.symlink_metadata().is_ok() || fs::hard_link(&other, &first).is_ok();
            // Removes only a second name of the very same file.
            let same = file_id(&first).is_ok_and(|id| file_id(&other).is_ok_and(|twin| id == twin));
            remains_aside |= !(both && same && fs::remove_file(&other).is_ok());
        }
        if remains_aside {
            self.with_aside_path(error)
        } else {
            error
        }
    }

    /// The error with the path of the previous file.
    fn with_aside_path(&self, error: StoreError) -> StoreError {
        if self.linked_suffixes.is_empty() {
            error
        } else {
            StoreError::SetAside {
                aside: self.aside.to_owned(),
                error: Box::new(error),
            }
        }
    }
}

/// Gives a file a second name; on file systems without links by a copy. A locked database is copied by the
/// connection that holds the lock: closing any other handle of its file would release it.
fn link_or_copy(from: &Path, to: &Path, lock: Option<&Connection>) -> Result<(), StoreError> {
    let linked = match fs::hard_link(from, to) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => None,
        done => Some(done),
    };
    match (linked, lock) {
        (Some(done), _) => done.map_err(|error| StoreError::from_io(to, error)),
        (None, Some(lock)) => verification::copy_to(lock, to),
        (None, None) => copy_bytes(from, to).map_err(|error| StoreError::from_io(to, error)),
    }
}
