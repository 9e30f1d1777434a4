//! A verified copy under a new name, and whether a file is one. Knows nothing of what is copied.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::create::Draft;
use super::error::StoreError;
use super::{check, open};

/// Copies the database as it stands at one moment, checks the copy, and only then gives it its name.
pub(super) fn backup(db: &Connection, to: &Path) -> Result<(), StoreError> {
    let to = open::absolute(to).map_err(|error| StoreError::io(to, error))?;
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(to));
    }
    let draft = copy(db, &to)?;
    verified(&draft.0)?;
    draft.publish(&to)
}

/// A copy that grows beside the place where it will lie, not checked yet.
pub(super) fn copy(db: &Connection, target: &Path) -> Result<Draft, StoreError> {
    let draft = Draft::beside(target)?;
    let Some(name) = draft.0.to_str() else {
        let error = std::io::Error::from(std::io::ErrorKind::InvalidFilename);
        return Err(StoreError::Io { path: draft.0.clone(), error });
    };
    db.execute("VACUUM INTO ?1", [name]).map_err(|error| StoreError::from(error).about(target))?;
    Ok(draft)
}

/// A copy that can be used: ours, of a version that this program knows, with its schema, unharmed. The file is left as
/// it is; what a log beside it holds counts.
pub(super) fn verified(path: &Path) -> Result<(Connection, i64), StoreError> {
    let whole = open::absolute(path).map_err(|error| open::missing(path, error))?;
    let found = whole.symlink_metadata().map_err(|error| open::missing(path, error))?;
    if !found.is_file() {
        return Err(StoreError::NoFile(whole));
    }
    let db = open::open_to_copy(&whole)?;
    // Whoever looks at a copy with a log beside it leaves both.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let look = || {
        let version = open::known_version(&db, &whole)?;
        open::verify(&db, &whole, version)?;
        check::integrity(&db)?.into_iter().next().map_or(Ok(version), |finding| Err(finding.damage(&whole)))
    };
    let version = look().map_err(|error: StoreError| error.about(&whole))?;
    Ok((db, version))
}
