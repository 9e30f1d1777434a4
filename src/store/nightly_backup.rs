//! Backups in their own folder: one a night, the newest thirty kept, and manual ones. Must not depend on the content.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::Connection;

use super::check_progress::CheckProgress;
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::{backup, create, journal_chain, upgrade, verification};
use crate::domain::day::{vietnam_day, vietnam_time};

/// Number of nightly copies kept.
pub const NIGHTS_KEPT: usize = 30;

/// Result of a nightly backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NightlyBackup {
    /// Tonight's copy.
    pub copy: PathBuf,
    /// `true` if it was made now, `false` if a valid one existed.
    pub created: bool,
    /// Number of valid copies.
    pub kept: usize,
    /// Older copies that were removed.
    pub removed: Vec<PathBuf>,
    /// Damaged copies: they are not counted and are kept.
    pub damaged: Vec<PathBuf>,
    /// Inconsistencies of the database. Older copies may lack them, so that none is removed.
    pub issues: Vec<IntegrityIssue>,
}

/// A manual backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualBackup {
    /// Path of the copy.
    pub copy: PathBuf,
    /// Inconsistencies of the database and its copy.
    pub issues: Vec<IntegrityIssue>,
}

/// Backup folder of a database: `backups` next to it.
pub(super) fn backup_folder(database: &Path) -> PathBuf {
    database.with_file_name("backups")
}

/// Makes a manual copy named by date and time. It is never removed automatically.
pub(super) fn backup_now(
    db: &Connection,
    database: &Path,
    at: DateTime<Utc>,
    progress: &CheckProgress,
) -> Result<ManualBackup, StoreError> {
    let copy = copy_path(
        database,
        &backup_folder(database),
        &vietnam_time(at).format("%Y-%m-%d-%H%M%S").to_string(),
    );
    let issues = make_copy(db, &copy, progress)?;
    Ok(ManualBackup { copy, issues })
}

/// Makes tonight's copy, then removes those beyond the newest [`NIGHTS_KEPT`]. Idempotent per day. Removes nothing
/// while the database or tonight's copy has issues.
pub(super) fn run_nightly(
    db: &Connection,
    (database, folder): (&Path, &Path),
    at: DateTime<Utc>,
    progress: &CheckProgress,
) -> Result<NightlyBackup, StoreError> {
    let today = vietnam_day(at);
    let copy = copy_path(database, folder, &today.to_string());
    let (created, issues) = match make_copy(db, &copy, progress) {
        Ok(issues) => (true, issues),
        Err(StoreError::FileExists(taken)) if taken.file_name() == copy.file_name() => {
            let existing = verification::of_file(&copy, &copy, progress)?.require_usable(&copy)?;
            // Two databases of one name may share a folder: neither treats the other's copies as its own.
            if let Some(head) = journal_chain::journal_tip(&existing.db)?
                && journal_chain::verify_tip(db, &head)?.is_some()
            {
                return Err(StoreError::FileExists(copy));
            }
            drop(existing);
            let verified = verification::of_connection(db, (database, &copy), progress)?
                .require_usable(database)?;
            (false, verified.inconsistencies)
        }
        Err(error) => return Err(error),
    };
    let stem = database.file_stem().unwrap_or_default().to_string_lossy();
    remove_stale_temp_files(folder, &format!(".{stem}-"), at)?;
    // Checks and backups under another name use temporary files next to the database.
    let name = database.file_name().unwrap_or_default().to_string_lossy();
    remove_stale_temp_files(
        database.parent().unwrap_or(Path::new(".")),
        &format!(".{name}."),
        at,
    )?;
    let (valid, damaged) = nightly_copies(database, folder, progress)?;
    let limit = if issues.is_empty() {
        NIGHTS_KEPT
    } else {
        valid.len()
    };
    let old = valid.iter().skip(limit).filter(|(day, _)| *day != today);
    let removed: Vec<PathBuf> = old.map(|(_, path)| path.clone()).collect();
    remove_copies(&removed)?;
    Ok(NightlyBackup {
        copy,
        created,
        kept: valid.len() - removed.len(),
        removed,
        damaged,
        issues,
    })
}

fn make_copy(
    db: &Connection,
    copy: &Path,
    progress: &CheckProgress,
) -> Result<Vec<IntegrityIssue>, StoreError> {
    let folder = copy.parent().unwrap_or(Path::new("."));
    create::make_folder(folder).map_err(|error| StoreError::from_io(folder, error))?;
    backup::backup(db, copy, progress)
}

/// Removes older copies. The error says how many were removed before it.
fn remove_copies(paths: &[PathBuf]) -> Result<(), StoreError> {
    for (removed, path) in paths.iter().enumerate() {
        if let Err(error) = fs::remove_file(path) {
            let error = StoreError::from_io(path, error);
            return Err(match removed {
                0 => error,
                _ => StoreError::RemovalStopped {
                    removed,
                    error: Box::new(error),
                },
            });
        }
    }
    Ok(())
}

/// Removes temporary copies with this prefix that a killed process left behind more than a day ago: they would fill
/// the disk.
fn remove_stale_temp_files(
    folder: &Path,
    prefix: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let failed = |error| StoreError::from_io(folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let is_temp_file = name.to_str().is_some_and(|name| {
            name.starts_with(prefix) && Path::new(name).extension() == Some("new".as_ref())
        });
        let since = entry
            .metadata()
            .and_then(|found| found.modified())
            .map(DateTime::<Utc>::from);
        if is_temp_file && since.is_ok_and(|since| at - since > TimeDelta::days(1)) {
            fs::remove_file(entry.path())
                .map_err(|error| StoreError::from_io(&entry.path(), error))?;
        }
    }
    Ok(())
}

/// `tiendo-<mark>.db` in a folder.
fn copy_path(database: &Path, folder: &Path, mark: &str) -> PathBuf {
    let name = upgrade::marked_path(database, mark);
    folder.join(name.file_name().unwrap_or_default())
}

/// Valid copies, by day.
type ValidCopies = Vec<(NaiveDate, PathBuf)>;

/// Nightly copies in a folder, newest first: valid ones, and damaged ones.
fn nightly_copies(
    database: &Path,
    folder: &Path,
    progress: &CheckProgress,
) -> Result<(ValidCopies, Vec<PathBuf>), StoreError> {
    let (mut valid, mut damaged) = (Vec::new(), Vec::new());
    let failed = |error| StoreError::from_io(folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Some(day) = nightly_copy_day(database, folder, &path) else {
            continue;
        };
        match verification::of_file(&path, &path, progress)
            .and_then(|found| found.require_usable(&path))
        {
            Ok(_) => valid.push((day, path)),
            // The copy may be fine: there is no room to verify it.
            Err(error @ (StoreError::DiskFull | StoreError::Busy | StoreError::ReadOnly(_))) => {
                return Err(error);
            }
            Err(_) => damaged.push(path),
        }
    }
    valid.sort();
    valid.reverse();
    damaged.sort();
    Ok((valid, damaged))
}

/// Day of a nightly copy, if the name is exactly the one that [`run_nightly`] gives.
fn nightly_copy_day(database: &Path, folder: &Path, path: &Path) -> Option<NaiveDate> {
    let stem = path.file_stem()?.to_str()?;
    let day = stem.get(stem.len().checked_sub(10)?..)?.parse().ok()?;
    (copy_path(database, folder, &NaiveDate::to_string(&day)) == path).then_some(day)
}

/// Folder in which a copy may be written; for a shared file only its own backup folder.
pub(super) fn allowed_folder(
    database: &Path,
    wanted: Option<&Path>,
    shared: bool,
) -> Result<PathBuf, StoreError> {
    let own = backup_folder(database);
    let wanted = wanted.unwrap_or(&own);
    let is_own = || {
        wanted
            .canonicalize()
            .is_ok_and(|whole| own.canonicalize().is_ok_and(|own| own == whole))
    };
    if shared && wanted != own && !is_own() {
        Err(StoreError::OutsideBackupFolder(own))
    } else {
        Ok(wanted.to_owned())
    }
}
