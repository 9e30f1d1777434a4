//! Upgrade of an older file to this program's version: a verified copy first, then everything in one transaction.
//! Must not depend on the statements of a version; `schema` has them.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::author::Author;
use super::check_progress::CheckProgress;
use super::connection::LOCK_TIMEOUT;
use super::database_file::DatabaseFile;
use super::error::StoreError;
use super::write_lock::WriteLock;
use super::{backup, check, connection, schema};
use crate::domain::day::vietnam_day;

/// Result of an upgrade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgraded {
    /// Old version.
    pub from: i64,
    /// New version.
    pub to: i64,
    /// Copy of the file before the upgrade.
    pub copy: PathBuf,
}

/// Makes a copy and upgrades the file; `None` if it is current already.
pub(super) fn upgrade(path: &Path, author: &Author<'_>) -> Result<Option<Upgraded>, StoreError> {
    let (mut db, place, found) = connection::open_any_version(path)?;
    if found == schema::VERSION {
        return Ok(None);
    }
    let path = place.path();
    connection::set_pragmas(&db, path)
        .and_then(|()| backup_and_migrate(&mut db, &place, author))
        .map_err(|error| error.with_path(path))
}

fn backup_and_migrate(
    db: &mut Connection,
    place: &DatabaseFile,
    author: &Author<'_>,
) -> Result<Option<Upgraded>, StoreError> {
    let path = place.path();
    let _turn = WriteLock::acquire(path, LOCK_TIMEOUT)?;
    // Nobody else writes from here on, so that the copy equals the upgraded content.
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = connection::known_version(&transaction, path)?;
    if from == schema::VERSION {
        return Ok(None);
    }
    connection::verify_schema(&transaction, path, from)?;
    let copy = backup_before_upgrade(path, from, author)?;
    migrate_file(&transaction, path, from, author)?;
    place.require_unmoved()?;
    transaction.commit()?;
    Ok(Some(Upgraded {
        from,
        to: schema::VERSION,
        copy,
    }))
}

/// Upgrades a file with its journal line, in the caller's transaction; fails if the result is not intact.
pub(super) fn migrate_file(
    db: &Connection,
    path: &Path,
    from: i64,
    author: &Author<'_>,
) -> Result<(), StoreError> {
    schema::migrate(db, from)?;
    author.journal(
        db,
        "upgrade",
        "database",
        [
            Some(&from.to_string()),
            Some(&schema::VERSION.to_string()),
            None,
        ],
    )?;
    connection::verify_schema(db, path, schema::VERSION)?;
    check::structural_issues(db)?
        .into_iter()
        .next()
        .map_or(Ok(()), |finding| Err(finding.into_damaged(path)))
}

/// Maximum number of copies of one version per day: each failed attempt leaves one.
const COPIES_MAX: usize = 99;

/// Makes a verified copy next to the file, named by its version and the day: `tiendo-v1-2026-11-22.db`.
fn backup_before_upgrade(
    path: &Path,
    version: i64,
    author: &Author<'_>,
) -> Result<PathBuf, StoreError> {
    let (db, ..) = connection::open_any_version(path)?;
    let day = vietnam_day(author.at.0);
    for no in 1..=COPIES_MAX {
        let again = if no == 1 {
            String::new()
        } else {
            format!("-{no}")
        };
        let copy = marked_path(path, &format!("v{version}-{day}{again}"));
        match backup::backup(&db, &copy, &CheckProgress::default()) {
            Err(StoreError::FileExists(_)) => {}
            done => return done.map(|_| copy),
        }
    }
    Err(StoreError::FileExists(marked_path(
        path,
        &format!("v{version}-{day}"),
    )))
}

/// `tiendo.db` → `tiendo-<mark>.db`, in the same folder.
pub(super) fn marked_path(path: &Path, mark: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push("-");
    name.push(mark);
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}
