//! Verification of a database file, the same for `backup`, `backup --nightly`, `check`, `restore` and `upgrade`: on a
//! private copy that can be written, page by page as the file has them. Knows no command.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::check;
use super::create::{TempFile, open_temp_file};
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::{connection, schema};

/// A private copy of a database and what is wrong in it. The copy is removed when this is dropped.
pub(super) struct Verified {
    /// The copy; of the version that the file has. Closed before the file below it is removed.
    pub(super) db: Connection,
    /// Its file; none in memory.
    draft: Option<TempFile>,
    /// The version of the schema.
    pub(super) version: i64,
    /// Structure, CHECKs, references, journal chain: with any of these the file is of no use.
    harm: Vec<IntegrityIssue>,
    /// Where figures, duties and accounts do not agree with their histories and the journal.
    pub(super) disagreements: Vec<IntegrityIssue>,
}

impl Verified {
    /// The same, if the file at `path` can be used; the first harm as an error otherwise.
    pub(super) fn sound(mut self, path: &Path) -> Result<Self, StoreError> {
        if self.harm.is_empty() {
            Ok(self)
        } else {
            Err(self.harm.remove(0).into_damaged(path))
        }
    }

    /// Everything that was found, harm first.
    pub(super) fn findings(self) -> Vec<IntegrityIssue> {
        self.harm.into_iter().chain(self.disagreements).collect()
    }

    /// The closed file of the copy, and what does not agree in it.
    pub(super) fn into_file(self) -> Result<(TempFile, Vec<IntegrityIssue>), StoreError> {
        self.db
            .close()
            .map_err(|(_, error)| StoreError::from(error))?;
        let draft = self.draft.ok_or(StoreError::DiskFull)?;
        Ok((draft, self.disagreements))
    }
}

/// Verifies what a connection sees at this moment, on a copy beside `target`. Errors are about `source`.
pub(super) fn of_connection(
    db: &Connection,
    (source, target): (&Path, &Path),
) -> Result<Verified, StoreError> {
    let draft = TempFile::create_for(target)?;
    let copied = open_temp_file(&draft.0)
        .map_err(|error| error.with_path(target))
        .and_then(|mut copy| {
            copy_pages(db, &mut copy).map_err(|error| copying(error, source, target))?;
            Ok(copy)
        });
    examine(copied?, Some(draft), source).map_err(|error| error.with_path(source))
}

/// The same on a copy in memory: for a database that has no file, or whose folder takes none.
pub(super) fn in_memory(db: &Connection, source: &Path) -> Result<Verified, StoreError> {
    let verify = || {
        let mut copy = Connection::open_in_memory()?;
        connection::harden(&copy)?;
        copy_pages(db, &mut copy)?;
        examine(copy, None, source)
    };
    verify().map_err(|error: StoreError| error.with_path(source))
}

/// Verifies the file at `path`, with the log that lies beside it, on a copy beside `target`. Both are left as they are.
pub(super) fn of_file(path: &Path, target: &Path) -> Result<Verified, StoreError> {
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
        return of_unfinished(path, target);
    }
    match connection::open_to_copy(path) {
        Ok(db) => {
            // Whoever looks at a copy with a log beside it leaves both.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            connection::known_version(&db, path).map_err(|error| error.with_path(path))?;
            of_connection(&db, (path, target))
        }
        // A log in a folder that takes no index of it.
        Err(StoreError::ReadOnly(_)) if connection::has_content(path, "-wal") => {
            of_unfinished(path, target)
        }
        Err(error) => Err(error),
    }
}

/// The same for a file that has to be written before it can be read: its transaction was never ended.
fn of_unfinished(path: &Path, target: &Path) -> Result<Verified, StoreError> {
    let draft = TempFile::of_bytes(path, target)?;
    let verify = || examine(open_temp_file(&draft.0)?, None, path);
    let verified = verify().map_err(|error| error.with_path(path))?;
    Ok(Verified {
        draft: Some(draft),
        ..verified
    })
}

/// A copy of a database under a new name, page by page, on the disk when this returns; not verified.
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

/// Copies a database page by page, at one moment of it.
fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let pages = Backup::new(from, to)?;
    match pages.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Busy),
    }
}

/// Damage is the source's; what the disk answers is the copy's.
fn copying(error: StoreError, source: &Path, target: &Path) -> StoreError {
    match error.with_path(target) {
        StoreError::Damaged { detail, .. } => StoreError::Damaged {
            path: source.to_owned(),
            detail,
        },
        StoreError::ForeignFile(_) => StoreError::ForeignFile(source.to_owned()),
        error => error,
    }
}

/// Everything that is asked of a file. One of an earlier version is raised for it, and that is taken back.
fn examine(
    mut db: Connection,
    draft: Option<TempFile>,
    path: &Path,
) -> Result<Verified, StoreError> {
    // One file, without a log beside it.
    db.query_row("PRAGMA journal_mode = DELETE", [], |row| {
        row.get::<_, String>(0)
    })?;
    let version = connection::known_version(&db, path)?;
    connection::verify_schema(&db, path, version)?;
    let mut harm = check::integrity_check(&db)?;
    let mut disagreements = Vec::new();
    match look(&mut db, path, version) {
        Ok((more, disagreeing)) => {
            harm.extend(more);
            disagreements = disagreeing;
        }
        // In a damaged file not everything can be asked.
        Err(error) if harm.is_empty() => return Err(error),
        Err(_) => {}
    }
    Ok(Verified {
        db,
        draft,
        version,
        harm,
        disagreements,
    })
}

/// References, journal chain, and what does not agree.
fn look(
    db: &mut Connection,
    path: &Path,
    version: i64,
) -> Result<(Vec<IntegrityIssue>, Vec<IntegrityIssue>), StoreError> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version < schema::VERSION {
        schema::migrate(&transaction, version)?;
        connection::verify_schema(&transaction, path, schema::VERSION)?;
    }
    let found = (
        check::references_and_chain(&transaction)?,
        check::disagreements(&transaction)?,
    );
    transaction.rollback()?;
    Ok(found)
}
