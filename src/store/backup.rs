//! Backup: a verified copy under a new name. Must not depend on the content.

use std::path::Path;

use rusqlite::Connection;

use super::check_progress::CheckProgress;
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::{connection, verification};

/// Copies the database at one moment, verifies the copy, and only then publishes it under its name. Returns
/// inconsistencies that do not make the copy unusable.
pub(super) fn backup(
    db: &Connection,
    to: &Path,
    progress: &CheckProgress,
) -> Result<Vec<IntegrityIssue>, StoreError> {
    let to = connection::absolute_path(to).map_err(|error| StoreError::from_io(to, error))?;
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::FileExists(to));
    }
    let source = db
        .path()
        .filter(|path| !path.is_empty())
        .map_or_else(|| to.clone(), Into::into);
    let (draft, inconsistencies) = verification::of_connection(db, (&source, &to), progress)?
        .require_usable(&source)?
        .into_file()?;
    draft.publish(&to)?;
    Ok(inconsistencies)
}
