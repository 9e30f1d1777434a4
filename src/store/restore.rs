//! A copy takes the database's place: verified first, the present file set aside with what lies beside it, and the name
//! given in one step. Knows nothing of what is copied.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::author::Author;
use super::connection::LOCK_TIMEOUT;
use super::create::{TempFile, copy_bytes, make_folder, open_temp_file, sync_folder};
use super::database_file::file_id;
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::upgrade::{marked_path, migrate_file};
use super::write_lock::WriteLock;
use super::{connection, schema, verification};
use crate::domain::day::vietnam_time;

/// How long the other sessions are waited for: one that is about to leave.
const EXCLUSIVE_TIMEOUT: Duration = Duration::from_secs(2);

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the file lies that was there before; none if there was none.
    pub aside_path: Option<PathBuf>,
    /// What `check` finds in the file that is there now.
    pub issues: Vec<IntegrityIssue>,
}

/// Puts a copy in the place of `target`, whatever is there.
pub(super) fn restore(
    from: &Path,
    target: &Path,
    author: &Author<'_>,
) -> Result<Restored, StoreError> {
    let target = &resolve_target(target)?;
    if file_id(from)
        .ok()
        .is_some_and(|copy| file_id(target).is_ok_and(|present| present == copy))
    {
        return Err(StoreError::SameFile(target.clone()));
    }
    let (draft, issues) = prepare_copy(from, target, author)?;
    let _turn = WriteLock::acquire(target, LOCK_TIMEOUT)?;
    // Held to the end: who opens the file meanwhile waits, and then sees that it is another one.
    let held = lock_target(target)?;
    let (aside, there) = aside_path(target, author)?;
    record_restore(&draft.0, author, (from, there.then_some(aside.as_path())))?;
    draft.sync(target)?;
    let kept = SetAside::of(target, &aside, held.as_ref())?;
    if let Err(error) = draft.take_name(target) {
        return Err(kept.undone(StoreError::from_io(target, error)));
    }
    // From here on the new file has the name: what was set aside stays there, whatever else fails.
    sync_folder(target).map_err(|error| kept.said(StoreError::from_io(target, error)))?;
    drop(held);
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

/// A copy of the copy beside the place where it will lie, verified and of this program's version; and what does not agree
/// in it.
fn prepare_copy(
    from: &Path,
    target: &Path,
    author: &Author<'_>,
) -> Result<(TempFile, Vec<IntegrityIssue>), StoreError> {
    let verified = verification::of_file(from, target).map_err(|error| unfit(error, from))?;
    let verified = verified.sound(from).map_err(|error| unfit(error, from))?;
    let version = verified.version;
    let (draft, findings) = verified.into_file()?;
    if version < schema::VERSION {
        let mut db = open_temp_file(&draft.0)?;
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        migrate_file(&transaction, from, version, author)?;
        transaction.commit()?;
        db.close().map_err(|(_, error)| StoreError::from(error))?;
    }
    Ok((draft, findings))
}

/// What is wrong with the copy; what is wrong with the place for it stays as it is.
fn unfit(error: StoreError, from: &Path) -> StoreError {
    let place = matches!(&error, StoreError::DiskFull | StoreError::Busy)
        || matches!(&error, StoreError::ReadOnly(path) | StoreError::Io { path, .. } | StoreError::DiskError { path, .. }
            if connection::absolute_path(from).is_ok_and(|from| *path != from));
    if place {
        error
    } else {
        StoreError::InvalidCopy(Box::new(error))
    }
}

/// The journal line in the file that will be the database: which copy, and where the file lies that was there.
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

/// The present file, held so that nobody has it open; none where it is missing, or so damaged that nobody can say. What
/// its log holds is in the file from then on.
fn lock_target(target: &Path) -> Result<Option<Connection>, StoreError> {
    if target.metadata().map_or(true, |found| found.len() == 0) {
        return Ok(None);
    }
    // First without a trace: a log beside a damaged head would be cleared away by opening it.
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
        Ok(held) => Ok(Some(held)),
        Err(StoreError::Busy) => Err(StoreError::InUse(target.to_owned())),
        Err(StoreError::Damaged { .. } | StoreError::ForeignFile(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn lock_exclusively(target: &Path) -> Result<Connection, StoreError> {
    let hold = || {
        let db = connection::open_to_write(target)?;
        db.busy_timeout(EXCLUSIVE_TIMEOUT)?;
        // A log is given up only by the last one who has the file open; one who came meanwhile took it up again.
        let mode = |sql| db.query_row(sql, [], |row| row.get::<_, String>(0));
        let given_up = mode("PRAGMA journal_mode = DELETE")? == "delete";
        db.execute_batch("BEGIN EXCLUSIVE")?;
        let still = mode("PRAGMA journal_mode")? == "delete";
        if given_up && still {
            Ok(db)
        } else {
            Err(StoreError::Busy)
        }
    };
    hold().map_err(|error: StoreError| error.with_path(target))
}

/// Where the present file goes, named by date and time, and whether there is one.
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

/// A database, its log and the log's index belong together, and a journal that was left behind: it would be played back
/// into whatever has the name.
const SIDE_FILE_SUFFIXES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The present file under its other name, with what lies beside it. It keeps the first name, too, until another file
/// takes that, so that there is a database at every moment; what it holds is never removed.
struct SetAside<'a> {
    target: &'a Path,
    aside: &'a Path,
    /// Endings of the files that have the other name.
    kept: Vec<&'static str>,
}

impl<'a> SetAside<'a> {
    /// Gives the present files their other names, and takes away the first name of all but the database.
    fn of(
        target: &'a Path,
        aside: &'a Path,
        held: Option<&Connection>,
    ) -> Result<Self, StoreError> {
        let mut set = Self {
            target,
            aside,
            kept: Vec::new(),
        };
        match set.begin(held) {
            Ok(()) => Ok(set),
            Err(error) => Err(set.undone(error)),
        }
    }

    fn begin(&mut self, held: Option<&Connection>) -> Result<(), StoreError> {
        let failed = |error| StoreError::from_io(self.target, error);
        for ending in SIDE_FILE_SUFFIXES {
            let (from, to) = (
                connection::sibling_path(self.target, ending),
                connection::sibling_path(self.aside, ending),
            );
            if from.symlink_metadata().is_ok() {
                keep(&from, &to, held.filter(|_| ending.is_empty()))?;
                self.kept.push(ending);
            }
        }
        sync_folder(self.target).map_err(failed)?;
        // A log that stayed would be taken for the new file's own.
        for ending in self.kept.iter().filter(|ending| !ending.is_empty()) {
            fs::remove_file(connection::sibling_path(self.target, ending)).map_err(failed)?;
        }
        Ok(())
    }

    /// The present files have their first names alone again, as far as that can be done without losing any; why the
    /// restore failed, with the other name where something is left under it.
    fn undone(self, error: StoreError) -> StoreError {
        let mut left = false;
        for ending in self.kept.iter().rev() {
            let (first, other) = (
                connection::sibling_path(self.target, ending),
                connection::sibling_path(self.aside, ending),
            );
            let both = first.symlink_metadata().is_ok() || fs::hard_link(&other, &first).is_ok();
            // Only a second name of the very same file goes.
            let same = file_id(&first).is_ok_and(|id| file_id(&other).is_ok_and(|twin| id == twin));
            left |= !(both && same && fs::remove_file(&other).is_ok());
        }
        if left { self.said(error) } else { error }
    }

    /// Why the restore failed, with the name under which the file lies that was there before.
    fn said(&self, error: StoreError) -> StoreError {
        if self.kept.is_empty() {
            error
        } else {
            StoreError::SetAside {
                aside: self.aside.to_owned(),
                error: Box::new(error),
            }
        }
    }
}

/// Gives a file another name beside its own; where the file system has no links, a copy of it. A database that is held is
/// copied by the connection that holds it: whoever closes its file lets go of it.
fn keep(from: &Path, to: &Path, held: Option<&Connection>) -> Result<(), StoreError> {
    let linked = match fs::hard_link(from, to) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => None,
        done => Some(done),
    };
    match (linked, held) {
        (Some(done), _) => done.map_err(|error| StoreError::from_io(to, error)),
        (None, Some(held)) => verification::copy_to(held, to),
        (None, None) => copy_bytes(from, to).map_err(|error| StoreError::from_io(to, error)),
    }
}
