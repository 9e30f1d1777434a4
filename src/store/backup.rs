//! A verified copy under a new name. Knows nothing of what is copied.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::create::Draft;
use super::error::StoreError;
use super::{check, open};

/// Copies the database as it stands at one moment, checks the copy, and only then gives it its name.
pub(super) fn backup(db: &Connection, to: &Path) -> Result<(), StoreError> {
    let to = open::absolute(to).map_err(|error| StoreError::io(to, error))?;
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(to));
    }
    let draft = Draft::beside(&to)?;
    copy(db, &draft.0).map_err(|error| error.about(&to))?;
    draft.publish(&to)
}

fn copy(db: &Connection, draft: &Path) -> Result<(), StoreError> {
    let Some(name) = draft.to_str() else {
        let error = std::io::Error::from(std::io::ErrorKind::InvalidFilename);
        return Err(StoreError::Io { path: draft.to_owned(), error });
    };
    db.execute("VACUUM INTO ?1", [name])?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(draft, flags)?;
    match check::integrity(&copy)?.into_iter().next() {
        None => copy.close().map_err(|(_, error)| error.into()),
        Some(finding) => Err(StoreError::Damaged { path: draft.to_owned(), detail: finding.detail }),
    }
}
